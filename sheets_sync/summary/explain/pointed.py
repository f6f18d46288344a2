"""The cell of a summary that a person points at: where it is, what it is called, what it shows."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.errors import UsageError
from sheets_sync.figures.rounding import half_up_float, signed, whole
from sheets_sync.letters import fold
from sheets_sync.sheet.cells import column_letters, column_number
from sheets_sync.sheet.pieces import Cell, Format, Grid, Look, Meaning
from sheets_sync.summary.view import OVERVIEW_TITLE
from sheets_sync.tables.kinds.text import show

_ADDRESS = re.compile(r"(?:'?(?P<tab>[^'!]+)'?!)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>\d{1,7})")


@dataclass(frozen=True, slots=True)
class Pointed:
    """A cell that shows a figure, at its row and column (from 1)."""

    grid: Grid
    row: int
    column: int
    cell: Cell
    means: Meaning

    @property
    def a1(self) -> str:
        """Its address in its tab."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def label(self) -> str:
        """What its row and column are called."""
        return _label(self.grid, self.row, self.column)


def pointed(
    grids: Sequence[Grid], skipped: Mapping[str, str], address: str, first: str = OVERVIEW_TITLE
) -> Pointed:
    """The cell at an address; one without a tab is of the `first`. Raises UsageError for an address
    that names no figure, saying what does."""
    grid, row, column = _place(grids, skipped, address, first)
    cell = _anchor(grid, row, column)
    if cell is None or cell.means is None:
        raise UsageError(_nothing_there(grid, row, column, address))
    return Pointed(grid, row, column, cell, cell.means)


def _place(
    grids: Sequence[Grid], skipped: Mapping[str, str], address: str, first: str
) -> tuple[Grid, int, int]:
    match = _ADDRESS.fullmatch(_latin(address.strip()))
    if not match and ":" in address:
        raise UsageError(f"«{address}» — диапазон; нужна одна ячейка, например «{first}!C7»")
    if not match:
        raise UsageError(f"«{address}» — не адрес ячейки; нужно, например, «{first}!C7»")
    title = fold(match["tab"] or first)
    if why := next((why for tab, why in skipped.items() if fold(tab) == title), None):
        raise UsageError(f"Лист «{match['tab']}» сейчас не посчитан: {why}")
    grid = next((grid for grid in grids if fold(grid.title) == title), None)
    if grid is None:
        names = ", ".join(f"«{grid.title}»" for grid in grids)
        raise UsageError(f"Листа «{match['tab']}» в сводке нет; есть {names}")
    return grid, int(match["row"]), column_number(match["column"].upper())


_LOOKALIKES = str.maketrans("АВСЕНКМОРТХУавсенкмортху", "ABCEHKMOPTXYABCEHKMOPTXY")


def _latin(address: str) -> str:
    """An address whose column may be typed in Russian letters that look the same."""
    tab, mark, cell = address.rpartition("!")
    return f"{tab}{mark}{cell.translate(_LOOKALIKES)}"


def _anchor(grid: Grid, row: int, column: int) -> Cell | None:
    """The cell at an address; inside merged cells, their first one."""
    for merge in grid.merges:
        inside = merge.first_row <= row <= merge.last_row
        if inside and merge.first_column <= column <= merge.last_column:
            row, column = merge.first_row, merge.first_column
    if not 1 <= row <= len(grid.rows) or not 1 <= column <= len(grid.rows[row - 1]):
        return None
    return grid.rows[row - 1][column - 1]


def _nothing_there(grid: Grid, row: int, column: int, address: str) -> str:
    """Why a cell can't be explained, and the nearest one that can."""
    found = [
        (abs(r - row) + abs(c - column) / 10, f"{column_letters(c)}{r}")
        for r, cells in enumerate(grid.rows, 1)
        for c, cell in enumerate(cells, 1)
        if cell and cell.means
    ]
    near = f"; ближайшая ячейка с показателем — {grid.title}!{min(found)[1]}" if found else ""
    return f"В ячейке «{address}» нет показателя{near}"


def _label(grid: Grid, row: int, column: int) -> str:
    """What the row and the column of a cell are called in the tab; a tile has its name above."""
    if tile := _tile(grid, row, column):
        return tile
    first = next((cell for cell in grid.rows[row - 1] if cell and cell.value), None)
    heads = (_anchor(grid, above, column) for above in range(row - 1, 0, -1))
    head = next((cell for cell in heads if cell and cell.look in _HEADS), None)
    names = [str(cell.value) for cell in (first, head) if cell and cell.value]
    return " · ".join(dict.fromkeys(names))


_HEADS = (Look.HEAD, Look.HEAD_TURNED)


def _tile(grid: Grid, row: int, column: int) -> str | None:
    """The name of the tile that a cell stands in."""
    for above in range(row - 1, 0, -1):
        cell = _anchor(grid, above, column)
        if cell is None or not cell.look.startswith("tile"):
            return None
        if cell.look is Look.TILE_NAME:
            return str(cell.value)
    return None


def shown(cell: Cell) -> str:
    """A cell's value as the summary shows it."""
    value = cell.value
    if isinstance(value, int | float) and cell.format in _SPOKEN:
        return _SPOKEN[cell.format](value)
    return show(value)


_SPOKEN: Mapping[Format, Callable[[float], str]] = {
    Format.PERCENT: lambda value: half_up_float(value * 100, 1) + "\u00a0%",
    Format.MEAN: lambda value: half_up_float(value, 2),
    Format.POINTS: lambda value: f"{signed(value, 1)}\u00a0п.п.",
    Format.CHANGE: signed,
    Format.SIGNED: signed,
    Format.OF: lambda value: f"/ {whole(int(value))}",
    Format.FROM: lambda value: f"из {whole(int(value))}",
    Format.DAYS: lambda value: f"{whole(int(value))} дн.",
    Format.LEFT: lambda value: f"ещё {whole(int(value))}",
}
