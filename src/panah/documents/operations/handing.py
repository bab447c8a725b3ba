"""Putting a paper into somebody's hand: at a counter, or fetched by its owner."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import F

from panah.audit.operations import Act, record
from panah.casework.models import Case
from panah.documents.models import Document, HandOver
from panah.documents.rules.standing import State
from panah.documents.sealing import seal_witness
from panah.foundation.errors import Conflict, InvalidInput, NotFound


def hand_over(
    *,
    document_id: int,
    how: Literal["counter", "download"],
    by_account: int | None,
    now: datetime,
    to_party: int | None = None,
    to_account: int | None = None,
    witness: str = "",
) -> HandOver:
    """Record that a standing paper was handed to a person it names, or fetched by an account.

    `witness` is who vouched where a thumbprint stood for a signature. Who may hand what is the caller's to have asked:
    the case's step says it. Raises NotFound("paper-unknown"), InvalidInput("receiver-missing"),
    Conflict("paper-not-standing").
    """
    if to_party is None and to_account is None:
        raise InvalidInput("receiver-missing")
    with transaction.atomic():
        document = (
            Document.objects.select_related("case", "office")
            .select_for_update(of=("case",))
            .filter(pk=document_id)
            .first()
        )
        if document is None:
            raise NotFound("paper-unknown")
        if document.state != State.VALID:
            raise Conflict("paper-not-standing", paper=document.number)
        handed = HandOver.objects.create(
            document=document,
            to_party_id=to_party,
            to_account_id=to_account,
            by_account_id=by_account,
            how=how,
            witness=seal_witness(document.number, witness.strip()),
            at=now,
        )
        _record(handed, document, now)
    return handed


def _record(handed: HandOver, document: Document, now: datetime) -> None:
    Case.objects.filter(pk=document.case_id).update(ver=F("ver") + 1)
    record(
        acts=[
            Act(
                stream=stream,
                kind="handed",
                actor_id=handed.by_account_id,
                office=document.office.path,
                case_number=document.case.number,
                word=handed.how,
                about=f"{document.name} {document.number}",
            )
            for stream in (document.case.stream, document.stream)
        ],
        at=now,
    )
