"""Post mail in the transaction of a change, and send what is due."""

import logging
import random
import smtplib
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.db.models import F

from hdportal.kernel import clock
from hdportal.outbox.delivery import Carrier, carrier
from hdportal.outbox.domain.addressing import bare_address, safe_headers, single_line
from hdportal.outbox.domain.retries import MAX_ATTEMPTS, wait_after
from hdportal.outbox.models import OutboxMail
from hdportal.outbox.refusals import Refusal, read_refusal
from hdportal.outbox.smtp import CannotConnect

logger = logging.getLogger("hdportal.outbox")

# Longer than the slowest conversation with a mail server (smtp.TIMEOUT_SECONDS).
CLAIM = timedelta(minutes=5)
BATCH = 50
KEEP_SENT = timedelta(days=30)
KEEP_FAILED = timedelta(days=90)


def post(
    *,
    kind: str,
    to: str,
    subject: str,
    body_text: str,
    body_html: str = "",
    headers: Mapping[str, str] | None = None,
    sender: str = "",
    due_at: datetime | None = None,
) -> OutboxMail:
    """Write one mail into the outbox, in the transaction of the caller.

    `kind` names the occasion, such as "incident_resolved". `sender` is
    HDPORTAL_MAIL_FROM unless given. `due_at` holds the mail back until then.

    Raises:
        UnsafeHeader: an address or header holds a line break, or is no address.
    """
    sender = single_line("sender", sender or settings.MAIL_FROM)
    bare_address(to)
    now = clock.now()
    return OutboxMail.objects.create(
        kind=kind,
        sender=sender,
        recipient=single_line("recipient", to),
        subject=single_line("subject", subject),
        body_text=body_text,
        body_html=body_html,
        headers=safe_headers(headers or {}),
        message_id=make_msgid(domain=bare_address(sender).rpartition("@")[2]),
        created_at=now,
        due_at=due_at or now,
    )


def send_due(*, now: datetime | None = None, limit: int = BATCH) -> int:
    """Send mail that is due and return how many were tried.

    Works outside a transaction: a claim must be seen by other workers at once. Stops
    early when the mail server is away, since the next mail would fare no better.
    """
    moment = now or clock.now()
    due = OutboxMail.objects.due(moment).order_by("due_at", "pk")
    keys = list(due.values_list("pk", flat=True)[:limit])
    tried = 0
    if not keys:
        return tried
    with carrier() as van:
        for key in keys:
            if (mail := claim(key=key, now=now or clock.now())) is None:
                continue
            tried += 1
            if not _send(mail, van, now=now):
                break
    return tried


def claim(*, key: int, now: datetime) -> OutboxMail | None:
    """Take a mail for this worker; None when another one was faster.

    One conditional UPDATE decides, on SQLite and PostgreSQL alike.
    """
    taken = OutboxMail.objects.due(now).filter(pk=key)
    count = taken.update(claimed_until=now + CLAIM, attempts=F("attempts") + 1)
    return OutboxMail.objects.get(pk=key) if count == 1 else None


def cull(*, now: datetime) -> int:
    """Remove mail that is done with: its texts are needed no longer."""
    sent = OutboxMail.objects.filter(sent_at__lt=now - KEEP_SENT)
    failed = OutboxMail.objects.filter(failed_at__lt=now - KEEP_FAILED)
    return sent.delete()[0] + failed.delete()[0]


def _send(mail: OutboxMail, van: Carrier, *, now: datetime | None) -> bool:
    """Try one mail; return whether it makes sense to go on with the next."""
    if mail.attempts > MAX_ATTEMPTS:
        # Each attempt is counted beforehand, so a mail that kills its worker ends here.
        _give_up(mail, Refusal(True, "interrupted every time"), now or clock.now())
        return True
    try:
        van.carry(mail)
    except (OSError, ValueError, CannotConnect, smtplib.SMTPException) as error:
        refusal = read_refusal(error)
        _put_back(mail, refusal, now or clock.now())
        return not refusal.is_for_all
    _update(mail, sent_at=now or clock.now(), last_error="")
    logger.info(
        "mail.sent id=%s kind=%s attempts=%s", mail.pk, mail.kind, mail.attempts
    )
    return True


def _put_back(mail: OutboxMail, refusal: Refusal, now: datetime) -> None:
    wait = wait_after(mail.attempts, chance=random.random())
    if refusal.is_permanent or wait is None:
        _give_up(mail, refusal, now)
        return
    _update(mail, due_at=now + wait, last_error=refusal.note)
    logger.warning(
        "mail.delayed id=%s kind=%s attempts=%s wait_seconds=%.0f error=%r",
        *(mail.pk, mail.kind, mail.attempts, wait.total_seconds(), refusal.note),
    )


def _give_up(mail: OutboxMail, refusal: Refusal, now: datetime) -> None:
    _update(mail, failed_at=now, last_error=refusal.note)
    logger.error(
        "mail.failed id=%s kind=%s attempts=%s error=%r",
        *(mail.pk, mail.kind, mail.attempts, refusal.note),
    )


def _update(mail: OutboxMail, **facts: object) -> None:
    """Write the outcome, unless the claim ran out and another worker has the mail."""
    mine = OutboxMail.objects.filter(pk=mail.pk, claimed_until=mail.claimed_until)
    mine.update(claimed_until=None, **facts)
