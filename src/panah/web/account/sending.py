"""Sending a request: its subjects, its days and offices, and whose matter it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.http import HttpRequest

from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.queries.asking import Asking, Offer
from panah.casework.queries.family import Family
from panah.casework.queries.places import directorate_of
from panah.foundation.canonical import Canonical
from panah.web.account.door import own_person
from panah.web.forms.building import kept_day
from panah.web.identity import visitor_of

DESTINATION: Final = "destination"
MEMBERS: Final = "members"


def send(
    request: HttpRequest, *, offer: Offer, family: Family, values: Mapping[str, Canonical], key: str
) -> int:
    """Open the case of a request and return its number in our books; the same key gives the same case.

    Somebody known in person who asks for themselves alone asks behind their own door (S29). Raises what `open_case`
    raises.
    """
    visitor = visitor_of(request)
    people = chosen_people(offer.asking, values)
    person = own_person(request)
    opening = Opening(
        slug=offer.slug,
        start=offer.start,
        office_id=family.office_id,
        subjects=[NewSubject(offer.role, one) for one in people],
        household_id=family.id,
        applicant_id=visitor.account_id,
        alone=is_alone(people, person, family),
        dates=days_in(offer.asking, values),
        offices=offices_in(values),
    )
    return open_case(opening=opening, actor=visitor.actor, key=key, form=values, now=visitor.now).pk


def chosen_people(asking: Asking, values: Mapping[str, Canonical]) -> list[int]:
    """Give the people named by the question that asks for members."""
    name = next((one.name for one in asking.questions if one.type == MEMBERS), "")
    chosen = values.get(name)
    return [int(str(one)) for one in chosen] if isinstance(chosen, list) else []


def is_alone(people: Sequence[int], person: int | None, family: Family) -> bool:
    """Say whether an adult asks for themselves only."""
    own = family.member(person) if person is not None else None
    return own is not None and not own.is_minor and list(people) == [own.id]


def days_in(asking: Asking, values: Mapping[str, Canonical]) -> dict[str, date]:
    """Give the days of a form by name, for the deadlines that begin or end with them."""
    named = [one.name for one in asking.questions if one.type == "jalali-date"]
    return {name: day for name in named if (day := kept_day(values.get(name)))}


def offices_in(values: Mapping[str, object]) -> dict[str, int]:
    """Give the office of the destination, where this installation has it."""
    province = str(values.get(DESTINATION) or "").partition("/")[0]
    office = directorate_of(province) if province else None
    return {DESTINATION: office} if office else {}
