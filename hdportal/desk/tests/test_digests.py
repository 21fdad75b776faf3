"""The mail of a morning."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.desk.actions import notices
from hdportal.desk.models import PendingNotice
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.mailed import (
    EVENING,
    caller,
    choose,
    comment,
    commented,
    hold,
    html_of,
    kinds,
    newest_mail,
    resolve,
    text_of,
)
from hdportal.kernel import clock
from hdportal.outbox.actions import mails
from hdportal.outbox.models import OutboxMail

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 24, 6, tzinfo=UTC)  # 07:00 in Brussels
SECOND = timedelta(seconds=1)


def test_the_mail_of_a_morning_waits_for_seven_and_comes_once():
    commented(caller())
    assert kinds() == []

    assert notices.send_digests(now=MORNING - SECOND) == 0
    assert notices.send_digests(now=MORNING) == 1
    assert notices.send_digests(now=MORNING + SECOND) == 0

    assert kinds() == ["incident_digest"]
    assert not PendingNotice.objects.exists()


def test_a_worker_that_slept_over_makes_up_for_it():
    commented(person := caller())
    with clock.standing_at(MORNING + timedelta(hours=2)):
        make.incident(person)

    # Down at 07:00: what came since then waits for the next morning.
    assert notices.send_digests(now=MORNING + timedelta(hours=5)) == 1

    assert PendingNotice.objects.count() == 1
    assert notices.send_digests(now=MORNING + timedelta(days=1)) == 1


def test_a_digest_is_grouped_by_incident_in_order(settings):
    settings.BASE_URL = "https://portal.example"
    person, agent = caller(), make.agent()
    with clock.standing_at(EVENING):
        first, second = (make.incident(person, subject=s) for s in ("One", "Two"))
        resolve(second, agent)
        entry = comment(first, agent, "First <answer> & more")
    notices.send_digests(now=MORNING)

    mail = newest_mail()
    text = text_of(mail)

    assert mail["Subject"] == "What is new on your incidents: 24 Nov 2026"
    places = [text.index(s) for s in ("INC0000001: One\n---", "> First <a", ": Two\n-")]
    assert places == sorted(places)
    assert text.count("INC0000002: Two") == 1
    assert "23 Nov 2026, 19:00: a message for you." in text
    page = f"https://portal.example/incidents/INC0000001/#entry-{entry.pk}"
    assert page in html_of(mail).links
    assert mail["References"] is None
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_a_digest_says_who_is_waited_for_and_what_can_be_reopened():
    person, agent = caller(), make.agent()
    with clock.standing_at(EVENING):
        hold(make.incident(person), agent)
        resolve(make.incident(person), agent)
    notices.send_digests(now=MORNING)

    words = html_of(newest_mail()).words

    assert words.count("The Service Desk waits for your answer.") == 1
    assert "reopen it on its page until 7 Dec 2026, 19:00." in words


def test_a_digest_does_not_ask_for_an_answer_that_was_given():
    person = caller()
    with clock.standing_at(EVENING):
        incident = hold(make.incident(person), make.agent())
        comment(incident, person, "Line 12.")
    notices.send_digests(now=MORNING)

    assert "waits for your answer" not in text_of(newest_mail())


def test_who_changed_to_none_is_dropped_and_who_changed_to_now_is_told():
    none, now = caller(name="none"), caller(name="now")
    commented(none)
    commented(now)
    choose(none, MailChoice.NONE)
    choose(now, MailChoice.NOW)

    assert notices.send_digests(now=MORNING) == 1

    assert [*OutboxMail.objects.values_list("recipient", flat=True)] == [now.email]
    assert not PendingNotice.objects.exists()


def test_a_crash_after_posting_neither_loses_nor_doubles(monkeypatch):
    commented(caller())
    post = mails.post

    def post_and_crash(**mail: Any) -> None:
        post(**mail)
        raise ConnectionError

    # A patch: nothing else stops between the two writes of one transaction.
    monkeypatch.setattr(mails, "post", post_and_crash)
    with pytest.raises(ConnectionError):
        notices.send_digests(now=MORNING)
    monkeypatch.setattr(mails, "post", post)

    assert (kinds(), PendingNotice.objects.count()) == ([], 2)
    assert notices.send_digests(now=MORNING) == 1
    assert kinds() == ["incident_digest"]


def test_thousands_of_notices_make_one_mail_of_bearable_size():
    entry = commented(person := caller())
    one = {"person": person, "incident": entry.incident, "occasion": "commented"}
    PendingNotice.objects.bulk_create(
        PendingNotice(**one, entry=entry, created_at=EVENING) for _ in range(2998)
    )

    assert notices.send_digests(now=MORNING) == 1

    mail = newest_mail()
    assert "2900 more things happened." in text_of(mail)
    assert len(mail.as_bytes()) < 100_000
    assert not PendingNotice.objects.exists()


def test_each_person_gets_a_mail_of_their_own():
    people = [caller(name=f"caller{number}") for number in range(3)]
    for person in people:
        commented(person)

    assert notices.send_digests(now=MORNING) == 3

    mailed = OutboxMail.objects.order_by("recipient").values_list("recipient", "kind")
    assert [*mailed] == [(person.email, "incident_digest") for person in people]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection in memory")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_each_mail_once():
    people = [caller(name=f"caller{number}") for number in range(5)]
    for person in people:
        commented(person)

    def work(_number: int) -> int:
        try:
            return notices.send_digests(now=MORNING)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        sent = list(workers.map(work, range(2)))

    assert sum(sent) == 5
    assert kinds() == ["incident_digest"] * 5
    assert not PendingNotice.objects.exists()
