"""Tell whether eleven digits can be a Belgian identification number.

Sources: the Royal Decree of 3 April 1984 on the composition of the identification
number of the National Register (birth date, serial, control number), and the Royal
Decree of 8 February 1991 on the same for people who are not in that register: the
bis number, whose month is raised by 20 (sex not known at issue) or 40 (known).
"""

from calendar import monthrange
from datetime import date

from hdportal.privacy.domain.findings import FindingKind

CENTURIES = (1900, 2000)
BIS_OFFSETS = (20, 40)
SERIALS = range(1, 999)
UNKNOWN = 0
LONGEST_MONTH = 31


def control_number(first_nine: int, *, century: int) -> int:
    """Return the last two digits that belong to the first nine.

    For births from 2000 on, a "2" is put before the nine digits.

    >>> control_number(850730968, century=1900)
    63
    """
    leading_two = 2_000_000_000 if century == 2000 else 0
    return 97 - (first_nine + leading_two) % 97


def identify(digits: str, *, today: date) -> FindingKind | None:
    """Return the kind of number that `digits` (eleven of 0-9) are, if any.

    >>> identify("85073096863", today=date(2026, 1, 1))
    <FindingKind.NATIONAL_NUMBER: 'national_number'>
    >>> identify("85073096864", today=date(2026, 1, 1))
    """
    first_nine, control = divmod(int(digits), 100)
    for century in CENTURIES:
        if control == control_number(first_nine, century=century):
            kind = _kind_born(first_nine // 1000, century, today)
            if kind and first_nine % 1000 in SERIALS:
                return kind
    return None


def _kind_born(six_digits: int, century: int, today: date) -> FindingKind | None:
    years, raised_month, day = (
        six_digits // 10_000,
        six_digits // 100 % 100,
        six_digits % 100,
    )
    offset = max((o for o in BIS_OFFSETS if raised_month >= o), default=0)
    if not _is_plausible(century + years, raised_month - offset, day, today):
        return None
    return FindingKind.BIS_NUMBER if offset else FindingKind.NATIONAL_NUMBER


def _is_plausible(year: int, month: int, day: int, today: date) -> bool:
    # The register writes 00 for a month or day that it does not know, and then counts
    # the day on when the serials of that year are used up: 00-00, 00-01, 00-02.
    if month == UNKNOWN:
        return day <= LONGEST_MONTH and year <= today.year
    if month > 12 or day > monthrange(year, month)[1]:
        return False
    return date(year, month, max(day, 1)) <= today
