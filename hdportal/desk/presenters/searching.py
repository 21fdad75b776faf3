"""What a search says of itself: what it did with the words, and what came of it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.desk.domain.searching import LONGEST_QUERY, MOST_WORDS, Query


def typed(text: str) -> str:
    """Return what somebody typed into a search as far as it is kept."""
    return text.replace("\0", " ").strip()


def kept(text: str) -> str:
    """Return as much of a typed text as a search and its addresses take."""
    return text[:LONGEST_QUERY]


def refusal(text: str) -> str:
    """Return why nothing is looked for, or ""."""
    return "" if Query.parse(text) else _("Write letters or digits to search for.")


def shortened(text: str) -> str:
    """Return what is said of a text of which only the beginning counts, or ""."""
    if not Query.leaves_out(text):
        return ""
    return _(
        "That was more than a search takes. Only its beginning was looked for: "
        "at most %(words)d words and %(letters)d characters."
    ) % {"words": MOST_WORDS, "letters": LONGEST_QUERY}


def status(number: int, *, is_first: bool, has_more: bool) -> str:
    """Return how many were found."""
    if has_more and is_first:
        return _("The newest %(number)d incidents that match") % {"number": number}
    if not is_first:
        return _("Older incidents that match")
    if not number:
        return _("No incident matches")
    counted = ngettext(
        "%(number)d incident found", "%(number)d incidents found", number
    )
    return counted % {"number": number}
