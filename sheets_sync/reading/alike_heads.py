"""Columns of the staff's own that read like a declared one that is not there, nor needed."""

from collections.abc import Iterator

from sheets_sync.letters import clean, one_letter_off
from sheets_sync.problems import Check, Fault, Problem, at_cell
from sheets_sync.reading.area import Area
from sheets_sync.reading.head_names import header_key
from sheets_sync.reading.headers import header_texts
from sheets_sync.reading.missing_columns import in_settings
from sheets_sync.sheet.cells import CellRef
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Column, Table

_SHORTEST = 3
"""Letters of a name that may be a part of another; «По» stands in many."""


def alike_heads(area: Area) -> Iterator[Problem]:
    """«Минуты по плану» where no column is headed «Минуты»: what stands there is not counted."""
    header, tab = area.header, area.tab
    own, lacking = _own_heads(area), area.table.lacking(header.says)
    for column in area.table.columns:
        number = next((n for n, key in own.items() if _alike(key, column)), None)
        if number is None or column.name in header.columns or column in lacking:
            continue
        typed = show(tab.at(header.last, number) or tab.at(header.first, number) or "")
        cell = CellRef(tab.place, header.last, number)
        yield at_cell(cell, _fault(typed, column, area.table), typed)


def _own_heads(area: Area) -> dict[int, str]:
    """Sheet columns that hold something below a head that is none of ours → the head's key."""
    header, tab = area.header, area.tab
    taken = {*area.declared, *(number for number, _ in header.twice)}
    free = (n for n in range(1, len(tab.columns) + 1) if n not in taken)
    heads = {n: header_texts(tab, n, header.first, header.last) for n in free}
    rows = slice(header.last, header.until)
    return {n: keys[0] for n, keys in heads.items() if keys and any(tab.columns[n - 1].codes[rows])}


def _alike(key: str, column: Column) -> bool:
    """Whether a head is a declared one with more words, or a letter off."""
    name = header_key(column.header)
    more = len(name) >= _SHORTEST and (key.startswith(f"{name} ") or key.endswith(f" {name}"))
    return more or one_letter_off(key, name)


def _fault(typed: str, column: Column, table: Table) -> Fault:
    said = f"столбец «{typed}» не читается; похоже, это «{column.header}»"
    fix = (
        f"если это он, назовите его «{column.header}» или впишите "
        f"{in_settings(table, clean(typed), column)}; если это ваш столбец, добавьте рядом и "
        f"«{column.header}» из шаблона листа {table.sheet}"
    )
    return Fault.of(Check.COLUMN_ALIKE, said, fix)
