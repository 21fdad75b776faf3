"""The pages of the desk's settings."""

import pytest

from hdportal.accounts.tests.factories import make_administrator, make_user
from hdportal.desk.actions import choices, priorities, properties
from hdportal.desk.actions.properties import Wanted
from hdportal.desk.domain.choices import Kind, Names
from hdportal.desk.domain.incident import Impact, Urgency
from hdportal.desk.domain.priority import CELLS, STOCK_MATRIX, as_text
from hdportal.desk.domain.properties import Property
from hdportal.desk.models import DeskChoice
from hdportal.desk.queries import choices as stored
from hdportal.desk.settings_forms import cell_name
from hdportal.desk.tests import factories as make
from hdportal.kernel.actor import Role

pytestmark = pytest.mark.django_db
SETTINGS = "/desk/settings/"
LAB = {"name_en": "Laboratory", "name_nl": "Laboratorium", "name_fr": "Laboratoire"}
PAGES = ["", "priorities/", "categories/", "categories/new/", "subcategories/new/"]


@pytest.fixture
def keeper(client):
    person = make_user(email="manager@demo.example", roles=[Role.INCIDENT_MANAGER])
    client.force_login(person)
    return person


def stock(kind, key):
    return DeskChoice.objects.get(kind=kind, key=key)


def address(choice, rest=""):
    slugs = {"hold_reason": "reasons", "category": "categories"}
    return f"{SETTINGS}{slugs[choice.kind]}/{choice.pk}/{rest}"


def matrix(**changes):
    cells = {cell_name(cell): str(STOCK_MATRIX[cell]) for cell in CELLS}
    return {**cells, "seen": as_text(STOCK_MATRIX), **changes}


def words(answer):
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_incident_managers_and_administrators_keep_the_settings(client, page):
    managers = make_user(roles=[Role.INCIDENT_MANAGER]), make_administrator()
    for person, status in [*((m, 200) for m in managers), (make.agent(), 403)]:
        client.force_login(person)
        assert client.get(SETTINGS + page).status_code == status


def test_the_way_to_them_is_in_the_menu_of_those_who_keep_them(client, keeper):
    assert f'href="{SETTINGS}"' in words(client.get("/"))

    client.force_login(make.agent())

    assert SETTINGS not in words(client.get("/"))


def test_the_overview_says_what_nobody_has_confirmed(client, keeper):
    page = words(client.get(SETTINGS))

    assert "8 to be confirmed" in page
    assert "To be confirmed" in page

    client.post(f"{SETTINGS}priorities/", matrix())
    for code in DeskChoice.objects.filter(kind=Kind.CLOSE_CODE):
        choices.rename(choice=code, names=code.names, version=1, by=keeper)
    page = words(client.get(SETTINGS))
    assert "8 to be confirmed" not in page
    assert "To be confirmed" not in page


def test_the_priorities_are_set(client, keeper):
    answer = client.post(f"{SETTINGS}priorities/", matrix(**{"priority-3-1": "1"}))

    assert answer.headers["Location"] == SETTINGS
    assert stored.matrix()[Impact.LOW, Urgency.HIGH] == 1


@pytest.mark.parametrize("wrong", ["", "6", "0", "x", "11", "-1", "\u0663", "\u00b2"])
def test_a_matrix_with_a_hole_comes_back_as_it_was_typed(client, keeper, wrong):
    typed = matrix(**{"priority-1-1": "2", "priority-2-3": wrong})

    answer = client.post(f"{SETTINGS}priorities/", typed)

    page = words(answer)
    assert answer.status_code == 422
    assert "Choose a priority from 1 to 5" in page
    assert page.count("Choose a priority.") == 1
    assert 'href="#id_priority-2-3"' in page
    first = page.split('name="priority-1-1"')[1].split("</select>")[0]
    assert '<option value="2" selected>' in first
    assert stored.matrix() == STOCK_MATRIX


