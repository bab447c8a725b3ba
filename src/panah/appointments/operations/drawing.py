"""Holding the draw: the promise of a seed, and the plan kept with the seed shown."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from panah.appointments.models import AnnouncedDraw, Appointment, Slot
from panah.appointments.operations.ground import ARRANGERS, held_for_others, locked_slots, staff_role
from panah.appointments.operations.telling import tell
from panah.appointments.rules.draw import Draw, commitment, digest_of_list, new_seed, refuse_another_seed
from panah.appointments.rules.planning import Called, Plan
from panah.appointments.rules.tickets import new_code
from panah.audit.operations import Act, record, record_from
from panah.casework.engine.authority import Actor
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.notifications.rules import News
from panah.organisation.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A plan with the draw it came from and everybody who was called; `cases` are by household, where there are any."""

    draw: Draw
    plan: Plan
    called: Mapping[int, Called]
    cases: Mapping[int, int]


def announce_draw(
    *, purpose: str, commitment: str, office: Office, actor: Actor, now: datetime
) -> AnnouncedDraw:
    """Publish the hash of a seed before anybody is on the list; whoever made the seed keeps it until the draw.

    Announced again with the same hash, it is the same draw. Raises NotAllowed("not-yours-to-arrange"),
    Conflict("draw-announced-otherwise"), InvalidInput("commitment-unreadable").
    """
    role = staff_role(actor, ARRANGERS, office)
    if len(commitment) != 64 or not set(commitment) <= set("0123456789abcdef"):
        raise InvalidInput("commitment-unreadable")
    with transaction.atomic():
        announced, is_new = AnnouncedDraw.objects.get_or_create(
            purpose=purpose,
            defaults={
                "commitment": commitment,
                "announced_at": now,
                "announced_by_id": actor.account_id,
            },
        )
        if announced.commitment != commitment:
            raise Conflict("draw-announced-otherwise")
        if is_new:
            _note(announced, "draw-announced", office=office, role=role, actor=actor, now=now)
    return announced


def keep_plan(*, drawn: Drawn, office: Office, actor: Actor, now: datetime) -> int:
    """Write a plan as appointments, all or nothing, show the seed and the list, and tell all; returns how many.

    Statements do not grow with households but by portions of 500. Kept again, nothing is written twice. Raises
    NotFound("draw-not-announced"), InvalidInput (`seed-differs`, `plan-is-not-of-this-list`), Conflict (`slot-full`,
    `slot-shut`, `slot-over`, `already-booked`), NotAllowed("not-yours-to-arrange").
    """
    role = staff_role(actor, ARRANGERS, office)
    with transaction.atomic():
        announced = AnnouncedDraw.objects.select_for_update().filter(purpose=drawn.draw.purpose).first()
        if announced is None:
            raise NotFound("draw-not-announced")
        refuse_another_seed(seed=drawn.draw.seed, committed=announced.commitment)
        if announced.drawn_at is not None:
            return Appointment.objects.filter(draw=announced).count()
        _refuse_another_list(drawn)
        slots = _with_room(drawn.plan, office, now)
        _refuse_standing(drawn)
        made = _write(drawn, announced, slots, now)
        _record(announced, role, actor, now)
        _show(announced, drawn, now)
        tell(made, news=News.CALLED, now=now)
        _note(announced, "draw-held", office=office, role=role, actor=actor, now=now)
    return len(drawn.plan.placed)


def keep_rest(*, drawn: Drawn, office: Office, actor: Actor, now: datetime) -> int:
    """Write a plan for those of a draw that was held who have no time yet; returns how many.

    Their tickets are those of that draw: nobody draws a second time. Raises as `keep_plan`, and
    Conflict("draw-not-held").
    """
    role = staff_role(actor, ARRANGERS, office)
    with transaction.atomic():
        announced = AnnouncedDraw.objects.select_for_update().filter(purpose=drawn.draw.purpose).first()
        if announced is None or announced.drawn_at is None:
            raise Conflict("draw-not-held")
        refuse_another_seed(seed=drawn.draw.seed, committed=announced.commitment)
        slots = _with_room(drawn.plan, office, now)
        _refuse_standing(drawn)
        made = _write(drawn, announced, slots, now)
        _record(announced, role, actor, now)
        tell(made, news=News.CALLED, now=now)
    return len(made)


