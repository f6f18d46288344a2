"""What an explanation is made of: the rows behind a figure and those left out of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.figures.consultations import effective, months
from sheets_sync.figures.events import Facts
from sheets_sync.figures.execution import executor, sections
from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.reading.records import sheet_row
from sheets_sync.sheet.cells import CellRef
from sheets_sync.sheet.pieces import Meaning
from sheets_sync.tables.kinds.classes import grade_of

Spot = tuple[str, str, int | None, str | None]
"""Book, tab, sheet row, cell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a staff row behind a figure; `in_n` is False where it is in N alone. What has no
    row stands `at` a book, tab and maybe cell."""

    table: str
    row: int
    column: str | int
    in_n: bool = True
    at: Spot | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A staff row that is not in the figure, and why; `at` as in an Entry."""

    table: str
    row: int
    column: str | int
    reason: str
    at: Spot | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a figure is made of: n, N where it is a share, the rows, the rows left out."""

    n: float | None
    whole: float | None = None
    entries: tuple[Entry, ...] = ()
    left: tuple[Left, ...] = ()


@dataclass(frozen=True)
class Query:
    """A figure to explain, and what is known."""

    analysis: Analysis
    means: Meaning
    key: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def facts(self) -> Facts:
        """The facts of the days the figure is about."""
        facts, period = self.analysis.facts, self.means.period
        return facts.within(period) if period else facts

    @property
    def table(self) -> str:
        """The staff's table the figure is about."""
        return FIGURES[self.means.figure].table

    def where(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame that the key names; columns it lacks are no matter."""
        mask = pd.Series(True, index=frame.index)
        for name, value in self.key.items():
            if name in frame:
                mask &= frame[name].eq(value)
        return frame[mask]

    def counted(self, table: str) -> pd.DataFrame:
        """A staff tab's rows that count."""
        return self.analysis.counted[table].frame

    def told(self, table: str, rows: pd.DataFrame) -> pd.DataFrame:
        """A staff tab's rows with the columns that keys name and the tab does not have: the day a
        row counts for, its month, grade, section and side."""
        if table == "schedule":
            rows = rows.assign(date=effective(rows))
        if table == "results":
            rows = rows.assign(grade=[name and grade_of(name) for name in rows["grade"]])
        if table in ("plans", "roadmap", "tasks"):
            ends = [span.end if span is not None else None for span in rows["due"]]
            rows = rows.assign(date=pd.Series(ends, rows.index, dtype="datetime64[s]"))
        if table == "roadmap":
            centre = self.analysis.facts.centre
            known = centre.tutor, centre.sides
            sides = [text and executor(text, *known) for text in rows["responsible"]]
            rows = rows.assign(section=sections(rows), executor=sides)
        return rows.assign(month=months(rows["date"])) if "date" in rows else rows

    def within(self, rows: pd.DataFrame) -> "pd.Series[bool]":
        """Which rows lie in the days the figure is about, or may: their day can't be read."""
        period = self.means.period
        if not period or "date" not in rows:
            return pd.Series(True, index=rows.index)
        days = (pd.Timestamp(period.start), pd.Timestamp(period.end))
        return rows["date"].between(*days) | rows["date"].isna()

    def rejected(self, table: str) -> Iterator[Left]:
        """Rows of a tab that an error keeps out and that may belong to the key."""
        lost = self.analysis.counted[table].rejected
        if lost is None:
            return
        rows = self.told(table, lost)
        mask = self.within(rows)
        for name, value in self.key.items():
            if name in rows:
                mask &= rows[name].eq(value) | rows[name].isna()
        yield from (left for row in rows.index[mask] for left in self.faults(table, int(row)))

    def faults(self, table: str, row: int) -> Iterator[Left]:
        """Why a row is rejected."""
        for problem in self._rejecting.get((table, row), ()):
            column = problem.cell.column if problem.cell else 1
            yield Left(table, row, column, problem.message)

    @cached_property
    def _rejecting(self) -> dict[tuple[str, int], list[Any]]:
        found: dict[tuple[str, int], list[Any]] = {}
        for problem in self.analysis.every_problem:
            if problem.rejects and problem.row:
                found.setdefault(problem.row, []).append(problem)
        return found


def entries(table: str, column: str, rows: Iterable[Any], inside: Iterable[Any]) -> list[Entry]:
    """Rows by their frame keys; those `inside` are in n."""
    chosen = set(inside)
    return [Entry(table, int(row), column, row in chosen) for row in rows]


def lefts(table: str, column: str, rows: Iterable[Any], reason: str) -> list[Left]:
    """Rows left out for one reason."""
    return [Left(table, int(row), column, reason) for row in rows]


def located(analysis: Analysis, one: Entry | Left) -> Spot:
    """Where a row stands."""
    if one.at:
        return one.at
    records = analysis.counted[one.table]
    place = records.origin(one.row).place
    ref: CellRef | None = records.ref(one.row, one.column)
    row = ref.row if ref else sheet_row(one.row)
    return place.book, place.tab, row, ref.a1 if ref else None
