"""Reports of having paid too much: the bureau's list, and the answer for whoever keeps the number."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from panah.audit.keys import key_ring
from panah.audit.operations import record_read
from panah.foundation.persian import clean, to_latin_digits
from panah.organisation.models import Office
from panah.organisation.queries import within
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Scope
from panah.payments.models import OverchargeReport
from panah.payments.queries.bill import PAGE
from panah.payments.rules.reports import REPORT_READERS


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report as the bureau reads it; `office` is empty where none was named, `rial` what was taken."""

    report_id: int
    reference: str
    office: str
    service: str
    happened_on: date
    rial: int
    words: str
    contact: str
    at: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class ReportState:
    """What whoever keeps a number is told: when it came, and the answer once there is one."""

    reference: str
    at: datetime
    answer: str


def reports_for(scope: Scope, *, now: datetime, most: int = PAGE) -> tuple[ReportLine, ...]:
    """Give the reports about somebody's offices and those that name none: unanswered first, oldest first.

    Each look at one is logged (S20).
    """
    paths = scope.paths(REPORT_READERS)
    if not paths:
        return ()
    seen = OverchargeReport.objects.filter(within(paths, "office__path") | Q(office=None))
    found = [
        *seen.filter(answered_at=None).select_related("office").order_by("at", "pk")[:most],
        *seen.exclude(answered_at=None).select_related("office").order_by("-answered_at", "-pk")[:most],
    ]
    role = next(iter(sorted(held.role for held in scope.holdings if held.role in REPORT_READERS)), "")
    streams = [f"report:{one.pk}" for one in found]
    record_read(actor_id=scope.account_id, role=role, purpose="overcharge", streams=streams, at=now)
    return tuple(
        ReportLine(
            one.pk,
            one.reference,
            one.office.name if one.office else "",
            one.service,
            one.happened_on,
            one.rial,
            _open(one.reference, "words", one.words),
            _open(one.reference, "contact", one.contact),
            one.at,
            one.answer,
        )
        for one in found
    )


def report_of(reference: str) -> ReportState | None:
    """Give what became of a report to whoever keeps its number, in any digits; None where there is none."""
    number = "".join(to_latin_digits(clean(reference)).split())
    found = OverchargeReport.objects.filter(reference=number).first()
    return ReportState(found.reference, found.at, found.answer) if found else None


def reportable_offices(*, on: date) -> tuple[tuple[str, str], ...]:
    """Give the service offices that are open on a day: code and name."""
    offices = Office.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on), kind=OfficeKind.SERVICE_OFFICE)
    return tuple(offices.order_by("code").values_list("code", "name"))


def _open(reference: str, column: str, sealed: bytes | memoryview) -> str:
    if not sealed:
        return ""
    return key_ring().open(bytes(sealed), aad=f"payments.report.{column}|{reference}".encode()).decode()
