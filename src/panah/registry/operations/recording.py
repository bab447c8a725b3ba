"""Recording a life event: what it states and takes back is gathered, then written in one motion."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from panah.audit.operations import Act, record
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, Stale
from panah.foundation.identifiers import parse_household_code
from panah.registry.facts import facts_of
from panah.registry.models import (
    Dossier,
    DossierCustody,
    Fact,
    Headship,
    Household,
    LifeEvent,
    LifeEventSubject,
    Membership,
    Party,
    Person,
    PersonName,
)
from panah.registry.models.base import STANDING
from panah.registry.models.households import HEAD_TO_COME
from panah.registry.operations.due import mark_due
from panah.registry.operations.projection import project_households, project_persons
from panah.registry.operations.vocabulary import index_names
from panah.registry.values import Entry, NewHousehold, PersonInput
from panah.registry.words import EventKind, HeadshipKind

NOT_COPIED = frozenset({"id", "event", "retracted_by", "retracted_at", "recorded_at"})


@dataclass(slots=True)
class Recording:
    """One event being recorded under the lock of its households; written when its block ends."""

    event: LifeEvent
    entry: Entry
    households: set[int] = field(default_factory=set)
    persons: set[int] = field(default_factory=set)
    stated: list[Fact] = field(default_factory=list)
    taken_back: list[Fact] = field(default_factory=list)

    def state(self, *facts: Fact) -> None:
        """State facts, to be recorded as this event's."""
        for fact in facts:
            fact.event = self.event
        self.state_again(*facts)

    def state_again(self, *facts: Fact) -> None:
        """State anew facts that belong to the event which first stated them."""
        for fact in facts:
            self._touch(fact)
        self.stated.extend(facts)

    def take_back(self, *facts: Fact) -> None:
        """Take facts back as never true, or as recorded by a mistake."""
        for fact in facts:
            self._touch(fact)
        self.taken_back.extend(facts)

    def end(self, facts: Sequence[Fact] | QuerySet[Fact], on: date) -> None:
        """End facts on the first day they no longer hold; one that began no earlier is taken back."""
        for fact in facts:
            self.take_back(fact)
            if on > fact.valid_from:
                self.state(copied(fact, valid_until=on))

    def about(self, person: Person, role: str) -> None:
        """Name somebody the event is about, and as what."""
        LifeEventSubject.objects.get_or_create(event=self.event, person=person, role=role)
        self.persons.add(person.pk)

    def enter(self, given: PersonInput, *, since: date) -> Person:
        """Enter a new person with every fact their papers state."""
        party = Party.objects.create(kind="person")
        keys = given.name.keys()
        person = Person.objects.create(
            party=party,
            name=given.name.persian,
            latin_name=given.name.latin,
            father_name=given.name.father,
            sort_key=keys["sort_key"],
            sex=given.sex,
            birth_first=given.born.first,
            birth_last=given.born.last,
            birth_precision=given.born.precision,
            nationality=given.nationality,
        )
        self.state(*facts_of(party.pk, given, since=since))
        return person

    def form(self, given: NewHousehold, *, head: Person, since: date) -> Household:
        """Form a household with its dossier and head; its members are placed in it by the caller.

        Raises Conflict("household-code-taken"), InvalidInput when the code cannot be read.
        """
        code = parse_household_code(given.household_code)
        if Household.objects.filter(household_code=code).exists():
            raise Conflict("household-code-taken", household_code=code)
        household = Household.objects.create(
            household_code=code, head_id=HEAD_TO_COME, office=given.office, formed_on=since
        )
        dossier = Dossier.objects.create(
            household=household, number=given.dossier_number or code, opened_on=since
        )
        self.households.add(household.pk)
        self.state(
            Headship(household=household, person=head, kind=HeadshipKind.HEAD, valid_from=since),
            DossierCustody(dossier=dossier, office=given.office, valid_from=since),
        )
        return household

    def write(self) -> None:
        """Write everything: what is taken back first, then what is stated, then the readings of both."""
        ids = sorted(self.households)
        Household.objects.filter(pk__in=ids).update(head_id=HEAD_TO_COME)
        self._write_taken_back()
        for model, facts in by_model(self.stated).items():
            for fact in facts:
                fact.recorded_at = self.entry.now
            model._default_manager.bulk_create(facts)
        project_households(ids)
        project_persons(sorted(self.persons))
        named = {f.person_id for f in (*self.stated, *self.taken_back) if isinstance(f, PersonName)}
        index_names(sorted(named))
        mark_due([*self.stated, *self.taken_back])
        self._log()

    def _write_taken_back(self) -> None:
        for model, facts in by_model(self.taken_back).items():
            live = model._default_manager.filter(pk__in=[fact.pk for fact in facts], retracted_at=None)
            count = live.update(retracted_at=self.entry.now, retracted_by=self.event)
            if count != len(facts):
                raise Stale("facts-changed-meanwhile", kind=model._meta.model_name)

    def _touch(self, fact: Fact) -> None:
        if isinstance(fact, (Membership, Headship)):
            self.households.add(fact.household_id)
        elif isinstance(fact, DossierCustody):
            self.households.add(fact.dossier.household_id)
        person_id: int | None = getattr(fact, "person_id", None)
        if person_id is not None:
            self.persons.add(person_id)

    def _log(self) -> None:
        streams = [f"household:{pk}" for pk in sorted(self.households)]
        streams += [f"person:{pk}" for pk in sorted(self.persons)]
        record(
            acts=[
                Act(
                    stream=stream,
                    kind="life-event",
                    actor_id=self.entry.actor_id,
                    role=self.entry.role,
                    word=self.event.kind,
                    about=f"event:{self.event.pk}",
                )
                for stream in streams
            ],
            at=self.entry.now,
        )


@contextmanager
def recording(
    kind: EventKind, entry: Entry, *households: Household | None, reverses: LifeEvent | None = None
) -> Iterator[Recording]:
    """Open the recording of an event; its households are locked, in the order of their ids, until written.

    The first household is the one the event is told in. Raises InvalidInput("date-in-future").
    """
    if entry.on > local_date(entry.now):
        raise InvalidInput("date-in-future", on=entry.on)
    concerned = [household for household in households if household is not None]
    with transaction.atomic():
        lock_households([household.pk for household in concerned])
        event = LifeEvent.objects.create(
            kind=kind,
            occurred_on=entry.on,
            recorded_at=entry.now,
            recorded_by_id=entry.actor_id,
            household=concerned[0] if concerned else None,
            reason=entry.reason,
            evidence=entry.evidence,
            reverses=reverses,
        )
        opened = Recording(event=event, entry=entry)
        yield opened
        opened.write()


def lock_households(ids: Sequence[int]) -> None:
    """Lock households in id order, so that two events never wait for each other."""
    list(Household.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def copied(fact: Fact, **changes: object) -> Fact:
    """Give an unsaved copy of a fact with some columns changed."""
    columns = {
        column.attname: getattr(fact, column.attname)
        for column in fact._meta.concrete_fields
        if column.name not in NOT_COPIED
    }
    return type(fact)(**{**columns, **changes})


def by_model(facts: Sequence[Fact]) -> dict[type[Fact], list[Fact]]:
    """Sort facts by their table."""
    sorted_: dict[type[Fact], list[Fact]] = defaultdict(list)
    for fact in facts:
        sorted_[type(fact)].append(fact)
    return sorted_


def live[F: Fact](model: type[F], **of: object) -> list[F]:
    """Give the facts that stand now: not taken back, with no end."""
    return list(model._default_manager.filter(STANDING, **of).order_by("pk"))
