"""What the demo incidents went through is believable."""

from datetime import datetime, timedelta

import pytest

from hdportal.home.demo.besides import with_besides
from hdportal.home.demo.data import INCIDENT_SUBJECTS, PEOPLE
from hdportal.home.demo.data.handling import HANDLING
from hdportal.home.demo.data.known_errors import (
    ALIKE,
    BY_SUBJECT,
    KNOWN_ERRORS,
    ONE_REASON,
)
from hdportal.home.demo.data.phrases import PHRASES
from hdportal.home.demo.deeds import What
from hdportal.home.demo.stories import CALLERS, HOW_MANY, LAST, stories
from hdportal.home.demo.working_time import DAY, minutes_before
from hdportal.kernel.clock import BRUSSELS
from hdportal.privacy.door import clean

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("now", "minutes", "expected"),
    [
        (MONDAY, 0, "2026-11-23T09:30"),
        (MONDAY, 29, "2026-11-23T09:01"),
        # Over a weekend, and over more than a week.
        (MONDAY, 60, "2026-11-20T16:30"),
        (MONDAY, 5 * DAY, "2026-11-16T09:30"),
        # From a night and from a weekend.
        (MONDAY - timedelta(hours=3), 10, "2026-11-20T16:50"),
        (MONDAY - timedelta(days=1), 10, "2026-11-20T16:50"),
        (MONDAY + timedelta(hours=12), 10, "2026-11-23T16:50"),
        # Over the change of the clocks.
        (MONDAY, 25 * DAY, "2026-10-19T09:30"),
    ],
)
def test_minutes_of_work_before_a_moment(now, minutes, expected):
    moment = minutes_before(now, minutes).astimezone(BRUSSELS)

    assert moment.isoformat(timespec="minutes")[:16] == expected


def test_the_stories_are_the_same_every_time():
    told = stories()

    assert told == stories()
    assert len(told) == HOW_MANY


def test_each_deed_has_a_token_of_its_own():
    tokens = [deed.token for story in stories() for deed in story.deeds]

    assert len(set(tokens)) == len(tokens)


def test_each_story_begins_with_the_report_and_goes_on_in_order():
    for story in stories():
        first, *others = story.deeds
        minutes = [deed.minutes for deed in story.deeds]

        assert (first.what, first.by in CALLERS) == (What.REPORT, True)
        assert What.REPORT not in [deed.what for deed in others]
        assert minutes == sorted(minutes, reverse=True)
        assert minutes[-1] >= LAST


def test_the_newest_report_is_the_last_that_happened():
    last = [deed.minutes for story in stories() for deed in story.deeds[-1:]]

    assert min(last) == LAST == stories()[-1].deeds[0].minutes


def test_everybody_who_acts_has_an_account():
    accounts = {person.account for person in PEOPLE}

    assert {deed.by for story in stories() for deed in story.deeds} <= accounts


def test_every_subject_is_handled_by_words_of_its_own():
    assert set(HANDLING) == {incident.subject for incident in INCIDENT_SUBJECTS}
    for part in ("question", "answer", "note", "solution"):
        words = [getattr(handling, part) for handling in HANDLING.values()]
        assert all(len(text) >= 6 for text in words)
    solutions = [handling.solution for handling in HANDLING.values()]
    assert len(set(solutions)) == len(solutions)


def test_what_happens_beside_them_changes_nothing_of_the_stories():
    told, more = stories(), with_besides(stories())

    for before, after in zip(told, more, strict=True):
        minutes = [deed.minutes for deed in after.deeds]
        gone = [d for d in before.deeds if d not in after.deeds]

        assert [d for d in after.deeds if d in before.deeds] == [
            d for d in before.deeds if d not in gone
        ]
        # Nobody records "no known error" where one is linked.
        assert {deed.detail for deed in gone} <= {"I04"}
        assert minutes == sorted(minutes, reverse=True)
        assert len({deed.token for deed in after.deeds}) == len(after.deeds)


def test_what_belongs_together_names_subjects_that_there_are():
    subjects = {incident.subject for incident in INCIDENT_SUBJECTS}

    assert set(BY_SUBJECT).union(*ONE_REASON, *ALIKE) <= subjects
    for one in KNOWN_ERRORS:
        for text in (one.title, one.symptom, one.workaround):
            assert clean(text) == text


def test_nothing_that_is_said_looks_like_patient_data():
    told = {deed.text for story in stories() for deed in story.deeds}
    said = {text for phrases in PHRASES.values() for text in vars(phrases).values()}

    for text in told | {text for texts in said for text in texts}:
        assert clean(text) == text


def test_how_many_are_closed_does_not_hang_on_the_minute_of_the_load():
    resolved = [
        deed.minutes
        for story in stories()
        for deed in story.deeds
        if deed.what is What.RESOLVE
    ]

    # Fourteen days are ten days of work.
    assert min(abs(minutes - 10 * DAY) for minutes in resolved) > 15
