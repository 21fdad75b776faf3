"""The support hours as a piece of other apps' pages."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from hdportal.kernel import clock
from hdportal.schedules.presenters.now import hours_now
from hdportal.schedules.queries import desk_hours


def draw(request: HttpRequest) -> Markup:
    """Return the card with the hours, what the desk is doing, and what is coming."""
    shown = hours_now(desk_hours(), clock.now())
    # Without the request: the frame around the page is not drawn a second time.
    return Markup(render_to_string("schedules/_block.html", {"hours": shown}))
