"""An issued card waits to be printed from the moment it is issued, at the site its directive says."""

from datetime import date, datetime

from panah.casework.models import Case
from panah.catalogue.queries import directive_of
from panah.catalogue.rules.directive import switch
from panah.documents.models import Document, PrintItem
from panah.foundation.clock import local_date
from panah.organisation.models import Office
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import ancestor_ids

AT_OFFICE = "print-at-office"
"""The switch of a directive by which service offices print their own cards."""


def print_site(case: Case, *, on: date) -> Office:
    """Where the cards of a case are printed on a local day.

    At its own office where the directive says so, else at the directorate above it.
    """
    if switch(directive_of(case.directive_id), name=AT_OFFICE, service=case.slug, on=on):
        return case.office
    above = Office.objects.filter(pk__in=ancestor_ids(case.office.path), kind=OfficeKind.DIRECTORATE)
    return above.order_by("-path").first() or case.office


def queue(document: Document, *, now: datetime) -> PrintItem:
    """Let a card wait to be printed; in the transaction it is issued in."""
    site = print_site(document.case, on=local_date(now))
    return PrintItem.objects.create(
        document=document, site=site, office_id=document.office_id, made_at=now, since=now
    )


def queue_again(item: PrintItem, *, now: datetime) -> PrintItem:
    """Let the card of an attempt that ended wait anew, at the same site."""
    return PrintItem.objects.create(
        document_id=item.document_id, site_id=item.site_id, office_id=item.office_id, made_at=now, since=now
    )
