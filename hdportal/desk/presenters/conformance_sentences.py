"""What stands out in a month, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.desk.domain import sop
from hdportal.desk.domain.conformance import StepReport, standing_out, step_reports
from hdportal.desk.domain.conformance_asked import Asked, Finding
from hdportal.desk.domain.traces import Kind, Tally
from hdportal.desk.presenters.conformance_words import list_address, step_name

_MOST_SKIPPED = 3


def sentences(tally: Tally, asked: Asked) -> list[tuple[str, str]]:
    """Return what stands out, each with the list of its incidents."""
    worst = standing_out(step_reports(tally, sop.ACTIVITIES))[:_MOST_SKIPPED]
    told = [(_skipped(one), Finding.MISSED, one.ref) for one in worst]
    for ref in (one.ref for one in sop.ACTIVITIES):
        if count := tally.count(Kind.REPEATED, ref):
            told.append((_repeated(ref, count), Finding.REPEATED, ref))
        if count := tally.count(Kind.REVERSED, ref):
            told.append((_reversed(ref, count), Finding.REVERSED, ref))
    return [
        (sentence, list_address(asked.about(finding, ref)))
        for sentence, finding, ref in told
    ]


def _skipped(report: StepReport) -> str:
    facts = {
        "step": step_name(report.ref),
        "missed": report.missed,
        "all": report.asked,
    }
    return _("%(step)s: no trace in %(missed)s of %(all)s.") % facts


def _repeated(ref: str, count: int) -> str:
    text = ngettext(
        "%(step)s: more than once in %(count)s incident.",
        "%(step)s: more than once in %(count)s incidents.",
        count,
    )
    return text % {"step": step_name(ref), "count": count}


def _reversed(ref: str, count: int) -> str:
    facts = {"step": step_name(ref), "count": count}
    match ref:
        case "I08":
            text = ngettext(
                "%(count)s incident was reopened.",
                "%(count)s incidents were reopened.",
                count,
            )
        case "I14":
            text = ngettext(
                "%(count)s incident was handed back without a diagnosis.",
                "%(count)s incidents were handed back without a diagnosis.",
                count,
            )
        case _:
            text = ngettext(
                "%(step)s: only after a later step in %(count)s incident.",
                "%(step)s: only after a later step in %(count)s incidents.",
                count,
            )
    return text % facts
