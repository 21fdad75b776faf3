"""Who of a group is at the desk, and since when each waits for an incident."""

from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from hdportal.accounts.models import User
from hdportal.desk.domain.turns import Candidate, scopes_in_turn
from hdportal.desk.models import AssignmentGroup, Turn
from hdportal.kernel.actor import DESK_ROLES


def present(group: AssignmentGroup, *, now: datetime) -> list[Candidate]:
    """Return the people of a group who are at the desk, in one query."""
    last = Turn.objects.filter(group=group, person=OuterRef("pk")).values("at")
    holds = Q(
        role_assignments__group__name__in=sorted(DESK_ROLES),
        role_assignments__scope__in=sorted(scopes_in_turn(group.key)),
    )
    here = User.objects.filter(holds, is_active=True, presence__until__gt=now)
    rows = here.distinct().values_list("pk", Subquery(last))
    return [Candidate(person, got_at) for person, got_at in rows]
