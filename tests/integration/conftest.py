"""Tables that are written once may be emptied between tests, and only there."""

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations


@pytest.fixture(autouse=True)
def append_only_tables_may_be_flushed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take SQLite's triggers away while a transactional test is cleaned up, and put them back."""
    flush = type(connection.ops).execute_sql_flush

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

    monkeypatch.setattr(type(connection.ops), "execute_sql_flush", without_triggers)
