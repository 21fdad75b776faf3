"""My incidents, and one incident."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hdportal.desk import queries
from hdportal.desk.comment_form import COMMENT_FORM
from hdportal.desk.domain.audience import Reading
from hdportal.desk.models import Incident
from hdportal.desk.presenters import (
    details,
    labels,
    lists,
    promised,
    searching,
    standing,
    timeline,
)
from hdportal.desk.queries import ListFilter
from hdportal.intake import writing as writings
from hdportal.intake.domain.checking import Values
from hdportal.intake.draft_presenters import writing_view
from hdportal.intake.writing import Writing
from hdportal.kernel import clock
from hdportal.web.paging import Cursor
from hdportal.web.render import render_page

_SEARCH = "search"


@login_required
@require_safe
def incident_list(request: HttpRequest) -> HttpResponse:
    """List my own incidents, or my organisation's or project's; newest change first."""
    scopes = queries.scopes_of(request.user)
    asked = ListFilter(
        scope=request.GET.get("list") or scopes[0],
        state=request.GET.get("state", ""),
        text=searching.typed(request.GET.get("q", "")),
    )
    if asked.scope not in scopes:
        raise Http404
    if asked.scope in queries.whole_scopes_of(request.user):
        asked = replace(asked, reading=Reading.WHOLE)
    context = _found(request, asked) if asked.text else _listed(request, asked)
    return render_page(
        request,
        page="desk/incident_list.html",
        partial="desk/_incident_list.html",
        context={
            **context,
            "asked": asked,
            "scope_tabs": lists.scope_tabs(scopes, asked, request.user),
            "help": lists.search_help(asked),
        },
    )


def _listed(request: HttpRequest, asked: ListFilter) -> dict[str, object]:
    cursor = Cursor.parse(request.GET.get("at", ""))
    rows, has_more = queries.page(asked, cursor)
    is_first = cursor.is_first or (not cursor.is_onward and not has_more)
    has_older = has_more if cursor.is_onward else True
    ends = [(row.moment, row.incident_id) for row in (rows[:1] + rows[-1:])]
    open_count, all_count = queries.counts(asked.scope)
    return {
        "rows": lists.incident_rows(rows, asked),
        "state_tabs": lists.state_tabs(asked, open_count, all_count),
        "has_any": all_count > 0,
        "searching": None,
        "newer": _page_address(asked, ends[:1], is_older=False, wanted=not is_first),
        "older": _page_address(asked, ends[-1:], is_older=True, wanted=has_older),
    }


def _found(request: HttpRequest, asked: ListFilter) -> dict[str, object]:
    # Sealed for searches: a place among the newest changes is none of theirs.
    cursor = Cursor.parse(request.GET.get("at", ""), of=_SEARCH)
    before = next((key for key in cursor.place if isinstance(key, int)), None)
    rows, has_more = queries.found(asked, before)
    asked = replace(asked, text=searching.kept(asked.text))
    place = Cursor((rows[-1].incident_id,)).written(of=_SEARCH) if has_more else ""
    return {
        "rows": lists.incident_rows(rows, asked),
        "has_any": True,
        "searching": lists.searching(asked, len(rows), before, has_more=has_more),
        "newer": lists.list_address(asked) if before else None,
        "older": lists.list_address(asked, at=place) if has_more else None,
    }


def _page_address(
    asked: ListFilter, ends: list[tuple], *, is_older: bool, wanted: bool
) -> str | None:
    if not wanted or not ends:
        return None
    cursor = Cursor(ends[0], is_onward=is_older)
    return lists.list_address(asked, at=cursor.written())


@login_required
@require_safe
def incident_detail(request: HttpRequest, number: str) -> HttpResponse:
    """Show one incident: details on the right, timeline on the left."""
    incident = visible_or_404(request, number)
    return incident_page(request, incident)


def incident_page(
    request: HttpRequest,
    incident: Incident,
    *,
    writing: Writing | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render an incident with the comment that is being written."""
    sees_texts, reader, now = incident.sees_texts, request.user, clock.now()
    refusal = details.comment_refusal(incident, reader)
    reading = Reading.WHOLE if sees_texts else Reading.LIFE_CYCLE
    journal = queries.journal(
        incident,
        reading=reading,
        newest=timeline.ALL_SHOWN if "all" in request.GET else timeline.NEWEST_SHOWN,
    )
    writing = writing or new_comment(request, incident)
    view = writing_view(writing, here=incident.get_absolute_url())
    context = {
        "incident": incident,
        "sees_texts": sees_texts,
        "state": labels.state_badge(incident),
        "standing": standing.standing(incident, reader, now=now),
        "promised": promised.promised(incident, reader, now=now),
        "hint": standing.comment_hint(incident, reader, now=now),
        "is_desk": reader.actor.is_desk,
        "details": details.details(incident, sees_texts=sees_texts),
        "timeline": timeline.timeline(incident, journal, reader, reading=reading),
        "refusal": refusal,
        "unsent": details.unsent_comment(writing) if refusal else "",
        "may_withdraw": details.may_withdraw(incident, reader),
        "form": view.form,
        "writing": view,
        "notice_text": notice,
    }
    return render_page(
        request, page="desk/incident_detail.html", context=context, status=status
    )


def new_comment(
    request: HttpRequest, incident: Incident, kept: Values | None = None
) -> Writing:
    """Return the form of a comment: empty, from its draft, or as typed before."""
    purpose = queries.comment_purpose(incident)
    return writings.opened(request, version=COMMENT_FORM, purpose=purpose, kept=kept)


def visible_or_404(request: HttpRequest, number: str) -> Incident:
    """Return the incident of that number, if the reader may see it."""
    incident = queries.visible_incident(request.user, number)
    if incident is None:
        raise Http404
    return incident


def readable_or_404(request: HttpRequest, number: str) -> Incident:
    """Return the incident of that number, if the reader may see its texts."""
    incident = visible_or_404(request, number)
    if not incident.sees_texts:
        raise Http404
    return incident
