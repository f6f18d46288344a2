"""What fits a printed page: A4, its margins, the scale at which a tab is still readable."""

from collections.abc import Collection, Sequence
from itertools import accumulate

POINTS_PER_INCH = 72
SHORT_SIDE, LONG_SIDE = 8.27, 11.69
"""Inches of A4."""

MARGINS = {"left": 0.35, "right": 0.35, "top": 0.45, "bottom": 0.6, "header": 0.25, "footer": 0.3}
"""Inches."""

SCALE = 90
"""Per cent. Below, the small print of a tab, 9 points, would come out under 8."""

MOST_BREAKS = 1_000
"""Excel takes 1,026 page breaks of one's own on a sheet."""

_CAUTION = 0.975
"""Printers and programs round sizes their own way: a page holds a little less than it should."""

_PIXELS_PER_POINT = 96 / 72
_DIGIT = 7.42
"""Pixels of a character where columns are widest: LibreOffice does not round its digit to 7."""


def width(landscape: bool) -> float:
    """The pixels of columns that a page holds."""
    side = LONG_SIDE if landscape else SHORT_SIDE
    return _room(side, MARGINS["left"] + MARGINS["right"]) * _PIXELS_PER_POINT


def pixels(widths: Sequence[float]) -> float:
    """What columns of these widths (in characters) take where they are widest."""
    return sum(width * _DIGIT + 5 for width in widths)


def height(landscape: bool) -> float:
    """The points of rows that a page holds."""
    return _room(SHORT_SIDE if landscape else LONG_SIDE, MARGINS["top"] + MARGINS["bottom"])


def _room(side: float, margins: float) -> float:
    return (side - margins) * POINTS_PER_INCH * 100 / SCALE * _CAUTION


def cuts(
    heights: Sequence[float],
    first: float,
    further: float,
    last: int,
    leading: Collection[int] = (),
) -> list[int]:
    """The indexes of rows at which a new page begins: `first` and `further` are what the first page
    and each one after it hold; the last page has at least `last` rows, and none ends with a
    `leading` row, which says what the rows below it are."""
    found: list[int] = []
    used, holds = 0.0, first
    for index, height in enumerate(heights):
        if index and used + height > holds:
            found.append(_before_leading(index, leading, found))
            used, holds = sum(heights[found[-1] : index]), further
        used += height
    found = _no_short_end(found, heights, further, last)
    return [*found[:-1], *(_before_leading(at, leading, found[:-1]) for at in found[-1:])]


def _before_leading(index: int, leading: Collection[int], found: Sequence[int]) -> int:
    """A cut that leaves no leading row at the end of a page."""
    least = found[-1] + 1 if found else 1
    while index - 1 in leading and index - 1 >= least:
        index -= 1
    return index


def _no_short_end(found: list[int], heights: Sequence[float], room: float, last: int) -> list[int]:
    """The last cut earlier where it would leave only a row or two, as far as these fit a page."""
    if not found:
        return found
    before = found[-2] if len(found) > 1 else 0
    fitting = sum(total <= room for total in accumulate(reversed(heights)))
    wanted = len(heights) - min(last, fitting)
    return [*found[:-1], max(before + 1, min(found[-1], wanted))]
