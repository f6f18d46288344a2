"""What `spreadsheets.get` answers → raw cells as every store gives them, and the tabs' state."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, TypeVar

from sheets_sync.sheet.cells import CellError, Merge, Month, Place, Raw, Tab, tab_of
from sheets_sync.sheet.number_formats import SAID, shows_month_alone

MARK = "sheets_sync"
"""The developer metadata's key that makes a tab ours."""

CELLS = "data(startRow,startColumn,rowData(values(effectiveValue,effectiveFormat(numberFormat))))"
STATE = (
    "properties(sheetId,title,index,sheetType,gridProperties),merges,charts(chartId),"
    "slicers(slicerId),filterViews(filterViewId),bandedRanges(bandedRangeId,range),"
    "tables(tableId,range),basicFilter(range),conditionalFormats(ranges),"
    "protectedRanges(protectedRangeId,warningOnly,requestingUserCanEdit),"
    "developerMetadata(metadataId,metadataKey,metadataValue)"
)
EVERYTHING = f"spreadsheetId,properties(title,timeZone),sheets({STATE},{CELLS})"
STATE_ONLY = f"spreadsheetId,properties(title,timeZone),sheets({STATE})"

_ERRORS = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "",
}
_MOMENTS = {"DATE", "TIME", "DATE_TIME"}
_DAY_ZERO = datetime(1899, 12, 30)
_LAST_SERIAL = 2_958_466
"""The first serial that no date has."""
_EXACT = 2**53
MOST_CELLS = 10_000_000
"""Of a spreadsheet, by the size of its grids."""
_HOURS_IN_ALL = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)

Json = Mapping[str, Any]
_Kind = TypeVar("_Kind")


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
    title = _is(str, properties.get("title", ""))
    where = Place(name, "", title=title)
    sheets = [_sheet(sheet, book, where) for sheet in answer["sheets"]]
    return Spreadsheet(book, title, tuple(sheets), _is(str, properties.get("timeZone", "")))


def _is(kind: type[_Kind], found: Any) -> _Kind:
    """What was found, if it is of that kind. Raises TypeError."""
    if not isinstance(found, kind):
        raise TypeError(f"no {kind.__name__}")
    return found


def _sheet(sheet: Json, book: str, where: Place) -> SheetState:
    properties = sheet.get("properties", {})
    number, title = _is(int, properties.get("sheetId", 0)), _is(str, properties.get("title", ""))
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
        tab_of(place, _rows(sheet.get("data", ())), merges),
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


def _rows(data: Sequence[Json]) -> list[list[Raw]]:
    """The cells from A1 on, blank rows and columns at the end cut off."""
    rows: list[list[Raw]] = []
    for part in data:
        left = part.get("startColumn", 0)
        if not 0 <= left < MOST_CELLS > part.get("startRow", 0) >= 0:
            raise ValueError("no such cell in any spreadsheet")
        for number, row in enumerate(part.get("rowData", ()), part.get("startRow", 0)):
            cells = [raw_of(cell) for cell in row.get("values", ())]
            while cells and cells[-1] is None:
                cells.pop()
            if cells:
                rows.extend([] for _ in range(number + 1 - len(rows)))
                rows[number] = [None] * left + cells
    return rows


def raw_of(cell: Json) -> Raw:
    """A `CellData` → a raw cell; the locale and time zone of the spreadsheet play no part."""
    value = cell.get("effectiveValue", {})
    if "stringValue" in value:
        return _is(str, value["stringValue"]) or None
    if "boolValue" in value:
        return _is(bool, value["boolValue"])
    if "errorValue" in value:
        return CellError(_ERRORS.get(value["errorValue"].get("type", ""), "#ERROR!"))
    if "numberValue" not in value:
        return None
    number = value["numberValue"]
    if not isinstance(number, int | float) or not isfinite(number):
        raise TypeError("no number")
    return _number(number, cell.get("effectiveFormat", {}).get("numberFormat", {}))


def _number(number: float, shown: Json) -> Raw:
    """A number by its format: a date, a time, a duration; just a number where it can't be one."""
    if shown.get("type") in _MOMENTS:
        with suppress(OverflowError):
            return _moment(number, shown.get("pattern", ""))
    if isinstance(number, float) and number.is_integer() and abs(number) < _EXACT:
        return int(number)
    return number


def _moment(serial: float, pattern: str) -> Raw:
    """Days since 1899-12-30, to the millisecond: a time below one day, a date without hours.

    Raises OverflowError for a number that is no moment.
    """
    if _HOURS_IN_ALL.search(SAID.sub("", pattern)):
        return timedelta(milliseconds=round(serial * 86_400_000))
    if not 0 <= serial < _LAST_SERIAL:
        raise OverflowError("no such date")
    moment = _DAY_ZERO + timedelta(milliseconds=round(serial * 86_400_000))
    if moment.date() <= date(1899, 12, 31):
        return moment.time()
    if moment.time() != time():
        return moment
    if moment.day == 1 and shows_month_alone(pattern):
        return Month(moment.year, moment.month, 1)
    return moment.date()
