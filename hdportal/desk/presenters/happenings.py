"""What a line of the journal tells, as one sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hdportal.desk.domain.audience import Reading
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import (
    IMPACT_LABELS,
    URGENCY_LABELS,
    EntryKind,
    HoldReason,
    Impact,
    Urgency,
)
from hdportal.desk.domain.priority import PRIORITY_LABELS
from hdportal.desk.domain.properties import PROPERTY_LABELS, Property
from hdportal.desk.domain.sop import ACTIVITIES
from hdportal.desk.mailing import sla
from hdportal.desk.presenters.channels import created
from hdportal.desk.presenters.choices import name_of, sentence_for
from hdportal.desk.presenters.link_sentences import linked
from hdportal.desk.queries import JournalLine
from hdportal.kernel.text import N_


@dataclass(frozen=True)
class Happening:
    """A line of a journal, who did it, and how its reader stands to the incident."""

    line: JournalLine
    name: str
    reading: Reading
    # The reader is the caller.
    is_readers_own: bool

    @property
    def kind(self) -> EntryKind:
        return EntryKind(self.line.kind)


Telling = Callable[[Happening], str]

# What whoever sees the life cycle only is told: nobody's name, no text.
_BARE: Mapping[EntryKind, str] = {
    EntryKind.CREATED: N_("Created"),
    EntryKind.WITHDRAWN: N_("Withdrawn"),
    EntryKind.ASSIGNED: N_("Assigned"),
    EntryKind.TAKEN: N_("The Service Desk works on it"),
    EntryKind.HANDED_ON: N_("Handed on to somebody else"),
    EntryKind.HANDED_BACK: N_("Handed back to the Service Desk"),
    EntryKind.HELD: N_("On hold"),
    EntryKind.RESUMED: N_("Taken up again"),
    EntryKind.RESOLVED: N_("Resolved"),
    EntryKind.REOPENED: N_("Reopened"),
    EntryKind.CLOSED: N_("Closed"),
    EntryKind.CHANGED: N_("Details changed"),
    EntryKind.SLA_MOVED: N_("Due at another moment"),
}
_BY_SOMEBODY: Mapping[EntryKind, str] = {
    EntryKind.CREATED: N_("Created by %(name)s"),
    EntryKind.FILES: N_("Files added by %(name)s"),
    EntryKind.WITHDRAWN: N_("Withdrawn by %(name)s"),
    EntryKind.RESOLVED: N_("Resolved by %(name)s"),
    EntryKind.REOPENED: N_("Reopened by %(name)s"),
}
_HELD: Mapping[str, str] = {
    HoldReason.AWAITING_CALLER: N_(
        "%(name)s put it on hold: the Service Desk waits for the caller’s answer"
    ),
    HoldReason.AWAITING_CHANGE: N_("%(name)s put it on hold: it waits for a change"),
    HoldReason.AWAITING_PROBLEM: N_(
        "%(name)s put it on hold: it waits until the cause is found"
    ),
    HoldReason.AWAITING_VENDOR: N_("%(name)s put it on hold: it waits for a supplier"),
}


def sentence(one: Happening) -> str:
    """Return what happened, in the reader's language."""
    if one.reading is Reading.LIFE_CYCLE:
        return _(_BARE[one.kind])
    return _TELLINGS.get(one.kind, _by_somebody)(one)


def _created(one: Happening) -> str:
    return created(one.line.facts, one.name)


def _said(one: Happening) -> str:
    return one.name


def _by_somebody(one: Happening) -> str:
    return _(_BY_SOMEBODY[one.kind]) % {"name": one.name}


def _assigned(one: Happening) -> str:
    facts = one.line.facts
    if facts.get("by_rule"):
        text = _("Given to %(group)s by an assignment rule")
        return text % {"group": facts["group"]}
    text = _("Assigned in turn to %(party)s")
    return text % {"party": _party(facts["group"], facts["person"])}


def _taken(one: Happening) -> str:
    was, _now = one.line.facts.get("person", ("", ""))
    # Older entries do not say of which group.
    group = one.line.facts.get("group") or _("Service Desk")
    facts = {"name": one.name, "group": group, "was": was}
    if was:
        return _("%(name)s (%(group)s) takes it over from %(was)s") % facts
    return _("%(name)s (%(group)s) works on it") % facts


def _handed_on(one: Happening) -> str:
    was, now = _parties(one)
    facts = {"name": one.name, "was": was, "now": now}
    if not was:
        return _("%(name)s handed it on to %(now)s") % facts
    return _("%(name)s handed it on from %(was)s to %(now)s") % facts


def _handed_back(one: Happening) -> str:
    was, now = _parties(one)
    text = _("%(name)s handed it back from %(was)s to %(now)s")
    return text % {"name": one.name, "was": was, "now": now}


