"""Checks of free text for forms of apps that stand below the one that knows how.

`privacy` adds its patient-data check when it starts; forms ask by `no_patient_data`.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.functional import Promise

Check = Callable[[str], Promise | str | None]

_checks: list[Check] = []


def register_check(check: Check) -> None:
    """Add a check; it returns the sentence of a refusal, or None."""
    _checks.append(check)


def no_patient_data(text: str) -> None:
    """Refuse a text that a check refuses; a validator for Django's form fields.

    Raises:
        ValidationError: with the check's sentence.
    """
    for check in _checks:
        if sentence := check(text):
            raise ValidationError(sentence)
