"""The rules of drafts: what they are for, how long they may be, how often saved."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_

PURPOSE = re.compile(r"[a-z][a-z-]{0,19}(:[A-Z0-9-]{1,30})?")
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
# What a form posts beside its answers.
NO_ANSWERS = frozenset(
    {"csrfmiddlewaretoken", "form_token", "form_version", "purpose", "next", "files"}
)
MAX_KEYS = 60
MAX_CHARACTERS = 200_000
MAX_OPEN = 30
# One save costs half a second; a minute's worth may come at once.
SAVE_COSTS = timedelta(seconds=0.5)
SAVES_AHEAD = timedelta(seconds=30)


class DraftSpent(DomainError):
    """The form of this draft was sent or discarded already."""

    def __init__(self) -> None:
        super().__init__(N_("This form was already sent or discarded."))


class DraftTooLong(DomainError):
    """The texts are longer than a draft can be."""

    def __init__(self) -> None:
        super().__init__(
            N_("This text is too long to be kept as a draft. Shorten it or send it.")
        )


class SavedTooOften(DomainError):
    """Saves of this draft come faster than anybody types."""

    def __init__(self) -> None:
        super().__init__(N_("The draft is saved in a moment."))


def is_purpose(purpose: str) -> bool:
    """Return whether `purpose` can name what a form is for.

    >>> is_purpose("comment:INC0000001"), is_purpose("Comment on 1")
    (True, False)
    """
    return PURPOSE.fullmatch(purpose) is not None


def without_noise(posted: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that a form posted: known kinds of keys, nothing empty.

    >>> without_noise({"subject": "A", "form_token": "x", "role": "", "A-b": "c"})
    {'subject': 'A'}
    """
    return {
        key: value
        for key, value in posted.items()
        if value.strip() and KEY.fullmatch(key) and key not in NO_ANSWERS
    }


def require_fitting(values: Mapping[str, str]) -> None:
    """Refuse what is too long for a draft.

    Raises:
        DraftTooLong: too many answers, or too long ones.
    """
    length = sum(len(value) for value in values.values())
    if len(values) > MAX_KEYS or length > MAX_CHARACTERS:
        raise DraftTooLong


def paced(until: datetime | None, now: datetime) -> datetime:
    """Return how far ahead of the clock the saves have run with one more.

    Raises:
        SavedTooOften: they ran too far ahead.
    """
    reached = max(until or now, now) + SAVE_COSTS
    if reached - now > SAVES_AHEAD:
        raise SavedTooOften
    return reached
