"""The queue of records that look like one person, and two of them side by side."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.organisation.queries import offices_in
from panah.organisation.rules import Scope
from panah.registry.models import Binding, DuplicateProposal, LifeEventSubject, Membership, SamePerson
from panah.registry.models.base import STANDING
from panah.registry.queries.records import PersonRecord, person_record
from panah.registry.rules import Reading
from panah.registry.words import EventKind, ProposalState

REVIEWERS: Final = frozenset({"bureau-expert", "bureau-officer", "bureau-approver", "ministry-expert"})
"""Who judges whether two records are one person's: the bureau and the ministry, never a contractor (S19)."""
SHOWN: Final = 50
COUNTED: Final = 100
WAITING: Final = (ProposalState.OPEN.value, ProposalState.ASKED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """One pair in the queue: enough to tell which, and why it is there. `waits` says that one officer has spoken."""

    id: int
    names: tuple[str, str]
    fathers: tuple[str, str]
    born: tuple[tuple[date, str], tuple[date, str]]
    households: tuple[str, str]
    score: int
    reasons: tuple[str, ...]
    proposed_at: datetime
    waits: bool
    asked_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two records, with when and where it was entered, and whether an account is bound to it."""

    record: PersonRecord
    entered_on: date | None
    has_account: bool
    stands_for: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two records side by side and what was said of them so far; `asked_by` are the hands that may not confirm."""

    id: int
    sides: tuple[Side, Side]
    score: int
    reasons: tuple[str, ...]
    state: str
    keep: int | None
    asked_by: frozenset[int]
    asked_at: datetime | None
    asked_ground: str
    decided_at: datetime | None
    ground: str


def pairs_waiting(
    scope: Scope, *, persons: tuple[int, ...] = (), after: int | None = None
) -> tuple[PairLine, ...]:
    """Give the pairs an officer may judge, the likest first and then the oldest, fifty at a time: three queries.

    `after` is the pair the page before ended with. Never a pair the officer is one of (S8).
    """
    rows = _mine(scope, persons).order_by("-score", "proposed_at", "pk").select_related("first", "second")
    if after is not None and (last := DuplicateProposal.objects.filter(pk=after).first()) is not None:
        later = Q(proposed_at__gt=last.proposed_at) | Q(proposed_at=last.proposed_at, pk__gt=last.pk)
        rows = rows.filter(Q(score__lt=last.score) | Q(score=last.score) & later)
    pairs = list(rows[:SHOWN])
    codes = _households({person for one in pairs for person in (one.first_id, one.second_id)})
    return tuple(_line(one, codes) for one in pairs)


def count_waiting(scope: Scope, *, persons: tuple[int, ...] = ()) -> int:
    """Count the pairs an officer may judge, up to a hundred."""
    return _mine(scope, persons).order_by()[:COUNTED].count()


def is_pair_of(pair: int, scope: Scope, *, persons: tuple[int, ...] = ()) -> bool:
    """Whether a pair is the officer's to see, whatever was said of it."""
    return _within(scope, persons).filter(pk=pair).exists()


def compare(pair: int, *, scope: Scope, persons: tuple[int, ...] = (), reading: Reading) -> Comparison:
    """Give two records side by side and log the look at both.

    Raises NotFound("pair-unknown"), the same for one outside the scope as for one that is not there.
    """
    found = _within(scope, persons).filter(pk=pair).first()
    if found is None:
        raise NotFound("pair-unknown", pair=pair)
    on = local_date(reading.at)
    first, second = (_side(person, reading, on) for person in (found.first_id, found.second_id))
    hands = {found.asked_by_id, found.asked_for_id} - {None}
    return Comparison(
        id=found.pk,
        sides=(first, second),
        score=found.score,
        reasons=tuple(found.reasons),
        state=found.state,
        keep=found.keep_id,
        asked_by=frozenset(hand for hand in hands if hand is not None),
        asked_at=found.asked_at,
        asked_ground=found.asked_ground,
        decided_at=found.decided_at,
        ground=found.ground,
    )


def known_as(person_id: int) -> tuple[int, ...]:
    """Give a person's own key and those of the records that stand for the same person."""
    aliases = SamePerson.objects.filter(STANDING, kept=person_id).order_by("person_id")
    return (person_id, *aliases.values_list("person_id", flat=True))


def _within(scope: Scope, persons: tuple[int, ...]) -> QuerySet[DuplicateProposal]:
    offices = offices_in(scope, roles=REVIEWERS).values("pk")
    rows = DuplicateProposal.objects.filter(office__in=offices)
    return rows.exclude(Q(first__in=persons) | Q(second__in=persons)) if persons else rows


def _mine(scope: Scope, persons: tuple[int, ...]) -> QuerySet[DuplicateProposal]:
    return _within(scope, persons).filter(state__in=WAITING)


def _households(persons: set[int]) -> dict[int, str]:
    rows = Membership.objects.filter(STANDING, person__in=persons)
    return dict(rows.values_list("person_id", "household__household_code"))


def _line(one: DuplicateProposal, codes: dict[int, str]) -> PairLine:
    first, second = one.first, one.second
    return PairLine(
        id=one.pk,
        names=(first.name, second.name),
        fathers=(first.father_name, second.father_name),
        born=((first.birth_first, first.birth_precision), (second.birth_first, second.birth_precision)),
        households=(codes.get(first.pk, ""), codes.get(second.pk, "")),
        score=one.score,
        reasons=tuple(one.reasons),
        proposed_at=one.proposed_at,
        waits=one.state == ProposalState.ASKED,
        asked_by=one.asked_by_id,
    )


def _side(person_id: int, reading: Reading, on: date) -> Side:
    entered = LifeEventSubject.objects.filter(
        person=person_id, event__kind__in=(EventKind.REGISTRATION, EventKind.BIRTH)
    )
    stands = SamePerson.objects.filter(STANDING, person=person_id)
    return Side(
        record=person_record(person_id, reading=reading, on=on),
        entered_on=entered.order_by("event").values_list("event__occurred_on", flat=True).first(),
        has_account=Binding.objects.filter(person=person_id, ended_at=None).exists(),
        stands_for=stands.values_list("kept_id", flat=True).first(),
    )
