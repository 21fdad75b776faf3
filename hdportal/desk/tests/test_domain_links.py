"""Which incidents can be linked, and what a known error is found by."""

import pytest

from hdportal.desk.domain import links
from hdportal.desk.domain.incident import EntryKind, LinkTarget, State
from hdportal.desk.domain.known_errors import number_in, patterns_of, words_for
from hdportal.desk.domain.links import NotLinkable
from hdportal.desk.domain.policy import Facts
from hdportal.desk.domain.searching import Query
from hdportal.desk.domain.sop import Seen, evidence_of
from hdportal.kernel import clock
from hdportal.kernel.actor import Actor, Grant, Role

CALLER = Actor(1, "caller")
ANALYST = Actor(2, "analyst", grants=frozenset({Grant(Role.ANALYST, "group:dwh")}))


def facts(state=State.NEW):
    return Facts(state=state, caller_id=1, people=frozenset({1}))


@pytest.mark.parametrize(
    ("actor", "state", "expected"),
    [
        (ANALYST, State.NEW, True),
        (ANALYST, State.RESOLVED, True),
        (ANALYST, State.CLOSED, False),
        (CALLER, State.NEW, False),
    ],
)
def test_the_desk_links_what_is_not_closed(actor, state, expected):
    assert bool(links.may_link(actor, facts(state))) is expected


def test_a_link_is_kept_in_one_form_from_whichever_end_it_was_made():
    for relation in LinkTarget.RELATED, LinkTarget.PARENT, LinkTarget.CHILD:
        here = links.as_kept(7, 3, relation)
        assert here == links.as_kept(3, 7, links.OPPOSITE[relation])


def test_nothing_stands_in_a_circle():
    links.require_no_circle("INC1", "INC2", ["INC3"])

    with pytest.raises(NotLinkable):
        links.require_no_circle("INC1", "INC2", ["INC3", "INC1"])
    with pytest.raises(NotLinkable):
        links.require_not_itself(4, 4)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"link": "known_error", "number": "KE0000001"}, {"I04"}),
        ({"unlink": "known_error"}, set()),
        ({"link": "change", "reference": "CHG1"}, {"I12"}),
        ({"link": "parent", "number": "INC0000001"}, set()),
    ],
)
def test_what_is_linked_shows_an_activity(facts, expected):
    seen = Seen(EntryKind.LINKED, clock.now(), 1, False, facts)

    assert {*evidence_of([seen], first_line=1)} == expected


@pytest.mark.parametrize("typed", ["", "x", "KE", "KE0", "1" * 30, "KE1\0", "١", "-1"])
def test_what_is_no_number_of_a_known_error_names_none(typed):
    assert number_in(typed) == ""


@pytest.mark.parametrize(
    ("typed", "is_found"), [("refus", True), ("REFUSE", True), ("fuse", False)]
)
def test_a_known_error_is_found_by_the_beginnings_of_its_words(typed, is_found):
    words = words_for("Le téléversement est refusé")

    patterns = patterns_of(Query.parse(typed))

    assert all(pattern in words for pattern in patterns) is is_found
