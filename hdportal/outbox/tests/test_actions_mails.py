from datetime import timedelta

import pytest

from hdportal.kernel import clock
from hdportal.outbox.actions import mails
from hdportal.outbox.domain.addressing import UnsafeHeader
from hdportal.outbox.domain.retries import MAX_ATTEMPTS
from hdportal.outbox.models import OutboxMail
from hdportal.outbox.tests.mail_server import listening

pytestmark = pytest.mark.django_db

# The test server is on this machine, so a password needs no encryption.
without_tls = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring")


def a_mail(**facts) -> OutboxMail:
    given = {"kind": "test", "to": "caller@b.example", "subject": "Ticket"}
    return mails.post(**{**given, "body_text": "It is done.", **facts})


def test_a_due_mail_is_sent_once(open_mailbox):
    mail = a_mail()

    assert mails.send_due() == 1
    assert mails.send_due() == 0

    mail.refresh_from_db()
    assert mail.sent_at is not None
    assert len(open_mailbox.letters) == 1


def test_a_mail_carries_what_receivers_look_for(open_mailbox):
    mail = a_mail(headers={"X-Ticket": "INC0000001"})

    mails.send_due()

    letter = open_mailbox.letters[0]
    assert letter["From"] == "Service Desk <desk@portal.example>"
    assert letter["To"] == "caller@b.example"
    assert letter["Message-ID"] == mail.message_id
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["X-Ticket"] == "INC0000001"
    assert letter["Date"].endswith("+0000")


def test_the_envelope_sender_aligns_with_the_header(open_mailbox):
    a_mail()

    mails.send_due()

    assert open_mailbox.envelopes == [("desk@portal.example", ["caller@b.example"])]


def test_text_in_any_language_arrives_whole(open_mailbox):
    a_mail(subject="Réponse à votre demande", body_text="Één vraag: œuvre?")

    mails.send_due()

    letter = open_mailbox.letters[0]
    body = letter.get_payload(decode=True).decode()
    assert body.strip() == "Één vraag: œuvre?"
    assert "=?utf-8?" in letter["Subject"]


def test_html_travels_beside_the_text(open_mailbox):
    a_mail(body_html="<p>It is done.</p>")

    mails.send_due()

    kinds = [part.get_content_type() for part in open_mailbox.letters[0].walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_mail_waits_for_a_server_that_is_down(mailbox, mail_port):
    mail = a_mail()
    mails.send_due()
    mail.refresh_from_db()
    assert (mail.attempts, mail.sent_at) == (1, None)
    assert mail.last_error == "ConnectionRefusedError"

    with listening(mailbox, mail_port):
        mails.send_due(now=mail.due_at)

    assert [letter["Message-ID"] for letter in mailbox.letters] == [mail.message_id]


def test_a_server_that_is_down_is_asked_once_per_batch(mail_port):
    for _unused in range(3):
        a_mail()

    assert mails.send_due() == 1

    assert OutboxMail.objects.filter(attempts=0).count() == 2


def test_a_refusal_for_now_is_tried_again_later(open_mailbox):
    open_mailbox.rcpt_reply = "451 4.7.1 caller@b.example is greylisted"
    mail = a_mail()
    now = clock.now()

    mails.send_due(now=now)

    mail.refresh_from_db()
    assert mail.last_error == "recipient refused 451 4.7.1"
    assert timedelta(seconds=40) < mail.due_at - now < timedelta(seconds=80)
    assert mail.claimed_until is None


@pytest.mark.parametrize("where", ["rcpt_reply", "data_reply"])
def test_a_refusal_for_good_ends_it(open_mailbox, where):
    setattr(open_mailbox, where, "550 5.7.1 caller@b.example is not aligned")
    mail = a_mail()

    mails.send_due()

    mail.refresh_from_db()
    assert mail.failed_at is not None
    assert mail.last_error.endswith("refused 550 5.7.1")
    assert "caller" not in mail.last_error


def test_one_refused_mail_does_not_hold_up_the_next(open_mailbox):
    a_mail(to="jörg@b.example")
    a_mail(to="next@b.example")
    open_mailbox.data_reply = "554 5.6.0 no"
    mails.send_due()

    assert OutboxMail.objects.exclude(failed_at=None).count() == 2


def test_it_gives_up_after_the_last_attempt(mail_port):
    mail = a_mail()
    OutboxMail.objects.update(attempts=MAX_ATTEMPTS - 1)

    mails.send_due()

    mail.refresh_from_db()
    assert mail.failed_at is not None


def test_a_mail_that_kills_its_worker_is_given_up(open_mailbox):
    mail = a_mail()
    OutboxMail.objects.update(attempts=MAX_ATTEMPTS)

    mails.send_due()

    mail.refresh_from_db()
    assert mail.last_error == "interrupted every time"
    assert open_mailbox.letters == []


def test_only_one_worker_gets_a_mail():
    mail = a_mail()
    now = clock.now()

    first = mails.claim(key=mail.pk, now=now)
    second = mails.claim(key=mail.pk, now=now)

    assert first == mail
    assert second is None


def test_a_claim_of_a_dead_worker_runs_out(open_mailbox):
    mail = a_mail()
    mails.claim(key=mail.pk, now=clock.now())
    assert mails.send_due() == 0

    mails.send_due(now=clock.now() + mails.CLAIM)

    assert open_mailbox.letters[0]["Message-ID"] == mail.message_id


def test_a_mail_is_held_back_until_it_is_due(open_mailbox):
    a_mail(due_at=clock.now() + timedelta(hours=1))

    assert mails.send_due() == 0


@without_tls
def test_a_password_is_used(mailbox, mail_port, settings):
    settings.SMTP_URL = f"smtp://portal:s%40fe@127.0.0.1:{mail_port}"
    a_mail()

    with listening(mailbox, mail_port, password="s@fe"):
        mails.send_due()

    assert len(mailbox.letters) == 1


@without_tls
def test_a_refused_password_loses_no_mail(mailbox, mail_port, settings):
    settings.SMTP_URL = f"smtp://portal:wrong@127.0.0.1:{mail_port}"
    mail = a_mail()

    with listening(mailbox, mail_port, password="right"):
        mails.send_due()

    mail.refresh_from_db()
    assert (mail.failed_at, mail.attempts) == (None, 1)
    assert mail.last_error.startswith("refused 535")


def test_mail_can_be_written_to_files(settings, tmp_path):
    settings.SMTP_URL = f"file:{tmp_path}/mail"
    mail = a_mail()

    mails.send_due()

    [file] = (tmp_path / "mail").glob("*.eml")
    assert mail.message_id in file.read_text()


def test_mail_that_is_done_with_is_removed():
    now = clock.now()
    old, fresh, waiting = a_mail(), a_mail(), a_mail()
    OutboxMail.objects.filter(pk=old.pk).update(sent_at=now - timedelta(days=31))
    OutboxMail.objects.filter(pk=fresh.pk).update(sent_at=now - timedelta(days=29))

    assert mails.cull(now=now) == 1

    assert set(OutboxMail.objects.all()) == {fresh, waiting}


@pytest.mark.parametrize("name", ["to", "subject", "sender"])
def test_a_line_break_in_a_header_is_refused(name):
    with pytest.raises(UnsafeHeader):
        a_mail(**{name: "a@b.example\r\nBcc: c@d.example"})

    assert not OutboxMail.objects.exists()
