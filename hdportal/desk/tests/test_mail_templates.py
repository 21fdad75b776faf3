"""What mails about incidents say, read as a mail program reads them."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from django.utils import translation

from hdportal.desk.actions import comments
from hdportal.desk.models import JournalEntry
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.mailed import (
    comment,
    hold,
    html_of,
    newest_mail,
    resolve,
    text_of,
)
from hdportal.kernel import clock
from hdportal.outbox.actions import mails
from hdportal.outbox.tests.mail_server import Mailbox, free_port, listening
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

NASTY = '<script>alert("1")</script> & <b>bold</b>'
ROOT = "<incident.INC0000001@portal.example>"


@pytest.fixture(autouse=True)
def address(settings) -> str:
    settings.BASE_URL = "https://portal.example"
    return "https://portal.example/incidents/INC0000001/"


def test_a_receipt_tells_number_and_subject_but_not_the_description(address):
    make.incident(make.caller(), subject="CSV refused", description="Words of a form")

    mail = newest_mail()

    assert mail["Subject"] == "[INC0000001] CSV refused"
    assert "arrived as INC0000001." in text_of(mail)
    assert address in html_of(mail).links
    assert "Words of a form" not in mail.as_string()


def test_a_comment_tells_who_wrote_what_and_where_to_answer(address):
    incident = make.incident(make.caller(), subject="CSV refused")

    entry = comment(incident, make.agent(), "Which line?\n\nAnd which file?")

    mail = newest_mail()
    text = text_of(mail)
    assert "Test Person wrote:\n\n> Which line?\n>\n> And which file?\n" in text
    assert f"{address}#entry-{entry.pk}\n" in text
    assert "https://portal.example/profile/\n" in text
    assert html_of(mail).links == [
        f"{address}#entry-{entry.pk}",
        "https://portal.example/profile/",
    ]


def test_markup_in_a_comment_is_text_in_both_parts():
    incident = make.incident(make.caller(), subject=f"{NASTY} in the subject")

    comment(incident, make.agent(), NASTY)

    mail, page = newest_mail(), html_of(newest_mail())
    assert f"> {NASTY}\n" in text_of(mail)
    assert "&amp;" not in text_of(mail)
    assert page.words.count(NASTY) == 3  # title, first sentence, quotation
    assert not {"script", "b"} & set(page.tags)


def test_both_parts_say_the_same_and_the_html_loads_nothing():
    incident = make.incident(make.caller(), subject="CSV refused")
    hold(incident, make.agent(), "A long line, " * 20)

    mail, page = newest_mail(), html_of(newest_mail())

    text = text_of(mail).replace("\n> ", " ").replace("> ", "")
    assert page.words == f"{mail['Subject']} {' '.join(text.split())}"
    assert not {"img", "link", "style", "iframe"} & set(page.tags)
    assert {name for name, _value in page.attributes} == {"lang", "charset", "href"}


def test_the_mails_of_an_incident_stay_together():
    incident, agent = make.incident(make.caller(), subject="CSV refused"), make.agent()
    heads = [newest_mail()]

    for step in (comment, resolve):
        step(incident, agent)
        heads.append(newest_mail())

    assert {mail["Subject"] for mail in heads} == {"[INC0000001] CSV refused"}
    assert {mail["References"] for mail in heads} == {ROOT}
    assert {mail["In-Reply-To"] for mail in heads} == {ROOT}
    assert len({mail["Message-ID"] for mail in heads}) == 3


def test_no_machine_answers_a_mail():
    make.incident(make.caller())

    mail = newest_mail()

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_a_mail_begins_with_the_wait_for_an_answer():
    incident, agent = make.incident(make.caller(), subject="CSV refused"), make.agent()
    waits = "The Service Desk waits for your answer.\n"

    comment(incident, agent)
    assert waits not in text_of(newest_mail())

    hold(incident, agent, "And which file?")
    assert text_of(newest_mail()).startswith(waits)
    assert newest_mail()["Subject"] == "[INC0000001] CSV refused"


def test_a_resolution_tells_until_when_it_can_be_reopened():
    incident = make.incident(make.caller(), subject="CSV refused")

    with clock.standing_at(datetime(2026, 11, 24, 9, 20, tzinfo=UTC)):
        resolve(incident, make.agent())

    text = text_of(newest_mail())
    assert "Your incident INC0000001 is resolved: CSV refused\n" in text
    assert "> Rule 12 is gone.\n" in text
    assert "until 8 Dec 2026,\n10:20." in text or "until 8 Dec 2026, 10:20." in text


def test_dates_are_in_the_language_of_the_caller():
    caller = make.caller()
    caller.language = "fr"
    caller.save()
    incident = make.incident(caller)

    with (
        translation.override("nl"),
        clock.standing_at(datetime(2026, 11, 24, 9, 20, tzinfo=UTC)),
    ):
        resolve(incident, make.agent())

    page = html_of(newest_mail())
    assert "8 déc. 2026, 10:20" in page.words
    assert ("lang", "fr") in page.attributes


def test_files_are_counted_and_never_attached():
    incident = make.incident(make.caller())
    files = {"files": [{"name": "screen.png"}, {"name": "log.txt"}]}

    comments.write(
        incident=incident, text=clean("Like this."), by=make.agent(), facts=files
    )

    mail = newest_mail()
    assert "2 files, on the page." in text_of(mail)
    assert "screen.png" not in mail.as_string()
    assert not list(mail.iter_attachments())


def test_a_long_comment_is_cut_and_says_so():
    incident = make.incident(make.caller())

    comment(incident, make.agent(), "word " * 1000 + "the end")

    text = text_of(newest_mail())
    assert "The message goes on. Read it whole on the page." in text
    assert 3900 < len(text.replace(">", "")) < 5000
    assert "the end" not in text


def test_a_subject_of_strange_characters_stops_nobody():
    incident = make.incident(make.caller())
    # The form refuses most of them; an import or an older form may not.
    incident.short_description = "CSV\u2028\x07upload\u00a0refused"
    incident.save()

    comment(incident, make.agent())

    assert newest_mail()["Subject"] == "[INC0000001] CSV upload refused"
    assert JournalEntry.objects.filter(incident=incident).count() == 2


def test_a_mail_arrives_whole_through_a_mail_server(settings):
    settings.SMTP_URL = f"smtp://127.0.0.1:{(port := free_port())}"
    incident = make.incident(make.caller(), subject="Été: CSV refusé")
    entry = comment(incident, make.agent(), "Één regel & <twee>?")

    with listening(mailbox := Mailbox(), port):
        mails.send_due()

    letter = message_from_bytes(mailbox.letters[-1].as_bytes(), policy=policy.default)
    assert mailbox.envelopes[-1] == ("support@localhost", ["caller@demo.example"])
    assert letter["Subject"] == "[INC0000001] Été: CSV refusé"
    assert letter["References"] == ROOT
    assert "> Één regel & <twee>?\n" in text_of(letter)
    assert html_of(letter).links[0].endswith(f"/incidents/INC0000001/#entry-{entry.pk}")
