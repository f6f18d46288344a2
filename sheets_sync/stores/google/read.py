"""What `spreadsheets.get` answers → the tabs as they stand: their cells, and what lies on them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sheets_sync.sheet.cells import Merge, Place, Tab, tab_of
from sheets_sync.stores.google.raw import is_a, loading_at, rows_of
from sheets_sync.stores.google.tab_mark import WARNING, Mark, mark_of

CELLS = (
    "data(startRow,startColumn,columnMetadata(pixelSize,hiddenByUser),"
    "rowData(values(effectiveValue,effectiveFormat(numberFormat),"
    "chipRuns(chip(personProperties(email))))))"
)
STATE = (
    "properties(sheetId,title,index,sheetType,gridProperties),merges,charts(chartId),"
    "slicers(slicerId),filterViews(filterViewId,title,range),bandedRanges(bandedRangeId,range),"
    "tables(tableId,range),basicFilter(range),"
    "conditionalFormats(ranges,booleanRule(condition(type,values))),"
    "protectedRanges(protectedRangeId,description,warningOnly,requestingUserCanEdit),"
    "developerMetadata(metadataId,metadataKey,metadataValue)"
)
_BOOK = "spreadsheetId,properties(title,timeZone),namedRanges(namedRangeId,name,range)"
EVERYTHING = f"{_BOOK},sheets({STATE},{CELLS})"
TITLES_ONLY = "spreadsheetId,properties(title),sheets(properties(sheetId,title))"
STATE_ONLY = f"{_BOOK},sheets({STATE})"


Json = Mapping[str, Any]


class FilterView(NamedTuple):
    """One of the looks that a tab can be seen through, each for whoever opens it alone."""

    id: int
    where: Merge
    title: str = ""


class Banding(NamedTuple):
    """Stripes that people laid over rows."""

    id: int
    where: Merge


class Rule(NamedTuple):
    """A conditional format: the cells it is for, and its formula; "" for a rule of another kind."""

    where: tuple[Merge, ...]
    formula: str = ""


class NamedRange(NamedTuple):
    """Cells that formulas know by a name; `where` is None where the cells are no more."""

    id: str
    name: str
    sheet: int
    where: Merge | None


@dataclass(frozen=True, slots=True)
class SheetState:
    """One tab as it stands: what has to be removed before it is painted anew, and its cells.

    `connected`: it shows a database and is no grid; `shut`: somebody protected it from us; `bound`:
    it holds a native table that has no id.
    """

    id: int
    title: str
    index: int
    rows: int
    columns: int
    mark: Mark | None
    tab: Tab
    pixels: tuple[int, ...] = ()
    merged: bool = False
    filtered: Merge | None = None
    rules: tuple[Rule, ...] = ()
    charts: tuple[int, ...] = ()
    slicers: tuple[int, ...] = ()
    views: tuple[FilterView, ...] = ()
    tables: tuple[str, ...] = ()
    bandings: tuple[Banding, ...] = ()
    protections: tuple[int, ...] = ()
    frozen_rows: int = 0
    frozen_columns: int = 0
    connected: bool = False
    shut: bool = False
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A spreadsheet as read: its title, its tabs in their order, the zone its formulas live in,
    the names they know."""

    id: str
    title: str
    sheets: tuple[SheetState, ...]
    time_zone: str = ""
    names: tuple[NamedRange, ...] = ()

    @property
    def ours(self) -> dict[str, SheetState]:
        """Our tabs by the title that we know them under, in our order, whatever they are called."""
        marked = [(sheet.mark, sheet) for sheet in self.sheets if sheet.mark]
        ours: dict[str, SheetState] = {}
        for mark, sheet in sorted(marked, key=lambda pair: pair[0].order):
            ours.setdefault(mark.tab, sheet)
        return ours


def link_to(book: str, sheet_id: int) -> str:
    """The part of a link to a cell that comes before A1."""
    return f"https://docs.google.com/spreadsheets/d/{book}/edit#gid={sheet_id}&range="


def link_through(book: str, sheet_id: int, view: int) -> str:
    """A link that opens a tab through a filter view."""
    return f"https://docs.google.com/spreadsheets/d/{book}/edit#gid={sheet_id}&fvid={view}"


def spreadsheet_of(answer: Json, book: str, name: str) -> Spreadsheet:
    """A `Spreadsheet` of the API; `name` is how the workspace names it.

    Raises one of `google_faults.WRONG_SHAPE` for what is none.
    """
    properties = answer.get("properties", {})
    title = is_a(str, properties.get("title", ""))
    where = Place(name, "", title=title)
    sheets = [_sheet(sheet, book, where) for sheet in answer["sheets"]]
    zone, names = is_a(str, properties.get("timeZone", "")), tuple(_names(answer, sheets))
    return Spreadsheet(book, title, tuple(sheets), zone, names)


