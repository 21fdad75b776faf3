"""The pages of groups, assignment rules and presence."""

import pytest

from hdportal.accounts.tests.factories import make_administrator, make_user
from hdportal.desk.actions import groups, routing
from hdportal.desk.actions.groups import GroupWanted
from hdportal.desk.actions.routing import RuleWanted
from hdportal.desk.models import (
    AssignmentGroup,
    AssignmentRule,
    DeskChoice,
    Presence,
)
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel.actor import Role

pytestmark = pytest.mark.django_db
RULES, GROUPS = "/desk/settings/rules/", "/desk/settings/groups/"
POSTED = {"category": "account", "application": "", "project": "", "group": "iat"}
USED = {**POSTED, "is_active": "on"}


@pytest.fixture
def keeper(client):
    person = make_user(email="manager@demo.example", roles=[Role.INCIDENT_MANAGER])
    client.force_login(person)
    return person


def rule(by, key="iat", **about):
    wanted = RuleWanted(steps.group(key), **{"category": "account", **about})
    return routing.add(wanted=wanted, by=by)


def test_the_overview_leads_to_both(client, keeper):
    page = client.get("/desk/settings/").text

    assert f'href="{RULES}"' in page
    assert f'href="{GROUPS}"' in page
    assert "7 groups" in page
    assert "0 rules" in page


def test_a_rule_is_added_and_seen(client, keeper):
    assert "There is no rule yet" in client.get(RULES).text

    answer = client.post(f"{RULES}new/", USED, follow=True)

    assert "The rule is added" in answer.text
    table = answer.text.split("<table")[1].split("</table>")[0]
    for words in ("Rule 1", "Type of problem:", "Account", "IAT", "In use"):
        assert words in table


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"category": ""}, "Choose a type of problem, an application or a project"),
        ({"category": "moon"}, "Type of problem"),
        ({"application": "no-such"}, "Application"),
        ({"project": "a\x00b"}, "Project"),
        ({"group": ""}, "Group"),
        ({"group": "moon"}, "Group"),
        ({"category": "other"}, "There is a rule for this already"),
    ],
)
def test_a_wrong_rule_is_explained_and_kept_as_typed(client, keeper, wrong, sentence):
    rule(keeper, category="other")

    answer = client.post(f"{RULES}new/", {**USED, **wrong})

    assert answer.status_code == 422
    summary = answer.text.split('id="form-summary"')[1]
    assert sentence in summary
    if "group" not in wrong:
        assert '<option value="iat" selected>IAT</option>' in answer.text
    assert AssignmentRule.objects.count() == 1


def test_a_rule_behind_one_that_takes_it_all_is_marked(client, keeper):
    make.about_application()
    rule(keeper)
    client.post(f"{RULES}new/", {**USED, "application": "hd4dp-v2"})

    assert client.get(RULES).text.count("An earlier rule decides") == 1


def test_a_rule_is_changed_moved_and_removed(client, keeper):
    first, second = rule(keeper), rule(keeper, "dwh", category="other")
    posted = {**POSTED, "group": "dc", "version": "1"}
    client.post(f"{RULES}{first.pk}/", posted)
    answer = client.post(f"{RULES}{second.pk}/move/", {"to": "up"}, follow=True)

    assert list(AssignmentRule.objects.all()) == [second, first]
    assert answer.text.count("data-autofocus") == 1
    first.refresh_from_db()
    assert (first.group.key, first.is_active) == ("dc", False)
    for _each in range(2):
        gone = client.post(f"{RULES}{first.pk}/remove/", follow=True)
        assert "The rule is removed." in gone.text
    assert client.get(f"{RULES}{first.pk}/").status_code == 404


def test_a_stale_rule_shows_the_newer_one_and_goes_through_the_second_time(
    client, keeper
):
    one = rule(keeper)
    wanted = RuleWanted(steps.group("dwh"), category="account")
    routing.change(rule=one, wanted=wanted, version=1, by=make_administrator())
    posted = {**USED, "group": "dc", "version": "1"}

    answer = client.post(f"{RULES}{one.pk}/", posted)

    assert answer.status_code == 409
    assert answer.text.count("Saved meanwhile:") == 2
    assert "Saved meanwhile: DWH" in answer.text
    assert 'name="version" value="2"' in answer.text
    again = client.post(f"{RULES}{one.pk}/", {**posted, "version": "2"})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("query", "outcome"),
    [
        ("category=account", "It would go to IAT, by rule 1."),
        ("category=other", "No rule fits: it would go to Service Desk."),
        (
            "category=application&application=hd4dp-v2&project=HDBP0016",
            "It would go to DWH, by rule 2.",
        ),
        ("category=", "No rule fits"),
    ],
)
def test_the_rules_can_be_tried(client, keeper, query, outcome):
    make.about_application()
    rule(keeper)
    rule(keeper, "dwh", category="application")

    assert outcome in client.get(f"{RULES}?{query}").text


