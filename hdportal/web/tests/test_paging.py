"""Cursors survive the trip through an address, and nonsense does no harm."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.web.paging import Cursor

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 7 * 10**15).map(lambda us: EPOCH + timedelta(microseconds=us))


@given(MOMENTS, st.integers(0, 2**63 - 1), st.booleans())
def test_a_cursor_reads_back_as_it_was_written(moment, key, is_older):
    cursor = Cursor(moment, key, is_older=is_older)

    assert Cursor.parse(str(cursor)) == cursor


@given(st.text())
def test_nonsense_leads_to_a_page_and_never_to_an_error(text):
    assert isinstance(Cursor.parse(text), Cursor)


FAR_FUTURE = "by45OTk5OTk5OTk5OTk5OTk5OTk5OTk5LjE="


@pytest.mark.parametrize("text", ["", "!!!", "bi4xLng=", FAR_FUTURE])
def test_what_is_not_a_cursor_is_the_first_page(text):
    assert Cursor.parse(text) == Cursor()
