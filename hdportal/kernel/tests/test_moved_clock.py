from datetime import UTC, datetime, timedelta

import pytest

from hdportal.kernel import clock


@pytest.fixture(autouse=True)
def _put_back():
    yield
    clock.move(timedelta())


def test_a_moved_clock_runs_ahead_of_real_time():
    clock.move(timedelta(days=30))

    ahead = clock.now() - clock.real_now()

    assert clock.is_moved()
    assert abs(ahead - timedelta(days=30)) < timedelta(seconds=5)


def test_a_moved_clock_runs_on():
    clock.move(timedelta(days=30))
    first = clock.now()

    while clock.now() == first:
        pass

    assert clock.now() > first


def test_a_moved_clock_can_still_be_held():
    moment = datetime(2026, 12, 24, 15, 55, tzinfo=UTC)
    clock.move(timedelta(days=30))

    with clock.standing_at(moment):
        assert clock.now() == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-24T16:55", datetime(2026, 12, 24, 15, 55, tzinfo=UTC)),
        ("2026-07-24 16:55", datetime(2026, 7, 24, 14, 55, tzinfo=UTC)),
        ("2026-12-24T16:55Z", datetime(2026, 12, 24, 16, 55, tzinfo=UTC)),
        ("2026-12-24T16:55+05:00", datetime(2026, 12, 24, 11, 55, tzinfo=UTC)),
        ("2026-12-24", datetime(2026, 12, 23, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_brussels_unless_it_has_an_offset(text, expected):
    assert clock.read_moment(text) == expected


@pytest.mark.parametrize("text", ["", "Christmas", "2026-13-01", "0001-01-01T00:00"])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        clock.read_moment(text)
