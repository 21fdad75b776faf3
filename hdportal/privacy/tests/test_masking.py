from datetime import date
from random import Random

import pytest

from hdportal.privacy.domain.generator import make_national_number
from hdportal.privacy.domain.masking import Excerpt, excerpts, mask
from hdportal.privacy.domain.national_number import find_national_numbers

TODAY = date(2026, 11, 24)
NUMBER = make_national_number(Random(1), date(1985, 7, 30))
DOTTED = f"{NUMBER[:2]}.{NUMBER[2:4]}.{NUMBER[4:6]}-{NUMBER[6:9]}.{NUMBER[9:]}"


def masked(text: str) -> str:
    return mask(text, find_national_numbers(text, today=TODAY))


def excerpts_of(text: str, context: int = 30) -> list[Excerpt]:
    findings = find_national_numbers(text, today=TODAY)
    return excerpts(text, findings, context=context)


def test_mask_keeps_everything_but_the_digits_of_the_number():
    assert masked(f"On 12/05 {DOTTED}, bed 4") == "On 12/05 ██.██.██-███.██, bed 4"


def test_mask_covers_digits_of_every_script():
    eastern = NUMBER.translate({48 + n: 0x0660 + n for n in range(10)})

    assert masked(eastern) == "█" * 11


def test_mask_without_findings_returns_the_same_text():
    assert masked("room 12") == "room 12"


def test_masking_one_number_does_not_uncover_another():
    spaced = " ".join(NUMBER)
    once = masked(f"{NUMBER} {spaced}")

    assert masked(once) == once


def test_excerpt_cuts_at_words_and_says_so():
    text = f"The lady in the second room has {DOTTED} as number on her bracelet today"

    assert excerpts_of(text, context=12) == [
        Excerpt("…room has ", "██.██.██-███.██", " as number…")
    ]


def test_excerpt_of_a_short_text_is_the_whole_text():
    assert excerpts_of(f"Has\n{NUMBER} now") == [Excerpt("Has ", "█" * 11, " now")]


def test_excerpt_masks_the_other_numbers_around_it():
    first, second = excerpts_of(f"{NUMBER} and {DOTTED}")

    assert first.after == " and ██.██.██-███.██"
    assert second.before == "███████████ and "


def test_excerpt_cuts_through_a_word_that_is_too_long():
    assert excerpts_of("x" * 40 + f"/{NUMBER}", context=5)[0].before == "…xxxx/"


@pytest.mark.parametrize("offset", [0, 20, 40])
def test_generator_uses_a_serial_that_nobody_has(offset: int):
    number = make_national_number(Random(2), date(2001, 2, 3), bis_offset=offset)

    assert number.startswith(f"01{2 + offset:02}03")
    assert 960 <= int(number[6:9]) <= 998


def test_generator_repeats_itself_for_a_seed():
    born = date(1950, 6, 7)

    assert make_national_number(Random(3), born) == make_national_number(
        Random(3), born
    )


@pytest.mark.parametrize(
    ("born", "offset"),
    [(date(1980, 1, 1), 0), (date(1899, 5, 5), 0), (date(1980, 5, 5), 30)],
)
def test_generator_refuses_what_could_belong_to_somebody(born: date, offset: int):
    with pytest.raises(ValueError, match="birth date|bis number"):
        make_national_number(Random(1), born, bis_offset=offset)
