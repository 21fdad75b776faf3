import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.desk.domain.audience import Reading
from hdportal.desk.domain.marking import excerpt, marked
from hdportal.desk.domain.searching import (
    LONGEST_DOCUMENT,
    MOST_WORDS,
    Document,
    Layer,
    Query,
    fold,
    number_token,
    scope_token,
    words_of,
)

STRANGE = {
    "ten kilobytes": "word " * 2000,
    "one endless word": "x" * 10_000,
    "operators": "AND OR NOT NEAR( * ^ + - : \" ' & | ! <-> ( )",
    "zero byte": "a\0b",
    "emoji": "🦄 👩‍👩‍👧‍👦",
    "right to left": "שלום مرحبا \u202eabc",
    "half a pair": "\ud800 abc",
    "swollen": "ﷺ" * 10_000,
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("HD4DP_v2-beta", ["hd4dp", "v2", "beta"]),
        ("Zürich, ŒUVRE, Ångström", ["zurich", "œuvre", "angstrom"]),
        ("e\u0301te\u0301", ["ete"]),
        ("ΣΊΣΥΦΟΣ Ёлка 東京 n²", ["σισυφοσ", "елка", "東京", "n2"]),
        ("İstanbul ŞİŞLİ", ["istanbul", "sisli"]),
        ("x" * 50, ["x" * 40]),
    ],
)
def test_words_are_letters_and_digits_of_any_script(text, words):
    assert words_of(text) == words


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_word_is_found_again_by_the_same_word(text):
    words = list(dict.fromkeys(words_of(text[:200])))

    assert list(Query.parse(text).texts) == words[:MOST_WORDS]


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_a_strange_query_is_small_and_quick(text):
    begin = time.perf_counter()
    query = Query.parse(text)

    assert time.perf_counter() - begin < 0.1
    assert len(query.words) <= MOST_WORDS
    assert all(word.text.isalnum() for word in query.words)


@pytest.mark.parametrize("text", ["", "  ", "* - ( )", "🦄", "\0", "\u202e"])
def test_a_query_without_letters_or_digits_is_empty(text):
    assert not Query.parse(text)


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        ("upl", [True]),
        ("up", [False]),
        ("upload refused", [False, True]),
        ("42", [False]),
        ("inc0000042", [False]),
    ],
)
def test_the_last_word_may_be_the_beginning_of_one(text, prefixes):
    assert [word.is_prefix for word in Query.parse(text).words] == prefixes


@pytest.mark.parametrize("text", ["42", "inc42", "INC0000042", " 0042 "])
def test_a_number_is_read_in_any_spelling(text):
    query = Query.parse(text)

    assert query.number == "42"
    assert ("n42", False) in query.wanted("", Reading.LIFE_CYCLE)[0]


@pytest.mark.parametrize("text", ["", "0", "inc", "4x", "1 2", "9" * 30])
def test_other_words_are_no_number(text):
    assert Query.parse(text).number == ""


@pytest.mark.parametrize(
    ("reading", "layers"),
    [(Reading.LIFE_CYCLE, "a"), (Reading.WHOLE, "ab"), (Reading.DESK, "abc")],
)
def test_a_reader_looks_in_the_layers_that_are_for_this_reader(reading, layers):
    (terms,) = Query.parse("word").wanted("", reading)

    assert [term.token for term in terms] == [f"{layer}word" for layer in layers]


def test_a_scope_is_one_more_thing_an_incident_must_have():
    wanted = Query.parse("word").wanted("caller:12", Reading.LIFE_CYCLE)

    assert wanted == [[("scallerx3ax12", False)], [("aword", True)]]


@given(*[st.text(alphabet=string.ascii_lowercase + string.digits + ":-_")] * 2)
def test_no_two_scopes_share_a_token(one, other):
    assert (scope_token(one) == scope_token(other)) == (one == other)
    assert scope_token(one).isalnum()


def test_a_word_stands_once_in_the_layer_that_most_people_read():
    document = Document("INC0000042", ["desk"])

    document.add(Layer.WORK_NOTES, "upload secret")
    document.add(Layer.TEXTS, "the upload, Upload")
    document.add(Layer.LIFE_CYCLE, "The")

    assert document.tokens == "athe bupload csecret n42 sdesk"


def test_a_long_document_keeps_what_came_first_and_its_scopes():
    document = Document("INC0000042", ["desk"])
    many = " ".join(f"word{number}" for number in range(20_000))

    document.add(Layer.TEXTS, "first " + many, "never")

    assert document.is_full
    assert LONGEST_DOCUMENT // 2 < len(document.tokens) < LONGEST_DOCUMENT + 100
    assert {"n42", "sdesk", "bfirst"} <= set(document.tokens.split())
    assert "bnever" not in document.tokens.split()


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_a_document_of_strange_text_is_small_and_quick(text):
    document, begin = Document("", []), time.perf_counter()

    document.add(Layer.TEXTS, *[text] * 100)

    assert time.perf_counter() - begin < 1
    assert len(document.tokens.encode()) < 4 * LONGEST_DOCUMENT
    assert number_token("") == ""


@pytest.mark.parametrize(
    ("text", "words", "parts"),
    [
        ("", ["a"], []),
        ("nothing here", ["word"], [("nothing here", False)]),
        ("a word", [], [("a word", False)]),
        ("Crème", ["creme"], [("Crème", True)]),
        ("cre\u0300me", ["cre"], [("cre\u0300", True), ("me", False)]),
        ("Straße", ["stras"], [("Straß", True), ("e", False)]),
        ("reload load", ["load"], [("reload ", False), ("load", True)]),
        ("upload", ["up", "upload"], [("upload", True)]),
        ("🦄 Élan", ["elan"], [("🦄 ", False), ("Élan", True)]),
    ],
)
def test_words_are_marked_where_they_begin(text, words, parts):
    assert marked(text, words) == parts


@given(st.text(), st.text())
def test_marking_loses_no_letter(text, words):
    parts = marked(text, Query.parse(words).texts)

    assert "".join(part for part, _flag in parts) == text


@given(st.text(), st.text(), st.integers(1, 50))
def test_an_excerpt_is_short(text, words, around):
    parts = excerpt(text, Query.parse(words).texts, around)

    assert sum(len(part) for part, _flag in parts) <= 2 * around + 42 + 200


def test_an_excerpt_without_a_marked_word_is_the_beginning():
    assert excerpt("one\n two  three", ["four"], around=7) == [("one two…", False)]
