"""What did not enter a tab of the summary, said at its top; a tab that is as it was, marked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from sheets_sync.analysis import Analysis
from sheets_sync.letters import plural
from sheets_sync.reading.left_out import LeftOut
from sheets_sync.sheet.pieces import Cell, Grid, Look
from sheets_sync.stores.files import called, is_address
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tab_titles import TabNames

_MOST = 4
"""Lines: a page of them would hide the page."""


def not_in(analysis: Analysis, needs: Sequence[Table], of_all: bool) -> tuple[Cell, ...]:
    """A line for each book or tab left out that a tab with these needs is concerned by."""
    names = {table.name for table in needs}
    concern = [
        one
        for one in analysis.left_out
        if of_all or one.tables & names or (names and not one.tables)
    ]
    lines = [_line(one, analysis) for one in concern[:_MOST]]
    if more := len(concern) - len(lines):
        counted = plural(more, "книга", "книги", "книг")
        lines.append(f"Не вошло ещё: {counted} – все названы на листе «Замечания»")
    return tuple(Cell(line, Look.ALERT) for line in lines)


def _line(one: LeftOut, analysis: Analysis) -> str:
    """«Не вошло: Журнал Астахова.xlsx – книга повреждена; последний раз прочитана 12.03.2021»"""
    tab = f", лист «{one.tab}»" if one.tab else ""
    word = "прочитан" if one.tab else "прочитана"
    when = f"; последний раз {word} {one.last:%d.%m.%Y}" if one.last else ""
    return f"Не вошло: {_file(called(one.book, analysis.titles))}{tab} – {one.what}{when}"


def _file(book: str) -> str:
    """A book as people know it, without its folder."""
    return book if is_address(book) else PurePosixPath(book).name


def as_it_was(grid: Grid, row: int, why: str, since: date | None) -> Grid:
    """A tab that could not be made, with «не обновлено с …» in place of its stamp."""
    said = f"Не обновлено с {since:%d.%m.%Y}: {why}" if since else f"Не обновлено: {why}"
    if len(grid.rows) < row or not grid.rows[row - 1]:
        return grid
    first, *rest = grid.rows[row - 1]
    cell = (first or Cell(None))._replace(value=said, look=Look.ALERT, formula=None, stamp=False)
    rows = (*grid.rows[: row - 1], (cell, *rest), *grid.rows[row:])
    return replace(grid, rows=rows)


def since(analysis: Analysis, needs: Sequence[Table]) -> date | None:
    """The last day on which all that a tab needs was read well, where that is known."""
    days = [max(_days(analysis, table), default=None) for table in needs if _lacks(analysis, table)]
    return min((day for day in days if day), default=None)


def _lacks(analysis: Analysis, table: Table) -> bool:
    return not analysis.counted[table.name].usable


def _days(analysis: Analysis, table: Table) -> Iterator[date]:
    names = TabNames(analysis.workspace.tabs)
    for place, day in analysis.before.items():
        if names.table(place.split("\n")[1]) is table:
            yield day
