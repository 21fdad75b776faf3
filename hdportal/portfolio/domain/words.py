"""How project names are compared, whatever their accents, case and separators."""

import re
import unicodedata

from hdportal.portfolio.domain.codes import spellings

# Letters that Unicode does not take apart, as people type them without.
_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_CODE_WITH_GAP = re.compile(r"\b(hdbp|reg) (?=\d)")
MOST_WORDS = 8
LONGEST_QUERY = 200


def normalise(text: str) -> str:
    """Return the words of `text` in small plain letters, one space between them.

    >>> normalise("NSIH_QI"), normalise("Diabète – pédiatrie")
    ('nsih qi', 'diabete pediatrie')
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    folded = unicodedata.normalize("NFKD", folded).casefold().translate(_PLAIN)
    letters = (c for c in folded if not unicodedata.combining(c))
    spaced = "".join(c if c.isalnum() else " " for c in letters)
    return " ".join(spaced.split())


def squash(text: str) -> str:
    """Return `text` as one word: what is left when all separators go.

    >>> squash("NSIH-QI") == squash("nsih qi") == "nsihqi"
    True
    """
    return normalise(text).replace(" ", "")


def query_words(text: str) -> list[str]:
    """Return the words that must all be found; a code and its number are one word.

    Long text is cut: nobody types more than a few words to find a project.

    >>> query_words("HDBP 16 pace")
    ['hdbp16', 'pace']
    """
    words = _CODE_WITH_GAP.sub(r"\1", normalise(text[:LONGEST_QUERY])).split()
    return words[:MOST_WORDS]


def search_key(*, name: str, abbreviation: str, code: str, overseen_by: str) -> str:
    """Return the text kept beside a project, in which its words are looked up.

    It opens with the abbreviation as one word: sorting by it sorts by abbreviation.
    Each word stands after a space: looking for " " and the start of a word finds it.
    """
    main = squash(abbreviation or name)
    parts = (normalise(text) for text in (abbreviation, name, overseen_by))
    return " ".join(["", main, *filter(None, parts), *spellings(code), ""])


def is_found(key: str, text: str) -> bool:
    """Return whether `text` finds the project with this search key.

    The same rule as `ProjectQuerySet.matching`, for lists that are not in a database.
    """
    words = query_words(text)
    if not words:
        return not text.strip()
    return all(f" {word}" in key for word in words) or f" {''.join(words)}" in key
