"""The report on the procedure, from journal entries to judgement."""

from datetime import UTC, datetime, timedelta

import pytest

from hdportal.desk.domain import sop
from hdportal.desk.domain.conformance import (
    Judgement,
    StepReport,
    groups_read,
    may_read,
    may_read_some,
    standing_out,
    step_reports,
)
from hdportal.desk.domain.conformance_asked import Asked, Finding, asked_report
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.months import Month
from hdportal.desk.domain.sop import Seen
from hdportal.desk.domain.traces import Kind, Tally, Trace, groups_of, steps_of, tallied
from hdportal.kernel.actor import Actor, Grant, Role

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DESK, IAT, DWH = 1, 2, 3
NOVEMBER = Month(2026, 11)


def happened(*entries):
    """Return entries in order: a kind, or a kind with its facts."""
    pairs = [e if isinstance(e, tuple) else (e, {}) for e in entries]
    return [
        Seen(EntryKind(kind), NOW + timedelta(hours=hour), 9, kind == "created", facts)
        for hour, (kind, facts) in enumerate(pairs)
    ]


def tick(ref, outcome="yes"):
    return ("checked", {"activity": ref, "outcome": outcome})


def to(group):
    return ("handed_on", {"to": f"{group}:"})


def resolved(code="solution_provided"):
    return ("resolved", {"close_code": code})


BY_THE_BOOK = (
    *("created", "taken", tick("I03"), tick("I04"), tick("I05")),
    *(tick("I09", "no"), "work_note", resolved()),
)


def steps(*entries):
    return steps_of(happened(*entries), first_line=DESK)


def trace(*entries, picked_up=None, pk=1):
    seen = happened(*entries)
    return Trace(
        pk,
        f"INC{pk:07d}",
        NOW,
        groups_of(seen, first_line=DESK),
        steps_of(seen, first_line=DESK),
        picked_up,
    )


def test_an_incident_by_the_book_misses_nothing():
    found = steps(*BY_THE_BOOK)

    assert not found[Kind.MISSED]
    assert not found[Kind.REPEATED] | found[Kind.REVERSED]


def test_what_nobody_recorded_leaves_no_trace():
    assert steps("created", "taken", resolved())[Kind.MISSED] == {
        *("I03", "I04", "I05", "I09")
    }


def test_second_line_is_asked_for_more():
    found = steps("created", to(IAT), "taken", ("handed_back", {"to": "1:"}))

    assert {"I12", "I08"} <= found[Kind.MISSED]
    assert "I06" not in found[Kind.MISSED]


def test_reopening_reverses_the_resolution():
    found = steps(*BY_THE_BOOK, "reopened", resolved())

    assert "I08" in found[Kind.REVERSED]
    assert "I08" in found[Kind.REPEATED]


def test_assigning_to_second_line_again_and_again_is_a_repetition():
    found = steps("created", to(IAT), to(DWH), to(IAT))

    assert "I10" in found[Kind.REPEATED]


@pytest.mark.parametrize(
    ("before", "is_reversed"), [((), True), ((tick("I05"),), False)]
)
def test_handing_back_without_a_diagnosis_is_reversed(before, is_reversed):
    found = steps("created", *before, to(IAT), ("handed_back", {"to": "1:"}))

    assert ("I14" in found[Kind.REVERSED]) is is_reversed


def test_a_diagnosis_after_handing_back_comes_too_late():
    back = ("handed_back", {"to": "1:"})

    assert "I14" in steps("created", to(IAT), back, tick("I05"))[Kind.REVERSED]


def test_an_incident_counts_for_every_group_that_had_it():
    assert groups_of(happened("created"), first_line=DESK) == {DESK}
    assert groups_of(happened("created", to(IAT), to(DESK), to(DWH)), first_line=1) == {
        *(IAT, DWH)
    }


def test_counting_by_group_and_of_all():
    tallies = tallied([trace(*BY_THE_BOOK), trace("created", to(IAT), resolved())])

    assert {group: tally.incidents for group, tally in tallies.items()} == {
        None: 2,
        DESK: 1,
        IAT: 1,
    }
    assert tallies[None].complete == 1
    assert tallies[None].count(Kind.MISSED, "I04") == 1


def test_the_share_of_all_steps_leaves_out_what_is_done_as_needed():
    tally = tallied([trace("created", "comment", "taken", resolved())])[None]

    assert "I07" in trace("created", "comment").steps[Kind.DONE]
    # I01, I02, I06, I08 of eight.
    assert tally.share() == 0.5
    assert (tally.share("I04"), tally.share("I10")) == (0, None)


@pytest.mark.parametrize(
    ("hours", "is_late"), [(None, False), (1, False), (24, False), (24.1, True)]
)
def test_an_email_is_late_after_a_day(hours, is_late):
    waited = None if hours is None else timedelta(hours=hours)

    one = trace("created", picked_up=waited)

    assert one.is_late is is_late
    tally = tallied([one])[None]
    assert (tally.mails, tally.late_mails) == (hours is not None, is_late)


