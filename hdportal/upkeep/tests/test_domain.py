import doctest
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from hdportal.upkeep.domain import cells, manifest, retention
from hdportal.upkeep.domain.cells import to_plain
from hdportal.upkeep.domain.manifest import (
    About,
    Manifest,
    Member,
    NotUnderstood,
    Table,
    read_about,
    read_manifest,
)
from hdportal.upkeep.domain.retention import Retention, moment_of, name_at, to_keep

TODAY = datetime(2026, 11, 24, 2, tzinfo=UTC)
ABOUT = About(
    release="0.1.0",
    made_at=TODAY,
    engine="sqlite",
    migrations=(("desk", "0001_incidents"),),
    tables=(Table("desk.incident", ("id", "number")),),
)
_now = TODAY.replace(tzinfo=None)
moments = st.datetimes(_now - timedelta(days=3000), _now, timezones=st.just(UTC))


@pytest.mark.parametrize("module", [cells, manifest, retention])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


def test_a_year_of_daily_backups_leaves_days_weeks_and_months():
    every_day = [TODAY - timedelta(days=age) for age in range(400)]

    kept = sorted(to_keep(every_day), reverse=True)

    assert kept[:7] == every_day[:7]
    assert 7 + 11 + 2 <= len(kept) <= 7 + 12 + 4
    assert len({(moment.year, moment.month) for moment in kept}) == 12


def test_the_newest_of_a_day_is_the_one_that_stays():
    morning, evening = TODAY, TODAY + timedelta(hours=12)

    assert to_keep([morning, evening]) == {evening}


def test_after_a_silent_summer_the_older_ones_are_still_there():
    spring = [TODAY - timedelta(days=200 + age) for age in range(5)]

    assert to_keep([TODAY, *spring]) >= {TODAY, *spring}


@given(st.sets(moments, min_size=1, max_size=60))
def test_thinning_out_keeps_the_newest_and_is_done_once(found):
    kept = to_keep(found)

    assert max(found) in kept
    assert kept <= found
    assert to_keep(kept) == kept


@given(st.lists(moments, min_size=1, max_size=60))
def test_thinning_out_each_day_keeps_as_much_as_doing_it_once(found):
    kept: set[datetime] = set()
    for moment in sorted(found):
        kept = to_keep({*kept, moment})

    assert len(kept) <= 7 + 4 + 12
    assert len(kept) >= len(to_keep(found, Retention(7, 0, 0)))


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "before-the-move.hdbackup",
        "scheduled-2026-11-24T021500Z.hdbackup.part",
        "scheduled-2026-11-24T021500Z.hdbackup.gpg",
        "scheduled-2026-1-24T021500Z.hdbackup",
        "copy of scheduled-2026-11-24T021500Z.hdbackup",
    ],
)
def test_other_files_are_no_scheduled_backups(name):
    assert moment_of(name) is None


@given(moments)
def test_a_name_tells_its_moment(moment):
    assert moment_of(name_at(moment)) == moment.replace(microsecond=0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (models.DateTimeField(), datetime(2026, 1, 2, 3, 4, 5, 678900, tzinfo=UTC)),
        (models.DateField(), date(2026, 1, 2)),
        (models.DurationField(), timedelta(days=-3, seconds=7, microseconds=9)),
        (models.DecimalField(), Decimal("10.50")),
        (models.UUIDField(), UUID(int=7)),
        (models.BinaryField(), b"\x00\xff"),
        (models.TextField(), "één\u2028regel\n"),
        (models.BooleanField(), True),
        (models.JSONField(), {"b": [1, None], "a": "x"}),
        (models.FloatField(), 0.1),
    ],
)
def test_every_kind_of_value_comes_back_as_it_was(field, value):
    plain = json.loads(json.dumps(to_plain(value)))

    back = field.to_python(plain)

    assert (bytes(back) if isinstance(back, memoryview) else back) == value


def test_a_value_without_an_agreed_form_is_refused():
    with pytest.raises(TypeError, match="no form for object"):
        to_plain(object())


def test_a_backup_describes_itself():
    end = Manifest({"desk.incident": 3}, (Member("files/a", 1, "00"),), ("gone",))

    assert read_about(ABOUT.to_json()) == ABOUT
    assert read_manifest(end.to_json()) == end
    assert end.files == 1


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"format": "hdportal-backup"}', b"\xff"]
)
def test_anything_else_is_not_understood(content):
    with pytest.raises(NotUnderstood):
        read_about(content)
    with pytest.raises(NotUnderstood):
        read_manifest(content)
