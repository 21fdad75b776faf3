"""What one demo incident says."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Problem(StrEnum):
    """The type of problem, by the values of the incident form."""

    DATA_TRANSFER = "data_transfer"
    INFRASTRUCTURE = "infrastructure"
    APPLICATION = "application"
    ACCOUNT = "account"
    OTHER = "other"


class Urgency(IntEnum):
    """How badly the caller is hit, by the values of the incident form."""

    HIGH = 1
    MEDIUM = 2
    LOW = 3


@dataclass(frozen=True)
class IncidentText:
    """A subject of one sentence; a description that says, as the form asks, what fails,
    by which steps, and what the screen says.

    `application` and `project` are keys, given with problem type "application" only.
    """

    language: str
    subject: str
    problem_type: Problem
    urgency: Urgency
    lines: tuple[str, ...]
    application: str = ""
    project: str = ""

    @property
    def description(self) -> str:
        return "\n".join(self.lines)


class Writer:
    """Writes incidents of one language: `write(subject, urgency, *lines, …)`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def app(
        self,
        subject: str,
        urgency: Urgency,
        *lines: str,
        application: str,
        project: str = "",
    ) -> IncidentText:
        """Return an incident with an application."""
        return IncidentText(
            self.language,
            subject,
            Problem.APPLICATION,
            urgency,
            lines,
            application,
            project,
        )

    def __call__(
        self, subject: str, problem: Problem, urgency: Urgency, *lines: str
    ) -> IncidentText:
        """Return an incident of another type."""
        return IncidentText(self.language, subject, problem, urgency, lines)
