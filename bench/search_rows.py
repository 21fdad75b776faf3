"""The texts of the measured incidents, and their words for the search index."""

from collections.abc import Iterable, Iterator
from typing import Any

from bench.rows import Rows
from bench.vocabulary import PHRASES, phrases
from hdportal.accounts.models import Organisation
from hdportal.desk.actions import search_index
from hdportal.desk.domain.audience import DESK, organisation_scope, project_scope
from hdportal.desk.domain.searching import Layer, scope_token, words_of
from hdportal.desk.models import Incident, SearchDocument
from hdportal.portfolio.models import Application, Project

# Salts of the dice that choose the phrases of an incident.
SUBJECT, FIRST, SECOND, SAID_FIRST, SAID_SECOND = 31, 32, 33, 34, 35
NOTE_EVERY = 3  # every so manieth incident has a work note
CHECKED = 20


class Texts:
    """Phrases in a table of this connection, for statements to choose from."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def fill(self) -> None:
        """Write the phrases, and the tokens of whatever has a name."""
        columns = "id integer PRIMARY KEY, subject text, body text, a text, b text"
        self._table("bench_phrase", f"{columns}, c text", _phrases())
        columns = "kind text, id integer, tokens text, PRIMARY KEY (kind, id)"
        self._table("bench_name", columns, _names())

    def phrase(self, column: str, salt: int, of: str = "n") -> str:
        """Return a column of the phrase that the dice of this salt choose."""
        chosen = f"1 + {self.rows.dice(salt, PHRASES, of)}"
        return f"(SELECT {column} FROM bench_phrase WHERE bench_phrase.id = {chosen})"

    def said(self, entry: str, of: str) -> str:
        """Return the text of an entry; a long journal repeats itself."""
        first = self.phrase("body", SAID_FIRST, of)
        second = self.phrase("body", SAID_SECOND, of)
        return f"CASE WHEN {entry} % 2 = 0 THEN {first} ELSE {second} END"

    def documents(self, first_caller: int) -> None:
        """Write the words of every incident as the portal would."""
        one, caller = "i.id", f"(i.caller_id - {first_caller})"
        note, comment = (self.phrase(layer, SAID_SECOND, one) for layer in "cb")
        parts = [
            self.phrase("a", SUBJECT, one),
            self.phrase("b", FIRST, one),
            self.phrase("b", SECOND, one),
            self.phrase("b", SAID_FIRST, one),
            f"CASE WHEN i.id % {NOTE_EVERY} = 0 THEN {note} ELSE {comment} END",
            _name("organisation"),
            _name("project"),
            _name("application"),
            f"'{scope_token(DESK)} brobin bbench bexample bcaller'",
            f"'b' || {caller}",
            f"'bcaller' || {caller}",
            f"'{scope_token('caller:')}' || i.caller_id",
            "'n' || i.id",
        ]
        tokens = " || ' ' || ".join(parts)
        source = "desk_incident i ORDER BY i.id"
        self.rows.insert(SearchDocument, source=source, incident=one, tokens=tokens)

    def _table(
        self, name: str, columns: str, values: Iterable[tuple[Any, ...]]
    ) -> None:
        listed = list(values)
        places = ", ".join(["%s"] * len(listed[0]))
        with self.rows.connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns})")
            cursor.executemany(f"INSERT INTO {name} VALUES ({places})", listed)


def refuse_other_words() -> None:
    """Compare some of the words with those that the portal writes.

    Raises:
        SystemExit: they differ, so the figures would be about something else.
    """
    for incident in Incident.objects.order_by("-content_digest")[:CHECKED]:
        document = SearchDocument.objects.get(pk=incident.pk)
        ours = set(document.tokens.split())
        search_index.write(incident)
        document.refresh_from_db()
        theirs = set(document.tokens.split())
        # The portal keeps a word once, in the layer that the most people read.
        if not theirs <= ours or {t[1:] for t in theirs} != {t[1:] for t in ours}:
            raise SystemExit(f"{incident} has other words: {sorted(theirs ^ ours)}")


def _name(kind: str) -> str:
    wanted = f"t.kind = '{kind}' AND t.id = i.{kind}_id"
    return f"(SELECT tokens FROM bench_name t WHERE {wanted})"


def _phrases() -> Iterator[tuple[Any, ...]]:
    for number, (subject, body) in enumerate(phrases(), start=1):
        told = _tokens(Layer.LIFE_CYCLE, subject)
        texts = (_tokens(layer, body) for layer in (Layer.TEXTS, Layer.WORK_NOTES))
        yield (number, subject, body, told, *texts)


def _names() -> Iterator[tuple[str, int, str]]:
    for place in Organisation.objects.all():
        scope = scope_token(organisation_scope(place.pk))
        yield "organisation", place.pk, f"{scope} {_tokens(Layer.TEXTS, place.name)}"
    for one in Project.objects.all():
        words = _tokens(Layer.LIFE_CYCLE, one.name, one.abbreviation, one.code)
        yield "project", one.pk, f"{scope_token(project_scope(one.key))} {words}"
    for application in Application.objects.all():
        words = _tokens(Layer.LIFE_CYCLE, application.name)
        yield "application", application.pk, words


def _tokens(layer: Layer, *texts: str) -> str:
    return " ".join(layer + word for text in texts for word in words_of(text))
