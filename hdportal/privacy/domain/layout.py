"""How people lay eleven digits out: the signs between them, and the usual groupings.

Every pattern here is bounded, so that a hostile text costs linear time. None is
possessive: in the Python 3.11.2 of Debian 12 a possessive group that fails leaves the
match too long.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import decimal

# A masked digit still counts as a neighbour. So masking a number changes nothing for
# the digits around it, and a masked text has no new findings.
MASKED_DIGIT = "\N{FULL BLOCK}"

# Soft hyphens, zero-width and direction marks, combining marks, variation selectors:
# pasted along with digits, seen by nobody.
INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u20d0-\u20f0\ufe00-\ufe0f\ufeff]"
)
BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
SIGNS = (
    r"._/\\\-"
    "\u00b7\u2010-\u2015\u2024\u2027\u2043\u2044\u2212\u2215"
    "\u30fb\ufe58\ufe63\uff0d\uff0e\uff0f\uff3f"
)
BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
# Commas and the like stand between the columns of a table far more often than inside
# a number. A colon is in neither: it makes times of day.
LIST_SIGNS = r",;|'\"*~=()\[\]" "\u2022"

_DIGIT = f"[0-9{MASKED_DIGIT}]"
_BREAK = f"(?:\r\n|[{BREAKS}])"
_GAP = f"(?:[{BLANKS}{SIGNS}]{{0,3}}{_BREAK}[{BLANKS}{SIGNS}>]{{0,8}}"
_GAP += f"|[{BLANKS}{SIGNS}]{{1,4}})"
_LIST_GAP = f"(?:[{BLANKS}{SIGNS}{LIST_SIGNS}]{{0,4}}"
_LIST_GAP += f"(?:{_BREAK}[{BLANKS}{SIGNS}{LIST_SIGNS}>]{{0,8}})?)"

_MONTH, _DAY = "[0-5][0-9]", "[0-3][0-9]"
_TAIL = f"{_GAP}[0-9]{{3}}{_GAP}?[0-9]{{2}}"
# Cut only where the number has joints: 11, 9+2, 6+5, 6+3+2, 2+2+2+5, 2+2+2+3+2.
# A look-ahead, because the next candidate may begin inside this one.
USUAL = re.compile(
    f"(?<!{_DIGIT})(?=("
    f"[0-9]{{2}}(?:{_MONTH}{_DAY}(?:[0-9]{{3}}{_GAP}?[0-9]{{2}}|{_TAIL})"
    f"|{_GAP}{_MONTH}{_GAP}{_DAY}{_TAIL})"
    f")(?!{_DIGIT}))"
)


class Chain:
    """All digits that hang together by a gap, at least eleven of them."""

    def __init__(self, gap: str) -> None:
        self._head = re.compile(f"{_DIGIT}(?:{gap}{_DIGIT}){{10}}")
        # In bounded steps: a greedy group remembers each of its turns.
        self._more = re.compile(f"(?:{gap}{_DIGIT}){{1,500}}")

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Return where the chains of `text` begin and end, in order."""
        at = 0
        while head := self._head.search(text, at):
            at = head.end()
            while more := self._more.match(text, at):
                at = more.end()
            yield head.start(), at


CHAIN = Chain(f"[{BLANKS}{SIGNS}]{{0,4}}")
LIST_CHAIN = Chain(_LIST_GAP)
LONGEST_CHAIN = 11 + 10 * 14
DIGITS = re.compile("[0-9]+")
LINE_BREAK = re.compile(_BREAK)
JOINED_BEFORE = re.compile(f"{_DIGIT}([{SIGNS}])$")
JOINED_AFTER = re.compile(f"([{SIGNS}]){_DIGIT}")


@dataclass(frozen=True, slots=True)
class PlainText:
    """Hold a text without invisible signs and with digits 0-9 only."""

    text: str
    _shifts: list[int] = field(default_factory=list, repr=False)

    def original_index(self, index: int) -> int:
        """Return where the sign at `index` stood in the text as it was given."""
        return index + bisect_right(self._shifts, index)


def plain_text(text: str) -> PlainText:
    """Return `text` with any script's digits as 0-9 and invisible signs left out."""
    if text.isascii():
        return PlainText(text)
    foreign = {ord(c): str(decimal(c)) for c in set(text) if c.isdecimal()}
    seen = text.translate(foreign) if foreign.keys() - set(range(128)) else text
    hidden = [match.start() for match in INVISIBLE.finditer(seen)]
    shifts = [index - earlier for earlier, index in enumerate(hidden)]
    return PlainText(INVISIBLE.sub("", seen) if hidden else seen, shifts)
