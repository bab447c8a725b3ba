"""Which face is filled with what: the data of a paper, gathered and written as its face reads it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from panah.documents.operations.cards import card_sheet
from panah.documents.operations.in_progress import certificate_sheet
from panah.documents.operations.requests import Request
from panah.documents.operations.slip_data import (
    Wording,
    household_code,
    said_in,
    slip_of,
    travellers_of,
)
from panah.documents.rules.data import Data
from panah.documents.rules.exit_pass import ExitPass, exit_pass_sheet
from panah.documents.rules.faces.amayesh_card import amayesh_card_sheet
from panah.documents.rules.faces.hoviat_card import hoviat_card_sheet
from panah.documents.rules.slip import slip_sheet
from panah.foundation.errors import InvalidInput
from panah.registry.models import Person
from panah.registry.queries import portrait_place

type Sheet = Callable[[Request, list[Person], Wording], Data]


def sheet_of(face: str, request: Request, people: list[Person], wording: Wording) -> Data:
    """Gather the data of a face. Raises InvalidInput("paper-data-missing") naming the field that nobody filled."""
    return SHEETS[face](request, people, wording)


def _slip(request: Request, people: list[Person], wording: Wording) -> Data:
    return slip_sheet(slip_of(request, people, wording))


def _exit_pass(request: Request, people: list[Person], wording: Wording) -> Data:
    """The exit paper of one person: whoever leaves together has one each."""
    if wording.until is None or len(people) != 1:
        raise InvalidInput("paper-data-missing", field="valid")
    (traveller,) = travellers_of(people, wording.heading.on)
    return exit_pass_sheet(
        ExitPass(
            title=wording.title,
            heading=wording.heading,
            traveller=traveller,
            father=people[0].father_name,
            nationality_code=people[0].nationality,
            household_code=household_code(request.cases[-1]),
            border=request.label("border"),
            border_code=said_in(request, "border"),
            since=wording.since,
            until=wording.until,
            portrait=portrait_place(people[0].pk, on=wording.heading.on),
            replaces=wording.replaces,
            code=wording.code,
            square=wording.square,
        )
    )


SHEETS: Final[Mapping[str, Sheet]] = {
    "intercity-slip": _slip,
    "exit-pass": _exit_pass,
    "amayesh-card": partial(card_sheet, amayesh_card_sheet),
    "in-progress": certificate_sheet,
    "hoviat-card": partial(card_sheet, hoviat_card_sheet),
}
