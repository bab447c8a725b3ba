"""Sending letters by exchange; nothing is locked while the line is spoken to, and what is sent twice arrives once.

A letter is tried eight times under one id with growing pauses; a silent line stops the round. Then, or when the answer
is no for good, it is a clerk's, who tries again or carries it by hand.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.operations.leasing import lease, send_round
from panah.correspondence.gateways.ece import Exchange, ExchangeTrouble, Parcel, exchange
from panah.correspondence.models import Dispatch, LetterFact
from panah.correspondence.operations.enveloping import envelope_of
from panah.correspondence.operations.noting import note
from panah.correspondence.queries.reach import carried_by, readable
from panah.correspondence.queries.standing import is_void, letter_stream
from panah.correspondence.rules.words import Happened, Way
from panah.documents.queries import is_being_made
from panah.documents.rules.outside import MOST_ATTEMPTS, next_try
from panah.foundation.errors import Conflict, InvalidInput, NotFound

LEASE: Final = timedelta(minutes=2)
PATIENCE: Final = timedelta(hours=1)
"""How long a letter waits for its signed file; after that it goes as it was sealed, with its code."""

LONGEST_RECEIPT: Final = 120


def send_letters(*, now: datetime, most: int = 20) -> int:
    """Send the letters whose moment has come, the oldest first; returns how many were taken by the exchange.

    Each is leased before it is sent: a worker killed in between leaves it to be sent again under the same id. One whose
    signed file is being made is passed over. Where there is no line, or none any more, they wait for a clerk.
    """
    gateway = exchange()
    queued = Dispatch.objects.filter(state="queued", next_at__lte=now).order_by("next_at", "pk")
    due = queued.exclude(is_being_made(letter_stream(), since=now - PATIENCE))
    if gateway.by_hand:
        if queued.exists():
            queued.update(state="by-hand")
        return 0
    return send_round(
        lambda: lease(due, until=now + LEASE, was_sent=True),
        lambda dispatch: _send(gateway, dispatch, now),
        most=most,
    )


def carried(*, dispatch_id: int, receipt: str, actor: Actor, now: datetime) -> None:
    """Note that a clerk carried a letter's file to its receiver, and the receipt they were given there.

    Raises NotFound("dispatch-unknown"), InvalidInput (`receipt-missing`, `receipt-too-long`), Conflict
    (`dispatch-sent`, `letter-void`).
    """
    if not receipt.strip():
        raise InvalidInput("receipt-missing")
    if len(receipt) > LONGEST_RECEIPT:
        raise InvalidInput("receipt-too-long", most=LONGEST_RECEIPT)
    with transaction.atomic():
        dispatch = _theirs(dispatch_id, actor)
        _refuse_over(dispatch)
        _stand(dispatch, receipt, now, by=actor.account_id)


def try_again(*, dispatch_id: int, actor: Actor, now: datetime) -> None:
    """Put a letter that did not go back into the queue, or before a clerk where there is no line.

    Raises NotFound("dispatch-unknown"), Conflict (`dispatch-sent`, `letter-void`).
    """
    with transaction.atomic():
        dispatch = _theirs(dispatch_id, actor)
        _refuse_over(dispatch)
        state = "by-hand" if exchange().by_hand else "queued"
        Dispatch.objects.filter(pk=dispatch.pk).update(state=state, attempts=0, next_at=now, trouble="")


def _refuse_over(dispatch: Dispatch) -> None:
    if dispatch.state == "sent":
        raise Conflict("dispatch-sent")
    if is_void(dispatch.letter_id):
        raise Conflict("letter-void")


def _send(gateway: Exchange, dispatch: Dispatch, now: datetime) -> tuple[bool, bool]:
    """Send one letter; tells whether it was taken, and whether anybody answered."""
    parcel = Parcel(id=dispatch.key, code=dispatch.code, envelope=envelope_of(dispatch))
    try:
        receipt = gateway.send(parcel, now=now)
    except ExchangeTrouble as trouble:
        _put_back(dispatch, trouble, now)
        return False, trouble.was_heard
    with transaction.atomic():
        still = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
        if still.state != "sent":
            _stand(still, receipt, now)
    return True, True


def _stand(dispatch: Dispatch, receipt: str, now: datetime, *, by: int | None = None) -> None:
    Dispatch.objects.filter(pk=dispatch.pk).update(state="sent", receipt=receipt, sent_at=now, trouble="")
    LetterFact.objects.create(
        letter=dispatch.letter,
        kind=Happened.SENT,
        way=Way.ECE,
        receipt=receipt,
        to=dispatch.to,
        by_id=by,
        at=now,
    )
    note(dispatch.letter, "sent", now=now, actor_id=by, word=receipt)


def _put_back(dispatch: Dispatch, trouble: ExchangeTrouble, now: datetime) -> None:
    """Put a letter back for another try, or before a clerk; what a clerk carried meanwhile stays so."""
    is_over = trouble.is_final or dispatch.attempts >= MOST_ATTEMPTS
    said = f"{trouble.code}: {trouble.reason}" if trouble.reason else trouble.code
    waiting = Dispatch.objects.filter(pk=dispatch.pk, state="queued", attempts=dispatch.attempts)
    if is_over:
        waiting.update(state="failed", trouble=said)
    else:
        waiting.update(next_at=now + next_try(dispatch.attempts), trouble=said)


def _theirs(dispatch_id: int, actor: Actor) -> Dispatch:
    """Lock a letter on its way that is the actor's to carry: of their secretariat or their own, and theirs to read."""
    rows = Dispatch.objects.filter(carried_by(actor), pk=dispatch_id, letter__in=readable(actor))
    locked = Dispatch.objects.select_for_update(of=("self",)).select_related(
        "letter__office", "letter__case__office"
    )
    found = locked.filter(pk__in=list(rows.values_list("pk", flat=True))).first()
    if found is None:
        raise NotFound("dispatch-unknown")
    return found
