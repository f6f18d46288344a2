"""Grids and a spreadsheet as it stands → the requests that make the summary those grids."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.formulas import SameAs
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.google.batches import Batch, fit, joined, packed, slices
from sheets_sync.stores.google.charts import chart_requests
from sheets_sync.stores.google.formulas import cell_in_place, in_place
from sheets_sync.stores.google.frozen_names import unmerged
from sheets_sync.stores.google.guard import check_batch
from sheets_sync.stores.google.own_tab import added, cleared, kept, shielded
from sheets_sync.stores.google.paint import column_widths, fill_requests, link_of, size_of
from sheets_sync.stores.google.range_bound import Bound, Extras
from sheets_sync.stores.google.range_names import OURS
from sheets_sync.stores.google.read import SheetState, Spreadsheet
from sheets_sync.stores.google.tab_mark import MARK, Mark
from sheets_sync.stores.google.titles import renames
from sheets_sync.stores.google.values import area, entered
from sheets_sync.stores.google.write_plan import Plan, Spot, free_id, is_stamped, plan_of

Json = dict[str, Any]

AT_WORK = "Сводка обновляется: часть листов ещё прежняя"


def batches_for(
    grids: Sequence[Grid],
    book: Spreadsheet,
    workspace: Sequence[str] = (),
    extras: Extras = Extras(),  # noqa: B008 (frozen)
) -> list[Batch]:
    """What has to be sent: no batch where all stands, one, or several above `LARGEST`.

    Raises UsageError when staff have a tab under a title of ours, and when the summary is not that
    of the `workspace`, whatever of these names it bears; the first is its name from now on.
    """
    plan = plan_of(grids, book, workspace)
    work = _Work(plan, extras)
    batches = work.at_once()
    if not fit(batches):
        batches = work.in_parts()
    sheets, objects = _ours(plan)
    objects |= work.marks
    for batch in batches:
        check_batch(batch.requests, sheets, objects)
    return batches


class _Work:
    """The requests of a plan."""

    def __init__(self, plan: Plan, extras: Extras) -> None:
        self._plan, self._bound = plan, Bound(plan, extras)
        self._fills: dict[str, tuple[Grid, list[Json]]] = {}
        sheets = plan.book.sheets
        used = {one for sheet in sheets for one in (*sheet.charts, *sheet.slicers)}
        there = plan.there
        self._kept = {g.title: kept(g, there.get(g.title), used) for g in plan.painted}
        numbers = {sheet.mark.id for sheet in sheets if sheet.mark}
        self._mark_ids = {t: s.mark.id for t, s in there.items() if s.mark}
        for grid in plan.new:
            self._mark_ids[grid.title] = free_id(f"mark:{grid.title}", numbers)
            numbers.add(self._mark_ids[grid.title])

    @property
    def marks(self) -> set[tuple[str, int | str]]:
        """The marks that are there or will be, as the guard names them."""
        return {("metadata", number) for number in self._mark_ids.values()}

    def at_once(self) -> list[Batch]:
        """One batch, whole or not at all; none where there is nothing to do."""
        plan = self._plan
        opening = self._opening({grid.title: self._mark(grid) for grid in plan.new})
        tabs = [self._tab(grid, marked=grid.title in plan.there) for grid in plan.painted]
        whole = joined([Batch([*opening]), *tabs, *self._closing()])
        return [whole] if whole.requests else []

    def in_parts(self) -> list[Batch]:
        """First what is small: new tabs with their marks, and a line in place of the stamp that
        says that the rest is on its way. A tab is known as whole with its last part alone, and the
        stamp comes last of all."""
        plan = self._plan
        stamped = [grid for grid in plan.grids if is_stamped(grid)]
        parts = {g.title: slices(self._tab(_at_work(g))) for g in plan.stamped_last}
        broken = [g for g in plan.painted if g.title in plan.there and len(parts[g.title]) > 1]
        opening = [
            *self._opening({grid.title: self._half_made(grid) for grid in plan.new}),
            *(self._marked(grid, self._half_made(grid)) for grid in broken),
            *(self._cell(grid, spot) for grid in map(_at_work, stamped) for spot in _stamps(grid)),
        ]
        known = Batch([*self._still_known(), *self._gone()])
        last = [self._cells(grid, _stamps(grid)) for grid in stamped]
        rest = [part for own in parts.values() for part in own]
        return [Batch(opening), *packed([*rest, known, joined(last)])]

    def _opening(self, marks: Mapping[str, Mark]) -> Iterator[Json]:
        """Titles set free, then all new tabs, so that formulas and links find them."""
        plan = self._plan
        yield from self._bound.gone()
        yield from renames(plan.after, plan.book)
        indexes = _indexes(plan)
        for grid in plan.new:
            number, mark = plan.ids[grid.title], marks[grid.title]
            yield added(grid, plan, indexes[grid.title])
            metadata = {
                "metadataId": self._mark_ids[grid.title],
                "metadataKey": MARK,
                "metadataValue": mark.text(number),
                "visibility": "DOCUMENT",
                "location": {"sheetId": number},
            }
            yield {"createDeveloperMetadata": {"developerMetadata": metadata}}

    def _half_made(self, grid: Grid) -> Mark:
        """What is known of a tab while it is neither the old nor the new one: no digest, the sizes
        of before, the charts of both."""
        sheet, new = self._plan.there.get(grid.title), self._mark(grid)
        if sheet is None or sheet.mark is None:
            return replace(new, digest="", rows=0, columns=())
        charts = sheet.charts if sheet.mark.charts is None else sheet.mark.charts
        every = tuple(dict.fromkeys((*charts, *(new.charts or ()))))
        views = tuple(dict.fromkeys((*sheet.mark.views, *new.views)))
        return replace(sheet.mark, digest="", charts=every, views=views)

    def _tab(self, grid: Grid, marked: bool = True) -> Batch:
        """All that makes a tab this grid; a mark that says so ends it."""
        plan, number, stays = self._plan, self._plan.ids[grid.title], self._kept[grid.title]
        sheet = plan.there.get(grid.title)
        moves = self._bound.moves(grid)
        requests = [
            *(cleared(grid, sheet, stays.charts.values(), moves.early) if sheet else ()),
            *self._filled(grid),
            *chart_requests(grid, number, stays.charts, stays.there),
            *moves.late,
            *(() if sheet and sheet.protections else [shielded(number)]),
            *([self._marked(grid, self._mark(grid))] if marked else ()),
        ]
        return Batch(requests, {number: grid}, plan.after)

    def _filled(self, grid: Grid) -> list[Json]:
        """What fills its tab; worked out once, for it is the dear part of a large summary."""
        known, requests = self._fills.get(grid.title, (None, []))
        if known is not grid:
            plan, number = self._plan, self._plan.ids[grid.title]
            here = unmerged(in_place(grid, plan.titles, plan.book.time_zone))
            link = partial(link_of, sheets=plan.ids)
            requests = fill_requests(here, number, link, self._kept[grid.title].columns)
            self._fills[grid.title] = grid, requests
        return requests

    def _closing(self) -> Iterator[Batch]:
        """What is known of tabs that stay, tabs that go, what tells another moment."""
        yield Batch([*self._still_known(), *self._gone()])
        for grid, spots in self._plan.renewed:
            yield self._cells(grid, spots)

    def _gone(self) -> Iterator[Json]:
        return ({"deleteSheet": {"sheetId": sheet.id}} for sheet in self._plan.gone)

    def _still_known(self) -> Iterator[Json]:
        painted = {grid.title for grid in self._plan.painted}
        for grid in self._plan.grids:
            if grid.title not in painted:
                moves = self._bound.moves(grid)
                yield from (*moves.early, *moves.late)
                mark = replace(self._plan.mark(grid), views=self._bound.views(grid))
                if mark != self._plan.there[grid.title].mark:
                    yield self._marked(grid, mark)

    def _cells(self, grid: Grid, spots: Iterable[Spot]) -> Batch:
        """A tab of which these cells alone are written."""
        cells = [self._cell(grid, spot) for spot in spots]
        return Batch(cells, {self._plan.ids[grid.title]: grid}, self._plan.after)

    def _cell(self, grid: Grid, spot: Spot) -> Json:
        """One value, no look."""
        row, column, cell = spot
        value = entered(cell_in_place(cell, self._plan.titles, self._plan.book.time_zone))
        where = area(self._plan.ids[grid.title], (row, row), (column, column))
        rows = [{"values": [value]}]
        return {"updateCells": {"range": where, "rows": rows, "fields": "userEnteredValue"}}

    def _mark(self, grid: Grid) -> Mark:
        """What is to be known of a tab when it is painted."""
        plan, charts = self._plan, tuple(self._kept[grid.title].charts.values())
        order, rows = plan.order(grid), size_of(grid).rows
        columns, views = column_widths(grid), self._bound.views(grid)
        return Mark(grid.title, digest(grid), order, plan.workspace, rows, columns, charts, views)

    def _marked(self, grid: Grid, mark: Mark) -> Json:
        lookup = {"developerMetadataLookup": {"metadataId": self._mark_ids[grid.title]}}
        value = {"metadataValue": mark.text(self._plan.ids[grid.title])}
        update = {"dataFilters": [lookup], "developerMetadata": value, "fields": "metadataValue"}
        return {"updateDeveloperMetadata": update}


def _stamps(grid: Grid) -> Iterator[Spot]:
    """The cells that tell the time of a check themselves."""
    for row, cells in enumerate(grid.rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell is not None and cell.stamp and not isinstance(cell.formula, SameAs):
                yield row, column, cell


def _at_work(grid: Grid) -> Grid:
    """The grid with a line in place of its stamp; every tab repeats what stands there."""
    spots = {(row, column) for row, column, cell in _stamps(grid) if cell.formula is None}
    if not spots:
        return grid
    return replace(
        grid,
        rows=tuple(
            tuple(
                cell._replace(value=AT_WORK) if cell and (row, column) in spots else cell
                for column, cell in enumerate(cells, 1)
            )
            for row, cells in enumerate(grid.rows, 1)
        ),
    )


def _indexes(plan: Plan) -> dict[str, int]:
    """Where each new tab goes as they are added in turn: after the tab of ours before it, else
    before the one after it, else after all tabs; before all where nothing stands on any of them.
    Tabs that are there stay where staff want them."""
    tabs = [sheet.id for sheet in plan.book.sheets]
    blank = not any(sheet.tab.height or not sheet.rows for sheet in plan.book.sheets)
    known = list(plan.ids.values())
    indexes: dict[str, int] = {}
    for grid in plan.new:
        own = known.index(plan.ids[grid.title])
        before = [tabs.index(one) + 1 for one in known[:own] if one in tabs]
        after = [tabs.index(one) for one in known[own:] if one in tabs]
        alone = 0 if blank else len(tabs)
        indexes[grid.title] = max(before) if before else min(after, default=alone)
        tabs.insert(indexes[grid.title], plan.ids[grid.title])
    return indexes


def _ours(plan: Plan) -> tuple[set[int], set[tuple[str, int | str]]]:
    """The tabs and the things on them that may be touched, by what is known of the spreadsheet and
    not by how the requests were made."""
    own = [sheet for sheet in plan.book.sheets if sheet.mark]
    foreign = {sheet.id for sheet in plan.book.sheets if not sheet.mark}
    sheets = ({sheet.id for sheet in own} | set(plan.ids.values())) - foreign
    objects: set[tuple[str, int | str]] = set()
    for kind, ids_of in _THINGS.items():
        objects |= {(kind, number) for sheet in own for number in ids_of(sheet)}
    names = [one.id for one in plan.book.names if one.id.startswith(OURS)]
    objects |= {(kind, one) for kind in ("updateNamedRange", "deleteNamedRange") for one in names}
    return sheets, objects


_THINGS: Mapping[str, Callable[[SheetState], Iterable[int | str]]] = {
    "deleteEmbeddedObject": lambda sheet: sheet.charts,
    "updateChartSpec": lambda sheet: sheet.charts,
    "updateEmbeddedObjectPosition": lambda sheet: sheet.charts,
    "deleteProtectedRange": lambda sheet: sheet.protections,
    "deleteBanding": lambda sheet: [banding.id for banding in sheet.bandings],
    "deleteFilterView": lambda sheet: [view.id for view in sheet.views],
    "updateFilterView": lambda sheet: [view.id for view in sheet.views],
    "deleteTable": lambda sheet: sheet.tables,
}
