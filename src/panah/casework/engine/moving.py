"""Closing what was done by the travellers that go on, and keeping what they said."""

from panah.casework.engine import journal, sql
from panah.casework.engine.run import Run

GOING = """
    SELECT b.case_id, b.id AS place, i.step, %s AS word, coalesce(s.role, '') || coalesce(' ' || s.id, '') AS about,
           b.role, b.on_behalf_of
    FROM casework_batchitem b
    JOIN casework_item i ON i.id = b.item_id
    LEFT JOIN casework_subject s ON s.id = b.subject_id
    WHERE b.batch_id = %s AND b.position <> ''
"""


def close_items(run: Run, word: str) -> int:
    """Write the event of each item that goes on, and close it; returns how many."""
    journal.write(run, "acted", GOING, [word, run.batch])
    return sql.run(
        """
        UPDATE casework_item SET state = 'done', word = %s, ver = casework_item.ver + 1, closed_at = %s,
               closed_by = %s, closed_for = b.on_behalf_of
        FROM casework_batchitem b
        WHERE b.batch_id = %s AND b.position <> '' AND b.item_id = casework_item.id
        """,
        [word, run.now, run.actor_id, run.batch],
    )


def fill_forms(run: Run) -> None:
    """Point the forms of the items that go on to what was said."""
    if run.payload is None:
        return
    sql.run(
        """
        INSERT INTO casework_formentry (case_id, subject_id, step, payload_id, filled_at, filled_by)
        SELECT i.case_id, i.subject_id, i.step, %s, %s, %s
        FROM casework_batchitem b JOIN casework_item i ON i.id = b.item_id
        WHERE b.batch_id = %s AND b.position <> ''
        """,
        [run.payload.id, run.now, run.actor_id, run.batch],
    )
