"""Keeping the hours: what is typed stays, what is wrong is said beside it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from hdportal.accounts.tests.factories import make_administrator
from hdportal.kernel import clock
from hdportal.schedules.models import ClosingDay, ClosingRule
from hdportal.schedules.tests.factories import OFFICE, desk, enter_hours

pytestmark = pytest.mark.django_db
CALENDAR = reverse("hours-calendar", args=["desk"])
ADD = reverse("hours-week-add", args=["desk"])
PREVIEW = reverse("hours-week-add-preview", args=["desk"])


@pytest.fixture(autouse=True)
def today():
    with clock.standing_at(datetime(2026, 11, 24, 10, tzinfo=UTC)):
        yield


@pytest.fixture
def keeper(client):
    client.force_login(make_administrator())
    return client


def typed(lines=OFFICE, **more: object) -> dict[str, object]:
    days = {f"day_{number}": line for number, line in enumerate(lines)}
    return {"in_force": "2027-01-01", "revision": desk().revision, **days, **more}


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_an_administrator_enters_the_hours(keeper):
    answer = keeper.post(ADD, typed(), follow=True)

    assert answer.redirect_chain == [(CALENDAR, 302)]
    assert "Monday to Friday: 09:00–12:00, 13:00–17:00" in text_of(answer)
    assert "To come" in text_of(answer)
    assert desk().editions.get().in_force == date(2027, 1, 1)


def error_beside(answer, field: str) -> str:
    _before, _mark, after = text_of(answer).partition(f'id="id_{field}_error"')
    return after.split("</p>")[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("09:00-12:00, 11:00-17:00", "overlap"),
        ("09:00-12:00, 12:00-17:00", "join them"),
        ("17:00-09:00", "ends before it begins"),
        ("22:00-06:00", "end it at 24:00"),
        ("09:00-09:00", "is empty"),
        ("nine to five", "is not understood"),
    ],
)
def test_hours_that_cannot_be_are_refused_beside_their_day(keeper, line, said):
    lines = (*OFFICE[:2], line, *OFFICE[3:])

    answer = keeper.post(ADD, typed(lines))

    assert answer.status_code == 422
    assert said in error_beside(answer, "day_2")
    assert f'value="{line}"' in answer.content.decode()
    assert not desk().editions.exists()


def test_a_week_without_an_open_hour_is_refused(keeper):
    answer = keeper.post(ADD, typed(("",) * 7))

    assert answer.status_code == 422
    assert "Enter at least one opening hour" in text_of(answer)


def test_a_week_that_closing_days_leave_nothing_of_is_refused(keeper):
    enter_hours()
    desk().rules.filter(rule="01-01").update(rule="01-01..12-31")

    answer = keeper.post(ADD, typed())

    assert answer.status_code == 422
    assert "would not be open for a single hour" in text_of(answer)
    assert desk().editions.count() == 1


def test_unknown_hours_need_no_lines(keeper):
    keeper.post(ADD, typed(("nonsense",) * 7, is_unknown="on"))

    assert desk().editions.get().week is None


def test_a_date_of_another_century_is_refused(keeper):
    answer = keeper.post(ADD, typed(in_force="0027-01-01"))

    assert "Enter a date of this century." in text_of(answer)


def test_a_second_entry_for_a_day_is_refused_and_the_typed_stays(keeper):
    enter_hours(date(2027, 1, 1))

    answer = keeper.post(ADD, typed(("10:00-11:00",) * 7))

    assert answer.status_code == 422
    assert "Other hours are in force from this day" in text_of(answer)
    assert 'value="10:00-11:00"' in answer.content.decode()


def test_a_change_of_somebody_else_is_not_written_over(keeper):
    sent = typed()
    enter_hours()

    answer = keeper.post(ADD, sent)

    assert answer.status_code == 409
    assert "Somebody changed this calendar" in text_of(answer)
    assert desk().editions.count() == 1
    assert keeper.post(ADD, typed()).status_code == 302


def test_the_preview_says_what_it_would_do_and_saves_nothing(keeper):
    answer = keeper.post(PREVIEW, typed())

    assert answer.status_code == 200
    assert "Open 35 hours a week from 1 Jan 2027." in text_of(answer)
    assert "12 closing days in 2027." in text_of(answer)
    assert not desk().editions.exists()


def test_the_preview_of_hours_in_the_past_warns(keeper):
    answer = keeper.post(PREVIEW, typed(in_force="2026-01-01"))

    assert "days that have passed too" in text_of(answer)


def test_the_preview_alone_is_what_the_script_gets(keeper):
    headers = {"HX-Request": "true"}

    fine = keeper.post(PREVIEW, typed(), headers=headers)
    wrong = keeper.post(PREVIEW, typed(("x",) * 7), headers=headers)

    assert fine.content.strip().startswith(b'<div id="preview"')
    assert wrong.status_code == 422
    assert "It cannot be saved like this" in text_of(wrong)


def test_hours_are_changed_and_the_form_holds_them(keeper):
    edition = enter_hours(note="Old note")
    address = reverse("hours-week", args=["desk", edition.pk])

    form = keeper.get(address).content.decode()
    keeper.post(address, typed(("08:00-10:00",) * 7, note="New"))

    assert 'value="09:00-12:00, 13:00-17:00"' in form
    assert "Old note" in form
    assert desk().editions.get().note == "New"


def test_hours_in_force_are_not_removed(keeper):
    edition = enter_hours()

    answer = keeper.post(
        reverse("hours-week-remove", args=["desk", edition.pk]), follow=True
    )

    assert "stay: change them" in text_of(answer)
    assert desk().editions.exists()


def test_a_bridge_day_is_added_and_removed(keeper):
    add = reverse("hours-closing-add", args=["desk"])

    page = keeper.post(add, {"first": "2027-05-07"}, follow=True)
    day = ClosingDay.objects.get()
    keeper.post(reverse("hours-closing-remove", args=["desk", day.pk]))

    assert "Friday 7 May 2027" in text_of(page)
    assert not ClosingDay.objects.exists()


def test_a_name_in_one_language_only_is_refused_beside_the_others(keeper):
    add = reverse("hours-closing-add", args=["desk"])

    answer = keeper.post(add, {"first": "2027-05-07", "name_en": "Bridge day"})

    assert answer.status_code == 422
    assert "in each language" in error_beside(answer, "name_nl")
    assert 'value="Bridge day"' in answer.content.decode()


def test_the_preview_of_closing_days_counts_them(keeper):
    address = reverse("hours-closing-preview", args=["desk"])

    answer = keeper.post(address, {"first": "2027-05-07"})

    assert "Friday 7 May 2027" in text_of(answer)
    assert "13 closing days in 2027." in text_of(answer)


def test_a_rule_is_previewed_added_switched_and_removed(keeper):
    sent = {"rule": "easter-2"}
    preview = keeper.post(reverse("hours-rule-preview", args=["desk"]), sent)
    keeper.post(reverse("hours-rule-add", args=["desk"]), sent)
    rule = ClosingRule.objects.get(rule="easter-2")
    switch = reverse("hours-rule-switch", args=["desk", rule.pk])

    keeper.post(switch, {"to": "off"})

    assert "Friday 3 Apr 2026; Friday 26 Mar 2027" in text_of(preview)
    assert not ClosingRule.objects.get(pk=rule.pk).is_active
    keeper.post(reverse("hours-rule-remove", args=["desk", rule.pk]))
    assert not ClosingRule.objects.filter(pk=rule.pk).exists()


def test_a_rule_that_nobody_understands_is_refused(keeper):
    answer = keeper.post(reverse("hours-rule-add", args=["desk"]), {"rule": "31-12"})

    assert answer.status_code == 422
    assert "is no rule" in text_of(answer)


def test_the_time_zone_is_chosen_from_the_list(keeper):
    address = reverse("hours-zone", args=["desk"])
    sent = {"zone": "Europe/London", "revision": desk().revision}

    wrong = keeper.post(address, {**sent, "zone": "Mars/Olympus"})
    keeper.post(address, sent)
    late = keeper.post(address, sent)

    assert (wrong.status_code, late.status_code) == (422, 409)
    assert desk().zone == "Europe/London"
    assert "Europe/London" in text_of(keeper.get(CALENDAR))


def test_an_unknown_calendar_is_not_found(keeper):
    assert keeper.get(reverse("hours-calendar", args=["moon"])).status_code == 404


def test_the_list_says_whose_hours_are_unknown(keeper):
    enter_hours()

    page = text_of(keeper.get(reverse("hours-settings")))

    assert "35 hours a week" in page
    assert "Hours unknown" in page
