import re

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from hdportal.accounts.tests.factories import PASSWORD, make_user
from hdportal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
NEW_PASSWORD = "three quiet grey herons"


def sign_in(client, email, password=PASSWORD, **fields):
    return client.post(LOGIN, {"login": email, "password": password, **fields})


def test_signing_in_continues_where_one_was_going(client):
    user = make_user()

    response = sign_in(client, user.email.upper(), next="/profile/")

    assert response["Location"] == "/profile/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_signing_in_changes_the_session_key(client):
    user = make_user()
    session = client.session
    session["seen"] = 1
    session.save()

    sign_in(client, user.email)

    assert client.session["seen"] == 1
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client, address):
    response = sign_in(client, make_user().email, next=address)

    assert response["Location"] == reverse("home")


def test_a_wrong_password_keeps_the_email_and_says_one_sentence(client):
    response = sign_in(client, "kim@hospital.example", "wrong")

    page = response.content.decode()
    assert response.status_code == 422
    assert "The email or the password is not right." in page
    assert 'value="kim@hospital.example"' in page


def test_wrong_passwords_and_unknown_addresses_look_the_same(client):
    known = sign_in(client, make_user().email, "wrong")
    unknown = sign_in(client, "nobody@hospital.example", "wrong")

    assert known.status_code == unknown.status_code == 422
    sentence = "The email or the password is not right."
    assert all(sentence in page.content.decode() for page in (known, unknown))


def test_the_sixth_guess_must_wait_even_with_the_right_password(client):
    user = make_user()
    for _attempt in range(5):
        sign_in(client, user.email, "wrong")

    response = sign_in(client, user.email)

    assert response.status_code == 429
    assert "Too many attempts." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_one_computer_may_not_try_many_accounts(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip", "login_failed": "99/m/key"}

    for number in range(3):
        sign_in(client, f"person{number}@hospital.example", "wrong")
    response = sign_in(client, "person4@hospital.example", "wrong")

    assert response.status_code == 429
    assert "Wait a few minutes and try again." in response.content.decode()


def test_a_closed_account_cannot_sign_in(client):
    user = make_user()
    user.is_active = False
    user.save()

    response = sign_in(client, user.email)

    assert response["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session
    assert client.get(response["Location"]).status_code == 200


def test_closing_an_account_ends_its_sessions(client):
    user = make_user()
    client.force_login(user)
    user.is_active = False
    user.save()

    response = client.get("/profile/")

    assert response["Location"].startswith(LOGIN)


def test_signing_out_makes_the_browser_forget_pages(client):
    client.force_login(make_user())

    asked = client.get("/accounts/logout/")
    response = client.post("/accounts/logout/")

    assert "Do you want to sign out" in asked.content.decode()
    assert response["Clear-Site-Data"] == '"cache"'
    assert "_auth_user_id" not in client.session


def test_the_sign_in_page_shows_the_other_ways(client):
    page = client.get(LOGIN).content.decode()

    assert reverse("account-request") in page
    assert reverse("account_reset_password") in page
    assert 'for="id_login">Email<' in page
    assert 'for="id_password">Password<' in page


@pytest.mark.parametrize("is_demo", [True, False])
def test_demo_sign_ins_are_listed_only_in_the_demo(client, settings, is_demo):
    settings.DEMO = is_demo
    make_user(email="caller@demo.example")

    page = client.get(LOGIN).content.decode()

    assert ("caller@demo.example" in page) is is_demo


def test_there_is_no_sign_up(client):
    assert client.get("/accounts/signup/").status_code == 404


def test_reset_says_nothing_about_unknown_addresses(client, mailoutbox):
    user = make_user()

    answers = [
        client.post("/accounts/password/reset/", {"email": email})
        for email in (user.email, "nobody@hospital.example")
    ]

    assert {answer["Location"] for answer in answers} == {
        reverse("account_reset_password_done")
    }
    assert [message.to for message in mailoutbox] == [
        [user.email],
        ["nobody@hospital.example"],
    ]


def test_a_reset_mail_speaks_the_language_of_its_reader(client, mailoutbox):
    user = make_user(language="nl")

    client.post("/accounts/password/reset/", {"email": user.email})

    with translation.override("nl"):
        assert mailoutbox[0].subject == gettext("Set a new password")


def test_a_new_password_is_set_once_through_the_link(client, mailoutbox):
    user = make_user()
    client.post("/accounts/password/reset/", {"email": user.email})
    link = reset_link(mailoutbox)
    form_address = client.get(link)["Location"]

    passwords = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(form_address, passwords)

    assert sign_in(client, user.email, NEW_PASSWORD).status_code == 302
    assert AuditEvent.objects.filter(action="person.set_password").count() == 1
    client.logout()
    assert "This link no longer works" in client.get(link).content.decode()


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("short", "short", "12 characters"),
        (NEW_PASSWORD, "something else", "The two passwords are not the same."),
        (NEW_PASSWORD, "", "Enter the new password again"),
    ],
)
def test_a_poor_new_password_is_refused_with_a_sentence(
    client, mailoutbox, first, second, sentence
):
    client.post("/accounts/password/reset/", {"email": make_user().email})
    form_address = client.get(reset_link(mailoutbox))["Location"]

    response = client.post(form_address, {"password1": first, "password2": second})

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_reset_mails_to_one_address_are_limited(client, mailoutbox):
    for _attempt in range(6):
        response = client.post("/accounts/password/reset/", {"email": "a@b.example"})

    assert response.status_code == 429
    assert len(mailoutbox) == 5


def reset_link(mailoutbox):
    found = re.search(r"http://[^/]+(/\S+/reset/key/\S+)", mailoutbox[-1].body)
    return found.group(1)
