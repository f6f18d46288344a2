"""A tab of ours before it is painted: a new one, or the old one with nothing of ours left on it.

What people set on it stays: its title, place, colour, whether it is hidden; rows and columns that
they added with the notes in them; columns they widened or hid; their charts, views, protections.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.google.alerts import is_alert
from sheets_sync.stores.google.charts import chart_names
from sheets_sync.stores.google.paint import Size, column_widths, size_of
from sheets_sync.stores.google.person_views import own_views
from sheets_sync.stores.google.range_names import Moves, has_room
from sheets_sync.stores.google.read import FilterView, SheetState
from sheets_sync.stores.google.tab_mark import WARNING
from sheets_sync.stores.google.values import area, colour, range_of
from sheets_sync.stores.google.write_plan import Plan, free_id

Json = dict[str, Any]

_CELL = "userEnteredValue,userEnteredFormat,textFormatRuns,dataValidation,pivotTable"
_GRID_FIELDS = (
    "gridProperties.rowCount,gridProperties.columnCount,"
    "gridProperties.frozenRowCount,gridProperties.frozenColumnCount,gridProperties.hideGridlines"
)
_RELEASED = "gridProperties.frozenRowCount,gridProperties.frozenColumnCount"


def added(grid: Grid, plan: Plan, index: int) -> Json:
    """A new tab of the grid's size at its place."""
    shade = theme.TAB_OTHER if plan.order(grid) else theme.TAB_FIRST
    properties: Json = {
        "sheetId": plan.ids[grid.title],
        "title": grid.title,
        "index": index,
        "tabColorStyle": colour(shade),
        "gridProperties": _grid_properties(size_of(grid)),
    }
    return {"addSheet": {"properties": properties}}


def shielded(number: int) -> Json:
    """Protection with a warning."""
    shield = {"range": {"sheetId": number}, "description": WARNING, "warningOnly": True}
    return {"addProtectedRange": {"protectedRange": shield}}


def cleared(
    grid: Grid, sheet: SheetState, charts: Collection[int], early: Sequence[Json]
) -> Iterator[Json]:
    """Nothing of ours is left on the tab but these charts, and it is as large as it must be;
    `early` goes before rows are cut off."""
    size = _with_theirs(size_of(grid), sheet)
    if sheet.frozen_rows or sheet.frozen_columns:  # they may cut what is merged and hidden now
        free = {
            "sheetId": sheet.id,
            "gridProperties": {"frozenRowCount": 0, "frozenColumnCount": 0},
        }
        yield {"updateSheetProperties": {"properties": free, "fields": _RELEASED}}
    yield from _swept(grid, sheet, charts)
    yield from early
    for dimension in ("ROWS", "COLUMNS"):  # nothing can be frozen while all the rest is hidden
        whole = {"sheetId": sheet.id, "dimension": dimension}
        shown = {"properties": {"hiddenByUser": False}, "fields": "hiddenByUser"}
        yield {"updateDimensionProperties": {"range": whole, **shown}}
    properties = {"sheetId": sheet.id, "gridProperties": _grid_properties(size)}
    yield {"updateSheetProperties": {"properties": properties, "fields": _GRID_FIELDS}}
    own = (max(len(grid.rows), _own_rows(sheet)), max(len(grid.widths), _own_columns(sheet)))
    if own[0] >= size.rows and own[1] >= size.columns:
        yield _blank({"sheetId": sheet.id}, f"{_CELL},note")
        return
    yield _blank({"sheetId": sheet.id}, _CELL)
    ours = (min(own[0], size.rows), min(own[1], size.columns))
    yield _blank(area(sheet.id, (1, ours[0]), (1, ours[1])), "note")


def _blank(where: Json, fields: str) -> Json:
    return {"updateCells": {"range": where, "rows": [], "fields": fields}}


def _grid_properties(size: Size) -> Json:
    return {
        "rowCount": size.rows,
        "columnCount": size.columns,
        "frozenRowCount": size.frozen_rows,
        "frozenColumnCount": size.frozen_columns,
        "hideGridlines": True,
    }


def _own_rows(sheet: SheetState) -> int:
    """The rows that the last write made; all where it did not say."""
    return sheet.mark.rows if sheet.mark and sheet.mark.rows else sheet.rows


def _own_columns(sheet: SheetState) -> int:
    return len(sheet.mark.columns) if sheet.mark and sheet.mark.columns else sheet.columns


def _with_theirs(size: Size, sheet: SheetState) -> Size:
    """A tab that people made larger stays as large: notes may stand there."""
    rows = sheet.rows if sheet.rows > _own_rows(sheet) else 0
    columns = sheet.columns if sheet.columns > _own_columns(sheet) else 0
    frozen = size.frozen_rows, size.frozen_columns
    return Size(max(size.rows, rows), max(size.columns, columns), *frozen)


