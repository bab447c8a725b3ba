"""Tables as other agencies send and want them: Excel and CSV, read within limits and written without formulas.

Everything read is text, as a person would read it in the cell; a day of the calendar becomes its Jalali form, so that
one reading of dates serves both. Rows are counted from 1, as the file shows them.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import format_short
from panah.foundation.persian import clean, to_latin_digits

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 60 * 1024 * 1024
"""What a workbook may unpack to: a small file may promise much more than any memory holds."""
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
MOST_PARTS: Final = 400
LONGEST_CELL: Final = 500
FORMULA: Final = re.compile(r"^[\t\r\n ]*[=+\-@＝＋－＠]")
"""What a spreadsheet might take for a formula: such cells are written as text."""
_ZIP: Final = b"PK\x03\x04"
_DTD: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)

type Cell = str | int | Decimal | date | None
"""What may be written: a day is written as its Jalali text, an identifier as text so that no zero is lost."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with its number in the file; empty cells are empty texts."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first sheet: its header, and the rows below it that are not empty."""

    sheet: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(content: bytes, *, most_rows: int = MOST_ROWS) -> Table:
    """Read a workbook (`.xlsx`) or CSV in UTF-8 or Windows-1256; the first row that is not empty is the header.

    What it is, its first bytes say, never its name. Raises InvalidInput: `table-too-large`, `table-unreadable`,
    `table-empty`, `table-too-many-rows` and `table-too-wide` (with `row`).
    """
    if len(content) > MOST_BYTES:
        raise InvalidInput("table-too-large", most=MOST_BYTES)
    sheet, rows = _workbook(content) if content.startswith(_ZIP) else ("", _csv(content))
    return _table(sheet, rows, most_rows)


def write_workbook(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "فهرست") -> bytes:
    """Write an Excel workbook, right to left, its header frozen; no cell of it is ever a formula."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet[:31])
    page.sheet_view.rightToLeft = True
    page.freeze_panes = "A2"
    for row in (header, *rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(page, value=None)
            cell.value = _written(value)
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", "@"
            cells.append(cell)
        page.append(cells)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write CSV in UTF-8 with the mark Excel wants; a cell that could be a formula begins with an apostrophe."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, quoting=csv.QUOTE_ALL)
    for row in (header, *rows):
        writer.writerow([_as_text(value) for value in row])
    return b"\xef\xbb\xbf" + held.getvalue().encode()


def number_in(text: str) -> int:
    """Read a whole number in any digits, thousands grouped or not; raises InvalidInput("number-unreadable")."""
    digits = re.sub(r"[,٬،\s]", "", to_latin_digits(clean(text)))
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise InvalidInput("number-unreadable", text=text[:40])
    return int(digits)


def _table(sheet: str, rows: Iterable[Sequence[object]], most_rows: int) -> Table:
    header: tuple[str, ...] = ()
    found: list[TableRow] = []
    for number, row in enumerate(rows, start=1):
        cells = _trimmed(tuple(_read(value) for value in row))
        if len(cells) > MOST_COLUMNS:
            raise InvalidInput("table-too-wide", row=number, most=MOST_COLUMNS)
        if not cells:
            if number > most_rows * 2 + 100:
                raise InvalidInput("table-too-many-rows", row=number, most=most_rows)
            continue
        if not header:
            header = cells
            continue
        if len(found) >= most_rows:
            raise InvalidInput("table-too-many-rows", row=number, most=most_rows)
        found.append(TableRow(number, cells + ("",) * (len(header) - len(cells))))
    if not header:
        raise InvalidInput("table-empty")
    return Table(sheet, header, tuple(found))


def _workbook(content: bytes) -> tuple[str, Iterator[Sequence[object]]]:
    _refuse_bomb(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        page = book.worksheets[0]
        page.reset_dimensions()
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        SyntaxError,
        OSError,
    ) as broken:
        raise InvalidInput("table-unreadable") from broken
    return str(page.title), _rows_of(page.iter_rows(values_only=True))


def _rows_of(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    try:
        for row in rows:
            yield row[: MOST_COLUMNS + 1] if not any(row[MOST_COLUMNS:]) else row
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as broken:
        raise InvalidInput("table-unreadable") from broken


def _refuse_bomb(content: bytes) -> None:
    """Refuse what unpacks to more than any table needs or brings entities of its own; its parts are really unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise InvalidInput("table-too-large", most=MOST_BYTES)
            left = MOST_UNPACKED
            for part in parts:
                with packed.open(part) as opened:
                    text = opened.read(left + 1)
                left -= len(text)
                if left < 0:
                    raise InvalidInput("table-too-large", most=MOST_BYTES)
                if _DTD.search(text[:4096]):
                    raise InvalidInput("table-unreadable")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as broken:
        raise InvalidInput("table-unreadable") from broken


def _csv(content: bytes) -> Iterator[Sequence[object]]:
    if b"\0" in content:
        raise InvalidInput("table-unreadable")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1256")
        except UnicodeDecodeError as unknown:
            raise InvalidInput("table-unreadable") from unknown
    first = text.lstrip().split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as broken:
        raise InvalidInput("table-unreadable") from broken


def _read(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        try:
            return format_short(value)
        except (ValueError, InvalidInput):
            return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean(str(value))[:LONGEST_CELL]
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]


def _written(value: Cell) -> str | int | Decimal | None:
    return format_short(value) if isinstance(value, date) else value


def _as_text(value: Cell) -> str:
    text = "" if value is None else str(_written(value))
    return f"'{text}" if isinstance(value, str) and FORMULA.match(text) else text
