"""Do something that is mailed, and read the mail as a mail program does."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from uuid import uuid4

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import User
from hdportal.desk.actions import comments, handling
from hdportal.desk.domain.incident import CloseCode, HoldReason
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.tests import factories as make
from hdportal.kernel import clock
from hdportal.outbox.delivery import compose
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean

EVENING = datetime(2026, 11, 23, 18, tzinfo=UTC)


def comment(incident: Incident, by: User, text: str = "Which line?") -> JournalEntry:
    """Write to the caller."""
    return comments.add(incident=incident, text=clean(text), form_token=uuid4(), by=by)


def hold(incident: Incident, by: User, text: str = "Which line?") -> Incident:
    """Wait for the caller."""
    return handling.put_on_hold(
        incident=incident,
        reason=HoldReason.AWAITING_CALLER,
        comment=clean(text),
        by=by,
        form_token=uuid4(),
    )


def resolve(incident: Incident, by: User, notes: str = "Rule 12 is gone.") -> Incident:
    """Take and resolve."""
    handling.take(incident=incident, by=by, form_token=uuid4())
    return handling.resolve(
        incident=incident,
        close_code=CloseCode.SOLUTION_PROVIDED,
        close_notes=clean(notes),
        by=by,
        form_token=uuid4(),
    )


def caller(choice: MailChoice = MailChoice.DAILY, name: str = "caller") -> User:
    """Make a caller who chose when to get mail."""
    person = make.caller(name)
    choose(person, choice)
    return person


def choose(person: User, choice: MailChoice) -> None:
    """Change the choice in the profile."""
    person.mail_choice = choice
    person.save(update_fields=["mail_choice"])


def commented(person: User, **subject: str) -> JournalEntry:
    """Report an incident and have it answered, in the evening."""
    with clock.standing_at(EVENING):
        incident = make.incident(person, **subject)
        return comment(incident, make.agent(f"agent{uuid4().hex}"))


def kinds() -> list[str]:
    """Return the kinds of the mails about incidents, oldest first."""
    found = OutboxMail.objects.filter(kind__startswith="incident_").order_by("pk")
    return list(found.values_list("kind", flat=True))


def newest_mail() -> EmailMessage:
    """Return the newest mail, parsed from the bytes that travel."""
    row = OutboxMail.objects.order_by("-pk")[0]
    return message_from_bytes(compose(row).as_bytes(), policy=policy.default)


def text_of(mail: EmailMessage) -> str:
    """Return the text part."""
    return str(mail.get_body(("plain",)).get_content()).replace("\r\n", "\n")


def html_of(mail: EmailMessage) -> "Page":
    """Return the HTML part, read."""
    page = Page()
    page.feed(str(mail.get_body(("html",)).get_content()))
    return page


class Page(HTMLParser):
    """What a reader sees, and with which tags."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.seen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.seen += data

    @property
    def words(self) -> str:
        """The text with each run of blanks as one."""
        return " ".join(self.seen.split())

    @property
    def links(self) -> list[str | None]:
        """Where one can go from here."""
        return [value for name, value in self.attributes if name == "href"]
