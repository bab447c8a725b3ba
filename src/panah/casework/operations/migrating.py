"""Moving the open cases of one version of a service to another by a map: every place known, no safeguard passed by."""

from collections.abc import Sequence
from datetime import datetime

from panah.casework.engine import journal, selection, sql
from panah.casework.engine.authority import SYSTEM_DESK, Actor
from panah.casework.engine.run import Run
from panah.casework.engine.transition import settle
from panah.casework.operations.batching import once
from panah.casework.queries.crossing import ADMINISTRATOR, Plan, Which, crossing_plan
from panah.casework.rules import ActResult, Skipped
from panah.catalogue.queries import definition_of
from panah.foundation.canonical import Canonical
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.workflow.definition import Step
from panah.workflow.graph import JOIN
from panah.workflow.mapping import VersionMap

MOVED = "b.batch_id = %s AND b.position <> ''"
LONGEST_GROUND = 400


def plan_migration(
    *, which: Which, chosen: VersionMap, actor: Actor, only: Sequence[int] | None = None
) -> Plan:
    """Say what `migrate_cases` would do and change nothing; raises what it raises, save for problems of the map."""
    scope = actor.scope
    if scope is None or ADMINISTRATOR not in scope.roles:
        raise NotAllowed("not-an-administrator")
    return crossing_plan(which, chosen, scope=scope, only=only)


def migrate_cases(
    *,
    which: Which,
    chosen: VersionMap,
    ground: str,
    actor: Actor,
    key: str,
    now: datetime,
    only: Sequence[int] | None = None,
) -> ActResult:
    """Move the open cases of one version that an administrator reaches to another, as one transition.

    An open item keeps its number, its due date (UTC), its round and whoever holds it, and stands at the image of its
    step; what was done under a name that changed is read under the new one, while the journal keeps the old. A case
    whose history does not bear its new place stays and is named by its number. Raises Conflict("map-refused") with
    the problems of the map, NotAllowed("not-an-administrator"), InvalidInput("ground-needed"), NotFound for a version
    that was never published.
    """
    said = " ".join(ground.split())
    if not any(map(str.isalnum, said)) or len(said) > LONGEST_GROUND:
        raise InvalidInput("ground-needed", most=LONGEST_GROUND)
    plan = plan_migration(which=which, chosen=chosen, actor=actor, only=only)
    if plan.problems:
        raise Conflict("map-refused", problems=[str(one) for one in plan.problems])

    def move(run: Run) -> ActResult:
        _freeze(run, plan.going)
        locked = plan_migration(which=which, chosen=chosen, actor=actor, only=plan.going)
        if locked.problems:
            raise Conflict("map-refused", problems=[str(one) for one in locked.problems])
        moved = _move(run, locked, chosen)
        kept = sorted({(one.number, one.rule) for one in (*plan.kept, *locked.kept)})
        skipped = tuple(Skipped(0, f"{number}: {rule}") for number, rule in kept)
        return ActResult(selected=moved + len({number for number, _ in kept}), moved=moved, skipped=skipped)

    form: dict[str, Canonical] = {
        "service": which.slug,
        "from": which.old,
        "to": which.new,
        "steps": dict(chosen.steps),
        "ground": said,
    }
    sha = chosen.digest(which.slug, which.old, which.new)
    return once(actor=actor, key=key, request_sha=sha, form=form, now=now, move=move)


def _freeze(run: Run, cases: Sequence[int]) -> None:
    sql.run(
        f"""
        INSERT INTO casework_batchitem (batch_id, case_id, version_id, office_id)
        SELECT %s, c.id, c.version_id, c.office_id
        FROM {sql.table(chosen="int")} t JOIN casework_case c ON c.id = t.chosen
        """,  # noqa: S608  # our own text
        [run.batch, sql.parameter((case,) for case in cases)],
    )
    selection.lock(run)


def _move(run: Run, plan: Plan, chosen: VersionMap) -> int:
    """Carry everything of the cases that go over to the new version; returns how many went."""
    gone = sql.run(
        f"""
        UPDATE casework_batchitem SET position = 'migrated', settled = true, role = %s
        WHERE batch_id = %s AND case_id IN (SELECT t.chosen FROM {sql.table(chosen="int")} t)
        """,  # noqa: S608  # our own text
        [ADMINISTRATOR, run.batch, sql.parameter((case,) for case in plan.going)],
    )
    _tell(run, plan)
    _carry_open(run, plan)
    _carry_history(run, chosen)
    sql.run(
        f"""
        UPDATE casework_case SET version_id = %s
        WHERE id IN (SELECT b.case_id FROM casework_batchitem b WHERE {MOVED})
        """,  # noqa: S608  # our own text
        [plan.new.pk, run.batch],
    )
    run.versions = (plan.new.pk,)
    settle(run, set())
    return gone


def _tell(run: Run, plan: Plan) -> None:
    journal.write(
        run,
        "migrated",
        f"""
        SELECT b.case_id, b.id AS place, '' AS step, %s AS word, %s AS about, b.role, b.on_behalf_of
        FROM casework_batchitem b WHERE {MOVED}
        """,  # noqa: S608  # our own text
        [f"{plan.old.n}>{plan.new.n}", f"map {plan.digest}", run.batch],
    )


def _carry_open(run: Run, plan: Plan) -> None:
    """Let the open items stand at their images; whoever holds one keeps it where it waits for the same roles."""
    definition = definition_of(plan.new.pk)
    rows = []
    for old, new, _ in plan.counts:
        if not old.endswith(JOIN):
            step = definition.step(new)
            rows.append((old, new, _queue(step), step.clock))
    sql.run(
        f"""
        UPDATE casework_item SET step = t.new_step, clock = t.clock, ver = casework_item.ver + 1,
               assignee_id = CASE WHEN casework_item.queue = t.queue THEN casework_item.assignee_id END,
               queue = t.queue
        FROM {sql.table(old_step="text", new_step="text", queue="text", clock="text")} t, casework_batchitem b
        WHERE {MOVED} AND casework_item.case_id = b.case_id AND casework_item.state = 'open'
              AND casework_item.step = t.old_step
        """,  # noqa: S608  # our own text
        [sql.parameter(rows), run.batch],
    )


def _queue(step: Step) -> str:
    """Who an item of a step waits for, as the engine opens it."""
    match step.kind:
        case "by":
            return "+".join(step.holders)
        case "pay":
            return "applicant"
        case "do":
            return SYSTEM_DESK
    return ""


def _carry_history(run: Run, chosen: VersionMap) -> None:
    """Read what was done, filled in and waited for under the names the new version has for it."""
    renamed = sql.parameter((old, new) for old, new in chosen.steps.items() if old != new)
    for table, column, also in (
        ("casework_item", "step", " AND casework_item.state <> 'open'"),
        ("casework_formentry", "step", ""),
        ("casework_subject", "waiting_at", ""),
    ):
        sql.run(
            f"""
            UPDATE {table} SET {column} = t.new_name
            FROM {sql.table(old_name="text", new_name="text")} t, casework_batchitem b
            WHERE {MOVED} AND {table}.case_id = b.case_id AND {table}.{column} = t.old_name{also}
            """,  # noqa: S608  # our own text
            [renamed, run.batch],
        )
