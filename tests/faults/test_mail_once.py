"""Mail leaves once, as a real mail server sees it, while the worker is killed."""

import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any

import dj_database_url
import psycopg
import pytest

from hdportal.outbox.tests.mail_server import Mailbox, free_port, listening
from hdportal.web.tests.running_portal import Portal, fresh_database, stop, wait_until
from tests.faults import inside

MAILS = 120
KILLS = 10
# A worker of which nothing arrives any more has nothing left to send.
PATIENCE_SECONDS = 120


@dataclass
class DeadlyMailbox(Mailbox):
    """Kills the worker at the first arrival of certain mails.

    After `delays[n]` seconds for the n-th mail; None means before the worker hears
    that the mail was taken, so that it can never have marked it as sent.
    """

    delays: dict[int, float | None] = field(default_factory=dict)
    worker: subprocess.Popen[str] | None = None
    victims: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        reply = await super().handle_DATA(server, session, envelope)
        seen = arrivals(self)
        message_id = self.letters[-1]["Message-ID"]
        if seen[message_id] == 1 and len(seen) in self.delays:
            self.victims.append(message_id)
            self._kill(self.delays[len(seen)])
        return reply

    def _kill(self, delay: float | None) -> None:
        if delay is None:
            self.worker.kill()
        else:
            Timer(delay, self.worker.kill).start()


@pytest.fixture
def mail_house(tmp_path: Path) -> Portal:
    """A migrated portal whose outbox is empty."""
    settings = {"HDPORTAL_DATABASE_URL": fresh_database(tmp_path)}
    portal = Portal(tmp_path, free_port(), settings)
    migrated = portal.run("migrate", "-v0")
    assert migrated.returncode == 0, migrated.stderr
    return portal


def arrivals(mailbox: Mailbox) -> Counter[str]:
    """Return how often each mail arrived, by its Message-ID."""
    return Counter(str(letter["Message-ID"]) for letter in mailbox.letters)


def in_database(portal: Portal, statement: str) -> int:
    """Run a statement and return how many rows it counted or touched."""
    url = portal.settings["HDPORTAL_DATABASE_URL"]
    opened: Any = (
        psycopg.connect(url)
        if url.startswith("postgres")
        else sqlite3.connect(dj_database_url.parse(url)["NAME"], timeout=30)
    )
    with closing(opened) as connection:
        cursor = connection.execute(statement)
        count = cursor.fetchone()[0] if cursor.description else cursor.rowcount
        connection.commit()
        return int(count)


def send_all(portal: Portal, mailbox: DeadlyMailbox) -> int:
    """Let one worker after the other send, and return how many were killed."""
    port = free_port()
    portal.settings["HDPORTAL_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    addresses = [f"caller{number}@b.example" for number in range(MAILS)]
    posted = portal.run("manage", "sendtestemail", *addresses)
    assert posted.returncode == 0, posted.stderr
    deaths = 0
    with listening(mailbox, port):
        while is_waiting(portal):
            deaths += one_worker(portal, mailbox)
    return deaths


def one_worker(portal: Portal, mailbox: DeadlyMailbox) -> bool:
    """Let a worker send until all is sent or it is dead; return whether it is dead."""
    # What a dead worker had claimed is free at once, instead of in five minutes.
    in_database(portal, "UPDATE outbox_outboxmail SET claimed_until = NULL")
    worker = portal.start("worker")
    mailbox.worker = worker
    try:
        wait_until(
            lambda: worker.poll() is not None or not is_waiting(portal),
            PATIENCE_SECONDS,
        )
        return worker.poll() is not None
    finally:
        stop(worker)


def is_waiting(portal: Portal) -> bool:
    waiting = "SELECT count(*) FROM outbox_outboxmail WHERE sent_at IS NULL"
    return in_database(portal, waiting) > 0


def bodies(mailbox: Mailbox) -> int:
    """Return how many different mails came, to the last byte."""
    return len({letter.as_bytes() for letter in mailbox.letters})


def moments(seed: int) -> list[int]:
    """Return at which arrivals the worker is killed."""
    return Random(seed).sample(range(1, MAILS), KILLS)


def test_each_mail_leaves_although_the_worker_is_killed(mail_house):
    dice = Random(21)
    delays = {moment: dice.uniform(0, 0.03) for moment in moments(22)}
    mailbox = DeadlyMailbox(delays=dict(delays))

    deaths = send_all(mail_house, mailbox)

    rows, seen = inside.ask(mail_house, "mails"), arrivals(mailbox)
    assert deaths > KILLS / 2
    assert set(seen) == set(rows)
    assert all(rows.values())
    assert len(rows) == bodies(mailbox) == MAILS
    assert len(mailbox.letters) - MAILS <= deaths


def test_a_kill_between_send_and_mark_sends_twice_under_one_id(mail_house):
    mailbox = DeadlyMailbox(delays=dict.fromkeys(moments(23)))

    deaths = send_all(mail_house, mailbox)

    rows, seen = inside.ask(mail_house, "mails"), arrivals(mailbox)
    assert deaths == KILLS
    assert set(seen) == set(rows)
    assert all(rows.values())
    twice = {message_id for message_id, times in seen.items() if times == 2}
    assert twice == set(mailbox.victims)
    assert max(seen.values()) == 2
    assert len(rows) == bodies(mailbox) == MAILS


def test_nobody_sends_what_a_dead_worker_may_have_sent(mail_house):
    mailbox = DeadlyMailbox(delays={1: None})
    port = free_port()
    mail_house.settings["HDPORTAL_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    mail_house.run("manage", "sendtestemail", "a@b.example", "c@d.example")
    with listening(mailbox, port):
        first = mail_house.start("worker")
        mailbox.worker = first
        first.wait(PATIENCE_SECONDS)
        # The claim of the first stands: the second sends the other mail only.
        second = mail_house.start("worker")
        try:
            wait_until(lambda: len(mailbox.letters) == 2)
        finally:
            stop(second)

    assert set(arrivals(mailbox).values()) == {1}
    assert sorted(inside.ask(mail_house, "mails").values()) == [False, True]
