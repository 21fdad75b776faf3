import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.portfolio.domain.words import (
    LONGEST_QUERY,
    MOST_WORDS,
    is_found,
    normalise,
    query_words,
    search_key,
    squash,
)

PACEMAKER = search_key(
    name="QERMID: pacemakers",
    abbreviation="PACEMAKER",
    code="HDBP0016",
    overseen_by="RIZIV-INAMI",
)
QUALITY = search_key(
    name="NSIH quality indicators",
    abbreviation="NSIH_QI",
    code="HDBP0034",
    overseen_by="",
)
WORDS = st.text("abcdefgh0123456789éèÉœ", min_size=1, max_size=8)
GAPS = st.sampled_from([" ", "_", "-", "/", "  ", ""])


@pytest.mark.parametrize(
    "text", ["NSIH_QI", "nsih qi", "NSIH-QI", "nsihqi", "ÑSIH QÍ", " qi  nsih "]
)
def test_an_abbreviation_is_found_in_every_spelling(text: str) -> None:
    assert is_found(QUALITY, text)


@pytest.mark.parametrize(
    "text",
    [
        "HDBP0016",
        "hdbp0016",
        "hdbp 16",
        "hdbp-16",
        "HDBP 0016",
        "0016",
        "016",
        "16",
        "REG0016",
        "reg 16",
        "hdbp00",  # still typing
        "16 pace",
    ],
)
def test_a_code_is_found_in_every_spelling(text: str) -> None:
    assert is_found(PACEMAKER, text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("pacem qerm", True),  # starts of words, in any order
        ("makers", False),  # the end of a word
        ("pacemaker inami", True),  # the organisation that manages it
        ("pacemaker hip", False),  # every word must be there
        ("HDBP0034", False),
        ("!?", False),  # no words at all
        ("", True),  # nothing asked
        ("   ", True),
        ("\x00", False),
    ],
)
def test_words_are_found_by_their_start_and_all_of_them(
    text: str, answer: bool
) -> None:
    assert is_found(PACEMAKER, text) is answer


def test_accents_case_and_joined_letters_do_not_matter() -> None:
    assert normalise("Œuvre – ÉTUDE (Straße)") == "oeuvre etude strasse"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once


@given(st.text())
def test_normal_text_can_be_looked_up_as_it_is(text: str) -> None:
    assert not set(normalise(text)) & set("%_\\\x00\t\n")


@given(st.lists(WORDS, min_size=1, max_size=4), GAPS, GAPS)
def test_separators_of_an_abbreviation_do_not_matter(
    words: list[str], stored: str, typed: str
) -> None:
    abbreviation = stored.join(words)
    key = search_key(name="Any", abbreviation=abbreviation, code="", overseen_by="")

    if squash(abbreviation):
        assert is_found(key, typed.join(words))


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_any_words_of_the_name_find_it_in_any_order(
    words: list[str], data: st.DataObject
) -> None:
    key = search_key(name=" ".join(words), abbreviation="", code="", overseen_by="")
    some = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=5))

    assert is_found(key, " ".join(some))


@given(st.integers(1, 9999), st.sampled_from(["hdbp", "REG", "hdbp ", "reg-", ""]))
def test_each_code_is_found_with_and_without_its_zeros(
    number: int, prefix: str
) -> None:
    code = f"HDBP{number:04d}"
    key = search_key(name="Any", abbreviation="", code=code, overseen_by="")

    assert is_found(key, f"{prefix}{number}")
    assert is_found(key, f"{prefix}{number:04d}")


def test_a_very_long_query_is_cut() -> None:
    words = query_words("word " * 5000 + " ".join(map(str, range(100))))

    assert len(words) <= MOST_WORDS
    assert len("".join(words)) <= LONGEST_QUERY
