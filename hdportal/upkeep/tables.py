"""Which tables a backup holds, and how a row goes in and comes out again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeAlias

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from hdportal.upkeep.domain.cells import to_plain

ModelClass = type[models.Model]
AnyField: TypeAlias = "models.Field[Any, Any]"

# Values in one statement; both databases take more, and gain nothing by it.
MOST_PLACES = 5000

LEFT_OUT = {
    # A session is a key to somebody's account. People sign in again.
    "sessions.session",
    # The worker's notebook: a restored portal starts its periods anew.
    "web.scheduledrun",
}
# The table of the cache has no model and stays out by itself: it holds rate limits.


def saved_models(apps: Apps) -> list[ModelClass]:
    """Return the models whose rows are saved, each after those that it refers to."""
    every = apps.get_models(include_auto_created=True)
    saved = {model._meta.label_lower: model for model in every if _is_saved(model)}
    ordered: dict[str, ModelClass] = {}
    for label in sorted(saved):
        _place(label, saved, ordered, under_way=set())
    return list(ordered.values())


def saved_fields(model: ModelClass) -> list[AnyField]:
    """Return the columns of the model's own table that somebody has to write."""
    own = model._meta.local_concrete_fields
    return [field for field in own if not getattr(field, "generated", False)]


def written(model: ModelClass, alias: str, chunk: int) -> Iterator[bytes]:
    """Yield the rows in `alias` in order of key, each a line of JSON."""
    names = [field.attname for field in saved_fields(model)]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=chunk):
        cells = [to_plain(value) for value in row]
        yield json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode()


def insert(
    model: ModelClass,
    names: Sequence[str],
    lines: Iterable[bytes],
    connection: BaseDatabaseWrapper,
) -> int:
    """Add rows as they were written, in the order `names`, and return how many.

    Straight into the table: nothing a model does when it is saved may happen again,
    such as setting the moment of creation, or refusing.
    """
    by_name = {field.attname: field for field in saved_fields(model)}
    fields = [by_name[name] for name in names]
    rows = [_read(fields, line, connection) for line in lines]
    # Many rows a statement saves PostgreSQL a round for each row.
    most = connection.features.max_query_params or MOST_PLACES
    at_once = max(min(most, MOST_PLACES) // len(fields), 1)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), at_once):
            some = rows[start : start + at_once]
            statement = _statement(model, fields, len(some), connection)
            cursor.execute(statement, list(chain.from_iterable(some)))
    return len(rows)


def _statement(
    model: ModelClass,
    fields: list[AnyField],
    rows: int,
    connection: BaseDatabaseWrapper,
) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * rows)}"


def _read(
    fields: list[AnyField], line: bytes, connection: BaseDatabaseWrapper
) -> list[Any]:
    cells = json.loads(line)
    if not isinstance(cells, list) or len(cells) != len(fields):
        raise ValueError("a row has too few or too many values")
    return [
        _to_database(field, cell, connection)
        for field, cell in zip(fields, cells, strict=True)
    ]


def _to_database(field: AnyField, cell: Any, connection: BaseDatabaseWrapper) -> Any:
    if isinstance(field, models.JSONField):
        # None is written as the JSON null where the column takes no other.
        if cell is None and field.null:
            return None
        return connection.ops.adapt_json_value(cell, field.encoder)
    return field.get_db_prep_save(field.to_python(cell), connection)


def _is_saved(model: ModelClass) -> bool:
    meta = model._meta
    return meta.managed and not meta.proxy and meta.label_lower not in LEFT_OUT


def _place(
    label: str,
    saved: dict[str, ModelClass],
    ordered: dict[str, ModelClass],
    under_way: set[str],
) -> None:
    """Add the model after those that it refers to; a circle is cut anywhere."""
    if label in ordered or label in under_way or label not in saved:
        return
    under_way.add(label)
    for field in saved[label]._meta.local_concrete_fields:
        if field.related_model is not None:
            target = field.related_model._meta.label_lower
            _place(target, saved, ordered, under_way)
    ordered[label] = saved[label]
