"""The moved clock of a demo, from the settings and on to child processes."""

from collections.abc import MutableMapping
from datetime import datetime, timedelta

from hdportal.kernel import clock
from hdportal.kernel.env import PREFIX, Env, WrongSetting

CURE = "Use a moment such as 2026-12-24T16:55 (Brussels time)."
ONLY_IN_THE_DEMO = "It moves the clock, for the demo only: set HDPORTAL_DEMO=1 as well."


def move_clock(env: Env, *, is_demo: bool) -> None:
    """Move the clock of this process as `HDPORTAL_NOW` says; empty: not at all.

    `HDPORTAL_NOW_SINCE`, set by `hdportal serve` for the processes it starts, is the
    real moment at which it was that time; else it is that time now.

    Raises:
        WrongSetting: it is no moment, or this is no demo.
    """
    if not env.text("NOW", default=""):
        return clock.move(timedelta())
    if not is_demo:
        raise WrongSetting("NOW", "is set", ONLY_IN_THE_DEMO)
    since = _moment(env, "NOW_SINCE") or clock.real_now()
    return clock.move((_moment(env, "NOW") or since) - since)


def hand_on(environment: MutableMapping[str, str]) -> None:
    """Give child processes the clock of this one, also those started later."""
    if clock.is_moved():
        environment[f"{PREFIX}NOW"] = clock.now().isoformat()
        environment[f"{PREFIX}NOW_SINCE"] = clock.real_now().isoformat()


def _moment(env: Env, name: str) -> datetime | None:
    text = env.text(name, default="")
    try:
        return clock.read_moment(text) if text else None
    except ValueError as error:
        raise WrongSetting(name, f"is {text!r}", CURE) from error
