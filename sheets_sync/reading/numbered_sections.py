"""Sections of two cells: the number of a section in №, its title beside it."""

from collections.abc import Iterator

import numpy as np

from sheets_sync.reading.area import Area, Counts, Mask
from sheets_sync.reading.filling import Cells
from sheets_sync.tables.kinds.text import Label, Text, as_text


def numbered_sections(
    area: Area, cells: Cells, data: Mask, count: Counts
) -> Iterator[tuple[int, str]]:
    """Rows of № and one text that is merged over the table, or whose number begins that of the
    item below: the sheet row, and what it says."""
    number = area.identity
    column = area.at(number) if number and area.table.has_sections else None
    if number is None or column is None or not isinstance(column.kind, Label):
        return
    wide = {
        (m.first_row, m.first_column) for m in area.tab.merges if m.last_column > m.first_column
    }
    rows = np.flatnonzero(data & (count == 2) & (cells.own[number - 1] != 0)) + 1
    for row in rows.tolist():
        at = next(c for c, codes in enumerate(cells.own, 1) if c != number and codes[row - 1])
        text, label = as_text(cells.raw(row, at)), _label(cells, row, number)
        declared = area.at(at)
        if declared is not None and not isinstance(declared.kind, Text):
            continue
        if (row, at) in wide or _label(cells, row + 1, number).startswith(f"{label}."):
            yield row, f"{label}. {text}"


def _label(cells: Cells, row: int, number: int) -> str:
    """What № says in a row, without the stop at its end."""
    if row > len(cells.lines):
        return ""
    return as_text(cells.raw(row, number)).rstrip(". )").replace(",", ".")
