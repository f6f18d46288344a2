"""Which tab each grid takes, which tabs are painted anew, and what of the others is renewed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zlib import crc32

from sheets_sync.errors import UsageError
from sheets_sync.sheet.cells import CellError, Raw
from sheets_sync.sheet.compare import digest, same_but_blanks, same_value, same_values
from sheets_sync.sheet.formulas import SameAs
from sheets_sync.sheet.pieces import Cell, Grid, Value
from sheets_sync.stores.google.read import SheetState, Spreadsheet
from sheets_sync.stores.google.tab_mark import MARK, Mark
from sheets_sync.stores.google.titles import refuse_taken, titles_after

Spot = tuple[int, int, Cell]
"""Row and column (from 1) of a cell, and what it shall hold."""


@dataclass(frozen=True)
class Plan:
    """`there` are the tabs reused, `ids` those of all grids; `gone` are tabs of ours that no grid
    takes; `after` are the titles that tabs of ours shall have."""

    book: Spreadsheet
    grids: Sequence[Grid]
    there: Mapping[str, SheetState]
    ids: Mapping[str, int]
    gone: tuple[SheetState, ...]
    after: Mapping[int, str]
    workspace: str

    @cached_property
    def titles(self) -> dict[str, str]:
        """What each tab shall be called, by the title that we know it under."""
        return {title: self.after[number] for title, number in self.ids.items()}

    @cached_property
    def new(self) -> list[Grid]:
        """Those that have no tab yet."""
        return [grid for grid in self.grids if grid.title not in self.there]

    @cached_property
    def painted(self) -> list[Grid]:
        """Those whose tab looks different, or is not there."""
        there = self.there
        return [g for g in self.grids if g.title not in there or not stands(g, there[g.title])]

    @property
    def stamped_last(self) -> list[Grid]:
        """The painted ones, the tabs that tell the time of a check at the end, so that what was
        broken off half-way does not say that it is of now."""
        return sorted(self.painted, key=lambda grid: grid is self.grids[-1] or is_stamped(grid))

    @cached_property
    def renewed(self) -> list[tuple[Grid, list[Spot]]]:
        """Of the tabs that stay as they are: the cells that tell another moment."""
        painted = {grid.title for grid in self.painted}
        left = (grid for grid in self.grids if grid.title not in painted)
        spots = ((grid, [*stale(grid, self.there[grid.title])]) for grid in left)
        return [(grid, found) for grid, found in spots if found]

    def mark(self, grid: Grid) -> Mark:
        """What is to be known of a tab that stays as it is: where it stands, and whose it is."""
        old = self.there[grid.title].mark
        assert old is not None
        return replace(old, order=self.order(grid), workspace=self.workspace)

    def order(self, grid: Grid) -> int:
        """Where the grid stands among all of them."""
        return list(self.ids).index(grid.title)


def plan_of(grids: Sequence[Grid], book: Spreadsheet, workspace: Sequence[str]) -> Plan:
    """Raises UsageError when staff have a tab under a title of ours, and for another's summary."""
    refuse_another(workspace, book)
    ours = book.ours
    titles = [grid.title for grid in grids]
    there = {title: ours[title] for title in titles if title in ours}
    refuse_taken(titles, book)
    used = {sheet.id for sheet in book.sheets}
    ids: dict[str, int] = {}
    for title in titles:
        ids[title] = there[title].id if title in there else free_id(title, used)
        used.add(ids[title])
    kept = {sheet.id for sheet in there.values()}
    gone = tuple(sheet for sheet in book.sheets if sheet.mark and sheet.id not in kept)
    after = {number: title for title, number in ids.items()} | titles_after(titles, book)
    return Plan(book, grids, there, ids, gone, after, next(iter(workspace), ""))


def refuse_another(workspace: Sequence[str], book: Spreadsheet) -> None:
    """Raises UsageError when the summary there is that of another workspace."""
    owners = {sheet.mark.workspace for sheet in book.sheets if sheet.mark} - {"", *workspace}
    if workspace and owners:
        raise UsageError(
            f"Сводку в таблице «{book.title}» ведёт другая рабочая папка: укажите в summary другую "
            "таблицу. Если той папки больше нет, удалите в таблице листы сводки и повторите."
        )


def free_id(name: str, used: set[int]) -> int:
    """The same id in every run, so that equal input gives equal requests, and a tab that was
    deleted comes back where links look for it; a short one, for every request bears it."""
    number = crc32(f"{MARK}:{name}".encode()) % 1_000
    while number in used or number == 0:
        number += 1
    return number


def stands(grid: Grid, sheet: SheetState) -> bool:
    """Whether a tab is this grid, its stamps apart."""
    written = sheet.mark is not None and sheet.mark.digest == digest(grid)
    return written and same_values(grid, sheet.tab, blanks=False)


def stale(grid: Grid, sheet: SheetState) -> Iterator[Spot]:
    """Stamps that tell another moment; formulas of which nothing is left but an error."""
    spots = [
        (row, column, cell)
        for row, cells in enumerate(grid.rows, 1)
        for column, cell in enumerate(cells, 1)
        if cell is not None and (cell.stamp or cell.formula is not None)
    ]
    old = any(
        cell.formula is None and not _holds(cell.value, sheet.tab.at(row, column))
        for row, column, cell in spots
    )
    for row, column, cell in spots:
        lost = isinstance(sheet.tab.at(row, column), CellError)
        if lost or (old and not isinstance(cell.formula, SameAs)):
            yield row, column, cell


def _holds(value: Value, raw: Raw) -> bool:
    return same_value(value, raw) or same_but_blanks(value, raw)


def is_stamped(grid: Grid) -> bool:
    """Whether the tab says itself when the check was made; a formula shows what another says."""
    cells = (cell for row in grid.rows for cell in row if cell is not None and cell.stamp)
    return any(not isinstance(cell.formula, SameAs) for cell in cells)
