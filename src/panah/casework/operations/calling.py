"""A case that waits for another: the called one is opened by the worker, and its end is the word the caller goes on by.

The called case has its own office, version and people; it goes on alone when the calling one leaves (grammar §3.9).
"""

from collections.abc import Iterable
from datetime import datetime

from panah.casework.engine.arriving import CALL
from panah.casework.engine.authority import SYSTEM
from panah.casework.engine.ends import CALLED_ENDED
from panah.casework.models import Case, Item, OutboxMessage, Subject
from panah.casework.operations.acting import act_as_system
from panah.casework.operations.noting import note
from panah.casework.operations.opening import NewSubject, Opening, open_case
from panah.casework.rules import Selected
from panah.catalogue.queries import definition_of, version_in_force
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict
from panah.workflow.definition import ServiceDefinition, Step

CALLED = "called"
OBJECTION = "objection"
OTHERWISE = "otherwise"


class NoCalledStart(Conflict):
    """The called service has no start by which another service may open it."""


def open_called(message: OutboxMessage, now: datetime) -> None:
    """Open the case that an item waits for; nothing where the calling case has left meanwhile."""
    item = message.item
    if item is None or item.state != "open":
        return
    caller = Case.objects.select_related("office__province").get(pk=item.case_id)
    step = definition_of(caller.version_id).step(item.step)
    called = _in_force(message.body, caller, now)
    opening = Opening(
        slug=message.body,
        start=_called_start(called),
        office_id=item.office_id,
        subjects=[*_subjects(item, step, called)],
        household_id=caller.household_id,
        applicant_id=caller.applicant_id,
        alone=caller.alone,
        dates={one.name: one.day for one in caller.anchors.all() if one.day},
        offices={one.name: one.office_id for one in caller.anchors.all() if one.office_id},
        linked_to=caller.pk,
        link=OBJECTION if message.body == OBJECTION else CALLED,
        caller=item.pk,
    )
    open_case(opening=opening, actor=SYSTEM, key=message.key, form={}, now=now)


def _in_force(service: str, caller: Case, now: datetime) -> ServiceDefinition:
    province = caller.office.province
    slug = province.slug if province else None
    return definition_of(version_in_force(service, province=slug, on=local_date(now)).id)


def _called_start(called: ServiceDefinition) -> str:
    for start in called.starts.values():
        if start.kind == CALLED:
            return start.name
    raise NoCalledStart("no-called-start", service=called.slug)


def _subjects(item: Item, step: Step, called: ServiceDefinition) -> Iterable[NewSubject]:
    """The subjects of the caller the call is about, in the called service's one role, or in the role they have."""
    meant = Subject.objects.filter(case=item.case_id, state="open").order_by("pk")
    if item.subject is not None:
        meant = meant.filter(pk=item.subject.pk)
    if step.about:
        meant = meant.filter(role__in=step.about)
    only = next(iter(called.subjects)) if len(called.subjects) == 1 else None
    return (NewSubject(only or one.role, one.party_id) for one in meant)


def go_on_after(message: OutboxMessage, now: datetime) -> None:
    """Let the caller go on by the end of the case it called; by `otherwise` where its people ended differently."""
    called = Case.objects.select_related("caller__case").get(pk=message.case_id or 0)
    item = called.caller
    if item is None or item.state != "open":
        return
    step = definition_of(item.case.version_id).step(item.step)
    ends = set(called.subjects.values_list("end", flat=True))
    only = ends.pop() if len(ends) == 1 else OTHERWISE
    word = only if step.way(only) else OTHERWISE
    act_as_system(
        chosen=[Selected(item.pk, item.ver)], step=item.step, word=word, key=f"called:{called.pk}", now=now
    )


def tell_called(items: Iterable[int], *, now: datetime) -> None:
    """Write into the cases that were called from these items that their caller has left; they go on alone."""
    called = Case.objects.filter(caller__in=list(items), state="open").select_related("office")
    for case in called:
        note(case=case, kind="caller-left", now=now)


__all__ = ["CALL", "CALLED_ENDED", "go_on_after", "open_called", "tell_called"]
