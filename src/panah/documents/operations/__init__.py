"""Making the papers, ending them, putting them into people's hands, and hearing that they were used."""

from panah.documents.operations.crossing import Crossed, take_crossings
from panah.documents.operations.ending import reinstate, void
from panah.documents.operations.issuing import Issuing, issue
from panah.documents.operations.keeping_receipts import receipt_pdf
from panah.documents.operations.notices import notice_pdf
from panah.documents.operations.printing import slip_pdf
from panah.documents.operations.service_form import service_form_pdf

__all__ = [
    "Crossed",
    "Issuing",
    "issue",
    "notice_pdf",
    "receipt_pdf",
    "reinstate",
    "service_form_pdf",
    "slip_pdf",
    "take_crossings",
    "void",
]
