"""Time searches for words of each kind, as three people search."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from random import Random

from django.core.management.base import BaseCommand, CommandParser

from bench.management.commands.bench_fill import SHARING, large_project
from bench.vocabulary import word
from hdportal.accounts.models import User
from hdportal.desk.domain.audience import (
    DESK,
    Reading,
    organisation_scope,
    project_scope,
)
from hdportal.desk.domain.incident import number_for
from hdportal.desk.domain.searching import Query
from hdportal.desk.queries import search

# Ranks of words, by how common they are: from half of all incidents to 1 of 5 000.
Ranks = tuple[int, int]
COMMON, MID, RARE = (1, 20), (300, 1000), (20_000, 30_000)
QUERIES = 50


@dataclass(frozen=True)
class Reader:
    """Somebody who searches."""

    name: str
    scope: str
    reading: Reading


@dataclass(frozen=True)
class Timed:
    """How long one kind of words took one reader, in milliseconds."""

    reader: str
    words: str
    p50_ms: float
    p95_ms: float
    found: float


class Command(BaseCommand):
    help = "Print how long searches take as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("runs", type=int)

    def handle(self, *args: object, **options: int) -> None:
        timed = [
            asdict(measured(reader, kind, texts, options["runs"]))
            for reader in readers()
            for kind, texts in kinds().items()
        ]
        self.stdout.write(json.dumps(timed))


def readers() -> list[Reader]:
    """Return an agent, a caller of the large organisation and a researcher."""
    colleague = User.objects.get(email=f"caller{SHARING}@bench.example")
    assert colleague.organisation_id
    place = organisation_scope(colleague.organisation_id)
    project = project_scope(large_project().key)
    return [
        Reader("agent", DESK, Reading.DESK),
        Reader("caller of a large organisation", place, Reading.WHOLE),
        Reader("researcher of a large project", project, Reading.LIFE_CYCLE),
    ]


def kinds() -> dict[str, list[str]]:
    """Return what people type, by the kind of words."""
    dice = Random(7)

    def many(*kinds: Ranks, letters: int = 40, ending: str = "") -> list[str]:
        drawn = [
            [word(dice.randint(*ranks)) for ranks in kinds] for _one in range(QUERIES)
        ]
        return [" ".join([*words, last[:letters] + ending]) for *words, last in drawn]

    return {
        "rare": many(RARE),
        "mid": many(MID),
        "very common": many(COMMON),
        "mid + mid": many(MID, MID),
        "common + rare": many(COMMON, RARE),
        "common + common": many(COMMON, COMMON),
        "beginning of 3 letters": many(MID, letters=3),
        "beginning of 4 letters": many(MID, letters=4),
        "mid + beginning of 3 letters": many(MID, MID, letters=3),
        "nothing found": many(MID, ending="qq"),
        "number": [
            number_for("INC", dice.randint(1, 10_000)) for _one in range(QUERIES)
        ],
    }


def measured(reader: Reader, kind: str, texts: list[str], runs: int) -> Timed:
    """Search for each text several times, after once to warm up; the best counts.

    The quantiles are over the texts: what differs between runs is the machine.
    """
    found = [len(_search(reader, text)) for text in texts]
    took = sorted(min(_times(reader, text, runs)) for text in texts)
    return Timed(
        reader.name,
        kind,
        round(took[len(took) // 2], 2),
        round(took[len(took) * 95 // 100], 2),
        round(sum(found) / len(found), 1),
    )


def _times(reader: Reader, text: str, runs: int) -> Iterator[float]:
    for _unused in range(runs):
        begin = time.perf_counter()
        _search(reader, text)
        yield (time.perf_counter() - begin) * 1000


def _search(reader: Reader, text: str) -> list[int]:
    words = Query.parse(text)
    return search(words=words, scope=reader.scope, reading=reader.reading)
