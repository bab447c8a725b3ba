"""Sending a request: its subjects, its days and offices, and whose matter it is."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.http import HttpRequest

from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.queries.asking import Offer
from panah.casework.queries.family import Family
from panah.foundation.canonical import Canonical
from panah.web.account.door import own_person
from panah.web.files.handing import hand_in_answers
from panah.web.forms.opening import chosen_people, days_in, offices_in
from panah.web.identity import visitor_of


def send(
    request: HttpRequest,
    *,
    offer: Offer,
    family: Family,
    values: Mapping[str, Canonical],
    key: str,
    held_as: str,
) -> int:
    """Open the case of a request and return its number in our books; the same key gives the same case.

    The files it was answered with, held as `held_as`, become part of it in the same act.
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
    with transaction.atomic():
        made = open_case(opening=opening, actor=visitor.actor, key=key, form=values, now=visitor.now)
        hand_in_answers(request, made.pk, held_as, offer.asking, values)
    return made.pk


def is_alone(people: Sequence[int], person: int | None, family: Family) -> bool:
    """Say whether an adult asks for themselves only."""
    own = family.member(person) if person is not None else None
    return own is not None and not own.is_minor and list(people) == [own.id]
