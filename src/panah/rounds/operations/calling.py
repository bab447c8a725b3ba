"""The call-up of a round: opening times, promising the draw, holding it, and placing who is left (S10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from panah.appointments.models import AnnouncedDraw, Slot
from panah.appointments.operations import (
    ARRANGERS,
    Drawn,
    Row,
    announce_draw,
    draw_of,
    keep_plan,
    keep_rest,
    open_slots,
)
from panah.appointments.queries import free_slots
from panah.appointments.rules.draw import Draw, digest_of_list
from panah.appointments.rules.planning import Called, Plan, plan
from panah.casework.engine.authority import Actor
from panah.catalogue.rules.round_orders import RoundOrder
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput
from panah.rounds.models import RegistrationRound
from panah.rounds.operations.announcing import refuse_course
from panah.rounds.operations.ground import locked_round, note, order_of, role_over
from panah.rounds.queries.calling import demand_at, offices_in, purpose_in, to_call
from panah.rounds.rules.course import Course
from panah.rounds.rules.times import NOTICE, QUIET_HOUR, Hours, gaps, lanes, weights_of

LONGEST_WITNESS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledUp:
    """How many households were given a time, and how many found none; those stay on the office's list."""

    placed: int
    unplaced: int


def open_times(
    *,
    round_id: int,
    first: date,
    last: date,
    actor: Actor,
    now: datetime,
    quiet: Hours = QUIET_HOUR,
) -> int:
    """Open times at every office of a round, from the first to the last local day; gives how many are new.

    Counters are shared among the lengths of visits by the households of each office. A day on which anything is open
    at an office stays as it is there. Raises NotFound("round-unknown"), NotAllowed("not-yours-to-arrange"),
    Conflict("round-not-there"), InvalidInput("days-unreadable", for days outside the round or none).
    """
    with transaction.atomic():
        one = locked_round(round_id)
        role = role_over(actor, ARRANGERS, one.directorate)
        refuse_course(one, Course.OPEN)
        order = order_of(one)
        opens, closes = order.days
        if not (opens <= first <= last <= closes and quiet.since < quiet.until):
            raise InvalidInput("days-unreadable", field="first")
        rows = {row.office: row for row in order.counters}
        days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        made = 0
        for office in offices_in(order):
            taken = Slot.objects.filter(office=office, day__gte=first, day__lte=last)
            runs = gaps(taken.values_list("day", flat=True).distinct(), days)
            for lane in lanes(rows[office.code], demand=demand_at(one, order, office), quiet=quiet):
                row = Row(
                    minutes=lane.minutes,
                    places=lane.places,
                    offers=lane.offers,
                    since=lane.hours.since,
                    until=lane.hours.until,
                )
                for start, end in runs:
                    made += open_slots(office=office, first=start, last=end, row=row, actor=actor, now=now)
        about = f"{made} times from {first.isoformat()} to {last.isoformat()}"
        note(one, "round-times-opened", actor=actor, role=role, now=now, office=one.directorate, about=about)
    return made


def promise_draw(*, round_id: int, commitment: str, actor: Actor, now: datetime) -> AnnouncedDraw:
    """Publish the hash of a seed for the draw of a round; whoever made the seed keeps it until then.

    Raises NotFound("round-unknown"), Conflict (`round-not-there`, `draw-announced-otherwise`),
    InvalidInput("commitment-unreadable"), NotAllowed("not-yours-to-arrange").
    """
    with transaction.atomic():
        one = locked_round(round_id)
        refuse_course(one, Course.OPEN)
        return announce_draw(
            purpose=purpose_in(one),
            commitment=commitment.strip().lower(),
            office=one.directorate,
            actor=actor,
            now=now,
        )


def call_up(*, round_id: int, seed: bytes, witness: str, actor: Actor, now: datetime) -> CalledUp:
    """Hold the draw: give every expected household of a round without a time its own, and tell it.

    Needs first, then whose papers end soon, then the near office; within that as soon as there is room, though never
    within two days, so that the call arrives. Held again nothing happens twice. The
    statements do not grow with the households but by portions of 500. Raises NotFound (`round-unknown`,
    `draw-not-announced`), Conflict (`round-not-there`, `nobody-to-call`, what `keep_plan` raises),
    InvalidInput("seed-differs", "witness-too-long"), NotAllowed("not-yours-to-arrange").
    """
    if len(witness) > LONGEST_WITNESS:
        raise InvalidInput("witness-too-long", field="witness")
    with transaction.atomic():
        one = locked_round(round_id)
        role = role_over(actor, ARRANGERS, one.directorate)
        refuse_course(one, Course.OPEN)
        if held := _held(one):
            return held
        called, cases = to_call(one, order_of(one))
        if not called:
            raise Conflict("nobody-to-call")
        draw = Draw(
            seed=seed,
            purpose=purpose_in(one),
            list_digest=digest_of_list(called),
            witness=witness.strip(),
        )
        drawn = _drawn(order_of(one), draw, (called, cases), now)
        placed = keep_plan(drawn=drawn, office=one.directorate, actor=actor, now=now)
        found = CalledUp(placed=placed, unplaced=len(drawn.plan.unplaced))
        about = f"{found.placed} placed, {found.unplaced} not"
        note(one, "round-called-up", actor=actor, role=role, now=now, office=one.directorate, about=about)
    return found


def place_rest(*, round_id: int, actor: Actor, now: datetime) -> CalledUp:
    """Give times opened since the draw to the expected households that have none, in the order of that same draw.

    Raises NotFound("round-unknown"), Conflict (`round-not-there`, `draw-not-held`, what `keep_rest` raises),
    NotAllowed("not-yours-to-arrange").
    """
    with transaction.atomic():
        one = locked_round(round_id)
        role = role_over(actor, ARRANGERS, one.directorate)
        refuse_course(one, Course.OPEN)
        order = order_of(one)
        drawn = _drawn(order, draw_of(purpose_in(one)), to_call(one, order), now)
        placed = keep_rest(drawn=drawn, office=one.directorate, actor=actor, now=now)
        found = CalledUp(placed=placed, unplaced=len(drawn.plan.unplaced))
        about = f"{found.placed} placed, {found.unplaced} not"
        note(one, "round-called-up", actor=actor, role=role, now=now, office=one.directorate, about=about)
    return found


def _drawn(
    order: RoundOrder,
    draw: Draw,
    who: tuple[Mapping[int, Called], Mapping[int, int]],
    now: datetime,
) -> Drawn:
    called, cases = who
    return Drawn(draw=draw, plan=_plan(order, draw, called, now), called=called, cases=cases)


def _plan(order: RoundOrder, draw: Draw, called: Mapping[int, Called], now: datetime) -> Plan:
    today = local_date(now)
    free = free_slots(
        offices=[office.pk for office in offices_in(order)],
        first=today + NOTICE,
        last=order.days[1],
        now=now,
    )
    return plan(
        households=called.values(), slots=free, weights=weights_of(order, today=today), order=draw.ticket
    )


def _held(one: RegistrationRound) -> CalledUp | None:
    """What a draw that was held already came to."""
    row = AnnouncedDraw.objects.filter(purpose=purpose_in(one), drawn_at__isnull=False).first()
    if row is None:
        return None
    placed = row.appointments.count()
    return CalledUp(placed=placed, unplaced=max(0, row.called - placed))
