"""Make numbers for tests and demonstrations that belong to nobody."""

from datetime import date
from random import Random

from hdportal.privacy.domain.composition import control_number

# Men get the odd serials of their birth day and women the even ones.
UNUSED_SERIALS = (960, 998)


def make_national_number(rng: Random, born: date, *, bis_offset: int = 0) -> str:
    """Return eleven digits that pass every rule and that no person holds.

    A serial of 960 or more needs over 470 boys or girls born on one day, in a country
    where some 350 children are born a day; only 1 January, the day written for many
    people whose birthday is not known, comes near, and is therefore refused.

    Raises:
        ValueError: `born` is 1 January or before 1900, or `bis_offset` not 0, 20, 40.
    """
    if (born.month, born.day) == (1, 1) or born.year < 1900:
        raise ValueError("Choose a birth date from 1900 on, and not 1 January.")
    if bis_offset not in (0, 20, 40):
        raise ValueError("A bis number raises the month by 20 or 40.")
    six = f"{born.year % 100:02}{born.month + bis_offset:02}{born.day:02}"
    nine = f"{six}{rng.randint(*UNUSED_SERIALS):03}"
    control = control_number(int(nine), century=2000 if born.year >= 2000 else 1900)
    return f"{nine}{control:02}"
