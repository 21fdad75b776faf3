"""Tell national numbers from account numbers, addresses, codes and dates.

Asked only about digits that already pass the control number, so each question may
look around a little; none looks further than a fixed distance.
"""

import re
from collections.abc import Callable
from re import Match

from hdportal.privacy.domain import telephones
from hdportal.privacy.domain.candidate import Candidate
from hdportal.privacy.domain.layout import MASKED_DIGIT

# Lengths of account numbers as each country fixed them (ISO 13616).
_IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
    "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27,
    "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24,
    "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "VA": 22,
}  # fmt: skip
_IBAN_REACH = 70
_SIGN = f"[A-Za-z0-9{MASKED_DIGIT}]"
_IBAN = re.compile(f"(?<!{_SIGN})[A-Za-z]{{2}}(?=[0-9]{{2}})")
_IBAN_SIGNS = {
    length: re.compile(
        rf"(?:[A-Za-z0-9][ .\-\u00a0\u202f]?){{{length - 1}}}[A-Za-z0-9](?!{_SIGN})"
    )
    for length in set(_IBAN_LENGTHS.values())
}
_LETTER = re.compile("[A-Za-z]")
_NOT_IN_IBAN = re.compile("[^0-9A-Za-z]+")

_DIGIT = f"[0-9{MASKED_DIGIT}]"
_CARD_START = re.compile(f"(?<!{_DIGIT})3[47]{_DIGIT}{{2}}[ -]$")
_CARE_PROVIDER = (1, 5, 2, 3)

_ZERO_POINT = re.compile(rf"(?<!{_DIGIT})0\.$")
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IP_ADDRESS = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}(?!\.?[0-9])")
_NETWORK = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}/[0-9]{{2}}$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def is_lookalike(candidate: Candidate) -> bool:
    """Tell whether the digits are better explained as something else."""
    questions = _ALWAYS if candidate.is_usual else _ALWAYS + _UNUSUAL
    return any(question(candidate) for question in questions)


def _is_credit_card(it: Candidate) -> bool:
    """Some cards are written 4+6+5 and begin with 34 or 37."""
    before = it.text[max(0, it.start - 6) : it.start]
    is_possible = tuple(map(len, it.groups)) == (6, 5)
    return is_possible and bool(_CARD_START.search(before))


def _is_account_number(it: Candidate) -> bool:
    """Tell whether the digits share even one with an account number.

    Not only when they lie inside it: else masking one number could break an account
    number and so uncover another.
    """
    around_from = max(0, it.start - _IBAN_REACH)
    if not _LETTER.search(it.text, around_from, it.start):
        return False
    around = it.text[around_from : it.end + _IBAN_REACH]
    accounts = _IBAN.finditer(around, 0, it.start - around_from)
    return any(_account_end(m, around) > it.start - around_from for m in accounts)


def _account_end(match: Match[str], around: str) -> int:
    """Return where the account number that begins with `match` ends, or -1."""
    length = _IBAN_LENGTHS.get(match[0].upper(), 0)
    signs = _IBAN_SIGNS[length].match(around, match.start()) if length else None
    if not signs or not _passes_control(_NOT_IN_IBAN.sub("", signs[0])):
        return -1
    return signs.end()


def _passes_control(account: str) -> bool:
    turned = account[4:] + account[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _is_network(it: Candidate) -> bool:
    return bool(_NETWORK.match(it.written)) and int(it.written[-2:]) <= 32


def _is_fraction(it: Candidate) -> bool:
    # 0.85073096863 is a measurement. "1.850..." may be the first line of a list.
    before = it.text[max(0, it.start - 3) : it.start]
    return bool(_ZERO_POINT.search(before))


def _is_ip_address(it: Candidate) -> bool:
    return bool(_IP_ADDRESS.match(it.written))


def _is_code(it: Candidate) -> bool:
    """INC0000001 2024: a ticket number and a year, not one number."""
    return it.start > 0 and it.text[it.start - 1].isalpha()


def _is_care_provider(it: Candidate) -> bool:
    """Care providers write 1-23456-78-901; hospitals have a number 710....."""
    sizes = tuple(map(len, it.groups))
    is_hospital = sizes[0] == 8 and it.written.startswith("710")
    return sizes == _CARE_PROVIDER or is_hospital


def _has_year(it: Candidate) -> bool:
    """30/11/2024 5.43, 2021-2022 123, 20241130-123: a date with something behind."""
    groups = it.groups
    for index, group in enumerate(groups):
        at_edge = index in (0, len(groups) - 1) or len(groups[index - 1]) <= 2
        if at_edge and len(group) in (4, 8) and _YEAR.match(group):
            return True
    return False


_ALWAYS: tuple[Callable[[Candidate], bool], ...] = (
    telephones.is_international,
    telephones.runs_into_next,
    _is_credit_card,
    _is_account_number,
    _is_network,
    _is_fraction,
)
_UNUSUAL: tuple[Callable[[Candidate], bool], ...] = (
    _is_ip_address,
    _is_code,
    telephones.is_domestic,
    telephones.is_dialled_abroad,
    _is_care_provider,
    _has_year,
)
