"""Small wrappers around every request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from hdportal.kernel.errors import Denied, DomainError
from hdportal.web import views

GetResponse = Callable[[HttpRequest], HttpResponse]
CODES = frozenset(code for code, _name in settings.LANGUAGES)


def private_pages(get_response: GetResponse) -> GetResponse:
    """Keep pages out of shared caches; a browser asks again before showing one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware


def reader_language(get_response: GetResponse) -> GetResponse:
    """Choose the language: profile, then cookie, then the browser's header."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code = language_of(request)
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    """Return the code of the language in which this request is answered."""
    chosen = (
        getattr(request.user, "language", ""),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
    )
    for code in chosen:
        if code in CODES:
            return code
    return translation.get_language_from_request(request)[:2]


def sentences_for_errors(get_response: GetResponse) -> GetResponse:
    """Show a refusal of the domain as a page with its sentence: 403 or 409."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(
        request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        if isinstance(error, Denied):
            return views.sentence(request, error, status=403)
        if isinstance(error, DomainError):
            return views.sentence(request, error, status=409)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
