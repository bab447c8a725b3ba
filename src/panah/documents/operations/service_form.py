"""The official service form as a PDF."""

from panah.catalogue.queries import PublishedService, TariffLine
from panah.documents.rules.service_sheet import Charged, Imprint, service_sheet
from panah.documents.typesetting import typeset
from panah.foundation.clock import local_date


def service_form_pdf(service: PublishedService) -> bytes:
    """Print «شناسنامه خدمت»: the official nine sections with every box, then apart what is ours (seeds 2 to 4)."""
    imprint = Imprint(service.version, local_date(service.published_at), service.sha256)
    charged = [_charged(line) for line in service.tariffs]
    return typeset("service-form", service_sheet(service.form, imprint=imprint, charged=charged))


def _charged(line: TariffLine) -> Charged:
    return Charged(line.what, line.rial, line.account, line.valid_from, line.source, line.confirmed)
