"""Writing down at a counter how a household, or one adult of it, wishes to be told."""

from collections.abc import Collection
from datetime import datetime

from panah.casework.engine.authority import Actor
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.registry.models import Household
from panah.registry.operations import record_wish
from panah.registry.queries import members_of
from panah.registry.rules import is_minor
from panah.registry.values import Entry, Wish

AS_SAID = "گفتهٔ خود شخص در باجه"


def write_wish(
    *,
    household_id: int,
    person_id: int | None,
    wish: Wish,
    actor: Actor,
    roles: Collection[str],
    now: datetime,
) -> None:
    """Record a wish as it was said at the counter, by an officer in one of some roles; no person is the household.

    The household is the officer's to see. Raises NotFound("person-unknown") for whoever is no adult member of it.
    """
    household = Household.objects.get(pk=household_id)
    today = local_date(now)
    adults = [one for one in members_of(household, on=today) if not is_minor(one.birth_last, today)]
    person = next((one for one in adults if one.pk == person_id), None)
    if person_id is not None and person is None:
        raise NotFound("person-unknown", person=person_id)
    held = actor.scope.roles & set(roles) if actor.scope else frozenset()
    entry = Entry(on=today, now=now, actor_id=actor.account_id, role=min(held, default=""), evidence=AS_SAID)
    record_wish(entry=entry, household=household, wish=wish, person=person)
