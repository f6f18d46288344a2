"""`sheets-sync explain`: what a cell of the summary is made of."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.errors import UsageError
from sheets_sync.figures.measures.all_figures import measure_of
from sheets_sync.figures.measures.declared import Basis, Measure
from sheets_sync.figures.rounding import half_up_float, signed, whole
from sheets_sync.letters import fold
from sheets_sync.sheet.cells import column_letters, column_number
from sheets_sync.sheet.pieces import Cell, Format, Grid, Look, Meaning
from sheets_sync.stores.base import OurTab
from sheets_sync.summary.explain.attendance import attendance, guests, missed
from sheets_sync.summary.explain.consultations import scheduled, visited
from sheets_sync.summary.explain.execution import execution, of_need, row
from sheets_sync.summary.explain.problems import rows_of_tab, told
from sheets_sync.summary.explain.query import Entry, Query, Source, located
from sheets_sync.summary.explain.reports import (
    differing,
    half_year,
    handed_in_of,
    report_cell,
    texts,
)
from sheets_sync.summary.explain.results import (
    items_of_school,
    listed,
    marks,
    plans_of_school,
    results,
    two_years,
    weak_procedures,
)
from sheets_sync.summary.view import OVERVIEW_TITLE
from sheets_sync.tables.kinds.text import show

MAKERS: Mapping[Basis, Callable[[Query, Measure], Source]] = {
    Basis.INVITED: attendance,
    Basis.MISSED: missed,
    Basis.GUESTS: guests,
    Basis.SCHEDULE: scheduled,
    Basis.JOURNAL: visited,
    Basis.NEED: of_need,
    Basis.DEEDS: execution,
    Basis.DEED: row,
    Basis.REPORT: report_cell,
    Basis.HANDED_IN: handed_in_of,
    Basis.HALF_YEAR: half_year,
    Basis.DIFFERENCE: differing,
    Basis.SAYING: texts,
    Basis.RESULTS: results,
    Basis.TWO_YEARS: two_years,
    Basis.LISTED: listed,
    Basis.WEAK: weak_procedures,
    Basis.PROCEDURES: weak_procedures,
    Basis.WORK_PLANS: plans_of_school,
    Basis.WORK_ITEMS: items_of_school,
    Basis.CLASS_MARKS: marks,
    Basis.PROBLEMS: told,
    Basis.ROWS: rows_of_tab,
}
"""How the rows are found that a measure is counted over."""
_ADDRESS = re.compile(r"(?:'?(?P<tab>[^'!]+)'?!)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>\d{1,7})")


def explanation(
    analysis: Analysis,
    grids: Sequence[Grid],
    skipped: Mapping[str, str],
    ours: Mapping[str, OurTab],
    address: str,
) -> dict[str, Any]:
    """A cell of the summary as an object: value, formula, n, N, rows, rows left out.

    Raises UsageError for an address that names no figure, saying what does.
    """
    grid, cell_row, column = _place(grids, skipped, address)
    cell = _anchor(grid, cell_row, column)
    if cell is None or cell.means is None:
        raise UsageError(_nothing_there(grid, cell_row, column, address))
    means = cell.means
    measure = measure_of(means.figure, means.field)
    source = MAKERS[measure.basis](Query(analysis, means, dict(means.key)), measure)
    return {
        "tab": grid.title,
        "cell": f"{column_letters(column)}{cell_row}",
        "label": _label(grid, cell_row, column),
        "value": shown(cell),
        "figure": means.figure,
        "field": means.field,
        "key": {name: value for name, value in means.key if name != "row"},
        "formula": measure.formula + _days(means),
        "n": source.n,
        "N": source.whole,
        "rows": sorted((_entry(analysis, entry) for entry in source.entries), key=_in_order),
        "left_out": sorted(
            (_location(analysis, left) | {"reason": left.reason} for left in source.left),
            key=_in_order,
        ),
        **_earlier(analysis, means, measure),
        "note": _stale(cell, ours.get(grid.title), cell_row, column),
    }


def _place(
    grids: Sequence[Grid], skipped: Mapping[str, str], address: str
) -> tuple[Grid, int, int]:
    match = _ADDRESS.fullmatch(_latin(address.strip()))
    if not match and ":" in address:
        raise UsageError(
            f"«{address}» — диапазон; нужна одна ячейка, например «{OVERVIEW_TITLE}!C7»"
        )
    if not match:
        raise UsageError(f"«{address}» — не адрес ячейки; нужно, например, «{OVERVIEW_TITLE}!C7»")
    title = fold(match["tab"] or OVERVIEW_TITLE)
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


def _days(means: Meaning) -> str:
    """The days a figure is about, and those it is compared with."""
    spans = [p for p in (means.period, means.before) if p]
    said = [f"{p.start:%d.%m.%Y}–{p.end:%d.%m.%Y}" for p in spans]
    return f"; за {' против '.join(said)}" if said else ""


def _earlier(analysis: Analysis, means: Meaning, measure: Measure) -> dict[str, Any]:
    """For a change: n and N of the days it is compared with."""
    if not means.before:
        return {}
    query = Query(analysis, Meaning(means.figure, means.field, means.key, means.before))
    source = MAKERS[measure.basis](query, measure)
    return {"before": {"n": source.n, "N": source.whole}}


def _location(analysis: Analysis, one: Any) -> dict[str, Any]:
    book, tab, sheet_row, cell = located(analysis, one)
    return {"book": book, "tab": tab, "row": sheet_row, "cell": cell}


def _in_order(one: Mapping[str, Any]) -> tuple[Any, ...]:
    """As the rows stand in their books."""
    cell = one["cell"] or ""
    return one["book"], one["tab"], one["row"] or 0, len(cell), cell


def _entry(analysis: Analysis, entry: Entry) -> dict[str, Any]:
    return _location(analysis, entry) | {"in_n": entry.in_n}


def _stale(cell: Cell, ours: OurTab | None, row: int, column: int) -> str | None:
    """What the summary on the disk shows instead, if that is another thing."""
    if ours is None:
        return "Сводки ещё нет: так будет после sheets-sync sync"
    there = ours.tab.at(row, column)
    if show(there) == show(cell.value) or _near(there, cell.value):
        return None
    return (
        "В записанной сводке здесь другое: с тех пор изменились таблицы или отчётная дата; "
        "обновите её: sheets-sync sync"
    )


def _near(one: Any, other: Any) -> bool:
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    return numbers and abs(one - other) < 1e-9
