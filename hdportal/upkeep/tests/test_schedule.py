import os
from datetime import UTC, datetime, timedelta

import pytest

from hdportal.kernel import clock
from hdportal.kernel.env import Env, WrongSetting
from hdportal.upkeep import configuration
from hdportal.upkeep.actions import schedule
from hdportal.upkeep.domain.retention import name_at

TODAY = datetime(2026, 11, 24, 2, tzinfo=UTC)


def test_only_scheduled_backups_are_thinned_out(tmp_path):
    for age in range(60):
        (tmp_path / name_at(TODAY - timedelta(days=age))).write_text("x")
    foreign = tmp_path / "by-hand-2020.hdbackup"
    foreign.write_text("x")
    (tmp_path / name_at(TODAY - timedelta(days=900))).mkdir()

    removed = schedule.thin_out(tmp_path)

    assert removed == 60 - len(schedule.in_folder(tmp_path))
    assert len(schedule.in_folder(tmp_path)) in range(10, 15)
    assert foreign.exists()


def test_what_a_killed_backup_left_goes_after_a_day(tmp_path):
    left = tmp_path / f"{name_at(TODAY)}.part"
    foreign = tmp_path / "download.part"
    for part in (left, foreign):
        part.write_text("x")

    _let_be_old(timedelta(hours=23), left, foreign)
    assert schedule.thin_out(tmp_path) == 0
    _let_be_old(timedelta(hours=25), left, foreign)
    assert schedule.thin_out(tmp_path) == 1

    assert foreign.exists()


def test_without_settings_nothing_is_scheduled_or_encrypted():
    found = configuration.read(Env({}))

    assert found.folder is None
    assert not found.keys.can_lock


@pytest.mark.parametrize("name", ["RECIPIENT", "IDENTITY"])
def test_a_key_that_is_none_stops_the_start_with_its_name(name):
    with pytest.raises(WrongSetting, match=f"HDPORTAL_BACKUP_{name} cannot be used"):
        configuration.read(Env({f"HDPORTAL_BACKUP_{name}": "nonsense"}))


def _let_be_old(age, *files):
    # Of the disk's clock, whatever moment the portal is told to stand at.
    moment = (clock.real_now() - age).timestamp()
    for file in files:
        os.utime(file, (moment, moment))
