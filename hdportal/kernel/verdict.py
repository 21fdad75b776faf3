"""An answer to "may I?" that knows why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hdportal.kernel.errors import Denied


@dataclass(frozen=True)
class Verdict:
    """Whether something is allowed, and otherwise the sentence that says why.

    A verdict is true or false in an `if`; `or_raise` turns a refusal into `Denied`.
    """

    is_allowed: bool
    reason: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.is_allowed

    def or_raise(self) -> None:
        """Raise `Denied` with the reason, unless allowed."""
        if not self.is_allowed:
            raise Denied(self.reason, **self.facts)


ALLOWED = Verdict(is_allowed=True)


def denied(reason: str, **facts: object) -> Verdict:
    """Return a refusal; mark `reason` with `N_` where it is written."""
    return Verdict(is_allowed=False, reason=reason, facts=facts)
