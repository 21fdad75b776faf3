"""Mails about accounts, in the reader's language.

None repeats what somebody typed on a public page, so that nobody can use the portal
to send own words to a stranger.
"""

from urllib.parse import quote

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from hdportal.accounts.models import User
from hdportal.web.context import product_name


def send(name: str, *, to: str, language: str, **facts: object) -> None:
    """Send the mail `accounts/mail/<name>.txt`; its first line is the subject."""
    context = {"product_name": product_name(), **facts}
    with translation.override(language):
        text = render_to_string(f"accounts/mail/{name}.txt", context)
    subject, _newline, body = text.strip().partition("\n")
    send_mail(subject.strip(), body.strip() + "\n", None, [to])


def link(name: str, **kwargs: object) -> str:
    """Return the whole address of a page, from settings and not from the request."""
    return settings.BASE_URL + reverse(name, kwargs=kwargs or None)


def set_password_link(key: str) -> str:
    """Return the address where the holder of `key` sets a password."""
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}
    )
    return settings.BASE_URL + path.replace("UID-KEY", quote(key))


def first_password_link(user: User) -> str:
    """Return the address where an invited person sets the first password."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return set_password_link(key)
