"""Strokes of one change over a rectangle → requests, small ones of a column in one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sheets_sync.stores.google.leaves import Change, Palette
from sheets_sync.stores.google.rectangles import Span
from sheets_sync.stores.google.values import Json, area

_FORMAT = "userEnteredFormat"
_REPEATED, _LISTED = 160, 110
"""Bytes of a `repeatCell`, and of an `updateCells`, beside what they say."""
_ROW, _CELL, _GAP = 13, 23, 3
"""Bytes of a row, a cell and a row that is left out in an `updateCells`."""
_LINE_OFF = 200
_MOST = 300_000
"""Bytes that a list may have, so that a large tab may go in several batches."""


class Stroke(NamedTuple):
    """Rows and columns (from 0, the last included) and what changes there."""

    rows: Span
    columns: Span
    change: Change


def weight(stroke: Stroke, palette: Palette) -> int:
    """How many bytes its own request takes, nearly; more where it takes a line off, which might be
    the line of the cell beside it too."""
    weight = _REPEATED + palette.size(stroke.change)
    return weight + _LINE_OFF if palette.takes_lines_off(stroke.change) else weight


def requests_of(
    layers: Sequence[Stroke], rest: Sequence[Stroke], sheet: int, palette: Palette
) -> Iterator[Json]:
    """The layers in their order, then the rest; what of it stands in one column goes together."""
    yield from (_repeated(stroke, sheet, palette) for stroke in layers)
    columns: dict[tuple[int, str], list[Stroke]] = defaultdict(list)
    for stroke in sorted(rest, key=lambda one: not palette.takes_lines_off(one.change)):
        short = _listed(stroke, palette) < weight(stroke, palette)
        columns[stroke.columns[0], palette.fields(stroke.change) if short else ""].append(stroke)
    for (_, fields), strokes in columns.items():
        for run in _runs(sorted(strokes), fields, palette):
            if fields and _together(run, fields, palette) < sum(weight(s, palette) for s in run):
                yield _list(run, fields, sheet, palette)
            else:
                yield from (_repeated(stroke, sheet, palette) for stroke in run)


def _runs(strokes: Sequence[Stroke], fields: str, palette: Palette) -> Iterator[list[Stroke]]:
    """Those of a column that are near enough to each other to go together, and not too many."""
    run, room = [*strokes[:1]], _MOST
    for above, stroke in pairwise(strokes):
        gap, room = stroke.rows[0] - above.rows[1], room - _listed(stroke, palette)
        if not 0 < gap * _GAP <= _LISTED + len(fields) or room < 0:
            yield run
            run, room = [], _MOST
        run.append(stroke)
    yield run


def _listed(stroke: Stroke, palette: Palette) -> int:
    """Bytes of the cells of a stroke one by one."""
    (top, bottom), (left, right), change = stroke
    cell = palette.size(change) - len(palette.fields(change)) + _CELL
    return (bottom - top + 1) * (_ROW + (right - left + 1) * cell)


def _together(run: Sequence[Stroke], fields: str, palette: Palette) -> int:
    """Bytes of one list of them all."""
    rows = run[-1].rows[1] - run[0].rows[0] + 1
    return _LISTED + len(fields) + rows * _GAP + sum(_listed(one, palette) for one in run)


def _list(run: Sequence[Stroke], fields: str, sheet: int, palette: Palette) -> Json:
    """Cells from a corner on; a row without values stays as it is."""
    top = run[0].rows[0]
    rows: list[Json] = [{} for _ in range(run[-1].rows[1] - top + 1)]
    for (first, last), (left, right), change in run:
        cell = {_FORMAT: palette.format(change)}
        rows[first - top : last - top + 1] = [{"values": [cell] * (right - left + 1)}] * (
            last - first + 1
        )
    start = {"sheetId": sheet, "rowIndex": top, "columnIndex": run[0].columns[0]}
    return {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def _repeated(stroke: Stroke, sheet: int, palette: Palette) -> Json:
    (top, bottom), (left, right), change = stroke
    where = area(sheet, (top + 1, bottom + 1), (left + 1, right + 1))
    cell = {_FORMAT: palette.format(change)}
    return {"repeatCell": {"range": where, "cell": cell, "fields": palette.fields(change)}}
