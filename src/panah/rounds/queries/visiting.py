"""A household of a round as the counter sees it: who is there, where each stands, and what is known of all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from panah.biometrics.queries import Modality, Next, Outcome, Purpose, SessionView, session_of
from panah.casework.models import Case, Item, Subject
from panah.casework.queries.forms import newest_forms
from panah.casework.queries.reading import Reading
from panah.foundation.clock import local_date
from panah.organisation.queries import short_name, within
from panah.organisation.rules import Scope
from panah.registry.models import PaperHeld
from panah.registry.models.base import STANDING
from panah.registry.queries import (
    household_record,
    log_reading,
    occupations_of,
    portrait_of,
    wish_of_household,
    with_portrait,
)
from panah.registry.rules import age_on, is_minor
from panah.registry.sealing import open_text, owner_key
from panah.registry.values import Work
from panah.rounds.models import Attendance
from panah.rounds.queries.calling import Visit, visit_of
from panah.rounds.rules.visiting import CHANGES, HAND_OVER, VERIFY, VISIT, Standing, word_for

COLLECTOR: Final = "collector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One person's identity check at the counter, as often as it is asked for.

    `step` is where they stand, empty once they are through; `due` the word that is due there.
    """

    subject_id: int
    person_id: int
    name: str
    is_present: bool
    step: str
    due: str
    session: SessionView

    @property
    def next(self) -> str:
        """What there is to do about the identity check."""
        return self.session.next.value

    @property
    def is_open(self) -> bool:
        """Whether the check is still to be done here."""
        return self.step in {VISIT, VERIFY}

    @property
    def is_asked_for(self) -> bool:
        """Whether a capture was asked for at all."""
        return self.session.ticket_id is not None

    @property
    def waiting(self) -> tuple[Modality, ...]:
        """What is still waited for, each kind once."""
        parts = (one.modality for one in self.session.parts if one.outcome is Outcome.WAITING)
        return tuple(dict.fromkeys(parts))

    @property
    def needs_portrait(self) -> bool:
        """Whether a live portrait is waited for."""
        return Modality.FACE in self.waiting

    @property
    def has_portrait(self) -> bool:
        """Whether a live portrait came in this visit."""
        faces = [one for one in self.session.parts if one.modality is Modality.FACE]
        return any(one.outcome is not Outcome.WAITING for one in faces)

    @property
    def device_waits(self) -> bool:
        """Whether the device of the desk waits for this person now."""
        return self.session.next is Next.WAIT and self.session.is_live

    @property
    def was_tried(self) -> bool:
        """Whether something was tried as often as it is asked for."""
        return any(one.tries_left == 0 for one in self.session.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor(Check):
    """One person of a household at the counter, with what is known of them.

    `is_asked` says that an adult was asked alone who collects her card, never what she said. `collector` is that
    answer, and there only where the card is handed over; None where she was not asked. `item` and `ver` are of the
    open step.
    """

    age: int
    is_minor: bool
    is_head: bool
    is_asked: bool
    item: int | None
    ver: int
    pictured_since: date | None
    work: Work | None
    collector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtCounter:
    """A household of a round before a clerk; `changes` is what it said to have changed, while that is looked at.

    `asked` is what «واحد مجازین» wants to know before it goes on. `phone` is E.164, `language` the code of the wish.
    """

    visit: Visit
    case_id: int
    number: str
    code: str
    head: str
    office: str
    phone: str
    address: str
    language: str
    can_read: bool
    opened_at: datetime
    is_open: bool
    at_visit: bool
    at_changes: bool
    changes: str
    asked: str
    people: tuple[Visitor, ...]

    @property
    def present(self) -> tuple[Visitor, ...]:
        """Who is there."""
        return tuple(one for one in self.people if one.is_present)

    @property
    def workshops(self) -> tuple[str, ...]:
        """The workshop codes known of somebody here, to be offered to the others."""
        codes = [one.work.workshop for one in self.people if one.work and one.work.workshop]
        return tuple(dict.fromkeys(codes))

    def person(self, subject_id: int) -> Visitor | None:
        """Find one of them."""
        return next((one for one in self.people if one.subject_id == subject_id), None)


def case_at_counter(household_id: int, scope: Scope) -> int | None:
    """Find the open file of a round of a household, at an office of the counter."""
    rows = Case.objects.filter(
        within(scope.paths(), "office__path"), called__household=household_id, state="open", alone=False
    )
    return rows.order_by("-pk").values_list("pk", flat=True).first()


def portrait_at_counter(case_id: int, person_id: int, *, look: Reading) -> bytes | None:
    """Open the portrait of somebody in a file, for the clerk before whom it lies; the look is logged (S20)."""
    if not Subject.objects.filter(case=case_id, party=person_id, case__called__isnull=False).exists():
        return None
    body = portrait_of(person_id, on=local_date(look.at))
    if body is not None:
        log_reading(look, [f"person:{person_id}"])
    return body


def cases_numbered(numbers: Collection[str]) -> dict[str, int]:
    """Find the files of rounds among these numbers of cases."""
    rows = Case.objects.filter(number__in=numbers, called__isnull=False)
    return dict(rows.values_list("number", "pk"))


def at_counter(case_id: int, *, look: Reading, now: datetime) -> AtCounter | None:
    """Lay a household of a round before a clerk; None for a case of no round. The look is logged (S20)."""
    visit = visit_of(case_id, now=now)
    if visit is None:
        return None
    case = Case.objects.get(pk=case_id)
    today = local_date(now)
    record = household_record(visit.household_id, reading=look, on=today)
    wish = wish_of_household(visit.household_id)
    items = _open_items(case_id)
    whole = {one.step for one in items if one.subject_id is None}
    return AtCounter(
        visit=visit,
        case_id=case_id,
        number=case.number,
        code=record.household.household_code,
        head=record.head.name if record.head else "",
        office=short_name(case.office_id),
        phone=next((one.text for one in record.phones), ""),
        address=next((one.text for one in record.addresses), ""),
        language=wish.language,
        can_read=wish.can_read,
        opened_at=case.opened_at,
        is_open=case.state == "open",
        at_visit=VISIT in whole,
        at_changes=CHANGES in whole,
        changes=str(newest_forms([case_id], VISIT).get(case_id, {}).get("changes") or ""),
        asked=str(newest_forms([case_id], CHANGES).get(case_id, {}).get("note") or ""),
        people=_people(case_id, items, look, now, head=record.head.pk if record.head else None),
    )


def standings(case_id: int, *, now: datetime) -> dict[int, Standing]:
    """Tell where every open person of a case stands, by subject; once for each a session is read."""
    items = _open_items(case_id)
    return {
        subject.pk: _standing(_item_of(subject.pk, items), subject, _session(subject.pk, now))
        for subject in _subjects(case_id)
        if subject.state == "open"
    }


def checks_of(case_id: int, *, now: datetime) -> tuple[Check, ...]:
    """Tell how far the identity check of each open person of a case is: what the page asks every other second.

    No look is logged: whoever asks has the household open before them.
    """
    items = _open_items(case_id)
    return tuple(
        _check(one, _item_of(one.pk, items), now) for one in _subjects(case_id) if one.state == "open"
    )


def _open_items(case_id: int) -> list[Item]:
    return list(Item.objects.filter(case=case_id, state="open").order_by("pk"))


def _check(subject: Subject, item: Item | None, now: datetime) -> Check:
    session = _session(subject.pk, now)
    standing = _standing(item, subject, session)
    word = word_for(standing) if subject.state == "open" else None
    return Check(
        subject_id=subject.pk,
        person_id=subject.party_id,
        name=subject.party.person.name,
        is_present=standing.is_present,
        step=standing.step if subject.state == "open" else "",
        due=word.value if word else "",
        session=session,
    )


def _people(
    case_id: int, items: list[Item], look: Reading, now: datetime, *, head: int | None
) -> tuple[Visitor, ...]:
    today, subjects = local_date(now), _subjects(case_id)
    numbers = [one.party_id for one in subjects]
    pictured = with_portrait(numbers, on=today)
    works = occupations_of(numbers, reading=look, on=today)
    visitors = [
        _visitor(one, _item_of(one.pk, items), now, head=head, pictured=pictured, works=works)
        for one in subjects
    ]
    return tuple(sorted(visitors, key=lambda one: (not one.is_head, -one.age, one.subject_id)))


def _visitor(
    subject: Subject,
    item: Item | None,
    now: datetime,
    *,
    head: int | None,
    pictured: Mapping[int, date],
    works: Mapping[int, Work],
) -> Visitor:
    person, today = subject.party.person, local_date(now)
    noted: Attendance | None = getattr(subject, "attendance", None)
    check = _check(subject, item, now)
    return Visitor(
        subject_id=check.subject_id,
        person_id=check.person_id,
        name=check.name,
        is_present=check.is_present,
        step=check.step,
        due=check.due,
        session=check.session,
        age=age_on(person.birth_last, today),
        is_minor=is_minor(person.birth_last, today),
        is_head=person.pk == head,
        is_asked=bool(noted and noted.collector is not None),
        item=item.pk if item else None,
        ver=item.ver if item else 0,
        pictured_since=pictured.get(person.pk),
        work=works.get(person.pk),
        collector=_collector(noted, person.pk) if check.step == HAND_OVER else None,
    )


def paper_of(person_id: int) -> int | None:
    """Give the paper by which somebody is known by sight: the newest in their hand; None where none is recorded."""
    rows = PaperHeld.objects.filter(STANDING, person=person_id)
    return rows.order_by("-valid_from", "-pk").values_list("pk", flat=True).first()


def collector_for(subject_id: int) -> str | None:
    """Read who may collect a card, while the card of that person is handed over, and at no other time (S29).

    Empty where she does it herself, None where nobody asked, or it is not the time.
    """
    waits = Item.objects.filter(subject=subject_id, step=HAND_OVER, state="open")
    noted = Attendance.objects.filter(subject=subject_id).select_related("subject").first()
    if noted is None or not waits.exists():
        return None
    return _collector(noted, noted.subject.party_id)


def _collector(noted: Attendance | None, person_id: int) -> str | None:
    if noted is None or noted.collector is None:
        return None
    return open_text(table=COLLECTOR, owner=owner_key(person_id=person_id), sealed=noted.collector)


def _subjects(case_id: int) -> list[Subject]:
    rows = Subject.objects.filter(case=case_id).select_related("party__person", "attendance")
    return list(rows.order_by("pk"))


def _item_of(subject_id: int, items: list[Item]) -> Item | None:
    own = next((one for one in items if one.subject_id == subject_id), None)
    return own or next((one for one in items if one.subject_id is None), None)


def _session(subject_id: int, now: datetime) -> SessionView:
    return session_of(subject_id=subject_id, purpose=Purpose.COUNTER, now=now)


def _standing(item: Item | None, subject: Subject, session: SessionView) -> Standing:
    noted: Attendance | None = getattr(subject, "attendance", None)
    return Standing(
        step=item.step if item else "",
        is_present=bool(noted and noted.is_present),
        verdict=session.verdict,
        is_shown=session.is_shown,
    )
