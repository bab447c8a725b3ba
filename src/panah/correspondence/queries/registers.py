"""Whose numbers an office writes, and whether a register has gaps."""

from django.db.models import Count, F, Max, Min, Q

from panah.correspondence.models import Register, Secretariat
from panah.organisation.models import Office
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import ancestor_ids


def secretariat_above(office: Office) -> Secretariat | None:
    """Find the nearest secretariat at or above an office."""
    found = Secretariat.objects.select_related("office").filter(office__in=ancestor_ids(office.path))
    return max(found, key=lambda one: len(one.office.path), default=None)


def office_with_a_secretariat(office: Office) -> Office:
    """Name the office whose secretariat numbers an office's letters: itself, or above a contractor's its bureau."""
    if office.kind == OfficeKind.SERVICE_OFFICE and office.parent is not None:
        return office.parent
    return office


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
