import re

import pytest

from hdportal.accounts.domain.mail_choice import (
    MAIL_CHOICE_HELP,
    MAIL_CHOICE_LABELS,
    MailChoice,
)
from hdportal.accounts.tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db

PROFILE = {
    "first_name": "Kim",
    "last_name": "Tester",
    "telephone": "+32 2 123 45 67",
    "language": "nl",
}
CHOICES = {"mail_choice": "daily", "single_keys": "on"}


@pytest.fixture
def newcomer(client):
    user = make_user(profile_completed=False)
    client.force_login(user)
    return user


@pytest.fixture
def caller(client):
    user = make_user()
    client.force_login(user)
    return user


def test_a_new_person_completes_the_profile_first(client, newcomer):
    response = client.get("/accounts/people/?q=a%20b")

    assert (
        response["Location"] == "/profile/?next=%2Faccounts%2Fpeople%2F%3Fq%3Da%2520b"
    )


def test_then_the_person_goes_where_one_was_going(client, newcomer):
    response = client.post("/profile/", {**PROFILE, "next": "/accounts/people/"})

    newcomer.refresh_from_db()
    assert response["Location"] == "/accounts/people/"
    assert newcomer.profile_completed_at is not None
    assert (newcomer.first_name, newcomer.language) == ("Kim", "nl")


def test_htmx_is_sent_to_the_profile_as_a_whole_page(client, newcomer):
    response = client.get("/accounts/people/", headers={"HX-Request": "true"})

    assert response["HX-Redirect"].startswith("/profile/")


def test_signing_out_and_languages_work_before_the_profile(client, newcomer):
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/language/", {"language": "fr"})["Location"] == "/"


def test_a_complete_profile_costs_no_redirect(client, caller):
    assert client.get("/profile/").status_code == 200


def test_the_profile_never_leads_to_another_site(client, newcomer):
    response = client.post("/profile/", {**PROFILE, "next": "https://evil.example/"})

    assert response["Location"] == "/"


def test_a_telephone_number_must_be_one(client, caller):
    response = client.post("/profile/", {**PROFILE, "telephone": "ask Kim"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Enter a telephone number such as" in page
    assert "ask Kim" in page


def test_the_own_organisation_cannot_be_changed(client, caller):
    elsewhere = make_organisation("Hospital South")

    page = client.get("/profile/").content.decode()
    client.post("/profile/", {**PROFILE, "organisation": elsewhere.pk})

    caller.refresh_from_db()
    assert "Only an administrator can change your organisation" in page
    assert caller.organisation != elsewhere


def test_a_person_without_organisation_chooses_one_that_opens_nothing(client):
    make_organisation("Open Hospital", shares_incidents=True)
    quiet = make_organisation("Quiet Hospital")
    user = make_user(profile_completed=False)
    type(user).objects.filter(pk=user.pk).update(organisation=None)
    client.force_login(user)

    page = client.get("/profile/").content.decode()
    client.post("/profile/", {**PROFILE, "organisation": quiet.pk})

    user.refresh_from_db()
    assert "Quiet Hospital" in page
    assert "Open Hospital" not in page
    assert user.organisation == quiet


def test_the_profile_asks_for_a_sign_in(client):
    assert client.get("/profile/")["Location"] == "/accounts/login/?next=/profile/"


def test_profile_wins_over_cookie_and_cookie_over_header(client):
    dutch = {"Accept-Language": "nl"}

    by_header = client.get("/accounts/login/", headers=dutch)
    client.cookies["language"] = "fr"
    by_cookie = client.get("/accounts/login/", headers=dutch)
    client.force_login(make_user(language="en"))
    by_profile = client.get("/profile/", headers=dutch)

    pages = (by_header, by_cookie, by_profile)
    assert [page["Content-Language"] for page in pages] == ["nl", "fr", "en"]


def test_the_language_is_kept_in_the_browser_and_the_profile(client, caller):
    response = client.post("/language/", {"language": "fr", "next": "/profile/"})

    caller.refresh_from_db()
    cookie = response.cookies["language"]
    assert response["Location"] == "/profile/"
    assert (cookie.value, cookie["samesite"]) == ("fr", "Lax")
    assert cookie["max-age"] == 365 * 24 * 3600
    assert caller.language == "fr"


def test_unknown_languages_and_other_sites_are_refused(client):
    fields = {"language": "xx", "next": "https://evil.example/"}

    response = client.post("/language/", fields)

    assert response["Location"] == "/"
    assert "language" not in response.cookies


def test_every_mail_choice_has_a_label_and_a_sentence():
    assert [*MAIL_CHOICE_LABELS] == [*MAIL_CHOICE_HELP] == [*MailChoice]


def test_mail_comes_straight_away_and_keys_are_on_until_told_otherwise(client, caller):
    page = client.get("/profile/").content.decode()

    checked = re.findall(r'name="(\w+)"\s+value="(\w+)"\s*checked', page)
    assert checked == [("mail_choice", "now"), ("single_keys", "on")]
    assert (caller.mail_choice, caller.single_keys) == (MailChoice.NOW, True)


def test_the_choices_are_kept(client, caller):
    client.post("/profile/", {**PROFILE, **CHOICES})
    caller.refresh_from_db()
    assert (caller.mail_choice, caller.single_keys) == (MailChoice.DAILY, True)

    client.post("/profile/", {**PROFILE, "mail_choice": "none"})

    caller.refresh_from_db()
    assert (caller.mail_choice, caller.single_keys) == (MailChoice.NONE, False)


def test_the_choices_never_stand_in_the_way(client, newcomer):
    response = client.post("/profile/", PROFILE)

    newcomer.refresh_from_db()
    assert response.status_code == 302
    assert newcomer.mail_choice == MailChoice.NOW


def test_an_unknown_mail_choice_is_refused(client, caller):
    response = client.post("/profile/", {**PROFILE, "mail_choice": "hourly"})

    caller.refresh_from_db()
    assert response.status_code == 422
    assert caller.mail_choice == MailChoice.NOW


def test_the_profile_page_asks_once_for_what_it_shows(
    client, caller, django_assert_num_queries
):
    client.get("/profile/")

    with django_assert_num_queries(3):  # the session, its person, the profile
        client.get("/profile/")
