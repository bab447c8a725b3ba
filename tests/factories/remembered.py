"""What many tests begin with, done for real once in a process and put back row by row afterwards."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from django.apps import apps
from django.db import connection, transaction

type Rows = list[tuple[str | int | bytes | None, ...]]
type Kept = dict[str, tuple[list[str], Rows]]

_kept: dict[object, Kept] = {}


def remembered(key: object, make: Callable[[], object], *, into: Iterable[str]) -> None:
    """Do `make` the first time; afterwards write the rows it left in the tables of these packages.

    For what begins in empty tables only: where one of them holds rows already, `make` is done for real.
    """
    tables = _tables(frozenset(into))
    with transaction.atomic():
        if any(_holds(table) for table in tables):
            make()
        elif key in _kept:
            _put_back(_kept[key])
        else:
            make()
            _kept[key] = {table: found for table in tables if (found := _read(table))[1]}


@lru_cache
def _tables(packages: frozenset[str]) -> tuple[str, ...]:
    models = (model for name in sorted(packages) for model in apps.get_app_config(name).get_models())
    return tuple(model._meta.db_table for model in models if model._meta.managed)


def _holds(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        return cursor.fetchone() is not None


def _read(table: str) -> tuple[list[str], Rows]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return [column[0] for column in cursor.description], cursor.fetchall()


def _put_back(kept: Kept) -> None:
    with connection.cursor() as cursor:
        for table, (columns, rows) in kept.items():
            names = ", ".join(f'"{name}"' for name in columns)
            if connection.vendor == "postgresql":
                with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
