"""What a person may say at any time (`[on.…]`): withdrawing above all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from panah.casework import registrations
from panah.casework.engine import journal, sql
from panah.casework.engine.authority import Actor
from panah.casework.engine.run import Run
from panah.casework.engine.transition import settle
from panah.casework.models import BatchItem, Case, Item, Subject
from panah.casework.operations import calling
from panah.casework.operations.acting import NO_FORM
from panah.casework.operations.batching import once
from panah.casework.operations.locking import locked_case
from panah.casework.rules import ActResult, position, request_digest
from panah.catalogue.queries import definition_of
from panah.foundation.canonical import Canonical
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.workflow.definition import On, ServiceDefinition, Step, Target, ToStep

EVERYONE = "everyone"


def say(
    *,
    case_id: int,
    message: str,
    subjects: Sequence[int],
    actor: Actor,
    key: str,
    now: datetime,
    form: Mapping[str, Canonical] = NO_FORM,
) -> ActResult:
    """Let a person say a message of the service for the given open subjects; a case step is for all of them.

    Raises InvalidInput for a message the service does not know or subjects not open, NotAllowed where it is not this
    person's to say, Conflict("too-late") once the step was entered that ends it or its block was left. What it means
    for others (`also`) moves nobody for whom it is too late: that is written down for whoever decides next. Grammar §1
    `[on]`, §3.5.
    """

    def move(run: Run) -> ActResult:
        case = locked_case(case_id)
        definition = definition_of(case.version_id)
        on = definition.ons.get(message)
        if on is None or (on.starts and case.start not in on.starts) or case.state != "open":
            raise InvalidInput("message-unknown", message=message)
        going = _those_meant(case, definition, on, subjects)
        _refuse_others(actor, case, on, going)
        _refuse_too_late(case, on, going)
        _refuse_outside(case, definition, on, going)
        others = _others_meant(case, definition, on, going)
        with_them = _leave(run, case, on, going, others)
        settle(run)
        return ActResult(selected=len(going), moved=len(going) + with_them, skipped=())

    sha = request_digest(f"{case_id}", f"{message}:{sorted(subjects)}", [], form)
    return once(actor=actor, key=key, request_sha=sha, form=form, now=now, move=move)


def _those_meant(case: Case, definition: ServiceDefinition, on: On, subjects: Sequence[int]) -> list[Subject]:
    """Whom the speaker means: those named, or everybody where the message takes the whole case somewhere."""
    still_open = list(case.subjects.filter(state="open").order_by("pk"))
    if _is_for_all(definition, on.go):
        return still_open
    going = [subject for subject in still_open if subject.pk in set(subjects)]
    if not going or len(going) != len(set(subjects)):
        raise InvalidInput("subject-not-open", case=case.pk)
    return going


def _is_for_all(definition: ServiceDefinition, target: Target) -> bool:
    return isinstance(target, ToStep) and definition.step(target.path).block is None


@dataclass(frozen=True, slots=True)
class Others:
    """What a message means for others: whom it moves, by the place they go to, and for whom it is too late."""

    going: Mapping[str, Sequence[int]]
    too_late: Sequence[int]

    @property
    def moved(self) -> list[int]:
        """Everybody it moves."""
        return [subject for going in self.going.values() for subject in going]


def _others_meant(case: Case, definition: ServiceDefinition, on: On, speakers: Sequence[Subject]) -> Others:
    """Ask each group of `also` once, in its order; nobody is moved past `until`, nor into a block they do not walk."""
    said = {subject.pk for subject in speakers}
    open_still = {one.pk: one for one in case.subjects.filter(state="open").order_by("pk")}
    going: dict[str, list[int]] = {}
    too_late: list[int] = []
    for group, target in on.also:
        meant = open_still.keys() if group == EVERYONE else registrations.group(group)(sorted(said))
        for pk in sorted(set(meant) & open_still.keys() - said):
            said.add(pk)
            is_late = _is_too_late(case, definition, on, open_still[pk], target)
            (too_late if is_late else going.setdefault(position(target), [])).append(pk)
    return Others(going, too_late)


def _is_too_late(case: Case, definition: ServiceDefinition, on: On, subject: Subject, target: Target) -> bool:
    block = definition.step(target.path).block if isinstance(target, ToStep) else on.block
    try:
        _refuse_too_late(case, on, [subject])
        _refuse_outside(case, definition, replace(on, block=block), [subject])
    except Conflict:
        return True
    return False


def _refuse_others(actor: Actor, case: Case, on: On, going: Sequence[Subject]) -> None:
    mine = {
        "applicant": actor.account_id is not None and case.applicant_id == actor.account_id,
        "person": bool(actor.persons) and {s.party_id for s in going} <= set(actor.persons),
    }
    scope = actor.scope
    allowed = any(
        mine.get(role, scope is not None and scope.allows(role, case.office.path)) for role in on.by
    )
    if not allowed:
        raise NotAllowed("not-yours-to-say", message=on.message)


def _refuse_too_late(case: Case, on: On, going: Sequence[Subject]) -> None:
    if on.until is None:
        return
    ids = [subject.pk for subject in going]
    entered = Item.objects.filter(case=case, step=on.until)
    if entered.filter(subject=None).exists() or entered.filter(subject__in=ids).exists():
        raise Conflict("too-late", message=on.message)


def _refuse_outside(case: Case, definition: ServiceDefinition, on: On, going: Sequence[Subject]) -> None:
    """Refuse what may be said only inside a block (`in`) where somebody meant is not walking it."""
    if on.block is None:
        return
    steps = [step.path for step in definition.block_steps(on.block)]
    here = Item.objects.filter(case=case, state="open", step__in=steps).values_list("subject_id", flat=True)
    walking = set(here)
    if any(one.waiting_at != on.block and one.pk not in walking for one in going):
        raise Conflict("too-late", message=on.message)


def _leave(run: Run, case: Case, on: On, going: Sequence[Subject], others: Others) -> int:
    """Record what was said, undo what it undoes, cancel the open items of those who leave, and send them off.

    Returns how many others it moved.
    """
    definition = definition_of(case.version_id)
    ids, moved = [subject.pk for subject in going], others.moved
    _record(run, "said", on, [*ids, *moved])
    _record(run, "said-too-late", on, others.too_late)
    everyone = case.subjects.filter(state="open").count() == len(ids) + len(moved)
    leaving = Item.objects.filter(case=case, state="open")
    if not everyone:
        leaving = leaving.filter(subject__in=[*ids, *moved])
    calling.tell_called(leaving.filter(kind="call").values_list("pk", flat=True), now=run.now)
    leaving.update(state="cancelled", closed_at=run.now, closed_by=run.actor_id, word=on.message)
    _do_effects(run, case, definition, on, [*ids, *others.going.get(position(on.go), ())])
    Subject.objects.filter(pk__in=[*ids, *moved]).update(waiting_at="")
    whole_case: list[int | None] = [None]
    _send_off(run, case, position(on.go), whole_case if _is_for_all(definition, on.go) else ids)
    for place, those in others.going.items():
        _send_off(run, case, place, those)
    return len(moved)


def _record(run: Run, kind: str, on: On, ids: Sequence[int]) -> None:
    if not ids:
        return
    journal.write(
        run,
        kind,
        f"""
        SELECT s.case_id, s.id AS place, '' AS step, %s AS word, s.role || ' ' || s.id AS about, '' AS role,
               CAST(NULL AS bigint) AS on_behalf_of
        FROM casework_subject s WHERE s.id IN ({sql.places(len(ids))})
        """,  # noqa: S608  # our own text
        [on.message, *ids],
    )


def _send_off(run: Run, case: Case, place: str, subjects: Sequence[int | None]) -> None:
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=run.batch,
            case_id=case.pk,
            subject_id=subject,
            version_id=case.version_id,
            office_id=case.office_id,
            position=place,
        )
        for subject in subjects
    )


def _do_effects(run: Run, case: Case, definition: ServiceDefinition, on: On, ids: Sequence[int]) -> None:
    if not on.effects:
        return
    at = Step(path=f"on.{on.message}", title=on.title, kind="do", ways=(), key="")
    _send_off(run, case, at.path, ids)
    call = run.call(definition, case.version_id, at)
    for effect in on.effects:
        registrations.effect(effect.entry.name)(call, effect)
    call.travellers.update(settled=True)
