"""An area's cells as they count: blanks are blank, a merged cell fills its rows, lines of one
item are one row."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import time, timedelta

import numpy as np

from sheets_sync.letters import is_blank
from sheets_sync.problems import Check, Fault
from sheets_sync.reading.area import Area, Codes, Told
from sheets_sync.reading.headers import column_codes
from sheets_sync.reading.term_columns import ticked_term
from sheets_sync.sheet.cells import Merge, Raw
from sheets_sync.tables.kinds.number import Count
from sheets_sync.tables.kinds.text import quote, show

_ZEROS: tuple[Raw, ...] = (0, time(), timedelta())


class Cells:
    """Codes and values by sheet column (from 0): `own` as typed, `filled` with merged-down cells
    in each of their rows; `lines` are the rows that belong to the one above."""

    def __init__(self, area: Area) -> None:
        self.values: list[list[Raw]] = [column.values for column in area.tab.columns]
        self.own = [_codes(area, number) for number in range(1, len(self.values) + 1)]
        if area.ticks:
            _put_terms(area, self)
        self.filled = list(self.own)
        self.lines = np.zeros(area.tab.height, dtype=bool)
        self.told: list[Told] = []
        self._own_copies: set[int] = set()
        _fill(area, self)
        _join(area, self)

    def raw(self, row: int, column: int) -> Raw:
        """A cell of sheet row and column, merged-down ones filled in."""
        return self.values[column - 1][int(self.filled[column - 1][row - 1])]

    def row(self, row: int) -> list[Raw]:
        """What is typed in a sheet row, from its first filled cell to its last."""
        codes = zip(self.values, self.own, strict=True)
        return [values[code] for values, own in codes if (code := own[row - 1])]

    def put(self, row: int, column: int, raw: Raw) -> None:
        """Another value for one cell; the tab's own columns stay as they are."""
        at = column - 1
        if at not in self._own_copies:
            self._own_copies.add(at)
            self.values[at], self.filled[at] = list(self.values[at]), self.filled[at].copy()
        self.values[at].append(raw)
        self.filled[at][row - 1] = len(self.values[at]) - 1

    def join(self, row: int, lines: Sequence[int], column: int) -> None:
        """What a column says in further lines of an item, after what it says in its row."""
        above = self.raw(row, column)
        said = [] if above is None else [above]
        for line in lines:
            raw = self.values[column - 1][self.own[column - 1][line - 1]]
            if raw is not None and raw not in said:
                said.append(raw)
        if said and said != [above]:
            self.put(row, column, said[0] if len(said) == 1 else "\n".join(map(show, said)))

    def weighty(self, codes: Sequence[Codes]) -> list[Codes]:
        """Codes with zeros taken for blanks: a row of nothing but zeros is none."""
        pairs = zip(codes, self.values, strict=True)
        return [_without(column, _zeros(values), values) for column, values in pairs]


def _codes(area: Area, number: int) -> Codes:
    """A column's codes; text without a visible character is blank, and so are a zero (a reference
    to an empty cell) and a box without its tick where neither can be a value."""
    raw = area.tab.columns[number - 1]
    blank = [i for i, v in enumerate(raw.values) if isinstance(v, str) and is_blank(v)]
    column = area.at(number)
    zeros = _zeros(raw.values) if column else []
    boxes = [i for i in zeros if raw.values[i] is False]
    if column and len(zeros) > len(boxes) and not column.kind.holds_zero(area.context):
        blank += [i for i in zeros if i not in boxes]
    if column and boxes and not column.kind.holds_unticked(area.context):
        blank += boxes
    return _without(column_codes(raw), blank, raw.values)


def _put_terms(area: Area, cells: Cells) -> None:
    """In place of ticks in several columns their terms, in the first of them."""
    at = [number - 1 for number, _ in area.ticks]
    rows, inverse = np.unique(
        np.stack([cells.own[n] for n in at], axis=1), axis=0, return_inverse=True
    )
    values = [cells.values[n] for n in at]
    said = [
        ticked_term(area, tuple(v[code] for v, code in zip(values, row, strict=True)))
        for row in rows.tolist()
    ]
    terms = list(dict.fromkeys((None, *said)))
    codes = np.array([terms.index(term) for term in said], dtype=np.int32)[inverse.reshape(-1)]
    codes[: area.header.last] = cells.own[at[0]][: area.header.last] * 0
    cells.own[at[0]], cells.values[at[0]] = codes, [*terms]


def is_zero(raw: Raw) -> bool:
    """Whether a cell is what nobody filled may show: 0 or 0:00 by a reference to an empty cell, a
    box without its tick."""
    return raw in _ZEROS


def _zeros(values: list[Raw]) -> list[int]:
    """The codes of zeros."""
    found: list[int] = []
    for zero in _ZEROS:
        at = -1
        with suppress(ValueError):  # `index` is ten times as fast as a loop over what stands there
            while True:
                at = values.index(zero, at + 1)
                found += [at] if is_zero(values[at]) else []
    return found


def _without(codes: Codes, blank: Sequence[int], values: Sequence[Raw]) -> Codes:
    if not blank:
        return codes
    keep = np.arange(len(values), dtype=np.int32)
    keep[blank] = 0
    return keep[codes]


def _fill(area: Area, cells: Cells) -> None:
    """Merged-down cells below the header: texts stand in each row, numbers in the first alone."""
    for merge in _tall(area):
        at = merge.first_column - 1
        column = area.at(merge.first_column)
        rows = slice(merge.first_row - 1, merge.last_row)
        if column and isinstance(column.kind, Count):
            cells.told += _counted_once(area, cells, merge)
            continue
        if cells.filled[at] is cells.own[at]:
            cells.filled[at] = cells.own[at].copy()
        cells.filled[at][rows] = cells.own[at][merge.first_row - 1]


def _tall(area: Area) -> Iterator[Merge]:
    last, width = min(area.header.until, area.tab.height), len(area.tab.columns)
    for merge in area.tab.merges:
        inside = area.header.last < merge.first_row <= last and merge.first_column <= width
        if inside and merge.first_row < merge.last_row:
            yield merge


def _join(area: Area, cells: Cells) -> None:
    """Lines below a № or code that is merged over them belong to its row."""
    number = area.identity
    for merge in _tall(area) if number else ():
        if merge.first_column != number:
            continue
        lines = range(merge.first_row + 1, min(merge.last_row, len(cells.lines)) + 1)
        cells.lines[merge.first_row : merge.last_row] = True
        for column in range(1, len(cells.own) + 1):
            if column != number:
                cells.join(merge.first_row, lines, column)


def _counted_once(area: Area, cells: Cells, merge: Merge) -> Iterator[Told]:
    """A number that is merged over several rows with something else in them."""
    raw = cells.values[merge.first_column - 1][
        cells.own[merge.first_column - 1][merge.first_row - 1]
    ]
    later = slice(merge.first_row, merge.last_row)
    others = any(codes[later].any() for codes in cells.own)
    if raw is not None and others:
        said = f"{quote(raw)} — одно число на несколько строк; считается один раз, в первой"
        fault = Fault.of(Check.NUMBER_MERGED, said, "впишите число в каждую строку отдельно")
        yield Told(merge.first_row, merge.first_column, fault)
