"""The front page: the public one before sign-in, one's own after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hdportal.accounts.models import User
from hdportal.desk import queries
from hdportal.desk.presenters import lists
from hdportal.desk.presenters.desk_lists import Count, desk_counts
from hdportal.desk.queries import ListFilter
from hdportal.desk.queries import desk_lists as desk_queries
from hdportal.web.paging import Cursor

SHOWN = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what a person can do here, the desk's work first, and their incidents."""
    if not request.user.is_authenticated:
        return render(request, "home/public.html")
    asked = ListFilter(scope=queries.scopes_of(request.user)[0])
    rows, has_more = queries.page(asked, Cursor())
    context = {
        "desk": _desk(request.user),
        "rows": [
            lists.incident_row(row, sees_texts=True, is_own=True)
            for row in rows[:SHOWN]
        ],
        "has_more": has_more or len(rows) > SHOWN,
        "first_name": request.user.get_short_name(),
    }
    return render(request, "home/home.html", context)


def _desk(person: User) -> list[Count]:
    if not person.actor.is_desk:
        return []
    return desk_counts(*desk_queries.desk_counts(person.pk))
