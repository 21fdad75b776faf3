from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hdportal.kernel import clock


def test_now_is_aware_and_in_utc():
    assert clock.now().tzinfo is UTC


def test_the_clock_can_stand_still_for_a_while():
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)

    with clock.standing_at(moment):
        assert clock.now() == clock.now() == moment

    assert clock.now() != moment


def test_a_standing_clock_shows_utc():
    noon_elsewhere = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=5)))

    with clock.standing_at(noon_elsewhere):
        assert clock.now().hour == 7


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Midnight in Brussels comes one hour before that of UTC, in summer two.
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_today_is_the_date_in_brussels(moment, expected):
    with clock.standing_at(moment):
        assert clock.today() == expected


def test_the_clock_runs_again_after_an_error():
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)

    with pytest.raises(KeyError), clock.standing_at(moment):
        raise KeyError

    assert clock.now() != moment
