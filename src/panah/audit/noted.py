"""Triggers by which the database itself notes what happened, whoever did it, on SQLite and on PostgreSQL."""

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

SQLITE = "CREATE TRIGGER {name} AFTER {act} ON {table} {when} BEGIN {does}; END"
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION panah_{name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {does}; RETURN NULL; END $$
"""
POSTGRESQL = (
    "CREATE TRIGGER {name} AFTER {act} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION panah_{name}()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One trigger: after which act on which table, under which condition over OLD and NEW, what is written."""

    name: str
    table: str
    act: str
    does: str
    when: str = ""

    def words(self) -> dict[str, str]:
        """What is put into the statement of either database."""
        when = f"WHEN ({self.when})" if self.when else ""
        return {"name": self.name, "table": self.table, "act": self.act, "does": self.does, "when": when}


def noted(*triggers: Noted) -> RunPython:
    """Make a migration step that has the database note these things; taken back, it notes them no more."""

    def begin(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        is_postgresql = editor.connection.vendor == "postgresql"
        for one in triggers:
            if is_postgresql:
                editor.execute(POSTGRESQL_FUNCTION.format(**one.words()), params=None)
            editor.execute((POSTGRESQL if is_postgresql else SQLITE).format(**one.words()), params=None)

    def end(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for one in triggers:
            on = f" ON {one.table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER {one.name}{on}", params=None)

    return RunPython(begin, end)
