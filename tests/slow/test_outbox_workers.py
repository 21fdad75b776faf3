"""Mail under real conditions: several workers, and deaths in between."""

import sqlite3
import time
from collections import Counter
from contextlib import closing

import dj_database_url
import psycopg
import pytest

from hdportal.outbox.tests.mail_server import Mailbox, free_port, listening
from hdportal.web.tests.running_portal import Portal, stop, wait_until

MAILS = 60


@pytest.fixture
def mail_port(installation: Portal) -> int:
    port = free_port()
    installation.settings["HDPORTAL_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    addresses = [f"caller{number}@b.example" for number in range(MAILS)]
    posted = installation.run("manage", "sendtestemail", *addresses)
    assert posted.returncode == 0, posted.stderr
    return port


def arrivals(mailbox: Mailbox) -> Counter[str]:
    """Return how often each mail arrived, by its Message-ID."""
    return Counter(letter["Message-ID"] for letter in mailbox.letters)


def test_two_workers_send_each_mail_once(installation, mail_port):
    mailbox = Mailbox()
    workers = [installation.start("worker") for _unused in range(2)]
    try:
        with listening(mailbox, mail_port):
            wait_until(lambda: len(arrivals(mailbox)) == MAILS)
            time.sleep(1)
    finally:
        for worker in workers:
            stop(worker)

    assert set(arrivals(mailbox).values()) == {1}


def test_a_worker_that_is_killed_loses_no_mail(installation, mail_port):
    mailbox = Mailbox()
    with listening(mailbox, mail_port):
        first = installation.start("worker")
        wait_until(lambda: len(mailbox.letters) > 3)
        first.kill()
        first.wait(5)
        forget_claims(installation)
        second = installation.start("worker")
        try:
            wait_until(lambda: len(arrivals(mailbox)) == MAILS)
        finally:
            stop(second)

    # At most the one in hand came twice, under one Message-ID.
    assert len(mailbox.letters) <= MAILS + 1


def forget_claims(installation: Portal) -> None:
    """Let the claims of a dead worker run out at once instead of in five minutes."""
    url = installation.settings["HDPORTAL_DATABASE_URL"]
    if url.startswith("postgres"):
        opened = psycopg.connect(url)
    else:
        opened = sqlite3.connect(dj_database_url.parse(url)["NAME"])
    with closing(opened) as connection:
        connection.execute("UPDATE outbox_outboxmail SET claimed_until = NULL")
        connection.commit()
