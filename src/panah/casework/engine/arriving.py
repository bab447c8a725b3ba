"""What happens where travellers arrive: an item opens, a condition chooses, an effect is done, a block spreads."""

from panah.casework import registrations
from panah.casework.engine import deadlines, ends, journal, sql
from panah.casework.engine.ends import AT
from panah.casework.engine.run import Run
from panah.casework.rules import DONE, END, position
from panah.workflow.definition import Effect, ServiceDefinition, Step


def arrive(run: Run, definition: ServiceDefinition, version_id: int, place: str) -> bool:
    """Receive everybody of one version who stands at one place; returns whether any may have gone on from there."""
    if place.startswith(END):
        ends.give(run, definition, version_id, definition.ends[place.removeprefix(END)])
        return False
    if place.startswith(DONE):
        ends.wait_at_join(run, version_id, place)
        return False
    step = definition.step(place)
    match step.kind:
        case "by":
            _open(run, version_id, step, "+".join(step.holders))
            _follow(run, definition, version_id, step)
            went_on = False
        case "pay":
            went_on = _pay(run, definition, version_id, step)
            _follow(run, definition, version_id, step)
        case "choose":
            went_on = _choose(run, definition, version_id, step)
        case "do":
            went_on = _do(run, definition, version_id, step)
        case "each":
            went_on = _spread(run, definition, version_id, step)
        case _:
            raise NotImplementedError(f"the engine does not run {step.kind!r}; publishing refuses it")
    _settle(run, version_id, step.path)
    return went_on


def _settle(run: Run, version_id: int, place: str) -> None:
    sql.run(
        f"UPDATE casework_batchitem AS b SET settled = true WHERE {AT}",
        [run.batch, version_id, place],
    )


def _open(run: Run, version_id: int, step: Step, queue: str, *, done: bool = False) -> None:
    """Open one item per traveller; `done` writes an act of the system as an item already closed."""
    due = [] if done else deadlines.due_rows(run, version_id, step)
    sql.run(
        f"""
        INSERT INTO casework_item (case_id, subject_id, step, kind, queue, office_id, state, round, ver,
                                   opened_at, due_at, closed_at, word)
        SELECT b.case_id, b.subject_id, b.position, %s, %s, coalesce(a.office_id, b.office_id), %s,
               1 + (SELECT count(*) FROM casework_item p WHERE p.case_id = b.case_id AND p.step = b.position
                    AND (p.subject_id = b.subject_id OR p.subject_id IS NULL AND b.subject_id IS NULL)),
               1, %s, d.due_at, %s, %s
        FROM casework_batchitem b
        LEFT JOIN {sql.table(traveller="int", due_at="time")} d ON d.traveller = b.id
        LEFT JOIN casework_caseanchor a ON a.case_id = b.case_id AND a.name = %s AND a.office_id IS NOT NULL
        WHERE {AT}
        """,
        [
            step.kind, queue, "done" if done else "open", run.now, run.now if done else None,
            "then" if done else "", sql.parameter(due), step.office or "", run.batch, version_id, step.path,
        ],
    )  # fmt: skip


def _follow(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> None:
    """Let other packages follow the items that just opened for people."""
    for follow in registrations.after_open():
        follow(run.call(definition, version_id, step))


def _pay(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> bool:
    nothing_due = registrations.charging()(run.call(definition, version_id, step))
    freed = nothing_due.update(position=position(definition.target(step.path, "then"), step.block))
    _open(run, version_id, step, "applicant")
    return freed > 0


def _choose(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> bool:
    call = run.call(definition, version_id, step)
    for way in step.ways:
        if way.word == "otherwise":
            call.travellers.update(position=position(way.target, step.block))
        else:
            holds = registrations.condition(way.word)(call, way.word)
            call.travellers.filter(pk__in=holds.values("pk")).update(
                position=position(way.target, step.block)
            )
    return True


def _do(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> bool:
    call = run.call(definition, version_id, step)
    jobs = [effect for effect in step.effects if effect.entry.kind == "job"]
    for effect in step.effects:
        if effect.entry.kind == "rows":
            registrations.effect(effect.entry.name)(call, effect)
        _record_effect(run, version_id, step, effect)
    _open(run, version_id, step, "system-desk", done=not jobs)
    if jobs:
        _send_jobs(run, version_id, step, jobs)
    else:
        call.travellers.update(position=position(definition.target(step.path, "then"), step.block))
    return not jobs


def _record_effect(run: Run, version_id: int, step: Step, effect: Effect) -> None:
    about = f"""
        SELECT b.case_id, b.id AS place, b.position AS step, %s AS word,
               coalesce(s.role, '') || coalesce(' ' || s.id, '') AS about, b.role, b.on_behalf_of
        FROM casework_batchitem b LEFT JOIN casework_subject s ON s.id = b.subject_id WHERE {AT}
    """
    journal.write(run, "effect", about, [effect.name, run.batch, version_id, step.path])


def _send_jobs(run: Run, version_id: int, step: Step, jobs: list[Effect]) -> None:
    for effect in jobs:
        sql.run(
            f"""
            INSERT INTO casework_outboxmessage (topic, key, case_id, subject_id, item_id, body, state, attempts,
                                                created_at, next_at)
            SELECT %s, %s || i.id, i.case_id, i.subject_id, i.id, %s, 'pending', 0, %s, %s
            FROM casework_batchitem b
            JOIN casework_item i ON i.case_id = b.case_id AND i.step = b.position AND i.state = 'open'
                 AND (i.subject_id = b.subject_id OR i.subject_id IS NULL AND b.subject_id IS NULL)
            WHERE {AT}
            """,
            [
                effect.entry.name, f"{effect.name}:item:", effect.object or "", run.now, run.now,
                run.batch, version_id, step.path,
            ],
        )  # fmt: skip


def _spread(run: Run, definition: ServiceDefinition, version_id: int, block: Step) -> bool:
    """Send every open subject of the block its own way; subjects the block is not about wait at its join at once."""
    run.may_join = True
    first = definition.entered(block.path)
    roles = block.subjects or tuple(definition.subjects)
    marks = sql.places(len(roles))
    if block.way("then"):
        sql.run(
            f"""
            UPDATE casework_subject SET waiting_at = %s
            WHERE state = 'open' AND role NOT IN ({marks})
              AND case_id IN (SELECT b.case_id FROM casework_batchitem b WHERE {AT})
            """,
            [block.path, *roles, run.batch, version_id, block.path],
        )
    sql.run(
        f"""
        INSERT INTO casework_batchitem (batch_id, case_id, subject_id, version_id, office_id, position, role,
                                        on_behalf_of)
        SELECT b.batch_id, b.case_id, s.id, b.version_id, b.office_id, %s, b.role, b.on_behalf_of
        FROM casework_batchitem b
        JOIN casework_subject s ON s.case_id = b.case_id AND s.state = 'open' AND s.role IN ({marks})
        WHERE {AT}
        """,
        [first, *roles, run.batch, version_id, block.path],
    )
    return True
