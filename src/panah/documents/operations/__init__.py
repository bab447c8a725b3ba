"""Making the papers, ending them, and putting them into people's hands."""

from panah.documents.operations.ending import reinstate, void
from panah.documents.operations.issuing import Issuing, issue
from panah.documents.operations.printing import slip_pdf
from panah.documents.operations.service_form import service_form_pdf

__all__ = ["Issuing", "issue", "reinstate", "service_form_pdf", "slip_pdf", "void"]
