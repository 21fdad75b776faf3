"""The exceptions a person may meet: each carries its facts and one sentence."""

from collections.abc import Mapping
from types import MappingProxyType


class DomainError(Exception):
    """A rule of the domain says no.

    `sentence` is marked for translation and takes its named placeholders from
    `facts`; `web` translates and shows it with status 409.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        self.sentence = sentence
        self.facts: Mapping[str, object] = MappingProxyType(facts)
        super().__init__(sentence % facts if facts else sentence)


class Denied(DomainError):
    """This person may not do this; shown with status 403."""
