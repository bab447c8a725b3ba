"""What becomes of a letter after it has its number: sent by hand, delivered, sent back, voided; written beside it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Dispatch, Letter, LetterFact
from panah.correspondence.operations.noting import note
from panah.correspondence.queries.reach import accounts_of, readable
from panah.correspondence.queries.rights import signer_for
from panah.correspondence.queries.standing import is_signed, is_void
from panah.correspondence.queries.writing import desk_of
from panah.correspondence.roles import SECRETARIES
from panah.correspondence.rules.words import Happened, Way
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound

LONGEST_RECEIPT: Final = 120
LONGEST_REASON: Final = 300
BY_HAND: Final = frozenset({Way.POST, Way.BEARER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What somebody says happened: by which way, with which receipt, why, to whom."""

    kind: Happened
    way: Way | None = None
    receipt: str = ""
    reason: str = ""


def write_fact(*, letter_id: int, fact: Fact, actor: Actor, now: datetime) -> LetterFact:
    """Write beside a letter that it was sent by hand or post, delivered, or sent back.

    Its writer or signer says so, or its secretariat; what is said twice on end is one. Raises
    NotFound("letter-unknown"), NotAllowed("not-yours-to-say"), InvalidInput (`way-missing`, `reason-needed`,
    `receipt-too-long`), Conflict (`letter-void`, `letter-not-signed`, `letter-came-in`).
    """
    if fact.kind is Happened.VOIDED:
        raise InvalidInput("way-missing")
    if fact.kind is Happened.SENT and fact.way not in BY_HAND:
        raise InvalidInput("way-missing")
    if fact.kind is Happened.SENT_BACK and not fact.reason.strip():
        raise InvalidInput("reason-needed")
    if len(fact.receipt) > LONGEST_RECEIPT or len(fact.reason) > LONGEST_REASON:
        raise InvalidInput("receipt-too-long", most=LONGEST_RECEIPT)
    with transaction.atomic():
        letter = _letter(letter_id, actor)
        _refuse_stranger(letter, actor)
        if letter.direction == "incoming":
            raise Conflict("letter-came-in")
        if is_void(letter.pk):
            raise Conflict("letter-void")
        if not is_signed(letter):
            raise Conflict("letter-not-signed")
        return _write(letter, fact, actor, now)


def void_letter(*, letter_id: int, reason: str, actor: Actor, now: datetime) -> LetterFact:
    """Void a letter with its reason: its number stays taken, its sheet stays as it was.

    Whoever may sign letters of its kind at its office voids it; a letter that came in, its secretariat. A paper of a
    case is ended where it was issued. Raises NotFound("letter-unknown"), InvalidInput("reason-needed"),
    NotAllowed("no-right-to-sign"), Conflict (`letter-void`, `letter-is-a-paper`).
    """
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise InvalidInput("reason-needed", most=LONGEST_REASON)
    with transaction.atomic():
        letter = _letter(letter_id, actor)
        if letter.document_id is not None:
            raise Conflict("letter-is-a-paper")
        _refuse_voider(letter, actor, now)
        if is_void(letter.pk):
            raise Conflict("letter-void")
        Dispatch.objects.filter(letter=letter, state__in=["queued", "by-hand"]).update(
            state="failed", trouble="letter-void"
        )
        return _write(letter, Fact(kind=Happened.VOIDED, reason=reason.strip()), actor, now)


def _letter(letter_id: int, actor: Actor) -> Letter:
    """Lock a letter the actor may read, so that no two say of it what contradicts."""
    rows = readable(actor).filter(pk=letter_id).values_list("pk", flat=True)
    found = Letter.objects.select_for_update(of=("self",), no_key=True).select_related(
        "office", "case__office", "register__secretariat"
    )
    letter = found.filter(pk__in=list(rows)).first()
    if letter is None:
        raise NotFound("letter-unknown")
    return letter


def _refuse_stranger(letter: Letter, actor: Actor) -> None:
    if actor.scope is None:
        raise NotAllowed("not-yours-to-say")
    mine = accounts_of(actor.scope)
    if {letter.written_by_id, letter.signed_by_id} & mine or _is_secretary(letter, actor):
        return
    raise NotAllowed("not-yours-to-say")


def _refuse_voider(letter: Letter, actor: Actor, now: datetime) -> None:
    if actor.scope is None:
        raise NotAllowed("no-right-to-sign")
    if letter.direction == "incoming":
        if not _is_secretary(letter, actor):
            raise NotAllowed("not-yours-to-say")
        return
    if signer_for(actor.scope, kind=letter.kind, office=letter.office, at=now) is None:
        raise NotAllowed("no-right-to-sign")


def _is_secretary(letter: Letter, actor: Actor) -> bool:
    office = letter.register.secretariat.office_id
    holdings = actor.scope.holdings if actor.scope else ()
    return any(held.role in SECRETARIES and held.office_id == office for held in holdings)


def _write(letter: Letter, fact: Fact, actor: Actor, now: datetime) -> LetterFact:
    role = desk_of(actor, office_id=None, case=None).role
    said = {
        "kind": fact.kind,
        "way": fact.way or "",
        "receipt": fact.receipt.strip(),
        "reason": fact.reason.strip(),
        "to": letter.to,
        "by_id": actor.account_id,
        "role": role,
    }
    last = LetterFact.objects.filter(letter=letter).order_by("pk").last()
    if last is not None and all(getattr(last, name) == value for name, value in said.items()):
        return last
    made = LetterFact.objects.create(letter=letter, **said, at=now)
    note(letter, fact.kind, now=now, actor_id=actor.account_id, role=role, word=fact.reason or fact.receipt)
    return made
