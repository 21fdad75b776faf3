"""Answer with a whole page, or with the part of it that htmx asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from hdportal.kernel.errors import DomainError
from hdportal.kernel.verdict import Verdict


def render_page(
    request: HttpRequest,
    *,
    page: str,
    partial: str | None = None,
    context: dict[str, object],
    status: int = 200,
) -> HttpResponse:
    """Render `partial` for htmx and `page` otherwise; caches keep them apart."""
    template = partial if partial and request.htmx else page
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def translated(refusal: DomainError | Verdict) -> str:
    """Return the sentence of a refusal in the reader's language."""
    text = refusal.reason if isinstance(refusal, Verdict) else refusal.sentence
    facts = {name: _fact(value) for name, value in refusal.facts.items()}
    return gettext(text) % facts if text else ""


def _fact(value: object) -> object:
    return gettext(value) if isinstance(value, str) and value else value
