"""The desk's search over all incidents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from hdportal.desk.domain import policy
from hdportal.desk.domain.audience import DESK, Reading
from hdportal.desk.domain.searching import Query
from hdportal.desk.presenters import search_results as presented
from hdportal.desk.presenters import searching
from hdportal.desk.presenters.desk_rows import incident_address
from hdportal.desk.queries import search
from hdportal.desk.queries import search_results as queries
from hdportal.web.render import render_page

PAGE_SIZE = 20


@login_required
@require_safe
def desk_search(request: HttpRequest) -> HttpResponse:
    """Find incidents by their words, newest first; a number alone leads to its own."""
    policy.may_work_here(request.user.actor).or_raise()
    text = searching.typed(request.GET.get("q", ""))
    words = Query.parse(text)
    number = queries.number_of(words)
    # While somebody types, and where texts are asked for, it is offered instead.
    if number and not request.htmx and set(request.GET) == {"q"}:
        messages.info(request, presented.opened_instead(text))
        return redirect("desk-incident", number)
    # Whoever empties the field while typing is not at fault.
    is_asked = bool(text) or ("q" in request.GET and not request.htmx)
    refusal = searching.refusal(text) if is_asked else ""
    return render_page(
        request,
        page="desk/desk_search.html",
        partial="desk/_search_update.html",
        context={
            **_results(
                searching.kept(text), words, _key(request.GET.get("before", ""))
            ),
            "text": searching.kept(text),
            "is_asked": bool(words),
            "refusal": refusal,
            "shortened": searching.shortened(text),
            "number": number,
            "number_href": incident_address(number, "") if number else "",
        },
        status=422 if refusal and not request.htmx else 200,
    )


def _results(text: str, words: Query, before: int | None) -> dict[str, object]:
    keys = search(
        words=words,
        scope=DESK,
        reading=Reading.DESK,
        before=before,
        limit=PAGE_SIZE + 1,
    )
    shown, has_more = keys[:PAGE_SIZE], len(keys) > PAGE_SIZE
    here = presented.search_address(text, before)
    found = presented.results(
        queries.rows_of(shown),
        queries.texts_of(shown, words.texts),
        words,
        came_from=here.partition("?")[2],
    )
    counted = searching.status(len(found), is_first=not before, has_more=has_more)
    return {
        "results": found,
        "status": counted if words else "",
        "newest": presented.search_address(text) if before else None,
        "older": presented.search_address(text, shown[-1]) if has_more else None,
    }


def _key(text: str) -> int | None:
    """Return the key of the incident that an address continues after."""
    is_key = text.isascii() and text.isdigit() and len(text) < 19
    return int(text) if is_key else None
