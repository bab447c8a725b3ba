"""Paying at the bank: a browser goes there and may or may not return; the bank is asked until it has said."""

import secrets
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.payments.gateways import BankUnavailable, OnlineOrder, Verdict, VerdictState, bank
from panah.payments.models import Charge, OnlineAttempt, Payment
from panah.payments.operations.ground import locked, note, paying_role
from panah.payments.operations.settling import settle
from panah.payments.queries import charges_of
from panah.payments.rules import (
    ASKED_FOR,
    FIRST_ASK,
    OWED,
    UNPAID_FOR,
    AttemptState,
    Channel,
    PaymentState,
    next_ask,
    request_sha,
)

BANK = "bank"
OPEN = [AttemptState.STARTED.value, AttemptState.UNKNOWN.value]
SETTLED = frozenset({AttemptState.VERIFIED.value, AttemptState.DIFFERS.value})


def start_online(*, charge_id: int, return_url: str, actor: Actor, now: datetime) -> str:
    """Announce what is outstanding of a charge, or its next part, to the bank and return the address of its page.

    Earlier attempts are asked about first, so that nobody pays twice. `return_url` (ours) gets `attempt=<token>`.
    Nothing is held open while the bank is spoken to. Raises NotFound("charge-unknown"), Conflict("charge-not-due"),
    InvalidInput("return-url"), BankUnavailable.
    """
    if urlsplit(return_url).scheme not in {"http", "https"}:
        raise InvalidInput("return-url")
    for token in OnlineAttempt.objects.filter(charge=charge_id, state__in=OPEN).values_list(
        "token", flat=True
    ):
        verify_online(token=token, now=now)
    attempt = _begin(charge_id, actor, now)
    order = OnlineOrder(
        token=attempt.token,
        rial=attempt.rial,
        account=attempt.charge.into,
        what=attempt.charge.what,
        return_url=f"{return_url}{'&' if '?' in return_url else '?'}{urlencode({'attempt': attempt.token})}",
    )
    try:
        taken = bank().start(order, now=now)
    except BankUnavailable as unavailable:
        with transaction.atomic():
            attempt.charge = locked(charge_id)
            _give_up(attempt, AttemptState.FAILED, unavailable.code, now)
        raise
    OnlineAttempt.objects.filter(pk=attempt.pk).update(gateway_ref=taken.reference, next_at=now + FIRST_ASK)
    return taken.address


def verify_online(*, token: str, now: datetime) -> AttemptState:
    """Ask the bank what became of an attempt and record it: once, however often and however late it is asked.

    A browser's return only calls this. Paid in the amount asked: a confirmed payment, and the case goes on. Paid in
    another amount: kept as a claim for an officer. Not clear: asked again later. Raises NotFound("attempt-unknown").
    """
    attempt = OnlineAttempt.objects.filter(token=token).first()
    if attempt is None:
        raise NotFound("attempt-unknown")
    _resolve(attempt, now)
    attempt.refresh_from_db(fields=["state"])
    return AttemptState(attempt.state)


def recheck_attempts(*, now: datetime, most: int = 20) -> int:
    """Ask the bank about the attempts whose moment has come; returns how many became clear.

    A worker's duty, for the browser that never came back. When the bank does not answer at all the rest wait for the
    next round, so that a dead bank holds up nothing else.
    """
    clear = 0
    for attempt in OnlineAttempt.objects.filter(next_at__lte=now).order_by("next_at", "pk")[:most]:
        verdict = _resolve(attempt, now)
        if verdict is not None and not verdict.was_heard:
            break
        clear += verdict is not None and verdict.state != VerdictState.UNKNOWN
    return clear


def _begin(charge_id: int, actor: Actor, now: datetime) -> OnlineAttempt:
    with transaction.atomic():
        charge = locked(charge_id)
        role = paying_role(actor, charge)
        if charge.state not in OWED:
            raise Conflict("charge-not-due", state=charge.state)
        line = next(one for one in charges_of(charge.case_id) if one.charge_id == charge.pk)
        attempt = OnlineAttempt.objects.create(
            charge=charge,
            token=secrets.token_urlsafe(24),
            rial=line.asked_now,
            started_by_id=actor.account_id,
            started_at=now,
        )
        note(
            charge, kind="online-started", now=now, actor_id=actor.account_id, role=role, about=f"attempt {attempt.pk}"
        )  # fmt: skip
    return attempt


