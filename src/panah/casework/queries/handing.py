"""Who may give which work to whom: asked before an item is taken, given to a colleague or put back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from panah.casework.engine.authority import Actor
from panah.casework.models import Item, Subject
from panah.casework.queries.eyes import barred
from panah.casework.queries.worklist import WorkRow, work_rows
from panah.organisation.absent import away
from panah.organisation.queries import holders, scope_of
from panah.organisation.roles import APPOINTED_ROLES
from panah.organisation.rules import Holding, Scope
from panah.organisation.supervision import SUPERVISORS, power_over
from panah.registry.queries import person_of


@dataclass(frozen=True, slots=True)
class Handing:
    """Whether an item may be handed over: why not (empty where it may), and by whose power."""

    refused: str
    power: Holding | None = None


def handing(items: Sequence[Item], *, to: int | None, actor: Actor, now: datetime) -> Mapping[int, Handing]:
    """Say for each open item whether this actor may give it to an account, or back to all (None), at a moment (UTC).

    A supervisor hands out what they supervise; everybody else takes what nobody holds, or a colleague who is away,
    and gives on or puts back what they hold themselves. Whoever is to have it must be able to do it: role and office,
    four eyes, not their own matter. Refused: `not-yours`, `held`, `own-matter`, `unchanged`, `not-their-role`,
    `their-matter`, `same-officer`. The number of queries does not depend on the items, but on their steps.
    """
    others = {item.assignee_id for item in items if item.assignee_id is not None} - {actor.account_id}
    gone = away(now, accounts=sorted(others))
    own = _own(items, actor)
    unable = _unable(items, to, now)
    return {
        item.pk: _handing(
            item, actor, to, left=item.assignee_id in gone, own=item.case_id in own, unable=unable
        )
        for item in items
    }


def able_colleagues(items: Iterable[Item], *, at: datetime) -> list[tuple[int, str]]:
    """Give who holds a role of some of these items over its office and is not away: (account, label), by label."""
    places = {(role, item.office_id): item.office for item in items for role in item.queue.split("+")}
    found = {
        held.staff.account_id: held.staff.label
        for (role, _), office in sorted(places.items(), key=lambda one: one[0])
        for held in holders(role=role, office=office, at=at)
    }
    gone = away(at, accounts=found)
    return sorted(((pk, label) for pk, label in found.items() if pk not in gone), key=lambda one: one[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOut:
    """What of a selection somebody may hand out, to whom (account, label), and how many pieces fell away."""

    rows: tuple[WorkRow, ...]
    chosen: tuple[tuple[int, int], ...]
    to: tuple[tuple[int, str], ...]
    gone: int


def hand_out(chosen: Sequence[tuple[int, int]], *, actor: Actor, now: datetime) -> HandOut:
    """Lay out chosen (item, version) pairs before they are handed out, in as many queries for one as for many."""
    versions = dict(chosen)
    found = Item.objects.filter(pk__in=versions, state="open", kind="by").select_related("case", "office")
    may = handing(list(found), to=None, actor=actor, now=now)
    items = [item for item in found if may[item.pk].refused in {"", "unchanged"}]
    gone = away(now, accounts=[item.assignee_id for item in items if item.assignee_id is not None])
    rows = work_rows([item for item in versions if item in {one.pk for one in items}], away=gone)
    return HandOut(
        rows=rows,
        chosen=tuple((row.item, versions[row.item]) for row in rows),
        to=tuple(able_colleagues(items, at=now)),
        gone=len(versions) - len(rows),
    )


@dataclass(frozen=True, slots=True)
class InHand:
    """What may be done with an open item one may not decide now, and when whoever has it is back (local day)."""

    may_take: bool
    may_hand_out: bool
    back_on: date | None


def in_hand(item_id: int, *, actor: Actor, now: datetime) -> InHand:
    """Say of an item in somebody else's hand, or of another's queue, what whoever asks may do with it."""
    item = Item.objects.select_related("case", "office").filter(pk=item_id, state="open", kind="by").first()
    if item is None or actor.account_id is None:
        return InHand(may_take=False, may_hand_out=False, back_on=None)
    take = handing([item], to=actor.account_id, actor=actor, now=now)[item.pk]
    give = handing([item], to=None, actor=actor, now=now)[item.pk]
    holder = [] if item.assignee_id is None else [item.assignee_id]
    return InHand(
        may_take=not take.refused,
        may_hand_out=give.refused in {"", "unchanged"} and supervises(actor.scope, item) is not None,
        back_on=away(now, accounts=holder).get(item.assignee_id or 0),
    )


def supervises(scope: Scope | None, item: Item) -> Holding | None:
    """Give the holding by which somebody hands out an item's work."""
    if scope is None:
        return None
    found = (
        power_over(scope, by=SUPERVISORS, role=role, kind=item.office.kind, path=item.office.path)
        for role in item.queue.split("+")
        if role in APPOINTED_ROLES
    )
    return next((power for power in found if power), None)


def officer(account_id: int, now: datetime) -> Actor:
    """Give what an account may do at a moment (UTC), with the person bound to it."""
    person = person_of(account_id)
    return Actor(
        sender=f"account:{account_id}",
        account_id=account_id,
        scope=scope_of(account_id, at=now),
        persons=(person.pk,) if person else (),
    )


def _handing(
    item: Item, actor: Actor, to: int | None, *, left: bool, own: bool, unable: Mapping[int, str]
) -> Handing:
    scope, me = actor.scope, actor.account_id
    power = supervises(scope, item) or _holding(scope, item)
    if power is None or scope is None:
        return Handing("not-yours")
    if own or (me is not None and item.case.applicant_id == me):
        return Handing("own-matter")
    held = item.assignee_id is not None and item.assignee_id != me and not left
    if held and power.role not in SUPERVISORS:
        return Handing("held")
    if item.assignee_id == to:
        return Handing("unchanged")
    return Handing(unable.get(item.pk, ""), power)


def _holding(scope: Scope | None, item: Item) -> Holding | None:
    able = [
        held
        for held in (scope.holdings if scope else ())
        if held.role in item.queue.split("+") and item.office.path.startswith(held.office_path)
    ]
    return next((held for held in able if scope and held.for_account == scope.account_id), None) or next(
        iter(able), None
    )


def _own(items: Iterable[Item], actor: Actor) -> set[int]:
    if not actor.persons:
        return set()
    about = Subject.objects.filter(case__in={item.case_id for item in items}, party__in=actor.persons)
    return set(about.values_list("case_id", flat=True))


REASONS = {"not-your-queue": "not-their-role", "own-matter": "their-matter", "helped": "their-matter"}


def _unable(items: Sequence[Item], to: int | None, now: datetime) -> dict[int, str]:
    """The items an account could not do, with the reason: asked as if nobody held them."""
    if to is None:
        return {}
    held = {item.pk: item.assignee_id for item in items}
    for item in items:
        item.assignee_id = None
    why = barred(items, actor=officer(to, now))
    for item in items:
        item.assignee_id = held[item.pk]
    return {pk: REASONS.get(reason, reason) for pk, reason in why.items() if reason}
