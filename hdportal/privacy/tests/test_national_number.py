from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.be import bis, nn

from hdportal.privacy.domain.composition import control_number, identify
from hdportal.privacy.domain.findings import Finding, FindingKind
from hdportal.privacy.domain.generator import make_national_number
from hdportal.privacy.domain.masking import mask
from hdportal.privacy.domain.national_number import find_national_numbers
from hdportal.privacy.tests.lookalikes import LOOKALIKES

TODAY = date(2026, 11, 24)
# Invented: its serial belongs to nobody (see the generator).
NUMBER = make_national_number(Random(1), date(1985, 7, 30))
YEAR, MONTH, DAY = NUMBER[:2], NUMBER[2:4], NUMBER[4:6]
SERIAL, CONTROL = NUMBER[6:9], NUMBER[9:]
DOTTED = f"{YEAR}.{MONTH}.{DAY}-{SERIAL}.{CONTROL}"


def found_in(text: str) -> list[str]:
    findings = find_national_numbers(text, today=TODAY)
    return [text[finding.start : finding.end] for finding in findings]


def cut(number: str, sizes: tuple[int, ...], separator: str) -> str:
    pieces, done = [], 0
    for size in sizes:
        pieces.append(number[done : done + size])
        done += size
    return separator.join(pieces)


@pytest.mark.parametrize("separator", list(" .-/_\t\\,|;·=~\u00a0\u202f\u2011–—．－"))
@pytest.mark.parametrize(
    "sizes",
    [
        (11,),
        (9, 2),
        (6, 5),
        (6, 3, 2),
        (2, 2, 2, 5),
        (2, 2, 2, 3, 2),  # as on the identity card
        (1,) * 11,  # one box for each digit
        (2, 3, 3, 3),  # as a spreadsheet shows large numbers
        (4, 4, 3),
        (3, 3, 3, 2),
        (5, 6),
    ],
)
def test_finds_a_number_however_it_is_cut(sizes: tuple[int, ...], separator: str):
    written = cut(NUMBER, sizes, separator)

    assert found_in(f"patient {written} came in") == [written]


@pytest.mark.parametrize(
    "written",
    [
        f"{YEAR}.{MONTH}.{DAY}-\n{SERIAL}.{CONTROL}",  # broken over two lines
        f"{NUMBER[:7]}\r\n{NUMBER[7:]}",
        f"{YEAR}.{MONTH}.{DAY}-\n> {SERIAL}.{CONTROL}",  # broken in a quoted mail
        f"{YEAR} . {MONTH} . {DAY} - {SERIAL} . {CONTROL}",
        f"{YEAR}.{MONTH}.{DAY} -- {SERIAL}.{CONTROL}",
        f"{YEAR}.{MONTH}.{DAY} | {SERIAL}.{CONTROL}",
        f"{YEAR}.{MONTH}.{DAY} ({SERIAL}.{CONTROL}",
        "\u200b".join(NUMBER),
        f"{NUMBER[:6]}\u00ad{NUMBER[6:]}",
        "\u0336".join(NUMBER),  # struck through
        "\ufe0f\u20e3".join(NUMBER),  # keycaps
        NUMBER.translate({48 + n: 0x0660 + n for n in range(10)}),  # Arabic-Indic
        NUMBER.translate({48 + n: 0xFF10 + n for n in range(10)}),  # full-width
        NUMBER.translate({48 + n: 0x1D7CE + n for n in range(10)}),  # bold
    ],
)
def test_finds_a_number_in_strange_dress(written: str):
    assert found_in(f"« {written} »") == [written]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", " 12"),
        ("12 ", ""),
        ("", " 12/05/1985"),
        ("24/11/2026 ", " 10:30"),
        ("NN:", ";"),
        ("RRN", "bis"),
        ("(", ")"),
        ("patient_", ".pdf"),
        ("2026-", "-001"),
        ("0,", ",M,1985"),  # first row of a table with numbered rows
        ("0001 ", ""),
        ("1.", ""),  # first line of a list
        ("1. ", ""),
        ("+32 485 12 34 56 ", ""),
        ("0485/12.34.56 ", ""),
        ("PID|1||", "^^^"),
        ("q=a+", ""),  # a plus sign in an address is a space
        ("Jan + ", " + Piet"),
        ("BE68 5390 0754 7034 ", ""),
        ("BE68539007547034 ", ""),
        ("be12 x ", ""),
        ("FR12 30006 00001 ", " 14"),  # no account number: its control is wrong
        ("XX12 ", ""),
        ("INC0000001 ", ""),
        ("10.12.30.133 ", ""),
        ("", "²"),
        ("\u202a", "\u202c"),
    ],
)
@pytest.mark.parametrize("written", [NUMBER, DOTTED])
def test_finds_a_number_among_neighbours(before: str, written: str, after: str):
    text = f"{before}{written}{after}"

    assert found_in(text) == [written]
    assert found_in(f"é\u200b{text}") == [written]


def test_finds_numbers_that_stand_side_by_side():
    assert found_in(f"{NUMBER},{DOTTED} {NUMBER}/{NUMBER}") == [
        NUMBER,
        DOTTED,
        NUMBER,
        NUMBER,
    ]


