"""What of a person decides how a page looks to them, in one short query."""

from collections.abc import Hashable

from hdportal.web.prepared import prepared_cursor

# Written out: it runs before every page that can be answered with 304, where building
# the same query through the ORM would cost several times what running it does.
_PERSON = """
    SELECT u.password, u.is_active, u.is_superuser, u.first_name, u.last_name,
           u.language, u.single_keys, u.profile_completed_at,
           o.name, o.shares_incidents,
           (SELECT COUNT(*) FROM accounts_roleassignment r WHERE r.user_id = u.id),
           (SELECT MAX(r.id) FROM accounts_roleassignment r WHERE r.user_id = u.id)
           FURTHER
    FROM accounts_user u
    LEFT JOIN accounts_organisation o ON o.id = u.organisation_id
    WHERE u.id = %s
"""

Asked = tuple[str, tuple[object, ...]]


def stamp(person_id: int, *asked: Asked) -> Hashable | None:
    """Return a value that changes with the person's name, rights or sign-in secret.

    `asked` are what the page depends on besides, each the SQL of one value with its
    parameters; all come in one round trip. None: there is no such person.
    """
    further = "".join(f", ({sql})" for sql, _values in asked)
    values = [value for _sql, given in asked for value in given]
    with prepared_cursor() as cursor:
        cursor.execute(_PERSON.replace("FURTHER", further), [*values, person_id])
        row: Hashable | None = cursor.fetchone()
    return row
