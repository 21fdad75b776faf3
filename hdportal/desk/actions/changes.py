"""What every change of an incident has in common: lock, journal, save, audience."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions import audiences, search_index, sla
from hdportal.desk.domain import audience, sop
from hdportal.desk.domain.incident import OPEN_STATES, EntryKind, State
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident, JournalEntry
from hdportal.kernel import clock
from hdportal.kernel.errors import Denied, DomainError
from hdportal.kernel.text import N_
from hdportal.privacy.door import CleanText

# The same words again within this time are the same, sent from another tab.
TWIN_WITHIN = timedelta(minutes=10)


class AlreadyWritten(DomainError):
    """This form was sent before, with other words."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "This form was already sent with other words, which stand above. "
                "To add these words too, send them once more."
            )
        )


class AlreadyDone(Denied):
    """This form was sent before, for something else: nothing is done twice."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "This form was already sent with other answers. Look at what became "
                "of it; if you still want these answers, open the form once more."
            )
        )


def locked(incident: Incident) -> Incident:
    """Return the incident as it stands, held until the transaction ends.

    It brings its group along, by which the rules judge.
    """
    held = Incident.objects.select_for_update(of=("self",))
    return held.select_related("assignment_group").get(pk=incident.pk)


def done_before(
    incident: Incident,
    by: User,
    form_token: UUID,
    kind: EntryKind,
    *,
    words: CleanText | None = None,
    **facts: object,
) -> JournalEntry | None:
    """Return what this form did already, when it was sent twice.

    Nothing is lost silently: `words` and `facts` must be those of the first time.

    Raises:
        AlreadyDone: the form did something else.
    """
    own = JournalEntry.objects.filter(by=by)
    sent = own.filter(form_token=form_token).first()
    if sent is None:
        return None
    is_same = (sent.incident_id, sent.kind) == (incident.pk, kind)
    is_same = is_same and all(sent.facts.get(k) == v for k, v in facts.items())
    # What was said along with a step stands beside it, as an entry of its own.
    if words and not own.filter(incident=incident, text=words).exists():
        is_same = False
    if not is_same:
        raise AlreadyDone
    return sent


def written_before(
    incident: Incident, text: CleanText, by: User, form_token: UUID, kind: EntryKind
) -> JournalEntry | None:
    """Return the entry that these words made already, by this form or a twin of it.

    Raises:
        AlreadyWritten: the form was sent with other words, or of another kind.
    """
    own = JournalEntry.objects.filter(by=by)
    if sent := own.filter(form_token=form_token).first():
        if (sent.incident_id, sent.text, sent.kind) != (incident.pk, text, kind):
            raise AlreadyWritten
        return sent
    return twin_of(incident, text, by, kind)


def twin_of(
    incident: Incident, text: CleanText, by: User, kind: EntryKind
) -> JournalEntry | None:
    """Return the entry of the same person with the same words, some minutes ago."""
    own = JournalEntry.objects.filter(incident=incident, by=by, kind=kind, text=text)
    return own.filter(at__gte=clock.now() - TWIN_WITHIN).first()


def tell(
    incident: Incident,
    kind: EntryKind,
    by: User | None,
    *,
    text: str = "",
    facts: Mapping[str, Any] | None = None,
    form_token: UUID | None = None,
) -> JournalEntry:
    """Write into the journal what happened just now."""
    incident.updated_at = clock.now()
    entry = JournalEntry.objects.create(
        incident=incident,
        kind=kind,
        at=incident.updated_at,
        by=by,
        text=text,
        facts=facts or {},
        form_token=form_token,
    )
    incident.being_written.append(entry)
    return entry


def step(incident: Incident, taken: Step) -> dict[str, Any]:
    """Move the incident to the state that follows; return the journal's facts of it."""
    was = State(incident.state)
    incident.state = sop.after(taken, was)
    incident.is_open = incident.state in OPEN_STATES
    if incident.state is not State.ON_HOLD:
        incident.hold_reason = ""
    return {} if incident.state is was else {"state": [was, incident.state]}


def save(
    incident: Incident, event: str, by: User | None, *fields: str, **facts: object
) -> None:
    """Save the named fields with what goes along, and record the event."""
    sla.follow(incident)
    follow = ("state", "is_open", "hold_reason", "due_at", "updated_at")
    incident.save(update_fields=[*follow, *fields])
    audiences.touch(incident)
    _keep(incident, event, by, facts)


def save_internally(
    incident: Incident, event: str, by: User | None, *fields: str, **facts: object
) -> None:
    """Record what only the desk may know: for everybody else nothing has changed."""
    incident.save(update_fields=["updated_at", *fields])
    audiences.touch(incident, only=audience.DESK)
    _keep(incident, event, by, facts)


def _keep(
    incident: Incident, event: str, by: User | None, facts: Mapping[str, object]
) -> None:
    search_index.write(incident)
    record(event, by=by, target=incident, **facts)
