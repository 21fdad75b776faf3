"""A letter as a list of parts, and how it reads as plain text."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 72
_QUOTE = "> "


@dataclass(frozen=True)
class Part:
    """A heading, or a paragraph with what belongs below it.

    `words` are the lines that somebody wrote; `link` stands on a line of its own.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    link: str = ""
    is_heading: bool = False


def plain(parts: Iterable[Part]) -> str:
    """Return the letter as plain text, wrapped; an address is never broken.

    >>> print(plain([Part("Demo Agent wrote:", words=("Which line?",))]), end="")
    Demo Agent wrote:
    <BLANKLINE>
    > Which line?
    """
    return "\n\n".join(piece for part in parts for piece in _pieces(part)) + "\n"


def cut(text: str, longest: int) -> tuple[tuple[str, ...], bool]:
    """Return the lines of `text`, and whether it was cut at `longest` characters.

    >>> cut("one two three", 9)
    (('one two…',), True)
    """
    text = text.strip()
    if len(text) <= longest:
        return tuple(text.splitlines()), False
    head = text[:longest]
    # Not in the middle of a word, unless it is endless.
    at_blank = max(head.rfind(" "), head.rfind("\n"))
    head = head[:at_blank] if at_blank > longest // 2 else head
    return tuple(f"{head.rstrip()}…".splitlines()), True


def single_line(text: str) -> str:
    r"""Return `text` fit for a header: no line break or other control character.

    >>> single_line("CSV\tupload\u2028refused")
    'CSV upload refused'
    """
    seen = (char if char.isprintable() else " " for char in text)
    return " ".join("".join(seen).split())


def thread_root(number: str, host: str) -> str:
    """Return the message that all mail about an incident answers (RFC 5322, 3.6.4).

    It was never sent: mail programs put what refers to the same one together.

    >>> thread_root("INC0000001", "portal.example")
    '<incident.INC0000001@portal.example>'
    """
    # An address such as ::1 stands in brackets, as the RFC wants.
    return f"<incident.{number}@{f'[{host}]' if ':' in host else host}>"


def _pieces(part: Part) -> Iterable[str]:
    if part.is_heading:
        heading = _wrapped(part.text)
        yield f"{heading}\n{'-' * max(map(len, heading.splitlines()), default=0)}"
    elif part.text:
        yield _wrapped(part.text)
    if part.words:
        yield "\n".join(_quoted(line) for line in part.words)
    if part.link:
        yield part.link


def _quoted(line: str) -> str:
    return _wrapped(line, _QUOTE) if line.strip() else _QUOTE.rstrip()


def _wrapped(line: str, indent: str = "") -> str:
    if len(indent + line) <= WIDTH:
        return indent + line
    return textwrap.fill(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
