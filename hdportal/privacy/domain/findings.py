"""What a detector reports: the place and the kind, never the number itself."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """Name the kinds of patient data that the detectors know."""

    NATIONAL_NUMBER = "national_number"
    BIS_NUMBER = "bis_number"


@dataclass(frozen=True, slots=True)
class Finding:
    """Point at patient data in a text, as `text[start:end]`.

    The number is left out on purpose: a finding may be logged, counted and stored.
    """

    kind: FindingKind
    start: int
    end: int
