"""The official service form as a PDF, for every service."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from panah.catalogue.names import SERVICES
from panah.catalogue.operations import publish_shipped
from panah.catalogue.queries import PublishedService, published_service
from panah.documents.operations import service_form_pdf
from panah.documents.rules.data import Value
from panah.documents.rules.service_sheet import Imprint, service_sheet
from panah.documents.typesetting import isolated, typeset
from panah.foundation.clock import local_date
from panah.workflow.form_boxes import boxes

NOW = datetime(2026, 11, 22, 5, 42, tzinfo=UTC)
RUN = re.compile("\u2066([^\u2069]*)\u2069")

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module", autouse=True)
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        publish_shipped(now=NOW, published_by="test")
        yield
        transaction.set_rollback(True)


def _service(slug: str) -> PublishedService:
    return published_service(slug, language="fa", today=local_date(NOW))


def _numbers(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield from RUN.findall(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)


@pytest.mark.parametrize("slug", SERVICES)
def test_every_form_is_typeset_with_its_boxes_and_no_number_is_turned(
    slug: str, seen: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = _service(slug)
    sheets: list[Value] = []

    def kept(data: Value) -> Value:
        sheets.append(isolated(data))
        return sheets[-1]

    monkeypatch.setattr("panah.documents.typesetting.isolated", kept)
    text = seen(service_form_pdf(service))
    ticked = [box.ticked for box in boxes(service.form)]
    assert (text.count("☑"), text.count("☐")) == (ticked.count(True), ticked.count(False))
    turned = sorted({number for number in _numbers(sheets[0]) if number not in text})
    assert turned == []


def test_the_paper_names_its_pages_and_its_service(seen: Callable[[bytes], str]) -> None:
    text = seen(service_form_pdf(_service("exit-paper")))
    assert "۱۲۰۱۲۱۵۴۱۱۴" in text
    assert "صدور برگه خروج از کشور"[::-1] in text
    assert "شناسنامه خدمت دستگاه اجرایی"[::-1] in text


def test_the_paper_is_an_archival_pdf_in_our_own_type_only() -> None:
    with pikepdf.open(BytesIO(service_form_pdf(_service("exit-paper")))) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2B"
        fonts = {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
    assert fonts == {"Vazirmatn-Regular", "Vazirmatn-SemiBold", "DejaVuSansMono"}


def test_the_same_version_is_the_same_paper_byte_for_byte() -> None:
    service = _service("exit-paper")
    assert service_form_pdf(service) == service_form_pdf(service)


def _with_title(title: str) -> bytes:
    service = _service("exit-paper")
    imprint = Imprint(1, local_date(NOW), "ab" * 32)
    return typeset(
        "service-form", {**service_sheet(service.form, imprint=imprint, charged=[]), "title": title}
    )


TITLE = "متولد 1990-08-05 با تلفن ۰۷۷-۳۳۳۳۰۶۹۶ است"


def test_a_birth_date_and_a_phone_inside_persian_are_printed_as_they_are(
    seen: Callable[[bytes], str],
) -> None:
    text = seen(_with_title(TITLE))
    assert "1990-08-05" in text
    assert "۰۷۷-۳۳۳۳۰۶۹۶" in text


def test_without_being_set_apart_they_fall_into_pieces_that_are_turned(
    seen: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panah.documents.typesetting.isolated", lambda data: data)
    text = seen(_with_title(TITLE))
    assert "1990-08-05" not in text
    assert "۰۷۷-۳۳۳۳۰۶۹۶" not in text
