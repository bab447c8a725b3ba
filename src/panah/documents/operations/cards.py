"""Gathering what stands on a card: its bearer, its machine-readable lines, its place; and which card somebody gets."""

import re
from collections.abc import Callable, Collection
from datetime import date
from typing import Final

from panah.documents.kinds import CARDS, PaperFace, face_of
from panah.documents.models import Document
from panah.documents.operations.requests import Request
from panah.documents.operations.slip_data import Wording, household_code
from panah.documents.rules.data import Data
from panah.documents.rules.faces.card import Card
from panah.documents.rules.faces.marks import Mark
from panah.documents.rules.faces.paper import Proof, Sheet
from panah.documents.rules.faces.people import Bearer
from panah.documents.rules.proof import mrz
from panah.documents.rules.proof.mrz_names import components
from panah.documents.rules.proof.paper import Birth
from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import PartialDate
from panah.organisation.models import Office
from panah.registry.models import Person, PersonName, ResidenceStatus
from panah.registry.queries import as_of, portrait_place, unique_codes, with_portrait
from panah.registry.words import NATIONALITIES, NameUse, PaperKind, Precision, Sex, StatusKind

CAUSE: Final = "cause"
"""The field of a request that says why a card is replaced."""

OUT_OF_HAND: Final = frozenset({"lost", "stolen"})
"""Causes for which the earlier card is worth nothing from the moment a new one is made: nobody has it in hand."""

DUPLICATES: Final = OUT_OF_HAND | {"damaged"}
"""Causes for which the new card says that it is a second one (المثنی)."""

KIND_OF_STATUS: Final = {
    StatusKind.AMAYESH: PaperKind.AMAYESH_CARD,
    StatusKind.HOVIAT: PaperKind.HOVIAT_CARD,
}
ROUNDS: Final = {PaperKind.AMAYESH_CARD: "آمایش", PaperKind.HOVIAT_CARD: "هویت"}
DOCUMENT_CODE: Final = "IR"
ISSUER: Final = "IRN"
SEXES: Final = {Sex.MALE: "M", Sex.FEMALE: "F"}
_NO_LETTER: Final = re.compile("[^0-9A-Z]")
_ROUND: Final = re.compile(r"[0-9۰-۹]{1,3}")
LONGEST_NUMBER: Final = 22


def card_face(slug: str, name: str, people: list[Person], *, on: date) -> PaperFace:
    """Find the face of a paper; of a card, the one of its bearer's status on a local day.

    Raises NotFound("paper-without-face"), InvalidInput("card-not-for-status").
    """
    face = face_of(slug, name)
    if face.kind not in CARDS:
        return face
    status = _status(people[0], on)
    kind = KIND_OF_STATUS.get(StatusKind(status.kind)) if status else None
    if kind is None:
        raise InvalidInput("card-not-for-status", person=people[0].pk)
    return face_of(slug, name, kind=kind)


def card_before(bearer: int | None) -> Document | None:
    """The last card of ours that was made for somebody, whatever became of it."""
    cards = Document.objects.filter(bearer=bearer, kind__in=CARDS) if bearer else Document.objects.none()
    return cards.select_for_update(of=("self",)).order_by("-pk").first()


def is_out_of_hand(request: Request) -> bool:
    """Whether what was asked for says that nobody has the earlier card."""
    return request.text(CAUSE) in OUT_OF_HAND


def ready_for_card(persons: Collection[int], *, on: date) -> set[int]:
    """Of whom there is a portrait and a name in Latin letters, without which no card is made; two queries."""
    named = PersonName.objects.filter(as_of(on), person__in=list(persons), use=NameUse.OFFICIAL).exclude(
        latin_given="", latin_family=""
    )
    return with_portrait(persons, on=on).keys() & set(named.values_list("person_id", flat=True))


def card_sheet(
    write: Callable[[Card], Sheet], request: Request, people: list[Person], wording: Wording
) -> Data:
    """Gather a card. Raises InvalidInput: `portrait-missing`, `latin-name-missing`, `paper-data-missing`, `mrz-…`."""
    if wording.until is None or len(people) != 1:
        raise InvalidInput("paper-data-missing", field="valid")
    (person,), on, case = people, wording.heading.on, request.cases[-1]
    portrait = portrait_place(person.pk, on=on)
    if not portrait:
        raise InvalidInput("portrait-missing", person=person.pk)
    status = _status(person, on)
    found = _ROUND.search(status.ground) if status else None
    kind = KIND_OF_STATUS.get(StatusKind(status.kind)) if status else None
    return write(
        Card(
            number=wording.heading.number,
            bearer=bearer_of(person, household_code(case), on),
            province=_province(case.office),
            letterhead=wording.heading.letterhead,
            round_name=ROUNDS[kind] if kind and found else "",
            round_number=found.group() if found else "",
            issued_on=on,
            until=wording.until,
            issued_at=case.office.name,
            enquiries=wording.heading.enquiries,
            mrz=_mrz(person, wording, on),
            proof=Proof(wording.code, tuple(wording.square)),
            portrait=portrait,
            mark=Mark.DUPLICATE if request.text(CAUSE) in DUPLICATES else None,
        )
    )


def bearer_of(person: Person, household: str, on: date) -> Bearer:
    """Write a person as the bearer of a paper on a local day, with the unique code they have by then."""
    return Bearer(
        name=person.name,
        latin=person.latin_name,
        father=person.father_name,
        born=PartialDate(person.birth_first, person.birth_last, Precision(person.birth_precision).value),
        nationality=NATIONALITIES.get(person.nationality, person.nationality),
        nationality_code=person.nationality,
        unique_code=unique_codes([person.pk], on=on).get(person.pk, ""),
        household_code=household,
    )


def _mrz(person: Person, wording: Wording, on: date) -> tuple[str, str, str]:
    name = _latin_name(person, on)
    if name is None or wording.until is None:
        raise InvalidInput("latin-name-missing", person=person.pk)
    surname, given = name.latin_family or name.latin_given, name.latin_given if name.latin_family else ""
    born = Birth(_digits(person.birth_first), _digits(person.birth_last))
    return mrz.write(
        mrz.Td1(
            document_code=DOCUMENT_CODE,
            issuer=ISSUER,
            number=_NO_LETTER.sub("", wording.heading.number.upper())[-LONGEST_NUMBER:],
            birth=mrz.birth_field(born),
            sex=SEXES.get(Sex(person.sex), "<"),
            expiry=f"{wording.until:%y%m%d}",
            nationality=person.nationality,
            surname=" ".join(components(surname)),
            given=" ".join(components(given)),
        )
    )


def _latin_name(person: Person, on: date) -> PersonName | None:
    rows = PersonName.objects.filter(as_of(on), person=person, use=NameUse.OFFICIAL).order_by("-pk")
    name = rows.first()
    return name if name and (name.latin_family or name.latin_given) else None


def _status(person: Person, on: date) -> ResidenceStatus | None:
    return ResidenceStatus.objects.filter(as_of(on), person=person).order_by("-pk").first()


def _province(office: Office) -> str:
    if office.county is not None:
        return office.county.province.name
    return office.province.name if office.province else ""


def _digits(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
