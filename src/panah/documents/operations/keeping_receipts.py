"""The two receipts of a paper in an office's keeping, as PDF."""

from panah.documents.models import Keeping
from panah.documents.rules.keeping_receipt import KeepingReceipt, receipt_sheet
from panah.documents.typesetting import typeset
from panah.foundation.errors import NotFound
from panah.registry.models import Person
from panah.registry.words import PAPER_TITLES


def receipt_pdf(keeping_id: int, *, is_return: bool) -> bytes:
    """Typeset the receipt of a taking, or of giving it back (A6).

    Raises NotFound("keeping-unknown"), also for the return of what is still kept.
    """
    row = Keeping.objects.select_related("office", "against").filter(pk=keeping_id).first()
    if row is None or (is_return and row.returned_at is None):
        raise NotFound("keeping-unknown")
    person = Person.objects.get(pk=row.party_id)
    return typeset(
        "keeping-receipt",
        receipt_sheet(
            KeepingReceipt(
                name=person.name,
                latin=person.latin_name,
                paper=PAPER_TITLES[row.kind],
                number=row.number,
                against=row.against.number,
                office=row.office.name,
                enquiries=row.office.phone,
                code=row.return_receipt if is_return else row.receipt,
                at=row.returned_at if is_return and row.returned_at else row.taken_at,
                taken_code=row.receipt,
                is_return=is_return,
            )
        ),
    )
