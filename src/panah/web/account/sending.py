"""Sending a request: its subjects, its days and offices, and whose matter it is."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest

from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.queries.asking import Offer
from panah.casework.queries.family import Family
from panah.foundation.canonical import Canonical
from panah.web.account.door import own_person
from panah.web.forms.opening import chosen_people, days_in, offices_in
from panah.web.identity import visitor_of


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


def is_alone(people: Sequence[int], person: int | None, family: Family) -> bool:
    """Say whether an adult asks for themselves only."""
    own = family.member(person) if person is not None else None
    return own is not None and not own.is_minor and list(people) == [own.id]
