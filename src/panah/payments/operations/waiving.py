"""Who cannot pay asks, and another decides; a fee not paid ends nobody's matter (S10, S18)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from panah.audit.operations import store_payload
from panah.audit.queries import read_payloads
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, FormEntry, Item
from panah.casework.operations import act, locked_case
from panah.casework.registrations import Call
from panah.casework.rules import ActResult, Selected
from panah.catalogue.queries import definition_of, directive_of
from panah.catalogue.rules.directive import exemptions
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.foundation.persian import clean
from panah.payments.models import Charge, FeeExemption
from panah.payments.operations.ground import (
    hands,
    locked,
    note,
    paying_role,
    refuse_own_matter,
    refuse_strangers,
)
from panah.payments.operations.proving import PROOF, proof_of
from panah.payments.operations.settling import go_on
from panah.payments.rules import ChargeState, ExemptionState, refuse_same_hands, waiving_role

EXEMPT = "exempt"
"""The word of a process by which a fee is waived."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who decides, in which role, with whose hands, and when (UTC)."""

    actor: Actor
    role: str
    hands: frozenset[int]
    now: datetime


def ask_exemption(
    *, charge_id: int, ground: str, text: str, actor: Actor, now: datetime, held_as: str = ""
) -> FeeExemption:
    """Ask not to pay a due charge, on a ground of the case's directive; `text` is what the person says.

    `held_as` names the form under which a paper is held that shows it; none is needed. Asked again while it waits, it
    is the same wish, to which a paper may be added. Raises InvalidInput("ground-unknown"),
    Conflict("charge-not-due"), NotFound("charge-unknown").
    """
    with transaction.atomic():
        charge = locked(charge_id)
        role = paying_role(actor, charge)
        _refuse_unknown_ground(charge.case, ground, now)
        proof = proof_of(charge, PROOF, held_as=held_as, actor=actor, role=role, now=now)
        if waiting := FeeExemption.objects.filter(charge=charge, state=ExemptionState.ASKED).first():
            return _with_proof(waiting, proof)
        if charge.state != ChargeState.DUE:
            raise Conflict("charge-not-due", state=charge.state)
        asked = FeeExemption.objects.create(
            charge=charge,
            ground=ground,
            text=clean(text)[:500],
            proof_id=proof,
            asked_by_id=actor.account_id,
            asked_at=now,
        )
        note(charge, kind="exemption-asked", now=now, actor_id=actor.account_id, role=role, word=ground)
    return asked


def _with_proof(wish: FeeExemption, proof: int | None) -> FeeExemption:
    if proof is not None:
        wish.proof_id = proof
        wish.save(update_fields=["proof"])
    return wish


def decide_exemption(
    *, exemption_id: int, granted: bool, reason: str, actor: Actor, key: str, now: datetime
) -> FeeExemption:
    """Grant or refuse a wish not to pay; a refusal needs its reason (S1), and who asked does not decide (S8).

    Where the last due charge of a person or of the case is waived they go on: from the `pay` step by themselves, from
    a step that knows the word `exempt` by that word, in the name of who decided. A refusal moves nothing. Decided the
    same way again, it stays. Raises NotFound("exemption-unknown"), NotAllowed, InvalidInput("reason-needed"),
    Conflict (`exemption-decided`, `charge-not-due`).
    """
    state = ExemptionState.GRANTED if granted else ExemptionState.REFUSED
    why = clean(reason)[:500]
    if not granted and not why:
        raise InvalidInput("reason-needed", field="reason")
    charge_id = FeeExemption.objects.filter(pk=exemption_id).values_list("charge_id", flat=True).first()
    if charge_id is None:
        raise NotFound("exemption-unknown")
    with transaction.atomic():
        charge = locked(charge_id)
        wish = FeeExemption.objects.get(pk=exemption_id)
        by = _deciding(actor, charge.case, now)
        if wish.state != ExemptionState.ASKED:
            if wish.state == state:
                return wish
            raise Conflict("exemption-decided", state=wish.state)
        _decide(wish, charge, state, why, by)
        if granted:
            go_on(charge.case, now=now)
            _say_exempt(charge, wish.ground, actor, key, now)
    return wish


def exempt(*, chosen: Selected, ground: str, text: str, actor: Actor, key: str, now: datetime) -> ActResult:
    """Waive what is due at a step that knows the word `exempt`, on what the person said there.

    At a step of one person that is what is due of this person, and nobody else's fee. One motion for the officer at
    the counter of the bureau: the waiver of each charge and the word of the step.
    Raises NotFound("item-unknown"), NotAllowed, InvalidInput("ground-unknown"), and what `act` raises.
    """
    item = Item.objects.filter(pk=chosen.item).first()
    if item is None:
        raise NotFound("item-unknown")
    with transaction.atomic():
        case = locked_case(item.case_id)
        refuse_strangers(actor, case, "item-unknown")
        by = _deciding(actor, case, now)
        _refuse_unknown_ground(case, ground, now)
        result = act(
            chosen=[chosen],
            step=item.step,
            word=EXEMPT,
            actor=actor,
            key=key,
            now=now,
            form={"exemption": ground, "note": clean(text)},
        )
        if result.moved:
            for charge in _due(case, item.subject_id):
                _waive(charge, ground, clean(text)[:500], by)
    return result