@pytest.mark.parametrize(
    ("ref", "done", "missed", "judgement"),
    [
        ("I04", 9, 1, Judgement.KEPT),
        ("I04", 8, 2, Judgement.SOMETIMES_SKIPPED),
        ("I04", 6, 4, Judgement.SOMETIMES_SKIPPED),
        ("I04", 5, 5, Judgement.OFTEN_SKIPPED),
        ("I04", 0, 10, Judgement.OFTEN_SKIPPED),
        # Of four incidents nobody can tell.
        ("I04", 0, 4, Judgement.TOO_FEW),
        ("I10", 0, 0, Judgement.NOT_ASKED),
        ("I07", 0, 0, Judgement.AS_NEEDED),
    ],
)
def test_the_judgement_follows_the_share(ref, done, missed, judgement):
    assert StepReport(ref, done, missed, 0, 0, 0).judgement is judgement


def test_what_is_skipped_most_stands_out_first():
    found = standing_out(
        [
            StepReport("I03", 7, 3, 0, 0, 0),
            StepReport("I04", 1, 9, 0, 0, 0),
            StepReport("I05", 10, 0, 0, 0, 0),
        ]
    )

    assert [report.ref for report in found] == ["I04", "I03"]


def test_a_report_has_every_step_in_order():
    reports = step_reports(Tally(), sop.ACTIVITIES)

    assert [report.ref for report in reports] == [f"I{n:02}" for n in range(1, 16)]


def holder(role, scope=""):
    return Actor(5, "Somebody", grants=frozenset({Grant(role, scope)}))


@pytest.mark.parametrize(
    ("role", "scope", "group", "is_allowed"),
    [
        (Role.INCIDENT_MANAGER, "", "", True),
        (Role.INCIDENT_MANAGER, "", "iat", True),
        (Role.COORDINATOR, "", "", True),
        (Role.COORDINATOR, "group:iat", "iat", True),
        (Role.COORDINATOR, "group:iat", "dwh", False),
        # All groups together are for who answers for all.
        (Role.COORDINATOR, "group:iat", "", False),
        (Role.AGENT, "", "", False),
        (Role.ANALYST, "group:iat", "iat", False),
        (Role.ADMINISTRATOR, "", "", False),
    ],
)
def test_who_reads_which_report(role, scope, group, is_allowed):
    assert bool(may_read(holder(role, scope), group)) is is_allowed


def test_a_coordinator_is_offered_the_own_group_only():
    coordinator = holder(Role.COORDINATOR, "group:iat")

    assert may_read_some(coordinator)
    assert groups_read(coordinator, ["service-desk", "iat", "dwh"]) == ["iat"]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, Asked(NOVEMBER)),
        ({"month": "2026-10", "group": "iat"}, Asked(Month(2026, 10), "iat")),
        (
            {"finding": "late", "page": "2"},
            Asked(NOVEMBER, finding=Finding.LATE, page=2),
        ),
        ({"step": "I04"}, Asked(NOVEMBER, step="I04")),
        # A select that was left alone.
        ({"month": "", "group": "", "step": ""}, Asked(NOVEMBER)),
    ],
)
def test_what_an_address_asks_for(given, asked):
    assert read(given) == (asked, False)


@pytest.mark.parametrize(
    "given",
    [
        {"month": "2026-12"},
        {"month": "2026-13"},
        {"month": "1999-01"},
        {"month": "9999-12"},
        {"month": "\N{ARABIC-INDIC DIGIT TWO}026-11"},
        {"group": "nobody"},
        {"step": "I16"},
        {"finding": "lost"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "9" * 40},
        {"page": "\N{SUPERSCRIPT TWO}"},
    ],
)
def test_what_is_not_known_is_left_out(given):
    assert read(given) == (Asked(NOVEMBER), True)


def read(given):
    refs = [one.ref for one in sop.ACTIVITIES]
    groups = ["service-desk", "iat"]
    return asked_report(given, this_month=NOVEMBER, groups=groups, steps=refs)


@pytest.mark.parametrize(
    ("finding", "step", "is_empty"),
    [
        (Finding.MISSED, "", False),
        (Finding.MISSED, "I04", False),
        (Finding.MISSED, "I01", True),
        (Finding.REPEATED, "", True),
        (Finding.LATE, "", True),
    ],
)
def test_a_list_of_nothing_is_known_from_the_counts(finding, step, is_empty):
    tally = tallied([trace("created", "taken", resolved())])[None]

    assert Asked(NOVEMBER, finding=finding, step=step).is_empty(tally) is is_empty


def test_an_address_leaves_out_what_is_usual():
    assert Asked(NOVEMBER).query == "month=2026-11"
    assert Asked(NOVEMBER, "iat", Finding.LATE, "I04", 2).query == (
        "month=2026-11&group=iat&finding=late&step=I04&page=2"
    )
