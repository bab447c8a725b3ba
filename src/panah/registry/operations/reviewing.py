"""What officers say of two records that look alike: two persons, or one; one needs two officers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from panah.audit.operations import Act, record, store_payload
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.foundation.persian import clean
from panah.organisation.rules import Scope
from panah.registry.models import DuplicateProposal, Person, SamePerson
from panah.registry.operations.due import mark_persons_due
from panah.registry.operations.joining import join_persons, part_persons
from panah.registry.queries.duplicates import REVIEWERS
from panah.registry.values import Entry
from panah.registry.words import ProposalState

LONGEST_GROUND = 300


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who judges a pair: what they may do, and the persons they are themselves (their own matter is not theirs)."""

    scope: Scope
    persons: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class _Hands:
    """In which role somebody acts, and whose power they use."""

    account_id: int
    role: str
    for_account: int


def say_different(*, pair: int, ground: str, reviewer: Reviewer, now: datetime) -> DuplicateProposal:
    """Say that two records are two persons'; they are proposed again only for a reason that is new.

    Raises NotFound("pair-unknown"), NotAllowed("own-matter"), InvalidInput("reason-needed"), Conflict("pair-decided").
    """
    said = _ground(ground)
    with transaction.atomic():
        proposal, hands = _held(pair, reviewer)
        _must_be(proposal, ProposalState.OPEN, ProposalState.ASKED)
        _decide(proposal, ProposalState.DIFFERENT, hands, said, now)
        _log(proposal, hands, "different", said, now)
    return proposal


def ask_same(*, pair: int, keep: int, ground: str, reviewer: Reviewer, now: datetime) -> DuplicateProposal:
    """Hold two records for one person's, of which ``keep`` goes on; nothing changes until another confirms it.

    Raises as `say_different`, InvalidInput("keep-unknown").
    """
    said = _ground(ground)
    with transaction.atomic():
        proposal, hands = _held(pair, reviewer)
        _must_be(proposal, ProposalState.OPEN)
        if keep not in {proposal.first_id, proposal.second_id}:
            raise InvalidInput("keep-unknown", field="keep")
        proposal.state, proposal.keep_id = ProposalState.ASKED, keep
        proposal.asked_by_id, proposal.asked_for_id = hands.account_id, hands.for_account
        proposal.asked_at, proposal.asked_ground = now, said
        proposal.save()
        _log(proposal, hands, "asked", said, now)
    return proposal


def send_back(*, pair: int, ground: str, reviewer: Reviewer, now: datetime) -> DuplicateProposal:
    """Take back the word that two records are one person's: the pair is open again for everybody.

    Who asked may do it too. Raises as `say_different`, Conflict("pair-not-asked").
    """
    said = _ground(ground)
    with transaction.atomic():
        proposal, hands = _held(pair, reviewer)
        _must_be_asked(proposal)
        proposal.state, proposal.keep = ProposalState.OPEN, None
        proposal.asked_by = proposal.asked_for = proposal.asked_at = None
        proposal.asked_ground = ""
        proposal.save()
        _log(proposal, hands, "returned", said, now)
    return proposal


def confirm_same(*, pair: int, ground: str, reviewer: Reviewer, now: datetime) -> DuplicateProposal:
    """Confirm, as another officer, that two records are one person's, and join them.

    Raises as `say_different`, NotAllowed("same-person") when the same hands asked (S8), Conflict("pair-not-asked"),
    and what `join_persons` refuses; then nothing has changed.
    """
    said = _ground(ground)
    with transaction.atomic():
        proposal, hands = _held(pair, reviewer)
        _must_be_asked(proposal)
        if {hands.account_id, hands.for_account} & {proposal.asked_by_id, proposal.asked_for_id}:
            raise NotAllowed("same-person")
        kept, joined = _two(proposal)
        proposal.event = join_persons(entry=_entry(hands, said, now), person=joined, kept=kept)
        _decide(proposal, ProposalState.SAME, hands, said, now)
        _log(proposal, hands, "same", said, now)
    return proposal