def honour_exempt_words(call: Call) -> None:
    """Waive what is due of a case whose officer said `exempt` at its step, wherever it was said.

    Said of one person it waives what is due of this person alone. Runs as the case opens its next item, so that no
    page, import or interface can leave a waived fee standing.
    """
    theirs = Q(subject=None) | Q(subject=OuterRef("subject_id"))
    waived = Item.objects.filter(
        theirs, case=OuterRef("case_id"), state="done", word=EXEMPT, closed_at__gte=OuterRef("raised_at")
    )
    owing = Charge.objects.filter(
        Exists(waived), case_id__in=call.travellers.values("case_id"), state=ChargeState.DUE
    )
    for charge in owing.select_related("case__office").order_by("case_id", "pk"):
        spoken = Item.objects.filter(_of(charge.subject_id), case=charge.case, state="done", word=EXEMPT)
        said = spoken.latest("closed_at")
        officer = Actor(sender=f"account:{said.closed_by}", account_id=said.closed_by)
        by = Deciding(officer, said.queue.split("+")[0], _known(said.closed_by, said.closed_for), call.now)
        _waive(charge, _ground_said(said), "", by)


def _ground_said(item: Item) -> str:
    entries = FormEntry.objects.filter(_of(item.subject_id), case=item.case_id, step=item.step)
    entry = entries.order_by("-pk").first()
    said = read_payloads(ids=[entry.payload_id]).get(entry.payload_id, {}) if entry else {}
    return str(said.get("exemption") or EXEMPT)[:60]


def _deciding(actor: Actor, case: Case, now: datetime) -> Deciding:
    refuse_strangers(actor, case, "exemption-unknown")
    role = waiving_role(actor.scope, case.office.path)
    refuse_own_matter(actor, case)
    return Deciding(actor, role, hands(actor, role, case), now)


def _known(*accounts: int | None) -> frozenset[int]:
    return frozenset(account for account in accounts if account is not None)


def _of(subject_id: int | None) -> Q:
    """What was said of one person or of all; with no person only the latter."""
    return Q(subject=None) if subject_id is None else Q(subject=None) | Q(subject=subject_id)


def _due(case: Case, subject_id: int | None) -> Iterator[Charge]:
    """What is due of one person; with none all that is due of the case."""
    due = Charge.objects.filter(case=case, state=ChargeState.DUE)
    theirs = due if subject_id is None else due.filter(subject=subject_id)
    for charge in theirs.order_by("pk"):
        charge.case = case
        yield charge


def _waive(charge: Charge, ground: str, text: str, by: Deciding) -> None:
    """Grant a wish that was spoken at the step, or the one that waits."""
    wish = FeeExemption.objects.filter(charge=charge, state=ExemptionState.ASKED).first()
    if wish is None:
        wish = FeeExemption.objects.create(charge=charge, ground=ground, text=text, asked_at=by.now)
    _decide(wish, charge, ExemptionState.GRANTED, "", by)


def _decide(wish: FeeExemption, charge: Charge, state: ExemptionState, reason: str, by: Deciding) -> None:
    refuse_same_hands(by.hands, wish.asked_by_id)
    if state == ExemptionState.GRANTED:
        if not Charge.objects.filter(pk=charge.pk, state=ChargeState.DUE).update(state=ChargeState.EXEMPT):
            raise Conflict("charge-not-due", state=charge.state)
        charge.state = ChargeState.EXEMPT.value
    wish.state, wish.reason = state.value, reason
    wish.decided_by_id, wish.decided_at = by.actor.account_id, by.now
    wish.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    note(
        charge,
        kind=f"exemption-{state}",
        now=by.now,
        actor_id=by.actor.account_id,
        role=by.role,
        word=wish.ground,
        payload=store_payload(body={"reason": reason}) if reason else None,
    )


def _say_exempt(charge: Charge, ground: str, actor: Actor, key: str, now: datetime) -> None:
    """Say the word at the steps that know it and from whose people nothing more is due: of one, or of all."""
    case, definition = charge.case, definition_of(charge.case.version_id)
    whose = Q() if charge.subject_id is None else _of(charge.subject_id)
    for item in Item.objects.filter(whose, case=case, state="open", kind="by").order_by("pk"):
        theirs = Q() if item.subject_id is None else _of(item.subject_id)
        owes = Charge.objects.filter(theirs, case=case, state=ChargeState.DUE).exists()
        if not owes and definition.step(item.step).way(EXEMPT) is not None:
            act(
                chosen=[Selected(item.pk, item.ver)],
                step=item.step,
                word=EXEMPT,
                actor=actor,
                key=f"{key}:exempt:{item.pk}",
                now=now,
                form={"exemption": ground},
            )


def _refuse_unknown_ground(case: Case, ground: str, now: datetime) -> None:
    known = exemptions(directive_of(case.directive_id), service=case.slug, on=local_date(now))
    if ground not in {exemption.code for exemption in known}:
        raise InvalidInput("ground-unknown", field="ground")