def _swept(grid: Grid, sheet: SheetState, charts: Collection[int]) -> Iterator[Json]:
    """Rules of ours, tables, the filter, merges; charts of ours that are no more, and what people
    laid over cells that are no more."""
    for index in _lost_rules(grid, sheet):
        yield {"deleteConditionalFormatRule": {"sheetId": sheet.id, "index": index}}
    for number in sorted(_own_charts(sheet) - {*charts}):
        yield {"deleteEmbeddedObject": {"objectId": number}}
    for number in sheet.protections[1:]:
        yield {"deleteProtectedRange": {"protectedRangeId": number}}
    for number in _lost_views(grid, sheet):
        yield {"deleteFilterView": {"filterId": number}}
    for table in sheet.tables:  # its cells, filter and banding go with it, and maybe rules
        yield {"deleteTable": {"tableId": table}}
    for banding in sheet.bandings:
        if not _has_room([banding.where], grid, sheet):
            yield {"deleteBanding": {"bandedRangeId": banding.id}}
    if sheet.filtered:
        yield {"clearBasicFilter": {"sheetId": sheet.id}}
    if sheet.merged:
        yield {"unmergeCells": {"range": {"sheetId": sheet.id}}}


def _lost_rules(grid: Grid, sheet: SheetState) -> list[int]:
    """The numbers of rules that go, the last first: each that is deleted moves those behind it."""
    gone = (
        index
        for index, rule in enumerate(sheet.rules)
        if is_alert(rule) or not _has_room(rule.where, grid, sheet)
    )
    return [*gone][::-1]


def _has_room(where: Iterable[Merge], grid: Grid, sheet: SheetState) -> bool:
    """Whether all of these cells are on the tab still."""
    size = _with_theirs(size_of(grid), sheet)
    return all(one.last_row <= size.rows and one.last_column <= size.columns for one in where)


def _lost_views(grid: Grid, sheet: SheetState) -> list[int]:
    """Views of a part of the tab that is no more."""
    whole, ours = _whole_views(grid, sheet), own_views(sheet)
    parts = [view for view in sheet.views if view not in whole and view.id not in ours]
    return [view.id for view in parts if not _fits(view.where, grid)]


def _whole_views(grid: Grid, sheet: SheetState) -> list[FilterView]:
    """People's views of the whole table."""
    theirs = (view for view in sheet.views if view.id not in own_views(sheet))
    return [view for view in theirs if grid.filtered and view.where == sheet.filtered]


def stretched(grid: Grid, sheet: SheetState) -> Moves:
    """A view of the whole table grows and shrinks with it."""
    moves = []
    for view in _whole_views(grid, sheet):
        if grid.filtered and view.where != grid.filtered:
            moved = {"filterViewId": view.id, "range": range_of(grid.filtered, sheet.id)}
            moves.append({"updateFilterView": {"filter": moved, "fields": "range"}})
    fits = grid.filtered is not None and has_room(sheet, grid.filtered)
    return Moves(moves) if fits else Moves(late=moves)


def _fits(where: Merge, grid: Grid) -> bool:
    """Whether a view's range lies on the tab, with no cells in it merged from row to row."""
    inside = where.last_row <= len(grid.rows) and where.last_column <= len(grid.widths)
    tall = (merge for merge in grid.merges if merge.last_row > merge.first_row)
    return inside and not any(where.meets(merge) for merge in tall)


@dataclass(frozen=True, slots=True)
class Kept:
    """Of a tab that is painted: the pixels of its columns (negative where hidden) and the ids of
    its charts by their names; `there` are those that stand already."""

    columns: tuple[int, ...]
    charts: Mapping[str, int]
    there: frozenset[int] = frozenset()


def kept(grid: Grid, sheet: SheetState | None, used: set[int]) -> Kept:
    """What stays of the tab as it stands; `used` are ids that other things in the spreadsheet have,
    those of new charts are added."""
    standing = _own_charts(sheet) if sheet else frozenset()
    charts: dict[str, int] = {}
    for name in chart_names(grid):
        charts[name] = free_id(f"{grid.title}:{name}", used - standing | {*charts.values()})
    used |= {*charts.values()}
    return Kept(_columns(grid, sheet), charts, standing & {*charts.values()})


def _columns(grid: Grid, sheet: SheetState | None) -> tuple[int, ...]:
    """A width that people set stays while the column is as wide as it was; so does one they hid,
    unless nothing else is left to be seen."""
    ours = column_widths(grid)
    if sheet is None or sheet.mark is None:
        return ours
    wide = zip(ours, sheet.mark.columns, sheet.pixels, strict=False)
    theirs = [now if new == old != now and now else new for new, old, now in wide]
    theirs += ours[len(theirs) :]
    in_sight = any(pixels > 0 for pixels in theirs[size_of(grid).frozen_columns :])
    return tuple(theirs) if in_sight else ours


def _own_charts(sheet: SheetState) -> frozenset[int]:
    """The charts that we made; all where the mark does not say."""
    known = sheet.mark.charts if sheet.mark else None
    return frozenset(one for one in sheet.charts if known is None or one in known)
