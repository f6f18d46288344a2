"""A cell's value and its text styles as the Sheets API writes them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

from sheets_sync.sheet import theme
from sheets_sync.sheet.formulas import spell
from sheets_sync.sheet.pieces import Align, Cell, Format, Grid, Look, Value
from sheets_sync.sheet.text_size import painted_text

Json = dict[str, Any]


_DAY_ZERO = datetime(1899, 12, 30)


_TABLE = {Look.BODY, Look.MUTED, Look.STRONG, Look.TOTAL, Look.GOOD, Look.WARN, Look.BAD}
"""Text of these stays in its cell: that it fits in one line is no reason for a look of its own."""


Style = tuple[Look, Format, Align, bool, bool, bool]


Run = tuple[int, int, Style]


def area(sheet: int, rows: tuple[int, int], columns: tuple[int, int]) -> Json:
    """A GridRange from addresses that count from 1, corners included."""
    return {
        "sheetId": sheet,
        "startRowIndex": rows[0] - 1,
        "endRowIndex": rows[1],
        "startColumnIndex": columns[0] - 1,
        "endColumnIndex": columns[1],
    }


def runs_of(row: Sequence[Cell | None]) -> Iterator[Run]:
    """Neighbours of a row that look alike → first and last column (from 1), their style."""
    run: Run | None = None
    for column, style in _styles(row):
        if run and run[1] == column - 1 and run[2] == style:
            run = (run[0], column, style)
            continue
        if run:
            yield run
        run = (column, column, style)
    if run:
        yield run


def _styles(row: Sequence[Cell | None]) -> Iterator[tuple[int, Style]]:
    """The style of each painted column; the rules of a span stand at its edges alone."""
    for index, cell in enumerate(row):
        if cell is None:
            continue
        paint = theme.paint(cell.look)
        wrap = cell.wrap or cell.look in _TABLE
        style = (cell.look, cell.format, cell.align or Align.LEFT, wrap)
        for more in range(cell.span):
            first = more == 0 or not paint.left
            last = more == cell.span - 1 or not paint.right
            yield index + 1 + more, (*style, first, last)


def values_of(grid: Grid, sheet: int) -> Iterator[Json]:
    """All values in one request; text is text by its type, «=1+1» too."""
    rows = [{"values": [_entered(cell) for cell in row]} for row in grid.rows]
    if rows and grid.widths:
        where = area(sheet, (1, len(rows)), (1, len(grid.widths)))
        yield {"updateCells": {"range": where, "rows": rows, "fields": "userEnteredValue"}}


def _entered(cell: Cell | None) -> Json:
    if cell is None:
        return {}
    if cell.formula is not None:
        return {"userEnteredValue": {"formulaValue": f"={spell(cell.formula, ';')}"}}
    value = _value(cell.value)
    return {"userEnteredValue": value} if value else {}


def _value(value: Value) -> Json:
    if isinstance(value, str):
        text = painted_text(value)
        return {"stringValue": text} if text else {}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, date):
        return {"numberValue": _serial(value)}
    if value is not None and not isfinite(value):
        raise ValueError(f"{value!r} can't stand in a cell")
    return {} if value is None else {"numberValue": value}


def _serial(day: date) -> float:
    """Days since 1899-12-30, the time as a fraction; cells know no time zones."""
    if not isinstance(day, datetime):
        return (day - _DAY_ZERO.date()).days
    if day.tzinfo:
        raise ValueError(f"{day!r} has a time zone")
    return (day - _DAY_ZERO) / timedelta(days=1)
