"""Eleven digits that pass the control number, with the text around them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold eleven digits that pass the control number, and where they stand."""

    text: str
    start: int
    end: int
    is_usual: bool
    """Grouped as national numbers are, so that fewer doubts remain."""

    @property
    def written(self) -> str:
        return self.text[self.start : self.end]

    @property
    def groups(self) -> list[str]:
        return re.findall("[0-9]+", self.written)
