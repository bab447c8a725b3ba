"""Finding records that look like one person: a portion of those that changed, against those they share a key with."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Count, Q

from panah.audit.operations import Act, record
from panah.organisation.models import Office
from panah.organisation.rules import ancestor_ids
from panah.registry.models import DuplicateDue, DuplicateKey, DuplicateProposal, Household
from panah.registry.queries.among import Among
from panah.registry.queries.looks import looks_of
from panah.registry.rules.duplicates import Likeness, Looks, likeness, meeting_keys, name_keys
from panah.registry.words import ProposalState

PORTION: Final = 200
MOST_MET: Final = 40
"""A key that more persons carry than this tells nothing: it is passed over, so that no portion grows without bound."""
REWRITTEN: Final = (
    "reasons",
    "score",
    "office",
    "state",
    "proposed_at",
    "decided_by",
    "decided_at",
    "ground",
)

type Pair = tuple[int, int]
type Found = Mapping[Pair, Likeness]


def propose_duplicates(*, now: datetime, most: int = PORTION) -> int:
    """Compare up to so many of the persons whose record is new or was corrected; returns how many were compared.

    Each is held only against those who share a key with them; the number of statements does not grow with how many
    people there are. Pairs two officers have judged are proposed again only for a reason that is new; open ones
    that no longer look alike are withdrawn. Meant to be called by the worker until it returns 0.
    """
    with transaction.atomic():
        waiting = DuplicateDue.objects.select_for_update(skip_locked=True).order_by("person_id")
        due = list(waiting.values_list("person_id", flat=True)[:most])
        if due:
            _compare(due, now)
            DuplicateDue.objects.filter(Among("person_id", due)).delete()
    return len(due)


def _compare(due: list[int], now: datetime) -> None:
    looks = looks_of(due)
    _write_keys(due, looks)
    carriers = _shared_keys(due)
    pairs = _who_meet(set(due), carriers)
    looks |= looks_of({person for pair in pairs for person in pair} - looks.keys())
    found = {}
    for pair in pairs:
        if pair[0] in looks and pair[1] in looks:
            alike = _alike(looks[pair[0]], looks[pair[1]], carriers)
            if alike.is_proposed:
                found[pair] = alike
    _bring_up_to(due, found, looks, now)


def _alike(one: Looks, other: Looks, carriers: Mapping[str, int]) -> Likeness:
    namesakes = max((carriers.get(key, 0) for key in name_keys(one) & name_keys(other)), default=0)
    return likeness(one, other, namesakes=namesakes)


def _write_keys(due: Collection[int], looks: Mapping[int, Looks]) -> None:
    DuplicateKey.objects.filter(Among("person_id", due)).delete()
    DuplicateKey.objects.bulk_create(
        [
            DuplicateKey(key=key, person_id=person)
            for person, look in looks.items()
            for key in sorted(meeting_keys(look))
        ],
        batch_size=2_000,
    )


def _shared_keys(due: Collection[int]) -> dict[str, int]:
    """Give how many persons carry each key of those due that anybody else carries too."""
    keys = DuplicateKey.objects.filter(Among("person_id", due)).values("key")
    counted = DuplicateKey.objects.filter(key__in=keys).values("key").annotate(carriers=Count("person"))
    return dict(counted.filter(carriers__gte=2).values_list("key", "carriers"))


def _who_meet(due: set[int], carriers: Mapping[str, int]) -> set[Pair]:
    """Give the pairs, at least one of the two due, that share a key not too many carry."""
    telling = [key for key, count in carriers.items() if count <= MOST_MET]
    met: dict[str, list[int]] = defaultdict(list)
    for key, person in DuplicateKey.objects.filter(key__in=telling).values_list("key", "person_id"):
        met[key].append(person)
    return {
        (min(one, other), max(one, other))
        for people in met.values()
        for one in people
        if one in due
        for other in people
        if other != one
    }


@dataclass(slots=True)
class _Judged:
    """What becomes of the pairs of a portion, at one moment (UTC)."""

    now: datetime
    new: list[DuplicateProposal] = field(default_factory=list)
    changed: list[DuplicateProposal] = field(default_factory=list)
    again: list[DuplicateProposal] = field(default_factory=list)

    def propose(self, pair: Pair, alike: Likeness, office: Office) -> None:
        """Put a pair before officers for the first time."""
        one = DuplicateProposal(first_id=pair[0], second_id=pair[1], proposed_at=self.now)
        self.new.append(_seen(one, alike, office))

    def see_again(self, known: DuplicateProposal, alike: Likeness, office: Office) -> None:
        """Bring a pair up to what it looks like now; one that was judged needs a reason that is new."""
        before = known.reasons, known.score, known.office_id
        is_new = bool({reason.value for reason in alike.reasons} - set(known.reasons))
        if known.state == ProposalState.DIFFERENT and is_new:
            known.state, known.proposed_at = ProposalState.OPEN, self.now
            known.decided_by, known.decided_at, known.ground = None, None, ""
            self.again.append(_seen(known, alike, office))
        elif known.state in {ProposalState.OPEN, ProposalState.ASKED}:
            _seen(known, alike, office)
            if before != (known.reasons, known.score, known.office_id):
                self.changed.append(known)


def _seen(one: DuplicateProposal, alike: Likeness, office: Office) -> DuplicateProposal:
    one.reasons, one.score, one.office = [reason.value for reason in alike.reasons], alike.score, office
    return one


def _bring_up_to(due: list[int], found: Found, looks: Mapping[int, Looks], now: datetime) -> None:
    known = {
        (one.first_id, one.second_id): one
        for one in DuplicateProposal.objects.select_for_update().filter(
            Q(Among("first_id", due)) | Q(Among("second_id", due))
        )
    }
    offices = _offices_over(found, looks)
    judged = _Judged(now)
    for pair, alike in found.items():
        if pair in known:
            judged.see_again(known[pair], alike, offices[pair])
        else:
            judged.propose(pair, alike, offices[pair])
    gone = [one.pk for pair, one in known.items() if pair not in found and one.state == ProposalState.OPEN]
    DuplicateProposal.objects.filter(pk__in=gone).delete()
    DuplicateProposal.objects.bulk_create(judged.new, ignore_conflicts=True)
    DuplicateProposal.objects.bulk_update([*judged.changed, *judged.again], REWRITTEN, batch_size=200)
    _log([*judged.new, *judged.again], now)


def _offices_over(pairs: Iterable[Pair], looks: Mapping[int, Looks]) -> dict[Pair, Office]:
    """Give the lowest office above both households of each pair; a person of none is where the other is."""
    homes = {home for pair in pairs for person in pair if (home := looks[person].household_id) is not None}
    paths = dict(Household.objects.filter(Among("pk", homes)).values_list("pk", "office__path"))
    offices = {office.pk: office for office in Office.objects.all()}
    root = next(office.pk for office in offices.values() if office.parent_id is None)
    found = {}
    for pair in pairs:
        ways = [
            ancestor_ids(paths[home]) for person in pair if (home := looks[person].household_id) is not None
        ]
        common = [step[0] for step in zip(*ways, strict=False) if len(set(step)) == 1] if ways else []
        found[pair] = offices[common[-1] if common else root]
    return found


def _log(proposed: Iterable[DuplicateProposal], now: datetime) -> None:
    """Write into the journal of both persons that their records were likened to each other."""
    pairs = {(one.first_id, one.second_id) for one in proposed}
    firsts = {first for first, _ in pairs}
    rows = DuplicateProposal.objects.filter(Among("first_id", firsts)) if pairs else ()
    record(
        acts=[
            Act(stream=f"person:{person}", kind="duplicate", actor_id=None, word="proposed", about=one.about)
            for one in rows
            if (one.first_id, one.second_id) in pairs
            for person in (one.first_id, one.second_id)
        ],
        at=now,
    )
