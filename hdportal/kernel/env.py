"""Read settings from the environment, loudly.

Every variable is prefixed `HDPORTAL_`; `HDPORTAL_X_FILE` names a file that holds the
value of X instead (for secrets).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "HDPORTAL_"
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


class WrongSetting(SystemExit):
    """A setting cannot be used; the start stops with its name and the cure."""

    def __init__(self, name: str, problem: str, cure: str) -> None:
        super().__init__(f"{PREFIX}{name} {problem}. {cure}")


@dataclass(frozen=True)
class Env:
    """A typed reader over a mapping such as `os.environ`."""

    variables: Mapping[str, str]

    def text(self, name: str, default: str | None = None) -> str:
        """Return the value as text; without a default the variable must be set."""
        if (value := self._raw(name)) is not None:
            return value
        if default is None:
            raise WrongSetting(name, "is not set", f"Set it, or {PREFIX}{name}_FILE.")
        return default

    def bool(self, name: str, *, default: bool) -> bool:
        """Return the value as a yes or a no."""
        value = self._raw(name)
        if value is None:
            return default
        if value.lower() in _TRUE | _FALSE:
            return value.lower() in _TRUE
        raise WrongSetting(name, f"is {value!r}", "Use 1 for yes or 0 for no.")

    def int(
        self,
        name: str,
        *,
        default: int,
        minimum: int = 0,
        maximum: int | None = None,
    ) -> int:
        """Return the value as a whole number from `minimum` to `maximum`."""
        value = self._raw(name)
        if value is None:
            return default
        if value.isascii() and value.isdigit():
            is_small_enough = maximum is None or int(value) <= maximum
            if int(value) >= minimum and is_small_enough:
                return int(value)
        highest = "" if maximum is None else f" and at most {maximum}"
        cure = f"Use a whole number of at least {minimum}{highest}."
        raise WrongSetting(name, f"is {value!r}", cure)

    def path(self, name: str, *, default: str) -> Path:
        """Return the value as an absolute path."""
        return Path(self.text(name, default)).expanduser().resolve()

    def url(self, name: str, *, default: str, schemes: tuple[str, ...]) -> str:
        """Return the value as an address with one of `schemes`."""
        value = self.text(name, default)
        if value and urlsplit(value).scheme not in schemes:
            forms = " or ".join(f"{scheme}:…" for scheme in schemes)
            # Never the value itself: an address may hold a password.
            problem = f"begins with {urlsplit(value).scheme!r}"
            raise WrongSetting(name, problem, f"Use {forms}.")
        return value

    def _raw(self, name: str) -> str | None:
        if file := self.variables.get(f"{PREFIX}{name}_FILE"):
            return _read(name, Path(file))
        value = self.variables.get(f"{PREFIX}{name}")
        return None if value is None else value.strip()


def _read(name: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        problem = f"points to {file}, which cannot be read ({error.strerror})"
        cure = "Correct the path or its rights."
        raise WrongSetting(f"{name}_FILE", problem, cure) from error


def from_process() -> Env:
    """Return a reader over the environment of this process."""
    return Env(os.environ)
