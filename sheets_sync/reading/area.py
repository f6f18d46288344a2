"""A header and the rows it rules: one table on a tab, before its rows are told apart."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sheets_sync.problems import Fault
from sheets_sync.reading.head_names import column_keys, header_key
from sheets_sync.reading.headers import Header, header_texts
from sheets_sync.sheet.cells import Raw, Tab
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Column, Table

Codes = NDArray[np.int32]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Told:
    """What a person should know about a cell that is in no data row, or stands for several."""

    row: int
    column: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Area:
    """A tab, its table, one of its headers; `marks` are the sheet columns headed by meetings,
    `ticks` those headed by terms and their heads, where terms are ticked."""

    tab: Tab
    table: Table
    header: Header
    marks: tuple[int, ...]
    context: Context
    ticks: tuple[tuple[int, str], ...] = ()

    @property
    def declared(self) -> frozenset[int]:
        """The sheet columns that are read."""
        return frozenset((*self.header.columns.values(), *self.marks))

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which a row is none, and which stand here."""
        there = self.header.columns
        return tuple(c for c in self.table.required if c.name in there and not c.given_by)

    @property
    def identity(self) -> int | None:
        """The sheet column of № or code: merged down several lines, it makes them one row."""
        names = (column.name for column in self.table.columns if column.one_row)
        return next((n for name in names if (n := self.header.columns.get(name))), None)

    @property
    def wide(self) -> frozenset[int]:
        """The sheet rows in which cells are merged to the right."""
        return frozenset(m.first_row for m in self.tab.merges if m.last_column > m.first_column)

    def at(self, number: int) -> Column | None:
        """The declared column at a sheet column."""
        names = (name for name, column in self.header.columns.items() if column == number)
        name = next(names, None)
        return self.table.column(name) if name else None

    def headed(self, number: int) -> bool:
        """Whether the header says anything over a sheet column."""
        return bool(header_texts(self.tab, number, self.header.first, self.header.last))

    def half_read(self, number: int) -> Raw:
        """The head that stands over a column and those left of it, of which the first is read."""
        for merge in self.tab.merges:
            rows = self.header.first <= merge.first_row <= self.header.last
            if not (rows and merge.first_column < number <= merge.last_column):
                continue
            if column := self.at(merge.first_column):
                over = self.tab.at(merge.first_row, merge.first_column)
                if not self.headed(number) or header_key(show(over)) in column_keys(column):
                    return over
        return None

    def below(self) -> Mask:
        """The rows that this header rules, as a mask over all rows of the tab."""
        rows = np.zeros(self.tab.height, dtype=bool)
        rows[self.header.last : self.header.until] = True
        return rows

    def reads(self, column: Column, raw: Raw) -> bool:
        """Whether a cell is a value of a column that does not take just anything."""
        if column.kind.takes_anything or raw is None:
            return False
        return column.kind.read(raw, self.context).sure


def filled(columns: Iterable[Codes], height: int) -> Counts:
    """How many cells of each row hold something, in some columns."""
    total = np.zeros(height, dtype=np.int64)
    for codes in columns:
        total += codes != 0
    return total
