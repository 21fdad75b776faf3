"""A real SMTP server on this machine, for tests."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@dataclass
class Mailbox:
    """Keeps what arrives; gives the replies that a test asks for."""

    rcpt_reply: str = ""
    data_reply: str = ""
    letters: list[Message] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if not self.rcpt_reply:
            envelope.rcpt_tos.append(address)
        return self.rcpt_reply or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data_reply:
            return self.data_reply
        self.letters.append(message_from_bytes(envelope.content))
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return "250 2.0.0 taken"


def free_port() -> int:
    """Return a port on which nothing listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def listening(mailbox: Mailbox, port: int, password: str = "") -> Iterator[None]:
    """Serve `mailbox` on `port`; with a password, only to who signs in."""
    options: dict[str, Any] = {}
    if password:
        options = {
            "auth_required": True,
            "auth_require_tls": False,
            "authenticator": lambda _server, _session, _envelope, _how, given: (
                AuthResult(success=given.password == password.encode(), handled=False)
            ),
        }
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
