"""Letting one record go on for two: what stood of the one stands of the other, and can be put back whole."""

from collections.abc import Sequence
from datetime import date

from panah.foundation.errors import Conflict
from panah.registry.holds import holds_on
from panah.registry.models import (
    Address,
    Binding,
    Contact,
    ContactWish,
    Fact,
    Headship,
    Identifier,
    LifeEvent,
    Membership,
    Occupation,
    PaperHeld,
    PaperStanding,
    Person,
    PersonName,
    Relationship,
    ResidenceStatus,
    SamePerson,
    StatusEnd,
)
from panah.registry.models.base import STANDING
from panah.registry.operations.moving import household_of, join, leave
from panah.registry.operations.recording import Recording, copied, live, recording
from panah.registry.operations.reversal import reverse_event
from panah.registry.sealing import open_text, owner_key, seal_text
from panah.registry.values import Entry
from panah.registry.words import EventKind, HeadshipKind, NameUse, RelationKind
from panah.registry.work import TABLE, read_work, write_work

SEALED: tuple[type[Identifier | Contact | Address], ...] = (Identifier, Contact, Address)


def join_persons(*, entry: Entry, person: Person, kept: Person) -> LifeEvent:
    """Record that two records are one person's, of which ``kept`` goes on; nothing is deleted.

    Numbers, papers, ties, spellings and whereabouts of ``person`` are stated of ``kept`` from when they held;
    belonging, charge of a household and status from the day on, and only where ``kept`` has none. What had ended
    before stays where it was recorded. Nobody's status is decided by it: two that differ are not joined.

    Only `confirm_same` calls it, after two officers. Raises Conflict, of which none changes anything: "open-cases"
    naming them, "account-bound", "already-joined", "death-differs", "statuses-differ", "related-to-each-other",
    "decision-stands" while a status of either, or a paper of ``person``, is taken by one: what takes them back
    must find them where they were taken.
    """
    home = household_of(person)
    with recording(EventKind.JOINING, entry, household_of(kept), home) as event:
        _must_be_joinable(person, kept)
        event.about(kept, "kept")
        event.about(person, "joined")
        _names(event, person, kept)
        _sealed(event, person, kept)
        _papers(event, person, kept)
        _ties(event, person, kept)
        _wishes(event, person, kept)
        _occupation(event, person, kept)
        _status(event, person, kept)
        _belonging(event, person, kept)
        for alias in live(SamePerson, kept=person):
            _restate(event, alias, kept_id=kept.pk)
        event.state(SamePerson(person=person, kept=kept, valid_from=entry.on))
    return event.event


def part_persons(*, entry: Entry, event: LifeEvent) -> LifeEvent:
    """Take a joining back whole: each record has again what stood of it on the day before.

    Raises InvalidInput("reason-missing"), Conflict("already-reversed", "later-events" with their ids).
    """
    return reverse_event(entry=entry, event=event)


def _must_be_joinable(person: Person, kept: Person) -> None:
    joined = SamePerson.objects.filter(person__in=(person, kept), retracted_at=None, valid_until=None)
    if joined.exists():
        raise Conflict("already-joined", persons=[one.person_id for one in joined])
    if Relationship.objects.filter(
        person__in=(person, kept), other__in=(person, kept), retracted_at=None
    ).exists():
        raise Conflict("related-to-each-other")
    if person.died_on != kept.died_on:
        raise Conflict("death-differs")
    statuses = {one.kind for either in (person, kept) for one in live(ResidenceStatus, person=either)}
    if _decision_stands(person, kept):
        raise Conflict("decision-stands")
    if len(statuses) > 1:
        raise Conflict("statuses-differ", statuses=sorted(statuses))
    if Binding.objects.filter(person=person, ended_at=None).exists():
        raise Conflict("account-bound", person=person.pk)
    for matter, numbers in holds_on(person.pk).items():
        raise Conflict(matter, numbers=list(numbers))


def _decision_stands(person: Person, kept: Person) -> bool:
    """Whether officers ended a status of either, or took the force of a paper of whoever would stand back."""
    ended = StatusEnd.objects.filter(STANDING, person__in=(person, kept))
    return ended.exists() or PaperStanding.objects.filter(STANDING, person=person).exists()


def _restate(event: Recording, fact: Fact, **changes: object) -> None:
    """Take a fact back of the one and state it of the other."""
    event.take_back(fact)
    event.state(copied(fact, **changes))


def _names(event: Recording, person: Person, kept: Person) -> None:
    """Every spelling stays one by which the person is found."""
    known = {_spelled(name) for name in live(PersonName, person=kept)}
    for name in live(PersonName, person=person):
        event.take_back(name)
        if _spelled(name) not in known:
            event.state(copied(name, person_id=kept.pk, use=NameUse.ALSO, valid_from=kept.birth_first))


