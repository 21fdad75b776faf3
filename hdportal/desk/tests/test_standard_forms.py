"""The forms that come with the portal."""

import pytest

from hdportal.desk import standard_forms
from hdportal.intake.domain.parsing import parse_form
from hdportal.intake.domain.schema import FieldKind
from hdportal.intake.sources import SOURCES


@pytest.mark.parametrize("key", list(standard_forms.STANDARD))
def test_the_forms_that_come_along_are_right_and_in_three_languages(key):
    schema = parse_form(standard_forms.read(key), sources=list(SOURCES))

    for field in schema.fields:
        for choice in (field, *field.choices):
            assert set(choice.label) == {"en", "nl", "fr"}
    description, attachments = schema.fields[-2:]
    assert len(description.guidance) == 3
    assert (attachments.key, attachments.kind) == ("attachments", FieldKind.FILE)
    assert not attachments.is_required
