"""Find the person of a session, with organisation and roles, in one query."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from allauth.account.auth_backends import AuthenticationBackend
from django.db import DEFAULT_DB_ALIAS
from django.db.models import DEFERRED, Model

from hdportal.accounts.models import Organisation, User
from hdportal.web.prepared import prepared_cursor

M = TypeVar("M", bound=Model)

_FIELDS = (
    "id",
    "password",
    "email",
    "first_name",
    "last_name",
    "language",
    "single_keys",
    "is_active",
    "is_superuser",
    "is_staff",
    "profile_completed_at",
    "organisation_id",
)
# Written out, since it runs before every page of everybody who is signed in: through
# the ORM the same takes three queries, each of which costs more to build than to run.
_PERSON = f"""
    SELECT {", ".join(f"u.{field}" for field in _FIELDS)},
           o.name, o.shares_incidents, g.name, r.scope
    FROM accounts_user u
    LEFT JOIN accounts_organisation o ON o.id = u.organisation_id
    LEFT JOIN accounts_roleassignment r ON r.user_id = u.id
    LEFT JOIN auth_group g ON g.id = r.group_id
    WHERE u.id = %s
"""


class PortalBackend(AuthenticationBackend):
    """allauth's backend with a quicker way from the session's key to the person."""

    def get_user(self, user_id: int) -> User | None:
        found = load_person(user_id)
        return found if found and self.user_can_authenticate(found) else None


def load_person(person_id: int) -> User | None:
    """Return the person with organisation and roles; rare fields load when asked."""
    with prepared_cursor() as cursor:
        cursor.execute(_PERSON, [person_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    *own, name, shares, _group, _scope = rows[0]
    facts = _read(dict(zip(_FIELDS, own, strict=True)))
    user = _instance(User, facts)
    if facts["organisation_id"] is not None:
        organisation = {"name": name, "shares_incidents": bool(shares)}
        organisation["id"] = facts["organisation_id"]
        user.organisation = _instance(Organisation, organisation)
    user.remember_roles([row[-2:] for row in rows if row[-2] is not None])
    return user


def _read(facts: dict[str, Any]) -> dict[str, Any]:
    # SQLite knows no booleans and no zones: they come as numbers and naive moments.
    for field in ("single_keys", "is_active", "is_superuser", "is_staff"):
        facts[field] = bool(facts[field])
    moment: datetime | None = facts["profile_completed_at"]
    if moment is not None and moment.tzinfo is None:
        facts["profile_completed_at"] = moment.replace(tzinfo=UTC)
    return facts


def _instance(model: type[M], facts: dict[str, Any]) -> M:
    values = [facts.get(f.attname, DEFERRED) for f in model._meta.concrete_fields]
    new = model(*values)
    new._state.adding = False
    new._state.db = DEFAULT_DB_ALIAS
    return new
