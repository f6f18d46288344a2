"""What stands in a column that a tab has not."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sheets_sync.reading.records import Origin
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.dates import Date
from sheets_sync.tables.kinds.number import Count
from sheets_sync.tables.kinds.text import Label, as_text
from sheets_sync.tables.schema import Column


def empty(column: Column, size: int) -> NDArray[Any]:
    """So many cells of nothing, as its kind has it."""
    if isinstance(column.kind, Date):
        return np.full(size, np.datetime64("NaT"), dtype="datetime64[s]")
    if isinstance(column.kind, Count):
        return np.full(size, np.nan)
    return np.full(size, None, dtype=object)


def absent(origin: Origin, column: Column, context: Context) -> NDArray[Any]:
    """The values of a column that is not there: none, what the title says, the workspace gives or
    is assumed, or another one's texts."""
    size, other = len(origin.body.rows), origin.header.columns.get(column.instead)
    given = origin.header.given.get(column.name)
    everywhere = origin.header.titled.get(column.name) or ("" if given else column.assumed)
    if everywhere:
        given = column.kind.read(everywhere, context).value
    if given is not None:
        lookup = empty(column, 1)
        lookup[0] = given
        return lookup[np.zeros(size, dtype=np.int64)]
    if other is None:
        return empty(column, size)
    if isinstance(column.kind, Label):
        return np.full(size, "", dtype=object)
    said = np.array([as_text(raw) for raw in origin.values(other)], dtype=object)
    return said[origin.codes(other)]
