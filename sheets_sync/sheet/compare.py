"""Whether a tab changed: a digest of what is painted, and a comparison with what was read back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from sheets_sync.sheet.cells import Raw, Tab
from sheets_sync.sheet.pieces import Cell, Grid, Value
from sheets_sync.sheet.text_size import painted_text

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


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


class Difference(NamedTuple):
    """A cell (from 1) that does not hold what it shall."""

    row: int
    column: int
    cell: Cell | None
    raw: Raw

    @property
    def in_blanks(self) -> bool:
        """Whether that is all that differs."""
        return same_but_blanks(self.cell.value if self.cell else None, self.raw)


def same_values(grid: Grid, tab: Tab, blanks: bool = True) -> bool:
    """Whether a tab as read back holds the grid's values; stamps and formulas may differ, the
    `blanks` of texts too where they do not count."""
    differ = differences(grid, tab)
    return not any(blanks or not one.in_blanks for one in differ)


def differences(grid: Grid, tab: Tab) -> Iterator[Difference]:
    """The cells that differ, stamps and formulas left out."""
    height = max(len(grid.rows), tab.height)
    width = max(len(grid.widths), len(tab.columns))
    for column in range(1, width + 1):
        for row in range(1, height + 1):
            cell, raw = _cell_at(grid, row, column), tab.at(row, column)
            if not _same_cell(cell, raw):
                yield Difference(row, column, cell, raw)


def same_but_blanks(value: Value, raw: Raw) -> bool:
    """Whether both are the same text but for spaces, line ends and what can't be seen."""
    if not isinstance(value or "", str) or not isinstance(raw or "", str):
        return False
    return _folded(painted_text(str(value or ""))) == _folded(str(raw or ""))


def _folded(text: str) -> str:
    return " ".join(text.translate(_UNSEEN).split())


def _cell_at(grid: Grid, row: int, column: int) -> Cell | None:
    if row > len(grid.rows) or column > len(grid.rows[row - 1]):
        return None
    return grid.rows[row - 1][column - 1]


def _same_cell(cell: Cell | None, raw: Raw) -> bool:
    if cell is None:
        return raw is None
    return cell.stamp or cell.formula is not None or same_value(cell.value, raw)


def same_value(value: Value, raw: Raw) -> bool:
    """Whether a cell read back holds a value."""
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
