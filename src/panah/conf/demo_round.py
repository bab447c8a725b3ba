"""A round of registration in the demo: devices on desks, households called, and some of them coming today."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from panah.appointments.models import Slot
from panah.appointments.rules.draw import commitment
from panah.biometrics.models import Device
from panah.biometrics.operations import register_device
from panah.biometrics.queries import Modality
from panah.casework.engine.authority import SYSTEM, Actor
from panah.casework.models import Case
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.organisation.models import Account, Office
from panah.organisation.queries import scope_of
from panah.organisation.roles import OfficeKind
from panah.rounds.models import CalledHousehold, RegistrationRound
from panah.rounds.operations import (
    acknowledge_round,
    announce_round,
    book_visit,
    call_up,
    open_round,
    open_times,
    promise_draw,
)

SLUG, PROVINCE = "amayesh-21", "bushehr"
SEED: Final = bytes(range(32))
DAYS: Final = 8
BOOKED: Final = 12
"""Households of each office that come today."""


def stand_devices(now: datetime) -> None:
    """Put a capture device on the desk of every service office, as its bureau would."""
    for office in Office.objects.filter(kind=OfficeKind.SERVICE_OFFICE).order_by("pk"):
        code = f"desk-{office.code}-1"
        if not Device.objects.filter(code=code).exists():
            register_device(
                office=office, code=code, reads=[Modality.FINGER, Modality.IRIS], actor=SYSTEM, now=now
            )


def hold_round(*, now: datetime) -> RegistrationRound | None:
    """Announce, answer and open the round, and call its households up; None on a day for which none is ordered."""
    ministry, bureau = _actor("ministry-officer", now), _actor("bureau-officer", now)
    try:
        one = announce_round(slug=SLUG, province=PROVINCE, actor=ministry, now=now)
    except PanahError:
        return None
    for told in one.communications.select_related("office"):
        acknowledge_round(
            round_id=one.pk,
            office_id=told.office_id,
            actor=bureau,
            now=now,
            briefed_on=local_date(now),
            minutes="دستورالعمل خوانده و برای همکاران گفته شد.",
        )
    open_round(round_id=one.pk, actor=ministry, key="demo-round", now=now)
    return one


def call_households(one: RegistrationRound, *, first: date, now: datetime) -> None:
    """Open times for some days, promise and hold the draw."""
    bureau = _actor("bureau-officer", now)
    last = first + timedelta(days=DAYS - 1)
    open_times(round_id=one.pk, first=first, last=last, actor=bureau, now=now)
    promise_draw(round_id=one.pk, commitment=commitment(SEED), actor=bureau, now=now)
    call_up(round_id=one.pk, seed=SEED, witness="۱۴۰۵", actor=bureau, now=now)


def book_today(one: RegistrationRound, *, now: datetime) -> int:
    """Book a time of today for some households of each office; gives how many."""
    booked = 0
    slots = Slot.objects.filter(day=local_date(now), starts_at__gt=now, shut_at=None)
    for office in Office.objects.filter(kind=OfficeKind.SERVICE_OFFICE).order_by("pk"):
        free = list(slots.filter(office=office).order_by("starts_at", "pk")[:BOOKED])
        booked += _book(_households(one, office), free, _actor(f"service-clerk-{office.code}", now), now)
    return booked


def _book(cases: Sequence[Case], slots: Sequence[Slot], clerk: Actor, now: datetime) -> int:
    done = 0
    for case, slot in zip(cases, slots, strict=False):
        try:
            book_visit(case_id=case.pk, slot_id=slot.pk, actor=clerk, now=now)
        except PanahError:
            continue
        done += 1
    return done


def _households(one: RegistrationRound, office: Office) -> list[Case]:
    rows = CalledHousehold.objects.filter(round=one, household__office=office).select_related("case")
    return [row.case for row in rows.order_by("pk")[:BOOKED]]


def _actor(username: str, when: datetime) -> Actor:
    account = Account.objects.get(username=username)
    return Actor(sender=f"account:{account.pk}", account_id=account.pk, scope=scope_of(account.pk, at=when))
