"""Texts whose digits pass every check of a national number, yet are none."""

from datetime import date
from itertools import product

from hdportal.privacy.domain.composition import identify

TODAY = date(2026, 11, 24)


def passing(before: str, shape: str, after: str = "") -> str:
    """Return `shape`, its question marks filled so that the control number passes."""
    for filling in product("0123456789", repeat=shape.count("?")):
        filled = shape.replace("?", "{}").format(*filling)
        digits = "".join(sign for sign in filled if sign.isdigit())
        if identify(digits, today=TODAY):
            return f"{before}{filled}{after}"
    raise ValueError(f"nothing passes for {shape}")


def iban(country: str, account: str) -> str:
    """Return an account number with the right two control digits (ISO 13616)."""
    signs = "".join(sign for sign in account if sign.isalnum()) + country.upper() + "00"
    control = 98 - int("".join(str(int(sign, 36)) for sign in signs)) % 97
    return f"{country}{control:02}{account}"


LOOKALIKES = [
    # telephone numbers, in Belgium and abroad
    passing("+", "32 470 12 ?? ??"),
    passing("+", "3247012????"),
    passing("+ ", "32 470 12 ?? ??"),
    passing("tel:+", "32 470/12.??.??"),
    passing("+32 ", "470123??? ??"),
    passing("0032 ", "470123??? ??"),
    passing("+49 ", "1512123????"),
    passing("0049 ", "1512123????"),
    passing("", "0032 25 ?? ???"),
    passing("", "02 123 1? ?? ??"),
    passing("", "0101/12.1?.??.?"),
    passing("02 814 ", "23 12 02 ??? ??", " 22"),
    passing("", "14 12 02/1??.??", ".67"),
    passing("12/", "05/24 02 ??? ??", " 67"),
    # account and card numbers, longer runs of digits
    passing("3712 ", "820424 ?????"),
    passing("4", "8507309????"),
    passing("54", "8507309????"),
    passing("12345", "8507309????"),
    passing("", "8507309????", "1"),
    passing("4111 ", "850 730 9?? ??"),
    # addresses of machines, versions, measurements
    passing("", "10.11.12.1??/2?"),
    passing("", "130.104.1??.??"),
    passing("0.", "8507309????"),
    # dates with something behind them
    passing("", "30/11/2012 ?.??"),
    passing("", "20210?15 ???"),
    passing("", "2021-2012 ???"),
    passing("", "1212 1?? 2024"),
    # codes: tickets, hospitals, care providers
    passing("INC", "1012??? 12??"),
    passing("HDBP", "0112 2?? ????"),
    passing("", "71000??? ???"),
    passing("", "1-20112-??-???"),
    # two things one below the other
    passing("", "850730\n\n9????"),
    passing("12 ", "850 730 9?? ??"),
    # account numbers, grouped as banks in Norway and France do
    iban("NO", "85073096863"),
    iban("no", " 85073096863").lower(),
    iban("FR", " 30006 00001 85073096863 14"),
    iban("FR", "-30006-00001-85073096863-14"),
]
