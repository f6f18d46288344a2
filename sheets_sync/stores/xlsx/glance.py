"""The first rows of a sheet nobody asked for: what it is, is seen by its header."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from sheets_sync.sheet.cells import Raw
from sheets_sync.stores.xlsx.columns import Columns

ROWS = 100
"""A header stands in them, if the sheet has one, and a row below it."""


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
