"""Uploads as no browser sends them: broken, cut off, far too many, with wild names."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID

from hdportal.files.tests.samples import gif, jpeg, office, png
from tests.faults.browser import BOUNDARY, Upload, multipart

NAMES = [
    "../../../../etc/passwd",
    "..\\..\\windows\\system32\\drivers",
    "/etc/shadow",
    "C:\\fakepath\\screen.png",
    "\u202egnp.exe",
    "screen\0.png",
    "a" * 5000 + ".png",
    "é" * 300 + ".txt",
    ".",
    "..",
    "",
    " ",
    "CON.txt",
    "aux",
    "%2e%2e%2fpasswd",
    "screen.png\r\nX-Header: 1",
    'quo"te.png',
    "semi;colon.png",
    "<script>alert(1)</script>.txt",
    "{{ 7 * 7 }}.txt",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") + ".png",
    "\ufeff\u200b.txt",
    "line\u2028separator.txt",
    "-rf *.txt",
    "85073003328.txt",
]
KINDS = [
    f"multipart/form-data; boundary={BOUNDARY}",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=another",
    f"multipart/form-data; boundary={'b' * 300}",
    'multipart/form-data; boundary="\u00e9"',
    f"multipart/mixed; boundary={BOUNDARY}",
    "application/x-www-form-urlencoded",
    "application/json",
    "text/plain; charset=no-such-charset",
    f"multipart/form-data; boundary={BOUNDARY}; charset=utf-16",
    "",
]
ENCODINGS = ["base64", "quoted-printable", "8bit", "gzip", "x-unknown"]


@dataclass(frozen=True)
class Wild:
    """One request: its body, what it says to be, and how much of it arrives."""

    what: str
    path: str
    kind: str
    body: bytes
    announced_bytes: int


def wild_requests(seed: int, count: int, hidden: dict[str, str]) -> Iterator[Wild]:
    """Yield `count` requests, the same ones for the same seed."""
    dice = Random(seed)
    for number in range(count):
        token = UUID(int=dice.getrandbits(128), version=4)
        path = dice.choice(
            ["/help/new/", "/help/new/update/", f"/drafts/{token}/files/"]
        )
        field = "files" if path.startswith("/drafts") else "attachments"
        fields = {**hidden, "form_token": str(token), "subject": f"Wild {number}"}
        fields |= {"purpose": "incident", "urgency": "2"}
        fields |= {"category": "data_transfer", "description": f"Wild {number}"}
        what, bend = MANNERS[number % len(MANNERS)]
        yield bend(Form(what, path, field, fields), dice)


@dataclass(frozen=True)
class Form:
    """A form before it is bent out of shape."""

    what: str
    path: str
    field: str
    fields: dict[str, str]

    def body(self, *uploads: Upload) -> bytes:
        return multipart(self.fields, uploads, self.field)

    def wild(self, body: bytes, kind: str = KINDS[0], more: int = 0) -> Wild:
        return Wild(self.what, self.path, kind, body, len(body) + more)


def any_upload(dice: Random) -> Upload:
    """Return a file of some kind under a sane name."""
    contents = [
        png(9, 9),
        jpeg(9, 9),
        gif(9, 9),
        office("docx"),
        b"step 1\n",
        b"",
        b"\0" * 99,
    ]
    contents.append(dice.randbytes(dice.randrange(1, 60_000)))
    return Upload(
        f"file.{dice.choice(['png', 'txt', 'pdf', 'exe'])}", dice.choice(contents)
    )


def sane(form: Form, dice: Random) -> Wild:
    return form.wild(form.body(any_upload(dice)))


def wild_name(form: Form, dice: Random) -> Wild:
    uploads = [Upload(dice.choice(NAMES), any_upload(dice).content) for _ in range(3)]
    return form.wild(form.body(*uploads))


def changed_bytes(form: Form, dice: Random) -> Wild:
    body = bytearray(form.body(any_upload(dice)))
    for _unused in range(dice.randrange(1, 40)):
        body[dice.randrange(len(body))] = dice.randrange(256)
    return form.wild(bytes(body))


def changed_heads(form: Form, dice: Random) -> Wild:
    """Change bytes near the names and the boundaries only."""
    body = bytearray(form.body(any_upload(dice)))
    start = body.rfind(b"Content-Disposition") - 60
    for _unused in range(dice.randrange(1, 6)):
        body[start + dice.randrange(220) % (len(body) - start)] = dice.randrange(256)
    return form.wild(bytes(body))


def cut_off(form: Form, dice: Random) -> Wild:
    """Announce less than a form needs: it ends in the middle, in good order."""
    body = form.body(any_upload(dice))
    return form.wild(body[: dice.randrange(len(body))])


def half_arrived(form: Form, dice: Random) -> Wild:
    """Announce more than arrives before the line goes dead."""
    body = form.body(any_upload(dice))
    return form.wild(body[: dice.randrange(len(body))], more=dice.randrange(1, 99_999))


def noise(form: Form, dice: Random) -> Wild:
    return form.wild(dice.randbytes(dice.randrange(50_000)), dice.choice(KINDS))


def other_kind(form: Form, dice: Random) -> Wild:
    return form.wild(form.body(any_upload(dice)), dice.choice(KINDS))


def many_boundaries(form: Form, dice: Random) -> Wild:
    line = f"--{BOUNDARY}\r\n".encode()
    return form.wild(line * dice.randrange(1, 900) + form.body(any_upload(dice)))


def long_head(form: Form, dice: Random) -> Wild:
    body = form.body(any_upload(dice))
    head = b"X-Long: " + b"x" * dice.choice([90, 900, 90_000]) + b"\r\n"
    return form.wild(body.replace(b"Content-Type", head + b"Content-Type", 1))


def encoded(form: Form, dice: Random) -> Wild:
    head = f"Content-Transfer-Encoding: {dice.choice(ENCODINGS)}\r\n".encode()
    body = form.body(any_upload(dice))
    return form.wild(body.replace(b"Content-Type", head + b"Content-Type", 1))


def starred_name(form: Form, dice: Random) -> Wild:
    """Give the name in the form of RFC 5987, well or badly."""
    charset = dice.choice(["utf-8", "utf-16", "no-such", "idna", ""])
    name = dice.choice(["%ff%fe.png", "%E2%82%AC.png", "%", "''", "..%2f..%2fa"])
    starred = f"filename*={charset}''{name}".encode()
    body = form.body(any_upload(dice))
    return form.wild(body.replace(b"filename=", starred + b"; filename=", 1))


def repeated(form: Form, dice: Random) -> Wild:
    """Send every part many times."""
    part = form.body(any_upload(dice)).rpartition(b"--" + BOUNDARY.encode())[0]
    return form.wild(part * dice.randrange(2, 40) + f"--{BOUNDARY}--\r\n".encode())


def crowd(form: Form, dice: Random) -> Wild:
    """Bring five hundred files, or more than a request may hold."""
    count = dice.choice([500, 500, 1001])
    return form.wild(form.body(*[Upload(f"{n}.txt", b"step\n") for n in range(count)]))


def wrong_words(form: Form, dice: Random) -> Wild:
    """Send odd values for what the page put into hidden fields."""
    odd = dice.choice(
        ["", "\0", "\ud7ff", "1" * 400, "-1", "९", "null", "[]", "' OR 1"]
    )
    name = dice.choice(["form_token", "form_version", "purpose", "urgency", "subject"])
    fields = {**form.fields, name: odd}
    return Form(form.what, form.path, form.field, fields).wild(
        multipart(fields, [any_upload(dice)], form.field)
    )


MANNERS = [
    (bend.__name__, bend)
    for bend in (
        *(sane, wild_name, changed_bytes, changed_heads, cut_off, half_arrived, noise),
        *(other_kind, many_boundaries, long_head, encoded, starred_name, repeated),
        *(wild_name, wrong_words),
    )
] + [("crowd", crowd)]
