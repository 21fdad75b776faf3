"""The worker makes a backup a day, beside its other work."""

from pathlib import Path

from hdportal.upkeep.actions.schedule import in_folder
from hdportal.web.tests.running_portal import Portal, wait_until


def test_the_worker_makes_one_backup_a_day(installation: Portal, tmp_path: Path):
    folder = tmp_path / "backups"
    installation.settings["HDPORTAL_BACKUP_DIR"] = str(folder)

    for _unused in range(2):
        assert installation.run("worker", "--once").returncode == 0
    wait_until(lambda: len(in_folder(folder)) == 1)

    (file,) = in_folder(folder).values()
    assert installation.run("backup", "--verify", str(file)).returncode == 0
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_scheduled_backup_is_encrypted_when_there_is_a_key(installation, tmp_path):
    installation.settings["HDPORTAL_BACKUP_DIR"] = str(tmp_path / "backups")
    installation.settings["HDPORTAL_BACKUP_PASSPHRASE"] = "correct horse"

    done = installation.run("backup", "--scheduled")

    assert done.returncode == 0, done.stderr
    (file,) = in_folder(tmp_path / "backups").values()
    assert file.read_bytes().startswith(b"key.age")


def test_a_schedule_without_a_folder_names_the_setting(installation):
    done = installation.run("backup", "--scheduled")

    assert done.returncode == 1
    assert "HDPORTAL_BACKUP_DIR" in done.stderr


def test_a_backup_that_cannot_be_made_is_in_the_log(installation, tmp_path):
    (tmp_path / "backups").write_text("a file where the folder should be")
    installation.settings["HDPORTAL_BACKUP_DIR"] = str(tmp_path / "backups")

    done = installation.run("backup", "--scheduled")

    assert done.returncode == 1
    assert "backup.failed" in done.stderr
