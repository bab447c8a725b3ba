"""Waiting: for a time, or until a condition holds, which is asked again after every act on the case."""

from collections.abc import Iterable, Sequence

from panah.casework import registrations
from panah.casework.engine import items, journal, selection, sql
from panah.casework.engine.run import Run
from panah.casework.rules import position
from panah.catalogue.queries import definition_of
from panah.workflow.definition import ServiceDefinition, Step

BATCH_CASES = "SELECT case_id FROM casework_batchitem WHERE batch_id = %s"


def wait(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> bool:
    """Let travellers wait; whose moment has passed already, or condition holds, goes on at once. Whether any did."""
    due = items.open_items(run, version_id, step, "")
    over = _holding(run, definition, version_id, step) if step.until else due.past(run.now)
    _go_on(run, over, position(definition.target(step.path, "then"), step.block))
    return bool(over)


def ask_again(run: Run) -> set[tuple[int, str]]:
    """Ask the conditions that cases of this batch wait for, and send on where one holds: (version, place)."""
    return {
        (version_id, place)
        for version_id in selection.versions(run)
        for step in definition_of(version_id).until_steps
        for place in _ask(run, definition_of(version_id), version_id, step)
    }


def _ask(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> Iterable[str]:
    if not _call_up(run, version_id, step):
        return
    over = _holding(run, definition, version_id, step)
    if over:
        _record(run, over)
    place = position(definition.target(step.path, "then"), step.block)
    _go_on(run, over, place)
    run.travellers().filter(version_id=version_id, position=step.path).update(settled=True)
    if over:
        yield place


def _call_up(run: Run, version_id: int, step: Step) -> int:
    """Make travellers again of those who wait at a step in the cases of this batch; returns how many."""
    return sql.run(
        f"""
        INSERT INTO casework_batchitem (batch_id, case_id, subject_id, version_id, office_id, position)
        SELECT %s, i.case_id, i.subject_id, c.version_id, c.office_id, i.step
        FROM casework_item i JOIN casework_case c ON c.id = i.case_id
        WHERE i.case_id IN ({BATCH_CASES}) AND i.state = 'open' AND i.step = %s AND c.version_id = %s
        """,
        [run.batch, run.batch, step.path, version_id],
    )


def _holding(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> list[int]:
    call = run.call(definition, version_id, step)
    return list(registrations.condition(step.until)(call, step.until).values_list("pk", flat=True))


def _record(run: Run, travellers: Sequence[int]) -> None:
    about = f"""
        SELECT b.case_id, b.id AS place, b.position AS step, 'then' AS word,
               coalesce(s.role, '') || coalesce(' ' || s.id, '') AS about, '' AS role,
               CAST(NULL AS bigint) AS on_behalf_of
        FROM {sql.table(traveller="int")} t
        JOIN casework_batchitem b ON b.id = t.traveller
        LEFT JOIN casework_subject s ON s.id = b.subject_id
    """
    journal.write(run, "passed", about, [sql.parameter((one,) for one in travellers)])


def _go_on(run: Run, travellers: Sequence[int], place: str) -> None:
    if not travellers:
        return
    items.close(run, travellers, "then")
    sql.run(
        f"""
        UPDATE casework_batchitem SET position = %s
        WHERE id IN (SELECT t.traveller FROM {sql.table(traveller="int")} t)
        """,
        [place, sql.parameter((one,) for one in travellers)],
    )
