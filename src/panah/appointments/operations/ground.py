"""What every write here stands on: rows locked in one order, the right people, and the event in the journal."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.db.models import Count

from panah.appointments.models import Appointment, EarlierOffer, Slot
from panah.appointments.rules.changes import Offered, OfferState, Standing, State
from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.foundation.clock import local_date
from panah.foundation.errors import NotAllowed, NotFound, Stale
from panah.organisation.models import Office
from panah.organisation.rules import Scope
from panah.registry.models import Household, HouseholdAccount, Membership
from panah.registry.queries import as_of

COUNTER: Final = ("service-clerk", "bureau-clerk", "bureau-expert", "bureau-officer", "enquiry-desk")
"""Who books for the household that stands before them, or speaks to them."""
ARRANGERS: Final = ("bureau-officer", "bureau-expert", "administrator", "ministry-officer")
"""Who opens times and holds the draw."""
SHUTTERS: Final = (*ARRANGERS, "service-clerk")
"""Who says that an office is shut today: whoever stands in it knows first."""


def locked_slots(numbers: Iterable[int]) -> dict[int, Slot]:
    """Give slots locked until the transaction ends, always in one order; raises NotFound("slot-unknown")."""
    wanted = set(numbers)
    rows = Slot.objects.select_for_update(of=("self",)).select_related("office").filter(pk__in=wanted)
    found = {slot.pk: slot for slot in rows.order_by("pk")}
    if len(found) < len(wanted):
        raise NotFound("slot-unknown")
    return found


def locked_appointment(number: int, *, beside: int | None = None) -> tuple[Appointment, dict[int, Slot]]:
    """Give an appointment locked with its slot and the one `beside` it: slots first, as everywhere.

    Raises NotFound (`appointment-unknown`, `slot-unknown`), and Stale("appointment-moved") when somebody moved it
    meanwhile.
    """
    present = Appointment.objects.filter(pk=number).values_list("slot_id", flat=True).first()
    if present is None:
        raise NotFound("appointment-unknown")
    slots = locked_slots([present] if beside is None else [present, beside])
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("household__office")
    one = rows.get(pk=number)
    if one.slot_id != present:
        raise Stale("appointment-moved")
    one.slot = slots[present]
    return one, slots


def held_for_others(slots: Collection[int], *, now: datetime, besides: int | None = None) -> dict[int, int]:
    """Give how many places of slots are held by open offers to other appointments than `besides`."""
    held = EarlierOffer.objects.filter(slot__in=slots, state=OfferState.OPEN, until__gt=now)
    counted = held.exclude(appointment=besides).values("slot").annotate(held=Count("pk"))
    return dict(counted.values_list("slot", "held"))


def offered(slot: Slot, *, held: int = 0) -> Offered:
    """Give a slot as the rules see it, without what is held for others."""
    return Offered(
        starts_at=slot.starts_at,
        minutes=slot.minutes,
        offers=slot.offers,
        is_shut=slot.shut_at is not None,
        left=slot.left - held,
    )


def standing(one: Appointment) -> Standing:
    """Give an appointment as the rules see it."""
    return Standing(
        state=State(one.state), starts_at=one.slot.starts_at, minutes=one.minutes, needs=one.needs
    )


def booking_role(
    actor: Actor, household: Household, office: Office, *, now: datetime, person_id: int | None = None
) -> str:
    """Give the role in which somebody may book for a household: of the household, or staff of its or that office.

    What is one person's alone is that person's or the staff's, never the household's (S29). Raises
    NotFound("appointment-unknown"), the same for what is somebody else's as for what is not there.
    """
    if actor.is_system:
        return "system"
    if person_id is not None:
        if person_id in actor.persons:
            return "person"
    elif role := _of_household(actor, household, now):
        return role
    if role := _held(actor.scope, COUNTER, household.office, office):
        return role
    raise NotFound("appointment-unknown")


def _of_household(actor: Actor, household: Household, now: datetime) -> str:
    if actor.account_id is not None and HouseholdAccount.objects.filter(
        account=actor.account_id, household=household, ended_at=None
    ):
        return "household"
    belongs = Membership.objects.filter(as_of(local_date(now)), household=household, person__in=actor.persons)
    return "person" if actor.persons and belongs.exists() else ""


def staff_role(actor: Actor, roles: Collection[str], office: Office) -> str:
    """Give the role of staff by which something is done at an office; raises NotAllowed("not-yours-to-arrange")."""
    if actor.is_system:
        return "system"
    if role := _held(actor.scope, roles, office):
        return role
    raise NotAllowed("not-yours-to-arrange")


def _held(scope: Scope | None, roles: Collection[str], *offices: Office) -> str:
    if scope is None:
        return ""
    return next(
        (role for role in roles for office in offices if scope.allows(role, office.path)),
        "",
    )


def note(
    one: Appointment, *, kind: str, actor: Actor, role: str, now: datetime, office: str, word: str = ""
) -> None:
    """Write an act about an appointment into its own stream of the journal."""
    act = Act(
        stream=one.stream,
        kind=f"appointment-{kind}",
        actor_id=actor.account_id,
        role=role,
        office=office,
        word=word,
        about=f"household:{one.household_id}",
    )
    record(acts=[act], at=now)
