"""Who may say now, of which people of a case, that they stay: each for herself, or whoever she comes to (S11, S12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.queries.apart import PERSON, is_each_for_herself
from panah.casework.queries.worklist import name_of
from panah.catalogue.queries import definition_of
from panah.workflow.definition import On, ServiceDefinition, ToEnd

STAYS: Final = "stays"
"""What a wait is told of somebody who stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWord:
    """That one person stays: the message that says so, brought to where she stands (`is_awaited`) or said of a block.

    `until` (UTC) is when the wait ends by which she may think, None where she waits for no such moment.
    """

    subject: int
    party: int
    name: str
    message: str
    is_awaited: bool
    until: datetime | None


def own_words(case_id: int, *, actor: Actor) -> tuple[OwnWord, ...]:
    """List for whom this actor may say it; the household's phone and the other adults may for nobody.

    Leaving by one's own word comes first: it means something for one's children too. Three queries.
    """
    case = Case.objects.select_related("office").get(pk=case_id)
    definition = definition_of(case.version_id)
    if case.state != "open" or not is_each_for_herself(definition):
        return ()
    items = list(case.items.order_by("pk"))
    subjects = case.subjects.filter(state="open").select_related("party__person").order_by("pk")
    found = (_word(definition, case, one, items, actor) for one in subjects)
    return tuple(one for one in found if one is not None)


def _word(
    definition: ServiceDefinition, case: Case, one: Subject, items: Sequence[Item], actor: Actor
) -> OwnWord | None:
    own = [item for item in items if item.subject_id == one.pk]
    here = next((item for item in own if item.state == "open"), None)
    step = definition.steps.get(here.step) if here else None
    on = next((on for on in definition.ons.values() if _fits(definition, on, one, own)), None)
    awaits = step is not None and step.hears(STAYS)
    if on is not None and _may(on.by, case, one, actor):
        message, is_awaited = on.message, False
    elif awaits and _may(definition.registry.messengers.get(STAYS, ()), case, one, actor):
        message, is_awaited = STAYS, True
    else:
        return None
    return OwnWord(
        subject=one.pk,
        party=one.party_id,
        name=name_of(one),
        message=message,
        is_awaited=is_awaited,
        until=here.due_at if here and step and STAYS in step.messages else None,
    )


def _fits(definition: ServiceDefinition, on: On, one: Subject, own: Sequence[Item]) -> bool:
    """Whether it can be said now of this person: inside its block, and before the step that ends it."""
    if PERSON not in on.by or not isinstance(on.go, ToEnd):
        return False
    if on.until is not None and any(item.step == on.until for item in own):
        return False
    if on.block is None:
        return True
    walked = {step.path for step in definition.block_steps(on.block)}
    return one.waiting_at == on.block or any(item.state == "open" and item.step in walked for item in own)


def _may(roles: Sequence[str] | frozenset[str], case: Case, one: Subject, actor: Actor) -> bool:
    if PERSON in roles and one.party_id in actor.persons:
        return True
    scope = actor.scope
    return scope is not None and any(scope.allows(role, case.office.path) for role in roles)
