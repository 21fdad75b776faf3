"""The desk's own lists: what can be chosen, what comes along, and who keeps them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from hdportal.kernel.actor import Actor, Role
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied
from hdportal.portfolio.domain.words import normalise

LONGEST_NAME = 80
LONGEST_KEY = 40
LANGUAGES = ("en", "nl", "fr")


class Kind(StrEnum):
    """A list, named as the incident's field that holds one of its keys."""

    HOLD_REASON = "hold_reason"
    CLOSE_CODE = "close_code"
    CATEGORY = "category"
    SUBCATEGORY = "subcategory"


@dataclass(frozen=True)
class Names:
    """What a value is called in each language of the portal."""

    en: str
    nl: str
    fr: str

    def in_language(self, language: str) -> str:
        """Return the name in a language; English for one that nobody wrote it in."""
        return str(getattr(self, language, "")) or self.en

    def trimmed(self) -> "Names":
        """Return the names without space around them, and one space between words."""
        return Names(*(" ".join(name.split()) for name in (self.en, self.nl, self.fr)))

    def language_shared_with(self, other: "Names") -> str:
        """Return the first language in which both are called the same, "" for none."""
        same = (
            language
            for language in LANGUAGES
            if normalise(getattr(self, language)) == normalise(getattr(other, language))
        )
        return next(same, "")


class WrongName(DomainError):
    """A name cannot be used; `language` tells which of the three."""

    def __init__(self, language: str, sentence: str, **facts: object) -> None:
        self.language = language
        super().__init__(sentence, **facts)


class NotOffered(DomainError):
    """What was chosen is not, or no longer, in the list."""

    def __init__(self) -> None:
        super().__init__(N_("This is no longer in the list. Choose another one."))


class LastOne(DomainError):
    """Without it nothing would be left to choose."""

    def __init__(self) -> None:
        super().__init__(N_("It is the last one that is offered, so it stays."))


def may_keep_lists(actor: Actor) -> Verdict:
    """Return whether the actor may change the desk's lists and the priorities."""
    if actor.holds(Role.INCIDENT_MANAGER, Role.ADMINISTRATOR):
        return ALLOWED
    return denied(
        N_("Only an incident manager or an administrator changes the desk’s settings.")
    )


def require_names(names: Names, *, others: Iterable[Names]) -> None:
    """Refuse names that readers could not use or not tell apart.

    Raises:
        WrongName: one is missing or too long, or another value of the list has it.
    """
    for language in LANGUAGES:
        name = getattr(names, language)
        if not normalise(name):
            raise WrongName(language, N_("Enter a name with letters or digits."))
        if len(name) > LONGEST_NAME:
            sentence = N_("Enter at most %(most)s characters.")
            raise WrongName(language, sentence, most=LONGEST_NAME)
    for other in others:
        if language := names.language_shared_with(other):
            sentence = N_("“%(name)s” is in the list already.")
            raise WrongName(language, sentence, name=getattr(other, language))


def key_for(name: str, *, parent: str = "", taken: Iterable[str] = ()) -> str:
    """Return the key of a new value: made once, it stays through every renaming.

    >>> key_for("Lab results", taken={"lab_results"})
    'lab_results_2'
    >>> key_for("Passwords", parent="account")
    'account.passwords'
    """
    words = re.sub(r"[^a-z0-9]+", "_", normalise(name)).strip("_")
    known = set(taken)
    start = words[: LONGEST_KEY - 4].strip("_") or "value"
    start = f"{parent}.{start}" if parent else start
    keys = (f"{start}_{n}" if n > 1 else start for n in range(1, len(known) + 2))
    return next(key for key in keys if key not in known)
