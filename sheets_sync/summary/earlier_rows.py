"""Rows that earlier runs wrote on a tab that grows, read back under the heads of today."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sheets_sync.sheet.cells import Tab
from sheets_sync.sheet.pieces import Cell, Format, Head, Row, Value
from sheets_sync.stores.base import OurTab


def earlier_rows(ours: OurTab | None, heads: Sequence[Head]) -> list[Row]:
    """The rows of the tab as it stands that begin with a moment."""
    if ours is None:
        return []
    tab = ours.tab
    first = next((r for r in range(1, tab.height + 1) if tab.at(r, 1) == heads[0].text), None)
    if first is None:
        return []
    places = {tab.at(first, column): column for column in range(1, len(tab.columns) + 1)}
    rows = range(first + 1, tab.height + 1)
    return [_old(tab, row, places, heads) for row in rows if isinstance(tab.at(row, 1), datetime)]


def row_of(values: Sequence[Any], heads: Sequence[Head]) -> Row:
    """A row's plain values as cells: a new row looks just like one that was read back."""
    beside = [*(head.joined for head in heads[1:]), False]
    return tuple(
        None if value is None else Cell(_typed(value, head), format=_format(head, before_joined))
        for value, head, before_joined in zip(values, heads, beside, strict=True)
    )


def text_of(cell: Cell | None) -> Value:
    """What a cell holds."""
    return cell.value if cell else None


def _old(tab: Tab, row: int, places: dict[Any, int], heads: Sequence[Head]) -> Row:
    values: list[Any] = []
    for head in heads:
        if head.joined:
            values[-1:] = _n_and_whole(
                values[-1], tab.at(row, places.get(heads[len(values) - 1].text, 0) + 1)
            )
        else:
            values.append(tab.at(row, places[head.text]) if head.text in places else None)
    return row_of(values, heads)


def _n_and_whole(n: Any, beside: Any) -> tuple[Any, Any]:
    """An n and the N beside it; earlier versions wrote both as one text, «119/147»."""
    if not isinstance(n, str):
        return n, beside
    part, _, whole = n.replace(_BLANK, "").partition("/")
    return (int(part), int(whole)) if part.isdecimal() and whole.isdecimal() else (None, None)


_BLANK = "\u00a0"


def _format(head: Head, before_joined: bool) -> Format:
    if head.joined:
        return Format.OF
    return Format.WHOLE if before_joined else head.format


def _typed(value: Any, head: Head) -> Value:
    """A share of 1.0 comes back from a sheet as 1."""
    shares = head.format is Format.PERCENT and isinstance(value, int)
    return float(value) if shares else value
