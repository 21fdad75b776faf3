import pytest
from django.urls import reverse

from hdportal.accounts import queries
from hdportal.accounts.models import AccountRequest, User
from hdportal.accounts.tests.factories import (
    make_account_request,
    make_administrator,
    make_organisation,
    make_user,
)
from hdportal.kernel.actor import Grant, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = make_administrator()
    client.force_login(user)
    return user


PAGES = ["account-requests", "invite", "people", "organisations"]
WRITES = ["person-grant", "person-move", "person-deactivate", "person-reactivate"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_about_people_are_for_administrators(client, name):
    anonymous = client.get(reverse(name))
    client.force_login(make_user(roles=[Role.AGENT]))
    refused = client.get(reverse(name))

    assert anonymous["Location"].startswith("/accounts/login/")
    assert refused.status_code == 403
    assert "Only an administrator can invite people" in refused.content.decode()


@pytest.mark.parametrize("name", WRITES)
def test_writes_about_people_are_for_administrators(client, name):
    user = make_user()
    client.force_login(user)

    assert client.post(reverse(name, args=[user.pk])).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_administrators_see_each_page(client, administrator, name):
    make_account_request()

    assert client.get(reverse(name)).status_code == 200


def test_inviting_mails_the_way_in(client, administrator, mailoutbox):
    fields = {
        "email": "new@hospital.example",
        "first_name": "Nour",
        "last_name": "Newcomer",
        "organisation": make_organisation().pk,
        "language": "nl",
        "roles": ["researcher"],
        "scope": "hdbp0016",
    }

    response = client.post(reverse("invite"), fields)

    user = User.objects.get(email="new@hospital.example")
    assert response["Location"] == reverse("person", args=[user.pk])
    assert user.actor.grants == {Grant(Role.RESEARCHER, "project:HDBP0016")}
    assert len(mailoutbox) == 1


def test_inviting_somebody_twice_is_explained(client, administrator):
    response = client.post(reverse("invite"), {"email": administrator.email.upper()})

    assert response.status_code == 422
    assert "Somebody already has an account" in response.content.decode()


def test_a_request_is_answered_with_an_invitation(client, administrator, mailoutbox):
    address = reverse("account-request-invite", args=[make_account_request().pk])
    fields = {
        "first_name": "Nour",
        "last_name": "Newcomer",
        "organisation": make_organisation().pk,
    }

    page = client.get(address).content.decode()
    response = client.post(address, fields)

    assert 'value="Newcomer"' in page
    assert response["Location"] == reverse("account-requests")
    assert mailoutbox[0].to == ["new@hospital.example"]
    assert client.get(address).status_code == 404


def test_declining_needs_a_reason(client, administrator, mailoutbox):
    account_request = make_account_request()
    address = reverse("account-request-decline", args=[account_request.pk])

    without = client.post(address, {"reason": " "})
    client.post(address, {"reason": "We do not know you."})

    account_request.refresh_from_db()
    assert without.status_code == 422
    assert account_request.state == AccountRequest.State.DECLINED
    assert "We do not know you." in mailoutbox[0].body


def test_unconfirmed_requests_are_not_shown(client, administrator):
    make_account_request(state=AccountRequest.State.UNVERIFIED)

    page = client.get(reverse("account-requests")).content.decode()

    assert "Nobody waits for an answer" in page


def test_roles_are_given_and_taken_away(client, administrator):
    user = make_user()
    grant = reverse("person-grant", args=[user.pk])

    wrong = client.post(grant, {"role": "lead", "scope": "the moon"})
    client.post(grant, {"role": "lead", "scope": "HDBP0016"})
    assignment = user.role_assignments.get()
    page = client.get(reverse("person", args=[user.pk])).content.decode()
    client.post(reverse("person-revoke", args=[user.pk, assignment.pk]))

    assert wrong.status_code == 422
    assert "Project lead, only HDBP0016" in page
    assert not user.role_assignments.exists()


def test_an_account_is_closed_and_opened(client, administrator):
    user = make_user()

    client.post(reverse("person-deactivate", args=[user.pk]))
    user.refresh_from_db()
    was_active = user.is_active
    client.post(reverse("person-reactivate", args=[user.pk]))
    user.refresh_from_db()

    assert not was_active
    assert user.is_active


def test_the_own_account_shows_why_it_cannot_be_closed(client, administrator):
    page = client.get(reverse("person", args=[administrator.pk])).content.decode()
    response = client.post(reverse("person-deactivate", args=[administrator.pk]))

    assert "You cannot close your own account." in page
    assert response.status_code == 403


def test_organisations_are_added_and_opened(client, administrator):
    fields = {"name": "Hospital North", "kind": "hospital", "provider_code": "71000012"}

    client.post(reverse("organisations"), fields)
    twice = client.post(reverse("organisations"), fields)
    organisation = queries.organisations_with_people().get(name="Hospital North")
    client.post(reverse("organisation-share", args=[organisation.pk]), {"share": "1"})

    organisation.refresh_from_db()
    assert organisation.shares_incidents
    assert twice.status_code == 422


def test_people_are_found_by_parts_of_name_email_and_organisation(administrator):
    north = make_organisation("Hospital North")
    kim = make_user(first_name="Kim", last_name="Kind", organisation=north)
    make_user(first_name="Kim", last_name="Other")

    assert queries.people(search="kim north").people == [kim]
    assert queries.people(search="nobody").people == []


def test_pages_of_people_follow_one_another_without_gaps(client, administrator):
    for number in range(queries.PAGE + 5):
        make_user(last_name=f"Name {number % 3}")

    first = queries.people()
    second = queries.people(after=first.next_after)

    keys = [user.pk for user in first.people + second.people]
    assert len(keys) == len(set(keys)) == User.objects.count()
    assert second.next_after is None


def test_the_list_of_people_costs_the_same_for_more_people(
    client, administrator, django_assert_max_num_queries, django_assert_num_queries
):
    for _number in range(5):
        make_user(roles=[Role.AGENT])
    client.get(reverse("people"))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse("people"))
    for _number in range(10):
        make_user(roles=[Role.AGENT, Role.LEAD])

    with django_assert_num_queries(len(few)):
        client.get(reverse("people"))


def test_a_page_key_that_is_no_number_shows_the_first_page(client, administrator):
    assert client.get(reverse("people"), {"after": "1e9"}).status_code == 200
