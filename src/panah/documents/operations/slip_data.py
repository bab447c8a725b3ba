"""Gathering what stands on the inter-city slip from the case, the registry and the offices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.casework.models import Case
from panah.documents.operations.requests import Request, place_of
from panah.documents.registrations import receipts_of
from panah.documents.rules.slip import Heading, Journey, Slip, Traveller
from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import PartialDate
from panah.registry.models import PaperHeld, Person
from panah.registry.queries import as_of, in_force
from panah.registry.words import NATIONALITIES, PAPER_TITLES, PaperKind, Precision

TRAVELS_WITH: Final = (
    PaperKind.SMART_ID,
    PaperKind.AMAYESH_CARD,
    PaperKind.HOVIAT_CARD,
    PaperKind.NINETY_DAY_SLIP,
    PaperKind.PASSPORT,
)
"""The papers one travels with, the strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a paper is called, its heading, its span (local days), the number it replaces, its code and square."""

    title: str
    heading: Heading
    since: date
    until: date | None
    replaces: str
    code: str
    square: Sequence[str]


def slip_of(request: Request, people: list[Person], wording: Wording) -> Slip:
    """Put the slip together. Raises InvalidInput("paper-data-missing") naming the field that nobody filled."""
    until, heading = wording.until, wording.heading
    if until is None:
        raise InvalidInput("paper-data-missing", field="trip-ends")
    return Slip(
        title=wording.title,
        heading=heading,
        journey=Journey(
            origin=place_of(said_in(request, "origin")),
            destination=place_of(said_in(request, "destination")),
            reason=request.label("reason"),
            since=wording.since,
            until=until,
        ),
        travellers=tuple(travellers_of(people, heading.on)),
        household_code=household_code(request.cases[-1]),
        receipts=receipts_of([one.pk for one in request.cases]),
        replaces=wording.replaces,
        code=wording.code,
        square=wording.square,
    )


def said_in(request: Request, name: str) -> str:
    """A field that the paper cannot do without. Raises InvalidInput("paper-data-missing")."""
    if not (said := request.text(name)):
        raise InvalidInput("paper-data-missing", field=name)
    return said


def travellers_of(people: list[Person], on: date) -> list[Traveller]:
    """Write people as a face names them, each with the strongest paper they hold that no officer stopped."""
    held: dict[int, PaperHeld] = {}
    rank = {kind.value: place for place, kind in enumerate(TRAVELS_WITH)}
    for paper in PaperHeld.objects.filter(as_of(on), in_force(on), person__in=people, kind__in=rank).order_by(
        "pk"
    ):
        best = held.get(paper.person_id)
        if best is None or rank[paper.kind] <= rank[best.kind]:
            held[paper.person_id] = paper
    return [_traveller(person, held.get(person.pk)) for person in people]


def _traveller(person: Person, card: PaperHeld | None) -> Traveller:
    return Traveller(
        name=person.name,
        latin=person.latin_name,
        born=PartialDate(person.birth_first, person.birth_last, Precision(person.birth_precision).value),
        nationality=NATIONALITIES.get(person.nationality, person.nationality),
        card=card.number if card else "",
        card_kind=PAPER_TITLES[card.kind] if card else "",
    )


def household_code(case: Case) -> str:
    """The code of a case's household; empty where it has none."""
    return case.household.household_code if case.household else ""
