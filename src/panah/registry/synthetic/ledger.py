"""The dated facts of made-up households, as rows to be written in bulk; ended ones with their history."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from panah.organisation.models import County, Office
from panah.registry.facts import facts_of, particulars_fact
from panah.registry.models import (
    Address,
    Dossier,
    DossierCustody,
    Fact,
    Headship,
    Household,
    LifeEvent,
    LifeEventSubject,
    Membership,
    Particulars,
    Person,
    Relationship,
)
from panah.registry.rules import MemberFacts, successor
from panah.registry.sealing import owner_key, seal_text
from panah.registry.synthetic.belongings import contact_of, person_input, street_of
from panah.registry.synthetic.population import Home, Soul
from panah.registry.values import PersonInput
from panah.registry.words import EventKind, HeadshipKind, RelationKind

NEXT_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Entered:
    """One household on its way into the database: what was drawn, and the rows it has.

    By person: the memberships and headships a death would end, the particulars it would complete.
    """

    home: Home
    household: Household
    dossier: Dossier
    people: list[tuple[Soul, Person]]
    standing: dict[int, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    known: dict[int, Particulars] = field(default_factory=dict)
    given: dict[int, PersonInput] = field(default_factory=dict)
    death: LifeEvent | None = None
    heir: Person | None = None

    def head_membership(self) -> Membership:
        """Give the membership of whoever heads it now."""
        head = self.heir or self.person(self.home.head)
        return next(fact for fact in self.standing[head.pk] if isinstance(fact, Membership))

    def person(self, soul: Soul) -> Person:
        """Give the row of one of its souls."""
        return next(person for drawn, person in self.people if drawn is soul)


@dataclass(slots=True)
class Ledger:
    """Rows waiting to be written: events first, then facts by their table."""

    today: date
    loaded_on: date
    events: list[LifeEvent] = field(default_factory=list)
    subjects: list[LifeEventSubject] = field(default_factory=list)
    facts: dict[type[Fact], list[Fact]] = field(default_factory=lambda: defaultdict(list))

    def event(self, kind: EventKind, on: date, household: Household, **people: Person) -> LifeEvent:
        """Note an event; the keyword names as what each person takes part."""
        event = LifeEvent(
            kind=kind, occurred_on=on, recorded_at=self._moment(on), household=household, recorded_by=None
        )
        self.events.append(event)
        self.subjects += [LifeEventSubject(event=event, person=p, role=role) for role, p in people.items()]
        return event

    def state(self, event: LifeEvent, *facts: Fact) -> None:
        """State facts with an event."""
        for fact in facts:
            fact.event, fact.recorded_at = event, event.recorded_at
            self.facts[type(fact)].append(fact)

    def end(self, fact: Fact, event: LifeEvent, on: date) -> None:
        """End a stated fact with a later event: the open row is retracted, the ended one stated."""
        columns = {f.attname: getattr(fact, f.attname) for f in fact._meta.concrete_fields if f.name != "id"}
        columns |= {"event_id": None, "retracted_by_id": None, "retracted_at": None, "valid_until": on}
        fact.retracted_by, fact.retracted_at = event, event.recorded_at
        if on > fact.valid_from:
            self.state(event, type(fact)(**columns))

    def _moment(self, on: date) -> datetime:
        return datetime.combine(max(on, self.loaded_on), time(7), UTC)


def keep_books(
    entered: Sequence[Entered], *, today: date, offices: Mapping[str, Office], counties: Mapping[str, County]
) -> Ledger:
    """Give every row of the made-up households' ten years.

    Facts older than ten years are recorded as loaded on one day, as a register that begins does.
    """
    ledger = Ledger(today=today, loaded_on=today - timedelta(days=3650))
    by_number = {one.home.number: one for one in entered}
    for one in entered:
        registration = ledger.event(
            EventKind.REGISTRATION, one.home.formed_on, one.household, member=one.person(one.home.head)
        )
        _enter_people(ledger, one, registration)
        _enter_household(ledger, one, registration, offices, counties)
        _marry(ledger, one, registration)
        _bury(ledger, one)
        if one.home.split_from is not None:
            _come_from(ledger, one, by_number[one.home.split_from], registration)
    return ledger


def _enter_people(ledger: Ledger, one: Entered, registration: LifeEvent) -> None:
    for soul, person in one.people:
        event = registration
        if soul.place == "child" and soul.born.first > max(one.home.formed_on, ledger.loaded_on):
            event = ledger.event(EventKind.BIRTH, soul.born.first, one.household, newborn=person)
        membership = Membership(household=one.household, person=person, valid_from=soul.since)
        one.standing[person.pk].append(membership)
        one.given[person.pk] = person_input(soul, one.home, today=ledger.today)
        facts = list(facts_of(person.pk, one.given[person.pk], since=soul.since))
        one.known[person.pk] = next(fact for fact in facts if isinstance(fact, Particulars))
        ledger.state(event, membership, *facts)
        if soul.place == "child":
            ledger.state(event, *_parents(one, soul, person))


def _parents(one: Entered, child: Soul, row: Person) -> list[Fact]:
    born = child.born.first
    return [
        Relationship(person=parent, other=row, kind=RelationKind.PARENT, valid_from=born)
        for soul, parent in one.people
        if soul.place in {"head", "spouse"} and soul.born.first < born
    ]


def _enter_household(
    ledger: Ledger,
    one: Entered,
    registration: LifeEvent,
    offices: Mapping[str, Office],
    counties: Mapping[str, County],
) -> None:
    home, household = one.home, one.household
    head = Headship(
        household=household,
        person=one.person(home.head),
        kind=HeadshipKind.HEAD,
        valid_from=home.formed_on,
    )
    one.standing[head.person_id].append(head)
    custody = DossierCustody(dossier=one.dossier, office=offices[home.office], valid_from=home.formed_on)
    owner = owner_key(household_id=household.pk)
    address = Address(
        household=household,
        county=counties[home.county],
        sealed=seal_text(table="address", owner=owner, text=street_of(home)),
        valid_from=home.formed_on,
    )
    ledger.state(registration, head, custody, address, contact_of(home, household.pk))
    if home.moved_on is not None:
        other = next(code for code in offices if code != home.office)
        event = ledger.event(EventKind.TRANSFER, home.moved_on, household, head=one.person(home.head))
        ledger.end(custody, event, home.moved_on)
        ledger.state(
            event, DossierCustody(dossier=one.dossier, office=offices[other], valid_from=home.moved_on)
        )
        household.office = offices[other]


def _marry(ledger: Ledger, one: Entered, registration: LifeEvent) -> None:
    home = one.home
    if home.spouse is None or home.married_on is None:
        return
    husband, wife = one.person(home.head), one.person(home.spouse)
    event = registration
    if home.married_on > max(home.formed_on, ledger.loaded_on):
        event = ledger.event(EventKind.MARRIAGE, home.married_on, one.household, husband=husband, wife=wife)
    tie = Relationship(person=husband, other=wife, kind=RelationKind.SPOUSE, valid_from=home.married_on)
    ledger.state(event, tie)
    if home.divorced_on is not None:
        event = ledger.event(EventKind.DIVORCE, home.divorced_on, one.household, husband=husband, wife=wife)
        ledger.end(tie, event, home.divorced_on)
    elif home.head.died_on is not None:
        ledger.end(tie, _death(ledger, one, home.head), home.head.died_on + NEXT_DAY)


def _bury(ledger: Ledger, one: Entered) -> None:
    for soul, person in one.people:
        if soul.died_on is None:
            continue
        event, after = _death(ledger, one, soul), soul.died_on + NEXT_DAY
        for fact in one.standing[person.pk]:
            ledger.end(fact, event, after)
        known = one.known[person.pk]
        known.retracted_by, known.retracted_at = event, event.recorded_at
        ledger.state(
            event,
            particulars_fact(person.pk, one.given[person.pk], since=known.valid_from, died_on=soul.died_on),
        )
        if soul.place == "head":
            one.heir = _heir(one, soul.died_on)
            ledger.state(
                event,
                Headship(
                    household=one.household,
                    person=one.heir,
                    kind=HeadshipKind.HEAD,
                    valid_from=after,
                ),
            )


def _death(ledger: Ledger, one: Entered, soul: Soul) -> LifeEvent:
    if one.death is None:
        one.death = ledger.event(
            EventKind.DEATH, soul.died_on or ledger.today, one.household, deceased=one.person(soul)
        )
    return one.death


def _heir(one: Entered, on: date) -> Person:
    alive = {person.pk: person for soul, person in one.people if soul.died_on is None and soul.since <= on}
    wife = one.home.spouse
    chosen = successor(
        (
            MemberFacts(pk, person.birth_last, wife is not None and person is one.person(wife))
            for pk, person in alive.items()
        ),
        on,
    )
    return alive[chosen if chosen is not None else next(iter(alive))]


def _come_from(ledger: Ledger, one: Entered, origin: Entered, registration: LifeEvent) -> None:
    """Let the head have been a member of his father's household until he formed his own."""
    head = one.person(one.home.head)
    registration.kind = EventKind.SPLIT
    since = max(origin.home.formed_on, one.home.head.born.first)
    ledger.state(
        registration,
        Membership(household=origin.household, person=head, valid_from=since, valid_until=one.home.formed_on),
        Relationship(
            person=origin.person(origin.home.head),
            other=head,
            kind=RelationKind.PARENT,
            valid_from=one.home.head.born.first,
        ),
    )
