"""Switch single-letter shortcuts off or on, from the dialog that lists them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hdportal.accounts.actions import profiles
from hdportal.web.views import safe_next


@require_POST
@login_required
def profile_keys(request: HttpRequest) -> HttpResponse:
    """Keep the choice; a script, which stays on its page, gets no other page."""
    wanted = request.POST.get("single_keys")
    if wanted in ("on", "off"):
        profiles.set_single_keys(by=request.user, is_on=wanted == "on")
    return HttpResponse(status=204) if request.htmx else redirect(safe_next(request))
