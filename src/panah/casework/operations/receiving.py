"""A message for a case: it moves who waits for it; any other is recorded, and seen by the next human (grammar §3.6)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from panah.casework.engine import authority, journal, moving, selection, sql
from panah.casework.engine.authority import Actor, Going
from panah.casework.engine.run import Run
from panah.casework.engine.transition import settle
from panah.casework.models import Case, Item
from panah.casework.operations.acting import NO_FORM
from panah.casework.operations.batching import once
from panah.casework.operations.locking import locked_case
from panah.casework.rules import ActResult, Selected, position, request_digest
from panah.catalogue.queries import definition_of
from panah.foundation.canonical import Canonical
from panah.foundation.errors import InvalidInput, NotAllowed
from panah.workflow.definition import ServiceDefinition


def receive(
    *,
    case_id: int,
    message: str,
    subjects: Sequence[int],
    actor: Actor,
    key: str,
    now: datetime,
    form: Mapping[str, Canonical] = NO_FORM,
) -> ActResult:
    """Take a message about some subjects of a case (none: the whole case), from a person or from outside.

    It moves those who wait for it, and from a person also those it names who stand at a human step with such an outcome
    (`stays`), whoever has that work in hand; no outside system says what is a human's. Where nobody stands so, it is
    written down and moves nobody, now or later. The key is the sender's own number of the message, so that the same one
    counts once. Raises InvalidInput for a message the service
    nowhere waits for, NotAllowed where it is not this person's to bring.
    """

    def move(run: Run) -> ActResult:
        case = locked_case(case_id)
        definition = definition_of(case.version_id)
        if not any(message in step.messages for step in definition.steps.values()):
            raise InvalidInput("message-unknown", message=message)
        waiting = _waiting(case, definition, message, subjects, is_human=not actor.is_system)
        if not waiting:
            _refuse_strangers(case, definition, message, actor, subjects)
            _write_down(run, case, message, subjects)
            return ActResult(selected=0, moved=0, skipped=())
        return _let_go(run, definition, message, actor, waiting)

    sha = request_digest(f"{case_id}", f"{message}:{sorted(subjects)}", [], form)
    return once(actor=actor, key=key, request_sha=sha, form=form, now=now, move=move)


def _waiting(
    case: Case, definition: ServiceDefinition, message: str, subjects: Sequence[int], *, is_human: bool
) -> list[tuple[str, Selected]]:
    """The open waits that name the message, of these subjects or of the whole case.

    From a person also the human steps with such an outcome at which one of these subjects stands alone.
    """
    waits = {step.path for step in definition.steps.values() if message in step.messages}
    heard = {step.path for step in definition.steps.values() if step.hears(message)} if is_human else waits
    found = Item.objects.filter(case=case, state="open", step__in=heard).order_by("pk")
    rows = found.values_list("step", "subject_id", "pk", "ver")
    meant = {None, *subjects}
    return [
        (step, Selected(item, ver))
        for step, subject, item, ver in rows
        if subject in subjects or (step in waits and (not subjects or subject in meant))
    ]


def _let_go(
    run: Run,
    definition: ServiceDefinition,
    message: str,
    actor: Actor,
    waiting: Sequence[tuple[str, Selected]],
) -> ActResult:
    chosen = [one for _, one in waiting]
    selection.freeze(run, chosen)
    selection.lock(run)
    places, moved = set(), 0
    for path in sorted({path for path, _ in waiting}):
        step, (version_id,) = definition.step(path), selection.versions(run)
        place = position(definition.target(path, message), step.block)
        going = Going(
            definition=definition,
            version_id=version_id,
            step=step,
            word=message,
            place=place,
            is_brought=True,
        )
        moved += authority.admit(run, actor, going)
        places.add((version_id, place))
    if not moved:
        raise NotAllowed("not-yours-to-say", message=message)
    moving.fill_forms(run)
    moving.close_items(run, message)
    settle(run, places)
    return ActResult(selected=len(chosen), moved=moved, skipped=())


def _refuse_strangers(
    case: Case, definition: ServiceDefinition, message: str, actor: Actor, subjects: Sequence[int]
) -> None:
    """Refuse what a person writes down on a case that is not theirs, or of somebody else in it."""
    if actor.is_system:
        return
    roles, scope = definition.registry.messengers.get(message, frozenset()), actor.scope
    theirs = {
        "applicant": actor.account_id is not None and case.applicant_id == actor.account_id,
        "person": bool(subjects)
        and case.subjects.filter(pk__in=subjects, party_id__in=actor.persons).count() == len(set(subjects)),
    }
    if not any(
        theirs.get(role, scope is not None and scope.allows(role, case.office.path)) for role in roles
    ):
        raise NotAllowed("not-yours-to-say", message=message)


def _write_down(run: Run, case: Case, message: str, subjects: Sequence[int]) -> None:
    meant = sorted(subjects)
    about = f"""
        SELECT c.id AS case_id, coalesce(s.id, 0) AS place, '' AS step, %s AS word,
               coalesce(s.role, '') || coalesce(' ' || s.id, '') AS about, '' AS role,
               CAST(NULL AS bigint) AS on_behalf_of
        FROM casework_case c
        LEFT JOIN casework_subject s ON s.case_id = c.id AND s.id IN ({sql.places(len(meant))})
        WHERE c.id = %s
    """  # noqa: S608  # our own text
    journal.write(run, "received", about, [message, *meant, case.pk])
