"""Children and whoever decides for them: what a child waits for, and the group of a guardian's children (S13).

Nobody else waits: a grown-up holds both conditions at once, and so does a child none of whose legal guardians is in the
same case (S26).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from panah.casework.models import BatchItem, Case, Item, Subject
from panah.casework.registrations import Call, register_condition, register_group
from panah.foundation.clock import local_date
from panah.registry.queries import legal_guardians, minors_among
from panah.workflow.definition import ToStep
from panah.workflow.registry import RENOUNCE_FREELY


@dataclass(frozen=True, slots=True)
class Family:
    """The open subjects of the cases of a call, and for each child's subject those of its guardians (by subject)."""

    subjects: dict[int, Subject]
    guardians: dict[int, set[int]]


def register() -> None:
    """Give the conditions and the group to the engine by name."""
    register_condition("guardians-decided", decided)
    register_condition("guardians-ready", ready)
    register_group("minors-of", minors_of)


def decided(call: Call, _: str) -> QuerySet[BatchItem]:
    """`guardians-decided`: each guardian who travels too was in the talk about going or staying, and has left it."""
    family = _family(call)
    guardians = {one for several in family.guardians.values() for one in several}
    talk = {step.path for step in call.definition.steps.values() if step.part == RENOUNCE_FREELY}
    theirs = Item.objects.filter(subject__in=guardians)
    talked = set(theirs.filter(step__in=talk).values_list("subject_id", flat=True))
    last = theirs.values("subject").annotate(last=Max("pk")).values("last")
    still = set(theirs.filter(pk__in=last, step__in=talk).values_list("subject_id", flat=True))
    return _whose_guardians(call, family, talked - still - _on_the_way(call, talk))


def ready(call: Call, _: str) -> QuerySet[BatchItem]:
    """`guardians-ready`: each guardian who travels too has come as far as this step, or past it."""
    family = _family(call)
    guardians = {one for several in family.guardians.values() for one in several}
    target = call.definition.target(call.step.path, "then")
    here = {call.step.path, *((target.path,) if isinstance(target, ToStep) else ())}
    there = Item.objects.filter(subject__in=guardians, step__in=here)
    return _whose_guardians(call, family, set(there.values_list("subject_id", flat=True)))


def minors_of(subjects: Iterable[int]) -> list[int]:
    """`minors-of`: the open subjects of the same cases who were children when the case began, of these guardians."""
    meant = {one.pk: one for one in Subject.objects.filter(pk__in=set(subjects)).select_related("case")}
    cases = {one.case_id: one.case for one in meant.values()}
    beside = list(Subject.objects.filter(case__in=cases, state="open").exclude(pk__in=meant).order_by("pk"))
    found: set[int] = set()
    for case in cases.values():
        theirs = [one for one in beside if one.case_id == case.pk]
        of_these = {one.party_id for one in meant.values() if one.case_id == case.pk}
        found |= _children_of(of_these, theirs, case)
    return sorted(found)


def _children_of(guardians: set[int], beside: list[Subject], case: Case) -> set[int]:
    began = local_date(case.opened_at)
    minors = minors_among([one.party_id for one in beside], on=began)
    decide = legal_guardians(minors, on=began)
    return {one.pk for one in beside if decide.get(one.party_id, set()) & guardians}


def _family(call: Call) -> Family:
    """Who is still in the cases of the travellers, and who of them decides for which child of them; three queries."""
    today = local_date(call.now)
    among = Subject.objects.filter(case_id__in=call.travellers.values("case_id"), state="open")
    subjects = {one.pk: one for one in among}
    minors = minors_among([one.party_id for one in subjects.values()], on=today)
    decide = legal_guardians(minors, on=today)
    beside = {(one.case_id, one.party_id): one.pk for one in subjects.values()}
    return Family(
        subjects,
        {
            one.pk: {
                beside[one.case_id, guardian]
                for guardian in decide.get(one.party_id, ())
                if (one.case_id, guardian) in beside
            }
            for one in subjects.values()
            if one.party_id in minors
        },
    )


def _on_the_way(call: Call, steps: Iterable[str]) -> set[int]:
    """Subjects that this very transition is bringing to one of these steps."""
    coming = BatchItem.objects.filter(
        batch_id=call.batch, settled=False, position__in=list(steps), subject_id__isnull=False
    )
    return {one for one in coming.values_list("subject_id", flat=True) if one is not None}


def _whose_guardians(call: Call, family: Family, enough: set[int]) -> QuerySet[BatchItem]:
    """The travellers all of whose guardians (of every child of the case, where it travels whole) are among these."""
    waiting = {child for child, guardians in family.guardians.items() if guardians - enough}
    cases = {family.subjects[child].case_id for child in waiting}
    return call.travellers.exclude(subject_id__in=waiting).exclude(subject_id=None, case_id__in=cases)
