"""Tell text files from everything else, and name their lines."""

import re

from hdportal.files.domain.refusals import NotAccepted, Reason

_LINES_NAMED = 5
# Tab, line feed, vertical tab, form feed, return; backspace and escape stand in logs.
_CONTROL = re.compile("[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")
# What may stand before the first element: marks, space, declarations and comments.
_PROLOG = re.compile(
    r"(?:[\ufeff\s]|<\?xml[^>]{0,400}\?>|<!--.{0,4000}?-->)*", re.DOTALL
)
_ACTIVE = re.compile(
    r"<!doctype\s+(?:html|svg)|<(?:\w{1,20}:)?(?:html|svg|head|body|script|iframe|"
    r"object|embed|img|style|meta|link|base|form|xsl|stylesheet|mhtml)\b",
    re.IGNORECASE,
)
_SVG_ROOT = re.compile(r"<(?:\w{1,20}:)?svg\b|http://www\.w3\.org/2000/svg", re.I)
_HEAD_CHARACTERS = 8192


def refuse_unless_plain(text: str) -> None:
    """Accept a text that is nothing but text.

    Raises:
        NotAccepted: it is a page, a drawing, a script, or no text at all.
    """
    if _CONTROL.search(text):
        raise NotAccepted(Reason.UNKNOWN)
    head = text[:_HEAD_CHARACTERS]
    body = head[_PROLOG.match(head).end() :]  # type: ignore[union-attr]
    if body.startswith("#!") or body.lower().startswith(("<?php", "<%", "<job")):
        raise NotAccepted(Reason.PROGRAM)
    if _ACTIVE.match(body) or (body.startswith("<") and _SVG_ROOT.search(head)):
        raise NotAccepted(Reason.PAGE)
    if body.startswith(("{\\rtf", "%!PS")):
        raise NotAccepted(Reason.OLD_OFFICE)
    if body.lower().startswith("mime-version:") or not body.strip():
        raise NotAccepted(Reason.UNKNOWN if body.strip() else Reason.EMPTY)


def line_numbers(text: str, places: list[int]) -> str:
    """Return the lines that `places`, in order, lie in: for a sentence.

    >>> line_numbers("a" + chr(10) + "bc", [0, 2, 3])
    '1, 2'
    """
    lines: list[int] = []
    line, at = 1, 0
    for place in places:
        # From place to place, so that a large text costs neither time nor memory.
        line += _line_ends(text, at, place)
        at = place
        if line not in lines[-1:]:
            lines.append(line)
        if len(lines) > _LINES_NAMED:
            break
    named = ", ".join(str(line) for line in lines[:_LINES_NAMED])
    return named if len(lines) <= _LINES_NAMED else f"{named}, …"


def _line_ends(text: str, start: int, end: int) -> int:
    ends = text.count("\n", start, end) + text.count("\r", start, end)
    return ends - text.count("\r\n", start, end)
