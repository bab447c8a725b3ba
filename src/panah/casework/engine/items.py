"""Items as they open where travellers arrive, and close without a word of a person."""

from collections.abc import Iterable

from panah.casework.engine import deadlines, sql
from panah.casework.engine.deadlines import Due
from panah.casework.engine.run import Run
from panah.workflow.definition import Step

AT = "b.batch_id = %s AND b.version_id = %s AND b.position = %s AND NOT b.settled"
"""The travellers at one place of one version."""

OF_TRAVELLER = """
    i.case_id = b.case_id AND i.step = b.position AND i.state = 'open'
    AND (i.subject_id = b.subject_id OR i.subject_id IS NULL AND b.subject_id IS NULL)
"""
"""The item (`i`) that is open for a traveller (`b`) where it stands."""


def open_items(run: Run, version_id: int, step: Step, queue: str) -> Due:
    """Open one item per traveller at a step; gives when they are due."""
    due = deadlines.due_at(run, version_id, step)
    if due.by_traveller:
        sql.run(
            f"""
            UPDATE casework_batchitem AS b SET due_at = d.due_at
            FROM {sql.table(traveller="int", due_at="time")} d WHERE b.id = d.traveller
            """,
            [sql.parameter(due.by_traveller)],
        )
    _write(run, version_id, step, queue, due)
    return due


def write_done(run: Run, version_id: int, step: Step) -> None:
    """Write what the system did at a step as items already closed."""
    _write(run, version_id, step, "system-desk", Due(), done=True)


def _write(run: Run, version_id: int, step: Step, queue: str, due: Due, *, done: bool = False) -> None:
    sql.run(
        f"""
        INSERT INTO casework_item (case_id, subject_id, step, kind, queue, office_id, state, round, ver,
                                   opened_at, due_at, clock, closed_at, word)
        SELECT b.case_id, b.subject_id, b.position, %s, %s, coalesce(a.office_id, b.office_id), %s,
               1 + (SELECT count(*) FROM casework_item p WHERE p.case_id = b.case_id AND p.step = b.position
                    AND (p.subject_id = b.subject_id OR p.subject_id IS NULL AND b.subject_id IS NULL)),
               1, %s, coalesce(b.due_at, d.due_at), %s, %s, %s
        FROM casework_batchitem b
        LEFT JOIN {sql.table(office="int", due_at="time")} d ON d.office = b.office_id
        LEFT JOIN casework_caseanchor a ON a.case_id = b.case_id AND a.name = %s AND a.office_id IS NOT NULL
        WHERE {AT}
        """,
        [
            step.kind, queue, "done" if done else "open", run.now, "" if done else step.clock,
            run.now if done else None, "then" if done else "", sql.parameter(due.by_office), step.office or "",
            run.batch, version_id, step.path,
        ],
    )  # fmt: skip


def close(run: Run, travellers: Iterable[int], word: str) -> None:
    """Close the open items of these travellers where they stand: time or a condition has said the word."""
    sql.run(
        f"""
        UPDATE casework_item SET state = 'done', word = %s, ver = casework_item.ver + 1, closed_at = %s
        WHERE id IN (
            SELECT i.id FROM {sql.table(traveller="int")} t
            JOIN casework_batchitem b ON b.id = t.traveller
            JOIN casework_item i ON {OF_TRAVELLER})
        """,
        [word, run.now, sql.parameter((one,) for one in travellers)],
    )


def send(run: Run, version_id: int, step: Step, *, topic: str, body: str) -> None:
    """Put one message into the outbox for each item that is open for a traveller at a step."""
    sql.run(
        f"""
        INSERT INTO casework_outboxmessage (topic, key, case_id, subject_id, item_id, body, state, attempts,
                                            created_at, next_at)
        SELECT %s, %s || i.id, i.case_id, i.subject_id, i.id, %s, 'pending', 0, %s, %s
        FROM casework_batchitem b JOIN casework_item i ON {OF_TRAVELLER}
        WHERE {AT}
        """,
        [
            topic, f"{topic}:{body}:item:" if body else f"{topic}:item:", body, run.now, run.now,
            run.batch, version_id, step.path,
        ],
    )  # fmt: skip
