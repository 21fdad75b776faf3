"""The definition of the Incident SOP, its published versions and its drawing."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from hdportal.desk.domain import sop
from hdportal.desk.domain.sop import (
    ACTIVITIES,
    PART_LABELS,
    RACI_LABELS,
    Change,
    Part,
    Raci,
    Step,
)
from hdportal.desk.management.commands import sop_drawing, sop_version
from hdportal.desk.sop_versions import FOLDER, as_file, published

# RACI matrix of the SOP: End User, Service Desk Agent, L2, Coordinator, Manager.
MATRIX = """
I01 I R - R RA
I02 I R - - A
I03 I R - R A
I04 - R - R A
I05 - R - R A
I06 - R - I A
I07 C R - R A
I08 - R - R A
I09 - R - R A
I10 - R I R AI
I11 - I R I A
I12 - - R R A
I13 C I R R A
I14 - C R I AI
I15 C R I C AI
"""


def test_the_matrix_is_that_of_the_institute():
    rows = [
        " ".join([one.ref, *("".join(one.raci[part]) or "-" for part in Part)])
        for one in ACTIVITIES
    ]

    assert rows == MATRIX.split("\n")[1:-1]
    assert {*PART_LABELS} == {*Part}
    assert {*RACI_LABELS} == {*Raci}


def test_the_manager_answers_for_every_activity():
    for one in ACTIVITIES:
        assert Raci.A in one.raci[Part.INCIDENT_MANAGER]


def test_each_button_belongs_to_an_activity_and_each_activity_can_be_shown():
    assert {step for one in ACTIVITIES for step in one.steps} == {*Step}
    for one in ACTIVITIES:
        assert one.evidence, one.ref
        ticks = [e for e in one.evidence if e.facts.get("activity") == one.ref]
        assert bool(ticks) is bool(one.outcomes), one.ref


def test_an_activity_is_found_by_its_reference():
    assert sop.activity("I08").name == "Set incident as resolved"
    with pytest.raises(KeyError):
        sop.activity("I16")


def test_the_newest_version_says_what_the_portal_does():
    newest = published()[-1]
    hint = "give it a new version: versions.py, then `hdportal manage sop_version`"

    assert newest == sop.current(), hint
    assert newest.definition == sop.snapshot(), hint
    assert (FOLDER / f"{newest.number}.json").read_text() == as_file(newest)


def test_versions_are_numbered_from_one_and_come_into_force_in_turn():
    versions = published()
    days = [version.in_force for version in versions]

    assert [version.number for version in versions] == [*range(1, len(days) + 1)]
    assert days == sorted(set(days))
    assert days[0] == date(2022, 1, 1)


def test_nothing_differs_between_a_version_and_itself():
    for version in published():
        assert sop.diff(version.definition, version.definition) == []


def test_a_difference_is_told_by_words_from_the_whole_to_the_part():
    old, new = published()[-1].definition, sop.snapshot()
    new["transitions"]["take"].pop("on_hold")
    new["activities"][7]["requires"] += ["A smile."]

    assert sop.diff(old, new) == [
        Change(
            ("I08", "What is required"),
            tuple(old["activities"][7]["requires"]),
            (*old["activities"][7]["requires"], "A smile."),
        ),
        Change(("Steps", "Take", "On hold"), ("On hold",), ()),
    ]


def test_the_second_version_added_who_may_take_a_step():
    first, second = published()[:2]

    changes = {c.path: c for c in sop.diff(first.definition, second.definition)}

    resolve = changes[("Steps", "Resolve", "Who may take it")]
    assert resolve.was == ()
    assert resolve.now == ("Service Desk agent", "Coordinator", "Incident manager")


def test_the_drawing_in_the_documents_is_fresh():
    call_command("sop_drawing", "--check")


def test_a_stale_drawing_is_found_and_drawn_anew(tmp_path, monkeypatch):
    # Another folder, for the documents are not for tests to write.
    monkeypatch.setattr(sop_drawing, "ROOT", tmp_path)
    with pytest.raises(CommandError, match="stale"):
        call_command("sop_drawing", "--check")

    call_command("sop_drawing", verbosity=0)

    call_command("sop_drawing", "--check")


def test_a_version_is_kept_once_and_written_over_on_request_only(tmp_path, monkeypatch):
    monkeypatch.setattr(sop_version, "FOLDER", tmp_path)
    path = tmp_path / f"{sop.current().number}.json"

    call_command("sop_version")
    kept = path.read_text()
    call_command("sop_version")
    path.write_text("{}")

    assert kept == as_file(sop.current())
    with pytest.raises(CommandError, match="Raise the number"):
        call_command("sop_version")
    call_command("sop_version", "--again")
    assert path.read_text() == kept
