"""How an incident reached the desk, and who may write it down for whom (SOP, I01)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hdportal.desk.domain.incident import Channel
from hdportal.kernel.actor import Actor
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied

# Everything but the portal, where the caller writes; the usual ones first.
DESK_CHANNELS = (Channel.PHONE, Channel.EMAIL, Channel.WALK_IN, Channel.EVENT)
# An older e-mail is a slip of the pen.
OLDEST_EMAIL = timedelta(days=366)
# What the drafts are for: of callers, and of whoever writes it down for one.
PORTAL_PURPOSE, DESK_PURPOSE = "incident", "on-behalf"


@dataclass(frozen=True)
class Contact:
    """How the desk came to know, and of an e-mail when it came."""

    channel: Channel = Channel.PORTAL
    received_at: datetime | None = None

    @property
    def purpose(self) -> str:
        """What the draft of the form is for."""
        is_portal = self.channel is Channel.PORTAL
        return PORTAL_PURPOSE if is_portal else DESK_PURPOSE

    @property
    def facts(self) -> dict[str, object]:
        """What the journal keeps of it."""
        if self.channel is Channel.PORTAL:
            return {}
        came = {"received_at": self.received_at.isoformat()} if self.received_at else {}
        return {"channel": self.channel.value, **came}


def may_write_down(actor: Actor) -> Verdict:
    """Return whether `actor` may report for somebody else."""
    if actor.is_desk:
        return ALLOWED
    return denied(N_("Only the Service Desk writes an incident down for a caller."))


def may_report(actor: Actor, *, caller_id: int, channel: Channel) -> Verdict:
    """Return whether `actor` may report for this caller, having heard of it so."""
    if channel is not Channel.PORTAL:
        return may_write_down(actor)
    if actor.person_id != caller_id:
        return denied(
            N_(
                "Through the portal people report themselves. Choose how the caller "
                "reached the Service Desk."
            )
        )
    return ALLOWED


def may_be_caller(*, name: str, is_active: bool) -> Verdict:
    """Return whether the desk may write an incident down for this person."""
    if is_active:
        return ALLOWED
    return denied(
        N_(
            "The account of %(name)s is closed. Choose somebody else, or ask an "
            "administrator to open it again."
        ),
        name=name,
    )


def came(channel: Channel, received_at: datetime | None, *, now: datetime) -> Verdict:
    """Return whether an e-mail can have come then; other channels have no moment."""
    if channel is not Channel.EMAIL:
        return ALLOWED
    if received_at is None:
        return denied(N_("Enter when the e-mail came: its date and its time."))
    if received_at > now:
        return denied(N_("This moment is still to come. Enter when the e-mail came."))
    if received_at < now - OLDEST_EMAIL:
        return denied(N_("This is more than a year ago. Check the date."))
    return ALLOWED
