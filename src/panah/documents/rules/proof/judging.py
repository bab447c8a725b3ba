"""Three lights about a paper: authentic, in date, still valid as of when; each with a word for what is wrong.

Nothing is green that was not looked up: without a status list the third light is amber.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from panah.documents.rules.proof import printed
from panah.documents.rules.proof.number_index import NumberIndex
from panah.documents.rules.proof.paper import Paper, StatusReference
from panah.documents.rules.proof.proving import prove
from panah.documents.rules.proof.reasons import Reason, Refused
from panah.documents.rules.proof.status_list import Status, StatusList, shard_of
from panah.documents.rules.proof.trust_list import TrustList

FRESH: Final = 86_400
"""Seconds for which a list may be green."""

type Lists = Mapping[str, StatusList | Reason]
"""Status lists by their address, or why there is none; one that is not here is missing."""

_WORDS: Final = {
    Status.REVOKED: Reason.REVOKED,
    Status.SUSPENDED: Reason.SUSPENDED,
    Status.USED: Reason.USED,
}


class Light(StrEnum):
    """Green: yes. Amber: it cannot be said. Red: no."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One light; `reason` when it is not green, `at` the moment it speaks of (an end, a beginning, a list's making)."""

    light: Light
    reason: Reason | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The three lights in their order; of what is not authentic the other two are not lit.

    `type` is what the index calls the paper, where only its code is known.
    """

    authentic: Verdict
    in_date: Verdict | None = None
    status: Verdict | None = None
    paper: Paper | None = None
    type: str = ""


def judge_text(text: str, *, trust: TrustList, lists: Lists, now: int) -> Judgement:
    """Judge what was scanned, whatever it is; raises nothing."""
    try:
        token = printed.read(text)
    except Refused as refused:
        return _not_authentic(refused)
    return judge(token, trust=trust, lists=lists, now=now)


def judge(token: bytes, *, trust: TrustList, lists: Lists, now: int) -> Judgement:
    """Judge a token; raises nothing. A clock behind the lists at hand is put forward to them."""
    try:
        proof = prove(token, trust)
    except Refused as refused:
        return _not_authentic(refused)
    paper = proof.paper
    authentic = Verdict(Light.GREEN)
    if proof.is_doubted:
        authentic = Verdict(Light.AMBER, Reason.COMPROMISED_KEY, proof.key.compromised_since)
    found = _found(paper.status, lists)
    now = _latest(now, trust.issued_at, found)
    begins = paper.issued_at if paper.not_before is None else paper.not_before
    return Judgement(
        authentic, _in_date(begins, paper.expires_at, now), _status(paper.status, found, now), paper
    )


def judge_number(
    code: str, *, index: NumberIndex | Reason, status_page: str, lists: Lists, now: int
) -> Judgement:
    """Judge a typed number, of which nothing says that this sheet is the one it was given to: never green at first.

    `status_page` is the address that the number of a status shard is put behind.
    """
    if isinstance(index, Reason):
        return Judgement(Verdict(Light.AMBER, index))
    entry = index.find(code)
    if entry is None:
        is_fresh = now - index.issued_at <= FRESH
        verdict = (
            Verdict(Light.RED, Reason.UNKNOWN_NUMBER) if is_fresh else Verdict(Light.AMBER, Reason.LIST_OLD)
        )
        return Judgement(Verdict(verdict.light, verdict.reason, index.issued_at))
    shard, place = shard_of(entry.place)
    reference = StatusReference(f"{status_page}{shard}", place)
    found = _found(reference, lists)
    now = _latest(now, index.issued_at, found)
    return Judgement(
        Verdict(Light.AMBER, Reason.NUMBER_ONLY),
        _in_date(0, entry.expires_at, now),
        _status(reference, found, now),
        type=entry.type,
    )


def _not_authentic(refused: Refused) -> Judgement:
    return Judgement(Verdict(Light.RED, refused.reason))


def _found(reference: StatusReference | None, lists: Lists) -> StatusList | Reason:
    return lists.get(reference.uri, Reason.LIST_MISSING) if reference else Reason.LIST_MISSING


def _latest(now: int, signed_at: int, found: StatusList | Reason) -> int:
    return max(now, signed_at, found.issued_at if isinstance(found, StatusList) else 0)


def _in_date(begins: int, ends: int | None, now: int) -> Verdict:
    if now < begins:
        return Verdict(Light.RED, Reason.NOT_YET, begins)
    if ends is not None and now >= ends:
        return Verdict(Light.RED, Reason.EXPIRED, ends)
    return Verdict(Light.GREEN, at=ends)


def _status(reference: StatusReference | None, found: StatusList | Reason, now: int) -> Verdict:
    """Look a paper up. What an old list says against it still counts; what it says for it does not."""
    if reference is None or isinstance(found, Reason):
        return Verdict(Light.AMBER, found if isinstance(found, Reason) else Reason.LIST_MISSING)
    status = found.status(reference.index)
    if status is None:
        return Verdict(Light.AMBER, Reason.LIST_MISSING, found.issued_at)
    if status is not Status.VALID:
        return Verdict(Light.RED, _WORDS[status], found.issued_at)
    if now - found.issued_at > FRESH or now >= found.expires_at:
        return Verdict(Light.AMBER, Reason.LIST_OLD, found.issued_at)
    return Verdict(Light.GREEN, at=found.issued_at)
