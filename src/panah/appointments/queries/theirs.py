"""One appointment with everything its household, its ticket and the counter show of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, QuerySet, Value, When

from panah.appointments.models import Appointment, EarlierOffer
from panah.appointments.models.booked import STANDING
from panah.appointments.rules.changes import OfferState, State
from panah.appointments.rules.needs import suits
from panah.appointments.rules.tickets import in_groups, read_code, square
from panah.organisation.queries import short_name, within
from panah.organisation.rules import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOffer:
    """An earlier time held for somebody until a moment; both UTC."""

    offer_id: int
    starts_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirTime:
    """One appointment; `starts_at` (UTC) is its time, or the one that was shut where it waits for another.

    `suits` says whether the time offers what is needed; `draw_ticket` is the ticket of the draw, in hex, empty where
    it was booked by hand. `is_own` is one person's alone (S29).
    """

    appointment_id: int
    purpose: str
    household_id: int
    case_id: int | None
    state: str
    starts_at: datetime
    minutes: int
    office_id: int
    office: str
    address: str
    phone: str
    needs: int
    suits: bool
    is_own: bool
    code: str
    draw_ticket: str
    offer: OnOffer | None
    may_change: bool

    @property
    def stands(self) -> bool:
        """Whether the household is expected."""
        return self.state == State.BOOKED

    @property
    def is_owed(self) -> bool:
        """Whether the office owes a new time."""
        return self.state == State.WAITING

    @property
    def has_ended(self) -> bool:
        """Whether another can be booked."""
        return self.state not in STANDING

    @property
    def code_in_groups(self) -> str:
        """The code of the ticket as it is read aloud."""
        return in_groups(self.code) if self.code else ""

    def square(self) -> Sequence[str]:
        """The code of the ticket as rows of a square (QR)."""
        return square(self.code)


def their_time(
    *, purpose: str, household_id: int, now: datetime, person_id: int | None = None
) -> TheirTime | None:
    """Give the standing appointment of a household, or of one person alone, for a purpose; else the newest ended."""
    rows = Appointment.objects.filter(purpose=purpose, household=household_id, person=person_id)
    return _first(_standing_first(rows), now)


def time_by_code(*, typed: str, scope: Scope, now: datetime) -> TheirTime | None:
    """Find the appointment of a ticket that is held before the scanner, or typed; None for what is not theirs."""
    code = read_code(typed)
    return _first(_in_reach(scope).filter(code=code), now) if code else None


def time_at(appointment_id: int, *, scope: Scope, now: datetime) -> TheirTime | None:
    """Give an appointment at an office in reach."""
    return _first(_in_reach(scope).filter(pk=appointment_id), now)


def _in_reach(scope: Scope) -> QuerySet[Appointment]:
    return Appointment.objects.filter(within(scope.paths(), "slot__office__path"))


def _standing_first(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    order = Case(When(state__in=STANDING, then=Value(0)), default=Value(1))
    return rows.order_by(order, "-pk")


def _first(rows: QuerySet[Appointment], now: datetime) -> TheirTime | None:
    one = rows.select_related("slot__office").first()
    if one is None:
        return None
    slot = one.slot
    held = EarlierOffer.objects.filter(appointment=one, state=OfferState.OPEN, until__gt=now)
    offer = held.select_related("slot").order_by("slot__starts_at").first()
    return TheirTime(
        appointment_id=one.pk,
        purpose=one.purpose,
        household_id=one.household_id,
        case_id=one.case_id,
        state=one.state,
        starts_at=slot.starts_at,
        minutes=one.minutes,
        office_id=slot.office_id,
        office=short_name(slot.office_id),
        address=slot.office.address,
        phone=slot.office.phone,
        needs=one.needs,
        suits=suits(offers=slot.offers, needs=one.needs),
        is_own=one.person_id is not None,
        code=one.code,
        draw_ticket=one.ticket,
        offer=OnOffer(offer_id=offer.pk, starts_at=offer.slot.starts_at, until=offer.until)
        if offer
        else None,
        may_change=one.state == State.WAITING or (one.state == State.BOOKED and slot.starts_at > now),
    )
