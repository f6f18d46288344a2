"""The first rows of a sheet nobody asked for: what it is, is seen by its header."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from sheets_sync.sheet.cells import Raw
from sheets_sync.stores.xlsx.columns import Columns

ROWS = 100
"""A header stands in them, if the sheet has one, and a row below it."""


_LONG = 1 << 18
_SHEETS = "xl/worksheets/"
_END = b"</row></sheetData></worksheet>"


class Glance(NamedTuple):
    """The first rows of a sheet, as columns of codes and values; nothing of what can't be read."""

    size: tuple[int, int] = (0, 0)
    columns: Sequence[tuple[bytes, list[Raw]]] = ()
    merges: Sequence[tuple[int, int, int, int]] = ()

    def frames(self, title: str, date1904: bool) -> Iterator[tuple[object, ...]]:
        """The frames that hand it over as a tab nobody asked for."""
        yield "tab", title, *self.size, list(self.merges), date1904, False
        for codes, values in self.columns:
            yield "column", codes, values


def briefly(book: CalamineWorkbook, path: str, longest: int) -> CalamineWorkbook:
    """The book itself, or only the first rows of its sheets where one nobody asked for is long (in
    bytes): a sheet is parsed whole or not at all."""
    if longest <= _LONG:
        return book
    try:
        return CalamineWorkbook.from_filelike(_shortened(path))
    except BaseException:  # as below
        return book


def _shortened(path: str) -> io.BytesIO:
    brief = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(brief, "w") as short:
        for part in whole.infolist():
            with whole.open(part) as file:
                if part.filename.lower().startswith(_SHEETS):
                    short.writestr(part.filename, _beginning(file.read(_LONG)))
                elif part.filename.lower().endswith((".xml", ".rels")):
                    short.writestr(part.filename, file.read())
    brief.seek(0)
    return brief


def _beginning(text: bytes) -> bytes:
    """The whole rows at the beginning of a sheet's part; a short part as it is."""
    end = text.rfind(b"</row>")
    return text if end < 0 or len(text) < _LONG else text[:end] + _END


def glance(book: CalamineWorkbook, title: str, ods: bool) -> Glance:
    """The first rows of a sheet; whatever is wrong with it, the book's own are read."""
    try:
        found = Columns(book.get_sheet_by_name(title), booleans=True, most=ROWS)
        found.extend(found.height, len(found.codes))
        taken = [found.take(column, ods) for column in range(len(found.codes))]
    except BaseException:  # calamine's panics are no Exceptions
        return Glance()
    columns = [(codes.tobytes(), values) for codes, values in taken]
    merges = [merge for merge in found.merges if merge[2] <= found.height]
    return Glance((found.height, len(columns)), columns, merges)
