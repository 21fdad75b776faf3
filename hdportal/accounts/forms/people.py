"""What administrators fill in about people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from hdportal.accounts.domain.roles import ROLE_LABELS
from hdportal.accounts.domain.scope import is_scope, normalised
from hdportal.accounts.forms.profile import language_choices
from hdportal.accounts.models import Organisation, User
from hdportal.kernel.actor import Grant, Role
from hdportal.web.typed_text import no_patient_data

SCOPE_HELP = _(
    "Leave empty for everywhere. For one project write its number, such as HDBP0016; "
    "for one group of the desk its key, such as group:iat."
)


def role_choices() -> list[tuple[str, str]]:
    """Return the roles with their names in the reader's language."""
    return [(role.value, gettext(label)) for role, label in ROLE_LABELS.items()]


class ScopeField(forms.CharField):
    """Where a role counts."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Only for"), max_length=60, required=False, help_text=SCOPE_HELP
        )

    def clean(self, value: Any) -> str:
        scope = normalised(super().clean(value))
        if not is_scope(scope):
            raise ValidationError(
                _("Enter a project number such as HDBP0016, or organisation:3")
            )
        return scope


def organisation_field() -> forms.ModelChoiceField:
    """Return the choice of any organisation."""
    return forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
        empty_label=_("Choose an organisation"),
        widget=forms.Select({"data-combobox": ""}),
        error_messages={
            "required": _("Select the organisation"),
            "invalid_choice": _("Select an organisation from the list"),
        },
    )


class AcceptForm(forms.Form):
    """What is still needed to answer a request with an invitation."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        error_messages={"required": _("Enter the first name")},
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        error_messages={"required": _("Enter the last name")},
    )
    organisation = organisation_field()
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=role_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A caller needs no role."),
    )
    scope = ScopeField()

    def grants(self) -> list[Grant]:
        """Return the ticked roles within the scope."""
        scope = self.cleaned_data["scope"]
        return [Grant(Role(name), scope) for name in self.cleaned_data["roles"]]

    def names(self) -> dict[str, Any]:
        """Return everything but the roles, as the actions take it."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"roles", "scope"}
        }


class InviteForm(AcceptForm):
    """A person whom nobody asked for on the public page."""

    email = forms.EmailField(
        label=_("Email"),
        error_messages={
            "required": _("Enter the email"),
            "invalid": _("Enter an email such as name@hospital.be"),
        },
    )
    language = forms.ChoiceField(
        label=_("Language of the invitation"),
        choices=language_choices,
        initial=get_language,
    )
    field_order = ["email"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("Somebody already has an account with this email"))
        return str(email)


class DeclineForm(forms.Form):
    """Why not; the person reads it."""

    reason = forms.CharField(
        validators=[no_patient_data],
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("This sentence is mailed to the person who asked."),
        error_messages={"required": _("Enter the reason")},
    )


class GrantForm(forms.Form):
    """One more role."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=lambda: [("", gettext("Choose a role")), *role_choices()],
        error_messages={"required": _("Select a role")},
    )
    scope = ScopeField()


class MoveForm(forms.Form):
    """Another organisation."""

    organisation = organisation_field()


class OrganisationForm(forms.Form):
    """A new organisation."""

    name = forms.CharField(
        label=_("Name"), max_length=160, error_messages={"required": _("Enter a name")}
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    provider_code = forms.RegexField(
        r"^\d{8}$",
        label=_("Provider code"),
        required=False,
        help_text=_("The eight digits of a hospital or laboratory."),
        error_messages={"invalid": _("Enter eight digits")},
    )
    shares_incidents = forms.BooleanField(
        label=_("Colleagues see one another's incidents"), required=False
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if Organisation.objects.filter(name__iexact=name).exists():
            raise ValidationError(_("There is already an organisation of this name"))
        return name
