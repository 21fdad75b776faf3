import copy
import pickle
from datetime import UTC, date, datetime
from random import Random
from typing import get_type_hints

import pytest

from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.privacy import door
from hdportal.privacy.domain.findings import Finding, FindingKind
from hdportal.privacy.domain.generator import make_national_number
from hdportal.privacy.door import CleanText, PatientDataFound, clean, masked

NUMBER = make_national_number(Random(1), date(1985, 7, 30))


def test_harmless_text_becomes_clean_text():
    text = clean("The export stops at 12 %.")

    assert isinstance(text, CleanText)
    assert text == "The export stops at 12 %."
    assert hash(text) == hash("The export stops at 12 %.")


def test_clean_text_passes_again_unchanged():
    text = clean("twice")

    assert clean(text) is text


def test_patient_data_are_refused_without_repeating_them():
    with pytest.raises(PatientDataFound) as refused:
        clean(f"Patient {NUMBER}")

    error = refused.value
    assert error.findings == (Finding(FindingKind.NATIONAL_NUMBER, 8, 19),)
    assert error.text_length == 19
    assert NUMBER not in f"{error} {error!r} {vars(error)}"


def test_a_refusal_is_a_domain_error_and_survives_a_queue():
    error = PatientDataFound([Finding(FindingKind.BIS_NUMBER, 0, 11)], text_length=11)
    again = pickle.loads(pickle.dumps(error))

    assert isinstance(again, DomainError)
    assert (again.findings, again.text_length) == (error.findings, 11)


def test_a_type_checker_sees_what_comes_through_the_door():
    makers = (door.clean, door.masked)

    assert all(get_type_hints(maker)["return"] is CleanText for maker in makers)


def test_masked_gives_clean_text():
    text = masked(f"Patient {NUMBER}")

    assert text == "Patient ███████████"
    assert door.is_clean(text)


@pytest.mark.parametrize("arguments", [("x",), ("x", None), ("x", object())])
def test_nobody_makes_clean_text_but_the_door(arguments):
    with pytest.raises(TypeError, match="clean"):
        CleanText(*arguments)


def test_clean_text_has_no_children():
    with pytest.raises(TypeError, match="subclass"):
        type("Cleaner", (CleanText,), {})


def test_text_slipped_into_the_type_has_no_seal():
    slipped = str.__new__(CleanText, NUMBER)

    assert not door.is_clean(slipped)
    with pytest.raises(AttributeError):
        slipped._seal = "forged"
    with pytest.raises(PatientDataFound):
        clean(slipped)


@pytest.mark.parametrize("value", ["plain", None, 7, b"bytes"])
def test_require_clean_refuses_what_did_not_come_through(value):
    with pytest.raises(TypeError, match=type(value).__name__):
        door.require_clean(value)


def test_require_clean_lets_clean_text_pass():
    assert door.require_clean(clean("fine")) is None


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickles_and_copies_are_clean_too(protocol: int):
    text = clean("kept in a queue")

    again = pickle.loads(pickle.dumps(text, protocol))

    assert again == text
    assert all(map(door.is_clean, (again, copy.copy(text), copy.deepcopy(text))))


def test_a_forged_pickle_is_stopped_at_the_door():
    forged = pickle.dumps(clean("x" * 11), 0).replace(b"x" * 11, NUMBER.encode())

    with pytest.raises(PatientDataFound):
        pickle.loads(forged)


def test_parts_and_sums_are_plain_text_again():
    text = clean(NUMBER[:6])

    results = (text[1:], text + NUMBER[6:], text.upper(), f"{text}", str(text))
    assert {type(result) for result in results} == {str}


def test_the_door_judges_by_the_date_in_brussels():
    born_tomorrow = make_national_number(Random(1), date(2026, 11, 25))

    with clock.standing_at(datetime(2026, 11, 24, 22, 59, tzinfo=UTC)):
        assert door.inspect(born_tomorrow) == []
    with clock.standing_at(datetime(2026, 11, 24, 23, 1, tzinfo=UTC)):
        assert len(door.inspect(born_tomorrow)) == 1
