"""Tells a header's data rows from the other rows below it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sheets_sync.letters import fold
from sheets_sync.reading.area import Area, Codes, Counts, Mask, Told, filled
from sheets_sync.reading.filling import Cells
from sheets_sync.reading.lone_lines import read_lone
from sheets_sync.reading.numbered_sections import numbered_sections
from sheets_sync.reading.row_kinds import (
    footnotes,
    headers_again,
    is_footnote,
    is_legend,
    signatures,
    totals,
)
from sheets_sync.reading.unplaced import without_a_head
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.text import show


@dataclass(frozen=True, slots=True)
class Body:
    """The data rows of a header (sheet row numbers, ascending) and, for every physical column, the
    codes of its cells and what they stand for: merged-down cells filled in, blank-looking text
    blank, the lines of an item joined.

    `sections` are the texts of the section rows by row, where a column fills down from them.
    """

    rows: NDArray[np.int64]
    codes: tuple[Codes, ...]
    values: tuple[list[Raw], ...]
    sections: Mapping[int, str] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


def find_body(area: Area) -> Body:
    """The data rows below a header (docs/contract.md «Rows»)."""
    cells, height = Cells(area), area.tab.height
    weighty = cells.weighty(cells.filled)
    count = filled(weighty, height)
    rows = area.below() & ~cells.lines & (filled(cells.weighty(cells.own), height) > 0)
    data = rows & (filled([weighty[column - 1] for column in area.declared], height) > 0)
    lone = rows & _lone(area, cells, count)
    others = totals(area, cells) | footnotes(area, cells) | headers_again(area, cells, count)
    data &= ~lone & ~others
    signed = signatures(area, cells, data)
    data &= ~signed
    titled = dict(numbered_sections(area, cells, data, count))
    data[[row - 1 for row in titled]] = False
    lines = read_lone(area, cells, lone & ~others & ~signed, data)
    loose = rows & (count > 1) & ~others & ~signed
    told = (*cells.told, *lines.told, *without_a_head(area, cells, loose))
    return Body(
        np.flatnonzero(data) + 1,
        tuple(cells.filled),
        tuple(cells.values),
        dict(sorted({**lines.sections, **titled}.items())) if area.table.has_sections else {},
        told,
    )


def _lone(area: Area, cells: Cells, count: Counts) -> Mask:
    """Rows with one filled cell: sections and footnotes, but for the only required column."""
    lone: Mask = count == 1
    if len(area.table.required) != 1:
        return lone
    column = area.header.columns.get(area.table.required[0].name)
    if column is None:
        return lone
    wide = area.wide
    codes, values = cells.filled[column - 1], cells.values[column - 1]
    for row in np.flatnonzero(lone & (codes != 0)):
        text = show(values[codes[row]])
        lone[row] = row + 1 in wide or is_footnote(fold(text)) or is_legend(text)
    return lone
