"""Columns of names that stay in sight: Google freezes none that a merged line cuts."""

from dataclasses import replace

from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.pieces import Cell, Grid, Row
from sheets_sync.sheet.text_size import (
    BOLD,
    cell_height,
    column_pixels,
    line_count,
    painted_text,
    size,
    text_pixels,
)


def unmerged(grid: Grid) -> Grid:
    """The grid with nothing merged over the edge of its frozen columns: a text of one line runs on
    over the empty cells beside it, a longer one is wrapped where it begins."""
    cut = [merge for merge in grid.merges if _is_cut(merge, grid)]
    if not cut:
        return grid
    rows, heights = list(grid.rows), dict(grid.heights)
    for merge in cut:
        cell = rows[merge.first_row - 1][merge.first_column - 1]
        if cell is None:
            continue
        lines = _lines(cell, merge, grid)
        if lines > 1:
            needed = cell_height(cell, lines)
            heights[merge.first_row] = max(heights.get(merge.first_row, 0.0), needed)
        rows[merge.first_row - 1] = _with(rows[merge.first_row - 1], merge, lines > 1)
    merges = tuple(merge for merge in grid.merges if merge not in cut)
    return replace(grid, rows=tuple(rows), heights=heights, merges=merges)


def _is_cut(merge: Merge, grid: Grid) -> bool:
    return merge.first_column <= grid.frozen_columns < merge.last_column


def _lines(cell: Cell, merge: Merge, grid: Grid) -> int:
    """Lines that the text takes in its first column; 1 where the whole line has room for it."""
    text, points, bold = painted_text(str(cell.value or "")), size(cell.look), cell.look in BOLD
    across = sum(map(column_pixels, grid.widths[merge.first_column - 1 : merge.last_column]))
    if "\n" not in text and text_pixels(text, points, bold) <= across:
        return 1
    return line_count(text, column_pixels(grid.widths[merge.first_column - 1]), points, bold)


def _with(row: Row, merge: Merge, wrap: bool) -> Row:
    """The row with its line wrapped, or in one line."""
    at = merge.first_column - 1
    return tuple(
        cell._replace(wrap=wrap) if cell is not None and index == at else cell
        for index, cell in enumerate(row)
    )
