"""The Incident SOP as data: it runs the handling and is published as it stands."""

from hdportal.desk.domain.sop.activities import ACTIVITIES, activity
from hdportal.desk.domain.sop.changes import Change, diff, taker_label
from hdportal.desk.domain.sop.evidence import (
    Evidence,
    Seen,
    evidence_of,
    repeated,
    reversed_refs,
)
from hdportal.desk.domain.sop.raci import (
    PART_LABELS,
    PART_MEANINGS,
    PART_ROLES,
    RACI_LABELS,
    Part,
    Raci,
)
from hdportal.desk.domain.sop.shape import Activity
from hdportal.desk.domain.sop.transitions import (
    PARTY_LABELS,
    STEP_LABELS,
    TAKERS,
    TRANSITIONS,
    Party,
    Step,
    after,
    can,
    reopens_until,
)
from hdportal.desk.domain.sop.versions import TITLE, Version, current, snapshot
from hdportal.desk.domain.sop.vocabulary import STATE_MEANINGS, VOCABULARY, Term

__all__ = [
    "ACTIVITIES",
    "PARTY_LABELS",
    "PART_LABELS",
    "PART_MEANINGS",
    "PART_ROLES",
    "RACI_LABELS",
    "STATE_MEANINGS",
    "STEP_LABELS",
    "TAKERS",
    "TITLE",
    "TRANSITIONS",
    "VOCABULARY",
    "Activity",
    "Change",
    "Evidence",
    "Part",
    "Party",
    "Raci",
    "Seen",
    "Step",
    "Term",
    "Version",
    "activity",
    "after",
    "can",
    "current",
    "diff",
    "evidence_of",
    "repeated",
    "reversed_refs",
    "reopens_until",
    "snapshot",
    "taker_label",
]
