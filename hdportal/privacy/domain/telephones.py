"""Recognise digits that are part of a telephone number."""

import re
from itertools import accumulate

from hdportal.privacy.domain.candidate import Candidate
from hdportal.privacy.domain.layout import MASKED_DIGIT

_DIGIT = f"[0-9{MASKED_DIGIT}]"
_ANY_DIGIT = re.compile(_DIGIT)
_PHONE_REACH = 32
_PHONE_SIGNS = f"[0-9{MASKED_DIGIT} ()./\\-\u00a0\u2011\u202f]*"
_PLUS = re.compile(rf"(?<![\w{MASKED_DIGIT}])\+( ?)({_PHONE_SIGNS})$")
_ZERO_ZERO = re.compile(rf"(?<!{_DIGIT})00 ?((?:3[0-469]|4[013-9]|352){_PHONE_SIGNS})$")
# Digits of a whole number, country included.
_SHORTEST_PHONE = 8
_BELGIAN_LENGTHS = {10, 11}
_DOMESTIC_PHONES = ((2, 3, 2, 2), (3, 2, 2, 2), (4, 2, 2, 2), (4, 3, 3))
_NEIGHBOURS = re.compile(f"{_DIGIT} .*[ .]{_DIGIT}{{2}}$")


def is_international(it: Candidate) -> bool:
    before = it.text[max(0, it.start - _PHONE_REACH) : it.start]
    if "+" in before and (plus := _PLUS.search(before)):
        # "name + number" is a list; "+32 ..." and "+ 32 ..." are telephone numbers.
        is_list = plus[1] and it.is_usual and not plus[2]
        return not is_list and _is_inside_phone(plus[2], it)
    if "00" in before.replace(" ", "") and (zeros := _ZERO_ZERO.search(before)):
        return _is_inside_phone(zeros[1], it)
    return False


def _is_inside_phone(dialled: str, it: Candidate) -> bool:
    before = len(_ANY_DIGIT.findall(dialled))
    if not (dialled + it.written).startswith("32") or before == 0:
        return before < _SHORTEST_PHONE
    # "+32 85073096863" has no place where a Belgian number could end.
    ends = accumulate((len(group) for group in it.groups), initial=before)
    return bool({*ends} & _BELGIAN_LENGTHS - {before})


def runs_into_next(it: Candidate) -> bool:
    """02 814 23 30 02 586 47 22: the end of one number and most of the next."""
    sizes = tuple(map(len, it.groups))
    is_possible = sizes == (2, 2, 2, 3, 2) and it.groups[2].startswith("0")
    around = it.text[max(0, it.start - 2) : it.end + 3]
    return is_possible and bool(_NEIGHBOURS.match(around))


def is_domestic(it: Candidate) -> bool:
    sizes = tuple(map(len, it.groups))
    shapes = (sizes[: len(shape)] == shape for shape in _DOMESTIC_PHONES)
    return it.written.startswith("0") and any(shapes)


def is_dialled_abroad(it: Candidate) -> bool:
    return bool(re.match("00 ?[1-9]", it.written))
