"""Mails to people of the desk, in their language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.accounts.mail import link
from hdportal.accounts.models import User
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.letter import Part, cut
from hdportal.desk.domain.notices import may_be_mailed
from hdportal.desk.domain.staff_notices import StaffOccasion
from hdportal.desk.mailing.letters import (
    LONGEST_IN_DIGEST,
    LONGEST_WORDS,
    Letter,
    assembled,
    language_of,
    threading_of,
)
from hdportal.desk.mailing.sentences import no_answer, subject_of
from hdportal.desk.mailing.sla import warned
from hdportal.desk.models import Incident, JournalEntry
from hdportal.web.context import product_name
from hdportal.web.jinja import show_date, show_datetime

# Occasions at which what was written to the other side is told as well.
_WITH_WORDS = frozenset({StaffOccasion.ANSWERED, StaffOccasion.REOPENED})


@dataclass(frozen=True)
class StaffNews:
    """What happened, and whether a work note came along: its words are never told."""

    incident: Incident
    occasion: StaffOccasion
    entry: JournalEntry
    has_note: bool
    at: datetime

    @property
    def words(self) -> str:
        """What somebody wrote to the other side; never what only the desk may read."""
        is_open = may_be_mailed(EntryKind(self.entry.kind))
        return self.entry.text if is_open and self.occasion in _WITH_WORDS else ""


def staff_letter(person: User, news: StaffNews) -> Letter:
    """Return the mail that tells somebody of the desk one thing straight away."""
    incident = news.incident
    subject = f"[{incident.number}] {subject_of(incident)}"
    with translation.override(language_of(person)):
        parts = [
            Part(_happened(news)),
            Part(_("Subject: %(subject)s") % {"subject": subject_of(incident)}),
            *_told(news, LONGEST_WORDS),
            _page(news),
            no_answer(),
            _foot(),
        ]
        return assembled(subject, parts, threading_of(incident))


def staff_digest(
    person: User, news: Sequence[StaffNews], *, more: int, on: datetime
) -> Letter:
    """Return the mail of a morning: `news` by incident, in the order of the first.

    `more` is how much there is to tell beside `news`.
    """
    by_incident: dict[int, list[StaffNews]] = {}
    for one in news:
        by_incident.setdefault(one.incident.pk, []).append(one)
    with translation.override(language_of(person)):
        named = {"day": show_date(on.date())}
        subject = _("What is new at the desk: %(day)s") % named
        parts = [Part(_("This is new on your incidents and those of your groups."))]
        for of_one in by_incident.values():
            parts += _about(of_one)
        parts += [*_beyond(more), _foot()]
        return assembled(subject, parts, {})


def _about(news: Sequence[StaffNews]) -> Iterator[Part]:
    incident = news[0].incident
    yield Part(f"{incident.number}: {subject_of(incident)}", is_heading=True)
    for one in news:
        told = {"moment": show_datetime(one.at), "told": _happened(one)}
        yield Part(_("%(moment)s: %(told)s") % told)
        yield from _told(one, LONGEST_IN_DIGEST)
    yield _page(news[0])


def _happened(news: StaffNews) -> str:
    by = news.entry.by
    named = {
        "name": by.get_full_name() if by else product_name(),
        "number": news.incident.number,
        "group": next(iter(news.entry.facts.get("group", [])[1:]), ""),
    }
    match news.occasion:
        case StaffOccasion.ASSIGNED:
            return _("%(name)s assigned %(number)s to you.") % named
        case StaffOccasion.HANDED_ON:
            return _("%(name)s handed %(number)s on to %(group)s.") % named
        case StaffOccasion.HANDED_BACK:
            return _("%(name)s handed %(number)s back to %(group)s.") % named
        case StaffOccasion.REOPENED:
            return _("%(name)s reopened %(number)s.") % named
        case StaffOccasion.ANSWERED:
            return _("%(name)s answered on %(number)s.") % named
        case StaffOccasion.DUE_SOON | StaffOccasion.OVERDUE:
            return warned(news.incident, news.entry.facts)


def _told(news: StaffNews, longest: int) -> Iterator[Part]:
    lines, is_cut = cut(news.words, longest)
    if lines:
        by = news.entry.by
        wrote = {"name": by.get_full_name() if by else product_name()}
        yield Part(_("%(name)s wrote:") % wrote, words=lines)
    if is_cut:
        yield Part(_("The message goes on. Read it whole on the page."))
    if news.has_note:
        yield Part(_("A work note was written."))


def _page(news: StaffNews) -> Part:
    address = link("desk-incident", number=news.incident.number)
    place = f"{address}#entry-{news.entry.pk}"
    return Part(_("The page of the incident:"), link=place)


def _beyond(more: int) -> Iterator[Part]:
    if more:
        sentence = ngettext(
            "%(count)s more thing happened. See the list:",
            "%(count)s more things happened. See the list:",
            more,
        )
        yield Part(sentence % {"count": more}, link=link("desk"))


def _foot() -> Part:
    sentence = _(
        "You get this mail from the %(product_name)s because you work behind the "
        "Service Desk. Choose in your profile when you get mail:"
    )
    place = f"{link('profile')}#desk-mail"
    return Part(sentence % {"product_name": product_name()}, link=place)
