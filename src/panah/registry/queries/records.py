"""A person's or household's full record: every look needs a purpose and is logged (S6, S17, S20, S29)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from panah.audit.operations import Act, record
from panah.foundation.errors import NotFound
from panah.organisation.queries import offices_in
from panah.organisation.rules import Scope
from panah.registry.models import (
    Address,
    Contact,
    Household,
    Identifier,
    LifeEvent,
    Membership,
    PaperHeld,
    Particulars,
    Person,
    PersonName,
    Relationship,
    ResidenceStatus,
)
from panah.registry.models.base import STANDING
from panah.registry.queries.moments import acting_head, as_of, facts, head_of, members_of
from panah.registry.queries.moments import household_of as household_on
from panah.registry.rules import Reading
from panah.registry.sealing import open_text, owner_key


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed value opened for a reader: a phone, an address, a number."""

    kind: str
    text: str
    since: date
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Everything the registry says of one person on a day, as far as the purpose may see.

    ``phones`` and ``addresses`` are empty for a purpose that must not learn where people live; a confidential
    one is there only for its owner or for protection.
    """

    person: Person
    on: date
    household: Household | None
    names: tuple[PersonName, ...]
    particulars: Particulars | None
    statuses: tuple[ResidenceStatus, ...]
    relations: tuple[Relationship, ...]
    papers: tuple[PaperHeld, ...]
    identifiers: tuple[Opened, ...]
    phones: tuple[Opened, ...]
    addresses: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class HouseholdRecord:
    """A household on a day: its members by age, head, acting head, phones and addresses as far as allowed."""

    household: Household
    on: date
    members: tuple[Person, ...]
    head: Person | None
    acting_head: Person | None
    phones: tuple[Opened, ...]
    addresses: tuple[Opened, ...]


def person_record(
    person_id: int, *, reading: Reading, on: date, known_at: datetime | None = None, sees_alone: bool = False
) -> PersonRecord:
    """Give a person's record as of a day and log the look.

    ``sees_alone`` is for the person bound by an account, and for protection: it opens what is confidential.

    Raises NotFound("person-unknown").
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound("person-unknown", person=person_id)
    log_reading(reading, [f"person:{person_id}"])
    mine = {"person": person}
    return PersonRecord(
        person=person,
        on=on,
        household=household_on(person, on=on, known_at=known_at),
        names=tuple(facts(PersonName, on, known_at=known_at, **mine)),
        particulars=next(iter(facts(Particulars, on, known_at=known_at, **mine)), None),
        statuses=tuple(facts(ResidenceStatus, on, known_at=known_at, **mine)),
        relations=_relations(person, on, known_at),
        papers=tuple(facts(PaperHeld, on, known_at=known_at, **mine)),
        identifiers=_identifiers(person, on, known_at),
        phones=_whereabouts(Contact, reading, on, known_at, person=person, alone=sees_alone),
        addresses=_whereabouts(Address, reading, on, known_at, person=person, alone=sees_alone),
    )


def household_record(
    household_id: int, *, reading: Reading, on: date, known_at: datetime | None = None
) -> HouseholdRecord:
    """Give a household's shared record as of a day and log the look at it and at each member.

    Nothing confidential to one member is in it, whoever asks. Raises NotFound("household-unknown").
    """
    household = Household.objects.filter(pk=household_id).select_related("office").first()
    if household is None:
        raise NotFound("household-unknown", household=household_id)
    members = members_of(household, on=on, known_at=known_at)
    log_reading(reading, [f"household:{household_id}", *(f"person:{member.pk}" for member in members)])
    return HouseholdRecord(
        household=household,
        on=on,
        members=tuple(members),
        head=head_of(household, on=on, known_at=known_at),
        acting_head=acting_head(household, on=on, known_at=known_at),
        phones=_whereabouts(Contact, reading, on, known_at, household=household),
        addresses=_whereabouts(Address, reading, on, known_at, household=household),
    )


def household_in_scope(household_code: str, *, scope: Scope) -> Household:
    """Find a household by code among those whose dossier lies within the scope.

    Raises NotFound("household-unknown"), the same for one outside the scope as for one that is not there.
    """
    household = Household.objects.filter(household_code=household_code, office__in=offices_in(scope)).first()
    if household is None:
        raise NotFound("household-unknown", household_code=household_code)
    return household


def person_in_scope(person_id: int, *, scope: Scope) -> Person:
    """Find a person who belongs to a household within the scope. Raises NotFound("person-unknown")."""
    near = Membership.objects.filter(STANDING, household__office__in=offices_in(scope)).values("person")
    person = Person.objects.filter(pk=person_id, pk__in=near).first()
    if person is None:
        raise NotFound("person-unknown", person=person_id)
    return person


def events_of(household: Household, *, reading: Reading) -> list[LifeEvent]:
    """Give the life events told in a household, newest first, and log the look."""
    log_reading(reading, [f"household:{household.pk}"])
    events = LifeEvent.objects.filter(household=household).prefetch_related("subjects__person")
    return list(events.order_by("-occurred_on", "-pk"))


def log_reading(reading: Reading, streams: list[str]) -> None:
    """Write one read per stream into the journal, with who, in which role, and to what purpose."""
    record(
        acts=[
            Act(
                stream=stream,
                kind="read",
                actor_id=reading.actor_id,
                role=reading.role,
                office=reading.office,
                word=reading.purpose,
                case_number=reading.case_number,
            )
            for stream in streams
        ],
        at=reading.at,
    )


def _relations(person: Person, on: date, known_at: datetime | None) -> tuple[Relationship, ...]:
    ties = Relationship.objects.filter(as_of(on, known_at=known_at), Q(person=person) | Q(other=person))
    return tuple(ties.select_related("person", "other").order_by("kind", "valid_from", "pk"))


def _identifiers(person: Person, on: date, known_at: datetime | None) -> tuple[Opened, ...]:
    owner = owner_key(person_id=person.pk)
    return tuple(
        Opened(i.kind, open_text(table="identifier", owner=owner, sealed=i.sealed), i.valid_from)
        for i in facts(Identifier, on, known_at=known_at, person=person)
    )


def _whereabouts(
    model: type[Address] | type[Contact],
    reading: Reading,
    on: date,
    known_at: datetime | None,
    *,
    person: Person | None = None,
    household: Household | None = None,
    alone: bool = False,
) -> tuple[Opened, ...]:
    if not reading.shows_whereabouts:
        return ()
    owner = owner_key(
        person_id=person.pk if person else None, household_id=household.pk if household else None
    )
    of: dict[str, object] = {"person": person} if person else {"household": household}
    table = model._meta.model_name or ""
    return tuple(
        Opened(
            getattr(found, "kind", table),
            open_text(table=table, owner=owner, sealed=found.sealed),
            found.valid_from,
            found.is_confidential,
        )
        for found in facts(model, on, known_at=known_at, **of)
        if alone or not found.is_confidential
    )
