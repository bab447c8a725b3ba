"""Making the rows of dated facts out of values; nothing is written here."""

from collections.abc import Iterator
from datetime import date

from panah.registry.models import (
    Contact,
    Fact,
    Identifier,
    PaperHeld,
    Particulars,
    PersonName,
    ResidenceStatus,
)
from panah.registry.sealing import index_of, owner_key, seal_text
from panah.registry.values import NameInput, PaperInput, PersonInput
from panah.registry.words import ContactKind, IdentifierKind, NameUse, StatusKind


def facts_of(person_id: int, given: PersonInput, *, since: date) -> Iterator[Fact]:
    """Give every fact a person's entry states: name and particulars from birth, the rest from ``since``."""
    born = given.born.first
    yield name_fact(person_id, given.name, use=NameUse.OFFICIAL, since=born)
    for spelling in given.also_written:
        yield name_fact(person_id, spelling, use=NameUse.ALSO, since=born)
    yield particulars_fact(person_id, given, since=born)
    if given.status is not None:
        yield status_fact(person_id, given.status, since=since)
    for kind, number in given.identifiers:
        yield identifier_fact(person_id, kind, number, since=since)
    for paper in given.papers:
        yield paper_fact(person_id, paper)


def name_fact(person_id: int, name: NameInput, *, use: NameUse, since: date) -> PersonName:
    """State a spelling of a name."""
    return PersonName(
        person_id=person_id,
        use=use,
        given=name.given,
        family=name.family,
        father=name.father,
        grandfather=name.grandfather,
        latin_given=name.latin_given,
        latin_family=name.latin_family,
        valid_from=since,
        **name.keys(),
    )


def particulars_fact(
    person_id: int, given: PersonInput, *, since: date, died_on: date | None = None
) -> Particulars:
    """State sex, birth and nationality."""
    return Particulars(
        person_id=person_id,
        sex=given.sex,
        birth_first=given.born.first,
        birth_last=given.born.last,
        birth_precision=given.born.precision,
        birth_place=given.birth_place,
        nationality=given.nationality,
        source=given.source,
        died_on=died_on,
        valid_from=since,
    )


def status_fact(person_id: int, kind: StatusKind, *, since: date, ground: str = "") -> ResidenceStatus:
    """State by what right somebody stays."""
    return ResidenceStatus(person_id=person_id, kind=kind, ground=ground, valid_from=since)


def identifier_fact(
    person_id: int, kind: IdentifierKind, number: str, *, since: date, issuer: str = ""
) -> Identifier:
    """State a number another authority gave, sealed and indexed."""
    return Identifier(
        person_id=person_id,
        kind=kind,
        sealed=seal_text(table="identifier", owner=owner_key(person_id=person_id), text=number),
        index=index_of(table="identifier", text=number),
        issuer=issuer,
        valid_from=since,
    )


def paper_fact(person_id: int, paper: PaperInput) -> PaperHeld:
    """State that a paper is in the person's hand."""
    return PaperHeld(
        person_id=person_id,
        kind=paper.kind,
        number=paper.number,
        expires_on=paper.expires_on,
        valid_from=paper.issued_on,
    )


def contact_fact(
    text: str,
    *,
    kind: ContactKind,
    since: date,
    person_id: int | None = None,
    household_id: int | None = None,
    confidential: bool = False,
) -> Contact:
    """State a phone (E.164) or e-mail of a household or of one person, sealed and indexed."""
    return Contact(
        person_id=person_id,
        household_id=household_id,
        kind=kind,
        sealed=seal_text(
            table="contact", owner=owner_key(person_id=person_id, household_id=household_id), text=text
        ),
        index=index_of(table="contact", text=text),
        is_confidential=confidential,
        valid_from=since,
    )
