"""A book of the staff begun anew: our template of its tabs, with the rows that it goes on with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.reading.records import Origin
from sheets_sync.samples.templates.archive import packed
from sheets_sync.samples.templates.workbook import workbook_of
from sheets_sync.sheet.cells import CellError, Raw
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.schema import Book, Column, Table


def begun(title: str, tabs: Mapping[str, Table], kept: Sequence[Origin]) -> bytes:
    """A workbook of these tabs (title → table), empty but for the declared columns of `kept`."""
    tables = tuple(replace(table, title=tab) for tab, table in tabs.items())
    book = workbook_of(Book(title, tables))
    rows: dict[str, list[Mapping[str, Raw]]] = {}
    for origin in kept:
        some = _rows(origin, tabs[origin.place.tab])
        rows.setdefault(origin.place.tab, []).extend(some)
    for tab, some in rows.items():
        _fill(book[tab], tabs[tab], some)
    return packed(book)


def _rows(origin: Origin, table: Table) -> list[Mapping[str, Raw]]:
    cells = {
        name: [_own(table.column(name), origin, raw) for raw in _raws(origin, number)]
        for name, number in origin.header.columns.items()
    }
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def _raws(origin: Origin, number: int) -> Iterator[Raw]:
    values = origin.values(number)
    return (values[code] for code in origin.codes(number))


def _own(column: Column, origin: Origin, raw: Raw) -> Raw:
    """What of a cell is a column's own: of a whole name its part."""
    kind = origin.kind(column)
    return raw if raw is None or kind is column.kind else kind.read(raw, Context(0)).value


def _fill(sheet: Worksheet, table: Table, rows: Sequence[Mapping[str, Raw]]) -> None:
    """The rows below the head, in place of what a template begins with."""
    sheet.delete_rows(2, sheet.max_row)
    for number, row in enumerate(rows, 2):
        for at, column in enumerate(table.columns, 1):
            raw = row.get(column.name)
            if raw is None or isinstance(raw, CellError):
                continue
            cell = sheet.cell(number, at, raw)
            if isinstance(raw, str):
                cell.data_type = "s"
