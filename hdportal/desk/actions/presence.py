"""Say that one is at the desk, or not any more.

Nothing of it is recorded: a row for each switch would be a record of working hours.
"""

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.domain import policy
from hdportal.desk.domain.turns import end_of_day
from hdportal.desk.models import Presence
from hdportal.kernel import clock


@transaction.atomic
def come(*, by: User) -> Presence:
    """Let `by` be at the desk until the day is over in Brussels.

    Raises:
        Denied: `by` does not work behind the desk.
    """
    policy.may_work_here(by.actor).or_raise()
    until = {"until": end_of_day(clock.now(), clock.BRUSSELS)}
    return Presence.objects.update_or_create(person=by, defaults=until)[0]


@transaction.atomic
def leave(*, by: User) -> None:
    """Let `by` be away.

    Raises:
        Denied: `by` does not work behind the desk.
    """
    policy.may_work_here(by.actor).or_raise()
    Presence.objects.filter(person=by).delete()
