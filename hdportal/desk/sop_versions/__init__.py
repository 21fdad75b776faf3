"""The published versions of the Incident SOP, from the files that keep them."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hdportal.desk.domain.sop import Version

FOLDER = Path(__file__).resolve().parent


def published() -> list[Version]:
    """Return every version that was ever in force or will be, the oldest first."""
    return list(_published())


@cache
def _published() -> tuple[Version, ...]:
    paths = sorted(FOLDER.glob("*.json"), key=lambda path: int(path.stem))
    return tuple(_version(json.loads(path.read_text("utf-8"))) for path in paths)


def as_file(version: Version) -> str:
    """Return the text of the file that keeps a version."""
    head = {"number": version.number, "in_force": version.in_force.isoformat()}
    kept = {**head, **version.definition}
    return json.dumps(kept, indent=1, ensure_ascii=False) + "\n"


def _version(kept: Mapping[str, Any]) -> Version:
    head = ("number", "in_force")
    definition = {key: value for key, value in kept.items() if key not in head}
    return Version(kept["number"], date.fromisoformat(kept["in_force"]), definition)
