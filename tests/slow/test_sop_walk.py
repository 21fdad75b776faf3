"""Every state, step and role, walked through the real addresses against the table.

What is expected comes from the newest published version, so that the page that people
read and what the portal does are proven to be the same.
"""

from contextlib import suppress
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from hdportal.accounts.tests.factories import make_user
from hdportal.desk.actions import comments, endings, incidents
from hdportal.desk.domain.incident import HoldReason, State
from hdportal.desk.models import Incident
from hdportal.desk.sop_versions import published
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as do
from hdportal.kernel import clock
from hdportal.kernel.actor import DESK_ROLES, EVERYWHERE, Grant, Role
from hdportal.kernel.errors import Denied
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

SOP = published()[-1].definition
# The incident lies with DWH: a role counts there, nowhere, or in every group.
SCOPES = {"own": "group:dwh", "other": "group:iat", "everywhere": EVERYWHERE}
BUTTONS = ("take", "hand_on", "hand_back", "hold", "resume", "resolve", "reopen")
OTHERS = ("reply", "withdraw", "close")
WORDS = clean("Here is the file you asked for.")


@pytest.fixture
def boss(db):
    return make_user(email="boss@demo.example", roles=[Role.INCIDENT_MANAGER])


@pytest.fixture
def caller(db):
    return make.caller()


@pytest.fixture
def incident(request, boss, caller):
    """An incident of DWH in the state that the test names."""
    state = request.getfixturevalue("state")
    made = do.hand_on(make.incident(caller), boss, "dwh")
    if state is State.NEW:
        return made
    made = do.take(made, boss)
    if state is State.ON_HOLD:
        return do.hold(made, boss, HoldReason.AWAITING_CALLER)
    if state in {State.RESOLVED, State.CLOSED}:
        made = do.resolve(made, boss)
    if state is State.CLOSED:
        later = clock.now() + timedelta(days=15)
        assert endings.close_due(now=later) == 1
    return Incident.objects.get(pk=made.pk)


@pytest.fixture
def cast(caller):
    """Sign everybody in who might try: each role in each scope, and two outsiders."""
    people = {
        (role, where): make_user(
            email=f"{role}-{where}@demo.example", roles=[Grant(role, scope)]
        )
        for role, (where, scope) in product(sorted(DESK_ROLES), SCOPES.items())
    }
    people |= {("caller", ""): caller, ("stranger", ""): make.caller("stranger")}
    return {who: (person, _signed_in(person)) for who, person in people.items()}


def _signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def is_theirs(who, step):
    """Return whether the published table gives the step to somebody."""
    role, where = who
    counts = where != "other" or role == Role.INCIDENT_MANAGER
    return role in SOP["takers"][step] and counts


def becomes(state, step):
    """Return the state that follows by the published table; None is not possible."""
    return SOP["transitions"][step].get(state)


def typed(step, incident):
    """Return what the form of a step would send, as its page shows it now."""
    hands = ":".join(do.seen(incident))
    person = hands.partition(":")[2]
    sent = {
        "take": {"was-with": person},
        "hand_on": {"group": str(do.group("dc").pk), "person": "", "was-with": hands},
        "hand_back": {"handover_note": "Nothing found here.", "was-with": hands},
        "hold": {"hold_reason": "awaiting_vendor"},
        "resume": {},
        "resolve": {"close_code": "solution_provided", "close_notes": "Renewed."},
        "reopen": {"reopen_reason": "It is back."},
    }
    return {"form_token": str(uuid4()), **sent[step]}


def press(client, who, step, incident):
    """Press the button, undo what it did, and return the answer and the new state."""
    side = "/incidents" if who[0] in {"caller", "stranger"} else "/desk/incidents"
    address = f"{side}/{incident.number}/{step.replace('_', '-')}/"
    with transaction.atomic():
        status = client.post(address, typed(step, incident)).status_code
        state = Incident.objects.get(pk=incident.pk).state
        transaction.set_rollback(True)
    return status, state


@pytest.mark.parametrize("step", BUTTONS)
@pytest.mark.parametrize("state", State)
def test_each_button_does_for_each_role_what_the_table_says(
    state, step, incident, cast
):
    for who, (_person, client) in cast.items():
        now = becomes(state, step) if is_theirs(who, step) else None

        status, stands = press(client, who, step, incident)

        assert stands == (now or state), (who, status)
        assert (status == 302) is (now is not None), (who, status)


@pytest.mark.parametrize("state", State)
def test_only_the_caller_withdraws(state, incident, cast):
    for who, (person, _client) in cast.items():
        now = becomes(state, "withdraw") if is_theirs(who, "withdraw") else None

        assert tried(incidents.withdraw, incident, by=person) == (now or state), who


@pytest.mark.parametrize("state", State)
def test_only_the_callers_words_take_it_back_to_work(state, incident, cast):
    for who, (person, _client) in cast.items():
        now = becomes(state, "reply") if is_theirs(who, "reply") else None
        said = {"text": WORDS, "form_token": uuid4(), "by": person}

        assert tried(comments.add, incident, **said) == (now or state), who


@pytest.mark.parametrize("state", State)
def test_the_clock_closes_what_the_table_says(state, incident):
    with transaction.atomic():
        endings.close_due(now=clock.now() + timedelta(days=15))
        stands = Incident.objects.get(pk=incident.pk).state

    assert stands == (becomes(state, "close") or state)


def tried(action, incident, **given):
    """Return the state after an action that may be refused, and undo it."""
    with transaction.atomic():
        with suppress(Denied):
            action(incident=incident, **given)
        state = Incident.objects.get(pk=incident.pk).state
        transaction.set_rollback(True)
    return state


def test_the_table_names_every_step_and_nobody_is_left_out():
    assert {*SOP["takers"]} == {*SOP["transitions"]} == {*BUTTONS, *OTHERS}
    assert {who for takers in SOP["takers"].values() for who in takers} == {
        *DESK_ROLES,
        "caller",
        "clock",
    }
