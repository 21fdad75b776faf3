"""What tests of stored clocks do over and over."""

from datetime import date

from hdportal.desk.domain.sla import Clock, Measure
from hdportal.desk.domain.sla_rebuild import Clocks
from hdportal.desk.models import Incident, SlaClock
from hdportal.desk.queries import sla as stored
from hdportal.desk.tests.sla_hours import WEEK
from hdportal.kernel import clock
from hdportal.schedules import queries as schedules
from hdportal.schedules.models import SupportCalendar
from hdportal.schedules.models.calendar import week_rows

LONG_AGO = date(2020, 1, 1)


def enter_hours(*, since: date = LONG_AGO) -> None:
    """Enter the hours of `sla_hours` as the desk's."""
    calendar = _calendar()
    calendar.editions.update_or_create(
        in_force=since, defaults={"week": week_rows(WEEK)}
    )
    _changed(calendar)


def close_on(day: date) -> None:
    """Close the desk on a day, by hand."""
    calendar = _calendar()
    names = {"name_en": "Closed", "name_nl": "Gesloten", "name_fr": "Fermé"}
    calendar.closing_days.create(first=day, last=day, **names)
    _changed(calendar)


def _calendar() -> SupportCalendar:
    defaults = {"zone": "Europe/Brussels", "changed_at": clock.now()}
    found = SupportCalendar.objects.get_or_create(key=schedules.DESK, defaults=defaults)
    return found[0]


def _changed(calendar: SupportCalendar) -> None:
    calendar.revision += 1
    calendar.save()
    schedules.forget()


def clock_of(incident: Incident, measure: Measure = Measure.RESPONSE) -> Clock:
    """Return a stored clock."""
    return row_of(incident, measure).value


def row_of(incident: Incident, measure: Measure = Measure.RESPONSE) -> SlaClock:
    """Return the row of a clock."""
    return SlaClock.objects.get(incident=incident, measure=measure)


def told_by_journal(incident: Incident) -> Clocks:
    """Return the clocks as the journal tells them at this moment."""
    incident = Incident.objects.get(pk=incident.pk)
    return stored.rebuilt_clocks(incident, stored.newest_rules(), until=clock.now())
