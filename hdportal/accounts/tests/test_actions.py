import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group

from hdportal.accounts.actions import (
    invitations,
    organisations,
    people,
    profiles,
    requests,
    roles,
)
from hdportal.accounts.models import AccountRequest, User
from hdportal.accounts.tests.factories import (
    make_account_request,
    make_administrator,
    make_organisation,
    make_user,
)
from hdportal.audit.models import AuditEvent
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role
from hdportal.kernel.errors import Denied, DomainError
from hdportal.outbox.models import OutboxMail

pytestmark = pytest.mark.django_db


def test_every_role_is_a_group():
    assert set(Group.objects.values_list("name", flat=True)) >= {*Role}


def test_a_granted_role_counts_in_its_scope_and_joins_the_group():
    user, administrator = make_user(), make_administrator()

    roles.grant(
        user=user, role=Role.RESEARCHER, scope="project:HDBP0016", by=administrator
    )

    assert user.actor.scopes_of(Role.RESEARCHER) == {"project:HDBP0016"}
    assert user.groups.get().name == "researcher"
    assert AuditEvent.objects.filter(action="role.grant", target=user.audit_name)


def test_granting_twice_is_granting_once():
    user = make_user(roles=[Role.AGENT])

    roles.grant(user=user, role=Role.AGENT, by=None)

    assert user.role_assignments.count() == 1


def test_the_group_stays_while_a_scope_is_left():
    scopes = ["project:HDBP0001", "project:HDBP0002"]
    user = make_user(roles=[Grant(Role.LEAD, scope) for scope in scopes])
    administrator = make_administrator()

    first, second = user.role_assignments.order_by("scope")
    roles.revoke(assignment=first, by=administrator)
    had_group = user.groups.exists()
    roles.revoke(assignment=second, by=administrator)

    assert had_group
    assert not user.groups.exists()


def test_only_administrators_grant_and_a_refusal_leaves_no_trace():
    user, stranger = make_user(), make_user()

    with pytest.raises(Denied):
        roles.grant(user=user, role=Role.AGENT, by=stranger)

    assert not user.role_assignments.exists()


def test_a_scope_must_be_a_place():
    with pytest.raises(DomainError):
        roles.grant(user=make_user(), role=Role.LEAD, scope="the moon", by=None)


def test_one_account_for_an_address_in_any_case():
    make_user(email="kim@hospital.example")

    with pytest.raises(DomainError):
        make_user(email="KIM@hospital.example")


def test_an_invitation_makes_an_account_without_a_password(mailoutbox):
    user = invitations.invite(
        email="New@Hospital.example",
        first_name="Nour",
        last_name="Newcomer",
        organisation=make_organisation(),
        language="nl",
        roles=[Grant(Role.RESEARCHER, "project:HDBP0016")],
        by=make_administrator(),
    )

    assert user.email == "new@hospital.example"
    assert not user.has_usable_password()
    assert user.profile_completed_at is None
    [message] = mailoutbox
    assert message.to == ["new@hospital.example"]
    assert re.search(r"http\S+/accounts/password/reset/key/\S+/\n", message.body)


def test_only_administrators_invite(mailoutbox):
    with pytest.raises(Denied):
        invitations.invite(
            email="new@hospital.example",
            first_name="Nour",
            last_name="Newcomer",
            organisation=make_organisation(),
            language="en",
            by=make_user(),
        )

    assert not mailoutbox


def test_mails_do_not_repeat_what_a_stranger_typed(mailoutbox):
    ask(first_name="Buy pills at spam.example")

    assert "spam" not in mailoutbox[0].body + mailoutbox[0].subject


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_a_mail_has_a_subject_line_and_separate_paragraphs(mailoutbox, language):
    ask(language=language)

    assert mailoutbox[0].subject
    assert mailoutbox[0].body.count("\n\n") == 3


def test_mails_are_rows_of_the_outbox_written_with_the_change(settings):
    settings.EMAIL_BACKEND = "hdportal.outbox.backend.OutboxBackend"

    ask(email="new@hospital.example")

    assert OutboxMail.objects.get().recipient == "new@hospital.example"


def test_a_confirmed_request_is_told_to_administrators_once(mailoutbox):
    administrator = make_administrator()
    account_request = make_account_request(state=AccountRequest.State.UNVERIFIED)

    requests.confirm(account_request=account_request)
    requests.confirm(account_request=account_request)

    assert [message.to for message in mailoutbox] == [[administrator.email]]


def test_an_accepted_request_becomes_an_account(mailoutbox):
    account_request = make_account_request()

    user = requests.invite(
        account_request=account_request,
        first_name="Nour",
        last_name="Newcomer",
        organisation=make_organisation(),
        by=make_administrator(),
    )

    account_request.refresh_from_db()
    assert account_request.state == AccountRequest.State.INVITED
    assert user.email == account_request.email == mailoutbox[0].to[0]


def test_a_request_is_answered_once():
    account_request, administrator = make_account_request(), make_administrator()
    requests.decline(account_request=account_request, reason="No.", by=administrator)

    with pytest.raises(DomainError):
        requests.decline(account_request=account_request, reason="!", by=administrator)


def test_the_reason_of_a_refusal_is_mailed_as_written(mailoutbox):
    reason = "Ask the R&D team first: it's theirs."

    requests.decline(
        account_request=make_account_request(), reason=reason, by=make_administrator()
    )

    assert reason in mailoutbox[0].body


def test_a_profile_cannot_move_to_another_organisation():
    user, elsewhere = make_user(), make_organisation()

    with pytest.raises(Denied):
        save_profile(user, organisation=elsewhere)

    user.refresh_from_db()
    assert user.organisation != elsewhere


def test_an_administrator_moves_a_person():
    user, elsewhere = make_user(), make_organisation()

    people.move(user=user, organisation=elsewhere, by=make_administrator())

    user.refresh_from_db()
    assert user.organisation == elsewhere


def test_nobody_closes_the_own_account_even_as_administrator():
    administrator = make_administrator()

    with pytest.raises(Denied):
        people.deactivate(user=administrator, by=administrator)

    assert User.objects.get(pk=administrator.pk).is_active


def test_organisations_have_one_name_in_any_case():
    make_organisation("Hospital North")

    with pytest.raises(DomainError):
        make_organisation("hospital  north")


def test_sharing_is_switched_by_administrators_only():
    organisation = make_organisation()

    with pytest.raises(Denied):
        organisations.set_sharing(
            organisation=organisation, is_shared=True, by=make_user()
        )
    organisations.set_sharing(
        organisation=organisation, is_shared=True, by=make_administrator()
    )

    organisation.refresh_from_db()
    assert organisation.shares_incidents


def ask(**fields):
    asked = {
        "email": "new@hospital.example",
        "first_name": "Nour",
        "last_name": "Newcomer",
        "organisation_name": "Hospital North",
        "language": "en",
        **fields,
    }
    requests.ask(**asked)


def save_profile(user, organisation):
    profiles.save(
        by=user,
        first_name="Kim",
        last_name="Tester",
        telephone="02 123 45 67",
        language="en",
        organisation=organisation,
    )


def test_questions_nobody_verified_are_forgotten_after_their_link_ran_out():
    old = make_account_request("old@hospital.example", "unverified")
    waiting = make_account_request("waiting@hospital.example")
    with clock.standing_at(old.asked_at + timedelta(days=4)):
        make_account_request("fresh@hospital.example", "unverified")

        assert requests.forget_unverified() == 1

    left = set(AccountRequest.objects.values_list("email", flat=True))
    assert left == {waiting.email, "fresh@hospital.example"}
