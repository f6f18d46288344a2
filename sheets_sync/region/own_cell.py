"""Which cell of a municipality's own summary shows a figure of the region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_sync.letters import fold_code
from sheets_sync.region.reading import Answer, Job, analysed, guarded, within
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.pieces import Grid, Meaning
from sheets_sync.workspace import Workspace

_OWN: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "plans": ("plans_by_tutor", ()),
    "roadmap_total": ("roadmap", ()),
    "rows": ("rows", (("tab", "Всего"),)),
}
"""A sum of the region → the figure and key under which a municipality's own total stands."""
_TABS: Mapping[str, str] = {
    "coverage_total": "Предметы риска",
    "coverage_by_subject": "Предметы риска",
    "reports_by_half": "Отчёты тьюторов",
    "low_results_by_year": "Результаты и профиль ШНОР",
    "problems": "Замечания",
    "rows": "Учёт строк",
    "freshness": "Консультации",
}
"""The tab that lists what a sum of the region counts, where no cell shows the sum."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A region's figure as municipalities show it; `figure` is the region's, `own` theirs."""

    figure: str
    own: str
    field: str
    key: tuple[tuple[str, str | int], ...]
    tab: str


def wanted(means: Meaning, key: Mapping[str, Any]) -> Wanted:
    """What is looked for behind a cell of the region, whose municipality apart."""
    own, more = _OWN.get(means.figure, (means.figure, ()))
    tab = _TABS.get(means.figure, "")
    return Wanted(means.figure, own, means.field, (*key.items(), *more), tab)


def find(job: Job) -> Answer:
    """Where the municipality's summary would show it, by its books as they stand."""
    return within(job.seconds, lambda: guarded(job, lambda workspace: _find(job, workspace)))


def _find(job: Job, workspace: Workspace) -> Answer:
    from sheets_sync.summary.tabs import build  # it needs pandas
    from sheets_sync.summary.view import Stamp, View

    analysis = analysed(job, workspace)
    grids, _ = build(View(analysis, Stamp(analysis.today, job.now)))
    meant = job.cell
    found = next(_cells(grids, meant), None)
    if found:
        return Answer(place=found)
    there = meant.tab if any(grid.title == meant.tab for grid in grids) else ""
    return Answer(place=(there, ""))


def _cells(grids: Iterable[Grid], meant: Any) -> Any:
    for grid in grids:
        for row, cells in enumerate(grid.rows, 1):
            for column, cell in enumerate(cells, 1):
                if cell and cell.means and _same(cell.means, meant):
                    yield grid.title, f"{column_letters(column)}{row}"


def _same(means: Meaning, meant: Wanted) -> bool:
    if means.figure != meant.own or means.field != meant.field or means.period:
        return False
    return _plain(means.key) == _plain(meant.key)


def _plain(key: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: fold_code(value) if isinstance(value, str) else value for name, value in key}
