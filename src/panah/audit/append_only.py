"""Triggers that refuse to change or delete what is written once, on SQLite and on PostgreSQL (S20).

On PostgreSQL the run-time role does not own the tables either; on SQLite whoever holds the file can drop a trigger,
and `verify` tells.
"""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

SQLITE = """
CREATE TRIGGER {table}_{act_lower}_refused BEFORE {act} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION panah_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = 'integrity_constraint_violation';
END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_{act_lower}_refused BEFORE {act} ON {table}
FOR EACH ROW {when} EXECUTE FUNCTION panah_append_only()
"""


def append_only(*tables: str, unless: dict[str, str] | None = None) -> RunPython:
    """Make a migration step that refuses UPDATE and DELETE on tables.

    `unless` names, per table, the SQL condition over OLD and NEW under which an UPDATE may pass.
    """
    allowed = unless or {}
    return RunPython(_for_each(tables, allowed, _create), _for_each(tables, allowed, _drop))


Step = Callable[[BaseDatabaseSchemaEditor, str, str, str], None]


def _for_each(
    tables: tuple[str, ...], allowed: dict[str, str], step: Step
) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    def act(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            condition = allowed.get(table)
            step(editor, table, "UPDATE", f"WHEN (NOT ({condition}))" if condition else "")
            step(editor, table, "DELETE", "")

    return act


def _create(editor: BaseDatabaseSchemaEditor, table: str, act: str, when: str) -> None:
    text = SQLITE
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL_FUNCTION)
        text = POSTGRESQL
    editor.execute(text.format(table=table, act=act, act_lower=act.lower(), when=when), params=None)


def _drop(editor: BaseDatabaseSchemaEditor, table: str, act: str, when: str) -> None:
    del when
    on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER {table}_{act.lower()}_refused{on}", params=None)
