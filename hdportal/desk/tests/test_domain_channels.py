"""Who may write an incident down for whom, and when an e-mail can have come."""

from datetime import UTC, datetime, timedelta

import pytest

from hdportal.desk.domain import channels
from hdportal.desk.domain.channels import Contact
from hdportal.desk.domain.incident import CHANNEL_LABELS, Channel
from hdportal.kernel.actor import Actor, Grant, Role

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
CALLER = Actor(1, "Caller")
AGENT = Actor(2, "Agent", grants=frozenset({Grant(Role.AGENT)}))


@pytest.mark.parametrize(
    ("actor", "channel", "is_allowed"),
    [
        (CALLER, Channel.PORTAL, True),
        # A caller cannot claim to have called.
        (CALLER, Channel.PHONE, False),
        # Through the portal everybody reports for themselves.
        (AGENT, Channel.PORTAL, False),
        (AGENT, Channel.PHONE, True),
        (AGENT, Channel.EMAIL, True),
        (AGENT, Channel.WALK_IN, True),
        (AGENT, Channel.EVENT, True),
    ],
)
def test_the_desk_reports_for_callers_on_every_channel_but_theirs(
    actor, channel, is_allowed
):
    verdict = channels.may_report(actor, caller_id=1, channel=channel)

    assert bool(verdict) is is_allowed
    assert bool(verdict.reason) is not is_allowed


@pytest.mark.parametrize(
    ("channel", "received_at", "is_allowed"),
    [
        (Channel.EMAIL, NOW, True),
        (Channel.EMAIL, NOW - timedelta(days=30), True),
        (Channel.EMAIL, NOW + timedelta(minutes=1), False),
        (Channel.EMAIL, NOW - timedelta(days=367), False),
        (Channel.EMAIL, None, False),
        # Only an e-mail waits somewhere before it is read.
        (Channel.PHONE, None, True),
        (Channel.PHONE, NOW + timedelta(days=1), True),
    ],
)
def test_an_email_came_within_the_last_year(channel, received_at, is_allowed):
    assert bool(channels.came(channel, received_at, now=NOW)) is is_allowed


def test_a_closed_account_is_nobodys_incident():
    verdict = channels.may_be_caller(name="Demo Caller", is_active=False)

    assert not verdict
    assert verdict.facts == {"name": "Demo Caller"}


def test_every_channel_has_a_name_and_the_desk_has_all_but_the_portal():
    assert set(CHANNEL_LABELS) == set(Channel)
    assert set(channels.DESK_CHANNELS) == set(Channel) - {Channel.PORTAL}


def test_the_journal_keeps_the_channel_and_when_an_email_came():
    assert Contact().facts == {}
    assert Contact(Channel.PHONE).facts == {"channel": "phone"}
    assert Contact(Channel.EMAIL, NOW).facts == {
        "channel": "email",
        "received_at": "2026-11-24T10:00:00+00:00",
    }
