"""Reading the journal: the timeline of a stream, and whether anybody touched what was sealed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.models import Count, F, Max, Min

from panah.audit.keys import key_id, key_ring, signature_holds
from panah.audit.leaves import in_holes, leaves_of
from panah.audit.models import Event, Payload, Seal, SealedStretch
from panah.audit.rules import NO_ROOT, SealText, holes, payload_digest
from panah.foundation.canonical import Canonical, decode
from panah.foundation.merkle import HASH_SIZE, root_of_hashes

SEALED_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event as a timeline shows it: a role, never an officer's name."""

    seq: int
    kind: str
    at: datetime
    actor_id: int | None
    role: str
    step: str
    word: str
    about: str
    payload_id: int | None


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing an account did: in which stream, when (UTC), at which step, with which word, about whom."""

    stream: str
    at: datetime
    step: str
    word: str
    about: str
    role: str = ""
    on_behalf_of: int | None = None
    actor_id: int | None = None


@dataclass(slots=True)
class Verification:
    """What a check of the journal found; `problems` name the event or seal."""

    events: int = 0
    seals: int = 0
    unsealed: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, removed or reordered."""
        return not self.problems


def timeline(*, stream: str, most: int = 200) -> list[TimelineEntry]:
    """The newest events of a stream, newest first; one query."""
    rows = Event.objects.filter(stream=stream).order_by("-seq")[:most]
    return [
        TimelineEntry(e.seq, e.kind, e.at, e.actor_id, e.role, e.step, e.word, e.about, e.payload_id)
        for e in rows
    ]


def deeds_of(*, actor_id: int, kind: str, since: datetime, most: int) -> list[Deed]:
    """What one account did since a moment (UTC), newest first; one walk of the index by actor."""
    rows = Event.objects.filter(actor_id=actor_id, at__gte=since, kind=kind).order_by("-at", "-pk")[:most]
    return [_deed(one) for one in rows]


def _deed(one: Event) -> Deed:
    return Deed(one.stream, one.at, one.step, one.word, one.about, one.role, one.on_behalf_of, one.actor_id)


def acts_on(*, streams: Sequence[str]) -> list[Deed]:
    """Every word that humans said in some streams, the oldest first; one query."""
    rows = Event.objects.filter(stream__in=streams, kind="acted").order_by("at", "pk")
    return [_deed(one) for one in rows]


def deeds_in(*, batch: int, actor_id: int, at: datetime) -> list[Deed]:
    """What one account did in one batch at its moment (UTC); one walk of the index by actor."""
    rows = Event.objects.filter(actor_id=actor_id, at=at, batch=batch, kind="acted").order_by("pk")
    return [_deed(one) for one in rows]


@dataclass(frozen=True, slots=True)
class Motion:
    """One batch of an account: when (UTC), at which step, with which word, how many, and one of its streams."""

    batch: int
    at: datetime
    step: str
    word: str
    count: int
    stream: str


def motions_of(*, actor_id: int, since: datetime, most: int) -> list[Motion]:
    """What one account did since a moment (UTC), batch by batch, newest first; one walk of the index by actor."""
    rows = Event.objects.filter(actor_id=actor_id, at__gte=since, kind="acted", batch__isnull=False)
    grouped = rows.values("batch", "at", "step", "word").annotate(n=Count("pk"), first=Min("stream"))
    columns = ("batch", "at", "step", "word", "n", "first")
    return [Motion(*row) for row in grouped.order_by("-at", "-batch").values_list(*columns)[:most]]


@dataclass(frozen=True, slots=True)
class LookEntry:
    """One look at a stream: when (UTC), by which account in which role, for the office of which path, and why."""

    stream: str
    at: datetime
    actor_id: int | None
    role: str
    office: str
    word: str


def looks_at(*, streams: Sequence[str], most: int) -> list[LookEntry]:
    """The newest looks at some streams, newest first; one query."""
    rows = Event.objects.filter(stream__in=list(streams), kind="read").order_by("-at", "-pk")[:most]
    return [LookEntry(e.stream, e.at, e.actor_id, e.role, e.office, e.word) for e in rows]


def looks_by(*, actor_id: int, streams: Sequence[str], since: datetime) -> list[LookEntry]:
    """What an account saw of some streams since a moment (UTC), the oldest first; one walk of the index by actor."""
    rows = Event.objects.filter(actor_id=actor_id, at__gte=since, kind="read", stream__in=list(streams))
    return [
        LookEntry(e.stream, e.at, e.actor_id, e.role, e.office, e.word) for e in rows.order_by("at", "pk")
    ]


def has_looked(*, stream: str, actor_id: int, purpose: str, about: str, since: datetime) -> bool:
    """Whether an account looked at a stream for this purpose since a moment (UTC); one query."""
    looks = Event.objects.filter(stream=stream, kind="read", actor_id=actor_id, word=purpose, about=about)
    return looks.filter(at__gte=since).exists()


