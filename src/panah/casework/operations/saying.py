"""What a person may say at any time (`[on.…]`): withdrawing above all."""

from collections.abc import Mapping, Sequence
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
from panah.casework.rules import ActResult, position, request_digest
from panah.catalogue.queries import definition_of
from panah.foundation.canonical import Canonical
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.workflow.definition import On, ServiceDefinition, Step, ToStep

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
    person's to say, Conflict("too-late") once the step was entered that ends it or its block was left. Grammar §1
    `[on]`, §3.5.
    """

    def move(run: Run) -> ActResult:
        case = Case.objects.select_for_update(of=("self",)).select_related("office").get(pk=case_id)
        definition = definition_of(case.version_id)
        on = definition.ons.get(message)
        if on is None or (on.starts and case.start not in on.starts) or case.state != "open":
            raise InvalidInput("message-unknown", message=message)
        going = _those_meant(case, definition, on, subjects)
        _refuse_others(actor, case, on, going)
        _refuse_too_late(case, on, going)
        _refuse_outside(case, definition, on, going)
        _leave(run, case, definition, on, going)
        settle(run)
        return ActResult(selected=len(going), moved=len(going), skipped=())

    sha = request_digest(f"{case_id}", f"{message}:{sorted(subjects)}", [], form)
    return once(actor=actor, key=key, request_sha=sha, form=form, now=now, move=move)


def _those_meant(case: Case, definition: ServiceDefinition, on: On, subjects: Sequence[int]) -> list[Subject]:
    still_open = list(case.subjects.filter(state="open").order_by("pk"))
    if isinstance(on.go, ToStep) and definition.step(on.go.path).block is None:
        return still_open
    meant = set(subjects)
    for group, _ in on.also:
        meant |= {s.pk for s in still_open} if group == EVERYONE else set(registrations.group(group)(meant))
    going = [subject for subject in still_open if subject.pk in meant]
    if not going or not set(subjects) <= {subject.pk for subject in still_open}:
        raise InvalidInput("subject-not-open", case=case.pk)
    return going


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


def _leave(run: Run, case: Case, definition: ServiceDefinition, on: On, going: Sequence[Subject]) -> None:
    """Record what was said, undo what it undoes, cancel the open items of those who leave, and send them off."""
    ids = [subject.pk for subject in going]
    marks = sql.places(len(ids))
    journal.write(
        run,
        "said",
        f"""
        SELECT s.case_id, s.id AS place, '' AS step, %s AS word, s.role || ' ' || s.id AS about, '' AS role,
               CAST(NULL AS bigint) AS on_behalf_of
        FROM casework_subject s WHERE s.id IN ({marks})
        """,  # noqa: S608  # our own text
        [on.message, *ids],
    )
    everyone = case.subjects.filter(state="open").count() == len(ids)
    leaving = Item.objects.filter(case=case, state="open")
    if not everyone:
        leaving = leaving.filter(subject__in=ids)
    calling.tell_called(leaving.filter(kind="call").values_list("pk", flat=True), now=run.now)
    leaving.update(state="cancelled", closed_at=run.now, closed_by=run.actor_id, word=on.message)
    place = position(on.go)
    whole_case = isinstance(on.go, ToStep) and definition.step(on.go.path).block is None
    _do_effects(run, case, definition, on, ids)
    Subject.objects.filter(pk__in=ids).update(waiting_at="")
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=run.batch,
            case_id=case.pk,
            subject_id=subject,
            version_id=case.version_id,
            office_id=case.office_id,
            position=place,
        )
        for subject in ([None] if whole_case else ids)
    )


def _do_effects(run: Run, case: Case, definition: ServiceDefinition, on: On, ids: Sequence[int]) -> None:
    if not on.effects:
        return
    at = Step(path=f"on.{on.message}", title=on.title, kind="do", ways=(), key="")
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=run.batch,
            case_id=case.pk,
            subject_id=subject,
            version_id=case.version_id,
            office_id=case.office_id,
            position=at.path,
        )
        for subject in ids
    )
    call = run.call(definition, case.version_id, at)
    for effect in on.effects:
        registrations.effect(effect.entry.name)(call, effect)
    call.travellers.update(settled=True)
