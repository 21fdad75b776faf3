"""The front page, before and after sign-in."""

import re

import pytest

from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps

pytestmark = pytest.mark.django_db


def test_the_public_page_leads_to_sign_in_support_and_an_account(client):
    page = client.get("/").content.decode()

    for address in ("/accounts/login/", "/support/", "/accounts/request/"):
        assert f'href="{address}"' in page


def test_ones_own_page_shows_the_open_incidents_and_nobody_elses(client):
    caller = make.caller()
    mine = make.incident(caller)
    other = make.incident(make.caller("caller2"))
    client.force_login(caller)

    page = client.get("/").content.decode()

    assert mine.number in page
    assert other.number not in page


def test_without_open_incidents_it_says_so(client):
    client.force_login(make.caller())

    assert "Nothing open" in client.get("/").content.decode()


def test_the_desk_finds_its_work_first(client):
    caller, agent = make.caller(), make.agent()
    taken, _new = make.incident(caller), make.incident(caller)
    steps.take(taken, agent)
    client.force_login(agent)

    page = client.get("/").text

    for address in ("/desk/", "/desk/?person=me", "/desk/?person=nobody"):
        assert f'class="stat" href="{address}"' in page
    assert re.findall(r'stat__number">(\d+)<', page) == ["2", "1", "1"]
    assert page.index('class="stat"') < page.rindex("/help/new/")


def test_nobody_else_sees_numbers_of_the_desk(client):
    client.force_login(make.caller())

    assert 'class="stat"' not in client.get("/").text
