"""Grids and a spreadsheet as it stands → the requests that make the summary those grids."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from zlib import crc32

from sheets_sync.sheet import theme
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.formulas import SameAs
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.google.charts import chart_requests
from sheets_sync.stores.google.formulas import in_place
from sheets_sync.stores.google.guard import check_batch
from sheets_sync.stores.google.paint import Size, colour, fill_requests, link_of, size_of
from sheets_sync.stores.google.read import MARK, SheetState, Spreadsheet, mark_text
from sheets_sync.stores.google.titles import refuse_taken, renames, titles_after

Json = dict[str, Any]

LARGEST = 2_000_000
"""Bytes that one request should stay below, as Google asks; a larger summary goes in parts."""

_WARNING = "Этот лист пишет программа sheets-sync: правки пропадут при следующем обновлении"
_ALL_OF_A_CELL = "userEnteredValue,userEnteredFormat,textFormatRuns,note,dataValidation,pivotTable"
_GRID_FIELDS = (
    "hidden,tabColorStyle,gridProperties.rowCount,gridProperties.columnCount,"
    "gridProperties.frozenRowCount,gridProperties.frozenColumnCount,gridProperties.hideGridlines"
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Requests that go together, the grids that stand when they are done and the titles that tabs
    of ours then have, both by sheet id."""

    requests: list[Json]
    grids: Mapping[int, Grid] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which tab each grid takes. `there` are the tabs reused, `ids` those of all grids; `after`
    are the titles that tabs of ours shall have."""

    there: Mapping[str, SheetState]
    ids: Mapping[str, int]
    gone: tuple[SheetState, ...]
    after: Mapping[int, str]

    @property
    def titles(self) -> dict[str, str]:
        """What each tab shall be called, by the title that we know it under."""
        return {title: self.after[number] for title, number in self.ids.items()}

    def order(self, grid: Grid) -> int:
        """Where the grid stands among all of them."""
        return list(self.ids).index(grid.title)


def batches_for(grids: Sequence[Grid], book: Spreadsheet) -> list[Batch]:
    """One batch, or several above `LARGEST`; the tabs that tell the time of a check come last.

    Raises UsageError when staff have a tab under a title of ours.
    """
    plan = _plan(grids, book)
    late = [g for g in grids if g is grids[-1] or _is_stamped(g) or _shows_new(g, plan)]
    early = [grid for grid in grids if grid not in late]
    indexes = _indexes([*early, *late], plan, book)
    link = partial(link_of, sheets=plan.ids)
    titles = plan.titles

    def made(grid: Grid) -> Batch:
        number = plan.ids[grid.title]
        requests = [
            *_prepared(grid, plan, indexes),
            *fill_requests(in_place(grid, titles, book.time_zone), number, link),
            *chart_requests(grid, number),
            *_marked(grid, plan),
        ]
        return Batch(requests, {number: grid}, plan.after)

    renamed = [Batch([request]) for request in renames(plan.after, book)]
    swept = Batch([{"deleteSheet": {"sheetId": sheet.id}} for sheet in plan.gone])
    batches = _grouped([*renamed, *map(made, early), _joined([*map(made, late), swept])])
    _check(batches, plan, book)
    return batches


def _plan(grids: Sequence[Grid], book: Spreadsheet) -> _Plan:
    ours = book.ours
    titles = [grid.title for grid in grids]
    there = {title: ours[title] for title in titles if title in ours}
    refuse_taken(titles, book)
    used = {sheet.id for sheet in book.sheets}
    ids: dict[str, int] = {}
    for title in titles:
        ids[title] = there[title].id if title in there else _new_id(title, used)
        used.add(ids[title])
    kept = {sheet.id for sheet in there.values()}
    gone = tuple(sheet for sheet in book.sheets if sheet.mark and sheet.id not in kept)
    after = {number: title for title, number in ids.items()} | titles_after(titles, book)
    return _Plan(there, ids, gone, after)


def _new_id(title: str, used: set[int]) -> int:
    """The same id in every run, so that equal input gives equal requests, and a tab that was
    deleted comes back where links look for it; a short one, for every request bears it."""
    number = crc32(f"{MARK}:{title}".encode()) % 1_000_000
    while number in used or number == 0:
        number += 1
    return number


def _prepared(grid: Grid, plan: _Plan, indexes: Mapping[str, int]) -> Iterator[Json]:
    """A blank tab of the right size: a new one, or the old one with nothing left on it."""
    number, size, order = plan.ids[grid.title], size_of(grid), plan.order(grid)
    properties: Json = {
        "sheetId": number,
        "tabColorStyle": colour(theme.TAB_OTHER if order else theme.TAB_FIRST),
        "gridProperties": _grid_properties(size),
    }
    sheet = plan.there.get(grid.title)
    if sheet is None:
        properties |= {"title": grid.title, "index": indexes[grid.title]}
        yield {"addSheet": {"properties": properties}}
        return
    yield from _cleared(sheet)
    for dimension in ("ROWS", "COLUMNS"):  # nothing can be frozen while all the rest is hidden
        whole = {"sheetId": number, "dimension": dimension}
        shown = {"properties": {"hiddenByUser": False}, "fields": "hiddenByUser"}
        yield {"updateDimensionProperties": {"range": whole, **shown}}
    yield {"updateSheetProperties": {"properties": properties, "fields": _GRID_FIELDS}}
    yield {"updateCells": {"range": {"sheetId": number}, "rows": [], "fields": _ALL_OF_A_CELL}}


def _grid_properties(size: Size) -> Json:
    return {
        "rowCount": size.rows,
        "columnCount": size.columns,
        "frozenRowCount": size.frozen_rows,
        "frozenColumnCount": size.frozen_columns,
        "hideGridlines": True,
    }


def _indexes(grids: Sequence[Grid], plan: _Plan, book: Spreadsheet) -> dict[str, int]:
    """Where each new tab goes as they are added in turn: after the tab of ours before it, else
    before the one after it, else after all tabs. Tabs that are there stay where staff want them."""
    tabs = [sheet.id for sheet in book.sheets]
    known = list(plan.ids.values())
    indexes: dict[str, int] = {}
    for grid in grids:
        if grid.title in plan.there:
            continue
        own = known.index(plan.ids[grid.title])
        before = [tabs.index(one) + 1 for one in known[:own] if one in tabs]
        after = [tabs.index(one) for one in known[own:] if one in tabs]
        indexes[grid.title] = max(before) if before else min(after, default=len(tabs))
        tabs.insert(indexes[grid.title], plan.ids[grid.title])
    return indexes


def _cleared(sheet: SheetState) -> Iterator[Json]:
    """Whatever lies on a tab of ours goes."""
    for _ in range(sheet.rules):
        yield {"deleteConditionalFormatRule": {"sheetId": sheet.id, "index": 0}}
    for number in sheet.charts:
        yield {"deleteEmbeddedObject": {"objectId": number}}
    for number in sheet.protections:
        yield {"deleteProtectedRange": {"protectedRangeId": number}}
    for number in sheet.views:
        yield {"deleteFilterView": {"filterId": number}}
    for table in sheet.tables:  # its cells, filter and banding go with it, and maybe rules
        yield {"deleteTable": {"tableId": table}}
    for number in sheet.bandings:
        yield {"deleteBanding": {"bandedRangeId": number}}
    if sheet.filtered:
        yield {"clearBasicFilter": {"sheetId": sheet.id}}
    if sheet.merged:
        yield {"unmergeCells": {"range": {"sheetId": sheet.id}}}


def _marked(grid: Grid, plan: _Plan) -> Iterator[Json]:
    """Protection with a warning, and the mark that makes the tab ours, with its digest."""
    number, sheet = plan.ids[grid.title], plan.there.get(grid.title)
    shield = {"range": {"sheetId": number}, "description": _WARNING, "warningOnly": True}
    yield {"addProtectedRange": {"protectedRange": shield}}
    value = mark_text(number, grid.title, digest(grid), plan.order(grid))
    if sheet is not None and sheet.mark:
        lookup = {"developerMetadataLookup": {"metadataId": sheet.mark.metadata_id}}
        update = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": value}}
        yield {"updateDeveloperMetadata": {**update, "fields": "metadataValue"}}
        return
    mark = {"metadataKey": MARK, "metadataValue": value, "visibility": "DOCUMENT"}
    location = {"location": {"sheetId": number}}
    yield {"createDeveloperMetadata": {"developerMetadata": mark | location}}


def _is_stamped(grid: Grid) -> bool:
    """Whether the tab says itself when the check was made; a formula shows what another says."""
    cells = (cell for row in grid.rows for cell in row if cell is not None and cell.stamp)
    return any(not isinstance(cell.formula, SameAs) for cell in cells)


def _shows_new(grid: Grid, plan: _Plan) -> bool:
    """Whether a formula shows a cell of a tab that is still to be made."""
    new = plan.ids.keys() - plan.there.keys()
    formulas = (cell.formula for row in grid.rows for cell in row if cell)
    return any(isinstance(formula, SameAs) and formula.tab in new for formula in formulas)


def _joined(batches: Sequence[Batch]) -> Batch:
    requests = [request for batch in batches for request in batch.requests]
    grids = {n: grid for batch in batches for n, grid in batch.grids.items()}
    return Batch(requests, grids, {n: t for batch in batches for n, t in batch.titles.items()})


def _grouped(batches: Sequence[Batch]) -> list[Batch]:
    """As few batches as stay below the limit, in their order."""
    groups: list[list[Batch]] = []
    room = 0
    for batch in batches:
        size = len(json.dumps(batch.requests, ensure_ascii=False).encode("utf-8", "replace"))
        if not groups or size > room:
            groups.append([])
            room = LARGEST
        groups[-1].append(batch)
        room -= size
    return [_joined(group) for group in groups]


def _check(batches: Sequence[Batch], plan: _Plan, book: Spreadsheet) -> None:
    """Our own guard, on what is known of the spreadsheet and not on how the requests were made."""
    own = [sheet for sheet in book.sheets if sheet.mark]
    foreign = {sheet.id for sheet in book.sheets if not sheet.mark}
    sheets = ({sheet.id for sheet in own} | set(plan.ids.values())) - foreign
    objects: set[tuple[str, int | str]]
    objects = {("metadata", sheet.mark.metadata_id) for sheet in own if sheet.mark}
    for kind, name in (
        ("deleteEmbeddedObject", "charts"),
        ("deleteProtectedRange", "protections"),
        ("deleteBanding", "bandings"),
        ("deleteFilterView", "views"),
        ("deleteTable", "tables"),
    ):
        objects |= {(kind, number) for sheet in own for number in getattr(sheet, name)}
    for batch in batches:
        check_batch(batch.requests, sheets, objects)
