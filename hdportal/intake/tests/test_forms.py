"""The engine: what was typed, what is wrong with it, what is stored."""

import random
from datetime import date

import pytest
from django.http import QueryDict

from hdportal.intake import forms
from hdportal.intake.domain.checking import Problem
from hdportal.intake.models import FormVersion
from hdportal.intake.presenters import form_view
from hdportal.portfolio.tests.factories import application, project
from hdportal.privacy.domain.generator import make_national_number

pytestmark = pytest.mark.django_db

GIVEN = {
    "urgency": "1",
    "category": "account",
    "subject": "Password refused",
    "description": "I type my password.\r\nIt is refused.",
}


def filled(**changes):
    posted = QueryDict(mutable=True)
    posted.update({**GIVEN, **changes})
    return forms.filled(FormVersion.objects.in_use("incident"), posted)


def number():
    return make_national_number(random.Random(7), date(1985, 7, 30))


def test_answers_hold_clean_texts_and_choices():
    answers = filled().checked().answers()

    assert answers.text("description") == "I type my password.\nIt is refused."
    assert answers.choices == {"urgency": "1", "category": "account"}


def test_keys_that_the_form_does_not_know_are_dropped():
    assert "is_admin" not in filled(is_admin="1").values


def test_answers_of_hidden_fields_are_not_stored():
    project("Pacemakers", code="HDBP0016")

    answers = filled(project="HDBP0016").checked().answers()

    assert "project" not in answers.choices


def test_a_project_in_another_spelling_is_not_a_key():
    project("Pacemakers", code="HDBP0016")
    application("hd4dp", name="HD4DP")

    form = filled(category="application", project="hdbp 16", application="hd4dp")

    assert set(form.checked().problems) == {"project"}


def test_a_national_number_is_refused_and_its_place_shown():
    form = filled(description=f"Patient {number()} is missing").checked()

    view = next(f for f in form_view(form).fields if f.key == "description")

    assert form.problems["description"].problem is Problem.PATIENT_DATA
    assert [place.before for place in view.places] == ["Patient "]


def test_masking_makes_the_form_valid_and_keeps_the_rest():
    form = filled(description=f"Patient {number()} is missing").masked().checked()

    assert form.is_valid
    assert number() not in form.values["description"]
    assert form.values["subject"] == GIVEN["subject"]


def test_a_form_with_problems_has_no_answers():
    with pytest.raises(ValueError, match="without problems"):
        filled(urgency="9").answers()


def test_a_form_without_its_texts_in_a_language_shows_them_in_english():
    view = form_view(forms.blank(FormVersion.objects.in_use("incident")))

    assert [label for label, _href in view.required] == [
        "Urgency",
        "Type of problem",
        "Subject",
        "Description",
    ]


def with_files(count, refused=(), **changes):
    version = FormVersion.objects.in_use("incident")
    fields = version.data["fields"]
    fields[-1] = {**fields[-1], **changes}
    posted = QueryDict(mutable=True)
    posted.update({**GIVEN, "attachments": "typed by hand"})
    return forms.filled(version, posted).with_files(count, refused).checked()


@pytest.mark.parametrize(
    ("count", "is_required", "problem"),
    [
        (0, False, None),
        (0, True, Problem.NO_FILE),
        (2, True, None),
    ],
)
def test_a_required_file_field_wants_at_least_one_file(count, is_required, problem):
    form = with_files(count, required=is_required)

    found = form.problems.get("attachments")
    assert (found.problem if found else None) is problem
    assert bool(form.missing) is bool(problem)


def test_files_are_not_among_the_answers():
    assert "attachments" not in with_files(1).answers().choices


def test_a_refused_file_stands_in_the_way_with_its_sentence():
    form = with_files(1, ["“a.exe” is a program."])

    view = next(f for f in form_view(form).fields if f.key == "attachments")

    assert not form.is_valid
    assert view.error == "“a.exe” is a program."
