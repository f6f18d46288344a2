"""Codes in place of people in a summary that lies in the cloud."""

from collections.abc import Callable, Collection
from dataclasses import replace

from sheets_sync.sheet.pieces import Cell, Grid, Look
from sheets_sync.tables.kinds.people_in_text import People

_OWN_LOOKS = frozenset(
    {Look.TITLE, Look.LINE, Look.LINE_MUTED, Look.LINE_STRONG, Look.SECTION, Look.HEAD, Look.NOTE}
    | {Look.TILE_NAME, Look.TILE_DETAIL}
)


def without_names(
    grid: Grid, people: People, own: Callable[[], Collection[str]] = frozenset
) -> Grid:
    """A summary tab as it may stand in Google; `own` gives the program's own headings and notes:
    a surname that is a word of theirs («План») doesn't change them."""
    known: dict[str, str] = {}

    def hidden(text: str, look: Look) -> str:
        if text not in known:
            known[text] = people.hidden(text)
        changed = known[text] != text
        return text if changed and look in _OWN_LOOKS and text in own() else known[text]

    def safe(cell: Cell | None) -> Cell | None:
        if cell is None:
            return None
        value = hidden(cell.value, cell.look) if isinstance(cell.value, str) else cell.value
        link = cell.link if cell.link and cell.link.startswith(("https://", "#")) else None
        same = value == cell.value and link == cell.link
        return cell if same else replace(cell, value=value, link=link)

    rows = tuple(tuple(map(safe, row)) for row in grid.rows)
    charts = tuple(
        replace(one, chart=replace(one.chart, title=hidden(one.chart.title, Look.BODY)))
        for one in grid.charts
    )
    return replace(grid, rows=rows, charts=charts)
