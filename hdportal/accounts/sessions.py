"""Sessions in the database, as Django keeps them, read by a written-out query."""

from typing import NamedTuple

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

# It runs before every page: building it through the ORM costs several times as much.
_SESSION = """
    SELECT session_data FROM django_session
    WHERE session_key = %s AND expire_date > %s
"""


class Row(NamedTuple):
    """The part of Django's session row that loading needs."""

    session_data: str


class SessionStore(db.SessionStore):
    """Django's own store; only the way a row is found differs."""

    def _get_session_from_db(self) -> Row | None:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [self.session_key, now])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return None
        return Row(*found)
