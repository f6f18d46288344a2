"""The summary: one tab a file, in the order managers see them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sheets_sync.reading.records import Records
from sheets_sync.sheet.links import linked
from sheets_sync.sheet.pieces import Cell, Grid, Page
from sheets_sync.sheet.thresholds import ruling
from sheets_sync.stores.base import OurTab
from sheets_sync.summary import (
    advice,
    assignments,
    attendance,
    consultations,
    coverage,
    history,
    left_out,
    overview,
    plans,
    problems,
    reports,
    results,
    roadmap,
    todo,
)
from sheets_sync.summary.not_in import as_it_was, since
from sheets_sync.summary.view import STAMP_ROW, Summary, View, reason
from sheets_sync.tables.schema import Table

_THEMES = (
    ("Совещания", attendance.SUMMARIES),
    ("Консультации", consultations.SUMMARIES),
    ("Журнал", (consultations.DISAGREEMENTS, advice.SUMMARY)),
    ("Помощь ШНОР", coverage.SUMMARIES),
    ("Дорожная карта", roadmap.SUMMARIES),
    ("Отчётность", reports.SUMMARIES),
    ("Планы", plans.SUMMARIES),
    ("Результаты", results.SUMMARIES),
    ("Поручения", assignments.SUMMARIES),
    ("Наши таблицы", (problems.SUMMARY, left_out.SUMMARY, history.SUMMARY)),
)
SUMMARIES = (
    overview.SUMMARY,
    replace(todo.SUMMARY, theme="Дела"),
    *(replace(one, theme=theme) for theme, some in _THEMES for one in some),
)
KEPT = tuple(summary.title for summary in SUMMARIES if summary.needs)
"""The tabs that a missing staff tab may leave as they were."""
TITLES = tuple(summary.title for summary in SUMMARIES)


def build(view: View) -> tuple[list[Grid], dict[str, str]]:
    """Every tab of the summary; → also which were left as they were, and why."""
    with ruling(view.analysis.workspace.thresholds):
        return _build(replace(view, tabs=SUMMARIES))


def _build(view: View) -> tuple[list[Grid], dict[str, str]]:
    grids: list[Grid] = []
    records = view.analysis.counted
    for summary in SUMMARIES:
        if (why := reason(records, summary.needs)) is None:
            grids.append(summary.build(view))
        elif summary.title in view.ours:
            grids.append(_left(view, summary, why))
    return linked(grids), unable(records, view.ours)


def _left(view: View, summary: Summary, why: str) -> Grid:
    """The tab as it stands, marked so."""
    grid = view.kept.get(summary.title) or _values(summary.title, view.ours[summary.title])
    return as_it_was(grid, STAMP_ROW, why, since(view.analysis, summary.needs))


def unable(records: Mapping[str, Records], ours: Iterable[str] = ()) -> dict[str, str]:
    """The tabs that can't be made from these records, with the reason. Of a staff tab that a
    centre need not keep nothing is said, unless its summary stands."""
    return {
        summary.title: why
        for summary in SUMMARIES
        if (why := reason(records, summary.needs))
        and (summary.title in ours or not _never_kept(records, summary.needs))
    }


def _never_kept(records: Mapping[str, Records], needs: Iterable[Table]) -> bool:
    read = [records[table.name] for table in needs if table.optional]
    return any(not (found.origins or found.loading) for found in read)


def _values(title: str, ours: OurTab) -> Grid:
    """A tab that can't be computed now and whose grid was not kept: what it showed, plain."""
    tab = ours.tab
    rows = tuple(
        tuple(Cell(value) if isinstance(value, str | int | float) else None for value in tab.row(r))
        for r in range(1, tab.height + 1)
    )
    return Grid(title, rows, (16.0,) * len(tab.columns), Page(landscape=True))
