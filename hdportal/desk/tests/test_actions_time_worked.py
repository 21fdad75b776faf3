"""Time worked: by stopwatch, typed, corrected, removed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from hdportal.audit.models import AuditEvent
from hdportal.desk import queries
from hdportal.desk.actions import stopwatch, time_worked
from hdportal.desk.actions.changes import AlreadyDone
from hdportal.desk.actions.stopwatch import SayHowLong
from hdportal.desk.actions.time_worked import DoesNotFit, Worked, WrongDay
from hdportal.desk.models import Incident, Stopwatch, TimeWorked
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.handling_steps import audience
from hdportal.kernel import clock
from hdportal.kernel.errors import Denied
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)  # 10:00 in Brussels
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def at_ten():
    with clock.standing_at(TEN):
        yield


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def incident():
    return make.incident(make.caller())


def add(incident, by, minutes=90, day=TODAY, note=None, token=None):
    worked = Worked(day, minutes, note)
    token = token or uuid4()
    return time_worked.add(incident=incident, worked=worked, by=by, form_token=token)


def after(**passed):
    return clock.standing_at(TEN + timedelta(**passed))


def booked(incident):
    lines = incident.time_worked.order_by("day", "pk")
    return list(lines.values_list("day", "minutes"))


def events():
    return [
        *AuditEvent.objects.filter(action__startswith="time.")
        .order_by("pk")
        .values_list("action", flat=True)
    ]


def test_the_stopwatch_books_whole_minutes_on_its_day(agent, incident):
    stopwatch.start(incident=incident, by=agent)

    with after(minutes=23, seconds=59):
        stopwatch.stop(incident=incident, by=agent)

    assert booked(incident) == [(TODAY, 23)]
    assert not Stopwatch.objects.exists()
    assert events() == ["time.start", "time.add", "time.stop"]


def test_starting_and_stopping_twice_is_once(agent, incident):
    stopwatch.start(incident=incident, by=agent)
    with after(minutes=5):
        stopwatch.start(incident=incident, by=agent)
    with after(minutes=10):
        stopwatch.stop(incident=incident, by=agent)
        assert stopwatch.stop(incident=incident, by=agent) == []

    assert booked(incident) == [(TODAY, 10)]


def test_starting_elsewhere_stops_the_first_and_books_it(agent, incident):
    other = make.incident(incident.caller)
    stopwatch.start(incident=incident, by=agent)

    with after(minutes=20):
        lines = stopwatch.start(incident=other, by=agent)

    assert [line.minutes for line in lines] == [20]
    assert booked(incident) == [(TODAY, 20)]
    assert Stopwatch.objects.get().incident == other


def test_stopping_on_another_incident_leaves_it_running(agent, incident):
    stopwatch.start(incident=incident, by=agent)

    stopwatch.stop(incident=make.incident(incident.caller), by=agent)

    assert Stopwatch.objects.get().incident == incident


def test_each_person_has_a_stopwatch_of_their_own(agent, incident):
    stopwatch.start(incident=incident, by=agent)
    stopwatch.start(incident=incident, by=make.agent("agent2"))

    assert Stopwatch.objects.count() == 2


def test_over_midnight_it_books_both_days(agent, incident):
    with after(hours=12, minutes=30):
        stopwatch.start(incident=incident, by=agent)
    with after(hours=15):
        stopwatch.stop(incident=incident, by=agent)

    assert booked(incident) == [(TODAY, 90), (TODAY + timedelta(days=1), 60)]


def test_after_twelve_hours_it_asks_instead_of_booking(agent, incident):
    stopwatch.start(incident=incident, by=agent)

    with after(hours=12, seconds=1):
        with pytest.raises(SayHowLong):
            stopwatch.stop(incident=incident, by=agent)
        with pytest.raises(SayHowLong):
            stopwatch.start(incident=make.incident(incident.caller), by=agent)
        assert (booked(incident), Stopwatch.objects.count()) == ([], 1)

        said = Worked(TODAY, 30)
        stopwatch.stop(incident=incident, by=agent, worked=said)

    assert (booked(incident), Stopwatch.objects.count()) == ([(TODAY, 30)], 0)


def test_a_forgotten_stopwatch_can_be_stopped_without_booking(agent, incident):
    stopwatch.start(incident=incident, by=agent)

    with after(days=100):
        nothing = Worked(clock.today(), 0)
        stopwatch.stop(incident=incident, by=agent, worked=nothing)

    assert (booked(incident), Stopwatch.objects.count()) == ([], 0)


def test_a_stopwatch_whose_day_is_full_asks_too(agent, incident):
    stopwatch.start(incident=incident, by=agent)
    add(incident, agent, 1440)

    with after(hours=1), pytest.raises(SayHowLong, match="24 hours"):
        stopwatch.stop(incident=incident, by=agent)

    assert Stopwatch.objects.count() == 1


def test_typed_minutes_keep_their_note_and_who_wrote(agent, incident):
    line = add(incident, agent, 45, note=clean("Read the log."))

    assert (line.person, line.by, line.day) == (agent, agent, TODAY)
    assert (line.minutes, line.note) == (45, "Read the log.")
    event = AuditEvent.objects.get(action="time.add")
    assert event.facts == {"line": line.pk, "day": "2026-11-24", "minutes": 45}


def test_the_same_form_writes_once_and_other_words_are_refused(agent, incident):
    token = uuid4()

    first = add(incident, agent, token=token)

    assert add(incident, agent, token=token) == first
    with pytest.raises(AlreadyDone):
        add(incident, agent, 15, token=token)
    assert booked(incident) == [(TODAY, 90)]


@pytest.mark.parametrize("days", [-1, 61])
def test_days_ahead_or_long_ago_are_refused(agent, incident, days):
    with pytest.raises(WrongDay):
        add(incident, agent, day=TODAY - timedelta(days=days))

    assert booked(incident) == []


def test_a_day_of_all_incidents_has_twenty_four_hours(agent, incident):
    other = make.incident(incident.caller)
    add(incident, agent, 1000)

    with pytest.raises(DoesNotFit):
        add(other, agent, 441)
    add(other, agent, 440)
    add(other, make.agent("agent2"), 441)


@pytest.mark.parametrize("minutes", [0, -1])
def test_nothing_is_not_written_down(agent, incident, minutes):
    with pytest.raises(DoesNotFit):
        add(incident, agent, minutes)


def test_own_lines_are_corrected_with_a_trace(agent, incident):
    line = add(incident, agent)
    yesterday = TODAY - timedelta(days=1)

    changed = time_worked.change(
        line=line, worked=Worked(yesterday, 60, clean("Less.")), by=agent
    )

    assert (changed.day, changed.minutes, changed.note) == (yesterday, 60, "Less.")
    facts = AuditEvent.objects.get(action="time.change").facts
    assert facts["minutes"] == [90, 60]
    assert facts["day"] == ["2026-11-24", "2026-11-23"]


def test_correcting_to_the_same_leaves_no_trace(agent, incident):
    time_worked.change(line=add(incident, agent), worked=Worked(TODAY, 90), by=agent)

    assert events() == ["time.add"]


def test_a_corrected_line_may_fill_its_own_day(agent, incident):
    line = add(incident, agent, 1000)

    time_worked.change(line=line, worked=Worked(TODAY, 1440), by=agent)

    assert booked(incident) == [(TODAY, 1440)]


def test_removed_lines_stay_in_the_audit(agent, incident):
    line = add(incident, agent)
    pk = line.pk

    time_worked.remove(line=line, by=agent)
    line.pk = pk
    time_worked.remove(line=line, by=agent)

    assert booked(incident) == []
    assert events() == ["time.add", "time.remove"]
    assert AuditEvent.objects.get(action="time.remove").facts["minutes"] == 90


def test_others_and_late_ones_cannot_correct_or_remove(agent, incident):
    line, other = add(incident, agent), make.agent("agent2")

    for by, passed in ((other, {}), (agent, {"days": 61})):
        with after(**passed), pytest.raises(Denied):
            time_worked.change(line=line, worked=Worked(clock.today(), 1), by=by)
        with after(**passed), pytest.raises(Denied):
            time_worked.remove(line=line, by=by)

    assert booked(incident) == [(TODAY, 90)]


def test_callers_keep_no_time(incident):
    for act in (
        lambda by: stopwatch.start(incident=incident, by=by),
        lambda by: stopwatch.stop(incident=incident, by=by),
        lambda by: add(incident, by),
    ):
        with pytest.raises(Denied):
            act(incident.caller)


def test_a_note_goes_through_the_door(agent, incident):
    with pytest.raises(TypeError):
        add(incident, agent, note="Not looked at.")


def test_for_the_incident_nothing_has_happened(agent, incident):
    before = Incident.objects.filter(pk=incident.pk).values().get()
    rows, entries = audience(incident), incident.journal.count()
    mails = OutboxMail.objects.count()

    with after(minutes=5):
        add(incident, agent)
        stopwatch.start(incident=incident, by=agent)

    assert Incident.objects.filter(pk=incident.pk).values().get() == before
    assert (audience(incident), incident.journal.count()) == (rows, entries)
    assert OutboxMail.objects.count() == mails


def test_timesheets_read_a_line_for_each_person_day_and_incident(agent, incident):
    other, person = make.incident(incident.caller), make.agent("agent2")
    add(incident, agent, 30)
    add(incident, agent, 15, note=clean("Again."))
    add(other, agent, 60, day=TODAY - timedelta(days=1))
    add(other, person, 5)

    week = {"first": TODAY - timedelta(days=6), "last": TODAY}
    own = queries.time_worked(person=agent, **week)

    assert [(one.day, one.incident, one.minutes) for one in own] == [
        (TODAY - timedelta(days=1), other.number, 60),
        (TODAY, incident.number, 45),
    ]
    assert len(queries.time_worked(**week)) == 3
    assert queries.time_worked(first=TODAY, last=TODAY, person=person)[0].minutes == 5


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection in memory")
@pytest.mark.django_db(transaction=True)
def test_two_stops_at_once_book_once(agent, incident):
    stopwatch.start(incident=incident, by=agent)

    def stop(_number: int) -> None:
        try:
            with after(minutes=10):
                stopwatch.stop(incident=incident, by=agent)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(stop, range(2)))

    assert TimeWorked.objects.count() == 1
