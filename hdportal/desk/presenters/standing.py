"""Where an incident stands and what happens next, for its caller."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain import policy, sop
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import HoldReason, State
from hdportal.desk.models import Incident
from hdportal.desk.presenters.choices import name_of, sentence_for
from hdportal.desk.presenters.labels import STATE_ICONS, STATE_TONES
from hdportal.kernel.text import N_


@dataclass(frozen=True)
class Standing:
    """One sentence on where it stands, and what its reader can do about it."""

    sentence: str
    hint: str = ""
    action: tuple[str, str] | None = None
    tone: str = "info"
    icon: str = "info"


@dataclass(frozen=True)
class Seen:
    """An incident at a moment, as one of its readers sees it."""

    incident: Incident
    reader: User
    now: datetime

    @property
    def is_own(self) -> bool:
        """Whether its reader is the caller."""
        return self.reader.pk in self.incident.people

    @property
    def may_reopen(self) -> bool:
        """Whether its reader is offered to: the desk has a page of its own for it."""
        facts = self.incident.facts
        verdict = policy.may_reopen(self.reader.actor, facts, now=self.now)
        return self.is_own and bool(verdict)

    @property
    def reopen_href(self) -> str:
        return reverse("incident-reopen", args=[self.incident.number])


_WAITS: Mapping[str, str] = {
    HoldReason.AWAITING_CALLER: N_("The Service Desk waits for the caller’s answer."),
    HoldReason.AWAITING_CHANGE: N_("On hold: it waits for a change."),
    HoldReason.AWAITING_PROBLEM: N_("On hold: it waits until the cause is found."),
    HoldReason.AWAITING_VENDOR: N_("On hold: it waits for a supplier."),
}


def standing(incident: Incident, reader: User, *, now: datetime) -> Standing | None:
    """Return what the top of the page says; the life cycle alone names nobody."""
    if not incident.sees_texts:
        return None
    state = State(incident.state)
    said = _TELLINGS[state](Seen(incident, reader, now))
    look = {"tone": STATE_TONES[state], "icon": STATE_ICONS[state]}
    return Standing(said.sentence, said.hint, said.action, **look)


def comment_hint(
    incident: Incident, reader: User, *, now: datetime
) -> tuple[str, tuple[str, str] | None]:
    """Return what a comment does to the incident, and a link to what it does not.

    ("", None) when there is nothing to be said.
    """
    seen = Seen(incident, reader, now)
    if seen.is_own and incident.facts.awaits_caller:
        return _("Your answer takes it back to work."), None
    if seen.may_reopen:
        link = (_("Reopen this incident"), seen.reopen_href)
        return _("A comment does not reopen it."), link
    return "", None


def day_and_time(moment: datetime) -> str:
    """Return a moment that somebody has to keep: Tuesday 8 December 2026, 14:05."""
    local = timezone.localtime(moment)
    day = formats.date_format(local, "l j F Y")
    return f"{day}, {local:%H:%M}"


def _new(seen: Seen) -> Standing:
    hint = _("The Service Desk has received it. You will see here when work begins.")
    if seen.incident.assigned_to is None:
        return Standing(_("Nobody has started yet."), hint)
    text = _("%(holder)s has it and has not started yet.")
    return Standing(text % {"holder": _holder(seen.incident)}, hint)


def _work_in_progress(seen: Seen) -> Standing:
    hint = _("Is there something to add? Write it below.") if seen.is_own else ""
    text = _("%(holder)s works on it.") % {"holder": _holder(seen.incident)}
    return Standing(text, hint)


def _holder(incident: Incident) -> str:
    group = str(incident.assignment_group or _("Service Desk"))
    if incident.assigned_to is None:
        return group
    names = {"person": incident.assigned_to.get_full_name(), "group": group}
    return _("%(person)s (%(group)s)") % names


def _on_hold(seen: Seen) -> Standing:
    reason = seen.incident.hold_reason
    if reason == HoldReason.AWAITING_CALLER and seen.is_own:
        hint = _("Write it below: the work then goes on.")
        return Standing(
            _("We wait for your answer."), hint, (_("Answer"), "#comment-title")
        )
    if text := sentence_for(Kind.HOLD_REASON, reason, _WAITS):
        return Standing(_(text))
    facts = {"reason": name_of(Kind.HOLD_REASON, reason)}
    return Standing(_("On hold: %(reason)s.") % facts)


def _resolved(seen: Seen) -> Standing:
    resolved_at = seen.incident.resolved_at or seen.incident.updated_at
    until = sop.reopens_until(resolved_at)
    sentence = _("Resolved on %(when)s.") % {"when": day_and_time(resolved_at)}
    facts = {"when": day_and_time(until)}
    if seen.may_reopen:
        hint = _("Not satisfied? You can reopen it until %(when)s.") % facts
        return Standing(sentence, hint, (_("Reopen"), seen.reopen_href))
    if seen.now > until:
        return Standing(sentence, _("It is about to be closed."))
    return Standing(sentence, _("Its caller can reopen it until %(when)s.") % facts)


def _closed(seen: Seen) -> Standing:
    sentence = _("Closed. It cannot be reopened.")
    if not seen.is_own:
        return Standing(sentence)
    text = _("Does it happen again? Create a new incident and mention %(number)s.")
    link = (_("Create an incident"), reverse("incident-new"))
    return Standing(sentence, text % {"number": seen.incident.number}, link)


_TELLINGS: Mapping[State, Callable[[Seen], Standing]] = {
    State.NEW: _new,
    State.WORK_IN_PROGRESS: _work_in_progress,
    State.ON_HOLD: _on_hold,
    State.RESOLVED: _resolved,
    State.CLOSED: _closed,
}
