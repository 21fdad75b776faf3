"""The form in which somebody of the desk chooses what to be told by mail."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _

from hdportal.accounts.domain.mail_choice import MAIL_CHOICE_LABELS, MailChoice
from hdportal.desk.models import AssignmentGroup
from hdportal.desk.queries.staff_mail import Choices

OWN = "own"


class StaffMailForm(forms.Form):
    """A choice for the incidents that one has, and one for those of each group."""

    def __init__(
        self, data: object, *, groups: Sequence[AssignmentGroup], choices: Choices
    ) -> None:
        super().__init__(data)
        self.groups = groups
        self.fields[OWN] = _choice(_("Assigned to me"), choices.own)
        for group in groups:
            self.fields[_name(group)] = _choice(group.name, choices.about(group))

    @property
    def own(self) -> MailChoice:
        """The answer about incidents that one has."""
        return MailChoice(self.cleaned_data[OWN])

    @property
    def about(self) -> dict[AssignmentGroup, MailChoice]:
        """The answer about each group."""
        given = self.cleaned_data
        return {group: MailChoice(given[_name(group)]) for group in self.groups}


def _name(group: AssignmentGroup) -> str:
    return f"group-{group.key}"


def _choice(label: str, initial: MailChoice) -> forms.ChoiceField:
    offered = [(choice, _(said)) for choice, said in MAIL_CHOICE_LABELS.items()]
    return forms.ChoiceField(label=label, choices=offered, initial=initial)
