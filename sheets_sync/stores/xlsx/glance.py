"""The first rows of a sheet nobody asked for: what it is, is seen by its header."""

from array import array
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from sheets_sync.sheet.cells import Raw
from sheets_sync.stores.xlsx.columns import Columns

ROWS = 100
"""A header stands in them, if the sheet has one, and a row below it."""


class Glance(NamedTuple):
    """The first rows of a sheet, as columns of codes and values; nothing in what can't be read."""

    height: int = 0
    columns: tuple[tuple["array[int]", list[Raw]], ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()


def glance(book: CalamineWorkbook, title: str, ods: bool) -> Glance:
    """The first rows of a sheet; whatever is wrong with it, the book's own are read."""
    try:
        found = Columns(book.get_sheet_by_name(title), booleans=True, most=ROWS)
        found.extend(found.height, len(found.codes))
        columns = tuple(found.take(column, ods) for column in range(len(found.codes)))
    except BaseException:  # calamine's panics are no Exceptions
        return Glance()
    merges = tuple(merge for merge in found.merges if merge[2] <= found.height)
    return Glance(found.height, columns, merges)
