"""The pages of the targets: seen, set, refused, for all and for one project."""

import pytest

from hdportal.accounts.tests.factories import make_administrator, make_user
from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import targets
from hdportal.desk.domain.sla import Measure
from hdportal.desk.domain.sla_targets import PLACES, STOCK, as_text
from hdportal.desk.models import SlaDefinition
from hdportal.desk.presenters.settings_targets import texts_of
from hdportal.desk.targets_form import target_name
from hdportal.desk.tests import factories as make
from hdportal.kernel.actor import Role
from hdportal.portfolio.tests.factories import project

pytestmark = pytest.mark.django_db

TARGETS, ALL = "/desk/settings/targets/", "/desk/settings/targets/all/"
STUDY = "/desk/settings/targets/HDBP0016/"
RESPONSE = Measure.RESPONSE


@pytest.fixture
def keeper(client):
    person = make_user(email="manager@demo.example", roles=[Role.INCIDENT_MANAGER])
    client.force_login(person)
    return person


@pytest.fixture
def study():
    return project("Pacemakers", abbreviation="PACEMAKER", code="HDBP0016")


def posted(minutes=STOCK, seen=None, **typed):
    fields = {target_name(place): text for place, text in texts_of(minutes).items()}
    return {**fields, "seen": as_text(minutes) if seen is None else seen, **typed}


def active(**about):
    rows = SlaDefinition.objects.filter(ended_at=None, **about)
    return {(row.measure, row.priority): row.minutes for row in rows}


def test_what_comes_along_is_marked_until_somebody_saves_it(client, keeper):
    overview = client.get("/desk/settings/").text
    assert f'href="{TARGETS}"' in overview
    assert "10 targets" in overview
    assert "10 to be confirmed" in overview
    page = client.get(TARGETS).text
    assert "Stock values" in page
    for words in ("All projects", "30 min", "80 h"):
        assert words in page

    answer = client.post(ALL, posted(), follow=True)

    assert "The targets are saved." in answer.text
    assert "Stock values" not in answer.text
    assert active() == STOCK
    assert SlaDefinition.objects.count() == 10


def test_another_target_ends_the_one_before(client, keeper):
    client.post(ALL, posted(response_2="1:30", resolution_5=""))

    now = active()
    assert now["response", 2] == 90
    assert ("resolution", 5) not in now
    assert SlaDefinition.objects.exclude(ended_at=None).count() == 2
    event = AuditEvent.objects.get(action="targets.set")
    assert event.facts["targets"][0] == as_text(STOCK)


@pytest.mark.parametrize("text", ["0", "soon", "-1", "87600 h", "9" * 20, "\x00"])
def test_a_wrong_target_is_explained_and_kept_as_typed(client, keeper, text):
    answer = client.post(ALL, posted(response_2=text, response_3="5 h"))

    assert answer.status_code == 422
    assert 'href="#id_response_2"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 1
    assert 'value="5 h"' in answer.text
    assert active() == STOCK


def test_a_form_that_came_in_part_takes_nothing_away(client, keeper):
    answer = client.post(ALL, {"seen": as_text(STOCK), "response_1": "30 min"})

    assert answer.status_code == 422
    assert active() == STOCK


def test_a_stale_form_shows_the_newer_targets_and_goes_through_the_second_time(
    client, keeper
):
    newer = {**STOCK, (RESPONSE, 1): 45, (RESPONSE, 4): None}
    targets.set_targets(
        project=None, to=newer, seen=as_text(STOCK), by=make_administrator()
    )

    answer = client.post(ALL, posted(response_5="20 h"))

    assert answer.status_code == 409
    assert "Saved meanwhile: 45 min" in answer.text
    assert "Saved meanwhile: no target" in answer.text
    assert 'value="20 h"' in answer.text
    assert f'name="seen" value="{as_text(newer)}"' in answer.text
    again = client.post(ALL, posted(seen=as_text(newer), response_5="20 h"))
    assert again.status_code == 302
    assert active()["response", 5] == 1200


def test_a_project_gets_targets_of_its_own_and_loses_them_again(client, keeper, study):
    found = client.get(TARGETS, {"project": study.key})
    assert found["Location"] == STUDY
    page = client.get(STUDY).text
    assert "PACEMAKER" in page
    assert "Empty: 30 min, as for all projects" in page

    client.post(STUDY, posted({}, response_1="15"))

    assert active(project=study) == {("response", 1): 15}
    assert active(project=None) == STOCK
    table = client.get(TARGETS).text.split("<table")[1].split("</table>")[0]
    assert f'href="{STUDY}"' in table
    assert "15 min" in table
    client.post(STUDY, posted({}, seen=as_text({(RESPONSE, 1): 15})))
    assert active(project=study) == {}


def test_the_form_names_each_of_its_fields(client, keeper):
    page = client.get(ALL).text

    for place in PLACES:
        assert f'<label class="field__label" for="id_{target_name(place)}">' in page
    assert "Response, priority 1 – Critical" in page


@pytest.mark.parametrize("page", [STUDY, f"{TARGETS}?project=moon", f"{TARGETS}x/"])
def test_a_project_that_is_not_there_is_not_found(client, keeper, page):
    assert client.get(page).status_code == 404


def test_what_no_database_takes_is_not_found(client, keeper):
    assert client.get(TARGETS, {"project": "a\x00b"}).status_code == 404


def test_whoever_does_not_keep_the_settings_is_refused(client):
    client.force_login(make.agent())

    for page in (TARGETS, ALL):
        assert client.get(page).status_code == 403
    assert client.post(ALL, posted()).status_code == 403
    assert active() == STOCK
