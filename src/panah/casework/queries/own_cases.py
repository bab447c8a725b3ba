"""Which cases lie behind one's own door, and their list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from panah.casework.engine.authority import Actor
from panah.casework.models import Batch, Case, Item
from panah.casework.queries.apart import block_of, own_subjects, shared
from panah.casework.queries.reach import cases_of_account, cases_of_household
from panah.catalogue.queries import content_of, definition_of
from panah.workflow.definition import ServiceDefinition, Step

PARTIES: Final = frozenset({"applicant", "person"})
"""Those whose turn it is when a step waits for the people themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in a list: `asks` says that something waits for the people themselves.

    `bearers` (parties) are those whose own papers whoever asks may see; None: everybody's.
    """

    id: int
    number: str
    title: str
    start: str
    opened_at: datetime
    is_open: bool
    alone: bool
    asks: bool
    step: str
    people: int
    bearers: tuple[int, ...] | None


def visible_cases(
    account_id: int | None, *, persons: Sequence[int], household_id: int | None
) -> QuerySet[Case]:
    """Give the cases behind one door: the household's shared work and, for a bound person, their own matters.

    What one person asked alone never shows without that person, even where the account was theirs before (S29).
    """
    asked = cases_of_account(account_id).filter(alone=False)
    about = cases_of_account(None, persons=persons)
    return asked | about | cases_of_household(household_id)


def case_lines(cases: QuerySet[Case], *, actor: Actor, most: int = 50) -> list[CaseLine]:
    """List cases, the newest first, each with the step it is at as far as whoever asks may see it; two queries."""
    rows = list(cases.order_by("-opened_at", "-pk").prefetch_related("subjects")[:most])
    waiting: dict[int, list[Item]] = {}
    for item in Item.objects.filter(case__in=[row.pk for row in rows], state="open").order_by("pk"):
        waiting.setdefault(item.case_id, []).append(item)
    return [_line(row, waiting.get(row.pk, []), actor) for row in rows]


def opened_under(sender: str, key: str) -> int | None:
    """Give the case that was opened under an idempotency key, if one was."""
    result = Batch.objects.filter(sender=sender, key=key).values_list("result", flat=True).first()
    return int(result) if result and result.isdigit() else None


def waits_for_people(item: Item) -> bool:
    """Say whether an open item is the turn of the people of the case."""
    return item.kind in {"by", "pay"} and bool(PARTIES & set(item.queue.split("+")))


def _line(case: Case, every: Sequence[Item], actor: Actor) -> CaseLine:
    definition = definition_of(case.version_id)
    subjects = list(case.subjects.all())
    own = own_subjects(definition, subjects, actor)
    waiting = shared(every, own)
    step = _step_at(definition, waiting, every)
    return CaseLine(
        id=case.pk,
        number=case.number,
        title=content_of(case.version_id).form.plain_title or definition.title,
        start=definition.starts[case.start].title,
        opened_at=case.opened_at,
        is_open=case.state == "open",
        alone=case.alone,
        asks=any(waits_for_people(item) for item in waiting),
        step=step.title if step else "",
        people=len(subjects),
        bearers=None if own is None else tuple(one.party_id for one in subjects if one.pk in own),
    )


def _step_at(definition: ServiceDefinition, waiting: Sequence[Item], every: Sequence[Item]) -> Step | None:
    """The step a case lies at; where others go their own ways, the block they are in."""
    first = next(iter(waiting), None)
    if first is not None:
        return definition.steps.get(first.step)
    apart = block_of(definition, every)
    return definition.step(apart[0]) if apart else None
