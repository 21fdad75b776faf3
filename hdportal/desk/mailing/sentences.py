"""What mails say, in the language that is switched on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.accounts.mail import link
from hdportal.accounts.models import User
from hdportal.desk.day_words import at_date
from hdportal.desk.domain.incident import Channel, State
from hdportal.desk.domain.letter import Part, cut, single_line
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.domain.sla_rebuild import begun
from hdportal.desk.domain.sop import reopens_until
from hdportal.desk.mailing.news import News
from hdportal.desk.mailing.sla import moved
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.queries import sla
from hdportal.desk.sla_words import WRITTEN_BY_CALLER, Reader, sentences
from hdportal.web.context import product_name
from hdportal.web.jinja import show_datetime


def opening(news: News) -> Iterator[Part]:
    """Yield what the mail is about, first of all whether somebody waits."""
    if news.asks:
        yield waiting()
    named = {"number": news.incident.number, "subject": subject_of(news.incident)}
    match news.occasion:
        case Occasion.RECEIVED:
            yield Part(_arrived(news.incident) % named)
            yield Part(_("Subject: %(subject)s") % named)
            yield from map(Part, _promised(news))
        case Occasion.COMMENTED:
            yield Part(_("About your incident %(number)s: %(subject)s") % named)
        case Occasion.RESOLVED:
            sentence = _("Your incident %(number)s is resolved: %(subject)s")
            yield Part(sentence % named)
        case Occasion.MOVED:
            yield Part(_("About your incident %(number)s: %(subject)s") % named)
            yield from map(Part, moved(news.entry.facts if news.entry else {}))


def _promised(news: News) -> list[str]:
    """Return when an answer is due; with dates, for it may be read on another day.

    Its clocks have only just begun: they need not be read.
    """
    incident, by = news.incident, sla.rules()
    start, promise = sla.started_at(incident), sla.promise_of(incident)
    clocks = begun(start, promise, by.targets, by.hours)
    wrote = incident.channel in WRITTEN_BY_CALLER
    return sentences(clocks, news.at, by.hours, Reader(wrote=wrote, say=at_date))


def _arrived(incident: Incident) -> str:
    match Channel(incident.channel):
        case Channel.PORTAL:
            return _("Your incident has arrived as %(number)s.")
        case Channel.EMAIL:
            return _("The Service Desk wrote your e-mail down as incident %(number)s.")
        case Channel.PHONE:
            return _("The Service Desk wrote your call down as incident %(number)s.")
        case Channel.WALK_IN | Channel.EVENT:
            return _("The Service Desk wrote this down as your incident %(number)s.")


def told(news: News, longest: int) -> Iterator[Part]:
    """Yield the words, cut at `longest` characters, and what belongs to them."""
    lines, is_cut = cut(news.words, longest)
    if lines:
        yield Part(_author(news.entry), words=lines)
    if is_cut:
        yield Part(_("The message goes on. Read it whole on the page."))
    if news.files:
        sentence = ngettext(
            "%(count)s file, on the page.", "%(count)s files, on the page.", news.files
        )
        yield Part(sentence % {"count": news.files})
    if news.occasion is Occasion.RESOLVED:
        yield from _until(news.incident)


def way_on(news: News) -> Iterator[Part]:
    """Yield what happens next, and the page: opening it changes nothing."""
    address = page_of(news.incident, news.place)
    match news.occasion:
        case Occasion.RECEIVED:
            sentence = _(
                "The Service Desk reads it and answers on the page of the incident. "
                "Follow it there, and add what is missing:"
            )
            yield Part(sentence, link=address)
        case Occasion.COMMENTED:
            yield Part(_("Answer on the page of the incident:"), link=address)
        case Occasion.RESOLVED | Occasion.MOVED:
            yield page(news.incident, news.place)
    yield no_answer()


def way_in(person: User) -> Iterator[Part]:
    """Yield how to open the page, for somebody who never chose a password."""
    if not person.has_usable_password():
        sentence = _("To sign in there for the first time, choose a password:")
        yield Part(sentence, link=link("account_reset_password"))


def no_answer() -> Part:
    """Return that nobody reads what is sent back to this address."""
    return Part(_("Please do not answer by mail: it would not reach the incident."))


def happened(news: News) -> Part:
    """Return the line of one thing in the mail of a morning."""
    moment = {"moment": show_datetime(news.at)}
    match news.occasion:
        case Occasion.RECEIVED:
            return Part(_("%(moment)s: your incident has arrived.") % moment)
        case Occasion.COMMENTED:
            return Part(_("%(moment)s: a message for you.") % moment)
        case Occasion.RESOLVED:
            return Part(_("%(moment)s: your incident is resolved.") % moment)
        case Occasion.MOVED:
            told = " ".join(moved(news.entry.facts if news.entry else {}))
            return Part(_("%(moment)s: %(told)s") % {**moment, "told": told})


def beyond(more: int) -> Iterator[Part]:
    """Yield how much more there is than the mail tells."""
    if more:
        sentence = ngettext(
            "%(count)s more thing happened. See your incidents:",
            "%(count)s more things happened. See your incidents:",
            more,
        )
        yield Part(sentence % {"count": more}, link=link("incidents"))


def foot() -> Part:
    """Return why this mail came, and where to choose otherwise."""
    sentence = _(
        "You get this mail from the %(product_name)s because you are the caller. "
        "Choose in your profile when you get mail:"
    )
    return Part(sentence % {"product_name": product_name()}, link=link("profile"))


def waiting() -> Part:
    """Return the sentence that stands first where the desk needs an answer."""
    return Part(_("The Service Desk waits for your answer."))


def subject_of(incident: Incident) -> str:
    """Return the subject as one line, whatever was typed."""
    return single_line(incident.short_description)


def page_of(incident: Incident, entry: JournalEntry | None) -> str:
    """Return the address of the incident, at `entry` where there is one."""
    address = link("incident", number=incident.number)
    return f"{address}#entry-{entry.pk}" if entry else address


def page(incident: Incident, entry: JournalEntry | None) -> Part:
    """Return where the incident stands, when there is nothing to do there."""
    return Part(_("The page of the incident:"), link=page_of(incident, entry))


def _author(entry: JournalEntry | None) -> str:
    if entry is None or entry.by is None:
        return _("The Service Desk wrote:")
    return _("%(name)s wrote:") % {"name": entry.by.get_full_name()}


def _until(incident: Incident) -> Iterator[Part]:
    # In the mail of a morning it may be open again.
    if incident.state == State.RESOLVED and incident.resolved_at:
        moment = show_datetime(reopens_until(incident.resolved_at))
        sentence = _("Not solved? You can reopen it on its page until %(moment)s.")
        yield Part(sentence % {"moment": moment})
