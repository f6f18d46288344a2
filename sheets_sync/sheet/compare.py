"""Whether a tab changed: a digest of what is painted, and a comparison with what was read back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import blake2b

from sheets_sync.sheet.cells import Raw, Tab
from sheets_sync.sheet.pieces import Cell, Grid, Value
from sheets_sync.sheet.text_size import painted_text


def digest(grid: Grid) -> str:
    """16 hex digits over all that is painted; the clock's cells, formula results and the footer,
    which tells the day, are left out."""
    heights = sorted(grid.heights.items())
    shape = replace(grid, rows=(), heights={}, page=replace(grid.page, footer=""))
    total = blake2b(repr((shape, heights)).encode("utf-8", "replace"), digest_size=8)
    for row in grid.rows:
        line = "\x1e".join("" if cell is None else _trace(cell) for cell in row)
        total.update(f"{line}\n".encode("utf-8", "replace"))
    return total.hexdigest()


def _trace(cell: Cell) -> str:
    value = None if cell.stamp or cell.formula else cell.value
    formula = None if cell.stamp else cell.formula
    look = f"{cell.look}{cell.format}{cell.align}"
    return f"{value!r}|{look}|{cell.link!r}|{formula!r}|{cell.stamp}{cell.span}{cell.wrap}"


def same_values(grid: Grid, tab: Tab) -> bool:
    """Whether a tab as read back holds the grid's values; stamps and formulas may differ."""
    height = max(len(grid.rows), tab.height)
    width = max(len(grid.widths), len(tab.columns))
    return all(
        _same_cell(_cell_at(grid, row, column), tab.at(row, column))
        for column in range(1, width + 1)
        for row in range(1, height + 1)
    )


def _cell_at(grid: Grid, row: int, column: int) -> Cell | None:
    if row > len(grid.rows) or column > len(grid.rows[row - 1]):
        return None
    return grid.rows[row - 1][column - 1]


def _same_cell(cell: Cell | None, raw: Raw) -> bool:
    if cell is None:
        return raw is None
    return cell.stamp or cell.formula is not None or _same(cell.value, raw)


def _same(value: Value, raw: Raw) -> bool:
    if isinstance(value, str):
        return (painted_text(value) or None) == raw
    if isinstance(value, date):
        return isinstance(raw, date) and abs(_moment(value) - _moment(raw)) < timedelta(seconds=1)
    if isinstance(value, int | float):
        return isinstance(raw, int | float) and _same_number(value, raw)
    return raw is None


def _same_number(value: float, raw: float) -> bool:
    return value == raw or abs(value - raw) <= 1e-12 * max(1.0, abs(value))


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
