"""What the API answers about a spreadsheet: properties, grids and values, cut as Google cuts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from . import a1, masks
from .a1 import Box
from .canonical import canonical
from .cells import effective, is_date, link, shown, unformatted
from .errors import Json
from .metadata import of_dimension, of_sheet, of_spreadsheet
from .state import Book, Cell, Sheet

Areas = Sequence[tuple[Sheet, Box]]

DEFAULT_FORMAT: Json = canonical(
    "CellFormat",
    {
        "backgroundColor": {"red": 1, "green": 1, "blue": 1},
        "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
        "verticalAlignment": "BOTTOM",
        "wrapStrategy": "OVERFLOW_CELL",
        "textFormat": {
            "foregroundColor": {},
            "fontFamily": "arial,sans,sans-serif",
            "fontSize": 10,
            "bold": False,
            "italic": False,
            "strikethrough": False,
            "underline": False,
        },
    },
)
_PIXELS = {"ROWS": 21, "COLUMNS": 100}


@dataclass(frozen=True, slots=True)
class View:
    """What is asked for: a mask (None = no mask), the ranges (None = everything), grid data."""

    mask: masks.Tree | None = None
    areas: Areas | None = None
    grid_data: bool = False
    account: str = ""
    tables_as_bands: bool = True

    def shows(self, *names: str) -> bool:
        """Whether the answer has something at a path; only a mask that names them shows grids."""
        return masks.has(self.mask, *names)


def spreadsheet(book: Book, view: View) -> Json:
    """A `Spreadsheet` as asked for, the mask applied."""
    answer: Json = {
        "spreadsheetId": book.id,
        "properties": {
            "title": book.title,
            "locale": book.locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": book.time_zone,
            "defaultFormat": DEFAULT_FORMAT,
        },
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
        "developerMetadata": of_spreadsheet(book),
        "namedRanges": [one for one in book.named_ranges if "range" in one],
    }
    masked = _masked(view.mask, answer)
    if view.shows("sheets"):
        masked["sheets"] = [_sheet(book, sheet, view) for sheet in _shown(book, view)]
    return masked


def _masked(mask: masks.Tree | None, answer: Json) -> Json:
    return dict(masks.select(mask, {name: part for name, part in answer.items() if part}))


def _shown(book: Book, view: View) -> list[Sheet]:
    if view.areas is None:
        return book.sheets
    wanted = {sheet.id for sheet, _ in view.areas}
    return [sheet for sheet in book.sheets if sheet.id in wanted]


def _sheet(book: Book, sheet: Sheet, view: View) -> Json:
    boxes = [sheet.whole]
    if view.areas is not None:
        boxes = [box for owner, box in view.areas if owner.id == sheet.id]
    answer = {
        "properties": sheet.properties,
        "merges": _touched(sheet, sheet.merges, boxes),
        "conditionalFormats": sheet.conditional_formats,
        "basicFilter": sheet.basic_filter,
        "filterViews": sheet.filter_views,
        "charts": sheet.charts,
        "bandedRanges": sheet.banded_ranges + (_bands(sheet) if view.tables_as_bands else []),
        "tables": [_table(one) for one in sheet.tables],
        "protectedRanges": [_protected(one, book, view.account) for one in sheet.protected_ranges],
        "developerMetadata": of_sheet(book, sheet.id),
    }
    masked = _masked(masks.below(view.mask, "sheets"), answer)
    if sheet.grid and (view.grid_data if view.mask is None else view.shows("sheets", "data")):
        mask = masks.below(view.mask, "sheets", "data")
        masked["data"] = [_grid(book, sheet, box, mask) for box in boxes]
    return masked


def _touched(sheet: Sheet, ranges: Iterable[Json], boxes: Iterable[Box]) -> list[Json]:
    """With ranges in the request only the merges that touch them are told."""
    listed = list(boxes)
    return [one for one in ranges if any(sheet.box(one).meets(box) for box in listed)]


def _table(table: Json) -> Json:
    return {name: part for name, part in table.items() if name != "band"}


def _bands(sheet: Sheet) -> list[Json]:
    """The bandings of tables, which are listed among all others, mostly without an id."""
    bands = []
    for table in sheet.tables:
        reference = {"bandedRangeReference": f"{table['tableId']}-band"}
        named = {"bandedRangeId": table["band"]} if "band" in table else reference
        bands.append(named | {"range": table["range"], "rowProperties": {}})
    return bands


def _protected(protected: Json, book: Book, account: str) -> Json:
    """Editors are shown to editors only; who may not edit sees no `requestingUserCanEdit`."""
    if may_edit(protected, book, account):
        return protected | {"requestingUserCanEdit": True}
    return {name: part for name, part in protected.items() if name != "editors"}


def may_edit(protected: Json, book: Book, account: str) -> bool:
    """Whether a protected range lets an account write."""
    users = protected.get("editors", {}).get("users", [])
    return account == book.owner or account in users or protected.get("warningOnly", False)


def _grid(book: Book, sheet: Sheet, box: Box, mask: masks.Tree | None) -> Json:
    """One `GridData`: rows cut after the last that holds anything asked for, metadata in full."""
    answer = {
        "startRow": box.top,
        "startColumn": box.left,
        "rowMetadata": _metadata(book, sheet, "ROWS", range(box.top, box.bottom)),
        "columnMetadata": _metadata(book, sheet, "COLUMNS", range(box.left, box.right)),
    }
    masked = _masked(mask, answer)
    if masks.has(mask, "rowData"):
        render = _renderer(book.locale, masks.below(mask, "rowData", "values"))
        rows = _cut(_rows(sheet, box, render))
        masked |= {"rowData": [{"values": row} if row else {} for row in rows]} if rows else {}
    return masked


def _metadata(book: Book, sheet: Sheet, dimension: str, span: range) -> list[Json]:
    usual = {"pixelSize": _PIXELS[dimension]}
    own = sheet.dimensions[dimension]
    marks = of_dimension(book, sheet.id, dimension)
    return [
        usual | own.get(i, {}) | ({"developerMetadata": marks[i]} if i in marks else {})
        if i in own or i in marks
        else usual
        for i in span
    ]


def _rows(
    sheet: Sheet, box: Box, render: Callable[[Cell], Any], blank: Any = None
) -> list[list[Any]]:
    """The cells of a box rendered, each row cut after its last that renders to something."""
    by_row: dict[int, dict[int, Any]] = defaultdict(dict)
    known: dict[int, Any] = {}
    for (row, column), cell in sheet.cells.items():
        if box.top <= row < box.bottom and box.left <= column < box.right:
            if id(cell) not in known:
                known[id(cell)] = render(cell)
            if known[id(cell)] not in ({}, ""):
                by_row[row][column] = known[id(cell)]
    blank = {} if blank is None else blank
    return [
        [by_row[row].get(column, blank) for column in range(box.left, max(by_row[row]) + 1)]
        if row in by_row
        else []
        for row in range(box.top, box.bottom)
    ]


def _cut(rows: list[list[Any]]) -> list[list[Any]]:
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _renderer(locale: str, mask: masks.Tree | None) -> Callable[[Cell], Json]:
    """What makes a `CellData` of a stored cell; only the parts asked for are computed."""
    computed: dict[str, Callable[[Cell], Any]] = {
        "effectiveValue": effective,
        "formattedValue": lambda cell: shown(cell, locale),
        "hyperlink": link,
        "effectiveFormat": _effective_format,
    }
    wanted = {name: make for name, make in computed.items() if masks.has(mask, name)}

    def render(cell: Cell) -> Json:
        made = {name: part for name, make in wanted.items() if (part := make(cell))}
        stored = {name: part for name, part in cell.items() if name not in computed}
        return dict(masks.select(mask, stored | made))

    return render


def _effective_format(cell: Cell) -> Json:
    own: Json = cell.get("userEnteredFormat", {})
    text = DEFAULT_FORMAT["textFormat"] | own.get("textFormat", {})
    return DEFAULT_FORMAT | own | {"textFormat": text}


def values(book: Book, sheet: Sheet, box: Box, options: Json) -> Json:
    """One `ValueRange`; without a `values` key where there is nothing."""
    how = options.get("valueRenderOption", "FORMATTED_VALUE")
    dates_as_text = options.get("dateTimeRenderOption") == "FORMATTED_STRING"

    def render(cell: Cell) -> Any:
        formula = cell.get("userEnteredValue", {}).get("formulaValue")
        if how == "FORMULA" and formula is not None:
            return formula
        if how == "FORMATTED_VALUE" or (dates_as_text and is_date(cell)):
            return shown(cell, book.locale)
        return unformatted(cell)

    major = options.get("majorDimension", "ROWS")
    rows = _rows(sheet, box, render, blank="")
    if major == "COLUMNS":
        rows = _turned(rows)
    answer = {"range": a1.written(sheet.title, box), "majorDimension": major}
    return answer | ({"values": rows} if _cut(rows) else {})


def _turned(rows: list[list[Any]]) -> list[list[Any]]:
    wide = max(map(len, rows), default=0)
    columns = [[row[i] if i < len(row) else "" for row in rows] for i in range(wide)]
    for column in columns:
        while column and column[-1] == "":
            column.pop()
    return columns
