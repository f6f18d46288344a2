"""What is bound to ranges of our tabs: names of tables, filter views of ours and of people."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.google.own_tab import stretched
from sheets_sync.stores.google.person_views import PersonViews, own_views, views_of
from sheets_sync.stores.google.range_names import MOST_SPELLINGS, Moves, RangeNames
from sheets_sync.stores.google.write_plan import Plan

Json = dict[str, Any]

_NAMES = ("addNamedRange", "updateNamedRange", "deleteNamedRange")
_VIEWS = ("addFilterView", "updateFilterView", "deleteFilterView")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Extras:
    """What may still be asked for beside the summary itself, which no refusal of these holds up:
    the spelling of new names to begin with, and views."""

    spelling: int = 0
    views: bool = True

    def without(self, kind: str) -> "Extras | None":
        """What to try when Google refused a request of that kind; None where it is none of these.

        It keeps the name of a table whose tab people deleted, and does not list it.
        """
        if kind in _NAMES and self.spelling < MOST_SPELLINGS:
            log.warning("Google: имя диапазона не принято (%s)", kind)
            spelling = self.spelling + 1 if kind == _NAMES[0] else MOST_SPELLINGS
            return replace(self, spelling=spelling)
        if kind in _VIEWS and self.views:
            log.warning("Google: фильтр не принят (%s)", kind)
            return replace(self, views=False)
        return None


class Bound:
    """The requests about ranges, tab by tab."""

    def __init__(self, plan: Plan, extras: Extras) -> None:
        self._plan, self._extras = plan, extras
        self._names = RangeNames(plan.book, extras.spelling)
        used = {view.id for sheet in plan.book.sheets for view in sheet.views}
        self._views: dict[str, PersonViews] = {}
        for grid in plan.grids:
            views = views_of(grid, plan.there.get(grid.title), used)
            self._views[grid.title] = views
            used |= {*views.ids.values()}
        painted = {grid.title for grid in plan.painted}
        self._moves = {grid.title: self._of(grid, grid.title in painted) for grid in plan.grids}

    def moves(self, grid: Grid) -> Moves:
        """What goes before the tab is cut to its size, and what waits till it is filled."""
        return self._moves[grid.title]

    def views(self, grid: Grid) -> tuple[int, ...]:
        """The ids of the views that the tab has from us."""
        if not self._extras.views:
            return tuple(sorted(own_views(self._plan.there.get(grid.title))))
        return tuple(self._views[grid.title].ids.values())

    def gone(self) -> Iterator[Json]:
        """Names of tables that are no more."""
        return self._names.gone(self._plan.gone)

    def _of(self, grid: Grid, painted: bool) -> Moves:
        sheet, number = self._plan.there.get(grid.title), self._plan.ids[grid.title]
        found = [self._names.of(grid, number, sheet, painted)]
        if self._extras.views:
            found.append(self._views[grid.title].moves(number, sheet, painted))
        if painted and sheet:
            found.append(stretched(grid, sheet))
        early = [one for moves in found for one in moves.early]
        return Moves(early, [one for moves in found for one in moves.late])
