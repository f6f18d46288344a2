"""Cells of the summary that somebody typed over: they are written anew, so it is told."""

from collections.abc import Collection, Mapping
from pathlib import Path

from sheets_sync.letters import plural
from sheets_sync.sheet.cells import CellRef
from sheets_sync.sheet.compare import differences, digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.base import OurTab
from sheets_sync.tables.kinds.text import quote

_SHOWN = 3


def overtyped(
    ours: Mapping[str, OurTab], last: Mapping[str, Grid], changed: Collection[str]
) -> list[tuple[str, str, str]]:
    """Tab, address and what is typed there now, of the cells of tabs about to be written that do
    not hold what the last run put in them."""
    return [
        (title, CellRef(own.tab.place, one.row, one.column).a1, quote(one.raw))
        for title in changed
        if (own := ours.get(title)) and (grid := last.get(title)) and digest(grid) == own.digest
        for one in differences(grid, own.tab)
        if own.exact or not one.in_blanks
    ]


def told(cells: Collection[tuple[str, str, str]], copy: Path | None) -> str:
    """One sentence about them: where, what to do instead, where the copy is."""
    shown = [f"«{tab}», {cell}: {typed}" for tab, cell, typed in [*cells][:_SHOWN]]
    more = len(cells) - len(shown)
    rest = f" и ещё {plural(more, 'ячейка', 'ячейки', 'ячеек')}" if more else ""
    kept = (
        f"копия с правками — {copy.as_posix()}"
        if copy
        else "прежний вид — в истории версий таблицы"
    )
    return (
        f"В сводке правили ячейки ({'; '.join(shown)}{rest}), теперь там снова посчитанное. "
        f"Исправляйте книгу, из которой взято число; {kept}."
    )
