"""allauth's forms in our words."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hdportal.accounts import mail


class SignInForm(LoginForm):
    """Email and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["login"], _("Email"), _("Enter your email"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        _reword(self.fields["password"], _("Password"), _("Enter your password"))


class ResetForm(ResetPasswordForm):
    """The address to which the mail goes; an unknown one gets a mail as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["email"], _("Email"), _("Enter your email"))

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if self.users:
            return super().save(request, **kwargs)
        email = str(self.cleaned_data["email"])
        mail.send(
            "unknown_address",
            to=email,
            language=get_language() or "en",
            link=mail.link("account-request"),
        )
        return email


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["password1"], self.fields["password2"]
        _reword(first, _("New password"), _("Enter a new password"))
        first.help_text = _("At least 12 characters. A few words together work well.")
        _reword(second, _("The same again"), _("Enter the new password again"))

    def clean(self) -> dict[str, Any]:
        # Not allauth's own check: its sentence would stay untranslated by us.
        cleaned = forms.Form.clean(self)
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        return cleaned


def _reword(field: forms.Field, label: object, missing: object) -> None:
    field.label = label
    field.help_text = ""
    field.error_messages["required"] = missing
    field.error_messages["invalid"] = _("Enter an email such as name@hospital.be")
    field.widget.attrs.pop("placeholder", None)
