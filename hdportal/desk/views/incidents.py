"""My incidents, one incident, and a comment on it."""

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.accounts.kept import take_kept
from hdportal.desk import presenters, queries
from hdportal.desk.actions import comments
from hdportal.desk.comment_form import COMMENT_FORM
from hdportal.desk.models import Incident
from hdportal.desk.queries import ListFilter
from hdportal.desk.views.typed import first_of_each, sign_in_first, token_of
from hdportal.intake import forms
from hdportal.intake.forms import IntakeForm
from hdportal.intake.presenters import form_view
from hdportal.web.paging import Cursor
from hdportal.web.render import render_page


@login_required
@require_safe
def incident_list(request: HttpRequest) -> HttpResponse:
    """List my own incidents, or my organisation's or project's; newest change first."""
    scopes = queries.scopes_of(request.user)
    asked = ListFilter(
        scope=request.GET.get("list") or scopes[0],
        state=request.GET.get("state", ""),
        text=request.GET.get("q", "").replace("\0", "").strip(),
    )
    if asked.scope not in scopes:
        raise Http404
    return _list_page(request, asked, scopes)


def _list_page(
    request: HttpRequest, asked: ListFilter, scopes: list[str]
) -> HttpResponse:
    cursor = Cursor.parse(request.GET.get("at", ""))
    rows, has_more = queries.page(asked, cursor)
    is_first = cursor.moment is None or (not cursor.is_older and not has_more)
    has_older = has_more if cursor.is_older else True
    ends = [(row.moment, row.incident_id) for row in (rows[:1] + rows[-1:])]
    open_count, all_count = queries.counts(asked)
    sees_texts = asked.scope in queries.whole_scopes_of(request.user)
    context = {
        "asked": asked,
        "rows": [presenters.incident_row(r, sees_texts=sees_texts) for r in rows],
        "scope_tabs": presenters.scope_tabs(scopes, asked, request.user),
        "state_tabs": presenters.state_tabs(asked, open_count, all_count),
        "has_any": all_count > 0 or bool(asked.text),
        "newer": _page_address(asked, ends[:1], is_older=False, wanted=not is_first),
        "older": _page_address(asked, ends[-1:], is_older=True, wanted=has_older),
    }
    return render_page(
        request,
        page="desk/incident_list.html",
        partial="desk/_incident_list.html",
        context=context,
    )


def _page_address(
    asked: ListFilter, ends: list[tuple], *, is_older: bool, wanted: bool
) -> str | None:
    if not wanted or not ends:
        return None
    moment, key = ends[0]
    cursor = Cursor(moment, key, is_older=is_older)
    return presenters.list_address(asked, at=str(cursor))


@login_required
@require_safe
def incident_detail(request: HttpRequest, number: str) -> HttpResponse:
    """Show one incident: details on the right, timeline on the left."""
    incident = _visible(request, number)
    return incident_page(request, incident, show_all="all" in request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
def incident_comment(request: HttpRequest, number: str) -> HttpResponse:
    """Add to the customer communication; GET shows what was typed before sign-in."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = _readable(request, number)
    if request.method != "POST":
        form = forms.blank(COMMENT_FORM, first_of_each(take_kept(request)))
        return incident_page(request, incident, form=form)
    form = forms.filled(COMMENT_FORM, request.POST).checked()
    if not form.is_valid:
        return incident_page(request, incident, form=form, status=422)
    text = form.answers().text("comment")
    token = token_of(request) or uuid4()
    entry = comments.add(
        incident=incident, text=text, form_token=token, by=request.user
    )
    return redirect(f"{incident.get_absolute_url()}#entry-{entry.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def incident_comment_mask(request: HttpRequest, number: str) -> HttpResponse:
    """Show the comment again with its national numbers masked; nothing is sent."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = _readable(request, number)
    if request.method != "POST":
        form = forms.blank(COMMENT_FORM, first_of_each(take_kept(request)))
    else:
        form = forms.filled(COMMENT_FORM, request.POST).masked()
    return incident_page(request, incident, form=form)


def incident_page(
    request: HttpRequest,
    incident: Incident,
    *,
    form: IntakeForm | None = None,
    show_all: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render an incident with the comment that is being written."""
    sees_texts = incident.sees_texts
    journal = queries.journal(
        incident,
        with_comments=sees_texts,
        newest=presenters.ALL_SHOWN if show_all else presenters.NEWEST_SHOWN,
    )
    context = {
        "incident": incident,
        "sees_texts": sees_texts,
        "state": presenters.state_badge(incident),
        "details": presenters.details(incident, sees_texts=sees_texts),
        "timeline": presenters.timeline(journal, request.user, sees_texts=sees_texts),
        "refusal": presenters.comment_refusal(incident, request.user),
        "form": form_view(form or forms.blank(COMMENT_FORM)),
        "form_token": token_of(request) or uuid4(),
    }
    return render_page(
        request, page="desk/incident_detail.html", context=context, status=status
    )


def _visible(request: HttpRequest, number: str) -> Incident:
    incident = queries.visible_incident(request.user, number)
    if incident is None:
        raise Http404
    return incident


def _readable(request: HttpRequest, number: str) -> Incident:
    incident = _visible(request, number)
    if not incident.sees_texts:
        raise Http404
    return incident
