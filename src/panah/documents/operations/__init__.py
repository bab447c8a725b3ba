"""Making the papers."""

from panah.documents.operations.service_form import service_form_pdf

__all__ = ["service_form_pdf"]
