"""Take an own incident back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hdportal.desk.actions import incidents
from hdportal.desk.domain import policy
from hdportal.desk.views.incidents import readable_or_404
from hdportal.web.render import render_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def incident_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Ask whether the incident is to be withdrawn; POST does it."""
    incident = readable_or_404(request, number)
    if request.method == "POST":
        incidents.withdraw(incident=incident, by=request.user)
        text = _("%(number)s is withdrawn. It is closed and stays here.")
        messages.success(request, text % {"number": incident.number})
        return redirect(incident)
    policy.may_withdraw(request.user.actor, incident.facts).or_raise()
    return render_page(
        request,
        page="desk/incident_withdraw.html",
        context={"incident": incident},
    )
