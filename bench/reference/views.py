"""The one page."""

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bench.reference.models import Ticket

ROWS = 20
MENU = (
    ("Home", "/"),
    ("Tickets", "/tickets/"),
    ("New ticket", "/tickets/new/"),
    ("Queues", "/queues/"),
    ("People", "/people/"),
    ("Reports", "/reports/"),
    ("Knowledge base", "/articles/"),
    ("Settings", "/settings/"),
)
FILTERS = (
    ("Queue", "queue", [f"Queue number {number}" for number in range(1, 25)]),
    ("Status", "status", ["New", "Open", "Waiting", "Solved", "Closed", "Merged"]),
    ("Priority", "priority", ["1 Urgent", "2 High", "3 Normal", "4 Low", "5 None"]),
    ("Changed", "changed", ["Today", "This week", "This month", "This year", "Ever"]),
)


@login_required
def tickets(request: HttpRequest) -> HttpResponse:
    """Show the tickets from a place in the list on, newest change first.

    `rows` says how many, because a page is compared at its own number of rows.
    """
    moment = datetime.fromtimestamp(int(request.GET["moment"]), UTC)
    key = int(request.GET["id"])
    count = int(request.GET.get("rows", ROWS))
    place = Q(updated_at__lte=moment) & (Q(updated_at__lt=moment) | Q(id__lt=key))
    rows = Ticket.objects.filter(place).select_related("queue", "status", "person")
    context = {
        "rows": rows.order_by("-updated_at", "-id")[:count],
        "menu": MENU,
        "filters": FILTERS,
    }
    return render(request, "reference/tickets.html", context)
