"""An .xlsx as Google converts it: dates as numbers with a format, formulas with their results."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell as XlsxCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from .a1 import Box
from .cells import ERRORS, error, stored
from .errors import Json
from .state import Book, Sheet

_POINTS_TO_PIXELS = 4 / 3
_PIXELS_A_LETTER = 7


def book_from_xlsx(path: Path, id: str, **properties: Any) -> Book:
    """A workbook as a spreadsheet, no sheet with id 0; `properties` are those of Book."""
    formulas = openpyxl.load_workbook(path, rich_text=False)
    results = openpyxl.load_workbook(path, data_only=True)
    book = Book(id, **({"title": path.stem} | properties))
    for source in formulas.worksheets:
        size = (max(1000, source.max_row), max(26, source.max_column))
        sheet = book.add(source.title, size=size, sheet_id=book.new_id())
        _fill(sheet, source, results[source.title])
        _lay_out(sheet, source)
    formulas.close()
    results.close()
    return book


def _fill(sheet: Sheet, source: Worksheet, results: Worksheet) -> None:
    shared: dict[str, Json] = {}
    for row in source.iter_rows():
        for cell in row:
            if isinstance(cell, XlsxCell) and (cell.value is not None or cell.comment):
                new = _converted(cell, results.cell(cell.row, cell.column).value)
                sheet.put(cell.row - 1, cell.column - 1, shared.setdefault(repr(new), new))


def _converted(cell: XlsxCell, result: Any) -> Json:
    value: Any = cell.value
    if cell.data_type == "f":
        new = _formula(getattr(value, "text", value), result, cell)
    elif cell.data_type == "e":
        formula = "=NA()" if value == "#N/A" else f"={value}"
        new = {"userEnteredValue": {"formulaValue": formula}, "effectiveValue": error(str(value))}
    else:
        new = stored(_plain(value), _number_format(cell, value))
    if cell.comment:
        new["note"] = cell.comment.text
    if cell.hyperlink and cell.hyperlink.target:
        text = {"textFormat": {"link": {"uri": cell.hyperlink.target}}}
        new["userEnteredFormat"] = new.get("userEnteredFormat", {}) | text
    return new


def _formula(text: str, result: Any, cell: XlsxCell) -> Json:
    new = stored(_plain(result), _number_format(cell, result))
    effective = new.pop("userEnteredValue", {})
    if isinstance(result, str) and result in ERRORS:
        effective = error(result)
    new = {"userEnteredValue": {"formulaValue": text}} | new
    return new | ({"effectiveValue": effective} if effective else {})


def _plain(value: Any) -> Any:
    return value if isinstance(value, (bool, int, float, date, time, timedelta)) else _text(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _number_format(cell: XlsxCell, value: Any) -> Json | None:
    """The type of the cell's number format; text has none."""
    pattern = str(cell.number_format)
    if isinstance(value, datetime):
        has_time = "h" in pattern.lower() or value.time() != time()
        return {"type": "DATE_TIME" if has_time else "DATE", "pattern": _cleaned(pattern)}
    if isinstance(value, date):
        return {"type": "DATE", "pattern": _cleaned(pattern)}
    if isinstance(value, (time, timedelta)):
        return {"type": "TIME", "pattern": _cleaned(pattern)}
    if pattern in ("General", "@") or isinstance(value, (bool, str)) or value is None:
        return {"type": "TEXT"} if pattern == "@" else None
    return {"type": "PERCENT" if "%" in pattern else "NUMBER", "pattern": pattern}


def _cleaned(pattern: str) -> str:
    """A date pattern without Excel's locale and its second section."""
    first = pattern.split(";")[0]
    return first[first.index("]") + 1 :] if first.startswith("[$") else first


def _lay_out(sheet: Sheet, source: Worksheet) -> None:
    """What isn't in cells: merges, frozen panes, hidden tabs, rows and columns, sizes, filter."""
    for area in source.merged_cells.ranges:
        box = Box(area.min_row - 1, area.min_col - 1, area.max_row, area.max_col)
        sheet.merges.append(sheet.grid_range(box))
    pane = source.sheet_view.pane
    if pane is not None and pane.state == "frozen":
        sheet.grid["frozenRowCount"] = int(pane.ySplit or 0)
        sheet.grid["frozenColumnCount"] = int(pane.xSplit or 0)
    if source.sheet_state != "visible":
        sheet.properties["hidden"] = True
    for number, row in source.row_dimensions.items():
        size = round(row.height * _POINTS_TO_PIXELS) if row.height else None
        _dimension(sheet, "ROWS", number - 1, size, row.hidden)
    for column in source.column_dimensions.values():
        for number in range(column.min or 1, (column.max or column.min or 1) + 1):
            size = round(column.width * _PIXELS_A_LETTER) + 5 if column.customWidth else None
            _dimension(sheet, "COLUMNS", number - 1, size, column.hidden)
    if source.auto_filter.ref:
        bounds = range_boundaries(source.auto_filter.ref)
        left, top, right, bottom = (int(edge or 1) for edge in bounds)
        box = Box(top - 1, left - 1, bottom, right)
        sheet.basic_filter = {"range": sheet.grid_range(box)}


def _dimension(sheet: Sheet, dimension: str, index: int, size: int | None, hidden: bool) -> None:
    own: Json = ({"pixelSize": size} if size else {}) | ({"hiddenByUser": True} if hidden else {})
    if own and index < sheet.count(dimension):
        sheet.dimensions[dimension][index] = own
