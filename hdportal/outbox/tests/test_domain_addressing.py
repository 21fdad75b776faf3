import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.outbox.domain.addressing import (
    UnsafeHeader,
    bare_address,
    safe_headers,
    single_line,
)


@given(st.text(), st.sampled_from("\r\n\0\x0b\x85\u2028"), st.text())
def test_a_line_break_is_never_let_through(before, breaker, after):
    with pytest.raises(UnsafeHeader):
        single_line("subject", before + breaker + after)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("desk@portal.example", "desk@portal.example"),
        ("Service Desk <desk@portal.example>", "desk@portal.example"),
        ("jörg@büro.example", "jörg@xn--bro-hoa.example"),
    ],
)
def test_an_address_is_found(text, expected):
    assert bare_address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nobody",
        "@portal.example",
        "a@",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "a@b..example",
        "two words@b.example",
    ],
)
def test_what_is_not_one_address_is_refused(text):
    with pytest.raises(UnsafeHeader):
        bare_address(text)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Ticket": "INC0000001\r\nBcc: a@b.example"},
        {"X Ticket": "1"},
        {"X-Ticket:": "1"},
        {"": "1"},
        {"Bcc": "a@b.example"},
        {"message-id": "<1@b.example>"},
    ],
)
def test_headers_that_break_a_mail_are_refused(headers):
    with pytest.raises(UnsafeHeader):
        safe_headers(headers)


def test_other_headers_are_kept():
    assert safe_headers({"Reply-To": "a@b.example"}) == {"Reply-To": "a@b.example"}
