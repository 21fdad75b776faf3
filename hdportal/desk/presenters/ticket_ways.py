"""Where one goes from a ticket, and what it says of the step just taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain.incident import FIRST_LINE, State
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.presenters.desk_lists import list_address, next_address
from hdportal.desk.presenters.ticket import holder


@dataclass(frozen=True)
class Ways:
    """The list one came from, and the ticket after this one."""

    list_href: str
    next_href: str


def ways(incident: Incident, came_from: str) -> Ways:
    """Return where to go from this ticket; `came_from` is the query of the list."""
    number = str(incident.number)
    # To its row, which takes the focus if it is still there.
    back = f"{list_address(came_from)}#{number}"
    return Ways(back, next_address(number, came_from))


@dataclass(frozen=True)
class Done:
    """The step just taken; `is_over`: one may well go on to the next ticket."""

    sentence: str
    is_over: bool


def done(incident: Incident, reader: User, step: str) -> Done | None:
    """Return what to say after a step; nothing when it is not so any more."""
    tell = _SENTENCES.get(step)
    sentence = tell(incident, reader) if tell else ""
    is_over = step in {Step.RESOLVE, Step.HAND_ON, Step.HAND_BACK}
    return Done(sentence, is_over) if sentence else None


def done_address(incident: Incident, step: Step, came_from: str) -> str:
    """Return the address of a ticket that says what was done."""
    address = desk_address("desk-incident", incident, came_from)
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'done': step})}"


def _taken(incident: Incident, reader: User) -> str:
    return _("It is yours now.") if incident.assigned_to_id == reader.pk else ""


def _handed_on(incident: Incident, _reader: User) -> str:
    return _("It is handed on: %(holder)s.") % {"holder": holder(incident)}


def _handed_back(incident: Incident, _reader: User) -> str:
    is_back = incident.facts.group == FIRST_LINE and incident.assigned_to_id is None
    return _("The Service Desk has it again.") if is_back else ""


def _in(state: State, sentence: Callable[[], str]) -> Callable[[Incident, User], str]:
    return lambda incident, _reader: sentence() if incident.state == state else ""


_SENTENCES: Mapping[str, Callable[[Incident, User], str]] = {
    Step.TAKE: _taken,
    Step.HAND_ON: _handed_on,
    Step.HAND_BACK: _handed_back,
    Step.HOLD: _in(State.ON_HOLD, lambda: _("It is on hold now.")),
    Step.RESUME: _in(State.WORK_IN_PROGRESS, lambda: _("The work goes on.")),
    Step.RESOLVE: _in(
        State.RESOLVED, lambda: _("It is resolved, and the caller is told.")
    ),
    Step.REOPEN: _in(State.WORK_IN_PROGRESS, lambda: _("It is open again.")),
}
