"""Whatever happens to families, in whatever order, the register holds, and all of it can be taken back."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import people
from factories.people import NOW, TODAY, entry, family, person
from panah.foundation.errors import Conflict
from panah.registry import operations as ops
from panah.registry.models import FACTS, Household, LifeEvent, Membership, Person
from panah.registry.models.base import STANDING
from panah.registry.queries import statuses_closed_by_hand
from panah.registry.values import Entry, NewHousehold
from panah.registry.words import StatusKind

pytestmark = pytest.mark.django_db
FIRST = TODAY - timedelta(days=900)


class Town:
    """Two households and a clerk who records one thing after another."""

    def __init__(self, random: Random, house: people.House) -> None:
        self.random, self.house, self.days, self.codes = random, house, 0, 0
        for office in (house.bushehr, house.borazjan):
            family(office)

    def live(self) -> None:
        """Let one thing happen; what cannot be is refused and changes nothing."""
        self.days += self.random.randint(0, 40)
        happening: Callable[[], object] = self.random.choice(
            [
                self.birth,
                self.marriage,
                self.divorce,
                self.death,
                self.split,
                self.merge,
                self.head,
                self.stand_in,
                self.status,
            ]
        )
        try:
            with transaction.atomic():
                happening()
        except (Conflict, IndexError, ValueError):
            return

    def birth(self) -> None:
        household = self.household()
        mother = self.random.choice(self.members(household))
        born = (FIRST + timedelta(days=self.days)).isoformat()
        child = person("نوزاد", born=born)
        ops.record_birth(entry=self.entry(), household=household, child=child, mother=mother, father=None)

    def marriage(self) -> None:
        husband, wife = self.random.sample(list(Person.objects.filter(died_on=None)), 2)
        home = self.random.choice([None, self.household(), self.new_home()])
        ops.record_marriage(entry=self.entry(), husband=husband, wife=wife, home=home)

    def divorce(self) -> None:
        husband, wife = self.random.sample(list(Person.objects.filter(died_on=None)), 2)
        ops.record_divorce(
            entry=self.entry(), husband=husband, wife=wife, leavers=[wife], home=self.new_home()
        )

    def death(self) -> None:
        ops.record_death(entry=self.entry(), person=self.random.choice(self.members(self.household())))

    def split(self) -> None:
        household = self.household()
        members = self.members(household)
        leavers = self.random.sample(members, self.random.randint(1, len(members)))
        ops.split_household(
            entry=self.entry(), household=household, leavers=leavers, into=self.new_home(), head=leavers[0]
        )

    def merge(self) -> None:
        one, other = self.random.sample(list(Household.objects.filter(dissolved_on=None)), 2)
        ops.merge_households(entry=self.entry(), household=one, into=other)

    def head(self) -> None:
        household = self.household()
        ops.change_head(
            entry=self.entry(), household=household, head=self.random.choice(self.members(household))
        )

    def stand_in(self) -> None:
        somebody = self.random.choice(list(Person.objects.filter(died_on=None)))
        ops.appoint_temporary_head(entry=self.entry(), household=self.household(), person=somebody)

    def status(self) -> None:
        somebody = self.random.choice(list(Person.objects.filter(died_on=None).order_by("pk")))
        ops.record_status(entry=self.entry(), person=somebody, kind=self.random.choice(list(StatusKind)))

    def household(self) -> Household:
        return self.random.choice(list(Household.objects.filter(dissolved_on=None).order_by("pk")))

    def members(self, household: Household) -> list[Person]:
        standing = Membership.objects.filter(STANDING, household=household).order_by("pk")
        return [membership.person for membership in standing]

    def new_home(self) -> NewHousehold:
        self.codes += 1
        return NewHousehold(household_code=str(6_000_000 + self.codes), office=self.house.bushehr)

    def entry(self, reason: str = "") -> Entry:
        on = FIRST + timedelta(days=self.days)
        return entry(on, now=NOW - timedelta(days=900 - self.days), reason=reason)


def standing() -> set[tuple[object, ...]]:
    """What holds now, without the keys of rows."""
    apart = {"id", "event", "retracted_by", "retracted_at", "recorded_at"}
    return {
        (
            model.__name__,
            *(getattr(fact, f.attname) for f in fact._meta.concrete_fields if f.name not in apart),
        )
        for model in FACTS
        for fact in model._default_manager.filter(retracted_at=None)
    }


def must_hold() -> None:
    connection.check_constraints()
    assert statuses_closed_by_hand() == []
    housed = list(Membership.objects.filter(STANDING).values_list("person", flat=True))
    assert len(housed) == len(set(housed))
    assert set(housed) == set(Person.objects.filter(died_on=None).values_list("pk", flat=True))
    for household in Household.objects.select_related("head__person"):
        members = Membership.objects.filter(STANDING, household=household)
        assert members.exists() == (household.dissolved_on is None)
        if household.dissolved_on is None:
            assert household.head in members
            assert household.head.person.died_on is None


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_any_history_leaves_every_household_a_living_head_and_can_be_taken_back(db: None, seed: int) -> None:
    with transaction.atomic():
        town = Town(Random(seed), people.house())
        before = standing()
        told = set(LifeEvent.objects.values_list("pk", flat=True))
        for _ in range(12):
            town.live()
            must_hold()
        for event in LifeEvent.objects.exclude(pk__in=told).order_by("-pk"):
            ops.reverse_event(entry=town.entry("آزمون"), event=event)
            assert statuses_closed_by_hand() == []
        assert standing() == before
        transaction.set_rollback(True)
