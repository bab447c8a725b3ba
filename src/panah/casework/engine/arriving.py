"""What happens where travellers arrive: an item opens, a condition chooses, an effect is done, a block spreads."""

from collections.abc import Callable, Mapping

from panah.casework import registrations
from panah.casework.engine import ends, items, journal, sql, waiting
from panah.casework.engine.items import AT
from panah.casework.engine.run import Run
from panah.casework.rules import DONE, END, position
from panah.workflow.definition import Effect, Kind, ServiceDefinition, Step

CALL = "call"
"""The outbox topic of a case that is to be opened for a waiting one."""


def arrive(run: Run, definition: ServiceDefinition, version_id: int, place: str) -> bool:
    """Receive everybody of one version who stands at one place; returns whether any may have gone on from there."""
    if place.startswith(END):
        ends.give(run, definition, version_id, definition.ends[place.removeprefix(END)])
        return False
    if place.startswith(DONE):
        ends.wait_at_join(run, version_id, place)
        return False
    step = definition.step(place)
    went_on = AT_KIND[step.kind](run, definition, version_id, step)
    _settle(run, version_id, step.path)
    return went_on


def _settle(run: Run, version_id: int, place: str) -> None:
    sql.run(
        f"UPDATE casework_batchitem AS b SET settled = true WHERE {AT}",
        [run.batch, version_id, place],
    )


def _by(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> bool:
    items.open_items(run, version_id, step, "+".join(step.holders))
    _follow(run, definition, version_id, step)
    return False


def _pay(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> bool:
    nothing_due = registrations.charging()(run.call(definition, version_id, step))
    freed = nothing_due.update(position=position(definition.target(step.path, "then"), step.block))
    items.open_items(run, version_id, step, "applicant")
    _follow(run, definition, version_id, step)
    return freed > 0


def _follow(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> None:
    """Let other packages follow the items that just opened for people."""
    for follow in registrations.after_open():
        follow(run.call(definition, version_id, step))


def _ask(run: Run, definition: ServiceDefinition, version_id: int, step: Step) -> bool:
    items.open_items(run, version_id, step, "")
    registrations.asking()(run.call(definition, version_id, step))
    return False


def _call(run: Run, _: ServiceDefinition, version_id: int, step: Step) -> bool:
    items.open_items(run, version_id, step, "")
    items.send(run, version_id, step, topic=CALL, body=step.service or "")
    return False


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
    if not jobs:
        items.write_done(run, version_id, step)
        call.travellers.update(position=position(definition.target(step.path, "then"), step.block))
        return True
    items.open_items(run, version_id, step, "system-desk")
    for job in jobs:
        items.send(run, version_id, step, topic=job.entry.name, body=job.object or "")
    return False


def _record_effect(run: Run, version_id: int, step: Step, effect: Effect) -> None:
    about = f"""
        SELECT b.case_id, b.id AS place, b.position AS step, %s AS word,
               coalesce(s.role, '') || coalesce(' ' || s.id, '') AS about, b.role, b.on_behalf_of
        FROM casework_batchitem b LEFT JOIN casework_subject s ON s.id = b.subject_id WHERE {AT}
    """
    journal.write(run, "effect", about, [effect.name, run.batch, version_id, step.path])


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


AT_KIND: Mapping[Kind, Callable[[Run, ServiceDefinition, int, Step], bool]] = {
    "by": _by,
    "wait": waiting.wait,
    "choose": _choose,
    "do": _do,
    "ask": _ask,
    "pay": _pay,
    "call": _call,
    "each": _spread,
}
"""What happens to the travellers at a step of each kind; each says whether any of them may have gone on."""