def test_a_stale_matrix_shows_what_somebody_saved_meanwhile(client, keeper):
    newer = {**STOCK_MATRIX, (Impact.LOW, Urgency.HIGH): 1}
    seen = as_text(STOCK_MATRIX)
    priorities.set_matrix(to=newer, seen=seen, by=make_administrator())

    typed = matrix(**{"priority-1-1": "2"})
    answer = client.post(f"{SETTINGS}priorities/", typed)

    page = words(answer)
    assert answer.status_code == 409
    assert page.count("Saved meanwhile: 1 – Critical") == 1
    assert f'name="seen" value="{as_text(newer)}"' in page
    assert stored.matrix() == newer


def test_a_value_is_added_and_offered_to_the_desk(client, keeper):
    answer = client.post(f"{SETTINGS}reasons/new/", LAB)

    assert answer.headers["Location"] == f"{SETTINGS}reasons/"
    assert "“Laboratory” is added." in words(client.get(f"{SETTINGS}reasons/"))
    assert [one.key for one in stored.offered(Kind.HOLD_REASON)][-1] == "laboratory"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name_en": ""}, "Fill in: Name in English"),
        ({"name_nl": "…"}, "Enter a name with letters or digits."),
        ({"name_fr": "x" * 81}, "80"),
        ({"name_en": "ACCOUNT"}, "“Account” is in the list already."),
        ({"name_en": "a\x00b"}, "Null characters"),
    ],
)
def test_a_wrong_name_is_explained_and_the_rest_is_kept(
    client, keeper, wrong, sentence
):
    answer = client.post(f"{SETTINGS}categories/new/", {**LAB, **wrong})

    assert answer.status_code == 422
    assert sentence in words(answer)
    for name in LAB.keys() - wrong:
        assert f'value="{LAB[name]}"' in words(answer)
    assert DeskChoice.objects.filter(kind=Kind.CATEGORY).count() == 5


def test_a_subcategory_asks_for_its_category(client, keeper):
    assert client.post(f"{SETTINGS}subcategories/new/", LAB).status_code == 422

    posted = {**LAB, "parent": "account"}
    client.post(f"{SETTINGS}subcategories/new/", posted)

    page = words(client.get(f"{SETTINGS}subcategories/"))
    assert "Laboratory" in page
    assert stored.offered(Kind.SUBCATEGORY, parent="account")


def test_a_stale_name_shows_the_newer_one_and_goes_through_the_second_time(
    client, keeper
):
    category = stock(Kind.CATEGORY, "other")
    names = Names("Something else", "Iets anders", "Autre chose")
    choices.rename(choice=category, names=names, version=1, by=make_administrator())

    answer = client.post(address(category), {**LAB, "version": "1"})

    assert answer.status_code == 409
    assert "Saved meanwhile: Something else" in words(answer)
    assert 'name="version" value="2"' in words(answer)
    again = client.post(address(category), {**LAB, "version": "2"})
    assert again.status_code == 302
    category.refresh_from_db()
    assert category.name_en == "Laboratory"


def test_the_button_that_was_pressed_has_the_focus_again(client, keeper):
    category = stock(Kind.CATEGORY, "data_transfer")

    answer = client.post(address(category, "move/"), {"to": "down"}, follow=True)

    page = words(answer)
    row = page.split(f'id="choice-{category.pk}"')[1].split("</tr>")[0]
    assert page.count("data-autofocus") == row.count("data-autofocus") == 1
    assert page.index("Infrastructure") < page.index("Data transfer")


def test_what_is_hidden_is_marked_and_can_be_offered_again(client, keeper):
    category = stock(Kind.CATEGORY, "other")

    client.post(address(category, "show/"), {"offered": "0"})
    assert "Offer again" in words(client.get(f"{SETTINGS}categories/"))

    client.post(address(category, "show/"), {"offered": "1"})
    assert "Offer again" not in words(client.get(f"{SETTINGS}categories/"))


