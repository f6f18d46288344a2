"""How many rows a run read, and how many of them entered the figures of its school year."""

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis import Analysis
from sheets_sync.figures.execution import in_another_year
from sheets_sync.periods import SchoolYear
from sheets_sync.reading.records import SHEET_ROWS, Origin, Records, first_key
from sheets_sync.reading.shelf import periods_of
from sheets_sync.runs.memory import RowsSeen
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.dates import Date
from sheets_sync.tables.kinds.terms import Term
from sheets_sync.tables.reports import PLANS, REPORTS
from sheets_sync.tables.roadmap import ROADMAP
from sheets_sync.tables.schema import Column, Table
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.tables.tasks import TASKS

OF_A_YEAR = (MEETINGS, SCHEDULE, JOURNAL, PLANS, REPORTS, ROADMAP, TASKS)
"""Tables whose rows belong to one school year."""


def rows_seen(analysis: Analysis, before: RowsSeen) -> RowsSeen:
    """The rows of a run, and as many as `before` where nothing can be read today: what that feeds
    is left alone, or left out."""
    unread = _unread(analysis)
    read = {f"{tab.book}\n{tab.tab}": tab.read for tab in analysis.tabs}
    entered: Counter[str] = Counter()
    for records in analysis.counted.values():
        entered.update(_places(records, _of_year(records, analysis.year)))
    days = dict.fromkeys(read, analysis.today)
    return RowsSeen(
        read | {at: rows for at, rows in before.read.items() if unread(at)},
        dict(entered) | {at: rows for at, rows in before.entered.items() if unread(at)},
        analysis.year.start,
        {at: day for at, day in days.items() if not unread(at)}
        | {at: day for at, day in before.days.items() if unread(at)},
    )


def _unread(analysis: Analysis) -> Callable[[str], bool]:
    """Whether a «book⏎tab» can't be used today."""
    names = TabNames(analysis.workspace.tabs)
    lost = [read.table for read in analysis.counted.values() if not read.usable]
    out = {(one.book, one.tab) for one in analysis.left_out}

    def unread(at: str) -> bool:
        book, tab = at.split("\n")
        return names.table(tab) in lost or bool(out & {(book, ""), (book, tab)})

    return unread


def moved(analysis: Analysis, year: int) -> dict[Table, Counter[str]]:
    """The rows that entered figures, by table and «book⏎tab», whose dates or terms say no year and
    would have been of another one in the school year that began in `year`."""
    found: dict[Table, Counter[str]] = {}
    for table in OF_A_YEAR:
        records = analysis.counted[table.name]
        here = _of_year(records, analysis.year)
        keys = {
            k for o in records.origins for k in _yearless(records, o, analysis.year.start, year)
        }
        if rows := _places(records, here[np.isin(here, [*keys])]):
            found[table] = rows
    return found


def _of_year(records: Records, year: SchoolYear) -> NDArray[np.int64]:
    """The counted rows that enter figures of a year, each row of the sheet once."""
    frame = records.frame
    if records.table in (PLANS, ROADMAP):
        here = [not in_another_year(span, year) for span in frame["due"]]
        frame = frame[np.array(here, dtype=bool)]
    elif records.table is REPORTS:
        frame = frame[frame["year"].eq(str(year))]
    return np.unique(first_key(frame.index.to_numpy(dtype=np.int64)))


def _places(records: Records, keys: NDArray[np.int64]) -> Counter[str]:
    """How many of the rows stand in each «book⏎tab»."""
    found: Counter[str] = Counter()
    numbers, counts = np.unique(keys // SHEET_ROWS, return_counts=True)
    for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
        place = records.origin(number * SHEET_ROWS).place
        found[f"{place.book}\n{place.tab}"] += count
    return found


def _yearless(records: Records, origin: Origin, now: int, before: int) -> Iterator[int]:
    """The rows of a tab that say a date or a term without its year."""
    for column in records.table.columns:
        number = origin.header.columns.get(column.name)
        if number and isinstance(column.kind, Date | Term):
            values = origin.values(number)
            codes = pd.unique(origin.codes(number)).tolist()
            hit = [code for code in codes if _differs(column, values[code], now, before)]
            yield from map(int, origin.keys[np.isin(origin.codes(number), hit)])


def _differs(column: Column, raw: object, now: int, before: int) -> bool:
    """Whether a text is another day in another school year."""
    if not isinstance(raw, str):
        return False
    first, second = (
        column.kind.read(raw, Context(year, periods=periods_of(SchoolYear(year)))).value
        for year in (now, before)
    )
    return bool(first != second)
