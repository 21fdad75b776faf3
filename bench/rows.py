"""Many rows by one statement, in the words of either database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import models

_REBUILD = "INSERT INTO desk_searchindex(desk_searchindex) VALUES ('rebuild')"
_HASH = (
    "INSERT INTO desk_searchindex(desk_searchindex, rank) VALUES ('hashsize', {bytes})"
)


class Rows:
    """Writes INSERT … SELECT; expressions count with `n`."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.is_sqlite = connection.vendor == "sqlite"

    def numbers(self, count: int) -> str:
        """Return a table of `n` from 1 to `count`."""
        if self.is_sqlite:
            return (
                "(WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1"
                f" FROM counted WHERE n < {count}) SELECT n FROM counted) AS numbers"
            )
        return f"generate_series(1, {count}) AS numbers(n)"

    def dice(self, salt: int, sides: int, of: str = "n") -> str:
        """Return a number below `sides` that looks random and is always the same."""
        mixed = f"(({of} + {salt * 7919}) * 2654435761) % 4294967296"
        return f"((({mixed}) / 65536) % {sides})"

    def padded(self, number: str, width: int) -> str:
        """Return a number with zeros before it."""
        if self.is_sqlite:
            return f"printf('%0{width}d', {number})"
        return f"lpad(({number})::text, {width}, '0')"

    def uuid(self, number: str) -> str:
        """Return a number as the identifier it would make."""
        as_text = self.padded(number, 32)
        return as_text if self.is_sqlite else f"({as_text})::uuid"

    def moment(self, seconds: str) -> str:
        """Return seconds since 1970 as a moment."""
        if self.is_sqlite:
            return f"datetime({seconds}, 'unixepoch')"
        return f"to_timestamp({seconds})"

    def later(self, moment: str, hours: str) -> str:
        """Return a moment some hours later."""
        if self.is_sqlite:
            return f"datetime({moment}, '+' || ({hours}) || ' hours')"
        return f"{moment} + make_interval(hours => ({hours})::int)"

    def insert(
        self, model: type[models.Model], *, source: str, **expressions: str
    ) -> None:
        """Insert a row per row of `source`; fields not named get their defaults.

        Raises:
            SystemExit: a field needs a value and nobody said which.
        """
        columns, values, parameters = [], [], []
        for field in model._meta.concrete_fields:
            if field.name in expressions:
                value = expressions.pop(field.name).replace("%", "%%")
            elif field.primary_key or (field.null and not field.has_default()):
                continue
            elif field.has_default() or field.empty_strings_allowed:
                value = "%s"
                default = field.get_default()
                parameters.append(field.get_db_prep_save(default, self.connection))
            else:
                raise SystemExit(f"bench_fill does not know what {field} should be")
            columns.append(self.connection.ops.quote_name(field.column))
            values.append(value)
        if expressions:
            raise SystemExit(f"{model.__name__} has no {', '.join(expressions)}")
        statement = (
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"
            f" SELECT {', '.join(values)} FROM {source.replace('%', '%%')}"
        )
        with self.connection.cursor() as cursor:
            cursor.execute(statement, parameters)

    @contextmanager
    def without_indexes(self, filled: Sequence[type[models.Model]]) -> Iterator[None]:
        """Drop the models' own indexes and make them again at the end: faster."""
        with self.connection.schema_editor() as editor:
            for model in filled:
                for index in model._meta.indexes:
                    editor.remove_index(model, index)
        yield
        with self.connection.schema_editor() as editor:
            for model in filled:
                for index in model._meta.indexes:
                    editor.add_index(model, index)

    @contextmanager
    def without_search_index(self) -> Iterator[None]:
        """Take the search index away and build it anew at the end: faster."""
        if not self.is_sqlite:
            (made,) = self._texts(
                "SELECT indexdef FROM pg_indexes WHERE indexname = 'desk_searchindex'"
            )
            room = "SET maintenance_work_mem = '512MB'"
            self._run(room, "DROP INDEX desk_searchindex")
            yield
            self._run(made)
            return
        triggers = self._texts(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger'"
            " AND tbl_name = 'desk_searchdocument'"
        )
        for trigger in triggers:
            self._run(f"DROP TRIGGER {trigger.split()[2]}")
        yield
        # Gather much before writing: it takes a third of the time.
        self._run(_HASH.format(bytes=256 << 20), _REBUILD, _HASH.format(bytes=1 << 20))
        self._run(*triggers)

    def _texts(self, statement: str) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)
            return [text for (text,) in cursor.fetchall()]

    def _run(self, *statements: str) -> None:
        with self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def catch_up_sequences(self, filled: Sequence[type[models.Model]]) -> None:
        """Let new rows get keys after those that were written."""
        self._run(*self.connection.ops.sequence_reset_sql(no_style(), filled))
