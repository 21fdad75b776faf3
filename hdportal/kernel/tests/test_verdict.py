import pytest

from hdportal.kernel.actor import Actor, Grant, Role
from hdportal.kernel.errors import Denied, DomainError
from hdportal.kernel.verdict import ALLOWED, denied

ONLY_AGENTS = "Only the Service Desk can resolve %(number)s."


def test_what_is_allowed_raises_nothing():
    assert ALLOWED
    ALLOWED.or_raise()


def test_a_refusal_is_false_and_knows_why():
    verdict = denied(ONLY_AGENTS, number="INC0000001")

    assert not verdict
    assert verdict.reason == ONLY_AGENTS
    with pytest.raises(Denied) as refused:
        verdict.or_raise()
    assert str(refused.value) == "Only the Service Desk can resolve INC0000001."
    assert refused.value.facts == {"number": "INC0000001"}


def test_a_sentence_without_facts_may_hold_a_percent_sign():
    assert str(DomainError("100 % is the most.")) == "100 % is the most."


def test_an_actor_holds_a_role_in_any_scope():
    grants = {Grant(Role.RESEARCHER, "project:HDBP0016"), Grant(Role.EMPLOYEE)}
    actor = Actor(person_id=1, name="A", grants=frozenset(grants))

    assert actor.holds(Role.AGENT, Role.RESEARCHER)
    assert not actor.holds(Role.AGENT)
    assert actor.scopes_of(Role.RESEARCHER) == {"project:HDBP0016"}
    assert not actor.is_desk
