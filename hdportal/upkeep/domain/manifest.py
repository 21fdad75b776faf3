"""What a backup says of itself: at its start `About`, at its end `Manifest`."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = "hdportal-backup"
FORMAT_VERSION = 1
ABOUT_NAME = "about.json"
MANIFEST_NAME = "manifest.json"

Migration = tuple[str, str]


class NotUnderstood(ValueError):
    """This is no description of a backup."""


@dataclass(frozen=True)
class Table:
    """The rows of one model, each written as a list in the order of `fields`."""

    model: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class About:
    """Where a backup comes from; written first, so that a reader can refuse early."""

    release: str
    made_at: datetime
    engine: str
    migrations: tuple[Migration, ...]
    tables: tuple[Table, ...]
    format_version: int = FORMAT_VERSION

    def to_json(self) -> bytes:
        """Return what stands in the backup."""
        facts = {**asdict(self), "made_at": self.made_at.isoformat()}
        return _to_json({"format": FORMAT, **facts})


@dataclass(frozen=True)
class Member:
    """One part of a backup and its digest (SHA-256, hexadecimal)."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What must be there; written last, so that a backup cut off has none.

    `missing` names the files whose rows are in the backup and whose bytes were not in
    the storage.
    """

    rows: dict[str, int]
    members: tuple[Member, ...]
    missing: tuple[str, ...] = ()

    @property
    def files(self) -> int:
        """How many files it holds."""
        return sum(member.name.startswith("files/") for member in self.members)

    def to_json(self) -> bytes:
        """Return what stands in the backup."""
        return _to_json(asdict(self))


def read_about(content: bytes) -> About:
    """Return the start of a backup; of a newer format only `format_version` counts.

    Raises:
        NotUnderstood: this is something else.
    """
    facts = _from_json(content)
    if facts.get("format") != FORMAT:
        raise NotUnderstood("another format")
    try:
        return About(
            release=str(facts["release"]),
            made_at=datetime.fromisoformat(facts["made_at"]),
            engine=str(facts["engine"]),
            migrations=tuple((str(a), str(n)) for a, n in facts["migrations"]),
            tables=tuple(
                Table(str(t["model"]), tuple(t["fields"])) for t in facts["tables"]
            ),
            format_version=int(facts["format_version"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NotUnderstood("a part is missing") from error


def read_manifest(content: bytes) -> Manifest:
    """Return the end of a backup.

    Raises:
        NotUnderstood: this is something else.
    """
    facts = _from_json(content)
    try:
        return Manifest(
            rows={str(model): int(count) for model, count in facts["rows"].items()},
            members=tuple(Member(**member) for member in facts["members"]),
            missing=tuple(facts["missing"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotUnderstood("a part is missing") from error


def unknown(migrations: Iterable[Migration], known: set[Migration]) -> list[str]:
    """Return which migrations a release does not know, as "app.name".

    >>> unknown([("desk", "0001_incidents")], {("desk", "0001_incidents")})
    []
    """
    return sorted(".".join(one) for one in migrations if one not in known)


def _to_json(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()


def _from_json(content: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(content)
    except ValueError as error:
        raise NotUnderstood("no JSON") from error
    if not isinstance(facts, dict):
        raise NotUnderstood("no JSON object")
    return facts
