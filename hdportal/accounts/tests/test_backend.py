"""The quick way to a person says the same as the ORM."""

import pytest

from hdportal.accounts.backend import PortalBackend, load_person
from hdportal.accounts.models import User
from hdportal.accounts.tests.factories import make_organisation, make_user
from hdportal.kernel.actor import Grant, Role

pytestmark = pytest.mark.django_db


def everything(user):
    fields = {f.attname: getattr(user, f.attname) for f in User._meta.concrete_fields}
    return fields, user.actor, user.organisation, user.colleagues_share


@pytest.mark.parametrize(
    "roles",
    [[], [Role.AGENT], [Role.AGENT, Grant(Role.RESEARCHER, "project:HDBP0016")]],
)
@pytest.mark.parametrize("completed", [True, False])
def test_the_person_of_a_session_is_the_person_of_the_orm(roles, completed):
    user = make_user(
        roles=roles,
        profile_completed=completed,
        organisation=make_organisation(shares_incidents=True),
        telephone="+32 2 000 00 00",
    )

    assert everything(load_person(user.pk)) == everything(User.objects.get(pk=user.pk))


def test_a_superuser_without_organisation_is_an_administrator():
    user = User.objects.create_superuser("root@demo.example", "a long enough secret")

    loaded = load_person(user.pk)

    assert everything(loaded) == everything(User.objects.get(pk=user.pk))
    assert loaded.actor.holds(Role.ADMINISTRATOR)


def test_it_is_one_query(django_assert_num_queries):
    user = make_user(roles=[Role.AGENT, Role.EDITOR])

    with django_assert_num_queries(1):
        loaded = load_person(user.pk)
        assert loaded.actor.is_desk
        assert loaded.organisation.name


def test_nobody_and_a_closed_account_are_not_found():
    user = make_user()
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert load_person(0) is None
    assert PortalBackend().get_user(user.pk) is None
