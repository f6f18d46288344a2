"""The values and links of a grid → the requests that write them; what repeats itself goes once."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sheets_sync.sheet.pieces import Cell, Grid
from sheets_sync.stores.google.rectangles import Span, alike, rectangles
from sheets_sync.stores.google.values import Json, area, entered

_VALUE = "userEnteredValue"
_LINK = "userEnteredFormat.textFormat.link"
_SLICE = 400_000
"""Bytes of values that go in one request."""
_PER_CELL, _PER_REQUEST = 20, 220
"""Bytes that a value takes beside itself among others, and in a request of its own."""
_PER_OTHER, _PER_LIST = 16, 150
"""Bytes that a cell takes in a list of its own, and the list itself."""
_MOST_ROWS = 1_000
"""Of a column that are looked at together."""


def content_requests(grid: Grid, sheet: int) -> Iterator[Json]:
    """All values and links; text is text by its type, «=1+1» too. What stands in most of a column,
    or in many cells side by side, goes in a request of its own."""
    wide = len(grid.widths)
    rows = [[_content(cell) for cell in row] + [{}] * (wide - len(row)) for row in grid.rows]
    if not rows or not wide:
        return
    linked = any(cell and cell.link for row in grid.rows for cell in row)
    fields = f"{_VALUE},{_LINK}" if linked else _VALUE
    texts = [[_repeatable(cell) for cell in row] for row in rows]
    later = [*_columns(rows, texts, sheet, fields), *_rectangles(rows, texts, sheet)]
    filled = [{"values": cells} if (cells := _cut(row)) else {} for row in rows]
    yield from _listed(filled, sheet, 1, 1, fields)
    yield from later


def _content(cell: Cell | None) -> Json:
    """A cell's value and link as `CellData`."""
    if cell is None or not cell.link:
        return entered(cell)
    link = {"link": {"uri": cell.link}}
    return entered(cell) | {"userEnteredFormat": {"textFormat": link}}


def _repeatable(cell: Json) -> str:
    """A value as it may be repeated; no formulas, which would move from cell to cell, no links."""
    return _text(cell[_VALUE]) if [*cell] == [_VALUE] and "formulaValue" not in cell[_VALUE] else ""


def _text(content: Any) -> str:
    """JSON as it is sent."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


_Rows = list[list[Json]]
_Texts = list[list[str]]


def _columns(rows: _Rows, texts: _Texts, sheet: int, fields: str) -> Iterator[Json]:
    """What stands in most cells of a column and then the others of them, taken out of the rows."""
    for column in range(len(texts[0])):
        for first in range(0, len(texts), _MOST_ROWS):
            own = [row[column] for row in texts[first : first + _MOST_ROWS]]
            span = _mostly(own)
            if span is None:
                continue
            (top, bottom), text = (first + span[0][0], first + span[0][1]), span[1]
            yield _repeated(sheet, (top + 1, bottom + 1), (column + 1, column + 1), text)
            others: list[Json] = []
            for row, said in zip(rows[top : bottom + 1], texts[top : bottom + 1], strict=True):
                others.append({} if said[column] == text else {"values": [row[column]]})
                row[column], said[column] = {}, ""
            yield from _listed(others, sheet, top + 1, column + 1, fields)


def _mostly(texts: Sequence[str]) -> tuple[Span, str] | None:
    """The rows (from 0) of a column that are cheaper as one value and the others in a list."""
    best: tuple[int, Span, str] | None = None
    for text, _ in Counter(filter(None, texts)).most_common(2):
        worth = _bytes(text) + _PER_OTHER
        gain, span = _largest([worth if one == text else -_PER_OTHER for one in texts])
        gain -= worth + _PER_REQUEST + _PER_LIST
        runs = (last - first + 1 for first, last, one in alike(texts, 0) if one == text)
        if gain > sum(_saved(run, text) for run in runs) and (best is None or gain > best[0]):
            best = gain, span, text
    return best and best[1:]


def _largest(gains: Sequence[int]) -> tuple[int, Span]:
    """The neighbours that are worth most together: how much, the first and the last."""
    best, found, sum_, start = 0, (0, 0), 0, 0
    for at, gain in enumerate(gains):
        if sum_ <= 0:
            sum_, start = 0, at
        sum_ += gain
        if sum_ > best:
            best, found = sum_, (start, at)
    return best, found


def _saved(cells: int, text: str) -> int:
    """Bytes that are saved when so many cells go in a request of their own."""
    return max(0, cells * (_bytes(text) + _PER_CELL) - _bytes(text) - _PER_REQUEST)


def _rectangles(rows: _Rows, texts: _Texts, sheet: int) -> Iterator[Json]:
    """What stands in many cells side by side, taken out of the rows."""
    for down, across, text in [*rectangles(texts, 1, 1)]:
        (top, bottom), (left, right) = down, across
        if _saved((bottom - top + 1) * (right - left + 1), text):
            yield _repeated(sheet, down, across, text)
            for row in rows[top - 1 : bottom]:
                row[left - 1 : right] = [{}] * (right - left + 1)


def _repeated(sheet: int, down: Span, across: Span, text: str) -> Json:
    cell = {_VALUE: json.loads(text)}
    return {"repeatCell": {"range": area(sheet, down, across), "cell": cell, "fields": _VALUE}}


def _listed(rows: Sequence[Json], sheet: int, top: int, left: int, fields: str) -> Iterator[Json]:
    """Rows from an address on that counts from 1; what is not said of one stays as it is."""
    for first, last in _slices(rows):
        start = {"sheetId": sheet, "rowIndex": top + first - 1, "columnIndex": left - 1}
        part = rows[first : last + 1]
        yield {"updateCells": {"start": start, "rows": part, "fields": fields}}


def _slices(rows: Sequence[Json]) -> Iterator[Span]:
    """Rows (from 0) that go in one request, so that a large tab may go in several batches; none
    that begins or ends with rows that stay as they are."""
    filled = [number for number, row in enumerate(rows) if row]
    sizes = [_bytes(_text(rows[number])) for number in filled]
    first, size = 0, 0
    for at, own in enumerate(sizes):
        if size and size + own > _SLICE:
            yield filled[first], filled[at - 1]
            first, size = at, 0
        size += own
    if filled:
        yield filled[first], filled[-1]


def _cut(row: Sequence[Json]) -> Sequence[Json]:
    """Without what is blank at its end."""
    filled = [index for index, cell in enumerate(row, 1) if cell]
    return row[: max(filled, default=0)]
