"""Ends of subjects, joins of blocks, and the closing of a case nobody is left in."""

from collections.abc import Iterator

from panah.casework import registrations
from panah.casework.engine import journal, sql
from panah.casework.engine.items import AT
from panah.casework.engine.run import Run
from panah.casework.engine.sql import Value
from panah.casework.rules import DONE, END, position
from panah.workflow.definition import End, ServiceDefinition, Step

ENDING = """
    s.state = 'open' AND s.id IN (
        SELECT x.id FROM casework_batchitem b
        JOIN casework_subject x ON x.case_id = b.case_id AND (b.subject_id = x.id OR b.subject_id IS NULL)
        WHERE b.batch_id = %s AND b.version_id = %s AND b.position = %s AND NOT b.settled)
"""
CALLED_ENDED = "called-ended"
"""The outbox topic of a called case that closed."""

BATCH_CASES = "SELECT case_id FROM casework_batchitem WHERE batch_id = %s"


def give(run: Run, definition: ServiceDefinition, version_id: int, end: End) -> None:
    """End the subjects that stand at an end; one that stands there for its whole case ends every open subject."""
    run.has_ended = run.may_join = True
    where: list[Value] = [run.batch, version_id, END + end.name]
    journal.write(
        run,
        "ended",
        f"""
        SELECT s.case_id, s.id AS place, '' AS step, %s AS word, s.role || ' ' || s.id AS about, '' AS role,
               CAST(NULL AS bigint) AS on_behalf_of
        FROM casework_subject s WHERE {ENDING}
        """,
        [end.name, *where],
    )
    end_step = Step(path=END + end.name, title=end.title, kind="do", ways=(), key="")
    call = run.call(definition, version_id, end_step)
    for follow in registrations.after_end():
        follow(call, end)
    sql.run(
        f"""
        UPDATE casework_subject AS s SET state = 'ended', end_name = %s, ended_at = %s, waiting_at = ''
        WHERE {ENDING}
        """,
        [end.name, run.now, *where],
    )
    call.travellers.update(settled=True)


def wait_at_join(run: Run, version_id: int, place: str) -> None:
    """Let the subjects that walked their block wait for the others."""
    run.may_join = True
    sql.run(
        f"""
        UPDATE casework_subject SET waiting_at = %s
        WHERE id IN (SELECT b.subject_id FROM casework_batchitem b WHERE {AT})
        """,
        [place.removeprefix(DONE), run.batch, version_id, place],
    )
    sql.run(
        f"UPDATE casework_batchitem AS b SET settled = true WHERE {AT}",
        [run.batch, version_id, place],
    )


def join(run: Run, definition: ServiceDefinition, version_id: int) -> Iterator[str]:
    """Send on the cases whose open subjects all wait at a block's join; gives each place to which some went on."""
    for block in (step for step in definition.block_steps(None) if step.kind == "each"):
        target = definition.join(block.path)
        if target is None:
            continue
        gone = sql.run(
            f"""
            INSERT INTO casework_batchitem (batch_id, case_id, version_id, office_id, position)
            SELECT %s, c.id, c.version_id, c.office_id, %s
            FROM casework_case c
            WHERE c.version_id = %s AND c.id IN ({BATCH_CASES})
              AND EXISTS (SELECT 1 FROM casework_subject s WHERE s.case_id = c.id AND s.waiting_at = %s)
              AND NOT EXISTS (SELECT 1 FROM casework_subject s
                              WHERE s.case_id = c.id AND s.state = 'open' AND s.waiting_at <> %s)
            """,
            [run.batch, position(target), version_id, run.batch, block.path, block.path],
        )
        if not gone:
            continue
        sql.run(
            """
            UPDATE casework_subject SET waiting_at = '' WHERE waiting_at = %s AND case_id IN (
                SELECT case_id FROM casework_batchitem
                WHERE batch_id = %s AND subject_id IS NULL AND item_id IS NULL AND NOT settled)
            """,
            [block.path, run.batch],
        )
        yield position(target)


def close_cases(run: Run) -> None:
    """Close the cases of the batch that have no open subject left."""
    sql.run(
        f"""
        UPDATE casework_case SET state = 'closed', closed_at = %s
        WHERE state = 'open' AND id IN ({BATCH_CASES})
          AND NOT EXISTS (SELECT 1 FROM casework_subject s WHERE s.case_id = casework_case.id AND s.state = 'open')
        """,
        [run.now, run.batch],
    )
    if run.has_links:
        _tell_callers(run)


def _tell_callers(run: Run) -> None:
    """Send the news of a called case that closed to the one that waits for it."""
    sql.run(
        f"""
        INSERT INTO casework_outboxmessage (topic, key, case_id, body, state, attempts, created_at, next_at)
        SELECT %s, %s || c.id, c.id, '', 'pending', 0, %s, %s
        FROM casework_case c
        WHERE c.caller_id IS NOT NULL AND c.state = 'closed' AND c.closed_at = %s AND c.id IN ({BATCH_CASES})
        """,
        [CALLED_ENDED, f"{CALLED_ENDED}:", run.now, run.now, run.now, run.batch],
    )
