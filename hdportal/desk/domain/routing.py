"""To which group a new incident goes: the first rule that fits, by position."""

from collections.abc import Iterable
from dataclasses import dataclass

from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_


@dataclass(frozen=True)
class About:
    """What an incident is about, by keys; of a rule, what it asks for."""

    category: str = ""
    application: int | None = None
    project: int | None = None

    def covers(self, other: "About") -> bool:
        """Return whether everything that is named here is the same there.

        >>> About("account").covers(About("account", application=3))
        True
        """
        return all(
            ours == theirs
            for ours, theirs in zip(self._parts(), other._parts(), strict=True)
            if ours
        )

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is named at all."""
        return not any(self._parts())

    def _parts(self) -> tuple[str | int | None, ...]:
        return self.category, self.application, self.project


@dataclass(frozen=True)
class Rule:
    """An assignment rule, by its key; the group it names is of no matter here."""

    key: int
    about: About
    is_active: bool = True


class NamesNothing(DomainError):
    """A rule that asks for nothing would take every incident."""

    def __init__(self) -> None:
        super().__init__(
            N_("Choose a type of problem, an application or a project for the rule.")
        )


class RuleTwice(DomainError):
    """There is a rule for the same already, which decides."""

    def __init__(self) -> None:
        super().__init__(N_("There is a rule for this already: change that one."))


def first_fitting(rules: Iterable[Rule], about: About) -> Rule | None:
    """Return the rule that decides; `rules` are in their order."""
    return next((r for r in rules if r.is_active and r.about.covers(about)), None)


def never_reached(rules: Iterable[Rule]) -> frozenset[int]:
    """Return the keys of rules that never decide: an earlier one always does."""
    earlier: list[Rule] = []
    found = set()
    for rule in rules:
        if not rule.is_active:
            continue
        if any(before.about.covers(rule.about) for before in earlier):
            found.add(rule.key)
        earlier.append(rule)
    return frozenset(found)


def require_usable(about: About, *, others: Iterable[Rule]) -> None:
    """Refuse what no rule can be for.

    Raises:
        NamesNothing: it would take every incident.
        RuleTwice: another rule is for the same.
    """
    if about.is_nothing:
        raise NamesNothing
    if any(rule.about == about for rule in others):
        raise RuleTwice