def _spelled(name: PersonName) -> tuple[str, ...]:
    return name.fold, name.latin_given, name.latin_family, name.father


def _sealed(event: Recording, person: Person, kept: Person) -> None:
    """What is sealed for its owner's row is opened and sealed anew for the other's."""
    for model in SEALED:
        table = model._meta.model_name or ""
        known = {_opened(table, kept, fact) for fact in live(model, person=kept)}
        for fact in live(model, person=person):
            event.take_back(fact)
            kind, text = _opened(table, person, fact)
            if (kind, text) not in known:
                sealed = seal_text(table=table, owner=owner_key(person_id=kept.pk), text=text)
                event.state(copied(fact, person_id=kept.pk, sealed=sealed))


def _opened(table: str, owner: Person, fact: Identifier | Contact | Address) -> tuple[str, str]:
    text = open_text(table=table, owner=owner_key(person_id=owner.pk), sealed=fact.sealed)
    return str(getattr(fact, "kind", "")), text


def _occupation(event: Recording, person: Person, kept: Person) -> None:
    """What the other works at is stated of whoever is kept, where nothing is."""
    has_one = bool(live(Occupation, person=kept))
    for fact in live(Occupation, person=person):
        event.take_back(fact)
        if not has_one:
            text = write_work(read_work(fact))
            sealed = seal_text(table=TABLE, owner=owner_key(person_id=kept.pk), text=text)
            event.state(copied(fact, person_id=kept.pk, sealed=sealed))


def _papers(event: Recording, person: Person, kept: Person) -> None:
    known = {(paper.kind, paper.number) for paper in live(PaperHeld, person=kept)}
    for paper in live(PaperHeld, person=person):
        event.take_back(paper)
        if (paper.kind, paper.number) not in known:
            event.state(copied(paper, person_id=kept.pk))


def _ties(event: Recording, person: Person, kept: Person) -> None:
    """Ties run on between the other and whoever is kept; one that is recorded there already is not said twice."""
    for tie in [*live(Relationship, person=person), *live(Relationship, other=person)]:
        event.take_back(tie)
        one = kept.pk if tie.person_id == person.pk else tie.person_id
        other = kept.pk if tie.other_id == person.pk else tie.other_id
        if not _tied(one, other, tie.kind):
            event.state(copied(tie, person_id=one, other_id=other, valid_from=_since(event, tie, one, other)))


def _tied(one: int, other: int, kind: str) -> bool:
    ways = [(one, other), (other, one)] if kind == RelationKind.SPOUSE else [(one, other)]
    return any(live(Relationship, person=first, other=second, kind=kind) for first, second in ways)


def _since(event: Recording, tie: Relationship, one: int, other: int) -> date:
    """From when it held, or from today where the same tie had ended before."""
    ended = Relationship.objects.filter(person=one, other=other, kind=tie.kind, retracted_at=None)
    return event.entry.on if ended.exists() else tie.valid_from


def _wishes(event: Recording, person: Person, kept: Person) -> None:
    wished = live(ContactWish, person=kept)
    for wish in live(ContactWish, person=person):
        event.end([wish], event.entry.on)
        if not wished:
            event.state(copied(wish, person_id=kept.pk, valid_from=event.entry.on))


def _status(event: Recording, person: Person, kept: Person) -> None:
    has_one = bool(live(ResidenceStatus, person=kept))
    for status in live(ResidenceStatus, person=person):
        event.end([status], event.entry.on)
        if not has_one:
            event.state(copied(status, person_id=kept.pk, valid_from=event.entry.on))


def _belonging(event: Recording, person: Person, kept: Person) -> None:
    """Whoever is kept stays where they are; where that is nowhere they take the other's place, as its head too."""
    on = event.entry.on
    home, own = household_of(person), household_of(kept)
    charges = live(Headship, person=person)
    if home is not None and own is not None and own.pk != home.pk:
        leave(event, [person], home, on=on)
        charges = [charge for charge in charges if charge.household_id != home.pk]
    elif home is not None:
        event.end(live(Membership, person=person), on)
        if own is None:
            join(event, [kept], home, on=on)
    event.end(charges, on)
    _take_over(event, charges, kept)


def _take_over(event: Recording, charges: Sequence[Headship], kept: Person) -> None:
    """Whoever is kept has the charges the other had; nobody stands in where they are the head themselves."""
    on = event.entry.on
    own = {(charge.household_id, charge.kind): charge for charge in live(Headship, person=kept)}
    for charge in charges:
        if charge.kind == HeadshipKind.HEAD:
            event.end([one for one in own.values() if one.household_id == charge.household_id], on)
        elif (charge.household_id, HeadshipKind.HEAD) in own:
            continue
        event.state(copied(charge, person_id=kept.pk, valid_from=on))
