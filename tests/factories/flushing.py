"""Emptying tables that are written once, between the tests of a run that commits what it does."""

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations


def let_written_once_be_emptied(patch: pytest.MonkeyPatch) -> None:
    """Take SQLite's triggers away while a database is flushed, and put them back."""
    kind = type(connection.ops)
    flush = kind.execute_sql_flush

    def without_triggers(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        if connection.vendor != "sqlite":
            flush(self, sql_list)
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            flush(self, sql_list)
            for _, text in triggers:
                cursor.execute(text)

    patch.setattr(kind, "execute_sql_flush", without_triggers)
