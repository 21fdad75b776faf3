"""What an application is: something people work with and report incidents about."""

from dataclasses import dataclass
from enum import StrEnum

from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_


class UserRole(StrEnum):
    """As what a person uses an application; no right follows from it."""

    DATA_PROVIDER = "data_provider"
    RESEARCHER = "researcher"
    SPONSOR = "sponsor"


class IncompleteApplication(DomainError):
    """The facts about an application do not fit together."""


@dataclass(frozen=True)
class ApplicationFacts:
    """One entry of the application list; without roles it is for everybody."""

    key: str
    name: str
    description: str = ""
    roles: tuple[UserRole, ...] = ()
    is_offered: bool = True
    order: int = 0

    def __post_init__(self) -> None:
        if not self.key.strip() or not self.name.strip():
            raise IncompleteApplication(N_("Enter the name of the application."))


def is_for(roles: list[str], role: str) -> bool:
    """Return whether an application with these roles is shown to `role`, if any."""
    return not role or not roles or role in roles
