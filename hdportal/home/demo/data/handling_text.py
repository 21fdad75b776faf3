"""What was said and done about one demo incident."""

from collections.abc import Sequence
from dataclasses import dataclass

from hdportal.desk.domain.incident import CloseCode


@dataclass(frozen=True)
class HandlingText:
    """How a subject is handled: texts to the caller are in the incident's language.

    `group` is the key of the team that finds the solution, "" for the Service Desk;
    `note` is what the desk writes for itself, always in English.
    """

    subject: str
    group: str
    close_code: CloseCode
    question: str
    answer: str
    note: str
    solution: str


@dataclass(frozen=True)
class Phrases:
    """What is said about any subject, in one language; each in several wordings."""

    looking: Sequence[str]
    passed_on: Sequence[str]
    awaiting_change: Sequence[str]
    awaiting_problem: Sequence[str]
    awaiting_vendor: Sequence[str]
    goes_on: Sequence[str]
    follow_up: Sequence[str]
    any_news: Sequence[str]
    news: Sequence[str]
    thanks: Sequence[str]
    not_solved: Sequence[str]
    looking_again: Sequence[str]
    solved_again: Sequence[str]
    no_answer: Sequence[str]
    withdrawn: Sequence[str]
