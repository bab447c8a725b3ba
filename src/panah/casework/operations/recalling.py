"""Taking back one's own motion, while what it moved still waits: as many at once as it moved (grammar §5, recall)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from panah.audit.queries import Deed, deeds_in
from panah.casework.engine import moving, selection, sql
from panah.casework.engine.authority import MOVABLE, Actor
from panah.casework.engine.run import Run
from panah.casework.engine.transition import settle
from panah.casework.models import Batch, Item
from panah.casework.operations.batching import once
from panah.casework.rules import (
    RECALLED,
    ActResult,
    Selected,
    Skipped,
    may_be_recalled,
    position,
    request_digest,
)
from panah.catalogue.queries import definition_of
from panah.foundation.errors import NotFound

type Deeds = Mapping[int, Deed]
"""What the motion did, by case."""

type Back = set[tuple[int, int | None]]
"""Case and subject (none: the whole case) of what was taken back."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open item the motion opened: of which case, subject and version, at which wait, until when (UTC)."""

    item: int
    ver: int
    case: int
    subject: int | None
    version: int
    step: str
    due_at: datetime | None


def recall(*, batch_id: int, actor: Actor, key: str, now: datetime) -> ActResult:
    """Say `recalled` of everything one's own motion moved that still waits for its time; that is one motion again.

    What went on meanwhile, or waits for nothing that may be recalled, stays and is named by the item the motion
    closed: `moved-on`, `too-late`. The right to it is that the motion was one's own; raises NotFound("batch-unknown")
    for any other.
    """
    batch = Batch.objects.filter(pk=batch_id, sender=actor.sender).first()
    if batch is None or actor.account_id is None:
        raise NotFound("batch-unknown")
    deeds = {
        int(deed.stream.removeprefix("case:")): deed
        for deed in deeds_in(batch=batch.pk, actor_id=actor.account_id, at=batch.at)
    }

    def move(run: Run) -> ActResult:
        back = _take_back(run, deeds, batch.at)
        closed = Item.objects.filter(
            case__in=deeds,
            step__in={deed.step for deed in deeds.values()},
            state="done",
            closed_at=batch.at,
            closed_by=actor.account_id,
        )
        rows = list(closed.order_by("pk").values_list("pk", "case_id", "subject_id"))
        still = set(_still_waiting(deeds, batch.at))
        skipped = tuple(
            Skipped(item, "too-late" if case in still else "moved-on")
            for item, case, subject in rows
            if not _is_back(case, subject, back)
        )
        return ActResult(selected=len(rows), moved=len(rows) - len(skipped), skipped=skipped)

    sha = request_digest("", f"{RECALLED}:{batch_id}", [], {})
    return once(actor=actor, key=key, request_sha=sha, form={}, now=now, move=move)


def _is_back(case: int, subject: int | None, back: Back) -> bool:
    if subject is None:
        return any(one == case for one, _ in back)
    return (case, subject) in back or (case, None) in back


def _take_back(run: Run, deeds: Deeds, since: datetime) -> Back:
    """Move the waiting items along `recalled`, as one transition; returns which went."""
    found = [one for one in _waiting(deeds, since) if _may_go(one, run.now)]
    selection.freeze(run, [Selected(one.item, one.ver) for one in found])
    selection.lock(run)
    places = {
        (version, place)
        for version, step in sorted({(one.version, one.step) for one in found})
        if (place := _set_off(run, version, step, deeds))
    }
    if not places:
        return set()
    gone = sql.rows(
        "SELECT case_id, subject_id FROM casework_batchitem WHERE batch_id = %s AND position <> ''",
        [run.batch],
    )
    moving.close_items(run, RECALLED)
    settle(run, places)
    return {(int(str(case)), None if subject is None else int(str(subject))) for case, subject in gone}


def _may_go(one: Waiting, now: datetime) -> bool:
    step = definition_of(one.version).steps.get(one.step)
    return step is not None and may_be_recalled(step, one.due_at, now)


def _set_off(run: Run, version: int, path: str, deeds: Deeds) -> str:
    """Send on those at one wait, in the role and for whom the motion was made; returns where to, empty for nobody."""
    definition = definition_of(version)
    step = definition.step(path)
    place = position(definition.target(path, RECALLED), step.block)
    rows = ((case, deed.role, deed.on_behalf_of) for case, deed in deeds.items())
    gone = sql.run(
        f"""
        UPDATE casework_batchitem AS b SET position = %s, role = t.role, on_behalf_of = t.behalf
        FROM {sql.table(deed="int", role="text", behalf="int")} t, casework_item i, casework_case c
        WHERE {MOVABLE} AND t.deed = b.case_id
        """,  # noqa: S608  # our own text
        [place, sql.parameter(rows), run.batch, version, path],
    )
    return place if gone else ""


def _waiting(deeds: Deeds, since: datetime) -> list[Waiting]:
    """The waits the motion itself opened and nobody has left."""
    rows = Item.objects.filter(case__in=deeds, state="open", kind="wait", opened_at=since).order_by("pk")
    columns = ("pk", "ver", "case_id", "subject_id", "case__version_id", "step", "due_at")
    return [Waiting(*row) for row in rows.values_list(*columns)]


def _still_waiting(deeds: Deeds, since: datetime) -> Sequence[int]:
    return [one.case for one in _waiting(deeds, since)]
