"""What of a person decides how a page looks to them, in one short query."""

from collections.abc import Hashable

from django.db import connection

# Written out: it runs before every page that can be answered with 304, where building
# the same query through the ORM would cost several times what running it does.
_PERSON = """
    SELECT u.password, u.is_active, u.is_superuser, u.first_name, u.last_name,
           u.language, u.profile_completed_at, o.name, o.shares_incidents,
           (SELECT COUNT(*) FROM accounts_roleassignment r WHERE r.user_id = u.id),
           (SELECT MAX(r.id) FROM accounts_roleassignment r WHERE r.user_id = u.id),
           (PAGE)
    FROM accounts_user u
    LEFT JOIN accounts_organisation o ON o.id = u.organisation_id
    WHERE u.id = %s
"""


def stamp(person_id: int, page: str, *values: object) -> Hashable | None:
    """Return a value that changes with the person's name, rights or sign-in secret.

    `page` is the SQL of one value on which the page depends besides, with its
    `values`; it is asked in the same round trip. None: there is no such person.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PERSON.replace("PAGE", page), [*values, person_id])
        row: Hashable | None = cursor.fetchone()
    return row
