"""Demo books → workbook bytes, the same ones anywhere."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from sheets_sync.samples.demo.sheets import (
    Blank,
    DemoBook,
    HeaderLine,
    Line,
    Row,
    Section,
    Sheet,
    Title,
    Total,
)
from sheets_sync.stores.xlsx.parts import Parts, zipped

_MADE = datetime(2021, 2, 18, 9, 0)
_FACE = "Calibri"
_LINE = Side("thin", color="BFC7D1")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)
_HEAD, _SECTION, _SUM = (PatternFill("solid", fgColor=c) for c in ("DCE6F1", "F2F2F2", "FFF8E1"))
_PLAIN, _BOLD, _TITLE = Font(_FACE, 10), Font(_FACE, 10, bold=True), Font(_FACE, 13, bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def workbook_bytes(book: DemoBook) -> bytes:
    """The workbook's bytes."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for sheet in book.sheets:
        _Painter(made.create_sheet(sheet.tab), sheet).paint()
    made.properties.creator = book.author
    made.properties.created = made.properties.modified = _MADE
    parts = Parts()
    _Writer(made, parts).write_data()  # type: ignore[arg-type]
    return zipped(parts.texts)


class _Writer(ExcelWriter):
    """openpyxl's writer without its temporary files."""

    _archive: Parts

    def write_worksheet(self, ws: Any) -> None:
        stream = BytesIO()
        writer: Any = WorksheetWriter(ws, stream)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], stream.getvalue())
        self.manifest.append(ws)


class _Painter:
    """Puts one sheet's lines into a worksheet."""

    def __init__(self, target: Worksheet, sheet: Sheet):
        self._target = target
        self._sheet = sheet
        self._last = sheet.first_column + len(sheet.columns) - 1
        self._how: dict[type, Callable[[int, Any], None]] = {
            Row: self._row,
            Title: self._title,
            Section: self._section,
            Total: self._total,
            HeaderLine: self._header,
            Blank: lambda number, line: None,
        }

    def paint(self) -> None:
        """All lines, then what concerns the whole sheet."""
        for number, line in enumerate(self._sheet.lines, 1):
            self._how[type(line)](number, line)
        for number, column in enumerate(self._sheet.columns, self._sheet.first_column):
            self._target.column_dimensions[get_column_letter(number)].width = column.width
        for key in self._sheet.merged:
            self._merge_down(self._sheet.column(key))
        self._target.page_setup.orientation = "landscape"
        self._target.page_setup.paperSize = 9
        self._target.page_setup.fitToHeight = 0
        self._target.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]

    def _put(self, row: int, column: int, value: Any, font: Font = _PLAIN) -> Cell:
        cell: Cell = self._target.cell(row, column)  # type: ignore[assignment]
        cell.value = value
        cell.font, cell.alignment = font, _TOP
        if isinstance(value, date):
            cell.number_format = "DD.MM.YYYY"
        elif isinstance(value, time):
            cell.number_format = "HH:MM"
        return cell

    def _header(self, number: int, line: HeaderLine) -> None:
        for place, column in enumerate(self._sheet.columns, self._sheet.first_column):
            if column.header is not None:
                cell = self._put(number, place, column.header, _BOLD)
                cell.alignment, cell.fill, cell.border = _MIDDLE, _HEAD, _BOX
        self._target.row_dimensions[number].height = 32
        if self._sheet.tidy:
            self._target.freeze_panes = f"A{number + 1}"

    def _row(self, number: int, line: Row) -> None:
        for place, column in enumerate(self._sheet.columns, self._sheet.first_column):
            if column.header is not None:
                self._put(number, place, line.cells.get(column.key)).border = _BOX
        self._target.row_dimensions[number].hidden = line.hidden
        self._target.row_dimensions[number].height = 13.5 * self._height(line)

    def _height(self, line: Row) -> int:
        """How many lines of text the fullest cell of a row takes."""
        cells = ((str(line.cells.get(c.key) or ""), c.width) for c in self._sheet.columns)
        return max(
            sum(ceil(len(part) * 1.05 / width) or 1 for part in text.split("\n"))
            for text, width in cells
        )

    def _total(self, number: int, line: Total) -> None:
        for place, column in enumerate(self._sheet.columns, self._sheet.first_column):
            if column.header is not None:
                cell = self._put(number, place, line.cells.get(column.key), _BOLD)
                cell.fill, cell.border = _SUM, _BOX

    def _title(self, number: int, line: Title) -> None:
        cell = self._put(number, self._sheet.first_column, line.text, _PLAIN)
        cell.font = _TITLE if line.big else _PLAIN
        cell.alignment = Alignment(vertical="top")

    def _section(self, number: int, line: Section) -> None:
        cell = self._put(number, self._sheet.first_column, line.text, _BOLD)
        cell.fill = _SECTION
        self._merge(number, self._sheet.first_column, number, self._last)

    def _merge(self, *corners: int) -> None:
        first_row, first_column, last_row, last_column = corners
        self._target.merge_cells(None, first_row, first_column, last_row, last_column)

    def _merge_down(self, column: int) -> None:
        for first, last in _runs(self._sheet.lines):
            self._merge(first, column, last, column)


def _runs(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """First and last line numbers of neighbouring rows of one group."""
    numbered = enumerate(lines, 1)
    groups = groupby(numbered, lambda pair: pair[1].group if isinstance(pair[1], Row) else None)
    for group, members in groups:
        numbers = [number for number, _ in members]
        if group is not None and len(numbers) > 1:
            yield numbers[0], numbers[-1]