def test_trying_what_is_not_there_is_explained(client, keeper):
    for query in ("category=moon", "category=&project=%00", "category=&application=x"):
        assert client.get(f"{RULES}?{query}").status_code == 422


def test_a_rule_keeps_a_category_that_is_hidden(client, keeper):
    one = rule(keeper)
    client.post(f"/desk/settings/categories/{_category('account')}/show/")

    page = client.get(f"{RULES}{one.pk}/").text
    answer = client.post(f"{RULES}{one.pk}/", {**USED, "group": "dc", "version": "1"})

    assert '<option value="account" selected>Account</option>' in page
    assert answer.status_code == 302
    assert client.post(f"{RULES}new/", USED).status_code == 422


def _category(key):
    return DeskChoice.objects.get(kind="category", key=key).pk


def test_a_group_is_added_renamed_and_takes_turns(client, keeper):
    answer = client.post(f"{GROUPS}new/", {"name": "Data hub"}, follow=True)
    assert "<code>group:data-hub</code>" in answer.text
    group = AssignmentGroup.objects.get(key="data-hub")
    assert (group.is_active, group.round_robin) == (True, False)

    posted = {"name": "Hub", "is_active": "on", "round_robin": "on", "version": "1"}
    client.post(f"{GROUPS}{group.pk}/", posted)

    group.refresh_from_db()
    assert (group.name, group.round_robin) == ("Hub", True)
    assert "“Hub” is saved." in client.get(GROUPS).text


@pytest.mark.parametrize("name", ["", "…", "iat", "x" * 81, "a\x00b"])
def test_a_wrong_name_of_a_group_is_explained(client, keeper, name):
    answer = client.post(f"{GROUPS}new/", {"name": name})

    assert answer.status_code == 422
    assert 'href="#id_name"' in answer.text
    assert AssignmentGroup.objects.count() == 7


def test_a_group_with_rules_stays_with_a_sentence(client, keeper):
    rule(keeper)
    group = steps.group("iat")

    answer = client.post(f"{GROUPS}{group.pk}/", {"name": "IAT", "version": "1"})

    assert answer.status_code == 422
    assert "assignment rules: 1. Hand the incidents on" in answer.text
    assert steps.group("iat").is_active


def test_the_service_desk_cannot_be_switched_off(client, keeper):
    group = steps.group("service-desk")
    assert "is_active" not in client.get(f"{GROUPS}{group.pk}/").text

    client.post(f"{GROUPS}{group.pk}/", {"name": "Support", "version": "1"})

    group.refresh_from_db()
    assert (group.name, group.is_active) == ("Support", True)


def test_a_stale_group_shows_the_newer_one(client, keeper):
    group = steps.group("iat")
    wanted = GroupWanted("Networks", round_robin=True)
    groups.change(group=group, wanted=wanted, version=1, by=make_administrator())

    posted = {"name": "Servers", "is_active": "on", "version": "1"}
    answer = client.post(f"{GROUPS}{group.pk}/", posted)

    assert answer.status_code == 409
    assert "Saved meanwhile: Networks" in answer.text
    assert "Saved meanwhile: Yes" in answer.text


@pytest.mark.parametrize("page", ["rules/7/", "groups/700/", f"rules/{10**30}/"])
def test_what_is_not_there_is_not_found(client, keeper, page):
    assert client.get(f"/desk/settings/{page}").status_code == 404


def test_whoever_does_not_keep_the_settings_is_refused(client):
    client.force_login(make.agent())

    for page in (RULES, f"{RULES}new/", GROUPS, f"{GROUPS}new/"):
        assert client.get(page).status_code == 403


def test_the_switch_stands_in_the_head_of_the_list_and_leads_back(client):
    agent = make.agent()
    client.force_login(agent)
    assert 'aria-checked="false"' in client.get("/desk/").text

    here = "http://testserver/desk/?person=nobody&next=//evil.example"
    answer = client.post("/desk/presence/", {"present": "1"}, headers={"referer": here})

    assert answer.headers["Location"] == "/desk/?person=nobody"
    page = client.get("/desk/?person=nobody").text
    assert 'aria-checked="true"' in page
    assert "You are at the desk until midnight" in page
    client.post("/desk/presence/", {"present": "0"})
    assert 'aria-checked="false"' in client.get("/desk/").text
    assert not Presence.objects.exists()


def test_the_list_is_another_page_once_the_switch_is_on(client):
    client.force_login(make.agent())
    client.get("/desk/")
    tag = client.get("/desk/").headers["ETag"]
    assert client.get("/desk/", headers={"if-none-match": tag}).status_code == 304

    client.post("/desk/presence/", {"present": "1"})
    # The message stands on one answer only.
    client.get("/desk/")

    assert client.get("/desk/", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("present", ["", "yes", "2", "\x00"])
def test_anything_else_than_on_is_off(client, present):
    client.force_login(make.agent())

    answer = client.post("/desk/presence/", {"present": present})

    assert answer.status_code == 302
    assert not Presence.objects.exists()
