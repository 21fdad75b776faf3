"""Answer "nothing changed" without making the page again."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

# The release number alone would miss a change made between two releases.
_SOURCES = (
    p for p in settings.PACKAGE.rglob("*") if p.suffix in {".html", ".py", ".mo"}
)
RELEASE_TAG = f"{settings.RELEASE}-{max(p.stat().st_mtime_ns for p in _SOURCES)}"


def unless_fresh(
    request: HttpRequest, *parts: object, render: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return 304 when the browser's copy still holds, else the page from `render`.

    `parts` are what the page depends on; person, rights, language, release and the
    form secret are always part of the tag. A page that carries a one-time message is
    always made, and not kept.
    """
    if len(get_messages(request)):
        return render()
    tag = page_tag(request, *parts)
    fresh = get_conditional_response(request, etag=tag)
    if fresh is not None:
        return fresh
    response = render()
    response["ETag"] = tag
    return response


def page_tag(request: HttpRequest, *parts: object) -> str:
    """Return the entity tag of a page for this reader."""
    grants = sorted((g.role, g.scope) for g in request.user.actor.grants)
    facts = [
        request.user.pk,
        request.user.get_full_name(),
        grants,
        request.LANGUAGE_CODE,
        RELEASE_TAG,
        request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""),
        bool(request.htmx),
        request.get_full_path(),
        *parts,
    ]
    digest = hashlib.blake2b(repr(facts).encode(), digest_size=16).hexdigest()
    return f'"{digest}"'
