import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction

from hdportal.outbox.backend import AttachmentRefused
from hdportal.outbox.domain.addressing import UnsafeHeader
from hdportal.outbox.models import OutboxMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _house_backend(settings):
    # The test runner of Django puts its own in place.
    settings.EMAIL_BACKEND = "hdportal.outbox.backend.OutboxBackend"


def test_sending_writes_a_row():
    send_mail("Welcome", "Hello", "desk@portal.example", ["a@b.example"])

    mail = OutboxMail.objects.get()
    assert (mail.subject, mail.body_text) == ("Welcome", "Hello")
    assert (mail.sender, mail.recipient) == ("desk@portal.example", "a@b.example")
    assert mail.sent_at is None


def test_each_recipient_has_a_row():
    message = EmailMessage("S", "B", None, ["a@b.example"], bcc=["c@d.example"])

    message.send()

    kept = set(OutboxMail.objects.values_list("recipient", flat=True))
    assert kept == {"a@b.example", "c@d.example"}


def test_the_html_body_is_kept():
    message = EmailMultiAlternatives("S", "text", None, ["a@b.example"])
    message.attach_alternative("<p>html</p>", "text/html")

    message.send()

    mail = OutboxMail.objects.get()
    assert (mail.body_text, mail.body_html) == ("text", "<p>html</p>")


def test_a_change_that_is_undone_sends_nothing():
    with transaction.atomic():
        send_mail("S", "B", None, ["a@b.example"])
        transaction.set_rollback(True)

    assert not OutboxMail.objects.exists()


def test_attachments_are_refused():
    message = EmailMessage("S", "B", None, ["a@b.example"])
    message.attach("file.txt", "text", "text/plain")

    with pytest.raises(AttachmentRefused):
        message.send()


def test_a_subject_cannot_add_headers():
    with pytest.raises(UnsafeHeader):
        send_mail("S\nBcc: x@y.example", "B", None, ["a@b.example"])
