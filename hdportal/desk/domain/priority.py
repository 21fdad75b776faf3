"""Priority is looked up from impact and urgency, never typed."""

from collections.abc import Mapping

from hdportal.desk.domain.incident import Impact, Urgency
from hdportal.kernel.text import N_

# The sources leave the matrix open; this is the stock one of ServiceNow.
_MATRIX: Mapping[tuple[Impact, Urgency], int] = {
    (Impact.HIGH, Urgency.HIGH): 1,
    (Impact.HIGH, Urgency.MEDIUM): 2,
    (Impact.HIGH, Urgency.LOW): 3,
    (Impact.MEDIUM, Urgency.HIGH): 2,
    (Impact.MEDIUM, Urgency.MEDIUM): 3,
    (Impact.MEDIUM, Urgency.LOW): 4,
    (Impact.LOW, Urgency.HIGH): 3,
    (Impact.LOW, Urgency.MEDIUM): 4,
    (Impact.LOW, Urgency.LOW): 5,
}

PRIORITY_LABELS: Mapping[int, str] = {
    1: N_("1 – Critical"),
    2: N_("2 – High"),
    3: N_("3 – Moderate"),
    4: N_("4 – Low"),
    5: N_("5 – Planning"),
}


def priority_of(impact: Impact, urgency: Urgency) -> int:
    """Return the priority, from 1 (most pressing) to 5.

    >>> priority_of(Impact.LOW, Urgency.HIGH)
    3
    """
    return _MATRIX[impact, urgency]
