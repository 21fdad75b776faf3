"""Queries of the pages that are opened most: their SQL is written once.

Django writes the SQL of a query anew whenever it is asked, which takes several times
as long as running one that finds a few rows by an index (ADR 0016).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from threading import local
from typing import Any, Generic, TypeVar

from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

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
        given = bound(parameters, values, compiler.connection)
        compiler.as_sql = lambda *_args, **_kwargs: (sql, given)
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
        sql, parameters = compiler.as_sql()
        queryset.query.get_compiler = lambda *_args, **_kwargs: compiler
        return queryset, compiler, sql, parameters


def bound(
    parameters: Sequence[Any], values: Mapping[str, Any], connection: Any
) -> tuple[Any, ...]:
    """Return the parameters of a statement, with what is given in its places."""
    return tuple(
        _adapted(values[one.name], connection) if isinstance(one, Given) else one
        for one in parameters
    )


def _adapted(value: Any, connection: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
