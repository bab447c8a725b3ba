"""Append acts and reads to the journal: a few at a time, or as one statement for a whole batch of cases."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from panah.audit.keys import key_ring
from panah.audit.models import Event, Payload
from panah.audit.rules import payload_digest
from panah.foundation.canonical import Canonical, encode

EVENT_COLUMNS = (
    "stream, seq, kind, at, actor_id, on_behalf_of, role, office, "
    "case_number, step, word, about, batch, payload_id, payload_digest"
)
ATTEMPTS = 5

type Value = str | int | bool | bytes | datetime | None
"""What a statement may be given."""


@dataclass(frozen=True, slots=True)
class StoredPayload:
    """A payload's row and the salted digest that events carry."""

    id: int
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act or read on one stream, by whom and in which role; values only, never rows."""

    stream: str
    kind: str
    actor_id: int | None
    on_behalf_of: int | None = None
    role: str = ""
    office: str = ""
    case_number: str = ""
    step: str = ""
    word: str = ""
    about: str = ""
    payload: StoredPayload | None = None


def store_payload(*, body: Mapping[str, Canonical]) -> StoredPayload:
    """Keep what an act said, encrypted under a salt of its own; returns its row and salted SHA-256 digest."""
    salt = secrets.token_bytes(16)
    sealed = key_ring().seal(encode(dict(body)), aad=b"audit.payload|" + salt)
    row = Payload.objects.create(salt=salt, body=sealed)
    return StoredPayload(id=row.pk, digest=payload_digest(salt, body))


def erase_payload(*, payload_id: int, now: datetime) -> None:
    """Erase what an act said: body and salt go, the event stays and can still be verified as unchanged."""
    Payload.objects.filter(pk=payload_id, erased_at=None).update(salt=b"", body=b"", erased_at=now)


def record(*, acts: Sequence[Act], at: datetime) -> None:
    """Append acts, each at the end of its stream; when somebody appends to one of them at once, it is tried again."""
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                Event.objects.bulk_create(_following(acts, at), batch_size=500)
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return


def record_read(*, actor_id: int, role: str, purpose: str, streams: Iterable[str], at: datetime) -> None:
    """Log that somebody looked at records, and why (S20): one event on the stream of each person or case."""
    record(
        acts=[Act(stream=s, kind="read", actor_id=actor_id, role=role, word=purpose) for s in streams], at=at
    )


def record_from(*, select: str, params: Sequence[Value]) -> None:
    """Append one event per row of a SELECT that gives EVENT_COLUMNS; for transitions of many cases at once.

    The caller holds the locks of the streams it appends to.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO audit_event ({EVENT_COLUMNS}) {select}", params)  # our own text


def _following(acts: Sequence[Act], at: datetime) -> list[Event]:
    """The events of acts, numbered after the last of each stream; one query."""
    streams = {act.stream for act in acts}
    rows = Event.objects.filter(stream__in=streams).order_by().values("stream").annotate(last=Max("seq"))
    last: dict[str, int] = dict(rows.values_list("stream", "last"))
    events = []
    for act in acts:
        last[act.stream] = last.get(act.stream, 0) + 1
        events.append(
            Event(
                stream=act.stream,
                seq=last[act.stream],
                kind=act.kind,
                at=at,
                actor_id=act.actor_id,
                on_behalf_of=act.on_behalf_of,
                role=act.role,
                office=act.office,
                case_number=act.case_number,
                step=act.step,
                word=act.word,
                about=act.about,
                payload_id=act.payload.id if act.payload else None,
                payload_digest=act.payload.digest if act.payload else None,
            )
        )
    return events
