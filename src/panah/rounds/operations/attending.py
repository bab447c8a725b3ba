"""What is noted while a household stands before the counter: it came, who is there, and what each adult says alone."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from panah.appointments.models import Appointment
from panah.appointments.operations import check_in as appointment_came
from panah.appointments.rules.changes import State
from panah.biometrics.models import CaptureTicket
from panah.biometrics.operations import ask_capture
from panah.biometrics.queries import Next, Purpose, session_of
from panah.biometrics.queries.asked import asked_of
from panah.biometrics.rules.parts import BY_DEVICE
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotAllowed, NotFound
from panah.foundation.persian import clean
from panah.registry.rules import is_minor
from panah.registry.sealing import owner_key, seal_text
from panah.rounds.models import Attendance, CalledHousehold
from panah.rounds.queries.calling import purpose_in
from panah.rounds.rules.visiting import VERIFY

CLERKS: Final = ("service-clerk", "bureau-clerk")
"""Who receives a household at a counter (S19)."""
LONGEST_NAME: Final = 80
COLLECTOR: Final = "collector"
BUSY: Final = frozenset({Next.WAIT})
"""What a desk's device is occupied by: somebody whose fingers it waits for."""


def check_in(*, case_id: int, actor: Actor, now: datetime) -> Appointment | None:
    """Write down that a household came; None where it came without a time, which turns nobody away.

    A time on a later day stays: that is for whoever did not come. Came already, it stays.

    Raises what `receiving` raises.
    """
    called, _ = receiving(case_id, actor)
    rows = Appointment.objects.filter(
        purpose=purpose_in(called.round), household=called.household_id, person=None
    )
    one = rows.filter(state=State.BOOKED, slot__day__lte=local_date(now)).first()
    if one is None:
        return rows.filter(state=State.CAME).order_by("-pk").first()
    return appointment_came(appointment_id=one.pk, actor=actor, now=now)


def record_presence(*, case_id: int, present: Collection[int], actor: Actor, now: datetime) -> None:
    """Write down who of a household is there, by subject; whoever is not named is not there.

    Said again the same, nothing is written. Raises NotFound("subject-unknown"), and what `receiving` raises.
    """
    with transaction.atomic():
        receiving(case_id, actor)
        lock_visit(case_id)
        people = dict(Subject.objects.filter(case=case_id).values_list("pk", "attendance__is_present"))
        if not set(present) <= people.keys():
            raise NotFound("subject-unknown")
        for subject, was in people.items():
            if bool(was) != (subject in present):
                Attendance.objects.update_or_create(
                    subject_id=subject,
                    defaults={
                        "is_present": subject in present,
                        "noted_by_id": actor.account_id or 0,
                        "noted_at": now,
                    },
                )


def say_collector(*, subject_id: int, name: str, actor: Actor, now: datetime) -> None:
    """Write down, sealed, who may collect an adult's card as she said alone; without a name she does it herself.

    Raises NotFound("subject-unknown"), InvalidInput (`collector-of-a-child`: whose guardian collects it;
    `collector-too-long`), and what `receiving` raises.
    """
    subject = Subject.objects.select_related("party__person").filter(pk=subject_id).first()
    if subject is None:
        raise NotFound("subject-unknown")
    said = clean(name)
    with transaction.atomic():
        receiving(subject.case_id, actor)
        lock_visit(subject.case_id)
        if is_minor(subject.party.person.birth_last, local_date(now)):
            raise InvalidInput("collector-of-a-child")
        if len(said) > LONGEST_NAME:
            raise InvalidInput("collector-too-long", field="name", most=LONGEST_NAME)
        sealed = seal_text(table=COLLECTOR, owner=owner_key(person_id=subject.party_id), text=said)
        Attendance.objects.update_or_create(
            subject=subject,
            defaults={"collector": sealed, "noted_by_id": actor.account_id or 0, "noted_at": now},
        )


def ask_next(*, case_id: int, actor: Actor, key: str, now: datetime, device: str = "") -> int | None:
    """Ask for the next capture among those who are there, once the desk's device is free; gives whose it is.

    Of whom the directive asks nothing that is said at once. Asked again while the device waits for somebody, nothing
    happens. Raises as `biometrics.operations.ask_capture`, and what `receiving` raises.
    """
    receiving(case_id, actor)
    for subject in present_at_check(case_id):
        seen = session_of(subject_id=subject, purpose=Purpose.COUNTER, now=now)
        if seen.next in BUSY and seen.is_live:
            return subject
        if seen.next is not Next.ASK:
            continue
        ticket = ask_again(subject_id=subject, actor=actor, key=f"{key}:{subject}", now=now, device=device)
        if ticket is not None and ticket.device_id is not None:
            return subject
    return None


def settle_unasked(*, case_id: int, actor: Actor, key: str, now: datetime) -> None:
    """Say of those who are there of whom the directive asks nothing that nothing is asked; nobody waits for that."""
    for subject in present_at_check(case_id):
        if session_of(subject_id=subject, purpose=Purpose.COUNTER, now=now).next is Next.ASK:
            one = Subject.objects.select_related("case", "party__person").get(pk=subject)
            if not asked_of(one.case, one.party.person, reads=frozenset(BY_DEVICE), now=now):
                ask_again(subject_id=subject, actor=actor, key=f"{key}:{subject}"[:80], now=now)


def ask_again(
    *, subject_id: int, actor: Actor, key: str, now: datetime, device: str = ""
) -> CaptureTicket | None:
    """Ask for one person's capture, whoever else's was asked before; as `biometrics.operations.ask_capture`."""
    return ask_capture(
        subject_id=subject_id, purpose=Purpose.ENROL, actor=actor, key=key, now=now, device=device
    )


def present_at_check(case_id: int) -> list[int]:
    """Give who is there and whose identity check is open, in the order of the household."""
    rows = Item.objects.filter(case=case_id, state="open", step=VERIFY, subject__attendance__is_present=True)
    here = [subject for subject in rows.order_by("subject").values_list("subject__pk", flat=True) if subject]
    if here or not Item.objects.filter(case=case_id, state="open", subject=None).exists():
        return here
    whole = Subject.objects.filter(case=case_id, state="open", attendance__is_present=True)
    return list(whole.order_by("pk").values_list("pk", flat=True))


def lock_visit(case_id: int) -> None:
    """Let two presses about one household follow each other, until the transaction ends."""
    CalledHousehold.objects.select_for_update().filter(case=case_id).values_list("pk").first()


def receiving(case_id: int, actor: Actor) -> tuple[CalledHousehold, str]:
    """Give a household in a round, and the role in which a clerk receives it.

    Raises NotFound("visit-unknown") for a case of no round and for whose it is not, NotAllowed("own-matter").
    """
    rows = CalledHousehold.objects.select_related("round__province", "household__office", "case__office")
    found = rows.filter(case=case_id).first()
    scope = actor.scope
    if found is None or scope is None or actor.account_id is None:
        raise NotFound("visit-unknown")
    role = next((one for one in CLERKS if scope.allows(one, found.case.office.path)), None)
    if role is None:
        raise NotFound("visit-unknown")
    if _is_own(found.case, actor):
        raise NotAllowed("own-matter")
    return found, role


def _is_own(case: Case, actor: Actor) -> bool:
    if case.applicant_id is not None and case.applicant_id == actor.account_id:
        return True
    return case.subjects.filter(party__in=actor.persons).exists()
