"""Deciding anew what fell: a linked case with exactly the subjects of that decision, at the step it names."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.engine.run import Run
from panah.casework.engine.transition import settle
from panah.casework.models import Batch, BatchItem, Case, CaseAnchor, Subject
from panah.casework.operations.locking import locked_case
from panah.casework.operations.noting import note
from panah.casework.operations.opening import next_number
from panah.catalogue.queries import definition_of
from panah.foundation.canonical import digest
from panah.foundation.errors import InvalidInput
from panah.workflow.definition import Step

REOPENED = "reopened"


def reopen_case(
    *, first_id: int, subjects: Sequence[int], at: str, actor: Actor, key: str, now: datetime
) -> Case:
    """Open a case that decides anew about some subjects of a first one, at a human step of the same version.

    It keeps the version, directive, applicant, dates and offices of the first; whoever decided there does not decide
    here. The same key gives the same case again. Raises InvalidInput("step-not-human", "subject-not-ended",
    "key-used"). Grammar §3.11.
    """
    sha = digest([first_id, at, *sorted(subjects)]).hex()
    with transaction.atomic():
        batch, is_new = Batch.objects.get_or_create(
            sender=actor.sender, key=key, defaults={"request_sha": sha, "at": now}
        )
        if not is_new:
            return _reopened_before(batch, sha)
        first = locked_case(first_id)
        step = definition_of(first.version_id).steps.get(at)
        if step is None or step.kind != "by":
            raise InvalidInput("step-not-human", step=at)
        case = _write_case(first, now)
        places = _write_subjects(first, case, subjects, step)
        _record(first, case, actor, now)
        run = Run(batch=batch.pk, actor_id=actor.account_id, now=now)
        _put_down(run, case, step, places)
        settle(run)
        Batch.objects.filter(pk=batch.pk).update(result=str(case.pk))
    case.refresh_from_db()
    return case


def _reopened_before(batch: Batch, sha: str) -> Case:
    if batch.request_sha != sha:
        raise InvalidInput("key-used", key=batch.key)
    return Case.objects.get(pk=int(batch.result))


def _write_case(first: Case, now: datetime) -> Case:
    case = Case.objects.create(
        number=next_number(first.office, now),
        slug=first.slug,
        version_id=first.version_id,
        directive_id=first.directive_id,
        office=first.office,
        household_id=first.household_id,
        applicant_id=first.applicant_id,
        helper_id=first.helper_id,
        start=first.start,
        alone=first.alone,
        opened_at=now,
        linked_to=first,
        link=REOPENED,
    )
    CaseAnchor.objects.bulk_create(
        CaseAnchor(case=case, name=anchor.name, day=anchor.day, office_id=anchor.office_id)
        for anchor in first.anchors.order_by("pk")
    )
    return case


def _write_subjects(first: Case, case: Case, subjects: Sequence[int], step: Step) -> list[int | None]:
    """Carry the subjects over; returns for whom an item opens: each alone inside a block, else all together."""
    carried = list(first.subjects.filter(pk__in=subjects, state="ended").order_by("pk"))
    if not carried or len(carried) != len(set(subjects)):
        raise InvalidInput("subject-not-ended", case=first.pk)
    block = definition_of(first.version_id).step(step.block) if step.block else None
    walking = [
        Subject.objects.create(
            case=case, role=one.role, party_id=one.party_id, waiting_at=_waits_at(block, one.role)
        )
        for one in carried
    ]
    return [one.pk for one in walking if not one.waiting_at] if block else [None]


def _waits_at(block: Step | None, role: str) -> str:
    """A subject the block is not about waits at its join from the beginning."""
    if block is None or not block.subjects or role in block.subjects:
        return ""
    return block.path


def _put_down(run: Run, case: Case, step: Step, places: Sequence[int | None]) -> None:
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=run.batch,
            case_id=case.pk,
            subject_id=subject,
            version_id=case.version_id,
            office_id=case.office_id,
            position=step.path,
        )
        for subject in places
    )


def _record(first: Case, case: Case, actor: Actor, now: datetime) -> None:
    """Tell it on both streams: the first case was opened again, the new one began."""
    for one, other, kind in ((first, case, "linked"), (case, first, "opened")):
        note(case=one, kind=kind, now=now, actor_id=actor.account_id, word=REOPENED, about=other.number)
