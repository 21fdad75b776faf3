"""What an activity of the procedure is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hdportal.desk.domain.sop.proof import Evidence
from hdportal.desk.domain.sop.raci import PART_ROLES, Part, Raci
from hdportal.desk.domain.sop.transitions import Step
from hdportal.kernel.actor import Role


@dataclass(frozen=True)
class Activity:
    """One activity of the procedure.

    `outcomes` (value and label) are what the desk can tick, where no code can see it.
    """

    ref: str
    name: str
    does: str
    raci: Mapping[Part, tuple[Raci, ...]]
    requires: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)

    def parts(self, *letters: Raci) -> frozenset[Part]:
        """Return the columns that have one of these letters."""
        return frozenset(p for p, held in self.raci.items() if set(held) & {*letters})

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that may tick it: whoever is responsible or accountable."""
        parts = self.parts(Raci.R, Raci.A)
        return frozenset(PART_ROLES[part] for part in parts if part in PART_ROLES)
