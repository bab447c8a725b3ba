"""Signing a letter: the right is asked, the number given, the sheet sealed, and it is put on its way, in one act."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.operations import locked_case
from panah.correspondence.gateways.tokens import TokenSigned, roots, tokens
from panah.correspondence.models import Copy, Draft, Letter, TokenSignature
from panah.correspondence.operations.filing import has_file
from panah.correspondence.operations.listing import stand_in_lists
from panah.correspondence.operations.noting import note
from panah.correspondence.operations.numbering import Place, take_place
from panah.correspondence.operations.putting_on_way import put_on_way
from panah.correspondence.operations.signers import (
    behalf_of,
    draft_to_sign,
    frame_of,
    refuse_stale_proof,
    signer_now,
)
from panah.correspondence.operations.writing import Written, wording_of, written_in
from panah.correspondence.queries.rights import token_of
from panah.correspondence.rules.rights import Signer
from panah.correspondence.rules.searching import search_text
from panah.correspondence.rules.sheet import Given, letter_sheet
from panah.correspondence.rules.tokens import certificate_trouble, fingerprint, signature_holds
from panah.correspondence.rules.words import DraftState, Level, annex_in_words
from panah.correspondence.sealing import seal_letter
from panah.correspondence.shelf import template
from panah.documents.operations.files import ask_for_file
from panah.documents.place import verify_page
from panah.documents.rules.codes import new_code
from panah.documents.rules.data import Data
from panah.foundation.canonical import Canonical, encode
from panah.foundation.errors import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What shows that it is the signer who signs: when (UTC) they last said who they are by key or code, a PIN."""

    confirmed_at: datetime | None = None
    pin: str = ""


def sign_letter(*, draft_id: int, ver: int, proof: Proof, actor: Actor, now: datetime) -> Letter:
    """Sign a draft: it gets the next number of its register and is a letter; signed twice it is the same letter.

    A letter of the level `paper` gets its number so that it can be printed; it counts as signed once its scan was
    matched and looked at. A token signs while the register is held: without a signature there is no number. Raises
    NotFound("draft-unknown"), Conflict (`draft-not-here`, `certificate-…`), Stale("draft-changed"), NotAllowed
    (`no-right-to-sign`, `needs-another-signer`, `say-again`), TokenTrouble.
    """
    with transaction.atomic():
        draft = draft_to_sign(draft_id, ver, actor)
        if draft.letter_id is not None:
            return Letter.objects.get(pk=draft.letter_id)
        signer = signer_now(draft, actor, now)
        refuse_stale_proof(draft, proof.confirmed_at, now)
        if draft.case_id is not None:
            draft.case = locked_case(draft.case_id)
        signing = _Signing(draft=draft, written=written_in(draft), signer=signer, actor=actor, now=now)
        letter = _write(signing, proof)
        Draft.objects.filter(pk=draft.pk).update(
            state=DraftState.SIGNED, letter=letter, ver=draft.ver + 1, changed_at=now
        )
        note(
            letter,
            "numbered" if letter.level == Level.PAPER else "signed",
            now=now,
            actor_id=actor.account_id,
            on_behalf_of=letter.on_behalf_of_id,
            role=letter.signed_by_role,
        )
        put_on_way(letter, actor=actor, now=now)
        if letter.level != Level.PAPER:
            stand_in_lists(letter)
        if has_file(letter):
            ask_for_file(paper=letter.stream, now=now)
    return letter


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signing:
    """One signature as it is made: what was written, by which right, by whose hand, when (UTC)."""

    draft: Draft
    written: Written
    signer: Signer
    actor: Actor
    now: datetime

    @property
    def level(self) -> Level:
        return template(self.draft.kind).level

    def hands(self) -> dict[str, object]:
        """Whose letter it is, for its row; on paper it is the hand of whoever was asked."""
        by_hand = self.level is Level.PAPER
        return {
            "level": self.level,
            "right_id": self.signer.right.id,
            "behalf_role": behalf_of(self.signer),
            "written_by_id": self.draft.written_by_id,
            "signed_by_id": self.signer.right.holder if by_hand else self.actor.account_id,
            "on_behalf_of_id": None if by_hand else self.signer.on_behalf_of,
            "signed_by_role": self.signer.right.role,
            "signed_at": self.now,
        }


def _write(signing: _Signing, proof: Proof) -> Letter:
    draft, written, now = signing.draft, signing.written, signing.now
    annex = annex_in_words(written.annex_count, written.annex_text)
    place, code = take_place(office=draft.office, now=now, annex=annex), new_code()
    given = Given(number=place.numbered.number, on=place.numbered.on, code=code, page=verify_page())
    sheet = letter_sheet(wording_of(draft, written), frame_of(draft.office, signing.signer), given)
    letter = Letter.objects.create(
        **_placed(place),
        **_said(draft, written),
        **signing.hands(),
        verify_code=code,
        sealed=seal_letter(given.number, sheet),
        key=f"draft:{draft.pk}",
    )
    Copy.objects.bulk_create(Copy(letter=letter, n=n, to=to) for n, to in enumerate(written.copies, start=1))
    if signing.level is Level.TOKEN:
        _sign_by_token(letter, sheet, signing.actor.account_id or 0, proof.pin, now)
    return letter


def _placed(place: Place) -> dict[str, object]:
    numbered = place.numbered
    return {"register": place.register, "n": place.n, "number": numbered.number, "dated": numbered.on}


def _said(draft: Draft, written: Written) -> dict[str, object]:
    return {
        "annex_count": written.annex_count,
        "annex_text": written.annex_text,
        "direction": draft.direction,
        "kind": draft.kind,
        "subject": draft.subject,
        "search": search_text(draft.subject, written.to),
        "case": draft.case,
        "in_reply_to": draft.in_reply_to,
        "follows": draft.follows,
        "office": draft.office,
        "to": written.to,
        "to_office": draft.to_office,
        "urgency": draft.urgency,
        "classification": draft.classification,
    }


def _sign_by_token(letter: Letter, sheet: Data, account_id: int, pin: str, now: datetime) -> None:
    known = token_of(account_id)
    if known is None:
        raise Conflict("certificate-unknown")
    text = signed_text(sheet)
    made = tokens().sign(token=known.token_label, key=known.key_label, pin=pin, text=text)
    _refuse_signature(made, known.fingerprint, text, now)
    TokenSignature.objects.create(
        letter=letter, algorithm=made.algorithm, signature=made.signature, certificate=made.certificate
    )


def _refuse_signature(made: TokenSigned, expected: str, text: bytes, now: datetime) -> None:
    if fingerprint(made.certificate) != expected:
        raise Conflict("certificate-of-another")
    if trouble := certificate_trouble(made.certificate, roots=roots(), at=now):
        raise Conflict(trouble)
    if not signature_holds(
        certificate=made.certificate, algorithm=made.algorithm, signature=made.signature, text=text
    ):
        raise Conflict("certificate-of-another")


def signed_text(sheet: Data) -> bytes:
    """The bytes a token signs: the letter's sheet, number and date in it, in the one canonical form."""
    return encode(cast("Canonical", sheet))
