"""Writing a made-up province in bulk: people, households, ten years of facts, and the index of names."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from panah.foundation.clock import local_date
from panah.foundation.persian import sort_key
from panah.organisation.models import County, Office
from panah.registry.models import (
    Dossier,
    Household,
    LifeEvent,
    LifeEventSubject,
    NameToken,
    Party,
    Person,
    PersonName,
)
from panah.registry.models.households import HEAD_TO_COME
from panah.registry.operations.due import mark_everybody_due
from panah.registry.operations.vocabulary import name_tokens, rebuild_vocabulary
from panah.registry.synthetic.belongings import household_code
from panah.registry.synthetic.ledger import Entered, Ledger, keep_books
from panah.registry.synthetic.offices import Offices, open_bushehr
from panah.registry.synthetic.population import Home, Soul, draw_homes

SEED: Final = 1405
PEOPLE: Final = 12_000
BATCH: Final = 2_000
SET_HEAD: Final = "UPDATE registry_household SET head_id = %s WHERE id = %s"
INSERT_ENTRY: Final = "INSERT INTO registry_nametoken (token, person_id) VALUES (%s, %s)"


@dataclass(frozen=True, slots=True)
class MadeUpProvince:
    """What was written."""

    offices: Offices
    people: int
    households: int


def create_province(
    *, now: datetime, seed: int = SEED, people: int = PEOPLE, offices: Offices | None = None
) -> MadeUpProvince:
    """Write a made-up province; the same seed, size and day give the same people.

    Nobody in it exists; phones are of a range no operator gives out. Nothing is journalled: nobody acted.
    """
    today = local_date(now)
    homes = draw_homes(seed=seed, people=people, today=today)
    with _no_collecting(), transaction.atomic():
        opened = offices or open_bushehr(now=now)
        counties = {county.slug: county for county in County.objects.filter(province__slug="bushehr")}
        entered = _enter(homes, opened.counters)
        ledger = keep_books(entered, today=today, offices=opened.counters, counties=counties)
        _write(ledger, entered)
        _set_heads(entered)
        _index()
        mark_everybody_due()
    count = sum(len(one.people) for one in entered)
    return MadeUpProvince(offices=opened, people=count, households=len(entered))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Spare the collector hundreds of thousands of rows that are all still needed: a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _enter(homes: Sequence[Home], offices: Mapping[str, Office]) -> list[Entered]:
    souls = [(home, soul) for home in homes for soul in home.souls]
    parties = Party.objects.bulk_create([Party(kind="person") for _ in souls], batch_size=BATCH)
    people = Person.objects.bulk_create(
        [_person(party, soul, home) for party, (home, soul) in zip(parties, souls, strict=True)],
        batch_size=BATCH,
    )
    households = Household.objects.bulk_create(
        [
            Household(
                household_code=household_code(home.number),
                head_id=HEAD_TO_COME,
                office=offices[home.office],
                formed_on=home.formed_on,
            )
            for home in homes
        ],
        batch_size=BATCH,
    )
    dossiers = Dossier.objects.bulk_create(
        [Dossier(household=h, number=f"18-{h.household_code}", opened_on=h.formed_on) for h in households],
        batch_size=BATCH,
    )
    rows = iter(people)
    return [
        Entered(home, household, dossier, [(soul, next(rows)) for soul in home.souls])
        for home, household, dossier in zip(homes, households, dossiers, strict=True)
    ]


def _person(party: Party, soul: Soul, home: Home) -> Person:
    given, family = soul.given.persian, soul.family.persian
    return Person(
        party=party,
        name=f"{given} {family}",
        latin_name=f"{soul.given.latin} {soul.family.latin}",
        father_name=soul.father.persian,
        sort_key=sort_key(f"{family} {given}"),
        sex=soul.sex,
        birth_first=soul.born.first,
        birth_last=soul.born.last,
        birth_precision=soul.born.precision,
        nationality=home.nationality,
        died_on=soul.died_on,
    )


def _write(ledger: Ledger, entered: Sequence[Entered]) -> None:
    LifeEvent.objects.bulk_create(ledger.events, batch_size=BATCH)
    LifeEventSubject.objects.bulk_create(ledger.subjects, batch_size=BATCH)
    for model, facts in ledger.facts.items():
        model._default_manager.bulk_create(facts, batch_size=BATCH)
    moved = [one.household for one in entered if one.home.moved_on is not None]
    Household.objects.bulk_update(moved, ["office"], batch_size=BATCH)


def _set_heads(entered: Sequence[Entered]) -> None:
    rows = [(one.head_membership().pk, one.household.pk) for one in entered]
    with connection.cursor() as cursor:
        cursor.executemany(SET_HEAD, rows)


def _index() -> None:
    by_person: dict[int, list[PersonName]] = {}
    for name in PersonName.objects.filter(retracted_at=None).iterator():
        by_person.setdefault(name.person_id, []).append(name)
    indexed = set(NameToken.objects.values_list("person_id", flat=True).distinct())
    rows = [
        (token, person_id)
        for person_id, names in by_person.items()
        if person_id not in indexed
        for token in sorted(name_tokens(names))
    ]
    with connection.cursor() as cursor:
        for begin in range(0, len(rows), 20_000):
            cursor.executemany(INSERT_ENTRY, rows[begin : begin + 20_000])
    rebuild_vocabulary()
