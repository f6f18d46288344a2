"""Looks of cells → as few and small requests as paint them: a look for all, layers, the rest."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sheets_sync.stores.google.cover import cover
from sheets_sync.stores.google.leaves import Palette
from sheets_sync.stores.google.rectangles import Span, alike
from sheets_sync.stores.google.strokes import Stroke, requests_of, weight
from sheets_sync.stores.google.values import Json, Painted, Style

_FEWEST, _MOST, _CELLS = 3, 8, 40_000
"""How many parts of a tab (a head, a table, the gap below it) may be painted as one: fewer where
many cells would take long."""


def format_requests(
    rows: Sequence[Sequence[Painted | None]], sheet: int, format_of: Callable[[Style], Json]
) -> Iterator[Json]:
    """Requests that give the cells of a blank tab their looks, row 1 first; what is not seen of a
    blank cell it may get too."""
    palette = Palette(format_of)
    cells = [[palette.number(cell) for cell in row] for row in rows]
    if any(map(any, cells)):
        layers, rest = _Painter(palette, cells).strokes()
        yield from requests_of(layers, rest, sheet, palette)


class _Plan(NamedTuple):
    """Strokes in their order, then those of which none lies over what another needs; how many
    bytes they take, nearly."""

    layers: list[Stroke]
    rest: list[Stroke]
    size: int


def _joined(above: _Plan, below: _Plan) -> _Plan:
    layers, rest = above.layers + below.layers, above.rest + below.rest
    return _Plan(layers, rest, above.size + below.size)


def _smallest(plans: Iterable[_Plan]) -> _Plan:
    return min(plans, key=lambda plan: plan.size)


class _Painter:
    """Paints the cells of one tab; rows count from 0."""

    def __init__(self, palette: Palette, cells: Sequence[Sequence[int]]) -> None:
        self._palette, self._cells = palette, cells
        self._borne = [[palette.borne(cell) for cell in row] for row in cells]
        self._columns = (0, len(cells[0]) - 1)
        self._base = palette.bare(self._commonest(cells))

    def strokes(self) -> tuple[list[Stroke], list[Stroke]]:
        """Strokes in their order, and such as may come in any order after them."""
        ground = self._over((0, len(self._cells) - 1), 0, self._base)
        plan = _smallest((self._as_one(0, len(self._cells)), self._in_parts()))
        return [*ground, *plan.layers], plan.rest

    def _in_parts(self) -> _Plan:
        """The tab cut where every look changes, as many parts together as makes it smallest."""
        cuts = [*self._cuts(), len(self._cells)]
        cells = len(self._cells) * len(self._cells[0])
        together = max(_FEWEST, min(_MOST, _CELLS // cells))
        plans = [_Plan([], [], 0)]
        for end in range(1, len(cuts)):
            starts = range(max(0, end - together), end)
            parts = ((plans[one], self._as_one(cuts[one], cuts[end])) for one in starts)
            plans.append(_smallest(_joined(above, part) for above, part in parts))
        return plans[-1]

    def _cuts(self) -> Iterator[int]:
        """Row 0 and the rows that have no look in common with the row above."""
        yield 0
        looks = self._palette.look_of
        for row in range(1, len(self._cells)):
            pairs = zip(self._cells[row - 1], self._cells[row], strict=True)
            if all(looks[above] != looks[below] or not below for above, below in pairs):
                yield row

    def _as_one(self, top: int, end: int) -> _Plan:
        """Rows on the ground of the tab, or on one of their own, whatever takes fewer bytes."""
        block = self._cells[top:end]
        plans = [*self._ways(top, block, self._base, [])]
        common = self._commonest(block)
        if common != self._base:
            ground = self._over((top, end - 1), self._base, common)
            plans += self._ways(top, block, common, ground)
        return _smallest(plans)

    def _ways(
        self, top: int, block: Sequence[Sequence[int]], base: int, ground: list[Stroke]
    ) -> Iterator[_Plan]:
        """What differs from the ground cell by cell; after each column, or row, as most of it."""
        wide, rows = len(block[0]), (top, top + len(block) - 1)
        yield self._plan(top, ground, [[base] * wide] * len(block))
        down = [self._commonest([column]) or base for column in zip(*block, strict=True)]
        columns = alike((self._palette.repaint(base, look) for look in down), 0)
        by_column = [Stroke(rows, run[:2], run[2]) for run in columns]
        yield self._plan(top, ground + by_column, [down] * len(block))
        across = [self._commonest([row]) or base for row in block]
        lines = alike((self._palette.repaint(base, look) for look in across), top)
        by_row = [Stroke(run[:2], self._columns, run[2]) for run in lines]
        yield self._plan(top, ground + by_row, [[look] * wide for look in across])

    def _over(self, rows: Span, was: int, look: int) -> list[Stroke]:
        change = self._palette.repaint(was, look)
        return [Stroke(rows, self._columns, change)] if change else []

    def _plan(self, top: int, layers: list[Stroke], under: Sequence[Sequence[int]]) -> _Plan:
        """Layers, and what cells that look as the layers make them still need."""
        change, rows = self._palette.change, slice(top, top + len(under))
        need = [
            [change(was, cell) for was, cell in zip(looks, cells, strict=True)]
            for looks, cells in zip(under, self._cells[rows], strict=True)
        ]
        rest = cover(need, self._borne[rows], top)
        size = sum(weight(one, self._palette) for one in (*layers, *rest))
        return _Plan(layers, rest, size)

    def _commonest(self, block: Iterable[Sequence[int]]) -> int:
        """The look that most cells have, those that hold something before blank ones."""
        palette, counted = self._palette, Counter(cell for row in block for cell in row)
        filled = {cell: count for cell, count in counted.items() if palette.is_filled(cell)}
        looks: Counter[int] = Counter()
        for cell, count in (filled or counted).items():
            looks[palette.look_of[cell]] += count
        return looks.most_common(1)[0][0]
