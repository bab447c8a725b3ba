"""The official papers of a service: its identity form as PDF, its process as BPMN."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from panah.catalogue.queries import PublishedService, published_service
from panah.documents.operations import service_form_pdf
from panah.foundation.clock import local_date, utc_now
from panah.foundation.errors import NotFound
from panah.workflow.bpmn import to_bpmn


def form_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the official service form with its boxes ticked and unticked."""
    del request
    return _file(service_form_pdf(_service(slug)), "application/pdf", f"{slug}.pdf")


def process_bpmn(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the process of a service that is open online; 404 for one that has none yet."""
    del request
    definition = _service(slug).definition
    if definition is None:
        raise Http404
    return _file(to_bpmn(definition, language="fa"), "application/bpmn+xml", f"{slug}.bpmn")


def _service(slug: str) -> PublishedService:
    try:
        return published_service(slug, language=get_language() or "fa", today=local_date(utc_now()))
    except NotFound as missing:
        raise Http404 from missing


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