def read_payloads(*, ids: list[int]) -> dict[int, dict[str, Canonical]]:
    """Decrypt what acts said, by payload id; an erased one is left out."""
    found = {}
    for row in Payload.objects.filter(pk__in=ids, erased_at=None):
        opened = key_ring().open(bytes(row.body), aad=b"audit.payload|" + bytes(row.salt))
        body = decode(opened)
        if isinstance(body, dict):
            found[row.pk] = body
    return found


def verify(*, now: datetime, public: Ed25519PublicKey) -> Verification:
    """Check the whole journal against its seals.

    Finds an event changed, deleted, inserted into a sealed place or reordered; a seal changed, removed or not signed
    by `public`; a stream with a gap; a payload that is not what its event says; an event left unsealed too long.
    """
    found = Verification(events=Event.objects.count(), seals=Seal.objects.count())
    previous = NO_ROOT
    for one in Seal.objects.order_by("pk"):
        found.problems += _seal_problems(one, previous, public)
        previous = bytes(one.root)
    found.problems += _gaps()
    found.problems += _payload_problems()
    found.problems += _sealed_twice()
    between, last = holes(_sealed())
    unsealed = [*in_holes(between), Event.objects.filter(pk__gt=last)]
    found.unsealed = sum(some.count() for some in unsealed)
    late = sum(some.filter(at__lt=now - SEALED_WITHIN).count() for some in unsealed)
    if late:
        found.problems.append(f"{late} events are older than a minute and not sealed")
    return found


def _seal_problems(one: Seal, previous: bytes, public: Ed25519PublicKey) -> Iterator[str]:
    text = SealText(bytes(one.root), bytes(one.previous_root), one.events, one.sealed_at)
    if text.previous_root != previous:
        yield f"seal {one.pk} does not follow the seal before it"
    if one.key_id != key_id(public) or not signature_holds(public, bytes(one.signature), text.encoded()):
        yield f"seal {one.pk} is not signed by the key of this journal"
    hashes: list[bytes] = []
    for stretch in one.stretches.order_by("first_id"):
        own = _cut(bytes(stretch.leaves))
        hashes += own
        if len(own) == stretch.last_id - stretch.first_id + 1:
            yield from _event_problems(stretch.first_id, own)
        else:
            yield f"seal {one.pk} has lost or gained a place"
    if len(hashes) != one.events:
        yield f"seal {one.pk} has lost or gained a place"
    if root_of_hashes(hashes) != text.root:
        yield f"seal {one.pk} does not hold its events in their order"


def _cut(leaves: bytes) -> list[bytes]:
    return [leaves[at : at + HASH_SIZE] for at in range(0, len(leaves), HASH_SIZE)]


def _event_problems(first: int, sealed: list[bytes]) -> Iterator[str]:
    events = Event.objects.filter(pk__range=(first, first + len(sealed) - 1))
    found = dict(leaves_of(events))
    for number, expected in enumerate(sealed, first):
        if number not in found:
            yield f"event {number} was deleted"
        elif found[number] != expected:
            stream, seq = events.values_list("stream", "seq").get(pk=number)
            yield f"event {number} ({stream} {seq}) was changed"


def _sealed() -> Iterable[tuple[int, int]]:
    return SealedStretch.objects.order_by("first_id").values_list("first_id", "last_id")


def _sealed_twice() -> Iterator[str]:
    for (_, last), (first, _) in pairwise(_sealed()):
        if first <= last:
            yield f"event {first} was sealed twice"


def _gaps() -> list[str]:
    streams = (
        Event.objects.values("stream")
        .annotate(first=Min("seq"), last=Max("seq"), n=Count("pk"))
        .exclude(first=1, last=F("n"))
    )
    return [f"stream {row['stream']} has a gap" for row in streams]


def _payload_problems() -> Iterator[str]:
    events = Event.objects.exclude(payload_id=None).values_list("payload_id", "payload_digest", "pk")
    said = {payload: (bytes(digest or b""), event) for payload, digest, event in events.iterator() if payload}
    for row in Payload.objects.filter(erased_at=None).iterator():
        expected, event = said.get(row.pk, (b"", 0))
        if not expected:
            continue
        salt = bytes(row.salt)
        try:
            body = decode(key_ring().open(bytes(row.body), aad=b"audit.payload|" + salt))
        except Exception as broken:  # noqa: BLE001  # whatever is wrong with it, it is not what was said
            yield f"the payload of event {event} cannot be read: {broken}"
            continue
        if not isinstance(body, dict) or payload_digest(salt, body) != expected:
            yield f"the payload of event {event} was changed"
