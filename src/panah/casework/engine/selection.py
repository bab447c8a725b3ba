"""Freezing a selection, locking its cases, and saying why an item did not move."""

from collections.abc import Sequence

from django.db import connection

from panah.casework.engine import sql
from panah.casework.engine.run import Run
from panah.casework.rules import Selected, Skipped


def freeze(run: Run, selection: Sequence[Selected]) -> None:
    """Write the selected items into the batch, with the version the page showed."""
    sql.run(
        f"""
        INSERT INTO casework_batchitem (batch_id, item_id, item_ver, case_id, subject_id, version_id, office_id)
        SELECT %s, i.id, s.ver, i.case_id, i.subject_id, c.version_id, i.office_id
        FROM {sql.table(item="int", ver="int")} s
        JOIN casework_item i ON i.id = s.item
        JOIN casework_case c ON c.id = i.case_id
        """,
        [run.batch, sql.parameter((one.item, one.ver) for one in selection)],
    )


def lock(run: Run) -> None:
    """Lock the cases of the batch in the order of their numbers, by a statement of its own, and note their versions.

    Later statements must see what was committed before the locks were got; on SQLite the transaction holds the
    database already (BEGIN IMMEDIATE).
    """
    _note(run, "ORDER BY id FOR UPDATE" if connection.vendor == "postgresql" else "")


def versions(run: Run) -> tuple[int, ...]:
    """The service versions of the frozen cases, read once; a transition brings in no other case."""
    if not run.versions:
        _note(run, "")
    return run.versions


def _note(run: Run, locking: str) -> None:
    """Note the versions of the cases, and whether any is linked to another, which it is from its start or never."""
    found = sql.rows(
        f"""
        SELECT DISTINCT version_id, link <> '' FROM (
            SELECT version_id, link FROM casework_case
            WHERE id IN (SELECT case_id FROM casework_batchitem WHERE batch_id = %s) {locking}
        ) cases
        """,
        [run.batch],
    )
    run.versions = tuple(sorted({int(str(version)) for version, _ in found}))
    run.has_links = any(bool(linked) for _, linked in found)


def skipped(run: Run, selection: Sequence[Selected], step: str) -> tuple[Skipped, ...]:
    """Name the selected items that were not let go, each with its reason."""
    frozen = sql.rows(
        """
        SELECT b.item_id, b.position <> '',
               CASE WHEN i.state <> 'open' OR i.step <> %s THEN 'moved-on'
                    WHEN i.ver <> b.item_ver THEN 'changed'
                    WHEN i.assignee_id IS NOT NULL THEN 'assigned'
                    ELSE 'not-yours' END
        FROM casework_batchitem b JOIN casework_item i ON i.id = b.item_id
        WHERE b.batch_id = %s
        """,
        [step, run.batch],
    )
    going = {row[0] for row in frozen if row[1]}
    reasons = {row[0]: str(row[2]) for row in frozen}
    return tuple(
        Skipped(one.item, reasons.get(one.item, "not-found")) for one in selection if one.item not in going
    )
