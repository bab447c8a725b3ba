"""Who may head a household whose head goes, or stand in for a head who is away, the same day (S30)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from panah.foundation.clock import local_date
from panah.registry.models import Household, Person, Relationship
from panah.registry.queries.moments import as_of, head_of, members_of
from panah.registry.queries.standing import ended_statuses
from panah.registry.rules import MemberFacts, age_on, is_minor, line_of_succession
from panah.registry.words import RelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """A member who may follow; `age` in whole Jalali years, at least."""

    person_id: int
    name: str
    age: int
    is_spouse: bool
    is_minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """Who heads a household now and who may: as its head (`change_head`), or for a time (`appoint_temporary_head`).

    Both lists have the nearest first. Children head a household only where no adult is left, and stand in for nobody.
    """

    head_id: int | None
    heirs: tuple[Heir, ...]
    stand_ins: tuple[Heir, ...]


def succession(household: Household, now: datetime, *, without: Collection[int] = frozenset()) -> Succession:
    """List who may become head of a household today; not whose status ended, nor who leaves too (`without`)."""
    today = local_date(now)
    head = head_of(household, on=today)
    members = members_of(household, on=today)
    gone = ended_statuses([person.pk for person in members], on=today).keys() | set(without)
    staying = [
        person
        for person in members
        if person.died_on is None and person.pk not in gone and (head is None or person.pk != head.pk)
    ]
    heirs = _in_line(staying, _spouses(head.pk, today) if head else set(), today)
    adults = tuple(heir for heir in heirs if not heir.is_minor)
    return Succession(head_id=head.pk if head else None, heirs=adults or heirs, stand_ins=adults)


def _in_line(people: list[Person], spouses: set[int], on: date) -> tuple[Heir, ...]:
    of = {person.pk: person for person in people}
    facts = [MemberFacts(person.pk, person.birth_last, person.pk in spouses) for person in people]
    return tuple(
        Heir(
            person_id=one.person_id,
            name=of[one.person_id].name,
            age=age_on(one.born, on),
            is_spouse=one.is_spouse_of_head,
            is_minor=is_minor(one.born, on),
        )
        for one in line_of_succession(facts, on)
    )


def _spouses(person_id: int, on: date) -> set[int]:
    ties = Relationship.objects.filter(
        as_of(on), Q(person=person_id) | Q(other=person_id), kind=RelationKind.SPOUSE
    )
    return {one for pair in ties.values_list("person_id", "other_id") for one in pair} - {person_id}
