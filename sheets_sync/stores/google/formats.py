"""Looks of cells → as few and small requests as paint them: a block's base, a layer, the rest."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sheets_sync.stores.google.rectangles import Span, alike, rectangles
from sheets_sync.stores.google.values import Holds, Json, Painted, Style, area

_Block = Sequence[Sequence[Painted]]
_Delta = tuple[tuple[str, str], ...]
"""The leaves that differ by their paths, as JSON; "" for one that is none any more."""

_Leaves = Mapping[str, str]
"""What a format says, leaf by leaf, as JSON."""

_FORMAT = "userEnteredFormat"
_PARTED = ("textFormat", "borders")
"""What of a format is set leaf by leaf."""
_SEEN_OF_BLANKS = ("backgroundColorStyle", "borders.")


def format_requests(
    rows: Sequence[Sequence[Painted | None]], sheet: int, format_of: Callable[[Style], Json]
) -> Iterator[Json]:
    """Requests that give the cells of a blank tab their looks, row 1 first; None stays blank."""
    painter = _Painter(sheet, format_of)
    painted = ([cell is not None for cell in row] for row in rows)
    for (top, bottom), (left, right), _ in rectangles(painted, 1, 1):
        cells = (row[left - 1 : right] for row in rows[top - 1 : bottom])
        yield from painter.requests(top, left, [[one for one in row if one] for row in cells])


class _Painter:
    """Paints blocks of one tab; a block's `top` and `left` count from 1."""

    def __init__(self, sheet: int, format_of: Callable[[Style], Json]) -> None:
        self._sheet, self._format_of = sheet, format_of
        self._formats: dict[Style, _Leaves] = {}
        self._deltas: dict[tuple[Style, Painted], _Delta] = {}

    def requests(self, top: int, left: int, block: _Block) -> list[Json]:
        """The block as one, or cut in two where every look changes, whichever is smaller."""
        whole = self._as_one(top, left, block)
        cuts = [0, *_cuts(block)]
        sizes = [_bytes(whole), *(self._size_in_two(top, left, block, cut) for cut in cuts[1:])]
        cut = cuts[sizes.index(min(sizes))]
        if not cut:
            return whole
        lower = self.requests(top + cut, left, block[cut:])
        return self.requests(top, left, block[:cut]) + lower

    def _size_in_two(self, top: int, left: int, block: _Block, cut: int) -> int:
        upper, lower = self._as_one(top, left, block[:cut]), self._as_one(top, left, block[cut:])
        return _bytes(upper) + _bytes(lower)

    def _as_one(self, top: int, left: int, block: _Block) -> list[Json]:
        """The commonest look over all; columns, or rows, as most of them are; then the rest."""
        base = _commonest(cell for row in block for cell in row)
        down = [_commonest(column) for column in zip(*block, strict=True)]
        across = [_commonest(row) for row in block]
        rows, columns = (top, top + len(block) - 1), (left, left + len(down) - 1)
        whole = self._request(rows, columns, self._format_of(base), _FORMAT)
        by_column = [self._change(rows, *run) for run in self._runs(base, down, left)]
        by_row = [self._change(run[0], columns, run[1]) for run in self._runs(base, across, top)]
        ways = (
            [whole, *self._rest(top, left, block, [[base] * len(down)] * len(block))],
            [whole, *by_column, *self._rest(top, left, block, [down] * len(block))],
            [whole, *by_row, *self._rest(top, left, block, [[one] * len(down) for one in across])],
        )
        return min(ways, key=_bytes)

    def _runs(
        self, base: Style, styles: Iterable[Style], first: int
    ) -> Iterator[tuple[Span, _Delta]]:
        """Neighbouring columns (or rows) that differ alike from the base."""
        deltas = [self._delta(base, Painted(style, Holds.ANY)) for style in styles]
        return ((run[:2], run[2]) for run in alike(deltas, first))

    def _rest(
        self, top: int, left: int, block: _Block, under: Sequence[Sequence[Style]]
    ) -> Iterator[Json]:
        """The cells that differ from what is painted already."""
        rows = (
            [self._delta(style, cell) for style, cell in zip(styles, row, strict=True)]
            for styles, row in zip(under, block, strict=True)
        )
        return (self._change(*rectangle) for rectangle in rectangles(rows, top, left))

    def _delta(self, was: Style, cell: Painted) -> _Delta:
        """The leaves that must change so that the cell looks as it shall; worked out once."""
        if (was, cell) not in self._deltas:
            old, new = self._leaves(was), self._leaves(cell.style)
            paths = sorted(path for path in {*old, *new} if old.get(path) != new.get(path))
            seen = (path for path in paths if _is_seen(path, cell.holds, old, new))
            self._deltas[was, cell] = tuple((path, new.get(path, "")) for path in seen)
        return self._deltas[was, cell]

    def _leaves(self, style: Style) -> _Leaves:
        if style not in self._formats:
            self._formats[style] = _leaves(self._format_of(style))
        return self._formats[style]

    def _change(self, rows: Span, columns: Span, delta: _Delta) -> Json:
        """A request that sets these leaves and no other."""
        fields = f"{_FORMAT}({','.join(_mask(path for path, _ in delta))})"
        return self._request(rows, columns, _format(delta), fields)

    def _request(self, rows: Span, columns: Span, format: Json, fields: str) -> Json:
        where = area(self._sheet, rows, columns)
        return {"repeatCell": {"range": where, "cell": {_FORMAT: format}, "fields": fields}}


