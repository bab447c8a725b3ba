"""Judging a paper by the lists this installation publishes, as any stranger would; nothing of the question is kept."""

from datetime import datetime
from functools import lru_cache

from panah.documents.place import status_address
from panah.documents.queries.lists import etag_of, published, root_of
from panah.documents.rules.codes import code_in
from panah.documents.rules.proof import number_index, status_list, trust_list
from panah.documents.rules.proof.judging import Judgement, Light, Verdict, judge_number, judge_text
from panah.documents.rules.proof.number_index import NumberIndex
from panah.documents.rules.proof.reasons import Reason, Refused
from panah.documents.rules.proof.status_list import StatusList, shard_of
from panah.documents.rules.proof.trust_list import TrustList
from panah.documents.rules.told import Plain, told


def judged(text: str, *, now: datetime) -> dict[str, Plain]:
    """Say what a scanned code, or the code typed from under the square, is worth at a moment (UTC)."""
    tag = etag_of("trust")
    trust = _trust(tag)
    if trust is None:
        return told(Judgement(Verdict(Light.AMBER, Reason.LIST_MISSING)))
    seconds, code = int(now.timestamp()), code_in(text)
    if code is not None:
        return told(_of_code(code, tag, seconds))
    first = judge_text(text, trust=trust, lists={}, now=seconds)
    if first.paper is None or first.paper.status is None:
        return told(first)
    return told(judge_text(text, trust=trust, lists=_lists(first.paper.status.uri, tag), now=seconds))


def _of_code(code: str, tag: str, now: int) -> Judgement:
    shard, _ = number_index.hashed(code)
    index = _index(shard, tag)
    entry = index.find(code) if isinstance(index, NumberIndex) else None
    uri = status_address(shard_of(entry.place)[0]) if entry else ""
    lists = _lists(uri, tag) if entry else {}
    return judge_number(code, index=index, status_page=status_address(0)[:-1], lists=lists, now=now)


@lru_cache(maxsize=4)
def _trust(etag: str) -> TrustList | None:
    """The trust list with this tag, read once by each process."""
    found = published("trust") if etag else None
    return trust_list.read(found.body, root=root_of()) if found else None


def _lists(uri: str, tag: str) -> dict[str, StatusList | Reason]:
    """The shard a paper stands in, where it is one of ours; `tag` is the trust list's."""
    number = uri.removeprefix(status_address(0)[:-1])
    name = f"s/{number}" if number.isascii() and number.isdigit() and uri != number else ""
    found = _status(name, uri, etag_of(name), tag) if name else None
    return {uri: found} if found is not None else {}


@lru_cache(maxsize=16)
def _status(name: str, uri: str, etag: str, tag: str) -> StatusList | Reason | None:
    """A shard with this tag under the trust list with that, read once by each process."""
    found, trust = published(name) if etag else None, _trust(tag)
    try:
        return status_list.read(found.body, trust=trust, uri=uri) if found and trust else None
    except Refused as refused:
        return refused.reason


def _index(shard: int, tag: str) -> NumberIndex | Reason:
    found, trust = published(f"n/{shard:02x}"), _trust(tag)
    if found is None or trust is None:
        return Reason.LIST_MISSING
    try:
        return number_index.read(found.body, trust=trust, shard=shard)
    except Refused as refused:
        return refused.reason
