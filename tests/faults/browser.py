"""A caller with a browser: fills forms in, and sends one again when no answer came."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from http.client import HTTPConnection, HTTPException
from itertools import islice
from random import Random
from uuid import UUID

from hdportal.files.tests.samples import png

FORM = "/help/new/"
BOUNDARY = "----portal-tests"
NUMBER = re.compile(r"/incidents/(INC\d+)/")
WAIT_SECONDS = 0.2
TRIES = 400
NO_ANSWER = (OSError, HTTPException)


@dataclass(frozen=True)
class Upload:
    """A file as it is chosen in a form."""

    name: str
    content: bytes

    @property
    def facts(self) -> list[str]:
        """What the portal must have kept of it."""
        return [self.name, sha256(self.content).hexdigest()]


@dataclass(frozen=True)
class Letter:
    """One filled-in form; `token` is the one that its page carries."""

    token: UUID
    subject: str
    uploads: tuple[Upload, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """The answers, for the incident form."""
        return {
            "form_token": str(self.token),
            "urgency": "2",
            "category": "data_transfer",
            "subject": self.subject,
            "description": f"The upload stops half way. {self.subject}",
        }


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str
    body: bytes

    @property
    def number(self) -> str:
        """The number of the incident that it leads to; "" for any other answer."""
        found = NUMBER.search(self.location) if self.status == 302 else None
        return found[1] if found else ""


@dataclass
class Browser:
    """The session of one caller; `failures` are the answers that were our fault."""

    port: int
    session: str
    timeout: float = 60
    csrf: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    unanswered: int = 0

    def open_form(self) -> None:
        """Read the incident form, for the values that every submit repeats."""
        page = self.insist(lambda: self.ask("GET", FORM)).text
        self.hidden = {
            name: _hidden(page, name)
            for name in ("csrfmiddlewaretoken", "form_version")
        }

    def report(self, letter: Letter) -> Answer:
        """Submit the incident form once."""
        return self.post(FORM, letter.fields, letter.uploads)

    def comment(self, number: str, letter: Letter) -> Answer:
        """Write to an incident once."""
        fields = {"form_token": str(letter.token), "comment": letter.subject}
        return self.post(f"/incidents/{number}/comment/", fields, letter.uploads)

    def attach(self, letter: Letter) -> Answer:
        """Upload the files of a form while it is still being written."""
        fields = {"purpose": "incident"}
        path = f"/drafts/{letter.token}/files/"
        return self.post(path, fields, letter.uploads, field="files")

    def post(
        self,
        path: str,
        fields: Mapping[str, str],
        uploads: Sequence[Upload] = (),
        field: str = "attachments",
    ) -> Answer:
        """Send a form once, with files or without."""
        body = multipart({**self.hidden, **fields}, uploads, field)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.ask("POST", path, body, {"Content-Type": kind})

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request and return its answer."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            link.request(method, path, body, {**(headers or {}), "Cookie": self.cookie})
            response = link.getresponse()
            content = response.read()
        finally:
            link.close()
        found = re.search("csrftoken=([^;]+)", response.headers.get("Set-Cookie", ""))
        self.csrf = found[1] if found else self.csrf
        text = content.decode(errors="replace")
        location = response.headers.get("Location", "")
        return Answer(response.status, location, text, content)

    def insist(self, send: Callable[[], Answer]) -> Answer:
        """Send again, the very same, until an answer comes that is not our fault."""
        for _unused in range(TRIES):
            try:
                answer = send()
            except NO_ANSWER:
                self.unanswered += 1
            else:
                if answer.status < 500:
                    return answer
                self.failures.append(f"{answer.status} {answer.text[:500]}")
            time.sleep(WAIT_SECONDS)
        raise AssertionError(f"never answered: {self.failures[-1:]}")

    def give_up_early(self, send: Callable[[], Answer], seconds: float) -> None:
        """Send, and hang up when the answer takes longer than `seconds`."""
        patience, self.timeout = self.timeout, seconds
        with suppress(*NO_ANSWER):
            send()
        self.timeout = patience

    @property
    def cookie(self) -> str:
        """The cookies, as a browser sends them."""
        return f"sessionid={self.session}; csrftoken={self.csrf}"


def letters(words: str) -> Iterator[Letter]:
    """Yield forms without end: every second one with a file, the same for `words`."""
    dice = Random(words)
    number = 0
    while True:
        number += 1
        token = UUID(int=dice.getrandbits(128), version=4)
        uploads = (some_upload(number, dice),) if number % 2 else ()
        yield Letter(token, f"{words} {number}", uploads)


def some_letters(count: int, words: str) -> list[Letter]:
    """Return so many of them."""
    return list(islice(letters(words), count))


def some_upload(number: int, dice: Random) -> Upload:
    """Return a picture or a text that no other number has."""
    if number % 4 == 1:
        return Upload(f"screen {number}.png", png(number, 1 + dice.randrange(300)))
    lines = dice.randrange(1, 800)
    return Upload(f"log {number}.txt", f"step {number} failed\n".encode() * lines)


def multipart(
    fields: Mapping[str, str], uploads: Sequence[Upload], field: str = "attachments"
) -> bytes:
    """Return a form as browsers send it."""
    parts = [_part(f'name="{name}"', value.encode()) for name, value in fields.items()]
    for upload in uploads:
        words = f'name="{field}"; filename="{upload.name}"'
        words += "\r\nContent-Type: application/octet-stream"
        parts.append(_part(words, upload.content))
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


def _part(words: str, content: bytes) -> bytes:
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {words}\r\n\r\n"
    return head.encode() + content + b"\r\n"


def _hidden(page: str, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = tag and re.search(r'value="([^"]*)"', tag[0])
    assert value, f"the form has no {name}"
    return unescape(value[1])
