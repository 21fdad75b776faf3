"""Hours, closing days and rules: who may, what is refused, what is written down."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hdportal.accounts.tests.factories import make_administrator, make_user
from hdportal.audit.models import AuditEvent
from hdportal.kernel import clock
from hdportal.kernel.actor import Role
from hdportal.kernel.errors import Denied
from hdportal.schedules import queries
from hdportal.schedules.actions import calendars, closing_days, hours
from hdportal.schedules.actions.calendars import HoursChanged, HoursGone
from hdportal.schedules.actions.hours import HoursWanted
from hdportal.schedules.domain.closures import Closure, read_rule
from hdportal.schedules.domain.keeping import CalendarNeverOpen, WrongEntry
from hdportal.schedules.domain.names import Name
from hdportal.schedules.domain.week import Window
from hdportal.schedules.models import CalendarEdition, ClosingDay, ClosingRule
from hdportal.schedules.standard_calendars import STANDARD
from hdportal.schedules.tests.factories import desk, enter_hours, week

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
BRIDGE = Closure(date(2027, 5, 7), date(2027, 5, 7), name=Name("a", "b", "c"))


@pytest.fixture(autouse=True)
def today():
    with clock.standing_at(TODAY):
        yield


def test_two_calendars_come_with_the_portal_and_their_hours_are_unknown():
    found = {row.key: row for row in queries.every_calendar()}

    assert set(found) == {"desk", "federal"}
    assert found["desk"].rules.count() == 12
    assert found["federal"].rules.count() == 14
    assert queries.support_hours() is None


def test_adding_the_standard_calendars_again_changes_nothing():
    desk().rules.filter(rule="11-02").update(is_active=False)

    calendars.add_missing(STANDARD)

    assert desk().rules.count() == 12
    assert desk().rules.filter(is_active=False).count() == 1


def test_hours_are_entered_audited_and_another_revision():
    by, before = make_administrator(), desk().revision
    wanted = HoursWanted(date(2026, 12, 1), week())

    hours.enter(key="desk", wanted=wanted, by=by, revision=before)

    assert desk().revision == queries.revision() == before + 1
    assert desk().changed_at == TODAY
    assert queries.desk_calendar().editions[0].week == week()
    event = AuditEvent.objects.get(action="hours.enter")
    assert event.target == "calendar:desk"
    assert event.facts["in_force"] == "2026-12-01"


@pytest.mark.parametrize("role", [Role.AGENT, Role.COORDINATOR, Role.AUDITOR])
def test_others_may_not_change_hours(role):
    by = make_user(roles=[role])

    with pytest.raises(Denied):
        hours.enter(key="desk", wanted=HoursWanted(date(2027, 1, 1), week()), by=by)

    assert not CalendarEdition.objects.exists()


def test_an_incident_manager_may_change_hours():
    by = make_user(roles=[Role.INCIDENT_MANAGER])

    closing_days.add(key="desk", wanted=BRIDGE, by=by)

    assert queries.desk_calendar().closures == (BRIDGE,)


def test_two_sets_of_hours_from_one_day_are_refused():
    enter_hours(date(2026, 12, 1))

    with pytest.raises(WrongEntry, match="Other hours") as caught:
        enter_hours(date(2026, 12, 1))

    assert caught.value.what == "in_force"


def test_hours_are_not_written_over_a_newer_change():
    by, seen = make_administrator(), desk().revision
    edition = enter_hours()
    wanted = HoursWanted(edition.in_force, week(), "Mine")

    with pytest.raises(HoursChanged):
        hours.change(edition=edition, wanted=wanted, revision=seen, by=by)

    assert desk().editions.get().note == ""


def test_hours_are_changed_in_their_place():
    by, edition = make_administrator(), enter_hours()
    wanted = HoursWanted(date(2021, 1, 1), None, "Not known")

    hours.change(edition=edition, wanted=wanted, revision=desk().revision, by=by)

    (stored,) = desk().editions.all()
    assert (stored.in_force, stored.week) == (date(2021, 1, 1), None)
    assert queries.support_hours() is None


def test_only_hours_to_come_can_be_removed():
    by, old = make_administrator(), enter_hours()
    coming = enter_hours(clock.today() + timedelta(days=1))

    hours.remove(edition=coming, by=by)
    with pytest.raises(WrongEntry):
        hours.remove(edition=old, by=by)
    with pytest.raises(HoursGone):
        hours.remove(edition=coming, by=by)

    assert list(desk().editions.all()) == [old]


def test_a_calendar_without_an_open_hour_in_a_year_is_refused():
    by = make_administrator()
    enter_hours()
    whole_year = Closure(date(2026, 11, 24), date(2027, 11, 23))

    closing_days.add(key="desk", wanted=whole_year, by=by)
    with pytest.raises(CalendarNeverOpen):
        closing_days.add_rule(key="desk", wanted=read_rule("11-24..11-30"), by=by)

    assert not ClosingRule.objects.filter(rule="11-24..11-30").exists()
    assert not AuditEvent.objects.filter(action="closing_rule.add").exists()


def test_a_week_that_is_open_only_on_a_closing_day_is_refused():
    whole_year = read_rule("01-01..12-31")
    enter_hours()

    with pytest.raises(CalendarNeverOpen):
        closing_days.add_rule(key="desk", wanted=whole_year, by=make_administrator())


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        (replace(BRIDGE, last=date(2027, 5, 6)), "last"),
        (replace(BRIDGE, last=date(2028, 5, 7)), "last"),
        (replace(BRIDGE, first=date(1027, 5, 7)), "first"),
        (replace(BRIDGE, name=Name("Only English")), "name_nl"),
        (replace(BRIDGE, last=date(2027, 5, 20)), "first"),  # meets the other one
    ],
)
def test_closing_days_that_cannot_be_used_are_refused(wanted, what):
    by = make_administrator()
    closing_days.add(
        key="desk", wanted=Closure(date(2027, 5, 20), date(2027, 5, 21)), by=by
    )

    with pytest.raises(WrongEntry) as caught:
        closing_days.add(key="desk", wanted=wanted, by=by)

    assert caught.value.what == what
    assert ClosingDay.objects.count() == 1


def test_closing_days_with_shorter_hours_come_back_as_they_were():
    wanted = replace(BRIDGE, windows=(Window(540, 720),))

    added = closing_days.add(key="desk", wanted=wanted, by=make_administrator())

    assert added.value == ClosingDay.objects.get().value == wanted


def test_closing_days_are_removed_once():
    by = make_administrator()
    day = closing_days.add(key="desk", wanted=BRIDGE, by=by)

    closing_days.remove(day=day, by=by)
    with pytest.raises(HoursGone):
        closing_days.remove(day=day, by=by)

    assert queries.desk_calendar().closures == ()


def test_a_rule_is_switched_off_and_twice_is_once():
    by, rule = make_administrator(), desk().rules.get(rule="11-02")

    closing_days.switch_rule(rule=rule, is_active=False, by=by)
    after = desk().revision
    closing_days.switch_rule(rule=rule, is_active=False, by=by)

    assert desk().revision == after
    assert len(queries.desk_calendar().rules) == 11


def test_a_rule_of_the_portal_stays_and_an_own_one_can_go():
    by = make_administrator()
    own = closing_days.add_rule(key="desk", wanted=read_rule("07-11"), by=by)

    closing_days.remove_rule(rule=own, by=by)
    with pytest.raises(WrongEntry):
        closing_days.remove_rule(rule=desk().rules.first(), by=by)
    with pytest.raises(WrongEntry):
        closing_days.add_rule(key="desk", wanted=read_rule("07-21"), by=by)

    assert desk().rules.count() == 12


def test_the_time_zone_is_changed_and_a_wrong_one_refused():
    by = make_administrator()

    calendars.set_zone(
        key="desk", zone="Europe/London", revision=desk().revision, by=by
    )
    with pytest.raises(WrongEntry):
        calendars.set_zone(
            key="desk", zone="Mars/Olympus", revision=desk().revision, by=by
        )

    assert queries.desk_calendar().zone == "Europe/London"
