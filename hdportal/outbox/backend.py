"""Django's e-mail backend of this house: sending means writing a row."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from hdportal.outbox.actions import mails


class AttachmentRefused(NotImplementedError):
    """Mail of the portal carries no files: a link keeps them behind sign-in."""


class OutboxBackend(BaseEmailBackend):
    """Puts mail of Django and allauth in the outbox, in the current transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write one row per recipient and return how many messages were taken.

        Raises:
            AttachmentRefused: a message carries a file.
        """
        for message in email_messages:
            _post(message)
        return len(email_messages)


def _post(message: EmailMessage) -> None:
    if message.attachments:
        raise AttachmentRefused("the outbox takes no attachments")
    text, html = _bodies(message)
    # Each recipient gets a mail of their own and sees no other address.
    for recipient in message.recipients():
        mails.post(
            kind="django",
            to=recipient,
            subject=message.subject,
            body_text=text,
            body_html=html,
            headers=message.extra_headers,
            sender=message.from_email,
        )


def _bodies(message: EmailMessage) -> tuple[str, str]:
    """Return the plain and the HTML body; refuse other alternatives."""
    html = ""
    for content, mimetype in getattr(message, "alternatives", []):
        if mimetype != "text/html":
            raise AttachmentRefused(f"the outbox takes no {mimetype} alternative")
        html = str(content)
    if message.content_subtype == "html":
        raise AttachmentRefused("give a plain text body and the HTML as alternative")
    return str(message.body), html
