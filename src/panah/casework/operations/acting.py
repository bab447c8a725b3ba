"""The one entry point of every change to cases: act(selection, step, word, actor, key, form)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from panah.casework import registrations
from panah.casework.engine import authority, moving, sampling, selection
from panah.casework.engine.authority import SYSTEM, Actor, Going
from panah.casework.engine.run import Run
from panah.casework.engine.transition import settle
from panah.casework.free_will import NEEDED
from panah.casework.models import BatchItem
from panah.casework.operations.batching import once
from panah.casework.queries.forms import requests_of
from panah.casework.queries.sampled import unjudged
from panah.casework.rules import (
    ActResult,
    Selected,
    position,
    refuse_in_bulk,
    refuse_unreasoned,
    request_digest,
)
from panah.catalogue.queries import definition_of
from panah.foundation.canonical import Canonical
from panah.foundation.errors import InvalidInput, NotAllowed, Stale
from panah.workflow.definition import Step, Trigger, Way
from panah.workflow.registry import RENOUNCE_FREELY

MOST_AT_ONCE = 20_000
BY_SYSTEM: frozenset[Trigger] = frozenset({"clock", "message", "work"})
NO_FORM: Mapping[str, Canonical] = {}


class NothingMovedWhole(Stale):
    """All or nothing was asked, and not all could move; nothing did."""


def act(
    *,
    chosen: Sequence[Selected],
    step: str,
    word: str,
    actor: Actor,
    key: str,
    now: datetime,
    form: Mapping[str, Canonical] = NO_FORM,
    all_or_nothing: bool = False,
) -> ActResult:
    """Say one word about items at one step, as one transition; a click is a batch of one.

    Items that meanwhile changed, went on, or are not the actor's to move are skipped and named, never overwritten.
    Raises InvalidInput for an unknown word, a missing reason (S1), a key used otherwise, a status given up while
    nothing shows that it is free (`not-shown-free`) or a word whose `condition` does not hold (`word-not-shown`);
    NotAllowed for a decision in bulk that must be taken one by one (`one-by-one`) or whose sample was not judged yet
    (`sample-first`, S24); NothingMovedWhole when `all_or_nothing` was asked and one was skipped.
    """
    distinct = list({one.item: one for one in chosen}.values())
    if not distinct or len(distinct) > MOST_AT_ONCE:
        raise InvalidInput("selection-size", most=MOST_AT_ONCE, selected=len(distinct))

    said = Said(actor=actor, step=step, word=word, form=form)

    def move(run: Run) -> ActResult:
        return _move(run, said, distinct, all_or_nothing=all_or_nothing)

    sha = request_digest(step, word, distinct, form)
    return once(actor=actor, key=key, request_sha=sha, form=form, now=now, move=move)


def act_as_system(*, chosen: Sequence[Selected], step: str, word: str, key: str, now: datetime) -> ActResult:
    """Let the clock or a finished job say its word: `late` or `then`, never a human's."""
    return act(chosen=chosen, step=step, word=word, actor=SYSTEM, key=key, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A word said at a step, by whom, with what form."""

    actor: Actor
    step: str
    word: str
    form: Mapping[str, Canonical]


def _move(run: Run, said: Said, chosen: Sequence[Selected], *, all_or_nothing: bool) -> ActResult:
    selection.freeze(run, chosen)
    selection.lock(run)
    admitted = {
        version_id: _admit(run, said, version_id, len(chosen)) for version_id in selection.versions(run)
    }
    skipped = selection.skipped(run, chosen, said.step) if _number(admitted) < len(chosen) else ()
    if skipped and all_or_nothing:
        raise NothingMovedWhole("not-all", skipped=[one.item for one in skipped])
    moving.fill_forms(run)
    moved = moving.close_items(run, said.word)
    settle(run, {(version_id, place) for version_id, (place, count) in admitted.items() if count})
    return ActResult(selected=len(chosen), moved=moved, skipped=skipped)


def _number(admitted: Mapping[int, tuple[str, int]]) -> int:
    return sum(count for _, count in admitted.values())


def _admit(run: Run, said: Said, version_id: int, count: int) -> tuple[str, int]:
    """Check the word against one version's definition and send on whom the actor may move: (where to, how many)."""
    definition = definition_of(version_id)
    step = definition.steps.get(said.step)
    way = step.way(said.word) if step else None
    if step is None or way is None or not _may_be_said(step, way, said.actor):
        raise InvalidInput("word-unknown", step=said.step, word=said.word)
    if not said.actor.is_system:
        refuse_unreasoned(definition.nature(said.word), said.form)
        refuse_in_bulk(step, definition.nature(said.word), count)
        _refuse_unfree(run, version_id, step, said)
    place = position(way.target, step.block)
    going = Going(definition=definition, version_id=version_id, step=step, word=said.word, place=place)
    admitted = authority.admit(run, said.actor, going)
    _refuse_unshown(run, going)
    if count > 1 and step.bulk == "after-sample" and not said.actor.is_system:
        _refuse_unsampled(run, version_id, step, said.actor)
    return place, admitted


def _refuse_unshown(run: Run, going: Going) -> None:
    """Refuse a word for whom what it needs does not hold; the way by which it was said makes no difference."""
    needed = dict(going.step.needs).get(going.word)
    if needed is None:
        return
    travellers = BatchItem.objects.filter(batch_id=run.batch, version_id=going.version_id).exclude(
        position=""
    )
    call = replace(run.call(going.definition, going.version_id, going.step), travellers=travellers)
    if travellers.exclude(pk__in=registrations.condition(needed)(call, needed).values("pk")).exists():
        raise InvalidInput("word-not-shown", step=going.step.path, word=going.word, condition=needed)


def _refuse_unsampled(run: Run, version_id: int, step: Step, actor: Actor) -> None:
    """Refuse one motion over files of which no sample was drawn for this officer, or not yet judged (S24)."""
    samples = sampling.samples_behind(run, version_id, actor.account_id)
    known = {sample for sample in samples if sample is not None}
    if known != samples or unjudged(known):
        raise NotAllowed("sample-first", step=step.path)


def _refuse_unfree(run: Run, version_id: int, step: Step, said: Said) -> None:
    """Refuse a word by which somebody gives up status without what shows that it is free (S12, S13)."""
    name = step.path.rpartition("/")[2]
    missing_in = NEEDED.get((name, said.word)) if step.part == RENOUNCE_FREELY else None
    if missing_in is None:
        return
    frozen = BatchItem.objects.filter(batch_id=run.batch, version_id=version_id)
    travellers = list(frozen.values_list("case_id", "subject_id"))
    asked = requests_of(case_id for case_id, _ in travellers)
    for case_id, subject_id in travellers:
        if missing := missing_in(said.form, asked.of(case_id, subject_id)):
            raise InvalidInput("not-shown-free", field=missing)


def _may_be_said(step: Step, way: Way, actor: Actor) -> bool:
    """A person says the words of a human step, or what a wait may be told; the system what time and others bring."""
    if actor.is_system:
        return way.trigger in BY_SYSTEM
    return way.trigger == "human" or way.word in step.messages
