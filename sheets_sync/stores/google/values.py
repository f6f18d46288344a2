"""A cell's value and its text styles as the Sheets API writes them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from math import isfinite
from typing import Any, NamedTuple

from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.formulas import spell
from sheets_sync.sheet.pieces import Align, Cell, Format, Grid, Look, Value
from sheets_sync.sheet.text_size import painted_text

Json = dict[str, Any]

_DAY_ZERO = datetime(1899, 12, 30)
_EDGES = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
_VALUE = "userEnteredValue"


_TABLE = {Look.BODY, Look.MUTED, Look.STRONG, Look.TOTAL, Look.GOOD, Look.WARN, Look.BAD}
"""Text of these stays in its cell: that it fits in one line is no reason for a look of its own."""


Style = tuple[Look, Format, Align, bool, bool, bool, bool]
"""Look, format and place of a text; whether it wraps, leads somewhere, begins and ends a span."""


class Holds(Enum):
    """What a cell holds: of its format only so much is seen."""

    NOTHING = "nothing"
    TEXT = "text"
    NUMBER = "number"
    ANY = "any"


class Painted(NamedTuple):
    """A cell that has a look, and what it holds."""

    style: Style
    holds: Holds


def area(sheet: int, rows: tuple[int, int], columns: tuple[int, int]) -> Json:
    """A GridRange from addresses that count from 1, corners included; a start of 0 is not said."""
    edges = (rows[0] - 1, rows[1], columns[0] - 1, columns[1])
    return {"sheetId": sheet, **{k: e for k, e in zip(_EDGES, edges, strict=True) if e}}


def range_of(where: Merge, sheet: int) -> Json:
    """An area of a grid as a GridRange."""
    rows, columns = (where.first_row, where.last_row), (where.first_column, where.last_column)
    return area(sheet, rows, columns)


def colour(hexadecimal: str) -> Json:
    """«17596B» → a ColorStyle."""
    parts = (round(int(hexadecimal[at : at + 2], 16) / 255, 3) for at in (0, 2, 4))
    return {"rgbColor": dict(zip(("red", "green", "blue"), parts, strict=True))}


def looks_of(grid: Grid) -> list[list[Painted | None]]:
    """Every cell's style and what it holds; None for a cell without a look."""
    return [_looks(row, len(grid.widths)) for row in grid.rows]


def _looks(row: Sequence[Cell | None], width: int) -> list[Painted | None]:
    """The looks of a row; the rules of a span stand at its edges alone."""
    looks: list[Painted | None] = [None] * width
    for index, cell in enumerate(row):
        if cell is None:
            continue
        paint = theme.paint(cell.look)
        wrap = cell.wrap or cell.look in _TABLE
        style = (cell.look, cell.format, cell.align or Align.LEFT, wrap, cell.link is not None)
        for more in range(cell.span):
            first = more == 0 or not paint.left
            last = more == cell.span - 1 or not paint.right
            holds = Holds.NOTHING if more else _held(cell)
            looks[index + more] = Painted((*style, first, last), holds)
    return looks


def _held(cell: Cell) -> Holds:
    if cell.formula is not None:
        return Holds.ANY
    if not _value(cell.value):
        return Holds.NOTHING
    return Holds.TEXT if isinstance(cell.value, str) else Holds.NUMBER


def entered(cell: Cell | None) -> Json:
    """A cell's value as `CellData`."""
    if cell is None:
        return {}
    if cell.formula is not None:
        return {_VALUE: {"formulaValue": f"={spell(cell.formula, ';')}"}}
    value = _value(cell.value)
    return {_VALUE: value} if value else {}


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
