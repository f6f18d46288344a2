"""`sheets-sync explain`: what a cell of the summary is made of."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.figures.measures.all_figures import measure_of
from sheets_sync.figures.measures.declared import Basis, Measure
from sheets_sync.sheet.pieces import Cell, Grid, Meaning
from sheets_sync.stores.base import OurTab
from sheets_sync.summary.explain.attendance import attendance, guests, missed
from sheets_sync.summary.explain.consultations import scheduled, visited
from sheets_sync.summary.explain.execution import execution, of_need, row
from sheets_sync.summary.explain.pointed import pointed, shown
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
    at = pointed(grids, skipped, address)
    cell, means = at.cell, at.means
    measure = measure_of(means.figure, means.field)
    source = MAKERS[measure.basis](Query(analysis, means, dict(means.key)), measure)
    return {
        "tab": at.grid.title,
        "cell": at.a1,
        "label": at.label,
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
        "note": _stale(cell, ours.get(at.grid.title), at.row, at.column),
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
