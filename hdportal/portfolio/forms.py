"""Forms in which administrators keep the portfolio up to date."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hdportal.kernel.errors import DomainError
from hdportal.portfolio.domain.applications import ApplicationFacts, UserRole
from hdportal.portfolio.domain.codes import code_from_form
from hdportal.portfolio.domain.projects import ProjectFacts, ProjectState, slug
from hdportal.portfolio.domain.words import normalise
from hdportal.portfolio.models import Application, Project
from hdportal.web.render import translated


class PortfolioForm(forms.ModelForm):
    """A form that never saves: it reads answers and shows what is wrong with them."""

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not normalise(name):
            raise ValidationError(_("Enter a name with letters or digits."))
        return name

    def show_newer(self, record: Project | Application, error: DomainError) -> None:
        """Say at each answer that differs what somebody saved meanwhile."""
        saved = type(self)(instance=record).initial
        for name in self.fields:
            if saved[name] != self.cleaned_data[name]:
                shown = {"value": _shown(saved[name])}
                self.add_error(name, _("Saved meanwhile: %(value)s") % shown)
        self.add_error(None, translated(error))


class ProjectForm(PortfolioForm):
    """What the project page says."""

    class Meta:
        model = Project
        fields = (
            "name",
            "abbreviation",
            "code",
            "state",
            "ended_on",
            "overseen_by",
            "contact",
            "partners",
            "commissioned_by",
            "supported_by",
            "description",
            "legal_basis",
        )
        widgets = {"ended_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "code": gettext_lazy("Such as HDBP0016. Leave empty when there is none."),
            "contact": gettext_lazy("An e-mail address, or a sentence."),
            "ended_on": gettext_lazy("Only for a closed project."),
        }

    def clean_code(self) -> str:
        try:
            return code_from_form(self.cleaned_data["code"])
        except DomainError as error:
            raise ValidationError(translated(error)) from error

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        if answers.get("ended_on") and answers.get("state") != ProjectState.CLOSED:
            self.add_error("ended_on", _("Only a closed project has an end date."))
        return answers

    @property
    def facts(self) -> ProjectFacts:
        """The answers of a valid form."""
        state = ProjectState(self.cleaned_data["state"])
        return ProjectFacts(**{**self.cleaned_data, "state": state})


class ApplicationForm(PortfolioForm):
    """One entry of the application list."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        help_text=gettext_lazy("Who may choose it; none means everybody."),
        choices=Application.Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Application
        fields = ("name", "description", "roles", "is_offered", "order")

    def clean_name(self) -> str:
        name = super().clean_name()
        if (
            not self.instance.key
            and Application.objects.filter(key=_key(name)).exists()
        ):
            raise ValidationError(_("There is already an application of this name."))
        return name

    @property
    def facts(self) -> ApplicationFacts:
        """The answers of a valid form; a new application's key comes from its name."""
        answers = self.cleaned_data
        roles = tuple(UserRole(role) for role in answers["roles"])
        key = self.instance.key or _key(answers["name"])
        return ApplicationFacts(**{**answers, "key": key, "roles": roles})


def _key(name: str) -> str:
    return slug(name).lower()


def _shown(value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(value)
    return str(value or _("nothing"))
