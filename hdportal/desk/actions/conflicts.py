"""Two people change the same thing: nobody's change is overwritten silently."""

from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_


class ChangedMeanwhile(DomainError):
    """Somebody changed this since the page was made.

    `seen` is what the page showed, `stands` what stands there now and `wanted` what
    was to be written, each as stored; `what` names it ("urgency", "assigned_to").
    """

    def __init__(self, what: str, *, seen: str, stands: str, wanted: str) -> None:
        self.what, self.seen, self.stands, self.wanted = what, seen, stands, wanted
        super().__init__(
            N_("Somebody changed this since you opened the page. Both are shown.")
        )


def require_unchanged(what: str, *, seen: str, stands: str, wanted: str) -> None:
    """Refuse to write over a newer change; the same change twice is none.

    Raises:
        ChangedMeanwhile: what stands there is neither what was seen nor what is wanted.
    """
    if stands not in {seen, wanted}:
        raise ChangedMeanwhile(what, seen=seen, stands=stands, wanted=wanted)


def key_of(value: int | None) -> str:
    """Return a key as forms carry it; "" is nobody."""
    return "" if value is None else str(value)
