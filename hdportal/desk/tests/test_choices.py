"""The lists that the desk chooses from: kept by few, readable for good."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hdportal.accounts.tests.factories import make_user
from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import choices, handling, priorities, properties
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.actions.properties import Wanted
from hdportal.desk.domain.choices import Kind, LastOne, Names, NotOffered, WrongName
from hdportal.desk.domain.incident import CloseCode, Impact, Urgency
from hdportal.desk.domain.priority import STOCK_MATRIX, MatrixHasHoles, as_text
from hdportal.desk.domain.properties import Property
from hdportal.desk.domain.stock_choices import STOCK
from hdportal.desk.models import DeskChoice, Incident, PriorityCell
from hdportal.desk.presenters.choices import name_of
from hdportal.desk.queries import choices as stored
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel.actor import Role
from hdportal.kernel.errors import Denied

pytestmark = pytest.mark.django_db
LAB = Names("Laboratory", "Laboratorium", "Laboratoire")
LOW_HIGH = (Impact.LOW, Urgency.HIGH)


@pytest.fixture
def keeper():
    return make_user(email="manager@demo.example", roles=[Role.INCIDENT_MANAGER])


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def incident():
    return make.incident(make.caller(), category="account")


def stock(kind, key):
    return DeskChoice.objects.get(kind=kind, key=key)


def added(keeper, kind=Kind.CATEGORY, names=LAB, **more):
    return choices.add(kind=kind, names=names, by=keeper, **more)


def keys(kind, **more):
    return [one.key for one in stored.offered(kind, **more)]


def set_to(incident, by, name, key):
    stands = properties.value_of(Incident.objects.get(pk=incident.pk), name)
    to = Wanted(key)
    return properties.change(incident=incident, name=name, to=to, seen=stands, by=by)


def test_the_portal_comes_with_stock_values_in_their_order():
    for kind, values in STOCK.items():
        assert keys(kind) == list(values)
    assert set(DeskChoice.objects.values_list("is_stock", flat=True)) == {True}
    assert stored.matrix() == STOCK_MATRIX
    assert stored.is_stock_matrix()


def test_what_was_decided_otherwise_stays_when_stock_values_are_added(keeper):
    code = stock(Kind.CLOSE_CODE, "duplicate")
    choices.rename(choice=code, names=LAB, version=1, by=keeper)
    choices.show(choice=code, is_active=False, by=keeper)
    priorities.set_matrix(
        to={**STOCK_MATRIX, LOW_HIGH: 1}, seen=as_text(STOCK_MATRIX), by=keeper
    )

    choices.add_missing(STOCK)
    priorities.add_missing(STOCK_MATRIX)

    code.refresh_from_db()
    assert (code.names, code.is_active, code.is_stock) == (LAB, False, False)
    assert stored.matrix()[LOW_HIGH] == 1
    assert PriorityCell.objects.count() == 9


@pytest.mark.parametrize("role", [Role.AGENT, Role.ANALYST, Role.COORDINATOR, Role.DPO])
def test_nobody_else_keeps_the_lists(role):
    by, code = make_user(roles=[role]), stock(Kind.CLOSE_CODE, "duplicate")

    with pytest.raises(Denied, match="Only an incident manager"):
        choices.add(kind=Kind.CATEGORY, names=LAB, by=by)
    with pytest.raises(Denied):
        choices.rename(choice=code, names=LAB, version=1, by=by)
    with pytest.raises(Denied):
        choices.move(choice=code, is_up=True, by=by)
    with pytest.raises(Denied):
        choices.remove(choice=code, by=by)
    with pytest.raises(Denied):
        priorities.set_matrix(to=STOCK_MATRIX, seen="", by=by)
    assert not AuditEvent.objects.filter(action__startswith="choice").exists()


def test_a_new_value_comes_last_and_is_audited(keeper):
    one = added(keeper, names=Names("  New   lab ", "Labo", "Labo (fr)"))

    assert keys(Kind.CATEGORY)[-1] == one.key == "new_lab"
    assert (one.name_en, one.is_stock) == ("New lab", False)
    event = AuditEvent.objects.get(action="choice.add")
    assert (event.target, event.actor) == ("category:new_lab", keeper.audit_name)


@pytest.mark.parametrize(
    ("names", "language", "sentence"),
    [
        (Names("", "x", "y"), "en", "Enter a name"),
        (Names("x", " … ", "y"), "nl", "Enter a name"),
        (Names("x", "y", "z" * 81), "fr", "at most 80"),
        (Names("accoUNT ", "Iets", "Autre chose"), "en", "“Account” is in the list"),
        (Names("Something", "Iets", "compte"), "fr", "“Compte” is in the list"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(keeper, names, language, sentence):
    with pytest.raises(WrongName, match=sentence) as refused:
        added(keeper, names=names)

    assert refused.value.language == language
    assert DeskChoice.objects.filter(kind=Kind.CATEGORY).count() == 5


def test_two_that_would_have_one_key_have_two(keeper):
    first = added(keeper)
    other = Names("Testing", "Testen", "Essais")
    choices.rename(choice=first, names=other, version=1, by=keeper)

    second = added(keeper)

    assert (first.key, second.key) == ("laboratory", "laboratory_2")


def test_a_renamed_value_keeps_its_key_and_is_called_so_everywhere(keeper):
    reason = stock(Kind.HOLD_REASON, "awaiting_vendor")
    assert name_of(Kind.HOLD_REASON, reason.key) == "Waiting for a supplier"

    choices.rename(choice=reason, names=LAB, version=1, by=keeper)

    assert name_of(Kind.HOLD_REASON, reason.key) == "Laboratory"
    reason.refresh_from_db()
    assert (reason.is_stock, reason.version) == (False, 2)


def test_saving_a_stock_value_as_it_stands_confirms_it(keeper):
    code = stock(Kind.CLOSE_CODE, "duplicate")

    choices.rename(choice=code, names=code.names, version=1, by=keeper)

    code.refresh_from_db()
    assert not code.is_stock


def test_a_stale_form_is_told_of_the_newer_name(keeper):
    code = stock(Kind.CLOSE_CODE, "duplicate")
    choices.rename(choice=code, names=LAB, version=1, by=keeper)

    other = Names("Double", "Dubbel", "Double (fr)")
    with pytest.raises(ChangedMeanwhile):
        choices.rename(choice=code, names=other, version=1, by=keeper)

    code.refresh_from_db()
    assert code.names == LAB


def test_the_same_rename_twice_is_one(keeper):
    code = stock(Kind.CLOSE_CODE, "duplicate")
    for _turn in range(2):
        choices.rename(choice=code, names=LAB, version=1, by=keeper)

    assert AuditEvent.objects.filter(action="choice.rename").count() == 1


def test_values_change_places_and_the_ends_stay(keeper):
    first = stock(Kind.CATEGORY, "data_transfer")
    choices.move(choice=first, is_up=True, by=keeper)
    assert keys(Kind.CATEGORY)[:2] == ["data_transfer", "infrastructure"]

    choices.move(choice=first, is_up=False, by=keeper)

    assert keys(Kind.CATEGORY)[:2] == ["infrastructure", "data_transfer"]


def test_a_category_in_use_is_hidden_and_stays_readable(keeper, agent, incident):
    category = added(keeper)
    set_to(incident, agent, Property.CATEGORY, category.key)

    assert choices.remove(choice=category, by=keeper) is False

    assert category.key not in keys(Kind.CATEGORY)
    assert name_of(Kind.CATEGORY, category.key) == "Laboratory"


def test_what_the_history_names_is_hidden_too(keeper, agent, incident):
    category = added(keeper)
    set_to(incident, agent, Property.CATEGORY, category.key)
    set_to(incident, agent, Property.CATEGORY, "other")

    assert choices.remove(choice=category, by=keeper) is False


def test_what_came_with_the_portal_is_hidden_and_the_rest_goes(keeper):
    assert choices.remove(choice=stock(Kind.CATEGORY, "account"), by=keeper) is False
    assert choices.remove(choice=added(keeper), by=keeper) is True

    assert not DeskChoice.objects.filter(key="laboratory").exists()
    assert DeskChoice.objects.filter(key="account", is_active=False).exists()


def test_what_somebody_removed_cannot_be_changed_any_more(keeper):
    one = added(keeper)
    choices.remove(choice=DeskChoice.objects.get(pk=one.pk), by=keeper)

    with pytest.raises(NotOffered):
        choices.rename(choice=one, names=LAB, version=1, by=keeper)


def test_the_last_one_that_is_offered_stays(keeper):
    *others, last = DeskChoice.objects.filter(kind=Kind.HOLD_REASON)
    for one in others:
        choices.show(choice=one, is_active=False, by=keeper)

    with pytest.raises(LastOne):
        choices.show(choice=last, is_active=False, by=keeper)


def test_what_is_hidden_cannot_be_chosen_any_more(keeper, agent, incident):
    for kind, key in [
        (Kind.HOLD_REASON, "awaiting_change"),
        (Kind.CLOSE_CODE, "duplicate"),
        (Kind.CATEGORY, "other"),
    ]:
        choices.show(choice=stock(kind, key), is_active=False, by=keeper)
    steps.take(incident, agent)
    before = steps.traces(incident)

    with pytest.raises(NotOffered):
        steps.hold(incident, agent, "awaiting_change")
    with pytest.raises(NotOffered):
        steps.resolve(incident, agent, close_code="duplicate")
    with pytest.raises(NotOffered):
        set_to(incident, agent, Property.CATEGORY, "other")
    assert steps.traces(incident) == before


def test_a_form_sent_twice_was_right_the_first_time(keeper, agent, incident):
    steps.take(incident, agent)
    token = uuid4()
    steps.resolve(incident, agent, form_token=token)
    code = stock(Kind.CLOSE_CODE, CloseCode.SOLUTION_PROVIDED)
    choices.show(choice=code, is_active=False, by=keeper)

    steps.resolve(incident, agent, form_token=token)

    assert incident.journal.filter(kind="resolved").count() == 1


def test_a_new_reason_and_code_work_like_those_of_the_portal(keeper, agent, incident):
    reason = added(keeper, Kind.HOLD_REASON)
    code = added(keeper, Kind.CLOSE_CODE)
    steps.take(incident, agent)

    steps.hold(incident, agent, reason.key, comment="")
    steps.resolve(incident, agent, close_code=code.key)

    incident.refresh_from_db()
    assert incident.close_code == "laboratory"


def test_a_subcategory_belongs_to_its_category(keeper, agent, incident):
    below = added(keeper, Kind.SUBCATEGORY, parent="account")
    set_to(incident, agent, Property.SUBCATEGORY, below.key)
    assert below.key == "account.laboratory"

    set_to(incident, agent, Property.CATEGORY, "other")

    incident.refresh_from_db()
    assert (incident.category, incident.subcategory) == ("other", "")
    told = incident.journal.filter(kind="changed", facts__property="subcategory")
    assert told.count() == 2
    with pytest.raises(NotOffered):
        set_to(incident, agent, Property.SUBCATEGORY, below.key)


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (Kind.SUBCATEGORY, ""),
        (Kind.SUBCATEGORY, "moon"),
        (Kind.CATEGORY, "account"),
    ],
)
def test_only_a_subcategory_has_a_category_that_exists(keeper, kind, parent):
    with pytest.raises(NotOffered):
        added(keeper, kind, parent=parent)


def test_two_categories_may_have_subcategories_of_one_name(keeper):
    one, other = (
        added(keeper, Kind.SUBCATEGORY, parent=parent)
        for parent in ("account", "other")
    )

    assert one.key != other.key
    with pytest.raises(WrongName):
        added(keeper, Kind.SUBCATEGORY, parent="account")


def test_another_matrix_leaves_what_is_there_and_counts_from_now_on(keeper, agent):
    before = make.incident(make.caller(), urgency="1")
    wanted = {**STOCK_MATRIX, LOW_HIGH: 1}
    seen = as_text(STOCK_MATRIX)
    priorities.set_matrix(to=wanted, seen=seen, by=keeper)

    set_to(before, agent, Property.CATEGORY, "other")
    after = make.incident(make.caller("later"), urgency="1")

    before.refresh_from_db()
    assert (before.priority, after.priority) == (3, 1)
    set_to(before, agent, Property.URGENCY, "2")
    set_to(before, agent, Property.URGENCY, "1")
    before.refresh_from_db()
    assert before.priority == 1
    assert not stored.is_stock_matrix()


@pytest.mark.parametrize("wrong", [None, 0, 6])
def test_a_matrix_with_a_hole_is_refused_whole(keeper, wrong):
    wanted = {**STOCK_MATRIX, (Impact.HIGH, Urgency.HIGH): 2, LOW_HIGH: wrong}

    with pytest.raises(MatrixHasHoles):
        priorities.set_matrix(to=wanted, seen=as_text(STOCK_MATRIX), by=keeper)

    assert stored.matrix() == STOCK_MATRIX
    assert not AuditEvent.objects.filter(action="priorities.set").exists()


def test_a_stale_matrix_is_told_of_the_newer_one(keeper):
    seen = as_text(STOCK_MATRIX)
    priorities.set_matrix(to={**STOCK_MATRIX, LOW_HIGH: 1}, seen=seen, by=keeper)

    with pytest.raises(ChangedMeanwhile):
        priorities.set_matrix(to={**STOCK_MATRIX, LOW_HIGH: 2}, seen=seen, by=keeper)

    assert stored.matrix()[LOW_HIGH] == 1


def test_names_cost_no_query_once_they_are_known():
    name_of(Kind.CATEGORY, "account")

    with CaptureQueriesContext(connection) as asked:
        for _row in range(20):
            assert name_of(Kind.CATEGORY, "account") == "Account"

    assert not asked.captured_queries


def test_an_unknown_value_is_called_by_its_key():
    assert name_of(Kind.CLOSE_CODE, "long_gone") == "long_gone"
    assert name_of(Kind.CLOSE_CODE, "") == ""


def test_another_processes_change_is_noticed_when_the_mark_is(keeper):
    mark = stored.lists().mark
    DeskChoice.objects.filter(key="account").update(name_en="Sign-in")
    assert stored.lists().mark == mark

    stored.lists.forget()

    assert stored.lists().mark != mark
    assert name_of(Kind.CATEGORY, "account") == "Sign-in"


def test_a_hold_needs_a_word_to_the_caller_whatever_the_reason_is_called(
    keeper, agent, incident
):
    reason = stock(Kind.HOLD_REASON, "awaiting_caller")
    choices.rename(choice=reason, names=LAB, version=1, by=keeper)
    steps.take(incident, agent)

    with pytest.raises(handling.CommentNeeded):
        steps.hold(incident, agent, "awaiting_caller", comment="")
