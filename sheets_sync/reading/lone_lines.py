"""Rows with one filled cell: sections, notes, further lines of the item above, and what is none."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from sheets_sync.letters import clean
from sheets_sync.problems import Check, Fault
from sheets_sync.reading.area import Area, Mask, Told
from sheets_sync.reading.filling import Cells
from sheets_sync.reading.row_kinds import (
    heads_legend,
    is_footnote,
    is_legend,
    is_signature,
    is_total,
    names_section,
)
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.directories import DIRECTORIES
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.text import Code, Text, as_text, quote
from sheets_sync.tables.schema import Column

_LONGEST_CODE = 8
_FIX = (
    "если это запись, заполните остальные ячейки; если раздел — начните строку с «Раздел 1» "
    "или с номера; если итог — словом «Итого»; если продолжение строки выше — впишите его туда"
)


@dataclass(slots=True)
class LoneLines:
    """What the lone lines of an area are: the texts that head a section, by row; what to tell."""

    sections: dict[int, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """A lone line: its cell; the row of the item right above it, or 0; how many items stand
    between it and the next lone line, and how many in all below it."""

    row: int
    column: int
    raw: Raw
    heads: bool
    item: int
    below: int
    after: int

    @property
    def text(self) -> str:
        return clean(as_text(self.raw))


def read_lone(area: Area, cells: Cells, lone: Mask, data: Mask) -> LoneLines:
    """Tell the lone lines apart; those that go on with an item are joined to it in `cells`."""
    found, item_of = LoneLines(), dict[int, int]()
    for line in _lines(area, cells, lone, data):
        column, item = area.at(line.column), line.item or item_of.get(line.row - 1, 0)
        if is_footnote(line.text) or is_total(line.text):
            continue
        further = item and not line.heads and _goes_on(area, cells, line, item)
        if is_legend(line.text) and (not further or heads_legend(line.text)):
            said = "не запись, а пояснение к отметкам"
            found.told.append(_told(line, Check.ROW_LEGEND, said))
        elif further:
            cells.join(item, [line.row], line.column)
            item_of[line.row] = item
            found.told.append(_told(line, Check.ROW_CONTINUED, "продолжает строку выше"))
        elif line.heads or _begun(area, column, line) or not _is_note(column, line, bool(item)):
            unclear = _unclear(area, column, line)
            if unclear:
                said = "в строке одна ячейка: это не запись и не раздел, она не учтена"
                found.told.append(_told(line, Check.ROW_LONE, f"{quote(line.raw)}: {said}", _FIX))
            if line.after and any(map(str.isalpha, line.text)):
                found.sections[line.row] = line.text
    return found


def _told(line: _Line, check: Check, said: str, fix: str = "") -> Told:
    said = said if fix else f"{quote(line.raw)} {said}"
    return Told(line.row, line.column, Fault.of(check, said, fix))


def _lines(area: Area, cells: Cells, lone: Mask, data: Mask) -> Iterator[_Line]:
    """The lone lines of an area from the top."""
    rows = np.flatnonzero(lone & area.below())
    wide = area.wide
    items = np.concatenate(([0], np.cumsum(data)))
    ends = np.append(rows, area.header.until)[1:]
    own = cells.weighty(cells.own)
    for row, end in zip(rows.tolist(), ends.tolist(), strict=True):
        at = next(n for n, codes in enumerate(own) if codes[row])
        raw = cells.values[at][cells.own[at][row]]
        heads = row + 1 in wide or names_section(as_text(raw))
        below, after = items[end] - items[row], items[area.header.until] - items[row]
        above = row if row and data[row - 1] else 0
        yield _Line(row + 1, at + 1, raw, heads, above, int(below), int(after))


def _goes_on(area: Area, cells: Cells, line: _Line, item: int) -> bool:
    """Whether a line right under an item stands where the item's own text goes on; in the first
    column captions stand too, but for the road map, where they would head what is below."""
    column = area.at(line.column)
    if column is None or area.table in DIRECTORIES.tables or "__" in line.text:
        return False
    if line.column == min(area.declared) and not area.table.has_sections:
        return False
    return isinstance(column.kind, Text | ListOf) and cells.raw(item, line.column) is not None


def _is_note(column: Column | None, line: _Line, item: bool) -> bool:
    """A line below the table, a signature, a number in a row that is not begun."""
    numbered = not any(map(str.isalpha, line.text))
    if numbered and (column is None or column.kind.takes_anything):
        return line.text.isdecimal() or not item
    return not line.after and (not item or line.heads or is_signature(line.text))


def _unclear(area: Area, column: Column | None, line: _Line) -> bool:
    """Whether a line is neither a section for sure nor a cell of a column of the staff's own."""
    if line.heads:
        return False
    if _begun(area, column, line):
        return True
    several = line.below > 1 or (not line.below and line.after)
    own = column is None and area.headed(line.column)
    return not several and not own


def _begun(area: Area, column: Column | None, line: _Line) -> bool:
    """Whether the cell is a value of its column: a record that somebody began."""
    if column is None:
        return False
    code = isinstance(column.kind, Code) and len(line.text) <= _LONGEST_CODE
    return area.reads(column, line.raw) or (code and any(map(str.isdigit, line.text)))
