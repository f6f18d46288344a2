"""Codes in place of people in a summary that lies in the cloud."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.errors import UsageError
from sheets_sync.reading.directories import people_of
from sheets_sync.sheet.cells import Place, tab_of
from sheets_sync.sheet.pieces import Cell, Grid, Look
from sheets_sync.stores.base import Snapshot
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View
from sheets_sync.tables import IN_ORDER
from sheets_sync.tables.kinds.people_in_text import People
from sheets_sync.tables.tutors import TUTORS
from sheets_sync.workspace import Workspace

_OWN_LOOKS = frozenset(
    {Look.TITLE, Look.LINE, Look.LINE_MUTED, Look.LINE_STRONG, Look.SECTION, Look.HEAD, Look.NOTE}
    | {Look.TILE_NAME, Look.TILE_DETAIL}
)


_NO_DIRECTORY = (
    "Сводка в Google не записана: с codes_only = true имена в ней заменяются кодами из листа "
    f"«{TUTORS.title}», а его нет, он пуст или без обязательного столбца; верните его (чего не "
    "хватает, скажет sheets-sync check) или укажите в summary файл на диске."
)


def nameless(grids: Iterable[Grid], analysis: Analysis) -> list[Grid]:
    """The summary's tabs without a name.

    Raises UsageError when the directory that tells the names can't be read.
    """
    tutors = analysis.shelf.records["tutors"]
    if not tutors.usable or tutors.every["surname"].isna().all():
        raise UsageError(_NO_DIRECTORY)
    people = people_of(tutors.every, analysis.workspace.owners.values())
    return [without_names(grid, people, _own_texts) for grid in grids]


@cache
def _own_texts() -> frozenset[str]:
    """What the summary says of empty books: its headings, labels and notes."""
    day = date(2000, 1, 1)
    tabs = tuple(
        tab_of(Place(table.name, table.title), [[column.header for column in table.columns]])
        for table in IN_ORDER
    )
    analysis = analyse(Workspace(Path(), (), ""), Snapshot(tabs), day)
    grids, _ = build(View(analysis, Stamp(day, datetime(2000, 1, 1))))
    cells = (cell for grid in grids for row in grid.rows for cell in row if cell)
    return frozenset(cell.value for cell in cells if isinstance(cell.value, str))


def without_names(
    grid: Grid, people: People, own: Callable[[], Collection[str]] = frozenset
) -> Grid:
    """A summary tab as it may stand in Google; `own` gives the program's own headings and notes:
    a surname that is a word of theirs («План») doesn't change them."""
    known: dict[str, str] = {}

    def hidden(text: str, look: Look) -> str:
        if text not in known:
            known[text] = people.hidden(text)
        changed = known[text] != text
        return text if changed and look in _OWN_LOOKS and text in own() else known[text]

    def safe(cell: Cell | None) -> Cell | None:
        if cell is None:
            return None
        value = hidden(cell.value, cell.look) if isinstance(cell.value, str) else cell.value
        link = cell.link if cell.link and cell.link.startswith(("https://", "#")) else None
        same = value == cell.value and link == cell.link
        return cell if same else replace(cell, value=value, link=link)

    rows = tuple(tuple(map(safe, row)) for row in grid.rows)
    charts = tuple(
        replace(one, chart=replace(one.chart, title=hidden(one.chart.title, Look.BODY)))
        for one in grid.charts
    )
    return replace(grid, rows=rows, charts=charts)
