"""«بیش از این از من گرفتند»: a report without a name, sealed, read by the bureau alone, and answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction

from panah.audit.keys import key_ring
from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.foundation.persian import clean
from panah.organisation.models import Office
from panah.organisation.roles import OfficeKind
from panah.payments.models import OverchargeReport
from panah.payments.operations.ground import officer_id
from panah.payments.rules.reports import MOST_RIAL, reading_report_role, reference_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Overcharge:
    """What somebody says: what was taken (rial), on which local day, where and for which service as far as they know.

    `contact` is how they may be told, if they want to be.
    """

    rial: int
    happened_on: date
    office_code: str = ""
    service: str = ""
    words: str = ""
    contact: str = ""


LONGEST_WORDS: Final = 1000
LONGEST_CONTACT: Final = 100


def report_overcharge(*, said: Overcharge, key: str, now: datetime) -> str:
    """Keep a report and return its reference, the only thing the sender needs; the same key gives the same one.

    Nothing about the sender is kept but what they typed, and that is sealed. Raises InvalidInput
    (`amount-unreadable`, `paid-in-future`, `office-unknown`, `key-missing`). S14.
    """
    if not key:
        raise InvalidInput("key-missing")
    if not 0 < said.rial <= MOST_RIAL:
        raise InvalidInput("amount-unreadable", field="rial")
    if said.happened_on > local_date(now):
        raise InvalidInput("paid-in-future", field="happened_on")
    office = _office(said.office_code)
    reference = reference_of(key_ring().blind_index(key, aad=b"payments.report.key"))
    try:
        with transaction.atomic():
            OverchargeReport.objects.create(
                reference=reference,
                office=office,
                service=clean(said.service)[:80],
                happened_on=said.happened_on,
                rial=said.rial,
                words=_sealed(reference, "words", clean(said.words)[:LONGEST_WORDS]),
                contact=_sealed(reference, "contact", clean(said.contact)[:LONGEST_CONTACT]),
                at=now,
            )
    except IntegrityError:
        return reference
    return reference


def answer_report(*, report_id: int, answer: str, actor: Actor, now: datetime) -> OverchargeReport:
    """Answer a report; whoever keeps its reference reads the answer. Only the bureau, and once.

    Raises NotFound("report-unknown"), NotAllowed("not-yours-to-answer"), InvalidInput("answer-missing"),
    Conflict("report-answered").
    """
    written = clean(answer)[:1000]
    if not written:
        raise InvalidInput("answer-missing", field="answer")
    with transaction.atomic():
        report = OverchargeReport.objects.select_for_update(of=("self",)).filter(pk=report_id).first()
        if report is None:
            raise NotFound("report-unknown")
        path = report.office.path if report.office else None
        role = reading_report_role(actor.scope, path)
        if role is None:
            raise NotAllowed("not-yours-to-answer")
        if report.answered_at is not None:
            raise Conflict("report-answered")
        report.answer, report.answered_by_id, report.answered_at = written, officer_id(actor), now
        report.save(update_fields=["answer", "answered_by", "answered_at"])
        act = Act(
            stream=f"report:{report.pk}",
            kind="report-answered",
            actor_id=actor.account_id,
            role=role,
            office=path or "",
        )
        record(acts=[act], at=now)
    return report


def _office(code: str) -> Office | None:
    if not code:
        return None
    found = Office.objects.filter(code=code, kind=OfficeKind.SERVICE_OFFICE).first()
    if found is None:
        raise InvalidInput("office-unknown", field="office")
    return found


def _sealed(reference: str, column: str, text: str) -> bytes:
    return (
        key_ring().seal(text.encode(), aad=f"payments.report.{column}|{reference}".encode()) if text else b""
    )
