"""What rows say, compared: which equal another, and in which columns two differ."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.letters import fold
from sheets_sync.reading.records import SHEET_ROWS, Records, sheet_row
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.states import State
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.kinds.words import Deficit
from sheets_sync.tables.schema import Column

Codes = NDArray[np.int64]


def alike(records: Records) -> "pd.Series[int]":
    """The rows read that equal another in every declared column and mark: row key → a number all
    of its equals share. Blank equals blank, letters are folded."""
    keys = records.frame.index.to_numpy(dtype=np.int64)
    places, groups = np.arange(len(keys)), np.zeros(len(keys), dtype=np.int64)
    for column in sorted(records.table.columns, key=_more_is_typed):
        places, groups = _split(places, groups, _said(records, column, keys, places))
    if records.marks is not None:
        marks = pd.Series(_marked(records.marks), dtype=object).reindex(keys[places]).fillna("")
        places, groups = _split(places, groups, pd.factorize(marks)[0])
    return pd.Series(groups, index=keys[places], dtype="int64")


def _split(places: Codes, groups: Codes, said: Codes) -> tuple[Codes, Codes]:
    """The groups divided by what their rows say; rows that are alone by now are left out."""
    if not len(places):
        return places, groups
    parts = pd.factorize(groups * (said.max() + 1) + said)[0]
    kept = np.bincount(parts)[parts] > 1
    return places[kept], parts[kept]


def _more_is_typed(column: Column) -> bool:
    """Whether a cell may say more than is read of it: «методический: работа с критериями»."""
    return isinstance(column.kind, Deficit | ListOf | State)


def _said(records: Records, column: Column, keys: Codes, places: Codes) -> Codes:
    """A number for what each row says in a column, 0 for a blank: the value as read, else (it
    can't be read, or says more) what is typed."""
    if _more_is_typed(column):
        return _typed(records, column.name, keys[places])
    codes, values = pd.factorize(records.frame[column.name].to_numpy()[places])
    said = _numbered(map(_folded, values))[codes] + 1
    unread = np.flatnonzero(codes < 0)
    typed = _typed(records, column.name, keys[places[unread]])
    said[unread] = np.where(typed, typed + len(values), 0)
    return said


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def _numbered(values: Iterable[Any]) -> Codes:
    """Equal values → equal numbers from 0; one more at the end, so that -1 finds something."""
    numbers: dict[Any, int] = {}
    found = [numbers.setdefault(value, len(numbers)) for value in values]
    return np.array([*found, 0], dtype=np.int64)


def _typed(records: Records, column: str, keys: Codes) -> Codes:
    """A number for what is typed in the column's cell of each row, letters folded; 0 for none."""
    said, texts = np.zeros(len(keys), dtype=np.int64), {"": 0}
    numbers = keys // SHEET_ROWS
    for origin in (records.origins[number] for number in np.unique(numbers).tolist()):
        if place := origin.header.columns.get(column):
            here = np.flatnonzero(numbers == origin.number)
            codes = origin.codes(place)[np.searchsorted(origin.keys, keys[here])]
            values = origin.values(place)
            meant = np.zeros(len(values), dtype=np.int64)
            for code in np.flatnonzero(np.bincount(codes)).tolist():
                meant[code] = texts.setdefault(fold(show(values[code])), len(texts))
            said[here] = meant[codes]
    return said


def _marked(marks: pd.DataFrame) -> dict[int, str]:
    """Row key → its marks in words; a mark that can't be read is one of its own."""
    found: dict[int, list[str]] = {}
    for key, meeting, meaning in zip(marks["key"], marks["meeting"], marks["meaning"], strict=True):
        found.setdefault(int(key), []).append(f"{meeting} {meaning}")
    return {key: "; ".join(sorted(said)) for key, said in found.items()}


def differences(
    records: Records, later: Codes, first: Codes, but: list[str]
) -> Iterator[list[str]]:
    """For each two rows (keys) the columns in which they differ, as a sentence names them; the
    columns `but` are not compared."""
    places = records.frame.index.get_indexer(pd.Index(np.concatenate([later, first])))
    every = records.frame.index.to_numpy(dtype=np.int64)
    apart = {}
    for column in records.table.columns:
        if column.name not in but:
            one, other = np.split(_said(records, column, every, places), 2)
            apart[records.table.head(column.name)] = one != other
    for number, pair in enumerate(zip(later.tolist(), first.tolist(), strict=True)):
        heads = [head for head, differs in apart.items() if differs[number]]
        marked, before = (_own_cells(records, key) for key in pair)
        yield [*heads, "отметки"] if marked != before else heads


def _own_cells(records: Records, key: int) -> list[Any]:
    """The cells of a register's row beside the declared columns."""
    origin = records.origin(key)
    declared = set(origin.header.columns.values())
    row = enumerate(origin.tab.row(sheet_row(key)), 1) if records.table.register else ()
    return [raw for column, raw in row if column not in declared]
