"""Choose the language of the pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from hdportal.accounts.actions import profiles
from hdportal.web.middleware import CODES
from hdportal.web.views import safe_next

YEAR_SECONDS = 365 * 24 * 3600


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in this browser and, signed in, in the profile."""
    response = HttpResponseRedirect(safe_next(request))
    code = request.POST.get("language", "")
    if code not in CODES:
        return response
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        secure=settings.IS_SECURE,
        httponly=True,
    )
    if request.user.is_authenticated:
        profiles.set_language(by=request.user, language=code)
    return response
