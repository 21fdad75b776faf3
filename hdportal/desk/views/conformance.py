"""The report on the procedure, by month and group, and the same as a file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hdportal.desk.conformance_file import csv_lines
from hdportal.desk.domain import sop
from hdportal.desk.domain.conformance import groups_read, may_read, may_read_some
from hdportal.desk.domain.conformance_asked import Asked, asked_report
from hdportal.desk.domain.months import Month
from hdportal.desk.domain.traces import Tally, Trace
from hdportal.desk.models import AssignmentGroup
from hdportal.desk.models.group import FIRST_LINE
from hdportal.desk.presenters import conformance as present
from hdportal.desk.presenters import conformance_list as lists
from hdportal.desk.presenters.conformance_sentences import sentences
from hdportal.desk.presenters.conformance_trend import trend
from hdportal.desk.presenters.conformance_words import (
    list_address,
    month_name,
    report_address,
    step_name,
)
from hdportal.desk.queries.conformance import subjects, traces
from hdportal.desk.queries.conformance_tallies import tallies
from hdportal.kernel import clock
from hdportal.web.render import render_page

MONTHS_SHOWN = 6
PAGE_SIZE = 20


@dataclass(frozen=True)
class Report:
    """What was asked for, with the groups by key."""

    asked: Asked
    groups: dict[str, AssignmentGroup]
    is_partly_unknown: bool
    this_month: Month

    @property
    def group(self) -> int | None:
        """The key of the group asked for; None is all."""
        return self.groups[self.asked.group].pk if self.asked.group else None

    @property
    def first_line(self) -> int:
        """The key of the Service Desk's group."""
        return self.groups[FIRST_LINE].pk

    @property
    def names(self) -> dict[int, str]:
        """The names of all groups, by their keys in the database."""
        return {group.pk: group.name for group in self.groups.values()}

    def traces(self) -> Iterator[Trace]:
        """Yield the incidents of the month that the group had."""
        found = traces(self.asked.month, first_line=self.first_line)
        return (trace for trace in found if trace.is_of(self.group))


@login_required
@require_safe
def desk_conformance(request: HttpRequest) -> HttpResponse:
    """Show how the incidents of a month kept to the procedure."""
    report = _report(request)
    asked = report.asked
    months = [asked.month.plus(-back) for back in range(MONTHS_SHOWN)]
    counted = {
        month: by_group.get(report.group, Tally())
        for month, by_group in tallies(months, first_line=report.first_line).items()
    }
    return render_page(
        request,
        page="desk/conformance.html",
        context={
            **_frame(request, report),
            "tally": counted[asked.month],
            "stats": present.stats(counted[asked.month]),
            "sentences": sentences(counted[asked.month], asked),
            "rows": present.rows(counted[asked.month], asked),
            "key": present.key_sentence(),
            "step_name": step_name(asked.step) if asked.step else "",
            "trend": trend(counted, asked.month, asked.step),
            "all_steps_href": f"{report_address(asked.about(asked.finding))}#trend",
            "tabs": lists.tabs(asked, counted[asked.month]),
            **_list(report, counted[asked.month]),
        },
    )


@login_required
@require_safe
def desk_conformance_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the month as a file: one line an incident, without names and texts."""
    report = _report(request)
    asked = report.asked
    name = f"conformance-{asked.month}{'-' if asked.group else ''}{asked.group}.csv"
    return StreamingHttpResponse(
        csv_lines(report.traces(), report.names),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _report(request: HttpRequest) -> Report:
    actor = request.user.actor
    may_read_some(actor).or_raise()
    groups = {group.key: group for group in AssignmentGroup.objects.all()}
    this_month = Month.of(clock.today())
    steps = [one.ref for one in sop.ACTIVITIES]
    asked, is_partly_unknown = asked_report(
        request.GET.dict(), this_month=this_month, groups=groups, steps=steps
    )
    if not asked.group and not may_read(actor, ""):
        own = groups_read(actor, groups)
        asked = replace(asked, group=own[0] if own else "")
    may_read(actor, asked.group).or_raise()
    return Report(asked, groups, is_partly_unknown, this_month)


def _frame(request: HttpRequest, report: Report) -> dict[str, object]:
    asked, actor = report.asked, request.user.actor
    before, after = (replace(asked, month=asked.month.plus(n), page=1) for n in (-1, 1))
    own = [(key, report.groups[key].name) for key in groups_read(actor, report.groups)]
    is_last = asked.month >= report.this_month
    return {
        "asked": asked,
        "month": month_name(asked.month),
        "group_name": report.groups[asked.group].name if asked.group else "",
        "before": (month_name(before.month), report_address(before)),
        "after": None if is_last else (month_name(after.month), report_address(after)),
        "months": present.month_options(asked, report.this_month),
        "groups": present.group_options(own, is_everywhere=bool(may_read(actor, ""))),
        "csv_href": report_address(asked, name="desk-conformance-csv"),
        "notice": _unknown() if report.is_partly_unknown else "",
    }


def _unknown() -> str:
    return _("Part of what this address asks for is not known here, and is left out.")


def _list(report: Report, tally: Tally) -> dict[str, object]:
    """Return one page of the list; the month is read no further than to its end."""
    asked = report.asked
    traces_there = () if asked.is_empty(tally) else report.traces()
    found = (trace for trace in traces_there if asked.lists(trace))
    begin = (asked.page - 1) * PAGE_SIZE
    page = list(islice(found, begin, begin + PAGE_SIZE + 1))
    shown = page[:PAGE_SIZE]
    words = lists.ListWords(subjects([t.pk for t in shown]), report.names)
    older, newer = (replace(asked, page=asked.page + n) for n in (1, -1))
    return {
        "list_title": lists.list_title(asked),
        "list_rows": lists.list_rows(shown, words, asked),
        "older": list_address(older) if len(page) > PAGE_SIZE else None,
        "newer": list_address(newer) if asked.page > 1 else None,
    }
