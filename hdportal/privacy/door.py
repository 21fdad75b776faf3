"""The first door: text of people comes in as `CleanText`, or not at all.

Actions take `CleanText`, so a type checker proves that no text goes round the door;
`require_clean` asks the same again while the portal runs.
"""

from typing import Never, Self, TypeGuard, final

from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.privacy.domain.findings import Finding
from hdportal.privacy.domain.masking import mask
from hdportal.privacy.domain.national_number import find_national_numbers

_KEY = object()


@final
class CleanText(str):
    """Be a text in which no patient data were found; only `clean` makes one.

    A part of it, or it joined to another text, is plain `str` again: two harmless
    halves may be one number.
    """

    __slots__ = ("_seal",)
    _seal: object

    def __new__(cls, text: str, key: object = None) -> Self:
        if key is not _KEY:
            raise TypeError("CleanText is made by hdportal.privacy.door.clean() only.")
        made = super().__new__(cls, text)
        object.__setattr__(made, "_seal", key)
        return made

    def __init_subclass__(cls) -> Never:
        raise TypeError("CleanText cannot be subclassed.")

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError("CleanText does not change.")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> tuple[object, tuple[str]]:
        # Whoever stored it may have changed it: unpickling goes through the door.
        return clean, (str(self),)


class PatientDataFound(DomainError):
    """The text holds patient data; knows where, but not the text."""

    def __init__(self, findings: list[Finding], text_length: int) -> None:
        self.findings = tuple(findings)
        self.text_length = text_length
        super().__init__(
            N_(
                "This text holds a national register number. "
                "Take it out, then send the text again."
            )
        )

    def __reduce__(self) -> tuple[object, tuple[list[Finding], int]]:
        return type(self), (list(self.findings), self.text_length)


def inspect(text: str) -> list[Finding]:
    """Return the patient data found in `text`, in order; judged by today's date."""
    return find_national_numbers(text, today=clock.today())


def clean(text: str) -> CleanText:
    """Return `text` as CleanText.

    Raises:
        PatientDataFound: there are patient data in it.
    """
    if is_clean(text):
        return text
    if findings := inspect(text):
        raise PatientDataFound(findings, text_length=len(text))
    return CleanText(str(text), _KEY)


def masked(text: str) -> CleanText:
    """Return `text` as CleanText, with a black block for each digit of a number."""
    return clean(mask(text, inspect(text)))


def is_clean(value: object) -> TypeGuard[CleanText]:
    """Tell whether `value` came through the door."""
    return type(value) is CleanText and getattr(value, "_seal", None) is _KEY


def require_clean(value: object) -> None:
    """Refuse whatever did not come through the door.

    Raises:
        TypeError: `value` is not CleanText; its content is not repeated.
    """
    if not is_clean(value):
        kind = type(value).__name__
        raise TypeError(f"Expected CleanText from the door, got {kind}.")