def test_the_last_one_stays_with_a_sentence(client, keeper):
    DeskChoice.objects.filter(kind=Kind.CATEGORY).exclude(key="other").update(
        is_active=False
    )

    for rest in ("show/", "remove/"):
        answer = client.post(address(stock(Kind.CATEGORY, "other"), rest))
        assert answer.status_code == 409
        assert "the last one that is offered" in words(answer)


def test_removing_says_whether_it_is_gone_or_hidden(client, keeper):
    names = Names(*LAB.values())
    own = choices.add(kind=Kind.CATEGORY, names=names, by=keeper)

    gone = client.post(address(own, "remove/"), follow=True)
    hidden = client.post(address(stock(Kind.CATEGORY, "other"), "remove/"), follow=True)

    assert "“Laboratory” is removed." in words(gone)
    assert "“Other” is hidden" in words(hidden)
    assert client.get(address(own)).status_code == 404


def test_a_list_or_value_that_does_not_exist_is_not_found(client, keeper):
    category = stock(Kind.CATEGORY, "other")

    assert client.get(f"{SETTINGS}moons/").status_code == 404
    assert client.get(f"{SETTINGS}reasons/{category.pk}/").status_code == 404
    assert client.get(f"{SETTINGS}reasons/{10**30}/").status_code == 404


def test_every_page_of_a_ticket_calls_it_by_its_new_name(client, keeper):
    incident = make.incident(make.caller(), category="account")
    pages = [f"/desk/incidents/{incident.number}/", incident.get_absolute_url()]
    category = stock(Kind.CATEGORY, "account")
    tags = [client.get(page).headers["ETag"] for page in pages]

    names = Names("Signing in", "Aanmelden", "Connexion")
    choices.rename(choice=category, names=names, version=1, by=keeper)

    for page, tag in zip(pages, tags, strict=True):
        answer = client.get(page, headers={"if-none-match": tag})
        assert "Signing in" in words(answer)


def test_the_ticket_keeps_a_hidden_category_and_offers_subcategories(client, keeper):
    incident = make.incident(make.caller(), category="account")
    names = Names(*LAB.values())
    choices.add(kind=Kind.SUBCATEGORY, names=names, parent="account", by=keeper)
    category = stock(Kind.CATEGORY, "account")
    choices.show(choice=category, is_active=False, by=keeper)
    page = f"/desk/incidents/{incident.number}/"

    asked = words(client.get(f"{page}?edit=category"))
    below = words(client.get(f"{page}?edit=subcategory"))

    assert '<option value="account" selected>Account</option>' in asked
    assert '<option value="account.laboratory">Laboratory</option>' in below
    posted = {"value": "account.laboratory", "seen": ""}
    client.post(f"{page}edit/subcategory/", posted)
    assert "Laboratory" in words(client.get(incident.get_absolute_url()))


def test_a_value_hidden_meanwhile_is_refused_in_its_place(client, keeper):
    incident = make.incident(make.caller(), category="account")
    category = stock(Kind.CATEGORY, "other")
    choices.show(choice=category, is_active=False, by=keeper)

    page = f"/desk/incidents/{incident.number}/edit/category/"
    answer = client.post(page, {"value": "other", "seen": "account"})

    assert answer.status_code == 422
    assert "Select “Type of problem” from the list." in words(answer)


def test_reasons_are_offered_in_the_readers_language_and_refused_when_hidden(client):
    agent = make.agent()
    keeper = make_administrator()
    incident = make.incident(make.caller())
    names = Names(*LAB.values())
    reason = choices.add(kind=Kind.HOLD_REASON, names=names, by=keeper)
    properties.change(
        incident=incident,
        name=Property.URGENCY,
        to=Wanted("1"),
        seen="2",
        by=agent,
    )
    agent.language = "nl"
    agent.save()
    client.force_login(agent)
    page = f"/desk/incidents/{incident.number}/hold/"
    assert "Laboratorium" in words(client.get(page))

    choices.show(choice=reason, is_active=False, by=keeper)

    assert "Laboratorium" not in words(client.get(page))
    assert client.post(page, {"hold_reason": reason.key}).status_code == 422
