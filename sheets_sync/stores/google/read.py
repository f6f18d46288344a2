"""What `spreadsheets.get` answers → the tabs as they stand: their cells, and what lies on them."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheets_sync.sheet.cells import Merge, Place, Tab, tab_of
from sheets_sync.stores.google.raw import is_a, rows_of

MARK = "sheets_sync"
"""The developer metadata's key that makes a tab ours."""

CELLS = (
    "data(startRow,startColumn,rowData(values(effectiveValue,effectiveFormat(numberFormat),"
    "chipRuns(chip(personProperties(email))))))"
)
STATE = (
    "properties(sheetId,title,index,sheetType,gridProperties),merges,charts(chartId),"
    "slicers(slicerId),filterViews(filterViewId),bandedRanges(bandedRangeId,range),"
    "tables(tableId,range),basicFilter(range),conditionalFormats(ranges),"
    "protectedRanges(protectedRangeId,warningOnly,requestingUserCanEdit),"
    "developerMetadata(metadataId,metadataKey,metadataValue)"
)
EVERYTHING = f"spreadsheetId,properties(title,timeZone),sheets({STATE},{CELLS})"
STATE_ONLY = f"spreadsheetId,properties(title,timeZone),sheets({STATE})"


Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """What our metadata says of a tab: its title as we know it, and the digest written."""

    metadata_id: int
    tab: str
    digest: str
    order: int


@dataclass(frozen=True, slots=True)
class SheetState:
    """One tab as it stands: what has to be removed before it is painted anew, and its cells.

    `shut`: somebody protected it from us; `bound`: it holds a native table that has no id.
    """

    id: int
    title: str
    index: int
    rows: int
    columns: int
    mark: Mark | None
    tab: Tab
    merged: bool = False
    filtered: bool = False
    rules: int = 0
    charts: tuple[int, ...] = ()
    views: tuple[int, ...] = ()
    tables: tuple[str, ...] = ()
    bandings: tuple[int, ...] = ()
    protections: tuple[int, ...] = ()
    frozen_rows: int = 0
    frozen_columns: int = 0
    shut: bool = False
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A spreadsheet as read: its title, its tabs in their order, the zone its formulas live in."""

    id: str
    title: str
    sheets: tuple[SheetState, ...]
    time_zone: str = ""

    @property
    def ours(self) -> dict[str, SheetState]:
        """Our tabs by the title that we know them under, in our order, whatever they are called."""
        marked = [(sheet.mark, sheet) for sheet in self.sheets if sheet.mark]
        ours: dict[str, SheetState] = {}
        for mark, sheet in sorted(marked, key=lambda pair: pair[0].order):
            ours.setdefault(mark.tab, sheet)
        return ours


def mark_text(sheet_id: int, tab: str, digest: str, order: int) -> str:
    """What our metadata holds; the id tells a tab of ours from a copy that staff made."""
    said = {"sheet": sheet_id, "tab": tab, "digest": digest, "order": order}
    return json.dumps(said, ensure_ascii=False)


def link_to(book: str, sheet_id: int) -> str:
    """The part of a link to a cell that comes before A1."""
    return f"https://docs.google.com/spreadsheets/d/{book}/edit#gid={sheet_id}&range="


def spreadsheet_of(answer: Json, book: str, name: str) -> Spreadsheet:
    """A `Spreadsheet` of the API; `name` is how the workspace names it.

    Raises one of `google_faults.WRONG_SHAPE` for what is none.
    """
    properties = answer.get("properties", {})
    title = is_a(str, properties.get("title", ""))
    where = Place(name, "", title=title)
    sheets = [_sheet(sheet, book, where) for sheet in answer["sheets"]]
    return Spreadsheet(book, title, tuple(sheets), is_a(str, properties.get("timeZone", "")))


def _sheet(sheet: Json, book: str, where: Place) -> SheetState:
    properties = sheet.get("properties", {})
    number, title = is_a(int, properties.get("sheetId", 0)), is_a(str, properties.get("title", ""))
    grid = properties.get("gridProperties", {})
    place = replace(where, tab=title, link=link_to(book, number))
    size = grid.get("rowCount", 0), grid.get("columnCount", 0)
    merges = tuple(sorted((_area(one, size) for one in sheet.get("merges", ())), key=_corner))
    tables = [_area(one.get("range", {}), size) for one in sheet.get("tables", ())]
    objects = (*_ids(sheet, "charts", "chartId"), *_ids(sheet, "slicers", "slicerId"))
    return SheetState(
        number,
        title,
        properties.get("index", 0),
        *size,
        _mark(sheet, number),
        tab_of(place, rows_of(sheet.get("data", ())), merges),
        merged=bool(merges),
        filtered="basicFilter" in sheet,
        rules=len(sheet.get("conditionalFormats", ())),
        charts=objects,
        views=_ids(sheet, "filterViews", "filterViewId"),
        tables=_ids(sheet, "tables", "tableId"),
        bandings=_ids(
            sheet, "bandedRanges", "bandedRangeId", lambda one: _lies_free(one, tables, size)
        ),
        protections=_ids(
            sheet,
            "protectedRanges",
            "protectedRangeId",
            _lets_in,
        ),
        frozen_rows=grid.get("frozenRowCount", 0),
        frozen_columns=grid.get("frozenColumnCount", 0),
        shut=not all(map(_lets_in, sheet.get("protectedRanges", ()))),
        bound=not all(one.get("tableId") for one in sheet.get("tables", ())),
    )


def _lets_in(protection: Json) -> bool:
    """Whether we may edit what is protected."""
    return bool(protection.get("warningOnly") or protection.get("requestingUserCanEdit"))


def _ids(
    sheet: Json, holder: str, name: str, wanted: Callable[[Json], object] = bool
) -> tuple[Any, ...]:
    """The ids of things on a tab; what Google gives no id can't be named, and goes unnamed."""
    return tuple(one[name] for one in sheet.get(holder, ()) if name in one and wanted(one))


def _lies_free(banding: Json, tables: Sequence[Merge], size: tuple[int, int]) -> bool:
    """Whether a banding is of its own: those of tables are listed too, and go with their table."""
    area = _area(banding.get("range", {}), size)
    return not any(area.meets(table) for table in tables)


def _mark(sheet: Json, number: int) -> Mark | None:
    """Our mark, unless the tab is a copy that took it along."""
    for one in sheet.get("developerMetadata", ()):
        if one.get("metadataKey") == MARK:
            try:
                said = json.loads(one.get("metadataValue", ""))
                if said["sheet"] == number:
                    mark = (str(said["tab"]), str(said["digest"]), int(said["order"]))
                    return Mark(one["metadataId"], *mark)
            except (ValueError, KeyError, TypeError):
                continue
    return None


def _area(area: Json, size: tuple[int, int]) -> Merge:
    """A GridRange on a tab of so many rows and columns; a side that is not said has no bound."""
    return Merge(
        area.get("startRowIndex", 0) + 1,
        area.get("startColumnIndex", 0) + 1,
        area.get("endRowIndex", size[0]),
        area.get("endColumnIndex", size[1]),
    )


def _corner(merge: Merge) -> tuple[int, int]:
    return merge.first_row, merge.first_column
