"""Statements over sets, in the words both databases share."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

type Value = str | int | bool | bytes | datetime | None
"""What a statement may be given."""

TYPES = {"int": "bigint", "text": "text", "time": "timestamptz"}


class Rows(NamedTuple):
    """A SELECT and its parameters; our own text, never anybody's input."""

    select: str
    params: Sequence[Value]


def rows_of(rows: QuerySet[Any, Any], *names: str) -> Rows:
    """Give the SELECT of a query whose columns bear these names, in their order."""
    select, params = rows.query.sql_with_params()
    columns = ", ".join(names)
    return Rows(f"WITH named ({columns}) AS ({select}) SELECT {columns} FROM named", params)


def run(statement: str, params: Sequence[Value] = ()) -> int:
    """Run one statement; returns the number of rows it touched. Moments (UTC) are written as Django stores them."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [adapted(value) for value in params])
        return int(cursor.rowcount)


def rows(statement: str, params: Sequence[Value] = ()) -> list[tuple[object, ...]]:
    """Run one query and return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [adapted(value) for value in params])
        return list(cursor.fetchall())


def adapted(value: Value) -> Value:
    """Write a moment as the database keeps it; anything else stays as it is."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def table(**columns: str) -> str:
    """A table made of one JSON parameter, an array of arrays, in this order of columns (int, text or time)."""
    if connection.vendor == "postgresql":
        picked = ", ".join(
            f"(value->>{place})::{TYPES[kind]} AS {name}"
            for place, (name, kind) in enumerate(columns.items())
        )
        return f"(SELECT {picked} FROM jsonb_array_elements(%s::jsonb))"
    picked = ", ".join(f"json_extract(value, '$[{place}]') AS {name}" for place, name in enumerate(columns))
    return f"(SELECT {picked} FROM json_each(%s))"


def parameter(values: Iterable[Sequence[object]]) -> str:
    """The JSON parameter of `table`."""
    return json.dumps([[_written(value) for value in row] for row in values])


def places(count: int) -> str:
    """So many placeholders, for an IN of a few known values; of none, an IN that nothing is in."""
    return ", ".join(["%s"] * count) or "NULL"


def _written(value: object) -> object:
    if not isinstance(value, datetime):
        return value
    return str(connection.ops.adapt_datetimefield_value(value))