def _parties(one: Happening) -> tuple[str, str]:
    (was, now), people = one.line.facts["group"], one.line.facts["person"]
    return _party(was, people[0]), _party(now, people[1])


def _party(group: str, person: str) -> str:
    if group and person:
        return _("%(person)s (%(group)s)") % {"person": person, "group": group}
    return group or person


def _held(one: Happening) -> str:
    reason = one.line.facts["reason"]
    if reason == HoldReason.AWAITING_CALLER and one.is_readers_own:
        return _("On hold: the Service Desk waits for your answer")
    facts = {"name": one.name, "reason": name_of(Kind.HOLD_REASON, reason)}
    if text := sentence_for(Kind.HOLD_REASON, reason, _HELD):
        return _(text) % facts
    return _("%(name)s put it on hold: %(reason)s") % facts


def _resumed(one: Happening) -> str:
    if one.line.facts.get("reply"):
        text = _("The work goes on: %(name)s answered")
        return text % {"name": one.name}
    return _("Taken up again by %(name)s") % {"name": one.name}


def _closed(_one: Happening) -> str:
    return _("Closed automatically, 14 days after it was resolved")


def _checked(one: Happening) -> str:
    """Return which activity was ticked; one that a newer SOP lacks, by its keys."""
    ref, outcome = one.line.facts["activity"], one.line.facts["outcome"]
    known = {one.ref: one for one in ACTIVITIES}.get(ref)
    facts = {
        "name": one.name,
        "activity": f"{ref} {_(known.name)}" if known else ref,
        "outcome": _(known.outcomes.get(outcome, outcome)) if known else outcome,
    }
    return _("%(activity)s – %(outcome)s. Recorded by %(name)s") % facts


def _linked(one: Happening) -> str:
    return linked(one.line.facts, one.name)


def _warned(one: Happening) -> str:
    return sla.reached(one.line.facts)


def _moved(one: Happening) -> str:
    return " ".join(sla.moved(one.line.facts))


def _changed(one: Happening) -> str:
    changed = one.line.facts
    facts = {
        "property": _(PROPERTY_LABELS[Property(changed["property"])]),
        "was": _value(changed["property"], changed["was"], changed.get("was_name")),
        "now": _value(changed["property"], changed["now"], changed.get("now_name")),
    }
    if one.reading is Reading.DESK:
        return _changed_by(facts | {"name": one.name}, changed.get("priority"))
    if not facts["was"]:
        return _("%(property)s: %(now)s") % facts
    if not facts["now"]:
        return _("%(property)s removed; it was %(was)s") % facts
    return _("%(property)s changed from %(was)s to %(now)s") % facts


def _changed_by(facts: dict[str, str], priority: Sequence[int] | None) -> str:
    if not facts["was"]:
        return _("%(property)s: %(now)s, set by %(name)s") % facts
    if not facts["now"]:
        return _("%(property)s removed by %(name)s; it was %(was)s") % facts
    if not priority:
        return _("%(property)s changed from %(was)s to %(now)s by %(name)s") % facts
    was, now = (_(PRIORITY_LABELS[level]) for level in priority)
    text = _(
        "%(property)s changed from %(was)s to %(now)s by %(name)s, "
        "priority from %(was_level)s to %(now_level)s"
    )
    return text % (facts | {"was_level": was, "now_level": now})


def _value(name: str, value: str, shown: str | None) -> str:
    if shown or not value:
        return shown or ""
    match Property(name):
        case Property.URGENCY:
            return _(URGENCY_LABELS[Urgency(int(value))])
        case Property.IMPACT:
            return _(IMPACT_LABELS[Impact(int(value))])
        case Property.CATEGORY:
            return name_of(Kind.CATEGORY, value)
        case Property.SUBCATEGORY:
            return name_of(Kind.SUBCATEGORY, value)
        case Property.PROJECT | Property.APPLICATION:
            return value


_TELLINGS: Mapping[EntryKind, Telling] = {
    EntryKind.CREATED: _created,
    EntryKind.COMMENT: _said,
    EntryKind.WORK_NOTE: _said,
    EntryKind.ASSIGNED: _assigned,
    EntryKind.TAKEN: _taken,
    EntryKind.HANDED_ON: _handed_on,
    EntryKind.HANDED_BACK: _handed_back,
    EntryKind.HELD: _held,
    EntryKind.RESUMED: _resumed,
    EntryKind.CLOSED: _closed,
    EntryKind.CHANGED: _changed,
    EntryKind.CHECKED: _checked,
    EntryKind.LINKED: _linked,
    EntryKind.SLA_WARNED: _warned,
    EntryKind.SLA_BREACHED: _warned,
    EntryKind.SLA_MOVED: _moved,
}
