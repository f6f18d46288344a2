"""«Сводка» and «Что сделать» as one page of paper: what the head of the department gets by mail."""

from dataclasses import replace

from sheets_sync.sheet import a4
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Grid, Piece, Spacer
from sheets_sync.sheet.text_size import STANDARD_HEIGHT
from sheets_sync.sheet.thresholds import ruling
from sheets_sync.summary.attention import attention
from sheets_sync.summary.comparison import month_pair
from sheets_sync.summary.key_figures import said_of_arrows, tiles
from sheets_sync.summary.most_urgent import most_urgent
from sheets_sync.summary.overview import carried_out
from sheets_sync.summary.tabs import SUMMARIES
from sheets_sync.summary.view import OVERVIEW_TITLE, View, page_of, top

_WIDTHS = (3.4,) * 32
"""Narrower than those of «Сводка»: on a sheet of paper standing upright they are shown at 73 %."""
_MOST, _LEAST = 40, 8
"""Lines of «Что сделать»."""


def week_page(view: View) -> Grid:
    """The key figures, what needs attention and what was carried out, and of what is to be done as
    many lines as the page has room for."""
    view = replace(view, tabs=SUMMARIES)
    with ruling(view.analysis.workspace.thresholds):
        page = _laid_out(view, _MOST)
        over = sum(_heights(page)) - _room()
        if over > 0:
            fewer = _MOST - int(over / STANDARD_HEIGHT) - 1
            page = _laid_out(view, max(_LEAST, fewer))
    return page


def _room() -> float:
    """The points of rows that the page holds at the scale at which its columns fit."""
    return a4.height(landscape=False) * a4.pixels(_WIDTHS) / a4.width(landscape=False)


def _laid_out(view: View, most: int) -> Grid:
    month, done = month_pair(view), carried_out(view)
    deeds: list[Piece] = [Spacer(), done] if done.rows else []
    pieces = [
        replace(top(view, OVERVIEW_TITLE, "Работа учителей-тьюторов"), beside=None),
        said_of_arrows(month),
        tiles(view, month),
        Spacer(),
        most_urgent(view, _WIDTHS[0], most),
        Spacer(),
        attention(view),
        *deeds,
    ]
    grid = lay_out(OVERVIEW_TITLE, pieces, _WIDTHS, replace(page_of(view), landscape=False))
    return replace(grid, page=replace(grid.page, breaks=(), one=True))


def _heights(grid: Grid) -> list[float]:
    return [grid.heights.get(row, STANDARD_HEIGHT) for row in range(1, len(grid.rows) + 1)]
