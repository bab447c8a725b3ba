"""Birth, marriage, divorce and death."""

from collections.abc import Sequence
from datetime import timedelta

from panah.foundation.errors import Conflict, InvalidInput
from panah.registry.models import (
    Binding,
    Headship,
    Household,
    LifeEvent,
    Particulars,
    Person,
    Relationship,
    ResidenceStatus,
)
from panah.registry.operations.moving import (
    home_for,
    household_of,
    join,
    leave,
    move,
    must_live,
)
from panah.registry.operations.recording import copied, live, recording
from panah.registry.values import Entry, NewHousehold, PersonInput
from panah.registry.words import EventKind, HeadshipKind, RelationKind

NEXT_DAY = timedelta(days=1)


def record_birth(
    *, entry: Entry, household: Household, child: PersonInput, mother: Person | None, father: Person | None
) -> tuple[LifeEvent, Person]:
    """Enter a newborn in a household, child of its mother and father; returns the event and the child.

    Its status is what ``child`` states: whether it may have the parents' is decided by its case.

    Raises InvalidInput("parent-missing"), InvalidInput("birth-after-event").
    """
    if mother is None and father is None:
        raise InvalidInput("parent-missing")
    if child.born.first > entry.on:
        raise InvalidInput("birth-after-event", born=child.born.first)
    with recording(EventKind.BIRTH, entry, household) as event:
        newborn = event.enter(child, since=child.born.first)
        event.about(newborn, "newborn")
        join(event, [newborn], household, on=child.born.first)
        for parent, role in ((mother, "mother"), (father, "father")):
            if parent is not None:
                event.about(parent, role)
                event.state(
                    Relationship(
                        person=parent,
                        other=newborn,
                        kind=RelationKind.PARENT,
                        evidence=entry.evidence,
                        valid_from=child.born.first,
                    )
                )
    return event.event, newborn


def record_marriage(
    *, entry: Entry, husband: Person, wife: Person, home: Household | NewHousehold | None
) -> LifeEvent:
    """Record a marriage; with ``home`` those of the two who live elsewhere move in there.

    Other marriages of either stay as they are: a man with two wives may live in two households. A household
    whose head moves out has its next head the same day.

    Raises Conflict("already-married-to-each-other", "person-has-died").
    """
    must_live(husband, wife)
    if tie_between(husband, wife) is not None:
        raise Conflict("already-married-to-each-other")
    joined = home if isinstance(home, Household) else None
    with recording(EventKind.MARRIAGE, entry, joined, household_of(husband), household_of(wife)) as event:
        event.about(husband, "husband")
        event.about(wife, "wife")
        event.state(
            Relationship(
                person=husband,
                other=wife,
                kind=RelationKind.SPOUSE,
                evidence=entry.evidence,
                valid_from=entry.on,
            )
        )
        if home is not None:
            move(event, [husband, wife], home_for(event, home, head=husband, on=entry.on), on=entry.on)
    return event.event


def record_divorce(
    *,
    entry: Entry,
    husband: Person,
    wife: Person,
    leavers: Sequence[Person] = (),
    home: Household | NewHousehold | None = None,
) -> LifeEvent:
    """End a marriage; ``leavers`` (one of the two, with children or not) go to ``home``.

    Without leavers both stay in one house, as divorced couples do. The first leaver heads a new household.

    Raises Conflict("not-married-to-each-other"), InvalidInput("leavers-need-a-home").
    """
    tie = tie_between(husband, wife)
    if tie is None:
        raise Conflict("not-married-to-each-other")
    if leavers and home is None:
        raise InvalidInput("leavers-need-a-home")
    joined = home if isinstance(home, Household) else None
    with recording(EventKind.DIVORCE, entry, household_of(husband), household_of(wife), joined) as event:
        event.about(husband, "husband")
        event.about(wife, "wife")
        event.end([tie], entry.on)
        if leavers and home is not None:
            move(event, leavers, home_for(event, home, head=leavers[0], on=entry.on), on=entry.on)
    return event.event


def record_death(*, entry: Entry, person: Person, new_head: Person | None = None) -> LifeEvent:
    """Record a death: the person's membership, status, marriages and guardianships end with the day.

    When the head dies the widow or widower heads the household at once, else the oldest member, unless
    ``new_head`` says otherwise (S30). Nobody else's status is touched (S5). The account bound to the dead
    person opens nothing any more. Papers stay recorded as held until they are handed in.

    Raises Conflict("person-has-died", "head-not-among-members").
    """
    must_live(person)
    household = household_of(person)
    after = entry.on + NEXT_DAY
    with recording(EventKind.DEATH, entry, household) as event:
        event.about(person, "deceased")
        if household is not None:
            leave(event, [person], household, on=after, new_head=new_head)
        for fact in live(Particulars, person=person):
            event.take_back(fact)
            event.state(copied(fact, died_on=entry.on))
        event.end(live(ResidenceStatus, person=person), after)
        event.end(_ties_that_end_with_life(person), after)
        event.end(
            [h for h in _elsewhere_in_charge(person) if household is None or h.household != household], after
        )
        Binding.objects.filter(person=person, ended_at=None).update(ended_at=entry.now)
    return event.event


def tie_between(husband: Person, wife: Person) -> Relationship | None:
    """Give the marriage two people are in with each other now, recorded from either side."""
    ties = live(Relationship, kind=RelationKind.SPOUSE, person=husband, other=wife)
    ties += live(Relationship, kind=RelationKind.SPOUSE, person=wife, other=husband)
    return ties[0] if ties else None


def _ties_that_end_with_life(person: Person) -> list[Relationship]:
    """Every tie but parenthood."""
    ties = [*live(Relationship, person=person), *live(Relationship, other=person)]
    return [tie for tie in ties if tie.kind != RelationKind.PARENT]


def _elsewhere_in_charge(person: Person) -> list[Headship]:
    return live(Headship, person=person, kind=HeadshipKind.TEMPORARY)
