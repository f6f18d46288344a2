"""Terms that are ticked: columns «I квартал … IV квартал» of a road map."""

from dataclasses import replace

from sheets_sync.letters import fold
from sheets_sync.reading.area import Area
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.terms import TERM
from sheets_sync.tables.kinds.text import as_text, show

_EMPTY = frozenset(("", "-", "нет", "0", "ложь", "☐", "□", "✗"))
_ALL_YEAR = "в течение года"


def with_ticks(area: Area) -> Area:
    """The area with the columns in which its terms are ticked, if it has such columns; the term
    then stands in the first of them."""
    column = next((column for column in area.table.columns if column.ticked), None)
    at = area.header.columns.get(column.name) if column else None
    if column is None or (at and _head(area, at) is None):
        return area
    taken = area.declared - {at}
    numbers = (n for n in range(1, len(area.tab.columns) + 1) if n not in taken)
    heads = tuple((n, head) for n in numbers if (head := _head(area, n)) is not None)
    if len(heads) < 2:
        return area
    columns = {**area.header.columns, column.name: heads[0][0]}
    return replace(area, header=replace(area.header, columns=columns), ticks=heads)


def _head(area: Area, number: int) -> str | None:
    """The lowest head of a column, if it is a term and nothing else."""
    header = area.header
    for row in range(header.last, header.first - 1, -1):
        text = show(area.tab.at(row, number)).strip()
        if text:
            span = TERM.read(text, area.context).value
            return text if span is not None and not span.recurring else None
    return None


def ticked_term(area: Area, cells: tuple[Raw, ...]) -> str | None:
    """What a row's cells under the heads of terms say together; None for no tick."""
    said = []
    for (_, head), raw in zip(area.ticks, cells, strict=True):
        text = as_text(raw)
        if fold(text) not in _EMPTY:
            own = TERM.read(text, area.context).value if len(text) > 1 else None
            said.append(text if own is not None else head)
    if len(said) == len(area.ticks) > 2:
        return _ALL_YEAR
    return "; ".join(said) or None
