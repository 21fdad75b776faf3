"""Find incidents by their words, newest first, on either database."""

from collections.abc import Iterable

from django.db import connection

from hdportal.desk.domain.audience import DESK, Reading
from hdportal.desk.domain.searching import Query, Term

_AFTER_THE_LAST = 2**63 - 1

# FTS5 walks the lists of its words from the newest on and stops at the limit.
_SQLITE = """
    SELECT rowid FROM desk_searchindex
    WHERE desk_searchindex MATCH %s AND rowid < %s
    ORDER BY rowid DESC LIMIT %s
"""

# GIN finds everything before it sorts, which takes long where a word is common, and
# reading rows from the newest on takes long where it is rare. So the newest rows are
# read first, and more of them where these say that enough will soon be found; anything
# else is rare, and asked of the index. Reading 4 000 rows takes as long as asking.
_FIRST_ROWS, _MORE_ROWS = 400, 4_000
_FEWEST_FOUND = 8
# "OFFSET 0": the index takes no part in this.
_IN_ROWS = """
    SELECT incident_id FROM (
        SELECT incident_id, vector FROM desk_searchdocument
        WHERE incident_id < %s AND incident_id >= %s
        ORDER BY incident_id DESC OFFSET 0
    ) AS newest
    WHERE vector @@ %s::tsquery ORDER BY incident_id DESC LIMIT %s
"""
# "+ 0": nor the order of the keys in this.
_BY_INDEX = """
    SELECT incident_id FROM desk_searchdocument
    WHERE incident_id < %s AND vector @@ %s::tsquery
    ORDER BY incident_id + 0 DESC LIMIT %s
"""


def search(
    *,
    words: Query,
    scope: str,
    reading: Reading,
    before: int | None = None,
    limit: int = 20,
) -> list[int]:
    """Return the keys of incidents of a scope that have every word, newest first.

    A word counts where the reader may read it. `before` continues after that key. No
    words find nothing.
    """
    if not words:
        return []
    wanted = words.wanted("" if scope == DESK else scope, reading)
    end = _AFTER_THE_LAST if before is None else before
    if connection.vendor == "sqlite":
        return _keys(_SQLITE, _for_sqlite(wanted), end, limit)
    return _in_postgresql(_for_postgresql(wanted), end, limit)


def _in_postgresql(match: str, end: int, limit: int) -> list[int]:
    newest = _keys("SELECT MAX(incident_id) FROM desk_searchdocument")[0]
    if newest is None:
        return []
    top = min(end, newest + 1)
    found: list[int] = []
    read, rows = 0, _FIRST_ROWS
    while rows:
        parameters = top - read, top - rows, match, limit - len(found)
        found += _keys(_IN_ROWS, *parameters)
        if len(found) == limit:
            return found
        read, rows = rows, _rows_after(rows, len(found), limit)
    return found + _keys(_BY_INDEX, top - read, match, limit - len(found))


def _rows_after(read: int, found: int, limit: int) -> int:
    """Return how many rows to read next, those before included; 0: ask the index."""
    if read < _MORE_ROWS:
        return _MORE_ROWS
    if read > _MORE_ROWS or found < _FEWEST_FOUND:
        return 0
    # A quarter more than it should take: they are not spread evenly.
    return read * limit * 5 // (found * 4)


def _keys(statement: str, *parameters: str | int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [key for (key,) in cursor.fetchall()]


# Tokens hold letters and digits of any script only, so quotes are all they need.


def _for_sqlite(wanted: Iterable[Iterable[Term]]) -> str:
    def one(term: Term) -> str:
        return f'"{term.token}"{" *" if term.is_prefix else ""}'

    return " AND ".join(f"({' OR '.join(map(one, terms))})" for terms in wanted)


def _for_postgresql(wanted: Iterable[Iterable[Term]]) -> str:
    def one(term: Term) -> str:
        return f"'{term.token}'{':*' if term.is_prefix else ''}"

    return " & ".join(f"({' | '.join(map(one, terms))})" for terms in wanted)
