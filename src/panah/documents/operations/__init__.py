"""Making the papers, ending them, putting them into people's hands, and hearing that they were used."""

from panah.documents.operations.certificates import ask_for_certificate
from panah.documents.operations.crossing import Crossed, take_crossings
from panah.documents.operations.ending import reinstate, void
from panah.documents.operations.files import file_of, paper_file, sign_files
from panah.documents.operations.issuing import Issuing, issue, title_of
from panah.documents.operations.keeping_receipts import receipt_pdf
from panah.documents.operations.notices import notice_pdf
from panah.documents.operations.placing import give_place
from panah.documents.operations.printing import slip_pdf
from panah.documents.operations.service_form import service_form_pdf
from panah.documents.operations.wallet import Shown, shown_on_phone

__all__ = [
    "Crossed",
    "Issuing",
    "Shown",
    "ask_for_certificate",
    "file_of",
    "give_place",
    "issue",
    "notice_pdf",
    "paper_file",
    "receipt_pdf",
    "reinstate",
    "service_form_pdf",
    "shown_on_phone",
    "sign_files",
    "slip_pdf",
    "take_crossings",
    "title_of",
    "void",
]
