from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from hdportal.kernel import clock
from hdportal.kernel.env import Env, WrongSetting
from hdportal.web.running.moved_clock import hand_on, move_clock

CHRISTMAS_EVE = "2026-12-24T16:55"
MOMENT = datetime(2026, 12, 24, 15, 55, tzinfo=UTC)
SOON = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def _put_back():
    yield
    clock.move(timedelta())


def test_without_the_setting_the_clock_tells_real_time():
    move_clock(Env({}), is_demo=True)

    assert not clock.is_moved()


def test_the_clock_starts_at_the_moment_of_the_setting():
    move_clock(Env({"HDPORTAL_NOW": CHRISTMAS_EVE}), is_demo=True)

    assert MOMENT <= clock.now() < MOMENT + SOON


def test_a_process_that_starts_later_has_the_same_clock():
    an_hour_ago = clock.real_now() - timedelta(hours=1)
    given = {
        "HDPORTAL_NOW": CHRISTMAS_EVE,
        "HDPORTAL_NOW_SINCE": an_hour_ago.isoformat(),
    }

    move_clock(Env(given), is_demo=True)

    assert timedelta(hours=1) <= clock.now() - MOMENT < timedelta(hours=1) + SOON


def test_child_processes_are_handed_the_moved_clock():
    environment: dict[str, str] = {}
    clock.move(timedelta(days=30))

    hand_on(environment)
    clock.move(timedelta())
    move_clock(Env(environment), is_demo=True)

    assert abs(clock.now() - clock.real_now() - timedelta(days=30)) < SOON


def test_child_processes_are_handed_nothing_of_an_ordinary_clock():
    environment: dict[str, str] = {}

    hand_on(environment)

    assert environment == {}


def test_the_clock_of_a_real_portal_cannot_be_moved():
    with pytest.raises(WrongSetting, match="HDPORTAL_NOW is set.*HDPORTAL_DEMO=1"):
        move_clock(Env({"HDPORTAL_NOW": CHRISTMAS_EVE}), is_demo=False)


@pytest.mark.parametrize("name", ["NOW", "NOW_SINCE"])
def test_what_is_no_moment_is_refused_with_the_cure(name):
    given = {"HDPORTAL_NOW": CHRISTMAS_EVE, f"HDPORTAL_{name}": "Christmas"}

    with pytest.raises(WrongSetting, match=f"HDPORTAL_{name} is 'Christmas'. Use"):
        move_clock(Env(given), is_demo=True)


@pytest.mark.parametrize(
    ("is_demo", "text", "sentence"),
    [
        (False, CHRISTMAS_EVE, "HDPORTAL_DEMO=1"),
        (True, "Christmas", "'Christmas'. Use a moment"),
    ],
)
def test_serve_refuses_a_clock_it_cannot_start(settings, is_demo, text, sentence):
    settings.DEMO = is_demo

    with pytest.raises(CommandError, match=sentence):
        call_command("serve", port=0, now=text)


@pytest.mark.django_db
def test_every_page_tells_that_the_clock_was_moved(client, settings):
    settings.DEMO = True
    clock.move(MOMENT - clock.real_now())

    page = client.get("/accounts/login/").content.decode()

    assert "it stands at 24 Dec 2026, 16:55." in page
