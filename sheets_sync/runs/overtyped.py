"""Cells of the summary that somebody typed over: they are written anew, so it is told."""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence

from sheets_sync.letters import few, plural
from sheets_sync.sheet.cells import CellRef
from sheets_sync.sheet.compare import differences, digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.base import OurTab
from sheets_sync.tables.kinds.text import quote

log = logging.getLogger(__name__)

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


def told(cells: Collection[tuple[str, str, str]], things: Sequence[str], kept: str) -> str:
    """One sentence about cells typed over and `things` that are not in the new summary: where, what
    to do instead, where they are `kept`. "" for none."""
    if not (cells or things):
        return ""
    said = [*_of_cells(cells), *_of_things(things)]
    return f"{'. '.join(said)}; {kept}."


def _of_things(things: Sequence[str]) -> Iterator[str]:
    if things:
        named = few(things, "вещь", "вещи", "вещей", _SHOWN)
        yield (f"В новую сводку не перешло: {named}. Стройте такое в своей книге по данным сводки")


def _of_cells(cells: Collection[tuple[str, str, str]]) -> Iterator[str]:
    if not cells:
        return
    log.warning(
        "в сводке правили ячейки: %s", "; ".join(f"«{tab}» {at}" for tab, at, _ in [*cells][:9])
    )
    shown = [f"«{tab}», {cell}: {typed}" for tab, cell, typed in [*cells][:_SHOWN]]
    more = len(cells) - len(shown)
    rest = f" и ещё {plural(more, 'ячейка', 'ячейки', 'ячеек')}" if more else ""
    yield (
        f"В сводке правили ячейки ({'; '.join(shown)}{rest}), теперь там снова посчитанное. "
        f"Исправляйте книгу, из которой взято число"
    )
