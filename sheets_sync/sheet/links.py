"""What cells lead to becomes addresses, when all tabs are laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sheets_sync.sheet.pieces import Grid, Row, Target


def linked(grids: Sequence[Grid]) -> list[Grid]:
    """The grids with an address in each cell that leads to a block; none leads to a tab that is
    not there."""
    places = {grid.title: dict(grid.places) for grid in grids}
    return [replace(grid, rows=tuple(_row(row, places) for row in grid.rows)) for grid in grids]


def _row(row: Row, places: Mapping[str, Mapping[str, int]]) -> Row:
    if not any(cell is not None and cell.to is not None for cell in row):
        return row
    return tuple(
        cell._replace(link=_address(cell.to, places), to=None) if cell and cell.to else cell
        for cell in row
    )


def _address(to: Target, places: Mapping[str, Mapping[str, int]]) -> str | None:
    """«#'Tab'!A7»; the tab's first cell where the block is not known."""
    if to.tab not in places:
        return None
    title = to.tab.replace("'", "''")
    return f"#'{title}'!A{places[to.tab].get(to.block, 1)}"
