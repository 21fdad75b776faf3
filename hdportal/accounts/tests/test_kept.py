import re

import pytest
from django.core import signing
from django.test.client import Client
from django.urls import include, path

from hdportal.accounts import kept
from hdportal.accounts.tests.factories import PASSWORD, make_user
from hdportal.web.render import render_page

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def note(request):
    """Stand for any form of the portal."""
    if request.method == "POST" and not request.user.is_authenticated:
        return kept.answer_with_sign_in(request, clean=lambda text: text.upper())
    kept_fields = kept.take_kept(request)
    context = {"account_request": None, "is_open": str(kept_fields)}
    response = render_page(
        request, page="accounts/request_confirm.html", context=context
    )
    response.kept_fields = kept_fields
    return response


urlpatterns = [
    path("note/", note),
    path("other/", note),
    path("", include("hdportal.config.urls")),
]


@pytest.fixture
def portal():
    return Client()


def test_what_was_typed_comes_back_after_signing_in(portal):
    form = submit(portal, {"text": ["first", "second"], "password": "x"})

    response = sign_in(portal, form)

    assert response["Location"] == "/note/?step=2"
    assert portal.get("/note/").kept_fields == {"text": ["FIRST", "SECOND"]}
    assert portal.get("/note/").kept_fields is None


def test_the_page_says_that_the_text_is_kept(portal):
    response = portal.post("/note/", {"text": "words"})

    assert response.status_code == 200
    assert "what you typed is kept and comes back" in response.content.decode()


def test_a_wrong_password_keeps_the_text(portal):
    form = submit(portal, {"text": "words"})

    again = hidden_fields(sign_in(portal, form, password="wrong"))
    sign_in(portal, again)

    assert portal.get("/note/").kept_fields == {"text": ["WORDS"]}


def test_text_comes_back_on_its_own_page_only(portal):
    form = submit(portal, {"text": "words"})

    sign_in(portal, {**form, "next": "/other/"})

    assert portal.get("/other/").kept_fields is None
    assert portal.get("/note/").kept_fields is None


def test_a_form_cannot_be_used_in_another_browser(portal):
    form = submit(portal, {"text": "words"})
    stranger = Client()

    sign_in(stranger, form)

    assert stranger.get("/note/").kept_fields is None


def test_kept_text_cannot_be_made_up(portal):
    forged = signing.dumps({"path": "/note/", "fields": {"text": ["words"]}}, salt="x")

    sign_in(portal, {"next": "/note/", "kept": forged})

    assert portal.get("/note/").kept_fields is None


def test_text_that_is_too_long_is_shown_to_be_copied(portal, monkeypatch):
    monkeypatch.setattr(kept, "MAX_BYTES", 10)  # a text of 256 KB would be slow

    response = portal.post("/note/", {"text": "words"})

    page = response.content.decode()
    assert "Copy it from the bottom of this page" in page
    assert "WORDS</textarea>" in page
    assert "kept" not in hidden_fields(response)


def test_an_incomplete_profile_comes_first_and_then_the_text(portal):
    user = make_user(profile_completed=False)
    form = submit(portal, {"text": "words"})

    sign_in(portal, form, user=user)
    profile = portal.get("/note/")["Location"]
    portal.post(profile, {**PROFILE, "next": "/note/"})

    assert profile == "/profile/?next=%2Fnote%2F"
    assert portal.get("/note/").kept_fields == {"text": ["WORDS"]}


PROFILE = {
    "first_name": "Kim",
    "last_name": "Tester",
    "telephone": "02 123 45 67",
    "language": "en",
}


def submit(client, fields):
    return hidden_fields(client.post("/note/?step=2", fields))


def sign_in(client, fields, user=None, password=PASSWORD):
    user = user or make_user()
    typed = {"login": user.email, "password": password}
    return client.post("/accounts/login/", {**fields, **typed})


def hidden_fields(response):
    page = response.content.decode().split("<main")[1].split("</main>")[0]
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name in {"next", "kept"}}
