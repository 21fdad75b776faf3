"""Made-up words, spread as words of a language are, and phrases made of them."""

import random
from collections.abc import Iterator
from itertools import accumulate

WORDS = 30_000
# A power of two: the dice of `bench.rows` then throws each as often as the next.
PHRASES = 32_768
SUBJECT_WORDS, TEXT_WORDS = 6, 14
SYLLABLES = [first + second for first in "bdfghklmnprstvwz" for second in "aeiou"]
# Odd and no multiple of five, so that no two ranks share a word.
_STRIDE = 104_729


def word(rank: int) -> str:
    """Return a word; the one of rank 1 is the most common.

    >>> word(1), word(2)
    ('dukuge', 'gosoli')
    """
    mixed, made = rank * _STRIDE, ""
    for _unused in range(3):
        mixed, syllable = divmod(mixed, len(SYLLABLES))
        made += SYLLABLES[syllable]
    return made


def phrases() -> Iterator[tuple[str, str]]:
    """Yield a subject and a text, `PHRASES` times and always the same.

    The word of rank 2 comes half as often as that of rank 1, and so on (Zipf).
    """
    dice = random.Random(4)
    ranks = range(1, WORDS + 1)
    shares = [1 / rank for rank in ranks]
    summed = list(accumulate(shares))
    for _unused in range(PHRASES):
        drawn = dice.choices(ranks, cum_weights=summed, k=SUBJECT_WORDS + TEXT_WORDS)
        words = [word(rank) for rank in drawn]
        subject, text = words[:SUBJECT_WORDS], words[SUBJECT_WORDS:]
        yield " ".join(subject).capitalize(), " ".join(text).capitalize() + "."
