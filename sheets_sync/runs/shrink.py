"""Data that lost most of their rows, or went over to another school year, are not believed."""

from collections import Counter
from collections.abc import Mapping

from sheets_sync.analysis import Analysis
from sheets_sync.periods import SchoolYear
from sheets_sync.runs.memory import Remembered, RowsSeen
from sheets_sync.runs.rows_seen import moved, rows_seen
from sheets_sync.stores.files import called
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tab_titles import TabNames

_FEW = 3
"""So many rows may be mistyped at once without a doubt of all that is known."""


def shrunk(known: Remembered, analysis: Analysis) -> str | None:
    """Why the data must not be believed: a tab lost over half of its rows, or of a table over half
    of those that entered the figures fell out, or the school year changed under the rows."""
    now = rows_seen(analysis, known.rows)
    return _lost(known.rows.read, now.read, analysis) or _fell_out(known, now, analysis)


def _lost(before: Mapping[str, int], now: Mapping[str, int], analysis: Analysis) -> str | None:
    for place, rows in before.items():
        left = now.get(place, 0)
        if left * 2 < rows:
            book, tab = place.split("\n")
            named = called(book, analysis.titles)
            return f"на листе «{tab}» книги «{named}» было строк: {rows}, стало: {left}; {_IF_SO}"
    return None


_IF_SO = "если так и надо, один раз запустите sheets-sync sync с --accept-shrink"


def _fell_out(known: Remembered, now: RowsSeen, analysis: Analysis) -> str | None:
    """The same of rows that are there and enter the figures no more. A report of an earlier day
    knows less, and nothing is wrong with it."""
    before, names = known.rows, TabNames(analysis.workspace.tabs)
    if known.report and analysis.today < known.report.today:
        return None
    shifted = moved(analysis, before.year) if before.year not in (0, now.year) else {}
    were, are = _by_table(before.entered, names), _by_table(now.entered, names)
    for table, rows in were.items():
        left = are[table] - sum(shifted.get(table, Counter()).values())
        if left * 2 < rows and before.year not in (0, now.year):
            return _of_another_year(before.year, now.year, _counted(table, rows, left))
        if left * 2 < rows and rows - left >= _FEW:
            return f"{_counted(table, rows, left)}; почему — покажет sheets-sync check; {_IF_SO}"
    for table in shifted:
        said = f"сроки и даты без года на листе «{table.title}» стали бы сроками нового года"
        return _of_another_year(before.year, now.year, said)
    return None


def _by_table(rows: Mapping[str, int], names: TabNames) -> Counter[Table]:
    found: Counter[Table] = Counter()
    for place, count in rows.items():
        if table := names.table(place.split("\n")[1]):
            found[table] += count
    return found


def _counted(table: Table, rows: int, left: int) -> str:
    return f"на листе «{table.title}» в показатели входило строк: {rows}, осталось: {left}"


def _of_another_year(before: int, now: int, said: str) -> str:
    old, new = SchoolYear(before), SchoolYear(now)
    return (
        f"учебный год теперь {new}, а таблицы — {old}: {said}; начать новый год — sheets-sync "
        f'new-year; закончить прошлый — впишите в workspace.toml строку school_year = "{old}"; '
        "если таблицы уже нового года, один раз запустите sheets-sync sync с --accept-shrink"
    )
