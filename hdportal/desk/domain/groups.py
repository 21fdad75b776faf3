"""The groups that incidents are assigned to: what they may be called, which may go."""

from collections.abc import Iterable

from hdportal.desk.domain.choices import key_for
from hdportal.desk.domain.incident import FIRST_LINE
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.portfolio.domain.words import normalise

LONGEST_GROUP_NAME = 80


class WrongGroupName(DomainError):
    """A group cannot be called this."""


class GroupStays(DomainError):
    """The group cannot be switched off."""


def require_group_name(name: str, *, others: Iterable[str]) -> None:
    """Refuse a name that readers could not use or not tell from another.

    Raises:
        WrongGroupName: it is empty or too long, or another group has it.
    """
    if not normalise(name):
        raise WrongGroupName(N_("Enter a name with letters or digits."))
    if len(name) > LONGEST_GROUP_NAME:
        sentence = N_("Enter at most %(most)s characters.")
        raise WrongGroupName(sentence, most=LONGEST_GROUP_NAME)
    same = next((other for other in others if normalise(other) == normalise(name)), "")
    if same:
        raise WrongGroupName(N_("There is a group “%(name)s” already."), name=same)


def require_idle(group: str, *, incidents: int, rules: int) -> None:
    """Refuse to switch off a group that something still goes to.

    Raises:
        GroupStays: it is the Service Desk, or has open incidents or rules.
    """
    if group == FIRST_LINE:
        sentence = N_("The Service Desk stays: incidents go there when no rule fits.")
        raise GroupStays(sentence)
    if incidents or rules:
        sentence = N_(
            "Something still goes to this group. Open incidents: %(incidents)s, "
            "assignment rules: %(rules)s. Hand the incidents on and change the rules "
            "first."
        )
        raise GroupStays(sentence, incidents=incidents, rules=rules)


def group_key(name: str, *, taken: Iterable[str]) -> str:
    """Return the key of a new group, as scopes of roles name it.

    >>> group_key("Data hub", taken={"data-hub"})
    'data-hub-2'
    """
    known = [key.replace("-", "_") for key in taken]
    key = key_for(name, taken=known).replace("_", "-")
    # Scopes have keys of two letters at least.
    return key if len(key) > 1 else group_key(f"group {name}", taken=taken)
