import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.checks import registry
from django.core.management import call_command
from django.core.management.base import CommandError

from hdportal.kernel import clock
from hdportal.outbox.models import OutboxMail
from hdportal.upkeep.actions import probes
from hdportal.upkeep.doctor import checks, report
from hdportal.upkeep.domain.retention import name_at
from hdportal.web.models import ScheduledRun

assert checks
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _place(attachments, tmp_path, monkeypatch):
    monkeypatch.setenv("HDPORTAL_BACKUP_DIR", str(tmp_path / "backups"))
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / name_at(clock.now())).write_text("x")


def line(name: str) -> report.Line:
    return next(line for line in report.examine() if line.check == name)


def test_a_running_portal_is_well():
    ScheduledRun(job="x", slot=1, started_at=clock.now()).save()

    bad = {line.check for line in report.examine() if not line.is_good}

    # Nobody has served this one, so the static files were never collected.
    assert bad <= {"static", "disk"}


def test_nothing_is_left_of_the_probes(attachments):
    probes.write_to_database()
    assert probes.write_to_storage()

    assert not ScheduledRun.objects.exists()
    assert [path for path in attachments.rglob("*") if path.is_file()] == []


def test_a_worker_that_is_silent_is_told():
    assert line("worker").text == "Worker: has never run."

    long_ago = clock.now() - timedelta(hours=3)
    ScheduledRun(job="x", slot=1, started_at=long_ago).save()

    assert line("worker").text == "Worker: has done nothing for 3 hours."
    assert "hdportal worker" in line("worker").cure


def test_mail_that_waits_and_mail_that_was_given_up_are_told():
    old = clock.now() - timedelta(hours=5)
    facts = {"created_at": old, "due_at": old, "recipient": "a@b.example"}
    OutboxMail(message_id="1", **facts).save()
    OutboxMail(message_id="2", failed_at=clock.now(), **facts).save()

    assert line("outbox").text == "Outbox: 1 mails wait, the oldest for 5 hours."
    assert line("outbox-failed").text.startswith("Outbox: 1 mails were given up")


def test_a_storage_that_refuses_is_told(attachments):
    attachments.write_text("a file where a folder should be")

    assert not line("storage").is_good


def test_backups_that_stopped_are_told(tmp_path):
    for file in (tmp_path / "backups").iterdir():
        file.unlink()
    assert "there is none" in line("backups").text

    (tmp_path / "backups" / name_at(clock.now() - timedelta(days=3))).write_text("x")

    assert line("backups").text == "Backups: 1, the newest 3 days old."
    assert not line("backups").is_good


@pytest.mark.parametrize(
    ("changed", "name", "cure"),
    [
        ({"SECRET_KEY": "short"}, "secret-key", "HDPORTAL_SECRET_KEY"),
        ({"DEBUG": True}, "debug", "HDPORTAL_DEBUG"),
        ({"BASE_URL": "http://portal.example"}, "address", "https://"),
        (
            {"BASE_URL": "https://portal.example", "IS_SECURE": True},
            "address",
            "HDPORTAL_TRUSTED_PROXIES",
        ),
        (
            {"BASE_URL": "https://portal.example", "DEMO": True},
            "demo",
            "HDPORTAL_DEMO",
        ),
        (
            {"BASE_URL": "https://portal.example", "SMTP_URL": "file:"},
            "mail",
            "HDPORTAL_SMTP_URL",
        ),
    ],
)
def test_a_setting_that_starts_well_and_is_wrong_has_its_cure(
    settings, changed, name, cure
):
    for key, value in changed.items():
        setattr(settings, key, value)

    assert not line(name).is_good
    assert cure in line(name).cure


def test_the_command_says_each_line_and_ends_with_its_code():
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("doctor", "--json", stdout=out)

    lines = [json.loads(one) for one in out.getvalue().splitlines()]
    assert ended.value.code == 1
    assert all(one["cure"] for one in lines if not one["is_good"])


def test_a_doctor_that_cannot_look_says_so(monkeypatch):
    # The registry is Django's own; a check that breaks cannot be had otherwise.
    broken = lambda **_: 1 / 0  # noqa: E731
    broken.tags = ("doctor",)
    everything = {*registry.registry.deployment_checks, broken}
    monkeypatch.setattr(registry.registry, "deployment_checks", everything)

    with pytest.raises(CommandError, match="cannot look") as caught:
        call_command("doctor")

    assert caught.value.returncode == 2
