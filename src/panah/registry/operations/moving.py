"""Moving people in and out of households so that no household is ever left without a head."""

from collections.abc import Iterable
from datetime import date

from panah.foundation.errors import Conflict
from panah.registry.models import Headship, Household, Membership, Person, Relationship
from panah.registry.operations.recording import Recording, live
from panah.registry.rules import MemberFacts, successor
from panah.registry.values import NewHousehold
from panah.registry.words import HeadshipKind, RelationKind


def household_of(person: Person) -> Household | None:
    """Give the household a person belongs to now."""
    membership = next(iter(live(Membership, person=person)), None)
    return membership.household if membership else None


def members_now(household: Household) -> list[Person]:
    """Give the members of a household now, the head first, then by age."""
    people = [m.person for m in live(Membership, household=household)]
    head = current_head(household)
    return sorted(people, key=lambda p: (head is None or p.pk != head.person_id, p.birth_first, p.pk))


def current_head(household: Household, kind: HeadshipKind = HeadshipKind.HEAD) -> Headship | None:
    """Give who heads a household now, or stands in for its head."""
    return next(iter(live(Headship, household=household, kind=kind)), None)


def must_belong(person: Person, household: Household) -> None:
    """Raise Conflict("not-a-member") unless the person belongs to the household now."""
    if not live(Membership, person=person, household=household):
        raise Conflict("not-a-member", person=person.pk, household_code=household.household_code)


def must_live(*persons: Person) -> None:
    """Raise Conflict("person-has-died") when somebody's death is recorded."""
    for person in persons:
        if person.died_on is not None:
            raise Conflict("person-has-died", person=person.pk)


def leave(
    recording: Recording,
    leavers: Iterable[Person],
    household: Household,
    *,
    on: date,
    new_head: Person | None = None,
) -> None:
    """End memberships; when the head goes and others stay, the next head follows at once (S30)."""
    going = {person.pk for person in leavers}
    staying = [person for person in members_now(household) if person.pk not in going]
    recording.end([m for m in live(Membership, household=household) if m.person_id in going], on)
    temporary = current_head(household, HeadshipKind.TEMPORARY)
    if temporary is not None and (temporary.person_id in going or not staying):
        recording.end([temporary], on)
    head = current_head(household)
    if head is None or head.person_id not in going:
        return
    recording.end([head], on)
    if staying:
        follow(recording, household, new_head or _next_head(head, staying, on), staying, on=on)


def follow(
    recording: Recording, household: Household, head: Person, among: list[Person], *, on: date
) -> None:
    """Make somebody the head from a day on. Raises Conflict("head-not-among-members")."""
    if head.pk not in {person.pk for person in among}:
        raise Conflict("head-not-among-members", person=head.pk)
    recording.state(Headship(household=household, person=head, kind=HeadshipKind.HEAD, valid_from=on))
    recording.about(head, "new_head")


def join(recording: Recording, people: Iterable[Person], household: Household, *, on: date) -> None:
    """Begin memberships; whoever belongs elsewhere must have left before. No earlier than the household."""
    since = max(on, household.formed_on)
    recording.state(*(Membership(household=household, person=p, valid_from=since) for p in people))


def move(recording: Recording, people: Iterable[Person], to: Household, *, on: date) -> None:
    """Bring people into a household, out of whichever they belong to; those already there stay."""
    coming = []
    by_origin: dict[int, tuple[Household, list[Person]]] = {}
    for person in people:
        origin = household_of(person)
        if origin is not None and origin.pk == to.pk:
            continue
        coming.append(person)
        if origin is not None:
            by_origin.setdefault(origin.pk, (origin, []))[1].append(person)
    for origin, leavers in by_origin.values():
        leave(recording, leavers, origin, on=on)
    join(recording, coming, to, on=on)


def home_for(recording: Recording, home: Household | NewHousehold, *, head: Person, on: date) -> Household:
    """Give the household itself, or form the new one with its head."""
    if isinstance(home, Household):
        return home
    return recording.form(home, head=head, since=on)


def spouses_of(person_id: int) -> set[int]:
    """Give everybody the person is married to now."""
    ties = [*live(Relationship, kind=RelationKind.SPOUSE, person=person_id)]
    ties += live(Relationship, kind=RelationKind.SPOUSE, other=person_id)
    return {tie.person_id for tie in ties} | {tie.other_id for tie in ties} - {person_id}


def _next_head(head: Headship, staying: list[Person], on: date) -> Person:
    spouses = spouses_of(head.person_id)
    chosen = successor((MemberFacts(p.pk, p.birth_last, p.pk in spouses) for p in staying), on)
    return next(person for person in staying if person.pk == chosen)