def part(*, pair: int, ground: str, reviewer: Reviewer, now: datetime) -> DuplicateProposal:
    """Take a joining back: the two were two persons; both records are again what they were.

    Raises NotFound("pair-unknown"), NotAllowed("own-matter"), InvalidInput("reason-needed"),
    Conflict("pair-not-joined", "later-events" with their ids).
    """
    said = _ground(ground)
    with transaction.atomic():
        proposal, hands = _held(pair, reviewer)
        if proposal.state != ProposalState.SAME or proposal.event is None:
            raise Conflict("pair-not-joined")
        part_persons(entry=_entry(hands, said, now), event=proposal.event)
        _decide(proposal, ProposalState.DIFFERENT, hands, said, now)
        _log(proposal, hands, "parted", said, now)
        mark_persons_due((proposal.first_id, proposal.second_id))
    return proposal


def _held(pair: int, reviewer: Reviewer) -> tuple[DuplicateProposal, _Hands]:
    """Lock a pair for whoever may judge it, and say in which role they do."""
    proposal = (
        DuplicateProposal.objects.select_for_update(of=("self",))
        .select_related("office")
        .filter(pk=pair)
        .first()
    )
    if proposal is None:
        raise NotFound("pair-unknown", pair=pair)
    scope, path = reviewer.scope, proposal.office.path
    role = next((role for role in sorted(REVIEWERS) if scope.allows(role, path)), None)
    if role is None:
        raise NotFound("pair-unknown", pair=pair)
    if {proposal.first_id, proposal.second_id} & set(reviewer.persons):
        raise NotAllowed("own-matter")
    power = scope.stands_in_for(role, path)
    return proposal, _Hands(scope.account_id, role, scope.account_id if power is None else power)


def _two(proposal: DuplicateProposal) -> tuple[Person, Person]:
    """Give who is kept and who is joined to them, in that order."""
    people = (
        Person.objects.select_for_update().order_by("pk").in_bulk([proposal.first_id, proposal.second_id])
    )
    kept = proposal.keep_id
    return next(one for key, one in people.items() if key == kept), next(
        one for key, one in people.items() if key != kept
    )


def _must_be(proposal: DuplicateProposal, *states: ProposalState) -> None:
    if proposal.state not in states:
        raise Conflict("pair-decided", state=proposal.state)
    if SamePerson.objects.filter(
        person__in=(proposal.first_id, proposal.second_id), retracted_at=None, valid_until=None
    ).exists():
        raise Conflict("already-joined")


def _must_be_asked(proposal: DuplicateProposal) -> None:
    if proposal.state != ProposalState.ASKED:
        raise Conflict("pair-not-asked", state=proposal.state)


def _ground(text: str) -> str:
    if not (said := clean(text)[:LONGEST_GROUND]):
        raise InvalidInput("reason-needed", field="ground")
    return said


def _entry(hands: _Hands, ground: str, now: datetime) -> Entry:
    return Entry(on=local_date(now), now=now, actor_id=hands.account_id, role=hands.role, reason=ground)


def _decide(
    proposal: DuplicateProposal, state: ProposalState, hands: _Hands, ground: str, now: datetime
) -> None:
    proposal.state, proposal.ground = state, ground
    proposal.decided_by_id, proposal.decided_at = hands.account_id, now
    proposal.save()


def _log(proposal: DuplicateProposal, hands: _Hands, word: str, ground: str, now: datetime) -> None:
    payload = store_payload(body={"ground": ground})
    record(
        acts=[
            Act(
                stream=f"person:{person}",
                kind="duplicate",
                actor_id=hands.account_id,
                on_behalf_of=hands.for_account if hands.for_account != hands.account_id else None,
                role=hands.role,
                word=word,
                about=proposal.about,
                payload=payload,
            )
            for person in (proposal.first_id, proposal.second_id)
        ],
        at=now,
    )
