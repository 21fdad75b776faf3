"""The words of incidents as the search index keeps them, and the words of a query.

A token is a letter that says who may read it (`Layer`) and a folded word. Both
databases store these tokens as they are and take nothing else for a word, so they
cannot differ in what they find.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from hdportal.desk.domain.audience import Reading

LONGEST_WORD = 40
LONGEST_QUERY = 200
MOST_WORDS = 8
# Shorter last words are taken whole: "it" should not find every "item".
SHORTEST_PREFIX = 3
LONGEST_DOCUMENT = 50_000

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?:inc)?0*([1-9][0-9]{0,15})")
_ESCAPED = re.compile(r"[^0-9a-wyz]")


class Layer(StrEnum):
    """Who may read a word."""

    LIFE_CYCLE = "a"
    TEXTS = "b"
    WORK_NOTES = "c"


LAYERS: Mapping[Reading, tuple[Layer, ...]] = {
    Reading.LIFE_CYCLE: (Layer.LIFE_CYCLE,),
    Reading.WHOLE: (Layer.LIFE_CYCLE, Layer.TEXTS),
    Reading.DESK: (Layer.LIFE_CYCLE, Layer.TEXTS, Layer.WORK_NOTES),
}


def fold(text: str) -> str:
    """Return `text` without capitals, accents and other variants of its letters.

    >>> fold("Élève n² ﬁn Straße")
    'eleve n2 fin strasse'
    """
    if text.isascii():
        return text.lower()
    # Twice, since folding may bring new accents and taking apart new capitals.
    return _plain(_plain(text).casefold())


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(one for one in apart if unicodedata.category(one)[0] != "M")


def words_of(text: str) -> list[str]:
    """Return the folded words of `text` in order: letters and digits of any script.

    >>> words_of("L'accès à HD4DP_v2 (été)")
    ['l', 'acces', 'a', 'hd4dp', 'v2', 'ete']
    """
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def number_token(number: str) -> str:
    """Return the token of an incident's number.

    >>> number_token("INC0000042")
    'n42'
    """
    found = _NUMBER.fullmatch(number.lower())
    return f"n{found[1]}" if found else ""


def scope_token(scope: str) -> str:
    """Return the token of a scope; no two scopes share one.

    >>> scope_token("project:HDBP0016")
    'sprojectx3axhdbp0016'
    """
    return "s" + _ESCAPED.sub(lambda one: f"x{ord(one[0]):x}x", scope.lower())


class Document:
    """Gathers the tokens of one incident; of a long one, what goes in first is kept."""

    def __init__(self, number: str, scopes: Iterable[str]) -> None:
        self._fixed = {scope_token(scope) for scope in scopes} | {number_token(number)}
        self._words: dict[Layer, set[str]] = {layer: set() for layer in Layer}
        self._left = LONGEST_DOCUMENT

    @property
    def is_full(self) -> bool:
        return self._left <= 0

    def add(self, layer: Layer, *texts: str) -> None:
        """Add the words of texts, as many as there is still place for."""
        for text in texts:
            for word in words_of(text[: max(self._left, 0)]):
                self._left -= len(word) + 2
                if self.is_full:
                    return
                self._words[layer].add(word)

    @property
    def tokens(self) -> str:
        """The tokens in order, one space between them.

        A word stands once, in the layer that the most people read.
        """
        tokens, seen = set(self._fixed), set[str]()
        for layer, words in self._words.items():
            tokens |= {layer + word for word in words - seen}
            seen |= words
        return " ".join(sorted(tokens - {""}))


class Term(NamedTuple):
    """A token to look for, or the beginning of one."""

    token: str
    is_prefix: bool = False


class Word(NamedTuple):
    """A word somebody looks for."""

    text: str
    is_prefix: bool

    def terms(self, layers: Iterable[Layer]) -> Iterator[Term]:
        """Yield the tokens of which an incident must have one."""
        if token := number_token(self.text):
            yield Term(token)
        for layer in layers:
            yield Term(layer + self.text, self.is_prefix)

    def is_in(self, text: str) -> bool:
        """Return whether the text has this word."""
        words = words_of(text)
        if self.is_prefix:
            return any(word.startswith(self.text) for word in words)
        return self.text in words


@dataclass(frozen=True)
class Query:
    """Words that an incident must all have."""

    words: tuple[Word, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Return the words of what somebody typed; the last may be a beginning.

        >>> [tuple(word) for word in Query.parse("AND validation* up").words]
        [('and', False), ('validation', False), ('up', False)]
        >>> Query.parse("INC0000042").number
        '42'
        """
        found = list(dict.fromkeys(words_of(text[:LONGEST_QUERY])))[:MOST_WORDS]
        last = len(found) - 1
        return cls(
            tuple(
                Word(word, at == last and _may_begin(word))
                for at, word in enumerate(found)
            )
        )

    @staticmethod
    def leaves_out(text: str) -> bool:
        """Return whether somebody typed more than is looked for."""
        words = set(words_of(text[:LONGEST_QUERY]))
        return len(text) > LONGEST_QUERY or len(words) > MOST_WORDS

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def number(self) -> str:
        """The digits of the one incident that it names, or ""."""
        return number_token(self.words[0].text)[1:] if len(self.words) == 1 else ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The words as they are marked in a text."""
        return tuple(word.text for word in self.words)

    def wanted(self, scope: str, reading: Reading) -> list[list[Term]]:
        """Return lists of terms: an incident must have one of each list.

        `scope` is where to look; "" is everywhere.
        """
        lists = [list(word.terms(LAYERS[reading])) for word in self.words]
        return [[Term(scope_token(scope))], *lists] if scope else lists


def _may_begin(word: str) -> bool:
    return len(word) >= SHORTEST_PREFIX and not number_token(word)
