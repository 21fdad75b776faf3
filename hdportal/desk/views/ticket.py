"""One incident as the desk works on it: everything on one page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hdportal.desk import queries
from hdportal.desk.domain import policy
from hdportal.desk.domain.audience import Reading
from hdportal.desk.models import Incident
from hdportal.desk.presenters import (
    labels,
    ticket,
    ticket_actions,
    ticket_ways,
    timeline,
)
from hdportal.desk.presenters.details import answers
from hdportal.desk.presenters.editor import Editing
from hdportal.desk.presenters.properties import properties_view
from hdportal.desk.presenters.property_form import PropertyEdit
from hdportal.desk.presenters.ticket_panels import Panel
from hdportal.desk.queries import ticket as reads
from hdportal.desk.views.desk_writing import editor
from hdportal.web.render import render_page


@login_required
@require_safe
def desk_incident(request: HttpRequest, number: str) -> HttpResponse:
    """Show one incident with everything that the desk does with it."""
    return _page(request, ticket_or_404(request, number))


def ticket_or_404(request: HttpRequest, number: str) -> Incident:
    """Return the incident with all it names, if its reader works behind the desk.

    Raises:
        Denied: the reader does not, whether or not there is such an incident.
    """
    policy.may_work_here(request.user.actor).or_raise()
    incident = reads.ticket(number)
    if incident is None:
        raise Http404
    return incident


def ticket_page(
    request: HttpRequest,
    incident: Incident,
    *,
    writing: Editing | None = None,
    edit: PropertyEdit | str | None = None,
    panel: Panel | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the page as the incident stands now, with what is being done on it.

    `writing` is the editor's text, `edit` the property being changed, `panel` what is
    open under the action bar.
    """
    fresh = ticket_or_404(request, str(incident.number))
    return _page(request, fresh, writing, edit, panel, notice, status)


def _page(
    request: HttpRequest,
    incident: Incident,
    writing: Editing | None = None,
    edit: PropertyEdit | str | None = None,
    panel: Panel | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    came_from, reader = request.GET.get("from", ""), request.user
    journal = queries.journal(
        incident,
        reading=Reading.DESK,
        newest=timeline.ALL_SHOWN if "all" in request.GET else timeline.NEWEST_SHOWN,
    )
    edit = edit or request.GET.get("edit")
    context = {
        "incident": incident,
        "state": labels.state_badge(incident),
        "priority": ticket.priority_badge(incident),
        "holder": ticket.holder(incident),
        "standing": ticket.standing(incident, journal),
        "ways": ticket_ways.ways(incident, came_from),
        "done": ticket_ways.done(incident, reader, request.GET.get("done", "")),
        "actions": ticket_actions.actions(incident, reader, came_from),
        "panel": panel,
        "notice_text": notice,
        "answers": answers(incident),
        "timeline": timeline.timeline(incident, journal, reader, reading=Reading.DESK),
        "editor": editor(request, incident, writing, journal),
        "properties": properties_view(incident, reader, edit, came_from=came_from),
        "is_editing": edit is not None,
        "files": ticket.files(incident, reads.files_of_ticket(incident)),
    }
    return render_page(request, page="desk/ticket.html", context=context, status=status)