def _names(answer: Json, sheets: Sequence[SheetState]) -> Iterator[NamedRange]:
    """Google lists none whose tab was deleted, though it keeps the name."""
    sizes = {sheet.id: (sheet.rows, sheet.columns) for sheet in sheets}
    for one in answer.get("namedRanges", ()):
        if "namedRangeId" in one and "name" in one:
            number = one.get("range", {}).get("sheetId", 0)
            there = "range" in one and number in sizes
            where = _area(one["range"], sizes[number]) if there else None
            yield NamedRange(is_a(str, one["namedRangeId"]), one["name"], number, where)


def _sheet(sheet: Json, book: str, where: Place) -> SheetState:
    properties = sheet.get("properties", {})
    number, title = is_a(int, properties.get("sheetId", 0)), is_a(str, properties.get("title", ""))
    grid = properties.get("gridProperties", {})
    place = replace(where, tab=title, link=link_to(book, number))
    size = grid.get("rowCount", 0), grid.get("columnCount", 0)
    merges = tuple(sorted((_area(one, size) for one in sheet.get("merges", ())), key=_corner))
    tables = [_area(one.get("range", {}), size) for one in sheet.get("tables", ())]
    filter = sheet.get("basicFilter")
    return SheetState(
        number,
        title,
        properties.get("index", 0),
        *size,
        mark_of(sheet.get("developerMetadata", ()), number),
        _tab(place, sheet, merges),
        pixels=_pixels(sheet.get("data", ())),
        merged=bool(merges),
        filtered=_area(filter.get("range", {}), size) if filter is not None else None,
        rules=tuple(_rule(one, size) for one in sheet.get("conditionalFormats", ())),
        charts=_ids(sheet, "charts", "chartId"),
        slicers=_ids(sheet, "slicers", "slicerId"),
        views=_views(sheet, size),
        tables=_ids(sheet, "tables", "tableId"),
        bandings=_bandings(sheet, tables, size),
        protections=_ids(
            sheet,
            "protectedRanges",
            "protectedRangeId",
            lambda one: one.get("warningOnly") and one.get("description") == WARNING,
        ),
        frozen_rows=grid.get("frozenRowCount", 0),
        frozen_columns=grid.get("frozenColumnCount", 0),
        connected=properties.get("sheetType") == "DATA_SOURCE",
        shut=not all(map(_lets_in, sheet.get("protectedRanges", ()))),
        bound=not all(one.get("tableId") for one in sheet.get("tables", ())),
    )


def _views(sheet: Json, size: tuple[int, int]) -> tuple[FilterView, ...]:
    """The filter views that have an id."""
    return tuple(
        FilterView(one["filterViewId"], _area(one.get("range", {}), size), one.get("title", ""))
        for one in sheet.get("filterViews", ())
        if "filterViewId" in one
    )


def _tab(place: Place, sheet: Json, merges: tuple[Merge, ...]) -> Tab:
    tab = tab_of(place, rows_of(sheet.get("data", ())), merges)
    return replace(tab, loading=loading_at(tab))


def _lets_in(protection: Json) -> bool:
    """Whether we may edit what is protected."""
    return bool(protection.get("warningOnly") or protection.get("requestingUserCanEdit"))


def _ids(
    sheet: Json, holder: str, name: str, wanted: Callable[[Json], object] = bool
) -> tuple[Any, ...]:
    """The ids of things on a tab; what Google gives no id can't be named, and goes unnamed."""
    return tuple(one[name] for one in sheet.get(holder, ()) if name in one and wanted(one))


def _bandings(sheet: Json, tables: Sequence[Merge], size: tuple[int, int]) -> tuple[Banding, ...]:
    """Bandings of their own: those of tables are listed too, and go with their table."""
    every = (
        Banding(one["bandedRangeId"], _area(one.get("range", {}), size))
        for one in sheet.get("bandedRanges", ())
        if "bandedRangeId" in one
    )
    return tuple(one for one in every if not any(one.where.meets(table) for table in tables))


def _rule(rule: Json, size: tuple[int, int]) -> Rule:
    condition = rule.get("booleanRule", {}).get("condition", {})
    values = [str(one.get("userEnteredValue", "")) for one in condition.get("values", ())]
    formula = values[0] if condition.get("type") == "CUSTOM_FORMULA" and values else ""
    return Rule(tuple(_area(one, size) for one in rule.get("ranges", ())), formula)


def _area(area: Json, size: tuple[int, int]) -> Merge:
    """A GridRange on a tab of so many rows and columns; a side that is not said has no bound."""
    return Merge(
        area.get("startRowIndex", 0) + 1,
        area.get("startColumnIndex", 0) + 1,
        area.get("endRowIndex", size[0]),
        area.get("endColumnIndex", size[1]),
    )


def _pixels(data: Sequence[Json]) -> tuple[int, ...]:
    """The width of each column, negative where it is hidden; () where cells were not asked for."""
    columns = data[0].get("columnMetadata", ()) if data else ()
    return tuple(
        -one.get("pixelSize", 0) if one.get("hiddenByUser") else one.get("pixelSize", 0)
        for one in columns
    )


def _corner(merge: Merge) -> tuple[int, int]:
    return merge.first_row, merge.first_column
