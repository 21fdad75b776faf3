"""Put a mail together once; its text and its HTML show the same parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain.letter import Part, plain, thread_root
from hdportal.desk.mailing import sentences
from hdportal.desk.mailing.news import News, waits
from hdportal.desk.models import Incident
from hdportal.web.jinja import show_date

LONGEST_WORDS = 4000
LONGEST_IN_DIGEST = 600


@dataclass(frozen=True)
class Letter:
    """A mail, ready for the outbox."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]


def letter(news: News) -> Letter:
    """Return the mail that tells the caller one thing straight away."""
    incident = news.incident
    # The same for every mail about an incident, so that they stay together.
    subject = f"[{incident.number}] {sentences.subject_of(incident)}"
    with translation.override(language_of(incident.caller)):
        parts = [
            *sentences.opening(news),
            *sentences.told(news, LONGEST_WORDS),
            *sentences.way_on(news),
            *sentences.way_in(incident.caller),
            sentences.foot(),
        ]
        return assembled(subject, parts, threading_of(incident))


def digest(person: User, news: Sequence[News], *, more: int, on: datetime) -> Letter:
    """Return the mail of a morning: `news` by incident, in the order of the first.

    `more` is how much there is to tell beside `news`.
    """
    by_incident: dict[int, list[News]] = {}
    for one in news:
        by_incident.setdefault(one.incident.pk, []).append(one)
    with translation.override(language_of(person)):
        day = show_date(on.date())
        subject = _("What is new on your incidents: %(day)s") % {"day": day}
        parts = [Part(_("This is new on your incidents."))]
        for of_one in by_incident.values():
            parts += _about(of_one)
        parts += [*sentences.beyond(more), sentences.foot()]
        return assembled(subject, parts, {})


def assembled(subject: str, parts: Sequence[Part], threading: dict[str, str]) -> Letter:
    """Return a mail in the language that is switched on, which asks for no answer."""
    context = {"subject": subject, "parts": parts, "language": _current_language()}
    html = render_to_string("desk/mail/letter.html", context)
    # Some mail servers answer by themselves and read this, not Auto-Submitted.
    headers = {**threading, "X-Auto-Response-Suppress": "All"}
    return Letter(subject, plain(parts), html, headers)


def _about(news: Sequence[News]) -> Iterator[Part]:
    incident = news[0].incident
    subject = sentences.subject_of(incident)
    yield Part(f"{incident.number}: {subject}", is_heading=True)
    if waits(incident):
        yield sentences.waiting()
    for one in news:
        yield sentences.happened(one)
        yield from sentences.told(one, LONGEST_IN_DIGEST)
    first = next((one.place for one in news if one.place), None)
    yield sentences.page(incident, first)


def threading_of(incident: Incident) -> dict[str, str]:
    """Return the headers that keep all mail about an incident together."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    root = thread_root(str(incident.number), host)
    return {"In-Reply-To": root, "References": root}


def language_of(person: User) -> str:
    """Return the language in which a person reads mail."""
    return person.language or settings.LANGUAGE_CODE


def _current_language() -> str:
    return (translation.get_language() or settings.LANGUAGE_CODE)[:2]
