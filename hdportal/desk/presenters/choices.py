"""What the values of the desk's lists are called, for whoever reads them."""

from collections.abc import Mapping

from django.utils.translation import get_language

from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.stock_choices import as_delivered
from hdportal.desk.queries import choices


def name_of(kind: Kind, key: str) -> str:
    """Return what a value is called in the reader's language; "" has no name."""
    return choices.names_of(kind, key).in_language(_language()) if key else ""


def offered(kind: Kind, *, parent: str = "") -> list[tuple[str, str]]:
    """Return what can be chosen, as (key, name)."""
    language = _language()
    return [
        (one.key, one.names.in_language(language))
        for one in choices.offered(kind, parent=parent)
    ]


def sentence_for(kind: Kind, key: str, sentences: Mapping[str, str]) -> str:
    """Return the sentence for a value that is still called as it was delivered.

    "" for every other one: what it is called now says more than the sentence.
    """
    is_known = as_delivered(kind, key, choices.names_of(kind, key))
    return sentences.get(key, "") if is_known else ""


def _language() -> str:
    return (get_language() or "en")[:2]
