"""What cells still need → rectangles of one change each that give it to them."""

from collections.abc import Sequence

from sheets_sync.stores.google.leaves import Change
from sheets_sync.stores.google.strokes import Stroke

_Changes = Sequence[Sequence[Change]]
_Spot = tuple[int, int]


def cover(need: list[list[Change]], borne: _Changes, top: int) -> list[Stroke]:
    """Strokes in any order; one goes on over cells that may bear it, whether they need it or not.
    `need` is used up; its first row is row `top` of the tab."""
    strokes = []
    for row, changes in enumerate(need):
        for column in range(len(changes)):
            while changes[column]:
                strokes.append(_stroke(need, borne, (row, column), top))
    return strokes


def _stroke(need: list[list[Change]], borne: _Changes, start: _Spot, top: int) -> Stroke:
    """The one of two that serves more cells: first down and then across, or the other way."""
    change = need[start[0]][start[1]]
    ends = (_down(borne, start, change), _across(borne, start, change))
    cells = max((_served(need, start, end, change) for end in ends), key=len)
    for row, column in cells:
        need[row][column] &= ~change
    rows, columns = zip(*cells, strict=True)
    return Stroke((top + start[0], top + max(rows)), (start[1], max(columns)), change)


def _served(need: _Changes, start: _Spot, end: _Spot, change: Change) -> list[_Spot]:
    return [
        (row, column)
        for row in range(start[0], end[0] + 1)
        for column in range(start[1], end[1] + 1)
        if need[row][column] & change
    ]


def _down(borne: _Changes, start: _Spot, change: Change) -> _Spot:
    """Where a stroke ends that goes down as far as it may, then across."""
    bottom, right = start
    while bottom + 1 < len(borne) and not change & ~borne[bottom + 1][right]:
        bottom += 1
    rows = borne[start[0] : bottom + 1]
    while right + 1 < len(borne[0]) and not any(change & ~row[right + 1] for row in rows):
        right += 1
    return bottom, right


def _across(borne: _Changes, start: _Spot, change: Change) -> _Spot:
    """Where a stroke ends that goes across as far as it may, then down."""
    bottom, right = start
    while right + 1 < len(borne[0]) and not change & ~borne[bottom][right + 1]:
        right += 1
    columns = slice(start[1], right + 1)
    while bottom + 1 < len(borne) and not any(change & ~one for one in borne[bottom + 1][columns]):
        bottom += 1
    return bottom, right
