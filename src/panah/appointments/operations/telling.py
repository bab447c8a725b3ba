"""What a household, or a person alone, hears of an appointment, and that a place became free; by the outbox."""

from collections.abc import Collection, Iterator
from datetime import datetime

from panah.appointments.models import Appointment, EarlierOffer, Slot
from panah.appointments.rules.changes import State
from panah.casework.models import OutboxMessage, Subject
from panah.notifications.operations import Announced, announce_many
from panah.notifications.rules import Appointed, News

FREED = "freed"
"""The topic under which the worker is told that a place may be offered."""


SOON = "-soon"
"""Marks the key of what is told once more when the time is near."""


def tell(
    ones: Collection[Appointment], *, news: News = News.APPOINTMENT, now: datetime, again: str = ""
) -> None:
    """Note that these appointments are told with their day, hour and office; one who waits, that the office owes it.

    `again` marks what is told a second time.
    Where there is no case nobody is told. What is one person's alone is told to that person (S29).
    """
    subjects = _subjects([one for one in ones if one.person_id is not None])
    announce_many(told=_announced(ones, news, subjects, again), now=now)


def tell_offers(offers: Collection[EarlierOffer], *, slot: Slot, now: datetime) -> None:
    """Note that an earlier time is on offer to these households."""
    appointed = Appointed(at=slot.starts_at, office=slot.office_id)
    subjects = _subjects([one.appointment for one in offers if one.appointment.person_id is not None])
    announce_many(
        told=[
            Announced(
                case_id=offer.appointment.case_id,
                news=News.EARLIER,
                key=f"offer:{offer.pk}",
                subject_id=subjects.get(offer.appointment.pk),
                appointed=appointed,
            )
            for offer in offers
            if offer.appointment.case_id is not None and _may_hear(offer.appointment, subjects)
        ],
        now=now,
    )


def note_freed(slot_id: int, *, why: str, now: datetime, left_by: int | None = None) -> None:
    """Note that a place of a slot became free; `why` tells apart what freed it, so that it counts once.

    Who left it (an appointment's number) is not offered it again.
    """
    OutboxMessage.objects.get_or_create(
        key=f"{FREED}:{slot_id}:{why}",
        defaults={
            "topic": FREED,
            "body": f"{slot_id} {left_by or ''}".strip(),
            "created_at": now,
            "next_at": now,
        },
    )


def _announced(
    ones: Collection[Appointment], news: News, subjects: dict[int, int], again: str
) -> Iterator[Announced]:
    for one in ones:
        if one.case_id is None or not _may_hear(one, subjects):
            continue
        is_owed = one.state == State.WAITING
        yield Announced(
            case_id=one.case_id,
            news=News.POSTPONED if is_owed else news,
            key=f"{one.stream}:{one.ver}{again}",
            subject_id=subjects.get(one.pk),
            appointed=None if is_owed else Appointed(at=one.slot.starts_at, office=one.slot.office_id),
        )


def _may_hear(one: Appointment, subjects: dict[int, int]) -> bool:
    return one.person_id is None or one.pk in subjects


def _subjects(ones: Collection[Appointment]) -> dict[int, int]:
    """The subject of each person's own appointment, by appointment."""
    if not ones:
        return {}
    rows = Subject.objects.filter(case__in={one.case_id for one in ones})
    known = {(case, party): pk for pk, case, party in rows.values_list("pk", "case_id", "party_id")}
    found = {one.pk: known.get((one.case_id or 0, one.person_id or 0)) for one in ones}
    return {number: subject for number, subject in found.items() if subject is not None}
