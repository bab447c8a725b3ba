"""The signed code of a paper: what it says of itself, where its state stands, and the square it is printed as."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.conf import settings

from panah.documents.keys.ring import signer
from panah.documents.kinds import PaperFace, type_of
from panah.documents.operations.requests import Request, place_of
from panah.documents.place import status_address, verify_page
from panah.documents.rules.faces.paper import WIDEST_ON_CARD
from panah.documents.rules.proof import printed, proving
from panah.documents.rules.proof.paper import MOST_OTHERS, Birth, Paper, Sex, StatusReference
from panah.documents.rules.proof.status_list import shard_of
from panah.documents.rules.slip import Heading
from panah.foundation.clock import TEHRAN
from panah.registry.models import Person
from panah.registry.words import Sex as RegistrySex

COUNTRY: Final = "IRN"
BARE: Final = "bare"
"""PANAH_PRINTED_CODE where scanners of Claim 169 are in use."""
DAY: Final = timedelta(days=1)
LONGEST_DETAIL: Final = 40
SEXES: Final = {RegistrySex.MALE: Sex.MALE, RegistrySex.FEMALE: Sex.FEMALE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proving:
    """What a paper's code is made of: its face, number and days (local, both included), whom it names, its place.

    A short one leaves out what its other claims say too: the Latin name beside the Persian one, that it holds from the
    day it was issued, and the country of its issuer.
    """

    face: PaperFace
    heading: Heading
    people: list[Person]
    since: date
    until: date | None
    request: Request
    place: int
    is_short: bool = False


def token_of(paper: Proving, *, now: datetime) -> bytes:
    """Sign what a paper says of itself. Raises KeyRefused when no key may sign it now."""
    first, *others = paper.people
    kind = type_of(paper.face.kind)
    shard, index = shard_of(paper.place)
    said = Paper(
        issuer=verify_page().rstrip("/"),
        type=kind,
        issued_at=int(now.timestamp()),
        not_before=None if paper.is_short else _midnight(paper.since),
        expires_at=_midnight(paper.until + DAY) if paper.until else None,
        number=paper.heading.number,
        name=first.name,
        name_latin="" if paper.is_short else first.latin_name,
        birth=Birth(_digits(first.birth_first), _digits(first.birth_last)),
        sex=SEXES.get(RegistrySex(first.sex)),
        nationality=first.nationality,
        country="" if paper.is_short else COUNTRY,
        others=tuple(one.name for one in others[:MOST_OTHERS]),
        details=_details(paper),
        status=StatusReference(status_address(shard), index),
    )
    key = signer(paper.face.purpose, now=now, kind=kind)
    return proving.issue(said, sign=key.sign, key_id=key.key_id)


def token_of_card(paper: Proving, *, now: datetime) -> bytes:
    """Sign what a card says of itself, short where its square would be too fine for a cheap camera otherwise.

    Raises KeyRefused when no key may sign it now.
    """
    token = token_of(paper, now=now)
    if len(square_of(token)) <= WIDEST_ON_CARD:
        return token
    return token_of(replace(paper, is_short=True), now=now)


def square_of(token: bytes) -> list[str]:
    """Draw the code of a token, in the form this installation prints."""
    if settings.PANAH_PRINTED_CODE == BARE:
        return printed.bare_square(token)
    return printed.address_square(token, page=verify_page())


def _details(paper: Proving) -> Mapping[str, str | int]:
    told = DETAILS.get(paper.face.face, _nothing)(paper.request)
    return {name: text[:LONGEST_DETAIL] for name, text in told.items() if text}


def _nothing(request: Request) -> dict[str, str]:
    del request
    return {}


def _border(request: Request) -> dict[str, str]:
    return {"border": request.text("border")}


def _route(request: Request) -> dict[str, str]:
    return {
        name: place_of(request.text(field)).county
        for name, field in (("from", "origin"), ("to", "destination"))
    }


DETAILS: Final[Mapping[str, Callable[[Request], dict[str, str]]]] = {
    "exit-pass": _border,
    "intercity-slip": _route,
}
"""What a paper's type adds to its code."""


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), tzinfo=TEHRAN).astimezone(UTC).timestamp())


def _digits(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
