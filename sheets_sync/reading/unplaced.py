"""What stands on a tab and fits nothing: columns without a head, records above the header."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sheets_sync.letters import plural
from sheets_sync.problems import Check, Fault
from sheets_sync.reading.area import Area, Codes, Mask, Told
from sheets_sync.reading.filling import Cells
from sheets_sync.reading.headers import column_codes
from sheets_sync.sheet.cells import Raw, column_letters
from sheets_sync.tables.kinds.text import as_text, quote
from sheets_sync.tables.schema import Column

_ENOUGH = 500
_HEAD_IT = "впишите над ним название столбца из шаблона или своё, если столбец ваш"


def without_a_head(area: Area, cells: Cells, rows: Mask) -> Iterator[Told]:
    """Columns that hold something beside the records and have no head: nobody reads them."""
    told = 0
    for column in range(1, len(cells.own) + 1):
        half = area.half_read(column)
        if column in area.declared or (half is None and area.headed(column)):
            continue
        found = np.flatnonzero(rows & (cells.own[column - 1] != 0))
        if not len(found) or _counts_rows(cells, column, found):
            continue
        if told != column - 1:  # of neighbours the first is told
            yield Told(int(found[0]) + 1, column, _headless(half, column, len(found)))
        told = column


def _headless(over: Raw, column: int, size: int) -> Fault:
    held = plural(size, "ячейка", "ячейки", "ячеек")
    said = f"над столбцом {column_letters(column)} нет заголовка, он не читается: {held}"
    if over is not None:
        said = f"{quote(over)} стоит над несколькими столбцами, а читается первый: {held} рядом"
    return Fault.of(Check.COLUMN_HEADLESS, said, _HEAD_IT)


def _counts_rows(cells: Cells, column: int, rows: NDArray[np.int64]) -> bool:
    """Whether a column does nothing but number the rows; the first ones tell."""
    codes, values = cells.own[column - 1], cells.values[column - 1]
    numbers = [as_text(values[codes[row]]).rstrip(".") for row in rows[:_ENOUGH]]
    counted = [int(number) for number in numbers if number.isdecimal()]
    goes_on = all(number in (1, before + 1) for before, number in pairwise(counted))
    return len(counted) == len(numbers) and counted[0] == 1 and goes_on


def above_the_header(area: Area) -> Iterator[Told]:
    """Rows above a tab's first header that fit its columns: a header sorted into its records."""
    rows = _fitting(area)
    starts = [row for row in rows if row - 1 not in rows]
    for start in starts:
        last = next(row for row in range(start, area.header.first) if row + 1 not in rows)
        size = plural(last - start + 1, "строка", "строки", "строк")
        said = f"записи стоят выше заголовка и не считаются: {size}"
        fault = Fault.of(Check.ROW_ABOVE_HEADER, said, "верните заголовок на место, над записями")
        yield Told(start, min(area.header.columns.values()), fault)


def _fitting(area: Area) -> set[int]:
    """The rows above the header that hold what its columns take."""
    height = area.header.first - 1
    held, needed, typed, hits = (np.zeros(height, dtype=np.int64) for _ in range(4))
    for name, number in area.header.columns.items():
        column = area.table.column(name)
        codes = column_codes(area.tab.columns[number - 1])[:height]
        filled = codes != 0
        held += filled
        needed += filled & (column in area.required)
        if not column.kind.takes_anything:
            typed += filled
            hits += np.isin(codes, _good(area, column, number, codes))
    required = len(area.required)
    fits = (needed > 0) & (2 * needed >= required) & (held >= min(2, required))
    fits &= (hits > 0) & (2 * hits > typed) if _tells(area) else held > 1
    return {int(row) + 1 for row in np.flatnonzero(fits)}


def _tells(area: Area) -> bool:
    """Whether a required column does not take just anything."""
    return any(not column.kind.takes_anything for column in area.required)


def _good(area: Area, column: Column, number: int, codes: Codes) -> list[int]:
    values = area.tab.columns[number - 1].values
    return [code for code in np.unique(codes).tolist() if area.reads(column, values[code])]
