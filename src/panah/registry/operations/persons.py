"""Corrections, papers, numbers, status, whereabouts and ties of one person."""

from datetime import date

from panah.foundation.errors import Conflict, InvalidInput
from panah.foundation.jalali import PartialDate
from panah.foundation.persian import clean
from panah.foundation.phones import parse_phone
from panah.organisation.models import County
from panah.registry.facts import contact_fact, identifier_fact, name_fact, paper_fact, status_fact
from panah.registry.models import (
    Address,
    Contact,
    Household,
    LifeEvent,
    PaperHeld,
    Particulars,
    Person,
    PersonName,
    Relationship,
    ResidenceStatus,
)
from panah.registry.operations.moving import household_of
from panah.registry.operations.recording import copied, live, recording
from panah.registry.sealing import owner_key, seal_text
from panah.registry.values import Entry, NameInput, PaperInput
from panah.registry.words import ContactKind, EventKind, IdentifierKind, NameUse, RelationKind, StatusKind


def correct_name(
    *, entry: Entry, person: Person, name: NameInput, use: NameUse = NameUse.OFFICIAL, keep_old: bool = True
) -> LifeEvent:
    """Correct the official name, or add another spelling that occurs on papers.

    A correction holds from birth: the old spelling was never right. ``keep_old`` keeps it among the other
    spellings, so that people are still found by what their old papers say.
    """
    with recording(EventKind.CORRECTION, entry, household_of(person)) as event:
        event.about(person, "person")
        if use is NameUse.OFFICIAL:
            for old in live(PersonName, person=person, use=NameUse.OFFICIAL):
                event.take_back(old)
                if keep_old:
                    event.state(copied(old, use=NameUse.ALSO))
        event.state(name_fact(person.pk, name, use=use, since=person.birth_first))
    return event.event


def correct_particulars(
    *,
    entry: Entry,
    person: Person,
    born: PartialDate | None = None,
    sex: str | None = None,
    nationality: str | None = None,
    birth_place: str | None = None,
    source: str = "",
) -> LifeEvent:
    """Correct what was recorded wrongly of a person's birth, sex or nationality.

    Raises InvalidInput("nothing-to-correct").
    """
    changes: dict[str, object] = {
        key: value
        for key, value in {"sex": sex, "nationality": nationality, "birth_place": birth_place}.items()
        if value is not None
    }
    if born is not None:
        changes |= {"birth_first": born.first, "birth_last": born.last, "birth_precision": born.precision}
    if not changes:
        raise InvalidInput("nothing-to-correct")
    with recording(EventKind.CORRECTION, entry, household_of(person)) as event:
        event.about(person, "person")
        for old in live(Particulars, person=person):
            event.take_back(old)
            event.state(copied(old, source=source or old.source, **changes))
    return event.event


def record_status(*, entry: Entry, person: Person, kind: StatusKind, ground: str = "") -> LifeEvent:
    """Record by what right a person stays from a day on; what held before ends that day.

    One person's status never moves another's (S5).
    """
    with recording(EventKind.STATUS, entry, household_of(person)) as event:
        event.about(person, "person")
        event.end(live(ResidenceStatus, person=person), entry.on)
        event.state(status_fact(person.pk, kind, since=entry.on, ground=ground))
    return event.event


def record_paper(
    *, entry: Entry, person: Person, paper: PaperInput, replaces: PaperHeld | None = None
) -> LifeEvent:
    """Record a paper handed to a person; the one it replaces leaves their hand in the same act (S25)."""
    with recording(EventKind.PAPER, entry, household_of(person)) as event:
        event.about(person, "person")
        if replaces is not None:
            event.end([replaces], entry.on)
        event.state(paper_fact(person.pk, paper))
    return event.event


def end_paper(*, entry: Entry, paper: PaperHeld) -> LifeEvent:
    """Record that a paper is no longer in the person's hand: lost, handed in, spoilt."""
    with recording(EventKind.PAPER, entry, household_of(paper.person)) as event:
        event.about(paper.person, "person")
        event.end([paper], entry.on)
    return event.event


def record_identifier(
    *, entry: Entry, person: Person, kind: IdentifierKind, number: str, issuer: str = ""
) -> LifeEvent:
    """Record a number another authority gave. Raises InvalidInput("identifier-missing")."""
    if not clean(number):
        raise InvalidInput("identifier-missing")
    with recording(EventKind.CORRECTION, entry, household_of(person)) as event:
        event.about(person, "person")
        event.state(identifier_fact(person.pk, kind, clean(number), since=entry.on, issuer=issuer))
    return event.event


def record_address(
    *, entry: Entry, household: Household, county: County, text: str, person: Person | None = None
) -> LifeEvent:
    """Record where a household lives; with ``person``, that member's own confidential address (S29).

    Raises InvalidInput("address-missing").
    """
    if not clean(text):
        raise InvalidInput("address-missing")
    owner = {"person_id": person.pk} if person else {"household_id": household.pk}
    with recording(EventKind.WHEREABOUTS, entry, household) as event:
        if person is not None:
            event.about(person, "person")
        event.end(live(Address, **owner), entry.on)
        event.state(
            Address(
                **owner,
                county=county,
                sealed=seal_text(table="address", owner=owner_key(**owner), text=clean(text)),
                is_confidential=person is not None,
                valid_from=entry.on,
            )
        )
    return event.event


def record_phone(*, entry: Entry, household: Household, text: str, person: Person | None = None) -> LifeEvent:
    """Record a household's phone; with ``person``, that member's own confidential one (S29).

    Raises InvalidInput("phone-unreadable").
    """
    number = parse_phone(text)
    owner = {"person_id": person.pk} if person else {"household_id": household.pk}
    with recording(EventKind.WHEREABOUTS, entry, household) as event:
        if person is not None:
            event.about(person, "person")
        event.end(live(Contact, kind=ContactKind.MOBILE, **owner), entry.on)
        event.state(
            contact_fact(
                number, kind=ContactKind.MOBILE, since=entry.on, confidential=person is not None, **owner
            )
        )
    return event.event


def record_relationship(
    *, entry: Entry, person: Person, other: Person, kind: RelationKind, since: date | None = None
) -> LifeEvent:
    """Record that ``person`` is the parent, spouse, guardian or caregiver of ``other``, with its evidence.

    Raises Conflict("relationship-already-recorded").
    """
    if live(Relationship, person=person, other=other, kind=kind):
        raise Conflict("relationship-already-recorded")
    with recording(EventKind.CORRECTION, entry, household_of(other)) as event:
        event.about(person, kind.value)
        event.about(other, "other")
        event.state(
            Relationship(
                person=person, other=other, kind=kind, evidence=entry.evidence, valid_from=since or entry.on
            )
        )
    return event.event


def end_relationship(*, entry: Entry, relationship: Relationship) -> LifeEvent:
    """End a guardianship or other tie on a day."""
    with recording(EventKind.CORRECTION, entry, household_of(relationship.other)) as event:
        event.about(relationship.other, "other")
        event.end([relationship], entry.on)
    return event.event
