"""A household at the counter goes on: every word that is due for each of its people, in one motion."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction

from panah.appointments.models import Appointment
from panah.appointments.models.booked import STANDING
from panah.casework.engine.authority import Actor
from panah.casework.models import Item, Subject
from panah.casework.operations import act
from panah.casework.rules import Selected
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput
from panah.foundation.persian import clean
from panah.organisation.models import County
from panah.registry.models import Address, Household, Person
from panah.registry.models.base import STANDING as STANDS
from panah.registry.operations import record_address, record_occupation, record_phone
from panah.registry.values import Entry, Work
from panah.rounds.models import CalledHousehold
from panah.rounds.operations.attending import check_in, lock_visit, receiving, settle_unasked
from panah.rounds.operations.visiting import book_visit
from panah.rounds.queries.calling import purpose_in
from panah.rounds.queries.visiting import standings
from panah.rounds.rules.visiting import DETAILS, LATER, STANDS_AT, VERIFY, VISIT, Left, Word, word_for

SAID: Final = "گفتهٔ خود خانوار در پیشخوان"
LONGEST_NOTE: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a household said at the counter: its address and phone, empty where unchanged, and the jobs by person."""

    address: str = ""
    phone: str = ""
    works: Mapping[int, Work] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of each person: the last word that was said of whom, and who stays, why; by subject."""

    said: Mapping[int, Word]
    left: Mapping[int, Left]


@dataclass(frozen=True, slots=True)
class _Saying:
    """A clerk who sends a household, under one key, at a moment (UTC)."""

    case_id: int
    actor: Actor
    key: str
    now: datetime

    def say(
        self, items: Iterable[Item], step: str, word: Word, form: Mapping[str, Canonical] | None = None
    ) -> int:
        """Say a word of items at a step at once; the same items under the same key are said once."""
        chosen = [Selected(one.pk, one.ver) for one in items]
        if not chosen:
            return 0
        about = ";".join(f"{one.item}:{one.ver}" for one in chosen)
        once = hashlib.sha256(f"{self.key}|{step}|{word}|{about}".encode()).hexdigest()[:32]
        done = act(
            chosen=chosen,
            step=step,
            word=word.value,
            actor=self.actor,
            key=f"visit:{once}",
            now=self.now,
            form=form or {},
        )
        return done.moved

    def open_items(self, step: str) -> list[Item]:
        return list(Item.objects.filter(case=self.case_id, state="open", step=step).order_by("pk"))


def send_household(
    *,
    case_id: int,
    actor: Actor,
    key: str,
    now: datetime,
    details: Details | None = None,
    slot_id: int | None = None,
    fault: str = "",
) -> Sent:
    """Say every word that is due: the household came unchanged, each identity as it was shown, the details are ready.

    Whoever did not come is `absent`, and booked at once where a `slot_id` is given; nobody waits for another. With a
    `fault` the details go to «رفع اشکال فنی» instead. Pressed again nothing is said twice. What the registry is told
    and what moves is one transaction.

    Raises NotFound("visit-unknown"), NotAllowed("own-matter"), Conflict("nobody-present"), InvalidInput of the details
    (`phone-unreadable`, `job-missing`, …) and of a `fault` (`note-too-long`), and what `book_visit` raises.
    """
    note = _note(fault)
    with transaction.atomic():
        called, role = receiving(case_id, actor)
        lock_visit(case_id)
        if not Subject.objects.filter(case=case_id, attendance__is_present=True).exists():
            raise Conflict("nobody-present")
        saying = _Saying(case_id, actor, key, now)
        check_in(case_id=case_id, actor=actor, now=now)
        settle_unasked(case_id=case_id, actor=actor, key=key, now=now)
        entry = Entry(on=local_date(now), now=now, actor_id=actor.account_id, role=role, evidence=SAID)
        _record(called.household, details or Details(), entry)
        saying.say(saying.open_items(VISIT), VISIT, Word.UNCHANGED)
        said = _say_identity(saying, called, slot_id)
        said |= _say_details(saying, note)
        return Sent(said=said, left=_left(case_id, said, now))


def say_changed(*, case_id: int, changes: str, actor: Actor, key: str, now: datetime) -> None:
    """Send a household's file to «واحد مجازین» with what changed in it.

    Raises InvalidInput (`changes-missing`, `note-too-long`), Conflict("visit-not-expected" where it is past the visit),
    and what `receiving` raises.
    """
    note = _note(changes)
    if not note:
        raise InvalidInput("changes-missing", field="changes")
    with transaction.atomic():
        receiving(case_id, actor)
        saying = _Saying(case_id, actor, key, now)
        items = saying.open_items(VISIT)
        if not items:
            raise Conflict("visit-not-expected")
        check_in(case_id=case_id, actor=actor, now=now)
        saying.say(items, VISIT, Word.CHANGED, {"changes": note})


def _note(text: str) -> str:
    note = clean(text)
    if len(note) > LONGEST_NOTE:
        raise InvalidInput("note-too-long", most=LONGEST_NOTE)
    return note


def _say_identity(saying: _Saying, called: CalledHousehold, slot_id: int | None) -> dict[int, Word]:
    due: dict[Word, list[Item]] = defaultdict(list)
    items = {one.subject_id: one for one in saying.open_items(VERIFY) if one.subject_id is not None}
    has_time = _has_time(called)
    for subject, one in standings(saying.case_id, now=saying.now).items():
        word = word_for(one, has_time=has_time)
        if subject in items and word is not None:
            due[word].append(items[subject])
    said: dict[int, Word] = {}
    for word, those in due.items():
        saying.say(those, VERIFY, word)
        said |= {one.subject_id: word for one in those if one.subject_id is not None}
    if slot_id is not None and (away := saying.open_items(LATER)):
        book_visit(case_id=saying.case_id, slot_id=slot_id, actor=saying.actor, now=saying.now)
        saying.say(away, LATER, Word.BOOKED)
    return said


def _say_details(saying: _Saying, fault: str) -> dict[int, Word]:
    present = set(
        Subject.objects.filter(case=saying.case_id, attendance__is_present=True).values_list("pk", flat=True)
    )
    items = [one for one in saying.open_items(DETAILS) if one.subject_id in present]
    word = Word.FAULT if fault else Word.READY
    form: dict[str, Canonical] = {"fault": fault} if fault else {}
    saying.say(items, DETAILS, word, form)
    return {one.subject_id: word for one in items if one.subject_id is not None}


def _left(case_id: int, said: Mapping[int, Word], now: datetime) -> dict[int, Left]:
    left = {}
    for subject, one in standings(case_id, now=now).items():
        if one.step == VERIFY:
            left[subject] = Left.UNFINISHED if one.is_present else Left.ABSENT
        elif one.step in STANDS_AT:
            left[subject] = STANDS_AT[one.step]
        elif one.step == DETAILS and one.is_present and subject not in said:
            left[subject] = Left.NOT_MOVED
    return left


def _has_time(called: CalledHousehold) -> bool:
    return Appointment.objects.filter(
        household=called.household_id, purpose=purpose_in(called.round), person=None, state__in=STANDING
    ).exists()


def _record(household: Household, details: Details, entry: Entry) -> None:
    if details.phone:
        record_phone(entry=entry, household=household, text=details.phone)
    if details.address:
        record_address(entry=entry, household=household, county=_county(household), text=details.address)
    people = Person.objects.in_bulk(details.works)
    for person, work in details.works.items():
        if work.title and person in people:
            record_occupation(entry=entry, person=people[person], work=work)


def _county(household: Household) -> County:
    """Where it lived before, else where its office stands."""
    before = Address.objects.filter(STANDS, household=household).select_related("county").first()
    county = before.county if before else household.office.county
    if county is None:
        raise InvalidInput("county-missing", field="address")
    return county
