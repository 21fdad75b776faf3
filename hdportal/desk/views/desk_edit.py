"""Change one property of an incident, in place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hdportal.desk.actions import properties
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain import policy
from hdportal.desk.domain.choices import NotOffered
from hdportal.desk.domain.priority import PRIORITY_LABELS
from hdportal.desk.domain.properties import PROPERTY_LABELS, Property
from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.presenters.properties import properties_view
from hdportal.desk.presenters.property_form import PropertyEdit, conflict_of
from hdportal.desk.property_choices import label_of, wanted
from hdportal.desk.queries.meanwhile import newest_change
from hdportal.desk.views.ticket import ticket_or_404, ticket_page
from hdportal.web.render import render_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_edit(request: HttpRequest, number: str, property_name: str) -> HttpResponse:
    """Open the form of one property, or close it with `?cancel`; POST changes it."""
    incident = ticket_or_404(request, number)
    if property_name not in list(Property):
        raise Http404
    policy.may_change(request.user.actor, incident.facts).or_raise()
    asked = Property(property_name)
    if request.method == "POST":
        return _change(request, incident, asked)
    edit = PropertyEdit(asked, is_over="cancel" in request.GET)
    return _card(request, incident, edit)


def _change(request: HttpRequest, incident: Incident, name: Property) -> HttpResponse:
    typed, seen = request.POST.get("value", ""), request.POST.get("seen", "")
    to = wanted(incident, name, typed)
    if to is None:
        return _not_in_list(request, incident, name, seen)
    try:
        properties.change(
            incident=incident, name=name, to=to, seen=seen, by=request.user
        )
    except ChangedMeanwhile as error:
        return _conflict(request, incident, name, error)
    except NotOffered:
        return _not_in_list(request, incident, name, seen)
    return _changed(request, incident, name, typed)


def _not_in_list(
    request: HttpRequest, incident: Incident, name: Property, seen: str
) -> HttpResponse:
    error = _("Select “%(label)s” from the list.") % {"label": _label(name)}
    return _card(request, incident, PropertyEdit(name, seen, error), status=422)


def _changed(
    request: HttpRequest, incident: Incident, name: Property, now: str
) -> HttpResponse:
    fresh = ticket_or_404(request, str(incident.number))
    said = _said(incident, fresh, name, now)
    if request.htmx:
        # The whole page, of which the form takes the card and the timeline.
        edit = PropertyEdit(name, is_over=True, said=said)
        return ticket_page(request, fresh, edit=edit)
    messages.success(request, said)
    came_from = request.GET.get("from", "")
    address = desk_address("desk-incident", incident, came_from)
    return redirect(f"{address}#property-{name.value}")


def _conflict(
    request: HttpRequest, incident: Incident, name: Property, error: ChangedMeanwhile
) -> HttpResponse:
    entry = newest_change(incident, name)
    came_from = request.GET.get("from", "")
    conflict = conflict_of(incident, name, error, entry, came_from)
    fresh = ticket_or_404(request, str(incident.number))
    edit = PropertyEdit(name, conflict=conflict)
    return _card(request, fresh, edit, status=409)


def _card(
    request: HttpRequest, incident: Incident, edit: PropertyEdit, *, status: int = 200
) -> HttpResponse:
    if not request.htmx:
        return ticket_page(request, incident, edit=edit, status=status)
    came_from = request.GET.get("from", "")
    view = properties_view(incident, request.user, edit, came_from=came_from)
    return render_page(
        request,
        page="desk/_properties.html",
        context={"properties": view},
        status=status,
    )


def _said(was: Incident, now: Incident, name: Property, value: str) -> str:
    facts = {
        "property": _label(name),
        "value": label_of(name, value) or _("nothing"),
        "priority": _(PRIORITY_LABELS[now.priority]),
    }
    if was.priority == now.priority:
        return _("%(property)s is now: %(value)s") % facts
    return _("%(property)s is now: %(value)s. Priority: %(priority)s") % facts


def _label(name: Property) -> str:
    return _(PROPERTY_LABELS[name])
