"""Answer "nothing changed" without making the page again.

An app registers for a page what it depends on. Before anything else happens, the
middleware asks that with one or two short queries and compares with what the browser
holds; the person, with their rights, is not even loaded.
"""

import hashlib
from collections.abc import Callable, Hashable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers

# The release number alone would miss a change made between two releases.
_FILES = settings.PACKAGE.rglob("*.[hpm]*")
RELEASE_TAG = f"{settings.RELEASE}-{max(file.stat().st_mtime_ns for file in _FILES)}"

# From the person's key, the request and the address's own values to everything that
# the page shows or that decides whether it may be shown; None: always make the page.
Stamp = Callable[..., Hashable | None]
GetResponse = Callable[[HttpRequest], HttpResponse]

MESSAGES_KEY = "_messages"
_stamps: dict[str, Stamp] = {}


def register_stamp(url_name: str, stamp: Stamp) -> None:
    """Let pages of this URL name be answered with 304 while their stamp stands."""
    _stamps[url_name] = stamp


def unchanged_pages(get_response: GetResponse) -> GetResponse:
    """Answer 304 when the browser's copy still holds, and tag what is made anew."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # Before the page is made: a change meanwhile makes the tag old, never new.
        tag = page_tag(request) if request.method in {"GET", "HEAD"} else None
        if tag and request.headers.get("If-None-Match") == tag:
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = get_response(request)
        if tag and response.status_code in {200, 304}:
            response["ETag"] = tag
            patch_vary_headers(response, ["Accept-Language", "Cookie", "HX-Request"])
        return response

    return middleware


def page_tag(request: HttpRequest) -> str | None:
    """Return the entity tag of a page for this reader; None where there is none."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    stamp = _stamps.get(match.url_name or "")
    person = request.session.get(SESSION_KEY) if stamp else None
    # A one-time message belongs to one answer only.
    if stamp is None or person is None or MESSAGES_KEY in request.session:
        return None
    facts = stamp(int(person), request, **match.kwargs)
    return None if facts is None else _digest(request, person, facts)


def _digest(request: HttpRequest, person: str, facts: Hashable) -> str:
    cookies, headers = request.COOKIES, request.headers
    everything = (
        RELEASE_TAG,
        person,
        request.get_full_path(),
        cookies.get(settings.CSRF_COOKIE_NAME),
        cookies.get(settings.LANGUAGE_COOKIE_NAME),
        headers.get("Accept-Language"),
        headers.get("HX-Request"),
        facts,
    )
    digest = hashlib.blake2b(repr(everything).encode(), digest_size=16)
    return f'"{digest.hexdigest()}"'
