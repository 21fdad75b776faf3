"""Single-letter shortcuts are switched off and on from any page."""

import pytest

from hdportal.accounts import stamps
from hdportal.accounts.tests.factories import make_user
from hdportal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(client):
    user = make_user()
    client.force_login(user)
    return user


def post(client, state, **more):
    return client.post("/profile/keys/", {"single_keys": state, "next": "/"}, **more)


def test_they_are_switched_off_and_on(client, caller):
    for state, is_on in (("off", False), ("off", False), ("on", True)):
        post(client, state)

        caller.refresh_from_db()
        assert caller.single_keys is is_on
        page = client.get("/profile/").content.decode()
        assert f'data-single-keys="{state}"' in page


def test_the_switch_is_in_the_audit(client, caller):
    post(client, "off")

    event = AuditEvent.objects.get(action="profile.single_keys")
    assert event.facts == {"is_on": False}


def test_anything_else_changes_nothing(client, caller):
    post(client, "perhaps")

    caller.refresh_from_db()
    assert caller.single_keys


def test_one_comes_back_to_the_page_and_never_to_another_site(client, caller):
    for wanted, onwards in (("/profile/", "/profile/"), ("https://evil.example/", "/")):
        response = client.post("/profile/keys/", {"next": wanted})

        assert response["Location"] == onwards


def test_a_script_stays_on_its_page(client, caller):
    assert post(client, "off", headers={"HX-Request": "true"}).status_code == 204


def test_pages_kept_by_the_browser_are_old_after_a_switch(client, caller):
    before = stamps.stamp(caller.pk)

    post(client, "off")

    assert stamps.stamp(caller.pk) != before


def test_visitors_have_no_shortcuts(client):
    page = client.get("/accounts/login/").content.decode()

    assert "data-single-keys" not in page
    assert "keys.js" not in page
