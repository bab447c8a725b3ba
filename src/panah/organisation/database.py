"""Constraints that each database says in its own words, as one migration operation."""

from collections.abc import Sequence
from typing import Any, override

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class VendorSQL(Operation):
    """Run statements written for the database at hand: ``{"postgresql": [(do, undo)], "sqlite": [...]}``.

    SQLite drops a table's triggers when Django rebuilds the table, so a later migration that alters such a
    table repeats its statements after the alteration.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, statements: dict[str, list[tuple[str, str]]]) -> None:
        self.statements = statements

    @override
    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Name the operation as Django's migration writer expects."""
        return (type(self).__name__, [self.statements], {})

    @override
    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave Django's picture of the models as it is."""

    @override
    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Run the statements in order."""
        for do, _ in self.statements[schema_editor.connection.vendor]:
            schema_editor.execute(do, params=None)

    @override
    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Run the undoing statements, last first."""
        for _, undo in reversed(self.statements[schema_editor.connection.vendor]):
            schema_editor.execute(undo, params=None)

    @override
    def describe(self) -> str:
        """Say what it is in migration listings."""
        return "Constraints in the database's own words"


def no_overlap(*, table: str, same: Sequence[str], name: str, live: str = "") -> VendorSQL:
    """Forbid two rows with equal ``same`` columns whose ``[valid_from, valid_until)`` overlap.

    Args:
        table: the table's name.
        same: the columns that make two rows rivals.
        name: the constraint's name, which the error carries on both databases.
        live: an SQL condition naming the rows that count, with ``{row}`` before its columns.
    """
    return VendorSQL(
        {
            "postgresql": _exclusion(table, same, name, live),
            "sqlite": [_trigger(table, same, name, live, verb) for verb in ("insert", "update")],
        }
    )


def _exclusion(table: str, same: Sequence[str], name: str, live: str) -> list[tuple[str, str]]:
    equal = ", ".join(f"{column} WITH =" for column in same)
    where = f" WHERE ({live.format(row='')})" if live else ""
    alter = f"ALTER TABLE {table}"
    period = "daterange(valid_from, valid_until) WITH &&"
    return [
        ("CREATE EXTENSION IF NOT EXISTS btree_gist", "SELECT 1"),
        (
            f"{alter} ADD CONSTRAINT {name} EXCLUDE USING gist ({equal}, {period}){where}",
            f"{alter} DROP CONSTRAINT {name}",
        ),
    ]


def _trigger(table: str, same: Sequence[str], name: str, live: str, verb: str) -> tuple[str, str]:
    rivals = " AND ".join(f"other.{column} = NEW.{column}" for column in same)
    both_live = f" AND {live.format(row='other.')}" if live else ""
    when = f"WHEN {live.format(row='NEW.')} " if live else ""
    clash = (
        f"{rivals} AND other.id <> coalesce(NEW.id, -1){both_live} "
        "AND (other.valid_until IS NULL OR other.valid_until > NEW.valid_from) "
        "AND (NEW.valid_until IS NULL OR NEW.valid_until > other.valid_from)"
    )
    refuse = f"SELECT RAISE(ABORT, '{name}') WHERE EXISTS (SELECT 1 FROM {table} other WHERE {clash});"  # noqa: S608  # a migration's own words
    do = f"CREATE TRIGGER {name}_{verb} BEFORE {verb.upper()} ON {table} {when}BEGIN {refuse} END"
    return do, f"DROP TRIGGER {name}_{verb}"
