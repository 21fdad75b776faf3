import re

import pytest
from django.core import signing

from hdportal.accounts.actions import requests
from hdportal.accounts.models import AccountRequest
from hdportal.accounts.tests.factories import make_account_request, make_user

pytestmark = pytest.mark.django_db

ASKED = {
    "first_name": "Nour",
    "last_name": "Newcomer",
    "email": "new@hospital.example",
    "organisation_name": "Hospital North",
}


def ask(client, **fields):
    return client.post("/accounts/request/", {**ASKED, **fields})


def link_in(message):
    return re.search(r"http://[^/]+(/\S+)", message.body).group(1)


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client, mailoutbox):
    make_user(email="known@hospital.example")
    make_account_request(email="waiting@hospital.example")

    answers = [
        ask(client, email=f"{name}@hospital.example")
        for name in ("known", "waiting", "unknown")
    ]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/accounts/request/sent/")
    }
    assert len(mailoutbox) == 3
    assert client.get("/accounts/request/sent/").status_code == 200


def test_known_and_unknown_addresses_cost_the_same(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    make_user(email="known@hospital.example")

    with django_assert_max_num_queries(99) as known:
        ask(client, email="known@hospital.example")
    with django_assert_num_queries(len(known)):
        ask(client, email="unknown@hospital.example")


def test_a_known_address_is_told_so_by_mail(client, mailoutbox):
    make_user(email="known@hospital.example")

    ask(client, email="Known@hospital.example")

    assert "there is one already" in mailoutbox[0].body
    assert link_in(mailoutbox[0]) == "/accounts/password/reset/"


def test_opening_the_link_changes_nothing(client, mailoutbox):
    ask(client)
    link = link_in(mailoutbox[0])

    page = client.get(link).content.decode()
    client.head(link)

    assert "Confirm your email" in page
    assert AccountRequest.objects.get().state == AccountRequest.State.UNVERIFIED


def test_the_button_confirms(client, mailoutbox):
    ask(client)

    page = client.post(link_in(mailoutbox[0])).content.decode()

    assert "Your request is with us" in page
    assert AccountRequest.objects.get().state == AccountRequest.State.WAITING


def test_a_link_that_is_old_or_made_up_says_so(client, monkeypatch):
    token = signing.dumps(make_account_request().pk, salt=requests.SALT)
    monkeypatch.setattr(requests, "LINK_SECONDS", -1)  # three days have passed

    for address in (token, "made-up"):
        response = client.post(f"/accounts/request/confirm/{address}/")
        assert response.status_code == 410
        assert "This link no longer works" in response.content.decode()


def test_requests_for_one_address_are_limited_and_typed_text_stays(client, mailoutbox):
    for _attempt in range(4):
        response = ask(client, reason="To report incidents.")

    page = response.content.decode()
    assert response.status_code == 429
    assert "There were too many requests." in page
    assert "To report incidents." in page
    assert len(mailoutbox) == 3


def test_requests_from_one_computer_are_limited(client, mailoutbox):
    for number in range(21):
        response = ask(client, email=f"person{number}@hospital.example")

    assert response.status_code == 429
    assert len(mailoutbox) == 20


def test_missing_answers_are_named_and_nothing_is_saved(client, mailoutbox):
    response = ask(client, email="", last_name="")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Enter your email" in page
    assert "Enter your last name" in page
    assert not mailoutbox


def test_the_language_of_the_page_becomes_that_of_the_mail(client):
    client.cookies["language"] = "fr"

    ask(client)

    assert AccountRequest.objects.get().language == "fr"
