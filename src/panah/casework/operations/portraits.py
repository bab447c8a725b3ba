"""Taking a portrait at a desk of the bureau, and looking at one; both stand in the journal."""

from typing import Final

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.queries.reach import HOUSEHOLD_READERS, narrowed
from panah.casework.queries.reading import Reading
from panah.foundation.clock import local_date
from panah.foundation.errors import NotAllowed, NotFound
from panah.organisation.rules import Scope
from panah.registry.models import Household, Membership, Person
from panah.registry.models.base import STANDING
from panah.registry.operations import record_portrait
from panah.registry.queries import household_in_scope, log_reading, portrait_of
from panah.registry.values import Entry

TAKERS: Final = ("bureau-clerk", "bureau-expert", "bureau-officer")
"""Who takes a portrait of somebody who sits before them."""
SEEN: Final = "شخص رو به روی متصدی بود."


def take_portrait(*, code: str, person_id: int, data: bytes, actor: Actor, look: Reading) -> None:
    """Record the portrait of a member of a household of the officer's.

    Raises NotFound("household-unknown", "person-unknown"), NotAllowed (`not-your-role`; `own-matter` for the officer's
    own picture, S8), InvalidInput as `record_portrait` does.
    """
    if actor.scope is None:
        raise NotAllowed("not-your-role")
    household = household_in_scope(code, scope=actor.scope)
    person = _member(household, person_id)
    if person.pk in set(actor.persons):
        raise NotAllowed("own-matter")
    role = _role(actor.scope, household)
    with transaction.atomic():
        record_portrait(
            entry=Entry(
                on=local_date(look.at), now=look.at, actor_id=actor.account_id, role=role, evidence=SEEN
            ),
            person=person,
            data=data,
        )


def look_at_portrait(*, code: str, person_id: int, scope: Scope, look: Reading) -> bytes:
    """Give the portrait of a member and write the look down (S20).

    Raises NotFound("household-unknown", "person-unknown", "portrait-missing").
    """
    household = household_in_scope(code, scope=narrowed(scope, HOUSEHOLD_READERS))
    person = _member(household, person_id)
    body = portrait_of(person.pk, on=local_date(look.at))
    if body is None:
        raise NotFound("portrait-missing", person=person_id)
    log_reading(look, [f"person:{person.pk}"])
    return body


def _member(household: Household, person_id: int) -> Person:
    if not Membership.objects.filter(STANDING, household=household, person=person_id).exists():
        raise NotFound("person-unknown", person=person_id)
    return Person.objects.get(pk=person_id)


def _role(scope: Scope, household: Household) -> str:
    role = next((one for one in TAKERS if scope.allows(one, household.office.path)), None)
    if role is None:
        raise NotAllowed("not-your-role")
    return role
