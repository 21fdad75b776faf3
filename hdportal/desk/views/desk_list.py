"""The desk: its lists of incidents, and the way from one incident to the next."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hdportal.desk.domain.desk_lists import ME, DeskList, asked_list
from hdportal.desk.models import Incident
from hdportal.desk.presenters import desk_lists, desk_rows
from hdportal.desk.queries import desk_lists as queries
from hdportal.desk.queries.desk_answers import answered
from hdportal.desk.queries.desk_choices import Choices, choices_of
from hdportal.kernel.errors import Denied
from hdportal.kernel.text import N_
from hdportal.web.paging import Cursor
from hdportal.web.render import render_page


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """List incidents as an agent asks for them; by default those to do."""
    asked, choices, notices = _asked(request)
    at = request.GET.get("at", "")
    cursor = Cursor.parse(at, of=_name(asked))
    if at and cursor.is_first:
        notices.append(_("That place belongs to another list. This is its first page."))
    context = _context(request, asked, choices, cursor)
    response = render_page(
        request,
        page="desk/desk_list.html",
        partial="desk/_desk_list.html",
        context={**context, "notices": notices},
    )
    if request.htmx:
        # The form sends what is not chosen as well; the address does without.
        response["HX-Push-Url"] = desk_lists.address(asked)
    return response


@login_required
@require_safe
def desk_next(request: HttpRequest) -> HttpResponse:
    """Go to the incident that follows `after` in a list, or to the first one."""
    asked, choices, _notices = _asked(request)
    try:
        after = request.GET.get("after") or None
        number = queries.number_after(asked, choices, after)
    except Incident.DoesNotExist:
        raise Http404 from None
    if number is not None:
        return redirect(desk_rows.incident_address(number, asked.query))
    messages.info(request, _("That was the last one of this list."))
    return redirect(desk_lists.address(asked))


def _asked(request: HttpRequest) -> tuple[DeskList, Choices, list[str]]:
    reader = request.user
    if not reader.actor.is_desk:
        raise Denied(N_("Only the Service Desk works here."))
    given = request.GET.dict()
    if given.get("person") == str(reader.pk):
        given["person"] = ME
    choices = choices_of(reader.pk, person=given.get("person", ""))
    asked, unknown = asked_list(
        given,
        groups=[group.key for group in choices.groups],
        people=[str(person.pk) for person in choices.people],
    )
    return asked, choices, [_unknown_filter()] if unknown else []


def _unknown_filter() -> str:
    # Said rather than answered with 404: a group may be gone, a bookmark old.
    return _("Part of what this address asks for is not known here, and is left out.")


def _context(
    request: HttpRequest, asked: DeskList, choices: Choices, cursor: Cursor
) -> dict[str, object]:
    page = queries.page(asked, choices, cursor)
    place = cursor.written(of=_name(asked)) if page.before else ""
    came_from = desk_lists.address(asked, at=place).partition("?")[2]
    return {
        "asked": asked,
        "rows": _rows(page.rows, came_from, choices.at),
        "quick_views": desk_lists.quick_views(asked, request.user.actor, choices),
        "state_tabs": desk_lists.state_tabs(asked, queries.counts(asked, choices)),
        "filters": desk_lists.filters(asked, choices),
        # Whoever is at them gets them back open.
        "filters_open": asked.is_filtered or bool(request.htmx),
        "is_present": choices.is_present(choices.at),
        "empty": desk_lists.empty(asked),
        "before": _page_address(asked, page.before),
        "after": _page_address(asked, page.after),
    }


def _rows(
    rows: list[queries.DeskRow], came_from: str, now: datetime
) -> list[desk_rows.ListedOnDesk]:
    keys = answered([row.id for row in rows])
    return desk_rows.listed(rows, answered=keys, came_from=came_from, now=now)


def _page_address(asked: DeskList, cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    return desk_lists.address(asked, at=cursor.written(of=_name(asked)))


def _name(asked: DeskList) -> str:
    return f"desk?{asked.query}"
