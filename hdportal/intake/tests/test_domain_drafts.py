"""What a draft may be, and how often it is saved."""

from datetime import UTC, datetime, timedelta

import pytest

from hdportal.intake.domain import drafts
from hdportal.intake.domain.drafts import DraftTooLong, SavedTooOften

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("purpose", "is_one"),
    [
        ("incident", True),
        ("comment:INC0000001", True),
        ("", False),
        ("comment:", False),
        ("Incident", False),
        ("comment:../x", False),
        ("incident\n", False),
        ("x" * 61, False),
    ],
)
def test_a_purpose_is_a_short_name(purpose, is_one):
    assert drafts.is_purpose(purpose) is is_one


def test_only_answers_are_kept_of_what_a_form_posts():
    posted = {
        "subject": "A",
        "role": " ",
        "form_token": "x",
        "csrfmiddlewaretoken": "y",
        "purpose": "incident",
        "next": "/",
        "Bad Key": "z",
    }

    assert drafts.without_noise(posted) == {"subject": "A"}


@pytest.mark.parametrize(
    "values",
    [
        {"description": "x" * (drafts.MAX_CHARACTERS + 1)},
        {f"k{index}": "x" for index in range(drafts.MAX_KEYS + 1)},
    ],
)
def test_what_is_too_long_for_a_draft_is_refused(values):
    with pytest.raises(DraftTooLong):
        drafts.require_fitting(values)


def test_a_burst_of_saves_is_fine_and_a_flood_is_not():
    until = None
    for _index in range(60):
        until = drafts.paced(until, NOW)

    with pytest.raises(SavedTooOften):
        drafts.paced(until, NOW)
    assert drafts.paced(until, NOW + timedelta(seconds=1))


def test_whoever_types_without_a_pause_is_never_refused():
    until = None
    for index in range(1000):
        until = drafts.paced(until, NOW + timedelta(seconds=1.5 * index))

    assert until == NOW + timedelta(seconds=1.5 * 999 + 0.5)
