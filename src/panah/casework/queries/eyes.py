"""Why an officer may not decide an open item: asked of the very predicate that moves cases (S8)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from panah.casework.engine import sql
from panah.casework.engine.authority import Actor, eyes_of_before, other_eyes
from panah.casework.models import Item, Subject
from panah.casework.rules import decides
from panah.catalogue.queries import definition_of
from panah.organisation.roles import ROLES, Standing

type Hands = frozenset[int]
"""The accounts that act together: one's own, and that of whoever one stands in for."""


def barred(items: Sequence[Item], *, actor: Actor) -> Mapping[int, str]:
    """Say for each open item why this officer may not decide it; empty where they may.

    `not-your-queue`, `assigned`, `own-matter`, `helped`, `same-officer`. One query for each step the items are at,
    however many they are.
    """
    hands = {item.pk: _hands(item, actor) for item in items}
    free = _free(items, hands, actor)
    own = _own_cases(items, actor)
    return {
        item.pk: "" if item.pk in free else _why(item, hands[item.pk], actor, is_own=item.case_id in own)
        for item in items
    }


def _hands(item: Item, actor: Actor) -> list[Hands]:
    """With which hands the actor could decide the item, by role and office alone."""
    scope, me = actor.scope, actor.account_id
    if scope is None or me is None or item.assignee_id not in {None, me}:
        return []
    able = [
        held.for_account
        for held in scope.holdings
        if held.role in item.queue.split("+")
        and ROLES[held.role].standing is not Standing.PARTY
        and item.office.path.startswith(held.office_path)
    ]
    return [frozenset({me, account}) for account in dict.fromkeys(able)]


def _free(items: Sequence[Item], hands: Mapping[int, Sequence[Hands]], actor: Actor) -> set[int]:
    """The items at which no eyes are missing, with some of the hands."""
    alike: dict[tuple[int, str, Hands], list[int]] = defaultdict(list)
    for item in items:
        for both in hands[item.pk]:
            alike[(item.case.version_id, item.step, both)].append(item.pk)
    free: set[int] = set()
    for (version, path, both), ids in alike.items():
        free |= _asked(version, path, both, ids, actor)
    return free


def _asked(version: int, path: str, both: Hands, ids: Sequence[int], actor: Actor) -> set[int]:
    definition = definition_of(version)
    step = definition.steps[path]
    is_decision = decides([definition.nature(word) for word in step.words])
    here, params = other_eyes(step, set(both), actor.persons, is_decision=is_decision)
    before, more = eyes_of_before(step, set(both), is_decision=is_decision)
    found = sql.rows(
        f"""
        SELECT b.id FROM (SELECT id, case_id FROM casework_item WHERE id IN ({sql.places(len(ids))})) b
        JOIN casework_case c ON c.id = b.case_id WHERE {here} AND {before}
        """,  # noqa: S608  # our own text
        [*ids, *params, *more],
    )
    return {int(str(row[0])) for row in found}


def _own_cases(items: Iterable[Item], actor: Actor) -> set[int]:
    if not actor.persons:
        return set()
    about = Subject.objects.filter(case__in={item.case_id for item in items}, party__in=actor.persons)
    return set(about.values_list("case_id", flat=True))


def _why(item: Item, hands: Sequence[Hands], actor: Actor, *, is_own: bool) -> str:
    if item.assignee_id not in {None, actor.account_id}:
        return "assigned"
    if not hands:
        return "not-your-queue"
    everybody = frozenset().union(*hands)
    if is_own or item.case.applicant_id in everybody:
        return "own-matter"
    return "helped" if item.case.helper_id in everybody else "same-officer"
