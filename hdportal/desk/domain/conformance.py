"""How well the incidents of a month kept to the procedure: from counts to judgement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hdportal.desk.domain.procedure import AS_NEEDED
from hdportal.desk.domain.sop import Activity
from hdportal.desk.domain.traces import Kind, Tally
from hdportal.kernel.actor import EVERYWHERE, Actor, Role
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied

# From this share on, a step counts as kept; below the second, as often skipped.
KEPT_FROM, OFTEN_SKIPPED_BELOW = 0.9, 0.6
# Of fewer incidents, a share says nothing.
FEWEST_TO_JUDGE = 5


class Judgement(StrEnum):
    """What the numbers of one step come to."""

    KEPT = "kept"
    SOMETIMES_SKIPPED = "sometimes_skipped"
    OFTEN_SKIPPED = "often_skipped"
    TOO_FEW = "too_few"
    AS_NEEDED = "as_needed"
    NOT_ASKED = "not_asked"


JUDGEMENT_LABELS: Mapping[Judgement, str] = {
    Judgement.KEPT: N_("Kept"),
    Judgement.SOMETIMES_SKIPPED: N_("Sometimes skipped"),
    Judgement.OFTEN_SKIPPED: N_("Often skipped"),
    Judgement.TOO_FEW: N_("Too few to judge"),
    Judgement.AS_NEEDED: N_("Done as needed"),
    Judgement.NOT_ASKED: N_("Not needed"),
}


@dataclass(frozen=True)
class StepReport:
    """One step over the incidents of a month."""

    ref: str
    done: int
    missed: int
    not_needed: int
    repeated: int
    reversed: int

    @property
    def asked(self) -> int:
        """How many incidents asked for it."""
        return self.done + self.missed

    @property
    def judgement(self) -> Judgement:
        """What these numbers come to."""
        if self.ref in AS_NEEDED:
            return Judgement.AS_NEEDED
        if not self.asked:
            return Judgement.NOT_ASKED
        if self.asked < FEWEST_TO_JUDGE:
            return Judgement.TOO_FEW
        share = self.done / self.asked
        if share >= KEPT_FROM:
            return Judgement.KEPT
        if share < OFTEN_SKIPPED_BELOW:
            return Judgement.OFTEN_SKIPPED
        return Judgement.SOMETIMES_SKIPPED


def step_reports(tally: Tally, activities: Iterable[Activity]) -> list[StepReport]:
    """Return one report a step, in the order of the procedure."""
    return [_step_report(tally, activity.ref) for activity in activities]


def _step_report(tally: Tally, ref: str) -> StepReport:
    done, missed, repeated, turned = (tally.count(kind, ref) for kind in Kind)
    rest = tally.incidents - done - missed
    return StepReport(ref, done, missed, rest, repeated, turned)


def standing_out(reports: Iterable[StepReport]) -> list[StepReport]:
    """Return the steps that are skipped most, the worst first."""
    skipped = {Judgement.OFTEN_SKIPPED, Judgement.SOMETIMES_SKIPPED}
    found = [report for report in reports if report.judgement in skipped]
    return sorted(found, key=lambda report: report.done / report.asked)


def may_read_some(actor: Actor) -> Verdict:
    """Return whether `actor` may read the report of any group."""
    if actor.holds(Role.COORDINATOR, Role.INCIDENT_MANAGER):
        return ALLOWED
    return denied(
        N_("The report is for the coordinator of a group and the incident manager.")
    )


def may_read(actor: Actor, group: str) -> Verdict:
    """Return whether `actor` may read the report of a group; "" is all of them."""
    if not (verdict := may_read_some(actor)):
        return verdict
    reach = actor.scopes_of(Role.COORDINATOR)
    if actor.holds(Role.INCIDENT_MANAGER) or EVERYWHERE in reach:
        return ALLOWED
    if f"group:{group}" in reach:
        return ALLOWED
    return denied(
        N_("You coordinate another group: only its coordinator reads this report.")
    )


def groups_read(actor: Actor, groups: Iterable[str]) -> list[str]:
    """Return those of the groups of which `actor` may read the report, in order."""
    return [group for group in groups if may_read(actor, group)]
