"""Books in memory as a store: for tests, and for programs that bring their own tables."""

from collections.abc import Sequence

from sheets_sync.letters import is_named
from sheets_sync.sheet.cells import Place, Raw, Tab, tab_of
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.base import OurTab, Sent, Snapshot


class MemoryStore:
    """Tabs given as they are; what is written stands in `written`, by title."""

    def __init__(self, tabs: Sequence[Tab]) -> None:
        self._tabs = tuple(tabs)
        self.written: dict[str, Grid] = {}

    def start(self, tabs: frozenset[str]) -> None:
        """Nothing: the tabs are here."""

    def read(self, tabs: frozenset[str]) -> Snapshot:
        """The wanted tabs, and what was written before."""
        wanted = tuple(tab for tab in self._tabs if is_named(tab.place.tab, tabs))
        others = tuple(tab for tab in self._tabs if not is_named(tab.place.tab, tabs))
        ours = {t: OurTab(_as_tab(grid), digest(grid)) for t, grid in self.written.items()}
        return Snapshot(wanted, others, ours)

    def write(self, grids: Sequence[Grid]) -> Sent:
        """The summary becomes these tabs."""
        self.written = {grid.title: grid for grid in grids}
        return Sent()

    def standing(self) -> dict[str, str]:
        """The digests of what was written."""
        return {title: digest(grid) for title, grid in self.written.items()}


def _as_tab(grid: Grid) -> Tab:
    rows: list[list[Raw]] = [[cell.value if cell else None for cell in row] for row in grid.rows]
    return tab_of(Place("", grid.title), rows)
