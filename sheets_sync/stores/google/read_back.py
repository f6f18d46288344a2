"""Whether what was written stands: success is claimed only after it was read back."""

import logging
from collections.abc import Mapping, Sequence

from sheets_sync.errors import HalfWrittenError
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.compare import differences, digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.google.read import SheetState, Spreadsheet
from sheets_sync.stores.google.write_plan import stale

_MOST_NAMED = 5
_LOST = (
    "Сводка в таблице «{book}» записалась не так, как должна: {where}. Запустите ещё раз; если "
    "повторится, обновите программу."
)

log = logging.getLogger(__name__)


def check_written(book: Spreadsheet, grids: Mapping[int, Grid]) -> None:
    """Raises HalfWrittenError that names the tab and the cell that is not as it was sent.

    Texts that differ in blanks alone are as they should be: the log names their cells.
    """
    found = {sheet.id: sheet for sheet in book.sheets}
    for number, grid in grids.items():
        wrong = _wrong(grid, found.get(number))
        if wrong is not None:
            raise HalfWrittenError(_LOST.format(book=book.title, where=wrong))


def _wrong(grid: Grid, sheet: SheetState | None) -> str | None:
    """What is wrong with a tab; None where it holds all that was sent."""
    if sheet is None or sheet.mark is None:
        return f"листа «{grid.title}» нет"
    if sheet.mark.digest != digest(grid):
        return f"лист «{sheet.title}» — от другой записи"
    differ = [*differences(grid, sheet.tab)]
    worse = [one for one in differ if not one.in_blanks]
    spots = [(one.row, one.column) for one in worse] + [s[:2] for s in stale(grid, sheet)]
    if spots:
        return f"лист «{sheet.title}», {_cells(spots)}"
    if differ:
        spots = [(one.row, one.column) for one in differ]
        log.info("Google изменил пробелы: лист «%s», %s", sheet.title, _cells(spots))
    return None


def _cells(spots: Sequence[tuple[int, int]]) -> str:
    """«клетка B7», «клетки B7, C9 и ещё 12»"""
    named = [f"{column_letters(column)}{row}" for row, column in spots[:_MOST_NAMED]]
    more = len(spots) - len(named)
    word = "клетка" if len(spots) == 1 else "клетки"
    return f"{word} {', '.join(named)}" + (f" и ещё {more}" if more else "")
