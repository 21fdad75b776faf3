"""Keep what somebody typed while the session ended, through signing in again.

The text travels in the sign-in form itself, signed for one address and one browser,
so that nothing of an unknown person is stored; after signing in it waits in the
session until the page takes it back.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac

from hdportal.accounts.forms.sign_in import SignInForm
from hdportal.accounts.presenters import sign_in_context
from hdportal.web.views import NOT_KEPT

Fields = dict[str, list[str]]

SALT = "accounts.kept"
SESSION_KEY = "kept"
MAX_AGE_SECONDS = 3600
MAX_BYTES = 256 * 1024
# A form's own token says "once"; it comes back with the text.
LEFT_OUT = NOT_KEPT - {"form_token"}


def answer_with_sign_in(
    request: HttpRequest, clean: Callable[[str], str] = str
) -> HttpResponse:
    """Return the sign-in page that carries the fields posted to this address.

    `clean` is applied to each text before it is kept, to mask patient data. More than
    fits is shown to be copied instead.
    """
    fields = _fields(request, clean)
    token = _sign(request, fields)
    fits = len(token) <= MAX_BYTES
    context = {
        **sign_in_context(request),
        "form": SignInForm(request=request),
        "next": request.get_full_path(),
        "kept": token if fits else "",
        "to_copy": [] if fits else _long_texts(fields),
        "is_expired": True,
    }
    return render(request, "account/login.html", context)


def read(request: HttpRequest) -> Fields | None:
    """Return the fields that a sign-in form carries for its `next` page."""
    path = urlsplit(request.POST.get("next", "")).path
    try:
        kept = signing.loads(
            request.POST.get("kept", ""), salt=SALT, max_age=MAX_AGE_SECONDS
        )
    except signing.BadSignature:
        return None
    is_ours = constant_time_compare(kept["browser"], _browser(request))
    fields: Fields = kept["fields"]
    return fields if is_ours and kept["path"] == path else None


def put_back(request: HttpRequest, fields: Fields) -> None:
    """Let the `next` page of a sign-in form find the fields."""
    path = urlsplit(request.POST["next"]).path
    request.session[SESSION_KEY] = {path: fields}


def take_kept(request: HttpRequest) -> Fields | None:
    """Return what was typed on this page before signing in, once."""
    kept = request.session.get(SESSION_KEY, {})
    if request.path not in kept:
        return None
    fields: Fields = kept.pop(request.path)
    request.session[SESSION_KEY] = kept
    return fields


def _fields(request: HttpRequest, clean: Callable[[str], str]) -> Fields:
    return {
        name: [clean(value) for value in values]
        for name, values in request.POST.lists()
        if name not in LEFT_OUT
    }


def _long_texts(fields: Fields) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in fields.items()
        for value in values
        if value.strip() and not name.endswith("token")
    ]


def _sign(request: HttpRequest, fields: Fields) -> str:
    kept = {"path": request.path, "browser": _browser(request), "fields": fields}
    return signing.dumps(kept, salt=SALT, compress=True)


def _browser(request: HttpRequest) -> str:
    # The secret of the browser's CSRF cookie: another browser has another one.
    get_token(request)
    return salted_hmac(SALT, request.META["CSRF_COOKIE"]).hexdigest()
