"""Tell a caller what happened to an incident: now, tomorrow morning, or not."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import User
from hdportal.desk import mailing
from hdportal.desk.domain import notices
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.models import Incident, JournalEntry, PendingNotice
from hdportal.kernel import clock
from hdportal.outbox.actions import mails
from hdportal.outbox.domain.addressing import UnsafeHeader

logger = logging.getLogger("hdportal.desk")

# What one mail of a morning tells in full; it says how much more there is.
MOST_IN_DIGEST = 100
_CHUNK = 500


def tell(
    *,
    incident: Incident,
    occasion: Occasion,
    by: User | None,
    entry: JournalEntry | None = None,
) -> None:
    """Tell the caller of `incident`, in the transaction of the change.

    `entry` holds the words: the comment, or the close notes. `by` is None where a
    clock did it.

    Raises:
        ValueError: `entry` is internal to the desk.
    """
    if entry is not None:
        require_mailable(entry)
    caller, now = incident.caller, clock.now()
    is_told = notices.is_told(
        occasion,
        caller_id=caller.pk,
        by_id=by.pk if by else None,
        is_active=caller.is_active,
    )
    if not is_told:
        return
    match MailChoice(caller.mail_choice):
        case MailChoice.NOW:
            letter = mailing.letter(mailing.News(incident, occasion, entry, now))
            post(letter, kind=f"incident_{occasion}", to=caller)
        case MailChoice.DAILY:
            PendingNotice.objects.create(
                person=caller,
                incident=incident,
                occasion=occasion,
                entry=entry,
                created_at=now,
            )
        case MailChoice.NONE:
            return


def send_digests(*, now: datetime) -> int:
    """Post the mail of the newest morning to everybody who waits; return how many.

    Each person has a transaction of their own, in which what was pending goes as the
    mail comes: a crash neither loses nor doubles. Looking again posts nothing more.
    """
    morning = notices.newest_morning(now)
    due = PendingNotice.objects.filter(created_at__lt=morning)
    return sum(_send_digest(person, morning) for person in waiting(due))


def require_mailable(entry: JournalEntry) -> None:
    """Refuse an entry whose words never leave the desk.

    Raises:
        ValueError: it is internal.
    """
    if not notices.may_be_mailed(EntryKind(entry.kind)):
        raise ValueError("a work note never leaves the desk")


def waiting(due: QuerySet[Any]) -> Iterator[int]:
    """Yield the keys of the people for whom something is due, one query each."""
    keys = due.order_by("person").values_list("person", flat=True)
    person = keys.first()
    while person is not None:
        yield person
        person = keys.filter(person__gt=person).first()


@transaction.atomic
def _send_digest(person_id: int, morning: datetime) -> bool:
    due = PendingNotice.objects.filter(person=person_id, created_at__lt=morning)
    # Locked, so that a second worker finds nothing once this one has committed.
    keys = list(due.select_for_update().order_by("pk").values_list("pk", flat=True))
    person = User.objects.get(pk=person_id)
    is_wanted = person.is_active and person.mail_choice != MailChoice.NONE
    news = _news(person, keys[:MOST_IN_DIGEST]) if is_wanted else []
    if news:
        more = max(0, len(keys) - MOST_IN_DIGEST)
        letter = mailing.digest(person, news, more=more, on=morning)
        post(letter, kind="incident_digest", to=person)
    drop(PendingNotice.objects.all(), keys)
    return bool(news)


def drop(rows: QuerySet[Any], keys: Sequence[int]) -> None:
    """Remove what was told, or is not wanted any more."""
    for start in range(0, len(keys), _CHUNK):
        rows.filter(pk__in=keys[start : start + _CHUNK]).delete()


def _news(person: User, keys: Sequence[int]) -> list[mailing.News]:
    # The caller may have become another person since.
    own = PendingNotice.objects.filter(pk__in=keys, incident__caller=person)
    rows = own.select_related("incident", "entry__by").order_by("pk")
    return [
        mailing.News(row.incident, Occasion(row.occasion), row.entry, row.created_at)
        for row in rows
    ]


def post(letter: mailing.Letter, *, kind: str, to: User) -> None:
    """Put a letter into the outbox; an address that cannot be written stops nothing."""
    try:
        mails.post(
            kind=kind,
            to=to.email,
            subject=letter.subject,
            body_text=letter.text,
            body_html=letter.html,
            headers=letter.headers,
        )
    except UnsafeHeader as error:
        # It must neither undo the change nor keep the mail of others back.
        logger.error("notice.not_posted kind=%s user=%s error=%r", kind, to.pk, error)
