"""Asking for an account, and the profile that a person keeps."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from hdportal.accounts import queries
from hdportal.accounts.domain import policy
from hdportal.accounts.domain.mail_choice import MAIL_CHOICE_LABELS, MailChoice
from hdportal.accounts.domain.telephone import is_telephone
from hdportal.accounts.models import Organisation, User
from hdportal.web.context import LANGUAGE_NAMES
from hdportal.web.typed_text import no_patient_data


def language_choices() -> list[tuple[str, str]]:
    """Return each language in its own words, so that its readers find it."""
    return [(code, LANGUAGE_NAMES[code]) for code, _name in settings.LANGUAGES]


def mail_choices() -> list[tuple[str, str]]:
    """Return when one can be written to, in the reader's language."""
    return [(choice, gettext(label)) for choice, label in MAIL_CHOICE_LABELS.items()]


class AskForm(forms.Form):
    """What an administrator must know to answer."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "given-name"}),
        error_messages={"required": _("Enter your first name")},
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "family-name"}),
        error_messages={"required": _("Enter your last name")},
    )
    email = forms.EmailField(
        label=_("Email"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Your address at work. We send a link there to check it."),
        error_messages={
            "required": _("Enter your email"),
            "invalid": _("Enter an email such as name@hospital.be"),
        },
    )
    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        widget=forms.TextInput({"autocomplete": "organization"}),
        error_messages={"required": _("Enter the name of your organisation")},
    )
    reason = forms.CharField(
        validators=[no_patient_data],
        label=_("What do you need the portal for?"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Never write patient data here."),
    )


class ProfileForm(forms.Form):
    """Name, organisation, telephone, language; below, choices with a default."""

    first_name = AskForm.base_fields["first_name"]
    last_name = AskForm.base_fields["last_name"]
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose your organisation"),
        widget=forms.Select({"data-combobox": ""}),
        error_messages={
            "required": _("Select your organisation"),
            "invalid_choice": _("Select an organisation from the list"),
        },
    )
    telephone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
        help_text=_("The Service Desk may call you about a ticket."),
        error_messages={"required": _("Enter your telephone number")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=language_choices,
        help_text=_("For these pages and for the mails that you get."),
    )
    mail_choice = forms.ChoiceField(
        label=_("Mail about my incidents"),
        choices=mail_choices,
        required=False,
        widget=forms.RadioSelect,
    )
    single_keys = forms.BooleanField(
        label=_("Single-letter keyboard shortcuts"),
        required=False,
        help_text=_("Press ? on a page to see them."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        # One query for all: what few pages need is not loaded with the person.
        initial = User.objects.values(*self.base_fields).get(pk=user.pk)
        initial["language"] = user.language or get_language()
        super().__init__(*args, initial=initial, **kwargs)
        self.user = user
        self.stored_mail_choice = initial["mail_choice"]
        self.is_fixed = not policy.may_choose_organisation(
            user.actor, is_first_time=user.profile_completed_at is None
        )
        if self.is_fixed:
            del self.fields["organisation"]
        else:
            self._offer(queries.organisations_to_choose(user))

    def clean_telephone(self) -> str:
        telephone = " ".join(self.cleaned_data["telephone"].split())
        if not is_telephone(telephone):
            raise ValidationError(
                _("Enter a telephone number such as +32 2 123 45 67 or 02 123 45 67")
            )
        return telephone

    def clean_mail_choice(self) -> MailChoice:
        return MailChoice(self.cleaned_data["mail_choice"] or self.stored_mail_choice)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_fixed:
            cleaned["organisation"] = self.user.organisation
        return cleaned

    def _offer(self, organisations: Any) -> None:
        field = self.fields["organisation"]
        field.queryset = organisations
        # The first administrator comes before the first organisation.
        field.required = organisations.exists()
