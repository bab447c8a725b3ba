"""Trips asked for in the demo over the last days, so that every list has something in it; through the operations."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item
from panah.casework.operations import NewSubject, Opening, act, deliver_outbox, open_case
from panah.casework.rules import Selected
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.jalali import to_jalali
from panah.organisation.models import Account
from panah.organisation.queries import scope_of
from panah.registry.models import Household, Membership
from panah.registry.operations import record_wish
from panah.registry.values import Entry, Wish

SLUG, ROLE, LOOK = "intercity-travel", "traveller", "travellers/look"
TRIPS, SEED = 48, 25
UNREACHED = 9
"""Of so many households one has a phone no message reaches."""
WISHES = {
    1: Wish(language="prs", can_read=False),
    4: Wish(language="prs"),
    7: Wish(channel="paper"),
    10: Wish(language="ps", is_shared=True),
}
ROADS = (
    ("bushehr/ganaveh", "family-visit"),
    ("bushehr/asaluyeh", "work"),
    ("bushehr/deylam", "medical"),
    ("bushehr/ganaveh", "shopping"),
    ("bushehr/dashti", "family-visit"),
)
REASON: dict[str, Canonical] = {
    "reason_code": "no-go-area",
    "reason_text": "برای رفتن به این شهرستان اجازهٔ جداگانه می‌خواهد.",
}


def ask_for_trips(*, now: datetime) -> None:
    """Let clerks ask for families since three days ago, and the expert answer some of them."""
    random = Random(SEED)  # noqa: S311  # made-up trips, not secrets
    for place, (household, members) in enumerate(islice(families(random), TRIPS)):
        when = now - timedelta(hours=72 - place * 70 / TRIPS)
        _wish(household, place, when)
        case = ask(random, household, members, when)
        if place % 8 == 0:
            _answer(case, "approved", when + timedelta(minutes=20))
        elif place == 9:
            _answer(case, "returned", when + timedelta(minutes=30), REASON | {"reason_code": "paper-expired"})
        elif place == 11:
            _answer(case, "refused", when + timedelta(minutes=40), REASON)
    while deliver_outbox(now=now):
        pass


def families(random: Random) -> Iterator[tuple[Household, list[int]]]:
    """Households of two to six, in the order of a draw, with the people in them."""
    households = list(
        Household.objects.filter(dissolved_on=None).select_related("office").order_by("pk")[:900]
    )
    for household in random.sample(households, len(households)):
        members = Membership.objects.filter(household=household, retracted_at=None, valid_until=None)
        people = list(members.order_by("pk").values_list("person_id", flat=True))
        if 2 <= len(people) <= 6:
            yield household, people


def ask(random: Random, household: Household, members: Sequence[int], when: datetime) -> Case:
    """Let the clerk of its office ask for a trip of some of a household, at a moment (UTC)."""
    destination, reason = random.choice(ROADS)
    people = sorted(random.sample(list(members), random.randint(1, min(3, len(members)))))
    starts = local_date(when) + timedelta(days=random.randint(2, 9))
    ends = starts + timedelta(days=random.randint(2, 12))
    clerk = _actor(f"service-clerk-{household.office.code}", when)
    form: dict[str, Canonical] = {
        "travellers": [str(person) for person in people],
        "origin": "bushehr/bushehr",
        "destination": destination,
        "reason": reason,
        "trip-starts": _written(starts),
        "trip-ends": _written(ends),
    }
    if household.pk % UNREACHED == 0:
        form["phone"] = "+989175550000"
    opening = Opening(
        slug=SLUG,
        start="request",
        office_id=household.office_id,
        subjects=[NewSubject(ROLE, person) for person in people],
        household_id=household.pk,
        helper_id=clerk.account_id,
        dates=_days(starts, ends),
    )
    return open_case(opening=opening, actor=clerk, key=f"demo:{household.pk}", form=form, now=when)


def _wish(household: Household, place: int, when: datetime) -> None:
    """Let some households say at the counter how they wish to be told."""
    wish = WISHES.get(place % 12)
    if wish is not None:
        entry = Entry(on=local_date(when), now=when, actor_id=None, evidence="گفتهٔ سرپرست")
        record_wish(entry=entry, household=household, wish=wish)


def _written(day: date) -> str:
    """Write a day as the forms of people's pages keep it: `1405/09/05`."""
    at = to_jalali(day)
    return f"{at.year:04d}/{at.month:02d}/{at.day:02d}"


def _days(starts: date, ends: date) -> dict[str, date]:
    return {"trip-starts": starts, "trip-ends": ends}


def _answer(case: Case, word: str, when: datetime, form: dict[str, Canonical] | None = None) -> None:
    expert = _actor("bureau-expert", when)
    for item in Item.objects.filter(case=case, step=LOOK, state="open").order_by("pk"):
        act(
            chosen=[Selected(item.pk, item.ver)],
            step=LOOK,
            word=word,
            actor=expert,
            key=f"demo:{item.pk}",
            form=form or {},
            now=when,
        )


def _actor(username: str, when: datetime) -> Actor:
    account = Account.objects.get(username=username)
    return Actor(sender=f"account:{account.pk}", account_id=account.pk, scope=scope_of(account.pk, at=when))
