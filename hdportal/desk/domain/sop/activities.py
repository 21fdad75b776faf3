"""The activities I01 to I15 of the Incident SOP, in their order."""

from collections.abc import Mapping

from hdportal.desk.domain.sop.first_line import FIRST
from hdportal.desk.domain.sop.raci import PART_LABELS, Part, Raci
from hdportal.desk.domain.sop.second_line import SECOND
from hdportal.desk.domain.sop.shape import Activity

__all__ = ["ACTIVITIES", "PART_LABELS", "Activity", "Part", "Raci", "activity"]

ACTIVITIES: tuple[Activity, ...] = (*FIRST, *SECOND)
_BY_REF: Mapping[str, Activity] = {one.ref: one for one in ACTIVITIES}


def activity(ref: str) -> Activity:
    """Return an activity by its reference, as I08.

    Raises:
        KeyError: the procedure has none of this name.
    """
    return _BY_REF[ref]
