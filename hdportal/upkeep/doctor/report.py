"""Run every check that is registered for the doctor.

An app adds one with Django's own registry: a function with
`@checks.register("doctor", deploy=True)` that returns `checks.Info` for what is good
and `checks.Error` with its cure as `hint` for what is not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error, Info
from django.core.checks.messages import WARNING
from django.core.checks.registry import registry
from django.db import DatabaseError, InterfaceError

TAG = "doctor"
Check = Callable[..., Iterable[CheckMessage]]


@dataclass(frozen=True)
class Line:
    """What one check found; a bad one has a cure."""

    check: str
    is_good: bool
    text: str
    cure: str = ""


def good(check: str, text: str) -> CheckMessage:
    """Return a finding that is as it should be."""
    return Info(text, id=f"{TAG}.{check}")


def bad(check: str, text: str, cure: str) -> CheckMessage:
    """Return a finding that somebody must do something about."""
    return Error(text, hint=cure, id=f"{TAG}.{check}")


def examine() -> list[Line]:
    """Return a line for each finding of each check, in a fixed order."""
    # Django keeps them in a set.
    ordered = sorted(_checks(), key=lambda check: (check.__module__, check.__name__))
    return [line for check in ordered for line in _lines(check)]


def _checks() -> list[Any]:
    every = registry.get_checks(include_deployment_checks=True)
    return [check for check in every if TAG in check.tags]


def _lines(check: Check) -> list[Line]:
    name = getattr(check, "__name__", TAG)
    try:
        return [_line(message, name) for message in check(app_configs=None)]
    except (DatabaseError, InterfaceError):
        text = f"{name.replace('_', ' ').capitalize()}: the database does not say."
        return [Line(name, False, text, "See to the database first.")]


def _line(message: CheckMessage, name: str) -> Line:
    check = (message.id or name).removeprefix(f"{TAG}.")
    is_good = message.level < WARNING
    return Line(check, is_good, str(message.msg), str(message.hint or ""))
