"""Forms in which groups and assignment rules are kept, and rules are tried."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hdportal.desk.actions.groups import GroupWanted
from hdportal.desk.actions.routing import RuleWanted
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.groups import LONGEST_GROUP_NAME
from hdportal.desk.domain.incident import FIRST_LINE
from hdportal.desk.domain.routing import About
from hdportal.desk.models import AssignmentGroup, AssignmentRule
from hdportal.desk.presenters.choices import name_of, offered
from hdportal.desk.queries.groups import active_groups
from hdportal.portfolio.models import Application, Project


class _ProjectField(forms.ModelChoiceField):
    def label_from_instance(self, project: Project) -> str:
        return project.label


class AboutForm(forms.Form):
    """What an incident is about; each may be left open."""

    category = forms.ChoiceField(label=gettext_lazy("Type of problem"), required=False)
    application = forms.ModelChoiceField(
        label=gettext_lazy("Application"),
        queryset=Application.objects.all(),
        to_field_name="key",
        empty_label=gettext_lazy("Any"),
        required=False,
    )
    project = _ProjectField(
        label=gettext_lazy("Project"),
        queryset=Project.objects.all(),
        to_field_name="key",
        empty_label=gettext_lazy("Any"),
        required=False,
    )

    def __init__(self, data: Any = None, *, keep: str = "", **more: Any) -> None:
        """`keep` is a category that stays to be chosen though it is hidden."""
        super().__init__(data, **more)
        found = offered(Kind.CATEGORY)
        if keep and keep not in dict(found):
            found.append((keep, name_of(Kind.CATEGORY, keep)))
        self.fields["category"].choices = [("", _("Any")), *found]

    @property
    def about(self) -> About:
        """The answers of a valid form."""
        given = self.cleaned_data
        keys = (given[name] and given[name].pk for name in ("application", "project"))
        return About(given["category"], *keys)


class RuleForm(AboutForm):
    """An assignment rule."""

    group = forms.ModelChoiceField(
        label=gettext_lazy("Group"),
        queryset=AssignmentGroup.objects.none(),
        to_field_name="key",
        empty_label=gettext_lazy("Choose…"),
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("Use this rule"), required=False, initial=True
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["group"].queryset = active_groups()

    @property
    def wanted(self) -> RuleWanted:
        """The answers of a valid form."""
        return RuleWanted(**self.cleaned_data)


class GroupForm(forms.Form):
    """A group; the Service Desk is always used."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_GROUP_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("Incidents can be assigned to it"),
        required=False,
        initial=True,
    )
    round_robin = forms.BooleanField(
        label=gettext_lazy("Give its incidents to its people in turn"),
        help_text=gettext_lazy(
            "To those who said on the desk’s list that they are at the desk."
        ),
        required=False,
    )

    def __init__(self, data: Any = None, *, key: str = "", **more: Any) -> None:
        """`key` is that of a group that is there already."""
        super().__init__(data, **more)
        if key in {"", FIRST_LINE}:
            del self.fields["is_active"]

    @property
    def wanted(self) -> GroupWanted:
        """The answers of a valid form."""
        return GroupWanted(**self.cleaned_data)


def of_rule(rule: AssignmentRule) -> dict[str, object]:
    """Return a rule as the form's first answers."""
    return {
        "category": rule.category,
        "application": rule.application and rule.application.key,
        "project": rule.project and rule.project.key,
        "group": rule.group.key,
        "is_active": rule.is_active,
    }


def of_group(group: AssignmentGroup) -> dict[str, object]:
    """Return a group as the form's first answers."""
    return {
        "name": group.name,
        "is_active": group.is_active,
        "round_robin": group.round_robin,
    }


def show_newer(form: forms.Form, saved: dict[str, str]) -> None:
    """Say beside each answer that differs what somebody saved meanwhile.

    `saved` are the texts of the newer values, by field.
    """
    for field, text in saved.items():
        if field in form.fields:
            form.add_error(field, _("Saved meanwhile: %(value)s") % {"value": text})
