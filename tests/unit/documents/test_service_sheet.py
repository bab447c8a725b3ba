"""The sheet of a service: every printed box, every fact, and ours apart."""

from collections.abc import Iterator
from datetime import date

import pytest

from panah.catalogue.names import SERVICES
from panah.catalogue.rules.bundle import read_bundle
from panah.catalogue.shipped import shipped_files
from panah.documents.rules.data import Data, Value
from panah.documents.rules.service_sheet import Charged, Imprint, service_sheet
from panah.workflow.form_boxes import boxes
from panah.workflow.service_form import ServiceForm

IMPRINT = Imprint(version=3, published_on=date(2026, 11, 22), sha256="ab" * 32)
EXIT = Charged("برگهٔ خروج", 150_000, "2171134756001", date(2017, 3, 21), "seed 4", confirmed=False)


def _form(slug: str) -> ServiceForm:
    return read_bundle(slug, shipped_files(slug)).form


def _sheet(slug: str) -> Data:
    return service_sheet(_form(slug), imprint=IMPRINT, charged=[EXIT])


def _tables(value: Value) -> Iterator[Data]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _tables(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _tables(inner)


def _texts(value: Value) -> Iterator[str]:
    for table in _tables(value):
        yield from (inner for inner in table.values() if isinstance(inner, str))


@pytest.mark.parametrize("slug", SERVICES)
def test_every_box_of_the_form_stands_on_the_sheet_ticked_or_not(slug: str) -> None:
    form = _form(slug)
    printed = [table["ticked"] for table in _tables(_sheet(slug)) if "ticked" in table]
    assert sorted(map(bool, printed)) == sorted(box.ticked for box in boxes(form))


@pytest.mark.parametrize(
    ("slug", "ticks"), [("residence-documents", 10), ("revocation", 9), ("voluntary-departure", 19)]
)
def test_a_form_printed_by_the_state_has_the_states_own_ticks(slug: str, ticks: int) -> None:
    assert sum(1 for table in _tables(_sheet(slug)) if table.get("ticked") is True) == ticks


@pytest.mark.parametrize("slug", SERVICES)
def test_every_fact_points_to_a_source_that_is_listed(slug: str) -> None:
    sheet = _sheet(slug)
    listed = {table["number"] for table in _tables(sheet["sources"])}
    marks = {
        number for table in _tables(sheet) for number in str(table.get("mark") or "").split("، ") if number
    }
    assert marks == listed


def test_what_the_state_left_empty_stays_empty() -> None:
    sheet = _sheet("voluntary-departure")
    assert sheet["id"] == ""
    assert sheet["systems"] == []
    assert sheet["agencies"] == []


def test_an_id_that_no_page_confirms_is_never_printed() -> None:
    assert not [
        text
        for text in _texts(_sheet("voluntary-departure"))
        if "12012154116" in text or "۱۲۰۱۲۱۵۴۱۱۶" in text
    ]


def test_our_steps_are_marked_among_those_of_the_state() -> None:
    steps = [table for table in _tables(_sheet("revocation")["processes"]) if "ours" in table]
    assert sum(1 for step in steps if not step["ours"]) == 7
    assert any(step["ours"] and "توضیح" in str(step["title"]) for step in steps)


def test_our_order_and_the_conflicts_of_sources_stand_apart_without_our_own_numbers() -> None:
    additions = _sheet("residence-documents")["additions"]
    assert isinstance(additions, dict)
    assert additions["order"]
    assert "(S" not in str(additions["order"])
    assert {"هزینه", "زمان"} <= {str(table["what"]) for table in _tables(additions) if "values" in table}


def test_the_dated_tariff_stands_beside_the_printed_amount() -> None:
    sheet = _sheet("voluntary-departure")
    (line,) = [table for table in _tables(sheet) if "since" in table]
    assert (line["amount"], line["since"], line["account"]) == ("۱۵۰٬۰۰۰ ریال", "۱۳۹۶/۰۱/۰۱", "۲۱۷۱۱۳۴۷۵۶۰۰۱")


def test_a_service_for_which_nothing_is_charged_says_so() -> None:
    amounts = {
        str(table["amount"]) for table in _tables(_sheet("gathering-permit")["details"]) if "amount" in table
    }
    assert amounts == {"رایگان"}


def test_the_parent_service_shows_both_its_id_and_what_was_printed() -> None:
    text = " ".join(_texts(_sheet("refugee-id-card")["additions"]))
    assert "۱۰۰۳۱۰۷۶۰۰۰" in text
    assert "۱۰۰۳۱۰۷۶۰۰ چاپ شده" in text


def test_the_version_is_named_on_the_paper() -> None:
    assert _sheet("exit-paper")["imprint"] == {"version": "۳", "date": "۱۴۰۵/۰۹/۰۱", "digest": "ab" * 8}