def draw_of(purpose: str) -> Draw:
    """Give a draw that was held, to reckon tickets by; raises Conflict("draw-not-held")."""
    row = AnnouncedDraw.objects.filter(purpose=purpose, drawn_at__isnull=False).first()
    if row is None:
        raise Conflict("draw-not-held")
    return Draw(
        seed=bytes(row.seed or b""), purpose=purpose, list_digest=row.list_digest, witness=row.witness
    )


def fresh_seed() -> tuple[str, str]:
    """Make a seed (hex) and what is published of it; it is kept nowhere, so whoever made it writes it down."""
    seed = new_seed()
    return seed.hex(), commitment(seed)


def _write(
    drawn: Drawn, announced: AnnouncedDraw, slots: Mapping[int, Slot], now: datetime
) -> list[Appointment]:
    rows = [
        _appointment(drawn, announced, household, slots[slot], now) for household, slot in drawn.plan.placed
    ]
    return Appointment.objects.bulk_create(rows, batch_size=500)


def _refuse_another_list(drawn: Drawn) -> None:
    named = [*(one for one, _ in drawn.plan.placed), *drawn.plan.unplaced]
    if sorted(named) != sorted(drawn.called) or digest_of_list(drawn.called) != drawn.draw.list_digest:
        raise InvalidInput("plan-is-not-of-this-list")


def _with_room(plan: Plan, office: Office, now: datetime) -> dict[int, Slot]:
    wanted = Counter(slot for _, slot in plan.placed)
    slots = locked_slots(wanted)
    held = held_for_others(wanted, now=now)
    for number, slot in slots.items():
        if not slot.office.path.startswith(office.path):
            raise NotFound("slot-unknown")
        if slot.shut_at is not None:
            raise Conflict("slot-shut", slot=number)
        if slot.starts_at <= now:
            raise Conflict("slot-over", slot=number)
        if slot.left - held.get(number, 0) < wanted[number]:
            raise Conflict("slot-full", slot=number)
    return slots


def _refuse_standing(drawn: Drawn) -> None:
    standing = Appointment.objects.filter(purpose=drawn.draw.purpose, person=None, ended_at=None)
    booked = set(standing.values_list("household_id", flat=True))
    if both := booked & {one for one, _ in drawn.plan.placed}:
        raise Conflict("already-booked", households=len(both))


def _appointment(
    drawn: Drawn, announced: AnnouncedDraw, household: int, slot: Slot, now: datetime
) -> Appointment:
    called = drawn.called[household]
    return Appointment(
        purpose=announced.purpose,
        household_id=household,
        case_id=drawn.cases.get(household),
        slot=slot,
        minutes=called.minutes,
        needs=int(called.needs),
        draw=announced,
        ticket=drawn.draw.ticket(household).hex(),
        code=new_code(),
        booked_at=now,
    )


EVENTS = """
    SELECT 'appointment:' || CAST(a.id AS VARCHAR(20)), 1, 'appointment-drawn', %s, %s, NULL, %s, o.code,
        '', '', '', 'household:' || CAST(a.household_id AS VARCHAR(20)), NULL, NULL, NULL
    FROM appointments_appointment a
    JOIN appointments_slot s ON s.id = a.slot_id
    JOIN organisation_office o ON o.id = s.office_id
    WHERE a.draw_id = %s
      AND NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.stream = 'appointment:' || CAST(a.id AS VARCHAR(20)))
"""
"""One event for each appointment of a draw that has none yet, in the order of the journal's columns."""


def _record(announced: AnnouncedDraw, role: str, actor: Actor, now: datetime) -> None:
    at = connection.ops.adapt_datetimefield_value(now)
    record_from(select=EVENTS, params=[at, actor.account_id, role, announced.pk])


def _show(announced: AnnouncedDraw, drawn: Drawn, now: datetime) -> None:
    announced.seed, announced.list_digest = drawn.draw.seed, drawn.draw.list_digest
    announced.witness, announced.called, announced.drawn_at = drawn.draw.witness, len(drawn.called), now
    announced.listed = "\n".join(map(str, sorted(drawn.called)))
    announced.save(update_fields=["seed", "listed", "list_digest", "witness", "called", "drawn_at"])


def _note(
    announced: AnnouncedDraw, kind: str, *, office: Office, role: str, actor: Actor, now: datetime
) -> None:
    act = Act(
        stream=f"draw:{announced.pk}",
        kind=kind,
        actor_id=actor.account_id,
        role=role,
        office=office.code,
        word=announced.purpose,
    )
    record(acts=[act], at=now)
