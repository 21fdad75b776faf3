"""Say that one is at the desk."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hdportal.desk.actions import presence
from hdportal.desk.presenters.desk_lists import list_address


@require_POST
@login_required
def desk_presence(request: HttpRequest) -> HttpResponse:
    """Be at the desk for the rest of the day with `present=1`, otherwise away."""
    if request.POST.get("present") == "1":
        presence.come(by=request.user)
        text = _(
            "You are at the desk until midnight, or until you switch it off. Groups "
            "that take turns give you incidents."
        )
    else:
        presence.leave(by=request.user)
        text = _("You are not at the desk: you are given no incidents in turn.")
    messages.success(request, text)
    # Back to the list as it was filtered; what else the address says is left out.
    return redirect(list_address(urlsplit(request.headers.get("Referer", "")).query))
