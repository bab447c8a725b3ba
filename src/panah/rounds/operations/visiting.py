"""A household's visit in a round: booked, missed or said to be needed otherwise; the file goes along in one act."""

from datetime import datetime

from django.db import transaction

from panah.appointments.models import Appointment
from panah.appointments.operations import book, miss, say_needs
from panah.casework.engine.authority import Actor
from panah.casework.models import Item
from panah.casework.operations import act
from panah.casework.rules import Selected
from panah.catalogue.queries import definition_of
from panah.foundation.errors import Conflict, NotFound
from panah.organisation.models import Office
from panah.registry.models import Household
from panah.rounds.models import CalledHousehold
from panah.rounds.queries.calling import Visit, visit_of

MISSED, REACHED = "missed", "reached"


def book_visit(*, case_id: int, slot_id: int, actor: Actor, now: datetime) -> Appointment:
    """Book a time for a household of a round that has none; the office that phoned it has reached it with that.

    Raises NotFound("visit-unknown"), Conflict("visit-not-expected", where it is not called, or has come), what
    `appointments.operations.book` raises.
    """
    with transaction.atomic():
        visit = _visit(case_id, now)
        if not visit.may_book:
            raise Conflict(
                "already-booked" if visit.time and not visit.time.has_ended else "visit-not-expected"
            )
        one = book(
            slot_id=slot_id,
            household=Household.objects.select_related("office").get(pk=visit.household_id),
            purpose=visit.purpose,
            minutes=visit.minutes,
            needs=visit.needs,
            actor=actor,
            now=now,
            case_id=case_id,
            person_id=visit.person_id,
        )
        if actor.scope is not None:
            _say(case_id, REACHED, actor, key=f"{one.stream}:{REACHED}", now=now)
    return one


def miss_visit(*, appointment_id: int, actor: Actor, now: datetime) -> Appointment:
    """Write down that a household did not come, and let its file wait for a call; nothing else follows (S10).

    A file that is no more at the visit stays where it is. Raises what `appointments.operations.miss` raises.
    """
    with transaction.atomic():
        one = miss(appointment_id=appointment_id, actor=actor, now=now)
        if one.case_id is not None:
            _say(one.case_id, MISSED, actor, key=f"{one.stream}:{MISSED}", now=now)
    return one


def say_visit_needs(
    *, case_id: int, needs: int, actor: Actor, now: datetime, office: Office | None = None
) -> None:
    """Write down what the household of a case needs of a time, or the one person whose own case it is.

    `office` is where staff stand. Raises NotFound (`visit-unknown`, `appointment-unknown`),
    InvalidInput("needs-unknown").
    """
    visit = _visit(case_id, now)
    household = Household.objects.select_related("office").get(pk=visit.household_id)
    say_needs(
        household=household,
        person_id=visit.person_id,
        needs=needs,
        actor=actor,
        now=now,
        office=office,
    )


def _visit(case_id: int, now: datetime) -> Visit:
    CalledHousehold.objects.select_for_update().filter(case=case_id).first()
    found = visit_of(case_id, now=now)
    if found is None:
        raise NotFound("visit-unknown", case=case_id)
    return found


def _say(case_id: int, word: str, actor: Actor, *, key: str, now: datetime) -> None:
    """Say a word at the step of the whole case that knows it, as far as the actor may; else the case stays."""
    for item in Item.objects.filter(case=case_id, subject=None, state="open", kind="by").select_related(
        "case"
    ):
        step = definition_of(item.case.version_id).steps.get(item.step)
        if step is not None and step.way(word) is not None:
            act(
                chosen=[Selected(item.pk, item.ver)],
                step=item.step,
                word=word,
                actor=actor,
                key=key,
                now=now,
            )
            return