def _resolve(attempt: OnlineAttempt, now: datetime) -> Verdict | None:
    """Ask about one attempt with nothing locked, then record the answer; None where there is nothing to ask."""
    if attempt.state in SETTLED or not attempt.gateway_ref:
        return None
    verdict = bank().verify(token=attempt.token, reference=attempt.gateway_ref, now=now)
    with transaction.atomic():
        charge = locked(attempt.charge_id)
        attempt = OnlineAttempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
        attempt.charge = charge
        if attempt.state not in SETTLED:
            _record(attempt, verdict, now)
    return verdict


def _record(attempt: OnlineAttempt, verdict: Verdict, now: datetime) -> None:
    age = now - attempt.started_at
    match verdict.state:
        case VerdictState.PAID:
            _take(attempt, verdict, now)
        case VerdictState.CANCELLED:
            _give_up(attempt, AttemptState.FAILED, verdict.state, now)
        case VerdictState.UNPAID if age >= UNPAID_FOR:
            _give_up(attempt, AttemptState.FAILED, verdict.state, now)
        case VerdictState.UNPAID:
            _ask_later(attempt, AttemptState.STARTED, now)
        case VerdictState.UNKNOWN if age >= ASKED_FOR:
            _give_up(attempt, AttemptState.UNKNOWN, verdict.state, now)
        case VerdictState.UNKNOWN:
            _ask_later(attempt, AttemptState.UNKNOWN, now)


def _take(attempt: OnlineAttempt, verdict: Verdict, now: datetime) -> None:
    """Keep the money the bank says it has; only the amount that was asked is confirmed by itself."""
    is_right = verdict.rial == attempt.rial
    state = AttemptState.VERIFIED if is_right else AttemptState.DIFFERS
    payment = Payment.objects.create(
        charge=attempt.charge,
        channel=Channel.ONLINE,
        rial=verdict.rial,
        reference=verdict.receipt,
        paid_on=local_date(now),
        state=PaymentState.CONFIRMED if is_right else PaymentState.CLAIMED,
        claimed_by_id=attempt.started_by_id,
        claimed_at=now,
        checked_at=now if is_right else None,
        sender=BANK,
        key=attempt.token,
        request_sha=request_sha("online", attempt.token, verdict.rial, verdict.receipt),
    )
    _set(attempt, state=state, next_at=None, ended_at=now, payment=payment)
    _note_about(attempt.charge, f"online-{state}", payment, now)
    if is_right:
        settle(attempt.charge, now=now)


def _note_about(charge: Charge, kind: str, payment: Payment, now: datetime) -> None:
    about = f"payment {payment.pk}: {payment.rial} rial"
    note(charge, kind=kind, now=now, role=BANK, word=Channel.ONLINE, about=about)


def _give_up(attempt: OnlineAttempt, state: AttemptState, why: str, now: datetime) -> None:
    """Ask no more by ourselves, and write into the journal why: once, however often a browser comes back."""
    is_news = attempt.state != state or attempt.next_at is not None
    ended = {"ended_at": now} if state == AttemptState.FAILED else {}
    _set(attempt, state=state, next_at=None, **ended)
    if is_news:
        kind, about = f"online-{state}", f"attempt {attempt.pk}: {attempt.rial} rial"
        note(attempt.charge, kind=kind, now=now, role=BANK, word=why, about=about)


def _ask_later(attempt: OnlineAttempt, state: AttemptState, now: datetime) -> None:
    _set(attempt, state=state, next_at=now + next_ask(attempt.asked), asked=attempt.asked + 1)


def _set(attempt: OnlineAttempt, **values: object) -> None:
    OnlineAttempt.objects.filter(pk=attempt.pk).update(**values)
