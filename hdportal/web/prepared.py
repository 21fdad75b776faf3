"""Queries of the pages that are opened most: their SQL is written once.

Django writes the SQL of a query anew whenever it is asked, and PostgreSQL plans it
anew, which takes several times as long as running one that finds a few rows by an
index (ADR 0016).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import local
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import Literal

R = TypeVar("R")


class Given(Expression):
    """A value of a query that is known only when the query is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Prepared(Generic[R]):
    """A query of which only the values change: call it with them, by name.

    `build` returns the queryset, with `Given("name")` where a value will stand; it is
    asked once a thread, since a compiled query belongs to a connection. Values are
    texts, whole numbers and moments as their columns hold them:

        of_key = Prepared(lambda: Project.objects.filter(key=Given("key")))
        of_key(key="HDBP0016")
    """

    def __init__(self, build: Callable[[], QuerySet[Any, R]]) -> None:
        self.build = build
        self._compiled = local()

    def __call__(self, **values: Any) -> list[R]:
        """Return the rows, as a list of what the queryset yields."""
        queryset, compiler, sql, parameters = self._ready()
        with prepared_cursor() as cursor:
            cursor.execute(sql, bound(parameters, values))
            rows = cursor.fetchall()
        # Django makes of them what it makes of the rows that it read itself.
        compiler.execute_sql = lambda *_args, **_kwargs: [rows]
        return list(queryset._iterable_class(queryset))

    def first(self, **values: Any) -> R | None:
        """Return the first row, or None; the query says itself how many it reads."""
        return next(iter(self(**values)), None)

    def _ready(self) -> tuple[Any, SQLCompiler, str, Sequence[Any]]:
        try:
            return self._compiled.ready
        except AttributeError:
            self._compiled.ready = ready = self._compile()
            return ready

    def _compile(self) -> tuple[Any, SQLCompiler, str, Sequence[Any]]:
        queryset = self.build()
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, parameters = spelled_out(*compiler.as_sql())
        queryset.query.get_compiler = lambda *_args, **_kwargs: compiler
        return queryset, compiler, sql, parameters


def spelled_out(sql: str, parameters: Sequence[Any]) -> tuple[str, list[Given]]:
    """Return a statement in which only what is given is left open, with those.

    What is always the same stands in it: PostgreSQL plans a state better than any
    state. Only for values of our own: texts, numbers, truth.
    """
    if connection.vendor != "postgresql":
        return sql, list(parameters)
    pieces = [
        "%s" if isinstance(one, Given) else Literal(one).as_string().replace("%", "%%")
        for one in parameters
    ]
    spelled = sql.replace("%%", "%%%%") % tuple(pieces)
    return spelled, [one for one in parameters if isinstance(one, Given)]


@contextmanager
def prepared_cursor() -> Iterator[Any]:
    """Open a cursor whose statements PostgreSQL plans once a connection.

    Django writes the values into a statement, so that each is another one; this sends
    them beside it, and psycopg prepares what comes often (`prepare_threshold`).
    """
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    connection.ensure_connection()
    plain = ServerBindingCursor(connection.connection)
    with connection._prepare_cursor(plain) as cursor:
        yield cursor


def bound(parameters: Sequence[Any], values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the parameters of a statement, with what is given in its places."""
    return tuple(
        _adapted(values[one.name]) if isinstance(one, Given) else one
        for one in parameters
    )


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
