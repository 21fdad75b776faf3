"""The form in which a known error is written down and corrected."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hdportal.desk.actions.known_errors import Told
from hdportal.desk.domain.known_errors import LONGEST_TEXT, LONGEST_TITLE
from hdportal.desk.models import KnownError
from hdportal.intake.sources import SOURCES
from hdportal.portfolio.models import Application, Project
from hdportal.privacy import door
from hdportal.privacy.door import CleanText, PatientDataFound
from hdportal.web.render import translated

TEXTS = ("title", "symptom", "workaround")
FIELDS = (*TEXTS, "application", "project")


def _area(label: str, help_text: str) -> forms.CharField:
    widget = forms.Textarea({"rows": 6})
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, widget=widget, help_text=help_text
    )


class KnownErrorForm(forms.Form):
    """What is told of a known error."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    symptom = _area(
        gettext_lazy("How it shows"),
        gettext_lazy("What callers see: the words of the message, and when it comes."),
    )
    workaround = _area(
        gettext_lazy("Workaround"),
        gettext_lazy(
            "What helps until it is put right. Write it for the caller: one button "
            "puts it into the close notes."
        ),
    )
    application = forms.ChoiceField(label=gettext_lazy("Application"), required=False)
    project = forms.ChoiceField(label=gettext_lazy("Project"), required=False)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        initial: Mapping[str, str] | None = None,
        one: KnownError | None = None,
    ) -> None:
        super().__init__(data, initial={**answers_of(one), **(initial or {})})
        for name, current in _named(one).items():
            field = self.fields[name]
            offered = [(o.value, o.label) for o in SOURCES[f"{name}s"].options("")]
            # What is offered no more stays, where it was chosen before.
            kept = [c for c in current if c[0] not in dict(offered)]
            none = pgettext("project", "None") if name == "project" else _("None")
            field.choices = [("", none), *offered, *kept]

    def clean_title(self) -> CleanText:
        return self._clean("title")

    def clean_symptom(self) -> CleanText:
        return self._clean("symptom")

    def clean_workaround(self) -> CleanText:
        return self._clean("workaround")

    @property
    def told(self) -> Told:
        """The answers of a valid form."""
        given = self.cleaned_data
        return Told(
            **{name: given[name] for name in TEXTS},
            application=Application.objects.filter(key=given["application"]).first(),
            project=Project.objects.filter(key=given["project"]).first(),
        )

    def show_newer(self, stands: KnownError) -> None:
        """Say beside each answer that differs what somebody saved meanwhile."""
        names = _named(stands)
        for field, saved in answers_of(stands).items():
            if saved != self.cleaned_data[field]:
                shown = dict(names.get(field, [])).get(saved, saved) or _("nothing")
                self.add_error(
                    field, _("Saved meanwhile: %(value)s") % {"value": shown}
                )

    def _clean(self, name: str) -> CleanText:
        text = self.cleaned_data[name].replace("\r\n", "\n")
        try:
            return door.clean(text)
        except PatientDataFound as error:
            raise forms.ValidationError(translated(error)) from None


def answers_of(one: KnownError | None) -> dict[str, str]:
    """Return what stands in a known error, as the form holds it."""
    if one is None:
        return {}
    named = {"application": one.application, "project": one.project}
    keys = {name: record.key if record else "" for name, record in named.items()}
    return {**{name: getattr(one, name) for name in TEXTS}, **keys}


def _named(one: KnownError | None) -> dict[str, list[tuple[str, str]]]:
    """Return key and name of what a known error has chosen of each list."""
    if one is None:
        return {"application": [], "project": []}
    application = one.application and (one.application.key, one.application.name)
    project = one.project and (one.project.key, one.project.label)
    return {
        "application": [application] if application else [],
        "project": [project] if project else [],
    }
