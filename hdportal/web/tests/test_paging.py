"""Cursors survive the trip through an address, and nonsense does no harm."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from hdportal.web.paging import Cursor, Ordering

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 7 * 10**15).map(lambda us: EPOCH + timedelta(microseconds=us))
PLACES = st.lists(st.one_of(MOMENTS, st.integers(0, 2**63 - 1)), min_size=1).map(tuple)


@given(PLACES, st.booleans(), st.text())
def test_a_cursor_reads_back_as_it_was_written(place, is_onward, of):
    cursor = Cursor(place, is_onward=is_onward)

    assert Cursor.parse(cursor.written(of=of), of=of) == cursor


@given(st.text())
def test_nonsense_leads_to_the_first_page_and_never_to_an_error(text):
    assert Cursor.parse(text).is_first


@pytest.mark.parametrize("text", ["", "!!!", "bi4xLng=", "by45OTk5OTk5OTk5OTk5LjE="])
def test_what_is_not_a_cursor_is_the_first_page(text):
    assert Cursor.parse(text) == Cursor()


def test_a_cursor_of_another_list_is_the_first_page():
    written = Cursor((1, 2)).written(of="by age")

    assert Cursor.parse(written, of="by priority").is_first


def test_a_changed_cursor_is_the_first_page():
    written = Cursor((1, 2)).written()

    assert Cursor.parse(written[:-1] + "A").is_first


@pytest.fixture
def kinds(db):
    """Return a table whose first column says little: three rows share each value."""
    ContentType.objects.all().delete()
    made = [ContentType(id=n, app_label=str(n % 3), model=str(n)) for n in range(1, 10)]
    ContentType.objects.bulk_create(made)
    return ContentType.objects.annotate(third=F("id") % 3)


@pytest.mark.parametrize("is_descending", [False, True])
def test_pages_run_in_order_without_holes_or_doubles(kinds, is_descending):
    ordering = Ordering(("third", "id"), is_descending=is_descending)
    expected = sorted(((n % 3, n) for n in range(1, 10)), reverse=is_descending)
    cursor, walked, has_more = Cursor(), [], True

    while has_more:
        rows, has_more = cursor.slice(kinds, ordering, 2)
        walked += [(row.third, row.id) for row in rows]
        cursor = Cursor(walked[-1])

    assert walked == expected


@pytest.mark.parametrize("is_descending", [False, True])
def test_a_cursor_leads_back_to_the_page_before(kinds, is_descending):
    ordering = Ordering(("third", "id"), is_descending=is_descending)
    everyone = sorted(((n % 3, n) for n in range(1, 10)), reverse=is_descending)

    back = Cursor(everyone[5], is_onward=False)
    rows, has_more = back.slice(kinds, ordering, 2)

    assert [(row.third, row.id) for row in rows] == everyone[3:5]
    assert has_more
