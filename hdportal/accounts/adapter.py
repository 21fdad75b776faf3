"""What the portal wants otherwise than allauth does it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hdportal.accounts import mail
from hdportal.accounts.models import User
from hdportal.audit.record import record


class PortalAccountAdapter(DefaultAccountAdapter):
    """No open sign-up, our sentences, our mails, addresses from `BASE_URL`."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The email or the password is not right. Check both and try again."
        ),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes, then try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing in passing: the page that follows shows what happened."""

    def get_reset_password_from_key_url(self, key: str) -> str:
        return mail.set_password_link(key)

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        record("person.set_password", by=user, target=user)

    def send_password_reset_mail(
        self, user: User, email: str, context: dict[str, Any]
    ) -> None:
        mail.send(
            "password_reset",
            to=user.email,
            language=user.language or get_language() or "en",
            link=context["password_reset_url"],
        )
