"""The hours for everybody: as a page, and as a feed for calendar programs."""

from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import condition, require_safe

from hdportal.kernel import clock
from hdportal.schedules.domain.calendar import week_on
from hdportal.schedules.domain.keeping import may_keep_hours
from hdportal.schedules.presenters.feed import feed
from hdportal.schedules.presenters.now import hours_now, local_day
from hdportal.schedules.presenters.week import week_rows
from hdportal.schedules.presenters.year import weekday_letters, year_picture
from hdportal.schedules.queries import desk_hours
from hdportal.web.conditional import RELEASE_TAG


@require_safe
def support_hours(request: HttpRequest) -> HttpResponse:
    """Show the week, what the desk is doing, and two years of closing days."""
    desk, now = desk_hours(), clock.now()
    today = local_day(desk.calendar, now)
    user, query = request.user, f"?lang={_language()}"
    context = {
        "hours": hours_now(desk, now),
        "week": week_rows(week_on(desk.calendar, today), today.weekday()),
        "years": [year_picture(desk.calendar, today.year + n) for n in (0, 1)],
        "letters": weekday_letters(),
        "feed": settings.BASE_URL + reverse("support-hours-ics") + query,
        "feed_query": query,
        "is_keeper": user.is_authenticated and bool(may_keep_hours(user.actor)),
    }
    return render(request, "schedules/hours.html", context)


def _feed_tag(request: HttpRequest) -> str:
    desk = desk_hours()
    facts = (
        RELEASE_TAG,
        desk.revision,
        desk.changed_at,
        local_day(desk.calendar, clock.now()).year,
        _asked_language(request),
        settings.BASE_URL,
    )
    return f'"{blake2b(repr(facts).encode(), digest_size=16).hexdigest()}"'


@require_safe
@condition(etag_func=_feed_tag)
def support_hours_ics(request: HttpRequest) -> HttpResponse:
    """Give the hours as a file that calendar programs subscribe to."""
    desk = desk_hours()
    with translation.override(_asked_language(request)):
        file = feed(desk, local_day(desk.calendar, clock.now()).year)
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="support-hours.ics"'
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    return answer


def _asked_language(request: HttpRequest) -> str:
    # A program that subscribes sends no cookie, so its address says it.
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else _language()


def _language() -> str:
    return (translation.get_language() or "en")[:2]
