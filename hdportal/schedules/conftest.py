"""What the examples in the docstrings of the domain rest on."""

from datetime import date
from typing import Any

import pytest

from hdportal.schedules.domain.calendar import Calendar, Edition
from hdportal.schedules.domain.support_hours import SupportHours
from hdportal.schedules.domain.week import Window, checked_week

_WORKDAYS = [[Window(9 * 60, 17 * 60)]] * 5
OFFICE_HOURS = SupportHours(
    Calendar(
        zone="Europe/Brussels",
        editions=(Edition(date(2020, 1, 1), checked_week([*_WORKDAYS, [], []])),),
    )
)


@pytest.fixture(autouse=True)
def _office_hours(doctest_namespace: dict[str, Any]) -> None:
    doctest_namespace["OFFICE_HOURS"] = OFFICE_HOURS
