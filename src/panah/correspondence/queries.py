"""Reading the secretariat: whose numbers an office writes, the letters of a case, and whether a register has gaps."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Min, Q

from panah.correspondence.models import Letter, Register, Secretariat
from panah.organisation.models import Office
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import ancestor_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter as a case's page lists it; `signed_by_role` is a name of organisation.roles."""

    number: str
    dated: date
    kind: str
    subject: str
    annex: str
    direction: str
    signed_by_role: str
    document_id: int | None


def secretariat_above(office: Office) -> Secretariat | None:
    """Find the nearest secretariat at or above an office."""
    found = Secretariat.objects.select_related("office").filter(office__in=ancestor_ids(office.path))
    return max(found, key=lambda one: len(one.office.path), default=None)


def office_with_a_secretariat(office: Office) -> Office:
    """Name the office whose secretariat numbers an office's letters: itself, or above a contractor's its bureau."""
    if office.kind == OfficeKind.SERVICE_OFFICE and office.parent is not None:
        return office.parent
    return office


def letters_of(case_id: int) -> list[LetterLine]:
    """List the letters of a case, newest first; one query."""
    return [_line(letter) for letter in Letter.objects.filter(case=case_id).order_by("-pk")]


def registers_with_gaps() -> list[str]:
    """Name every register whose letters are not exactly 1 to its last number; empty when all is well."""
    whole = Q(count=F("last"), highest=F("last"), lowest=1) | Q(count=0, last=0)
    counted = Register.objects.annotate(
        count=Count("letters"), highest=Max("letters__n"), lowest=Min("letters__n")
    )
    return [
        f"{register.secretariat.code}/{register.year}"
        for register in counted.exclude(whole).select_related("secretariat")
    ]


def _line(letter: Letter) -> LetterLine:
    return LetterLine(
        number=letter.number,
        dated=letter.dated,
        kind=letter.kind,
        subject=letter.subject,
        annex=letter.annex_text,
        direction=letter.direction,
        signed_by_role=letter.signed_by_role,
        document_id=letter.document_id,
    )
