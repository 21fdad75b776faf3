"""A person completes the contact profile before anything else."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

GetResponse = Callable[[HttpRequest], HttpResponse]

ALWAYS_OPEN = frozenset(
    {"profile", "account_logout", "set-language", "healthz", "readyz"}
)


def complete_profile_first(get_response: GetResponse) -> GetResponse:
    """Send a signed-in person without a complete profile to it, and then onwards."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        if _may_pass(request):
            return None
        onwards = request.get_full_path() if request.method == "GET" else "/"
        address = f"{reverse('profile')}?{urlencode({'next': onwards})}"
        if request.htmx:
            return HttpResponseClientRedirect(address)
        return HttpResponseRedirect(address)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _may_pass(request: HttpRequest) -> bool:
    user = request.user
    if not user.is_authenticated or user.profile_completed_at:
        return True
    match = request.resolver_match
    return match is not None and match.view_name in ALWAYS_OPEN
