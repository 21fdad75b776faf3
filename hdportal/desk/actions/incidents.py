"""What happens when an incident is reported, and when its caller withdraws it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions import (
    attachments,
    audiences,
    changes,
    counters,
    notices,
    search_index,
    sla,
    turns,
)
from hdportal.desk.actions.changes import TWIN_WITHIN
from hdportal.desk.domain import channels, policy
from hdportal.desk.domain.channels import Contact
from hdportal.desk.domain.incident import Channel, EntryKind, Impact, State, Urgency
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.domain.priority import priority_of
from hdportal.desk.domain.routing import About
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.queries import files_owner
from hdportal.desk.queries.choices import matrix
from hdportal.desk.queries.routing import group_for
from hdportal.files import queries as stored
from hdportal.files.actions import files
from hdportal.intake.actions import drafts
from hdportal.intake.domain.schema import RESERVED_KEYS
from hdportal.intake.forms import Answers
from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.portfolio.models import Application, Project
from hdportal.privacy.door import require_clean

PURPOSE = channels.PORTAL_PURPOSE


class AlreadySubmitted(DomainError):
    """This form was sent before, with other words; `incident` is what it made."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident
        sentence = N_("This form was already sent as %(number)s.")
        super().__init__(sentence, number=incident.number)


@dataclass(frozen=True)
class Reported:
    """The incident, and whether this call made it."""

    incident: Incident
    is_new: bool


@transaction.atomic
def report(
    *,
    caller: User,
    answers: Answers,
    form_token: UUID,
    by: User,
    draft_token: UUID | None = None,
    channel: Channel = Channel.PORTAL,
    received_at: datetime | None = None,
) -> Reported:
    """Create an incident from a form (Incident SOP, steps I01 and I02).

    A caller reports through the portal; on every other channel the desk does for them.

    The same form sent twice, or the same words within ten minutes, give the incident
    that is there already. The files are those of the draft, which is spent: the one of
    `draft_token` where that is another than the form's own.

    Raises:
        AlreadySubmitted: the token was used for an incident with other words.
        Denied: `by` may not report for this caller, or not so.
    """
    for text in answers.texts.values():
        require_clean(text)
    is_email = channel is Channel.EMAIL
    contact = Contact(channel, received_at if is_email else None)
    _require_allowed(caller, contact, by)
    # One submit at a time for each person, so that a double click cannot race.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    digest, draft = _digest(caller, answers), draft_token or form_token
    if earlier := _earlier(by, form_token, digest):
        purpose = contact.purpose
        attachments.add_late(incident=earlier, draft=draft, purpose=purpose, by=by)
        return Reported(earlier, is_new=False)
    files_from = drafts.spend(token=draft, purpose=contact.purpose, by=by)
    attached = list(stored.of(files_from)) if files_from else []
    incident = _create(caller, answers, form_token, digest, by, contact)
    created = JournalEntry.objects.create(
        incident=incident,
        kind=EntryKind.CREATED,
        at=incident.opened_at,
        by=by,
        facts=attachments.facts_of(attached) | contact.facts,
    )
    audiences.write(incident)
    incident.number = counters.take("INC")
    turns.begin(incident)
    sla.start(incident)
    incident.save(update_fields=["number", "assigned_to", "due_at"])
    if attached:
        files.move(from_owner=files_from, to_owner=files_owner(incident), by=by)
    record(
        "incident.report",
        by=by,
        target=incident,
        channel=incident.channel,
        files=len(attached),
        **_for_another(caller, by),
    )
    search_index.write(incident)
    occasion = Occasion.RECEIVED
    notices.tell(incident=incident, occasion=occasion, by=by, entry=created)
    return Reported(incident, is_new=True)


@transaction.atomic
def withdraw(*, incident: Incident, by: User) -> Incident:
    """Close an incident that its caller takes back; it stays, with all that was said.

    Withdrawing twice is withdrawing once.

    Raises:
        Denied: `by` is not its caller, or it is not open any more.
    """
    incident = changes.locked(incident)
    if incident.journal.filter(kind=EntryKind.WITHDRAWN, by=by).exists():
        return incident
    policy.may_withdraw(by.actor, incident.facts).or_raise()
    facts = changes.step(incident, Step.WITHDRAW)
    changes.tell(incident, EntryKind.WITHDRAWN, by, facts=facts)
    incident.closed_at = incident.updated_at
    changes.save(incident, "incident.withdraw", by, "closed_at", **facts)
    return incident


def _require_allowed(caller: User, contact: Contact, by: User) -> None:
    channel = contact.channel
    channels.may_report(by.actor, caller_id=caller.pk, channel=channel).or_raise()
    name, is_active = caller.get_full_name(), caller.is_active
    channels.may_be_caller(name=name, is_active=is_active).or_raise()
    channels.came(channel, contact.received_at, now=clock.now()).or_raise()


def _for_another(caller: User, by: User) -> dict[str, int]:
    return {} if caller.pk == by.pk else {"caller": caller.pk}


def _earlier(by: User, form_token: UUID, digest: str) -> Incident | None:
    own = Incident.objects.filter(opened_by=by)
    if sent := own.filter(form_token=form_token).first():
        if sent.content_digest != digest:
            raise AlreadySubmitted(sent)
        return sent
    # A withdrawn incident is no twin: whoever reports it again means it.
    twins = own.filter(content_digest=digest).exclude(state=State.CLOSED)
    return twins.filter(opened_at__gte=clock.now() - TWIN_WITHIN).first()


def _create(
    caller: User,
    answers: Answers,
    form_token: UUID,
    digest: str,
    by: User,
    contact: Contact,
) -> Incident:
    now = clock.now()
    project, application = _project(answers), _application(answers)
    category = answers.choice("category") or _category_without_question(answers)
    keys = (named.pk if named else None for named in (application, project))
    urgency = Urgency(int(answers.choice("urgency")))
    return Incident.objects.create(
        state=State.NEW,
        caller=caller,
        opened_by=by,
        organisation=caller.organisation,
        channel=contact.channel,
        received_at=contact.received_at,
        urgency=urgency,
        priority=priority_of(Impact.LOW, urgency, matrix()),
        assignment_group=group_for(About(category, *keys)),
        category=category,
        project=project,
        application=application,
        short_description=answers.text("subject"),
        description=answers.text("description"),
        form_version=answers.version,
        answers=_further(answers),
        form_token=form_token,
        content_digest=digest,
        opened_at=now,
        updated_at=now,
    )


def _project(answers: Answers) -> Project | None:
    key = answers.choice("project")
    return Project.objects.get(key=key) if key else None


def _application(answers: Answers) -> Application | None:
    key = answers.choice("application")
    return Application.objects.get(key=key) if key else None


def _category_without_question(answers: Answers) -> str:
    # The newer form asks for role and application instead of the type of problem.
    return "application" if answers.choice("application") else "other"


def _further(answers: Answers) -> Mapping[str, str]:
    everything = {**answers.texts, **answers.choices}
    return {k: str(v) for k, v in everything.items() if k not in RESERVED_KEYS}


def _digest(caller: User, answers: Answers) -> str:
    words = [caller.pk, sorted(answers.texts.items()), sorted(answers.choices.items())]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()
