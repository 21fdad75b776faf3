from collections.abc import Iterator

import pytest

from hdportal.outbox.tests.mail_server import Mailbox, free_port, listening


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def mail_port(settings) -> int:
    """A port for a mail server, with the portal pointed at it."""
    port = free_port()
    settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
    settings.MAIL_FROM = "Service Desk <desk@portal.example>"
    return port


@pytest.fixture
def open_mailbox(mailbox: Mailbox, mail_port: int) -> Iterator[Mailbox]:
    with listening(mailbox, mail_port):
        yield mailbox
