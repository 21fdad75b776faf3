"""Telephone numbers, checked loosely: people abroad and extensions count too."""

import re

_LOOKS_RIGHT = re.compile(r"\+?[0-9 ()./-]+(?: ?(?:x|ext\.?) ?[0-9]{1,6})?", re.I)
SHORTEST, LONGEST = 6, 21


def is_telephone(text: str) -> bool:
    """Return whether somebody could be called at `text`.

    >>> [is_telephone(t) for t in ("+32 2 642 51 11", "02/642.51.11 ext 3", "later")]
    [True, True, False]
    """
    digits = sum(character.isdigit() for character in text)
    return bool(_LOOKS_RIGHT.fullmatch(text)) and SHORTEST <= digits <= LONGEST
