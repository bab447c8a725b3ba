"""Putting papers into people's hands, inside the act that says so: `hand:slip`. There is no other way to record it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from panah.audit.models import Event
from panah.audit.queries import read_payloads
from panah.casework.models import BatchItem
from panah.casework.registrations import Call
from panah.documents.kinds import CARDS, face_of
from panah.documents.models import DocumentSubject, HandOver
from panah.documents.operations.effects import journal_papers, standing_papers
from panah.documents.operations.print_room.handing import hand_cards
from panah.documents.sealing import seal_witness
from panah.foundation.canonical import Canonical
from panah.foundation.errors import Conflict, InvalidInput
from panah.workflow.definition import Effect

MARKS = frozenset({"signature", "thumbprint"})
"""How somebody shows in their own hand that they received a paper."""
PARTIES = frozenset({"person", "applicant"})
"""Whoever says in one of these roles that a paper is theirs now has fetched it behind their own door."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What the act said of the hand: who received it, how they marked it, and who vouched for a thumbprint."""

    receiver: int | None
    mark: str
    witness: str
    form: Mapping[str, Canonical]


def hand(call: Call, effect: Effect) -> None:
    """Record for the standing papers of all travellers into whose hand they went; three statements for each way.

    What a party to the case says is a download by their account. What anybody else says needs the `receiver` of its
    form, a person whom the paper names; `mark` says how they showed it, `witness` who vouched for a thumbprint. Raises
    InvalidInput (`receiver-missing`, `receiver-unknown`, `mark-missing`, `witness-missing`),
    Conflict("paper-not-standing") for a traveller without a standing paper.
    """
    fetched = call.travellers.filter(role__in=PARTIES)
    _hand(call, effect, fetched, "download", _Said(None, "", "", {}))
    given = call.travellers.exclude(role__in=PARTIES)
    if given.exists():
        said = _said(call)
        face = face_of(call.definition.slug, effect.object or "")
        _refuse_unmarked(said, is_marked=face.is_single or face.kind in CARDS)
        _hand(call, effect, given, "counter", said)


def _hand(call: Call, effect: Effect, travellers: QuerySet[BatchItem], how: str, said: _Said) -> None:
    papers = standing_papers(travellers, effect.object or "")
    is_named = Exists(DocumentSubject.objects.filter(document=OuterRef("pk"), party=said.receiver))
    rows = list(papers.annotate(is_named=is_named).values_list("pk", "number", "is_named", "case_id"))
    cards = list(papers.filter(kind__in=CARDS).select_related("case"))
    if len(rows) < travellers.values("case_id").distinct().count():
        raise Conflict("paper-not-standing", paper=effect.object)
    if how == "counter" and not all(named for _, _, named, _ in rows):
        raise InvalidInput("receiver-unknown", field="receiver")
    HandOver.objects.bulk_create(
        HandOver(
            document_id=paper,
            to_party_id=said.receiver,
            to_account_id=call.actor_id if how == "download" else None,
            by_account_id=call.actor_id,
            how=how,
            witness=seal_witness(number, said.witness),
            at=call.now,
        )
        for paper, number, *_ in rows
    )
    journal_papers(papers, "handed", how, call)
    hand_cards(cards, call, said.form)


def _refuse_unmarked(said: _Said, *, is_marked: bool) -> None:
    """Refuse a card, and a paper that is used once, without the receiver's mark; any thumbprint without a witness."""
    if is_marked and said.mark not in MARKS:
        raise InvalidInput("mark-missing", field="mark")
    if said.mark == "thumbprint" and not said.witness:
        raise InvalidInput("witness-missing", field="witness")


def _said(call: Call) -> _Said:
    """Read who received the papers from what was said in this very act."""
    case = call.travellers.values_list("case_id", flat=True).first()
    acts = Event.objects.filter(stream=f"case:{case}", batch=call.batch, kind="acted")
    payload = acts.order_by("-seq").values_list("payload_id", flat=True).first()
    form = read_payloads(ids=[payload] if payload else []).get(payload or 0, {})
    chosen = form.get("receiver")
    receiver = str(chosen[0]) if isinstance(chosen, list) and len(chosen) == 1 else ""
    if not receiver.isdecimal():
        raise InvalidInput("receiver-missing", field="receiver")
    witness = str(form.get("witness") or "").strip()
    return _Said(int(receiver), str(form.get("mark") or ""), witness, form)
