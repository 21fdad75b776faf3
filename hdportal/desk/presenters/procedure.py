"""What the published page of the Incident SOP says, from a version's snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hdportal.desk.domain import sop
from hdportal.desk.presenters.procedure_activities import ActivityView, activities
from hdportal.desk.presenters.procedure_matrix import (
    MatrixRow,
    PartView,
    columns,
    legend,
    matrix,
)
from hdportal.desk.presenters.procedure_states import (
    Drawings,
    MoveRow,
    StateView,
    drawings,
    move_rows,
    states,
)
from hdportal.desk.presenters.procedure_versions import (
    VersionView,
    title_of,
    version_views,
)

Pair = tuple[str, str]


@dataclass(frozen=True)
class ProcedurePage:
    """Everything on the page; what a version does not say is empty."""

    title: str
    version: VersionView
    versions: list[VersionView]
    contents: list[Pair]
    reopen_days: int
    states: list[StateView]
    drawings: Drawings | None
    moves: list[MoveRow]
    parts: list[PartView]
    columns: list[Pair]
    legend: list[Pair]
    matrix: list[MatrixRow]
    activities: list[ActivityView]
    vocabulary: list[Pair]

    @property
    def is_enforced(self) -> bool:
        """Whether it says who may take which step, as the portal checks it."""
        return any(row.who for row in self.moves)


def procedure_page(
    number: int, versions: Sequence[sop.Version], *, today: date
) -> ProcedurePage:
    """Return one version of the procedure in the reader's language."""
    definition = next(v for v in versions if v.number == number).definition
    views = version_views(versions, today=today)
    moves = move_rows(definition)
    vocabulary = [(_(word), _(text)) for word, text in definition["vocabulary"].items()]
    return ProcedurePage(
        title=title_of(definition),
        version=next(view for view in views if view.number == number),
        versions=views,
        contents=_contents(bool(moves), bool(vocabulary)),
        reopen_days=definition["reopen_days"],
        states=states(definition),
        drawings=drawings(definition) if moves else None,
        moves=moves,
        parts=columns(definition),
        columns=[(part.key, part.name) for part in columns(definition)],
        legend=legend(),
        matrix=matrix(definition),
        activities=activities(definition),
        vocabulary=sorted(vocabulary, key=lambda pair: pair[0].casefold()),
    )


def _contents(has_moves: bool, has_vocabulary: bool) -> list[Pair]:
    """Return the sections, as identifier and title."""
    sections = [
        ("run", _("How an incident runs"), True),
        ("steps", _("Which state follows which"), has_moves),
        ("roles", _("Roles"), True),
        ("raci", _("Who does what"), True),
        ("activities", _("The activities, one by one"), True),
        ("vocabulary", _("Vocabulary"), has_vocabulary),
        ("versions", _("Versions"), True),
    ]
    return [(key, title) for key, title, is_there in sections if is_there]