def test_finds_a_spaced_number_before_a_slash():
    written = f"{YEAR}.{MONTH}.{DAY} {SERIAL}-{CONTROL}"

    assert found_in(f"{written}/2") == [written]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_leaves_lookalikes_alone(text: str):
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no digits at all",
        "+32 2 555 12 12, 0032 485 12 34 56, 0485/12.34.56",
        "BE68 5390 0754 7034, FR14 2004 1010 0505 0001 3M02 606",
        "INC0000001 REQ0000001 HDBP0016 71000634",
        "2026-11-24T10:30:00.123456 24/11/2026 9:15",
        "192.168.12.145 10.12.30.133/24 version 2.22.3.1",
        "4111 1111 1111 1111 and 5412345678908",
    ],
)
def test_finds_nothing_in_everyday_text(text: str):
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("850730968", FindingKind.NATIONAL_NUMBER),
        ("850000968", FindingKind.NATIONAL_NUMBER),  # month and day not known
        ("850002968", FindingKind.NATIONAL_NUMBER),  # the serials of 1985 ran out
        ("850700968", FindingKind.NATIONAL_NUMBER),  # day not known
        ("852730968", FindingKind.BIS_NUMBER),  # sex not known
        ("854730968", FindingKind.BIS_NUMBER),
        ("854000968", FindingKind.BIS_NUMBER),
        ("840229968", FindingKind.NATIONAL_NUMBER),
        ("850229968", None),  # no leap year
        ("850732968", None),
        ("850032968", None),
        ("851330968", None),
        ("856130968", None),
        ("850730000", None),  # serials run from 001
        ("850730999", None),  # to 998
    ],
)
def test_knows_a_birth_date_of_the_last_century(digits: str, kind: FindingKind | None):
    control = control_number(int(digits), century=1900)

    assert identify(f"{digits}{control:02}", today=TODAY) is kind


@pytest.mark.parametrize(
    ("digits", "is_number"),
    [
        ("261124968", True),  # born today
        ("261125968", False),  # born tomorrow
        ("261200968", False),
        ("260000968", True),
        ("270000968", False),
        ("000229968", True),  # 2000 was a leap year, 1900 was not
    ],
)
def test_knows_a_birth_date_of_this_century(digits: str, is_number: bool):
    control = control_number(int(digits), century=2000)

    assert bool(identify(f"{digits}{control:02}", today=TODAY)) is is_number


births = st.dates(date(1900, 1, 2), TODAY).filter(lambda d: (d.month, d.day) != (1, 1))
numbers = st.builds(
    lambda seed, born, offset: make_national_number(
        Random(seed), born, bis_offset=offset
    ),
    st.integers(),
    births,
    st.sampled_from([0, 20, 40]),
)
gaps = st.text(" .-/_\t\u00a0\u202f–", min_size=1, max_size=3)
words = st.text(st.characters(categories=["L", "Zs", "Po"], exclude_characters="/.·"))
USUAL_CUTS = [
    frozenset(cuts)
    for cuts in ((), (9,), (6,), (6, 9), (2, 4, 6), (2, 4, 6, 9), range(1, 11))
]


def joined(number: str, cuts: frozenset[int], gap: str) -> str:
    return "".join(gap * (i in cuts) + digit for i, digit in enumerate(number))


@given(words, numbers, st.sampled_from(USUAL_CUTS), gaps, words)
@settings(deadline=None)
def test_finds_every_number_at_its_place(before, number, cuts, gap, after):
    written = joined(number, cuts, gap)

    findings = find_national_numbers(f"{before} {written} {after}", today=TODAY)

    kind = FindingKind.BIS_NUMBER if int(number[2]) > 1 else FindingKind.NATIONAL_NUMBER
    start = len(before) + 1
    assert findings == [Finding(kind, start, start + len(written))]


@given(st.text("0123456789 .-/,+()|\nBEe█\u200b٣", max_size=80), numbers, numbers)
@settings(max_examples=300, deadline=None)
def test_masked_text_has_no_findings(noise, first, second):
    text = noise.join([first, "", second])

    masked = mask(text, find_national_numbers(text, today=TODAY))

    assert find_national_numbers(masked, today=TODAY) == []


@given(st.text())
@settings(deadline=None)
def test_findings_are_in_order_and_apart(text):
    findings = find_national_numbers(f"{NUMBER} {text} {NUMBER}", today=TODAY)

    assert all(one.end <= two.start for one, two in pairwise(findings))


@given(
    st.from_regex(r"[0-9]{2}[0-5][0-9][0-3][0-9]{4}", fullmatch=True),
    st.sampled_from([1900, 2000]),
)
@settings(deadline=None)
def test_agrees_with_another_implementation(first_nine, century):
    control = control_number(int(first_nine), century=century)
    digits = f"{first_nine}{control:02}"
    today = date.today()  # noqa: DTZ011 - the other one reads this clock

    kind = identify(digits, today=today)

    # It is milder than we are: it takes a 31 June for a day that is not known,
    # and any date of the current year.
    assert kind is not FindingKind.NATIONAL_NUMBER or nn.is_valid(digits)
    assert kind is not FindingKind.BIS_NUMBER or bis.is_valid(digits)
    if is_certain(digits, today) and (nn.is_valid(digits) or bis.is_valid(digits)):
        assert kind


def is_certain(digits: str, today: date) -> bool:
    day, serial = int(digits[4:6]), int(digits[6:9])
    return day <= 28 and 1 <= serial <= 998 and int(digits[:2]) != today.year % 100


@pytest.mark.parametrize(
    "hostile",
    ["1", "1 ", "11 ", "01 01 01 111 ", ".", "1\n", "1,", "1\u200b", "٣", "+", "BE68"],
)
def test_a_megabyte_of_hostile_text_finishes(hostile: str):
    assert found_in(hostile * (1_000_000 // len(hostile))) == []
