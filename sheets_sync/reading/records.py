"""Types the cells of a staff tab and reports what can't be read; decides which rows count."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.problems import Fault, Problem, at_cell, without_cell
from sheets_sync.reading.body import Body
from sheets_sync.reading.headers import Header
from sheets_sync.sheet.cells import CellRef, Place, Raw, Tab
from sheets_sync.tables.kinds.base import Kind
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Column, Table

SHEET_ROWS = 1 << 21
"""A frame's index is `origin * SHEET_ROWS + sheet row`: the sheet's row number, and for the books
after the first their number before it. (A flat index is far faster than a MultiIndex.)"""


_MOST_ORIGINS = 1 << 20


def occurrence(number: int) -> int:
    """What the key of a further row has more that stands for the same row of the sheet: one that
    says several days. The first one's number is 0."""
    return number * SHEET_ROWS * _MOST_ORIGINS


def first_key(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The first key of the row of the sheet that each stands for."""
    return keys % (SHEET_ROWS * _MOST_ORIGINS)


def origin_number(key: int) -> int:
    """Which of a table's tabs a row stands in, from 0."""
    return key // SHEET_ROWS % _MOST_ORIGINS


def sheet_row(key: int) -> int:
    """The sheet's own number of a row."""
    return key % SHEET_ROWS


@dataclass(frozen=True, slots=True)
class Origin:
    """One tab of a table: its raw cells, where its columns stand, which rows are data."""

    tab: Tab
    header: Header
    body: Body
    number: int

    @property
    def place(self) -> Place:
        """The tab's book and title."""
        return self.tab.place

    @property
    def keys(self) -> NDArray[np.int64]:
        """The data rows as frame keys."""
        return self.body.rows + self.number * SHEET_ROWS

    def kind(self, column: Column) -> Kind:
        """How the cells of a declared column are read: of one that others share, its own part."""
        bare = self.header.parts.get(column.name)
        if bare is None:
            return column.kind
        return (column.rest if bare else column.part) or column.kind

    def codes(self, column: int) -> NDArray[np.int32]:
        """Codes of a sheet column's cells in the data rows."""
        return self.body.codes[column - 1][self.body.rows - 1]

    def values(self, column: int) -> list[Raw]:
        """What the codes of a sheet column stand for."""
        return self.body.values[column - 1]

    def typed(self, row: int, column: int) -> str:
        """A cell as a person sees it, merged-down cells filled in."""
        raw = self.values(column)[self.body.codes[column - 1][row - 1]]
        return "" if raw is None else show(raw)


@dataclass(frozen=True, slots=True)
class Records:
    """A table's data rows: `frame` has a column for each declared one, dates as datetime64[s],
    counts as float (NaN for none), the rest as objects (None for none). `usable` is False when
    the tab or a required column is missing: then nothing is computed from it. `marks` are the
    register's filled cells: key, column (of the sheet), meeting, meaning (None: can't be read);
    `heads` says in which sheet column of which origin a meeting stands, `lost_heads` how many
    columns are headed by nothing that could be resolved. `rejected` are the rows
    that `counted` took out. `days` are all days of the rows that go on for several, by key;
    `series` the codes that a row which says several days stands for, by its code and the day.
    `loading`: a tab of it is still being computed, which makes it unusable. `left` are tabs left
    out for their header, each with its rows; `lost` the books that could not be read and hold, or
    may hold, rows of the table.
    """

    table: Table
    origins: tuple[Origin, ...]
    frame: pd.DataFrame
    usable: bool = True
    marks: pd.DataFrame | None = None
    heads: Mapping[tuple[int, str], int] = field(default_factory=dict)
    lost_heads: int = 0
    rejected: pd.DataFrame | None = None
    days: Mapping[int, tuple[date, ...]] = field(default_factory=dict)
    series: Mapping[str, Mapping[date, str]] = field(default_factory=dict)
    loading: bool = False
    left: tuple[tuple[Place, int], ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def partial(self) -> bool:
        """Whether rows of it may be where they can't be read: nothing is absent for sure."""
        return bool(self.left or self.lost)

    @property
    def every(self) -> pd.DataFrame:
        """All rows read, the rejected ones too."""
        return self.frame if self.rejected is None else pd.concat([self.frame, self.rejected])

    def read_at(self, keys: Iterable[int], column: str) -> Iterator[tuple[int, Any]]:
        """What a column is read as in some rows (by key), the rejected ones too."""
        wanted = pd.Index(sorted(keys), dtype="int64")
        for frame in (self.frame, self.rejected):
            if frame is not None:
                there = frame.loc[wanted.intersection(frame.index), column]
                yield from zip(map(int, there.index), there, strict=True)

    def origin(self, key: int) -> Origin:
        """The tab a row stands in."""
        return self.origins[origin_number(key)]

    def ref(self, key: int, column: str | int) -> CellRef | None:
        """The cell of a row in a column (English name or sheet column); None if it has none."""
        origin = self.origin(key)
        number = origin.header.columns.get(column) if isinstance(column, str) else column
        return CellRef(origin.place, sheet_row(key), number) if number else None

    def value(self, key: int, column: str) -> str:
        """What is typed in a row's cell, as a person sees it; "" for a blank."""
        cell = self.ref(key, column)
        return self.origin(key).typed(cell.row, cell.column) if cell else ""

    def problem(
        self, key: int, column: str | int, fault: Fault, *, rejects: bool = False
    ) -> Problem:
        """A fault at a row's cell; `rejects` takes the whole row out of the figures."""
        origin, cell, fault = self.origin(key), self.ref(key, column), self._of_day(key, fault)
        if cell:
            found = at_cell(cell, fault, origin.typed(cell.row, cell.column))
        else:
            found = without_cell(origin.place, fault)
        return replace(found, row=(self.table.name, int(key)), rejects=rejects)

    def _of_day(self, key: int, fault: Fault) -> Fault:
        """Where one row of the sheet stands for several, the fault says of which it is."""
        codes = {code for days in self.series.values() for code in days.values()}
        code = self.every["code"].get(key) if codes else None
        return replace(fault, message=f"{code}: {fault.message}") if code in codes else fault

    def problems(
        self, keys: Iterable[int], column: str | int, fault: Fault, *, rejects: bool = False
    ) -> Iterator[Problem]:
        """The same fault at a cell of each row."""
        return (self.problem(key, column, fault, rejects=rejects) for key in keys)

    def counted(self, problems: Iterable[Problem]) -> "Records":
        """The rows no problem rejects: the only place that decides which rows count."""
        out = {p.row[1] for p in problems if p.rejects and p.row and p.row[0] == self.table.name}
        if not out:
            return replace(self, rejected=self.frame.iloc[:0])
        lost = self.frame.index.isin(list(out))
        marks = self.marks if self.marks is None else self.marks[~self.marks["key"].isin(list(out))]
        return replace(self, frame=self.frame[~lost], rejected=self.frame[lost], marks=marks)
