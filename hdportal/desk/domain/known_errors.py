"""Known errors: what went wrong before, and what helps until it is put right."""

import re
from enum import StrEnum

from hdportal.desk.domain.incident import number_for
from hdportal.desk.domain.searching import Query, words_of
from hdportal.kernel.actor import Actor
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied

PREFIX = "KE"
LONGEST_TITLE, LONGEST_TEXT = 160, 4_000
_NUMBER = re.compile(r"\s*(?:KE)?0*([1-9][0-9]{0,8})\s*", re.ASCII | re.IGNORECASE)


class Status(StrEnum):
    """Whether it can still be met; a retired one stays readable."""

    OPEN = "open"
    RETIRED = "retired"


class Retired(DomainError):
    """It was put right, so nothing new can have it."""

    def __init__(self, number: str) -> None:
        super().__init__(
            N_("%(number)s is retired. Open it again, or choose another one."),
            number=number,
        )


def may_keep(actor: Actor) -> Verdict:
    """Return whether `actor` may read and write known errors: everybody at the desk."""
    if actor.is_desk:
        return ALLOWED
    return denied(N_("Only the Service Desk works on this page."))


def number_in(text: str) -> str:
    """Return the number that somebody typed, in full; "" for anything else.

    >>> number_in("ke42"), number_in("7"), number_in("INC0000007")
    ('KE0000042', 'KE0000007', '')
    """
    found = _NUMBER.fullmatch(text)
    return number_for(PREFIX, int(found[1])) if found else ""


def words_for(*texts: str) -> str:
    """Return every word of these texts once, folded, each between spaces.

    >>> words_for("CSV refusé", "A csv")
    ' a csv refuse '
    """
    return f" {' '.join(sorted({word for text in texts for word in words_of(text)}))} "


def patterns_of(query: Query) -> list[str]:
    """Return what the words of a known error must all hold.

    >>> patterns_of(Query.parse("a refus"))
    [' a ', ' refus']
    """
    return [f" {word.text}{'' if word.is_prefix else ' '}" for word in query.words]
