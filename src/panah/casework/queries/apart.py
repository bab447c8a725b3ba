"""Where each decides for herself, others see the shared part alone: not whether she goes, waits or withdrew (S29)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from panah.casework import registrations
from panah.casework.engine.authority import Actor
from panah.casework.models import Item, Subject
from panah.registry.queries import minors_among
from panah.workflow.definition import ServiceDefinition, ToEnd, ToStep

PERSON, APPLICANT = "person", "applicant"
CHILDREN = "minors-of"


def is_each_for_herself(definition: ServiceDefinition) -> bool:
    """Whether a person may leave alone by her own word, which is nobody's to say for her."""
    return any(
        PERSON in on.by
        and APPLICANT not in on.by
        and (isinstance(on.go, ToEnd) or (isinstance(on.go, ToStep) and definition.step(on.go.path).block))
        for on in definition.ons.values()
    )


def is_own_matter(definition: ServiceDefinition, about: Subject, *, on: date) -> bool:
    """Whether what happens to somebody is nobody else's to hear: a grown-up, where each decides for herself."""
    return is_each_for_herself(definition) and not minors_among([about.party_id], on=on)


def own_subjects(
    definition: ServiceDefinition, subjects: Sequence[Subject], actor: Actor
) -> frozenset[int] | None:
    """Give the subjects whose own matters whoever asks may see: themselves and their children; None: everybody's.

    Staff see everybody's by their office, and so do all where no one decides alone. A household's phone is nobody.
    """
    is_staff = actor.scope is not None and bool(actor.scope.holdings)
    if is_staff or not is_each_for_herself(definition):
        return None
    own = {one.pk for one in subjects if one.party_id in actor.persons}
    return frozenset(own | _children_of(own))


def shared(items: Iterable[Item], own: Collection[int] | None) -> list[Item]:
    """Keep of a case's items what is everybody's, and one's own."""
    return [item for item in items if own is None or item.subject_id is None or item.subject_id in own]


def block_of(definition: ServiceDefinition, items: Sequence[Item]) -> tuple[str, Item] | None:
    """Name the block the newest step lies in, and its first item: that one opened as all came there."""
    steps = [definition.steps[item.step] for item in items if item.step in definition.steps]
    block = next((step.block for step in reversed(steps) if step.block), None)
    first = next((item for item in items if block and item.step.startswith(f"{block}/")), None)
    return (block, first) if block and first else None


def _children_of(own: set[int]) -> set[int]:
    try:
        return set(registrations.group(CHILDREN)(own)) if own else set()
    except registrations.Unregistered:
        return set()
