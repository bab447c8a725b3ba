"""Registering, splitting, merging and moving households, and who heads them."""

from collections.abc import Sequence

from panah.foundation.errors import Conflict, InvalidInput
from panah.organisation.models import Office
from panah.registry.models import Dossier, DossierCustody, Headship, Household, LifeEvent, Membership, Person
from panah.registry.operations.moving import (
    current_head,
    follow,
    join,
    leave,
    members_now,
    must_belong,
    must_live,
)
from panah.registry.operations.recording import live, recording
from panah.registry.rules import is_minor
from panah.registry.values import Entry, NewHousehold, PersonInput
from panah.registry.words import EventKind, HeadshipKind


def register_household(
    *, entry: Entry, household: NewHousehold, members: Sequence[PersonInput], head: int = 0
) -> tuple[Household, list[Person]]:
    """Enter a household and its members; ``head`` counts in ``members``. Returns both in the order given.

    Ties between members are recorded by ``record_relationship``.

    Raises InvalidInput("household-without-members"), Conflict("household-code-taken").
    """
    if not 0 <= head < len(members):
        raise InvalidInput("household-without-members")
    with recording(EventKind.REGISTRATION, entry) as event:
        people = [event.enter(member, since=entry.on) for member in members]
        formed = event.form(household, head=people[head], since=entry.on)
        join(event, people, formed, on=entry.on)
        for person in people:
            event.about(person, "member")
        event.event.household = formed
        event.event.save(update_fields=["household"])
    formed.refresh_from_db()
    return formed, people


def register_person(*, entry: Entry, person: PersonInput) -> Person:
    """Enter a person who belongs to no household here, such as an Iranian relative."""
    with recording(EventKind.REGISTRATION, entry) as event:
        entered = event.enter(person, since=entry.on)
        event.about(entered, "person")
    return entered


def split_household(
    *, entry: Entry, household: Household, leavers: Sequence[Person], into: NewHousehold, head: Person
) -> Household:
    """Let some members form a household of their own (تفکیک); where the head leaves, the next follows.

    Raises Conflict("not-a-member", "nobody-stays", "head-not-among-members").
    """
    for person in leavers:
        must_belong(person, household)
    if head.pk not in {person.pk for person in leavers}:
        raise Conflict("head-not-among-members", person=head.pk)
    if len({person.pk for person in leavers}) == len(members_now(household)):
        raise Conflict("nobody-stays", household_code=household.household_code)
    with recording(EventKind.SPLIT, entry, household) as event:
        leave(event, leavers, household, on=entry.on)
        formed = event.form(into, head=head, since=entry.on)
        join(event, leavers, formed, on=entry.on)
        for person in leavers:
            event.about(person, "leaver")
    formed.refresh_from_db()
    return formed


def merge_households(*, entry: Entry, household: Household, into: Household) -> LifeEvent:
    """Bring every member of a household into another (ادغام); the emptied one is dissolved, its dossier kept.

    Raises InvalidInput("household-merged-into-itself"), Conflict("household-dissolved").
    """
    if household.pk == into.pk:
        raise InvalidInput("household-merged-into-itself")
    with recording(EventKind.MERGE, entry, into, household) as event:
        people = members_now(household)
        if not people or not members_now(into):
            raise Conflict("household-dissolved")
        leave(event, people, household, on=entry.on)
        join(event, people, into, on=entry.on)
        for person in people:
            event.about(person, "newcomer")
    return event.event


def change_head(*, entry: Entry, household: Household, head: Person) -> LifeEvent:
    """Make another member the head; a temporary head's time ends with it.

    Raises Conflict("not-a-member", "already-head", "person-has-died", "head-is-minor" while an adult could).
    """
    must_live(head)
    must_belong(head, household)
    with recording(EventKind.CHANGE_OF_HEAD, entry, household) as event:
        before = current_head(household)
        if before is not None and before.person_id == head.pk:
            raise Conflict("already-head", person=head.pk)
        members = members_now(household)
        if is_minor(head.birth_last, entry.on) and not all(is_minor(p.birth_last, entry.on) for p in members):
            raise Conflict("head-is-minor", person=head.pk)
        event.end(live(Headship, household=household), entry.on)
        if before is not None:
            event.about(before.person, "former_head")
        follow(event, household, head, members, on=entry.on)
    return event.event


def appoint_temporary_head(*, entry: Entry, household: Household, person: Person) -> LifeEvent:
    """Let an adult act for an absent, jailed or missing head, with no finding against anybody (S30).

    The head stays head. Somebody outside the household, such as an uncle of orphans, may stand in too.

    Raises Conflict("person-has-died", "head-is-minor", "already-head").
    """
    must_live(person)
    if is_minor(person.birth_last, entry.on):
        raise Conflict("head-is-minor", person=person.pk)
    with recording(EventKind.TEMPORARY_HEAD, entry, household) as event:
        head = current_head(household)
        if head is not None and head.person_id == person.pk:
            raise Conflict("already-head", person=person.pk)
        event.end(live(Headship, household=household, kind=HeadshipKind.TEMPORARY), entry.on)
        event.state(
            Headship(household=household, person=person, kind=HeadshipKind.TEMPORARY, valid_from=entry.on)
        )
        event.about(person, "temporary_head")
    return event.event


def end_temporary_head(*, entry: Entry, household: Household) -> LifeEvent:
    """End a temporary headship: the head is back. Raises Conflict("no-temporary-head")."""
    with recording(EventKind.TEMPORARY_HEAD, entry, household) as event:
        standing = live(Headship, household=household, kind=HeadshipKind.TEMPORARY)
        if not standing:
            raise Conflict("no-temporary-head", household_code=household.household_code)
        event.end(standing, entry.on)
        event.about(standing[0].person, "temporary_head")
    return event.event


def transfer_dossier(*, entry: Entry, household: Household, office: Office) -> LifeEvent:
    """Hand a household's dossier to another office, in another province too; cases stay where they are.

    Raises Conflict("dossier-already-there", "household-dissolved").
    """
    with recording(EventKind.TRANSFER, entry, household) as event:
        dossier = Dossier.objects.get(household=household)
        custody = live(DossierCustody, dossier=dossier)
        if custody and custody[0].office_id == office.pk:
            raise Conflict("dossier-already-there", office=office.code)
        if not live(Membership, household=household):
            raise Conflict("household-dissolved", household_code=household.household_code)
        event.end(custody, entry.on)
        event.state(DossierCustody(dossier=dossier, office=office, valid_from=entry.on))
        head = current_head(household)
        if head is not None:
            event.about(head.person, "head")
    return event.event
