"""Column charts of months as PNG, the same bytes on each run; needs matplotlib (extra «charts»)."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sheets_sync.documents.pictures import Picture
from sheets_sync.tables.kinds.dates import MONTHS

FEWEST = 3
"""A chart of fewer months says less than its numbers."""
ADD = "pip install 'sheets-sync[charts]'"
WIDTH_MM, _INCH, _HEIGHT_MM, _DPI = 160.0, 25.4, 62.0, 200
_COLOURS = ("#9db4c8", "#2f5d86")
_QUIET, _TEXT = "#d9d9d9", "#333333"
_WIDTHS = (0.5, 0.38)
"""Of a column where it stands alone in its month, and where two stand side by side."""
_ROOM = 1.22
"""So many times the highest column the axis reaches: the numbers stand above the columns."""


@dataclass(frozen=True, slots=True)
class Bars:
    """One row of columns: its name, and a height by month (None: nothing there) with its label."""

    name: str
    heights: Sequence[float | None]
    labels: Sequence[str]


def months_chart(
    title: str, months: Sequence[str], bars: Sequence[Bars], top: float | None = None
) -> Picture | None:
    """Columns over months («2020-09»), the last of `bars` in the strong colour; None without
    matplotlib. `top` is the height of a full axis, where there is one."""
    try:
        figure_of = import_module("matplotlib.figure").Figure
        style = import_module("matplotlib.style")
    except ImportError:
        return None
    with style.context(("default", {"font.family": "DejaVu Sans", "font.size": 8})):
        figure = figure_of(figsize=(WIDTH_MM / _INCH, _HEIGHT_MM / _INCH), layout="constrained")
        _draw(figure.subplots(), title, months, bars, top)
        png = io.BytesIO()
        figure.savefig(png, format="png", dpi=_DPI, metadata={"Software": None})
    return Picture(png.getvalue(), WIDTH_MM, _in_words(title, months, bars))


def enough(bars: Bars) -> bool:
    """Whether there is enough to draw."""
    return sum(height is not None for height in bars.heights) >= FEWEST


def _draw(
    axes: Any, title: str, months: Sequence[str], bars: Sequence[Bars], top: float | None
) -> None:
    width = _WIDTHS[len(bars) > 1]
    for number, (one, colour) in enumerate(zip(bars, _COLOURS[-len(bars) :], strict=True)):
        at = [place + (number - (len(bars) - 1) / 2) * width for place in range(len(months))]
        drawn = axes.bar(at, [h or 0 for h in one.heights], width * 0.92, color=colour)
        axes.bar_label(drawn, one.labels, padding=2, color=_TEXT, fontsize=7)
        drawn.set_label(one.name)
    highest = max([h or 0 for one in bars for h in one.heights], default=0)
    axes.set_ylim(0, (top or highest or 1) * _ROOM)
    axes.set_xticks(range(len(months)), [short(month) for month in months], rotation=0)
    axes.set_title(title, loc="left", fontsize=9, color=_TEXT)
    axes.set_yticks([])
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_QUIET)
    axes.tick_params(axis="x", length=0, colors=_TEXT)
    if len(bars) > 1:
        place = {"loc": "lower right", "bbox_to_anchor": (1, 1), "borderaxespad": 0.2}
        axes.legend(ncols=len(bars), frameon=False, fontsize=8, **place)


def short(month: str) -> str:
    """«2020-09» → «сен»."""
    return MONTHS[int(month[5:]) - 1][:3]


def _in_words(title: str, months: Sequence[str], bars: Sequence[Bars]) -> str:
    said = "; ".join(
        f"{short(month)} {', '.join(one.labels[n] or '–' for one in bars)}"
        for n, month in enumerate(months)
    )
    return f"{title}: {said}"
