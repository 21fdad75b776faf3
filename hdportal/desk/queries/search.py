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

# GIN finds everything before it sorts, so common words are looked for in rows, mid
# ones among the neighbours of the newest incident, and only rare ones everywhere.
_NEWEST_ROWS = 400
_NEIGHBOURS = 8192  # as the vector has them (migration 0004)
_IN_NEWEST_ROWS = f"""
    SELECT incident_id FROM (
        SELECT incident_id, vector FROM desk_searchdocument
        WHERE incident_id < %s ORDER BY incident_id DESC LIMIT {_NEWEST_ROWS}
    ) AS newest
    WHERE vector @@ %s::tsquery ORDER BY incident_id DESC LIMIT %s
"""
# "+ 0": no walk along the keys, which takes for ever where a word is rare.
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
    last = min(end - 1, newest) // _NEIGHBOURS
    near = f"{match} & ('t{last}' | 't{last - 1}')"
    for statement, words in (
        (_IN_NEWEST_ROWS, match),
        (_BY_INDEX, near),
        (_BY_INDEX, match),
    ):
        found = _keys(statement, end, words, limit)
        if len(found) == limit:
            break
    return found


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
