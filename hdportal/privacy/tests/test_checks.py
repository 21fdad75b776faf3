"""Forms below this app refuse patient data as well."""

import random
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from hdportal.accounts.forms.profile import AskForm
from hdportal.privacy.domain.generator import make_national_number
from hdportal.web.typed_text import no_patient_data

NUMBER = make_national_number(random.Random(5), date(1985, 7, 30))


def test_a_text_with_a_national_number_is_refused():
    with pytest.raises(ValidationError, match="national register number"):
        no_patient_data(f"For patient {NUMBER}")


def test_a_plain_text_passes():
    assert no_patient_data("For the pacemaker registry") is None


def test_the_request_for_an_account_refuses_it_next_to_the_field():
    form = AskForm({"reason": f"For patient {NUMBER}"})

    assert "national register number" in str(form.errors["reason"])
