"""Lists that come as Excel or CSV, and lists that leave as such."""

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from panah.foundation import tabular
from panah.foundation.errors import InvalidInput
from panah.foundation.tabular import number_in, read_table, write_csv, write_workbook

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)

MIDNIGHT = datetime(2026, 11, 22)  # noqa: DTZ001  # cells of a sheet know no zone


def _workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_rows_are_counted_as_the_file_shows_them() -> None:
    table = read_table(_workbook([], ["کد خانوار", "تا"], ["12", ""], [None, None], ["13"]))
    assert table.header == ("کد خانوار", "تا")
    assert [(row.number, row.cells) for row in table.rows] == [(3, ("12", "")), (5, ("13", ""))]


def test_a_day_of_the_calendar_is_read_as_its_jalali_text_and_a_number_without_a_fraction() -> None:
    table = read_table(_workbook(["a", "b", "c"], [MIDNIGHT, 1200.0, date(2026, 11, 22)]))
    assert table.rows[0].cells == ("۱۴۰۵/۰۹/۰۱", "1200", "۱۴۰۵/۰۹/۰۱")


@pytest.mark.parametrize(
    "text", ["کد;تا\r\n۱۲;۱۴۰۵/۰۹/۰۱\r\n", "کد,تا\n۱۲,۱۴۰۵/۰۹/۰۱\n", "کد\tتا\n۱۲\t۱۴۰۵/۰۹/۰۱"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_whatever_parts_its_cells(text: str, encoding: str) -> None:
    table = read_table(text.encode(encoding))
    assert table.header == ("کد", "تا")
    assert table.rows[0].cells == ("۱۲", "۱۴۰۵/۰۹/۰۱")


@pytest.mark.parametrize("typed", ["۱۲۳۴", "١٢٣٤", "1,234", "۱٬۲۳۴"])
def test_numbers_are_read_in_any_digits(typed: str) -> None:
    assert number_in(typed) == 1234


def test_a_cell_that_could_be_a_formula_leaves_as_text() -> None:
    evil = ["=1+1", "+98917", "-2", "@sum(a)", "\t=x", "＝1"]
    book = load_workbook(io.BytesIO(write_workbook(["a"], [[one] for one in evil])))
    page = book.active
    assert page is not None
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}
    rows = list(csv.reader(io.StringIO(write_csv(["a"], [[one] for one in evil]).decode("utf-8-sig"))))
    assert all(row[0].startswith("'") for row in rows[1:])


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_no_written_cell_is_ever_a_formula(rows: list[list[str]]) -> None:
    book = load_workbook(io.BytesIO(write_workbook(["a", "b"], rows)))
    page = book.active
    assert page is not None
    assert "f" not in {cell.data_type for row in page.iter_rows() for cell in row}


def test_an_identifier_keeps_its_zeros_and_a_day_leaves_in_jalali() -> None:
    table = read_table(write_workbook(["کد", "روز", "ریال"], [["0012", date(2026, 11, 22), 500_000]]))
    assert table.rows[0].cells == ("0012", "۱۴۰۵/۰۹/۰۱", "500000")


def test_a_file_that_unpacks_to_far_more_than_a_table_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (tabular.MOST_UNPACKED + 1))
    with pytest.raises(InvalidInput, match="table-too-large"):
        read_table(held.getvalue())


def test_a_file_too_large_is_refused_unread() -> None:
    with pytest.raises(InvalidInput, match="table-too-large"):
        read_table(b"a" * (tabular.MOST_BYTES + 1))


def test_a_workbook_that_brings_entities_of_its_own_is_refused() -> None:
    whole, held = zipfile.ZipFile(io.BytesIO(_workbook(["a"], ["b"]))), io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for part in whole.infolist():
            text = whole.read(part)
            if part.filename.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "b">]>' + text
            packed.writestr(part.filename, text)
    with pytest.raises(InvalidInput, match="table-unreadable"):
        read_table(held.getvalue())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table-empty"),
        (b"PK\x03\x04nothing", "table-unreadable"),
        (b"\x00\x01\x02", "table-unreadable"),
        ("\n".join(["a"] * 30).encode(), "table-too-many-rows"),
        (",".join(["a"] * 80).encode(), "table-too-wide"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        read_table(content, most_rows=20)
