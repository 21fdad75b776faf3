"""Which activities a journal shows, told by small stories of entries."""

from datetime import UTC, datetime, timedelta

import pytest

from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.sop import (
    ACTIVITIES,
    Seen,
    evidence_of,
    repeated,
    reversed_refs,
)

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FIRST, DWH = 1, 4
CREATED = ("created", "caller", {})
TAKEN = ("taken", "desk", {})
NOTE = ("work_note", "desk", {})
TO_DWH = ("handed_on", "desk", {"to": f"{DWH}:"})
TO_COLLEAGUE = ("handed_on", "desk", {"to": f"{FIRST}:17"})
BACK = ("handed_back", "desk", {"to": f"{FIRST}:"})
RESOLVED = ("resolved", "desk", {"close_code": "solution_provided"})
AROUND = ("resolved", "desk", {"close_code": "workaround_provided"})
ASKED = ("comment", "desk", {})
ANSWERED = ("comment", "caller", {})


def changed(name):
    return ("changed", "desk", {"property": name})


def ticked(ref, outcome="none"):
    return ("checked", "desk", {"activity": ref, "outcome": outcome})


def journal(*told):
    """Return entries a minute apart, as the procedure sees them."""
    return [
        Seen(EntryKind(kind), START + timedelta(minutes=n), 1, side == "caller", facts)
        for n, (kind, side, facts) in enumerate(told)
    ]


def shown(*told):
    return evidence_of(journal(*told), first_line=FIRST)


def refs(*told):
    return " ".join(sorted(shown(*told)))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([CREATED], "I01"),
        ([TAKEN], "I02"),
        ([NOTE], "I02"),
        # Only some properties are the categorisation.
        ([changed("urgency")], "I03"),
        ([changed("project")], ""),
        ([ticked("I04")], "I04"),
        ([ticked("I05")], "I05"),
        # A work note is an investigation once the diagnosis is made.
        ([NOTE, ticked("I05")], "I02 I05"),
        ([ticked("I05"), NOTE], "I02 I05 I06"),
        ([ASKED], "I07"),
        ([ANSWERED], ""),
        ([("held", "desk", {"reason": "awaiting_caller"})], "I07"),
        ([("held", "desk", {"reason": "awaiting_vendor"})], ""),
        ([RESOLVED], "I06 I08"),
        ([AROUND], "I06 I08 I15"),
        ([TO_COLLEAGUE], ""),
        ([TO_DWH], "I09 I10"),
        ([TO_DWH, TAKEN], "I02 I09 I10 I11"),
        # Resolved by a second line itself is not an investigation of the first.
        ([TO_DWH, RESOLVED], "I08 I09 I10"),
        ([TO_DWH, BACK], "I09 I10 I13 I14"),
        ([TO_DWH, BACK, TAKEN], "I02 I09 I10 I13 I14"),
    ],
)
def test_what_shows_which_activity(told, expected):
    assert refs(*told) == expected


def test_the_way_through_the_second_line_and_back_shows_all_of_it():
    told = [
        *(CREATED, TAKEN, changed("impact"), ticked("I04"), ticked("I05"), ASKED),
        *(TO_DWH, TAKEN, ticked("I12"), BACK, TAKEN, AROUND),
    ]

    assert {*shown(*told)} == {one.ref for one in ACTIVITIES}
    assert not repeated(shown(*told))
    assert not reversed_refs(shown(*told))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([RESOLVED, ("reopened", "caller", {}), RESOLVED], {"I06", "I08"}),
        ([TO_DWH, BACK, TO_DWH, BACK], {"I09", "I10", "I13", "I14"}),
        ([ticked("I04"), ticked("I04")], {"I04"}),
        ([changed("urgency"), changed("urgency")], {"I03"}),
        # One categorisation, and one talk.
        ([changed("urgency"), changed("impact")], set()),
        ([TAKEN, TAKEN, NOTE, NOTE, ASKED, ASKED], set()),
    ],
)
def test_what_was_gone_through_more_than_once(told, expected):
    assert repeated(shown(*told)) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([TAKEN, ticked("I04"), ticked("I05")], set()),
        ([TAKEN, ticked("I05"), ticked("I04")], {"I04"}),
        ([TO_DWH, TAKEN], {"I02"}),
        ([RESOLVED, changed("impact"), ticked("I04")], {"I03", "I04"}),
    ],
)
def test_what_came_after_a_step_that_should_follow_it(told, expected):
    assert reversed_refs(shown(*told)) == expected
