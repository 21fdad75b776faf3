"""The card "Time worked" of one incident: the stopwatch, who worked, own lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain import time_worked as rules
from hdportal.desk.domain.incident import State
from hdportal.desk.models import Incident, Stopwatch, TimeWorked
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.queries import worked
from hdportal.kernel import clock
from hdportal.kernel.clock import BRUSSELS
from hdportal.web.jinja import show_date
from hdportal.web.render import translated

LINES_SHOWN = 50
# The two forms that are no line's.
ADD, STOP = "add", "stop"


@dataclass(frozen=True)
class Typed:
    """What stands in a form: as it was sent, or as it begins."""

    minutes: str = ""
    day: str = ""
    note: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sent:
    """A form that was not taken: `ADD`, `STOP` or the key of a line."""

    form: str = ""
    typed: Typed = field(default_factory=Typed)


@dataclass(frozen=True)
class Reader:
    """Who looks at the card and from which list, and what they have just done."""

    person: User
    came_from: str = ""
    sent: Sent = field(default_factory=Sent)
    said: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class LineView:
    """One line of the reader's own; without `change` it stays as it is."""

    pk: int
    day: str
    minutes: str
    note: str
    typed: Typed
    is_open: bool
    change: str = ""
    remove: str = ""


@dataclass(frozen=True)
class StopwatchView:
    """How the reader's stopwatch stands.

    `elsewhere` is the number of another incident on which it runs, `asks` says that
    it ran for too long to be booked as it stands.
    """

    is_here: bool
    text: str
    elsewhere: str
    elsewhere_href: str
    asks: bool
    typed: Typed
    refused: str


@dataclass(frozen=True)
class TimeCard:
    """The whole card; `said` tells what was just done, or why it was not."""

    stopwatch: StopwatchView
    start: str
    stop: str
    add: str
    token: str
    typed: Typed
    is_adding: bool
    first_day: str
    last_day: str
    total: str
    people: list[tuple[str, str]]
    lines: list[LineView]
    is_cut: bool
    said: str
    is_refused: bool
    ticket_href: str


def time_card(incident: Incident, reader: Reader) -> TimeCard:
    """Return the card, in three queries whatever was written down."""
    totals, today = worked.totals_of(incident), clock.today()
    lines = list(worked.own_lines(incident, reader.person)[: LINES_SHOWN + 1])
    sent = reader.sent
    return TimeCard(
        stopwatch=_stopwatch(incident, reader, worked.stopwatch_of(reader.person)),
        start=desk_address("desk-time-start", incident, reader.came_from),
        stop=desk_address("desk-time-stop", incident, reader.came_from),
        add=desk_address("desk-time-add", incident, reader.came_from),
        token=str(uuid4()),
        typed=sent.typed if sent.form == ADD else Typed(day=today.isoformat()),
        is_adding=sent.form == ADD,
        first_day=rules.first_day(today).isoformat(),
        last_day=today.isoformat(),
        total=rules.show_minutes(sum(one.minutes for one in totals)),
        people=[(one.name, rules.show_minutes(one.minutes)) for one in totals],
        lines=[_line(incident, one, reader, today) for one in lines[:LINES_SHOWN]],
        is_cut=len(lines) > LINES_SHOWN,
        said=reader.refusal or reader.said,
        is_refused=bool(reader.refusal),
        ticket_href=desk_address("desk-incident", incident, reader.came_from),
    )


def said(done: str, booked: str) -> str:
    """Return what to say of what an address tells was done; "" of anything else."""
    is_number = booked.isascii() and booked.isdigit() and len(booked) < 5
    minutes = int(booked) if is_number else 0
    named = {"time": rules.show_minutes(minutes)}
    match done:
        case "started" if minutes:
            return (
                _("The stopwatch runs here. The other was stopped: %(time)s.") % named
            )
        case "started":
            return _("The stopwatch runs.")
        case "stopped" if minutes:
            return _("Stopped and written down: %(time)s.") % named
        case "stopped":
            return _("The stopwatch is off. Nothing was written down.")
        case "added":
            return _("Written down: %(time)s.") % named
        case "changed":
            return _("Corrected: %(time)s.") % named
        case "removed":
            return _("The line is removed.")
    return ""


def _stopwatch(
    incident: Incident, reader: Reader, running: Stopwatch | None
) -> StopwatchView:
    verdict = rules.may_start(reader.person.actor, State(incident.state))
    is_here = running is not None and running.incident_id == incident.pk
    sent, other = reader.sent, None if is_here else running
    return StopwatchView(
        is_here=is_here,
        text=_running(running) if running else "",
        elsewhere=str(other.incident.number) if other else "",
        elsewhere_href=_card_of(other.incident) if other else "",
        asks=is_here and (sent.form == STOP or _is_forgotten(running)),
        typed=sent.typed if sent.typed.errors else Typed(day=_began(running)),
        refused="" if verdict else translated(verdict),
    )


def _is_forgotten(running: Stopwatch | None) -> bool:
    now = clock.now()
    return running is not None and rules.ran_too_long(running.started_at, now)


def _card_of(incident: Incident) -> str:
    return desk_address("desk-time", incident)


def _running(running: Stopwatch) -> str:
    local = running.started_at.astimezone(BRUSSELS)
    named = {
        "number": running.incident.number,
        "time": f"{local:%H:%M}",
        "day": show_date(local.date()),
        "minutes": rules.show_minutes(_so_far(running.started_at)),
    }
    if local.date() == clock.today():
        text = _(
            "Your stopwatch runs on %(number)s since %(time)s (%(minutes)s so far)."
        )
    else:
        text = _(
            "Your stopwatch runs on %(number)s since %(day)s, %(time)s "
            "(%(minutes)s so far)."
        )
    return text % named


def _so_far(start: datetime) -> int:
    return sum(minutes for _day, minutes in rules.minutes_by_day(start, clock.now()))


def _began(running: Stopwatch | None) -> str:
    if running is None:
        return ""
    day = running.started_at.astimezone(BRUSSELS).date()
    return max(day, rules.first_day(clock.today())).isoformat()


def _of_line(name: str, incident: Incident, line: TimeWorked, reader: Reader) -> str:
    # Not by `desk_address`, which remembers each address it ever made.
    address = reverse(name, kwargs={"number": incident.number, "pk": line.pk})
    back = urlencode({"from": reader.came_from}) if reader.came_from else ""
    return f"{address}?{back}" if back else address


def _line(
    incident: Incident, line: TimeWorked, reader: Reader, today: date
) -> LineView:
    is_sent = reader.sent.form == str(line.pk)
    stands = Typed(rules.show_minutes(line.minutes), line.day.isoformat(), line.note)
    is_recent = rules.may_correct(
        reader.person.actor, person_id=line.person_id, day=line.day, today=today
    )
    names = ("desk-time-change", "desk-time-remove") if is_recent else ()
    addresses = [_of_line(name, incident, line, reader) for name in names]
    return LineView(
        line.pk,
        show_date(line.day),
        stands.minutes,
        line.note,
        reader.sent.typed if is_sent else stands,
        is_sent,
        *addresses,
    )
