"""Where a new incident goes: by a rule, and who keeps the rules and the groups."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hdportal.accounts.models import User
from hdportal.accounts.tests.factories import make_administrator, make_user
from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import choices, groups, incidents, routing
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.actions.groups import GroupWanted
from hdportal.desk.actions.routing import RuleWanted
from hdportal.desk.domain.choices import Kind, NotOffered
from hdportal.desk.domain.groups import GroupStays, WrongGroupName
from hdportal.desk.domain.incident import Channel
from hdportal.desk.domain.routing import NamesNothing, RuleTwice
from hdportal.desk.domain.sop import evidence_of, reversed_refs
from hdportal.desk.domain.traces import groups_of
from hdportal.desk.models import AssignmentGroup, AssignmentRule, DeskChoice
from hdportal.desk.queries.groups import first_line
from hdportal.desk.queries.procedure import journey
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel.actor import Role
from hdportal.kernel.errors import Denied
from hdportal.portfolio.models import Application, Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make_user(email="manager@demo.example", roles=[Role.INCIDENT_MANAGER])


def caller():
    known = User.objects.filter(email="caller@demo.example").first()
    return known or make.caller()


def rule(by, key="iat", **about):
    wanted = RuleWanted(steps.group(key), **{"category": "account", **about})
    return routing.add(wanted=wanted, by=by)


def to_group(group, by, **changes):
    group.refresh_from_db()
    wanted = GroupWanted(**{"name": group.name, **changes})
    return groups.change(group=group, wanted=wanted, version=group.version, by=by)


def kinds(incident):
    return [entry.kind for entry in incident.journal.order_by("at", "pk")]


def test_a_rule_sends_a_new_incident_to_its_group_and_the_journal_says_so(keeper):
    rule(keeper)

    incident = make.incident(caller(), category="account")

    assert incident.assignment_group == steps.group("iat")
    assert kinds(incident) == ["created", "assigned"]
    entry = incident.journal.get(kind="assigned")
    assert (entry.facts["group"], entry.facts["by_rule"]) == ("IAT", True)
    assert (entry.by, entry.at) == (None, incident.opened_at)


def test_where_no_rule_fits_it_is_the_service_desks(keeper):
    rule(keeper)

    incident = make.incident(caller(), category="other")

    assert incident.assignment_group == first_line()
    assert kinds(incident) == ["created"]


def test_application_and_project_are_asked_for_as_well(keeper):
    answers = make.about_application()
    application, project = Application.objects.get(), Project.objects.get()
    wanted = {"application": application, "project": project, "category": ""}
    rule(keeper, "dwh", **wanted)
    rule(keeper, "dc", category="application")

    first = make.incident(caller(), **answers)

    assert first.assignment_group == steps.group("dwh")


def test_the_order_decides_and_can_be_changed(keeper):
    wide, other = rule(keeper), rule(keeper, "dc", category="other")
    answers = make.about_application()
    wide = routing.change(
        rule=wide,
        wanted=RuleWanted(steps.group("iat"), category="application"),
        version=1,
        by=keeper,
    )
    named = {"category": "", "application": Application.objects.get()}
    close = rule(keeper, "dwh", **named)
    routing.move(rule=close, is_up=True, by=keeper)
    routing.move(rule=close, is_up=True, by=keeper)
    # It is the first already.
    routing.move(rule=close, is_up=True, by=keeper)

    assert list(AssignmentRule.objects.all()) == [close, wide, other]
    assert make.incident(caller(), **answers).assignment_group.key == "dwh"
    routing.move(rule=close, is_up=False, by=keeper)
    assert make.incident(caller(), **answers).assignment_group.key == "iat"


def test_a_rule_that_is_off_or_gone_decides_nothing(keeper):
    one, other = rule(keeper, is_active=False), rule(keeper, category="other")
    routing.remove(rule=other, by=keeper)
    routing.remove(rule=other, by=keeper)

    for category in ("account", "other"):
        incident = make.incident(caller(), category=category)
        assert incident.assignment_group == first_line()
    assert list(AssignmentRule.objects.all()) == [one]


def test_on_behalf_goes_by_the_same_rules(keeper):
    rule(keeper)

    incident = incidents.report(
        caller=caller(),
        answers=make.answers(category="account"),
        form_token=uuid4(),
        by=make.agent(),
        channel=Channel.PHONE,
    ).incident

    assert incident.assignment_group == steps.group("iat")


def test_a_second_line_that_a_rule_chose_counts_for_its_group(keeper):
    rule(keeper)
    incident = make.incident(caller(), category="account")
    steps.take(incident, steps.analyst("iat"))

    entries = journey(incident).entries
    shown = evidence_of(entries, first_line=first_line().pk)

    assert {"I01", "I09", "I10", "I11"} <= set(shown)
    assert reversed_refs(shown) == set()
    found = groups_of(entries, first_line=first_line().pk)
    assert found == {steps.group("iat").pk}


def test_a_rule_that_names_nothing_is_refused_by_the_database_too(keeper):
    with pytest.raises(NamesNothing):
        rule(keeper, category="")
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentRule.objects.create(group=first_line())


def test_a_rule_stands_once_and_names_what_is_offered(keeper):
    rule(keeper)
    with pytest.raises(RuleTwice):
        rule(keeper, "dwh")
    for wrong in ({"category": "moon"}, {"category": "x" * 41}):
        with pytest.raises(NotOffered):
            rule(keeper, **wrong)
    to_group(steps.group("sob"), keeper, is_active=False)
    with pytest.raises(NotOffered):
        rule(keeper, "sob", category="other")


def test_a_category_that_a_rule_names_is_hidden_and_the_rule_goes_on(keeper):
    names = choices.Names("Laboratory", "Laboratorium", "Laboratoire")
    own = choices.add(kind=Kind.CATEGORY, names=names, by=keeper)
    one = rule(keeper, category=own.key)

    assert choices.remove(choice=own, by=keeper) is False

    assert DeskChoice.objects.filter(pk=own.pk, is_active=False).exists()
    wanted = RuleWanted(steps.group("dwh"), category=own.key)
    changed = routing.change(rule=one, wanted=wanted, version=1, by=keeper)
    assert changed.group == steps.group("dwh")


def test_nobody_writes_over_a_newer_rule_or_group(keeper):
    one, iat = rule(keeper), steps.group("iat")
    wanted = RuleWanted(steps.group("dwh"), category="account")
    routing.change(rule=one, wanted=wanted, version=1, by=keeper)
    to_group(iat, keeper, round_robin=True)

    other = RuleWanted(steps.group("dc"), category="account")
    with pytest.raises(ChangedMeanwhile):
        routing.change(rule=one, wanted=other, version=1, by=keeper)
    with pytest.raises(ChangedMeanwhile):
        groups.change(group=iat, wanted=GroupWanted("I"), version=1, by=keeper)
    # The same as somebody else wanted is no change at all.
    routing.change(rule=one, wanted=wanted, version=1, by=keeper)


def test_only_incident_managers_and_administrators_keep_rules_and_groups(keeper):
    one, iat, agent = rule(keeper), steps.group("iat"), make.agent()
    wanted = RuleWanted(iat, category="other")
    for deed in (
        lambda: routing.add(wanted=wanted, by=agent),
        lambda: routing.change(rule=one, wanted=wanted, version=1, by=agent),
        lambda: routing.move(rule=one, is_up=True, by=agent),
        lambda: routing.remove(rule=one, by=agent),
        lambda: groups.add(wanted=GroupWanted("New"), by=agent),
        lambda: to_group(iat, agent, name="New"),
    ):
        with pytest.raises(Denied):
            deed()
    routing.add(wanted=wanted, by=make_administrator())


def test_a_new_group_stands_at_the_end_with_a_key_for_scopes(keeper):
    added = groups.add(wanted=GroupWanted("  Data   hub "), by=keeper)

    assert (added.name, added.key, added.scope) == (
        *("Data hub", "data-hub", "group:data-hub"),
    )
    assert AssignmentGroup.objects.last() == added
    assert AuditEvent.objects.filter(action="group.add", target=added.audit_name)
    with pytest.raises(WrongGroupName):
        groups.add(wanted=GroupWanted("data hub"), by=keeper)


def test_a_group_that_something_goes_to_cannot_be_switched_off(keeper):
    iat = steps.group("iat")
    one = rule(keeper)
    incident = make.incident(caller(), category="account")
    with pytest.raises(GroupStays, match="incidents: 1, assignment rules: 1"):
        to_group(iat, keeper, is_active=False)

    routing.remove(rule=one, by=keeper)
    incidents.withdraw(incident=incident, by=incident.caller)

    assert not to_group(iat, keeper, is_active=False).is_active
    with pytest.raises(GroupStays):
        to_group(first_line(), keeper, is_active=False)
