"""Who sees what, and how lists page."""

from datetime import timedelta

import pytest

from hdportal.desk import queries
from hdportal.desk.domain.audience import Reading
from hdportal.desk.models import Audience, Incident
from hdportal.desk.queries import ListFilter
from hdportal.desk.tests import factories as make
from hdportal.kernel import clock
from hdportal.web.paging import Cursor

pytestmark = pytest.mark.django_db


def visible(user):
    return set(Incident.objects.visible_to(user))


def test_a_caller_sees_own_incidents_and_not_those_of_another_hospital():
    caller = make.caller()
    stranger = make.caller("caller2", at=make.hospital("Second hospital"))
    incident = make.incident(caller)

    assert visible(caller) == {incident}
    assert visible(stranger) == set()


def test_colleagues_see_incidents_only_where_that_is_switched_on():
    open_house = make.hospital("Open hospital", shares=True)
    closed_house = make.hospital("Closed hospital")
    shared = make.incident(make.caller("a", at=open_house))
    make.incident(make.caller("b", at=closed_house))

    assert visible(make.caller("c", at=open_house)) == {shared}
    assert visible(make.caller("d", at=closed_house)) == set()


def test_a_researcher_sees_the_life_cycle_of_own_projects_only():
    incident = make.incident(make.caller(), **make.about_application())
    make.incident(make.caller("caller2"))

    seen = Incident.objects.visible_to(make.researcher("HDBP0016")).get()

    assert seen == incident
    assert not seen.sees_texts


def test_the_desk_sees_every_incident_with_its_texts():
    incident = make.incident(make.caller())

    seen = Incident.objects.visible_to(make.agent()).get()

    assert seen == incident
    assert seen.sees_texts


def walk(asked, size, monkeypatch):
    monkeypatch.setattr(queries.lists, "PAGE_SIZE", size)
    cursor, pages = Cursor(), []
    while True:
        rows, has_more = queries.page(asked, cursor)
        pages.append([row.short_description for row in rows])
        if not has_more:
            return pages, rows
        cursor = Cursor((rows[-1].moment, rows[-1].incident_id))


def test_pages_run_newest_first_without_holes_or_doubles(monkeypatch):
    caller = make.caller()
    start = clock.now()
    for index in range(7):
        # Three at a time share one moment, so that the key has to decide.
        with clock.standing_at(start + timedelta(minutes=index // 3)):
            make.incident(caller, subject=f"Number {index}")

    pages, _rows = walk(ListFilter(f"caller:{caller.pk}"), 2, monkeypatch)

    assert sum(pages, []) == [f"Number {index}" for index in reversed(range(7))]


def test_a_cursor_leads_back_to_the_page_before(monkeypatch):
    caller = make.caller()
    for index in range(6):
        make.incident(caller, subject=f"Number {index}")
    asked = ListFilter(f"caller:{caller.pk}")
    _pages, last = walk(asked, 2, monkeypatch)

    newer = Cursor((last[0].moment, last[0].incident_id), is_onward=False)
    rows, has_more = queries.page(asked, newer)

    assert [r.short_description for r in rows] == ["Number 3", "Number 2"]
    assert has_more


def test_a_list_filters_by_state():
    caller = make.caller()
    first = make.incident(caller, subject="Certificate expired")
    make.incident(caller, subject="Upload refused")
    Audience.objects.filter(incident=first).update(state="closed", is_open=False)

    def subjects(**wanted):
        rows = queries.rows(ListFilter(f"caller:{caller.pk}", **wanted))
        return [row.incident.short_description for row in rows]

    assert subjects() == ["Upload refused"]
    assert subjects(state="closed") == ["Certificate expired"]


def test_a_list_is_searched_in_every_state_and_as_far_as_it_may_be_read():
    caller = make.caller()
    first = make.incident(caller, subject="Certificate expired", description="Odd")
    make.incident(caller, subject="Upload refused")
    Audience.objects.filter(incident=first).update(state="closed", is_open=False)

    def numbers(text, reading=Reading.WHOLE):
        asked = ListFilter(f"caller:{caller.pk}", "", text, reading)
        return [row.number for row in queries.found(asked)[0]]

    for text in ("expired cert", "odd", str(first.number)):
        assert numbers(text) == [first.number]
    assert numbers("odd", Reading.LIFE_CYCLE) == numbers("100%") == []


def test_a_search_goes_on_after_its_page(monkeypatch):
    monkeypatch.setattr(queries.lists, "PAGE_SIZE", 2)
    caller = make.caller()
    made = [make.incident(caller).number for _each in range(3)]
    asked = ListFilter(f"caller:{caller.pk}", text="refused")

    rows, has_more = queries.found(asked)
    rest, has_still_more = queries.found(asked, rows[-1].incident_id)

    assert [row.number for row in rows + rest] == made[::-1]
    assert (has_more, has_still_more) == (True, False)