def _bytes(requests: Sequence[Json]) -> int:
    """How large requests are as they are sent, nearly."""
    return len(json.dumps(requests, separators=(",", ":")))


def _cuts(block: _Block) -> Iterator[int]:
    """The rows (from 0) that have no look in common with the row above."""
    for index in range(1, len(block)):
        pairs = zip(block[index - 1], block[index], strict=True)
        if all(above.style != below.style for above, below in pairs):
            yield index


def _commonest(cells: Iterable[Painted]) -> Style:
    """The style that most cells have, those that hold something before blank ones."""
    listed = list(cells)
    filled = [cell.style for cell in listed if cell.holds is not Holds.NOTHING]
    return Counter(filled or [cell.style for cell in listed]).most_common(1)[0][0]


def _is_seen(path: str, holds: Holds, *formats: _Leaves) -> bool:
    """Whether a leaf makes a difference to what stands in the cell."""
    if holds is Holds.NOTHING:
        return path.startswith(_SEEN_OF_BLANKS)
    if holds is Holds.TEXT and path == "numberFormat":
        return any("@" in leaves.get(path, "") for leaves in formats)
    return not (holds is Holds.NUMBER and path == "wrapStrategy")


def _format(leaves: Iterable[tuple[str, str]]) -> Json:
    """A format of leaves; one that is "" is left out, and so cleared by its mask."""
    format: Json = {}
    for path, text in leaves:
        outer, _, inner = path.partition(".")
        if text:
            holder = format.setdefault(outer, {}) if inner else format
            holder[inner or outer] = json.loads(text)
    return format


def _leaves(format: Json) -> _Leaves:
    leaves: dict[str, Any] = {}
    for name, value in format.items():
        parts = value.items() if name in _PARTED else ()
        leaves |= {f"{name}.{inner}": part for inner, part in parts} or {name: value}
    return {path: json.dumps(value) for path, value in leaves.items()}


def _mask(paths: Iterable[str]) -> Iterator[str]:
    """Paths as a mask writes them, those of one holder together."""
    for outer, found in groupby(paths, lambda path: path.partition(".")[0]):
        inner = [path.partition(".")[2] for path in found]
        if inner == [""]:
            yield outer
        else:
            yield f"{outer}.{inner[0]}" if len(inner) == 1 else f"{outer}({','.join(inner)})"
