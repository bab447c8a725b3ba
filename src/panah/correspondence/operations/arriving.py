"""Letters that come by exchange: taken once each, kept sealed as they came, until a clerk registers or refuses them."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import transaction

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.casework.queries.reading import Reading
from panah.correspondence.gateways.ece import ExchangeTrouble, Posted, exchange
from panah.correspondence.models import Arrival, Secretariat
from panah.correspondence.queries.arrivals import waiting_arrival
from panah.correspondence.queries.reach import served_by
from panah.correspondence.rules.ece import Envelope, read_envelope
from panah.correspondence.rules.words import Classification, Urgency
from panah.correspondence.sealing import open_arrival, seal_arrival
from panah.evidence.rules import FileKind, SafeFile, make_safe
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound

UNREADABLE: Final = "نامه‌ای که خوانده نشد"
LONGEST_REASON: Final = 300
LONGEST_NAME: Final = 120


def fetch_letters(*, now: datetime) -> int:
    """Take what came by the line; returns how many were new. What is not safely kept here stays there.

    A silent or garbled line is asked again the next time; what comes twice is one.
    """
    gateway = exchange()
    try:
        posted = gateway.came(now=now)
    except ExchangeTrouble:
        return 0
    kept = [(one.id, keep_arrival(one, now=now)) for one in posted]
    if kept:
        with suppress(ExchangeTrouble):
            gateway.taken([name for name, _ in kept], now=now)
    return sum(is_new for _, is_new in kept)


def keep_arrival(posted: Posted, *, now: datetime, brought_by: int | None = None) -> bool:
    """Keep one envelope, readable or not, and say whether it is new; another under a known name is kept beside it."""
    envelope, trouble = _read(posted.envelope)
    secretariat = Secretariat.objects.filter(
        code=posted.code or (envelope.receiver.code if envelope else "")
    ).first()
    if secretariat is None:
        secretariat, trouble = Secretariat.objects.order_by("pk").first(), trouble or "not-ours"
    if secretariat is None:
        raise Conflict("no-secretariat")
    key = _key(posted, envelope)
    with transaction.atomic():
        before = Arrival.objects.filter(key=key).first()
        if before is not None and open_arrival(key, before.sealed) != posted.envelope:
            key, trouble = f"{key}#{sha256(posted.envelope).hexdigest()[:16]}", "key-used"
        _, is_new = Arrival.objects.get_or_create(
            key=key,
            defaults={
                "secretariat": secretariat,
                "sealed": seal_arrival(key, posted.envelope),
                "subject": envelope.subject if envelope else UNREADABLE,
                "sender": envelope.sender.name if envelope else posted.id[:LONGEST_NAME],
                "urgency": envelope.urgency if envelope else Urgency.NORMAL,
                "classification": envelope.classification if envelope else Classification.NORMAL,
                "trouble": trouble,
                "arrived_at": now,
                "brought_by_id": brought_by,
            },
        )
    return is_new


def bring_file(*, data: bytes, actor: Actor, now: datetime) -> bool:
    """Keep an envelope a clerk brought as a file; says whether it is new.

    Raises InvalidInput("envelope-unreadable"), NotAllowed("not-yours-to-register"), Conflict("envelope-not-ours").
    """
    scope = actor.scope
    own = Secretariat.objects.filter(served_by(scope)) if scope else Secretariat.objects.none()
    codes = set(own.values_list("code", flat=True))
    if not codes:
        raise NotAllowed("not-yours-to-register")
    envelope = read_envelope(data)
    if envelope.receiver.code not in codes:
        raise Conflict("envelope-not-ours", code=envelope.receiver.code)
    return keep_arrival(
        Posted(envelope.id, envelope.receiver.code, data), now=now, brought_by=actor.account_id
    )


def refuse_arrival(*, arrival_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Put an arrival away unregistered, with the reason; it stays as it came.

    Raises NotFound("arrival-unknown"), InvalidInput("reason-needed"), Conflict("arrival-over").
    """
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise InvalidInput("reason-needed", most=LONGEST_REASON)
    with transaction.atomic():
        arrival = locked_arrival(arrival_id, actor)
        Arrival.objects.filter(pk=arrival.pk).update(
            state="refused", reason=reason.strip(), ended_by=actor.account_id, ended_at=now
        )
        act = Act(
            stream=f"arrival:{arrival.pk}",
            kind="arrival-refused",
            actor_id=actor.account_id,
            word=reason[:60],
        )
        record(acts=[act], at=now)


def look_at_arrival(*, arrival_id: int, actor: Actor, look: Reading) -> bytes:
    """Open the file an arrival brought, made safe (PDF), before it is registered; the look is logged.

    Raises NotFound("arrival-unknown"), InvalidInput as `evidence.rules.make_safe` and `envelope-unreadable`.
    """
    arrival = waiting_arrival(arrival_id, actor=actor)
    file = brought_file(arrival)
    act = Act(
        stream=f"arrival:{arrival.pk}", kind="read", actor_id=look.actor_id, role=look.role, word=look.purpose
    )
    record(acts=[act], at=look.at)
    return file.body


def brought_file(arrival: Arrival) -> SafeFile:
    """The file an envelope brought, made safe; raises InvalidInput as `make_safe` and `envelope-unreadable`."""
    file = make_safe(read_envelope(open_arrival(arrival.key, arrival.sealed)).content)
    if file.kind is not FileKind.PDF:
        raise InvalidInput("envelope-unreadable", why="content")
    return file


def locked_arrival(arrival_id: int, actor: Actor) -> Arrival:
    """Lock an arrival of one's own secretariat that still waits.

    Raises NotFound("arrival-unknown"), Conflict("arrival-over").
    """
    if actor.scope is None:
        raise NotFound("arrival-unknown")
    rows = Arrival.objects.select_for_update(of=("self",)).filter(served_by(actor.scope, "secretariat__"))
    arrival = rows.filter(pk=arrival_id).first()
    if arrival is None:
        raise NotFound("arrival-unknown")
    if arrival.state != "waiting":
        raise Conflict("arrival-over")
    return arrival


def _read(data: bytes) -> tuple[Envelope | None, str]:
    try:
        return read_envelope(data), ""
    except InvalidInput as wrong:
        return None, str(wrong.params.get("why", ""))[:40] or wrong.code


def _key(posted: Posted, envelope: Envelope | None) -> str:
    """The sender's own name of a letter; of one that cannot be read, its content."""
    if envelope is None:
        return f"unreadable:{sha256(posted.envelope).hexdigest()}"
    named: Sequence[str] = (envelope.sender.code or envelope.sender.name, envelope.id)
    return sha256("\n".join(named).encode()).hexdigest() + f":{envelope.id[:60]}"
