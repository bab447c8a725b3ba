"""The conditions of the inter-city slip: asked of all travellers at a step at once, in a fixed number of queries.

None of them reads what else is open about a person: an open case, a debt or an appointment makes nothing true (S10).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from panah.casework.models import BatchItem, Subject
from panah.casework.queries.forms import Requests, requests_of
from panah.casework.queries.places import counties
from panah.casework.registrations import Call, register_condition
from panah.casework.trips import (
    PLACE_SEPARATOR,
    Paper,
    Place,
    Traveller,
    Trip,
    is_barred,
    is_too_long,
    may_travel_on,
    read_trip,
)
from panah.catalogue.queries import directive_of
from panah.catalogue.rules.directive import DirectiveTable, switch, tariffs
from panah.foundation.clock import local_date
from panah.organisation.models import County
from panah.registry.models import Address, Membership, PaperHeld, Person
from panah.registry.models.base import STANDING
from panah.registry.queries import in_force
from panah.registry.rules import is_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one subject where a condition is asked; `born_last` and `who` are None for an organisation.

    `is_listed` says that the destination is a county this installation knows, not one written freely.
    """

    table: DirectiveTable
    service: str
    opened_on: date
    today: date
    trip: Trip | None
    is_listed: bool
    who: Traveller | None
    born_last: date | None


type Predicate = Callable[[Known], bool]


def barred(known: Known) -> bool:
    """`no-go`: the destination is closed to this person on these days."""
    return bool(known.trip and known.who and is_barred(known.table, known.trip, known.who))


def too_long(known: Known) -> bool:
    """`trip-too-long`: the journey lasts longer than one slip may."""
    return bool(known.trip and is_too_long(known.table, known.trip, service=known.service))


def papers_valid(known: Known) -> bool:
    """`papers-valid`: a paper gives the right to be here on every day of the journey."""
    return bool(known.trip and known.who and may_travel_on(known.who, known.trip))


def minor(known: Known) -> bool:
    """`minor`: the person may still be under 18 today."""
    return known.born_last is not None and is_minor(known.born_last, known.today)


def fee_free(known: Known) -> bool:
    """`fee-free`: the directive asks nothing for this service."""
    return not any(row.rial for row in tariffs(known.table, service=known.service, on=known.opened_on))


def straight_through(known: Known) -> bool:
    """`straight-through`: the directive's switch is on and all that it requires holds, nothing it excludes.

    A journey that cannot be read, a destination on no list (it may be a closed county under another name), and a name
    the directive has and the program has not, go to a human.
    """
    found = switch(known.table, name="straight-through", service=known.service, on=known.opened_on)
    if found is None or known.trip is None or not known.is_listed:
        return False
    if {*found.requires, *found.excludes} - PREDICATES.keys():
        return False
    required = all(PREDICATES[name](known) for name in found.requires)
    return required and not any(PREDICATES[name](known) for name in found.excludes)


PREDICATES: Mapping[str, Predicate] = {
    "no-go": barred,
    "trip-too-long": too_long,
    "papers-valid": papers_valid,
    "minor": minor,
    "fee-free": fee_free,
}
HINDRANCES = frozenset({"no-go", "trip-too-long", "minor"})
"""Asked about a case as a whole these hold when they hold for one; the others only when they hold for all."""


def register() -> None:
    """Give the conditions to the engine by name."""
    for name in (*PREDICATES, "straight-through"):
        register_condition(name, partial(_asked, PREDICATES.get(name, straight_through)))


def _asked(predicate: Predicate, call: Call, name: str) -> QuerySet[BatchItem]:
    known = _known(call)
    quantifier = any if name in HINDRANCES else all
    holds = [
        traveller
        for traveller, subjects in known.items()
        if subjects and quantifier(map(predicate, subjects))
    ]
    return call.travellers.filter(pk__in=holds)


def _known(call: Call) -> dict[int, list[Known]]:
    """Everything known about each traveller: of its own subject, or of every open subject of its case."""
    travellers = list(call.travellers.values_list("pk", "case_id", "subject_id"))
    subjects = Subject.objects.filter(case_id__in=call.travellers.values("case_id"), state="open")
    by_case: dict[int, list[Subject]] = defaultdict(list)
    for subject in subjects.select_related("case").order_by("pk"):
        by_case[subject.case_id].append(subject)
    requests = requests_of(by_case)
    today = local_date(call.now)
    people = _people((subject.party_id for several in by_case.values() for subject in several), today)
    listed = {one.code for one in counties()}
    return {
        traveller: [
            _of(subject, requests, people, listed, today)
            for subject in by_case[case_id]
            if subject_id in {None, subject.pk}
        ]
        for traveller, case_id, subject_id in travellers
    }


def _of(
    subject: Subject,
    requests: Requests,
    people: Mapping[int, tuple[Traveller, date]],
    listed: set[str],
    today: date,
) -> Known:
    who, born_last = people.get(subject.party_id, (None, None))
    trip = read_trip(requests.of(subject.case_id, subject.pk))
    return Known(
        table=directive_of(subject.case.directive_id),
        service=subject.case.slug,
        opened_on=local_date(subject.case.opened_at),
        today=today,
        trip=trip,
        is_listed=trip is not None and PLACE_SEPARATOR.join(trip.destination) in listed,
        who=who,
        born_last=born_last,
    )


def _people(parties: Iterable[int], today: date) -> dict[int, tuple[Traveller, date]]:
    """Nationality, county, papers and latest possible birth of each person, by party; three queries."""
    ids = set(parties)
    papers = _papers(ids, today)
    homes = _homes(ids)
    rows = Person.objects.filter(pk__in=ids).values_list("pk", "nationality", "birth_last")
    return {
        party: (Traveller(nationality, homes.get(party), tuple(papers[party])), born_last)
        for party, nationality, born_last in rows
    }


def _papers(parties: set[int], today: date) -> dict[int, list[Paper]]:
    """The papers in people's hands that no officer stopped."""
    found: dict[int, list[Paper]] = defaultdict(list)
    rows = PaperHeld.objects.filter(in_force(today), person_id__in=parties, retracted_at=None)
    for row in rows.only("person_id", "kind", "valid_from", "valid_until", "expires_on"):
        found[row.person_id].append(Paper(row.kind, row.valid_from, row.valid_until, row.expires_on))
    return found


def _homes(parties: set[int]) -> dict[int, Place]:
    """The county each person's household is registered in: that of its office, else of its address."""
    lives_in = Address.objects.filter(STANDING, household=OuterRef("household")).order_by("-pk")
    rows = (
        Membership.objects.filter(STANDING, person_id__in=parties)
        .annotate(
            home=Coalesce(
                "household__office__county_id",
                Subquery(lives_in.values("county_id")[:1]),
                output_field=BigIntegerField(),
            )
        )
        .values_list("person_id", "home")
    )
    homes = dict(rows)
    counties = County.objects.filter(pk__in=set(homes.values()) - {None}).select_related("province")
    places = {county.pk: (county.province.slug, county.slug) for county in counties}
    return {party: places[home] for party, home in homes.items() if home in places}
