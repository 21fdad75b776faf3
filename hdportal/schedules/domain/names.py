"""A name in the languages of the portal, for what the standard data call by name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """A name in English, Dutch and French; a language may be left empty."""

    en: str = ""
    nl: str = ""
    fr: str = ""

    def in_language(self, code: str) -> str:
        """Return the name for a language code such as `nl-be`, else what there is.

        >>> Name(en="Easter Monday", fr="Lundi de Pâques").in_language("fr-be")
        'Lundi de Pâques'
        """
        wanted = {"en": self.en, "nl": self.nl, "fr": self.fr}.get(code[:2], "")
        return wanted or self.en or self.nl or self.fr


NAMELESS = Name()
