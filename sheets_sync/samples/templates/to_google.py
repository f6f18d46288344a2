"""A workbook of templates → the requests that put its tabs into a spreadsheet.

The workbook is the one source: what staff see in a file, they see in Google. Its conditions are
made for both; Google takes `;` between arguments in every locale.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.samples.templates.dropdowns import LISTS
from sheets_sync.samples.templates.guide import GUIDE
from sheets_sync.samples.templates.rules.spot import SHEET_END
from sheets_sync.samples.templates.workbook import workbook_of
from sheets_sync.stores.google.new_tabs import PLAIN
from sheets_sync.stores.google.paint import row_pixels
from sheets_sync.stores.google.values import colour
from sheets_sync.tables.books import BOOKS
from sheets_sync.tables.menus import LAST_ROW
from sheets_sync.tables.schema import Book

Json = dict[str, Any]

_TITLE = "Таблицы"
_ROWS, _LEAST_COLUMNS = 1000, 26
"""As in a new tab of Google's: staff add rows, and columns of their own."""
_PIXELS = 7
_FORMATS: Mapping[str, Json] = {
    "@": {"type": "TEXT", "pattern": "@"},
    "dd.mm.yyyy": {"type": "DATE", "pattern": "dd.mm.yyyy"},
    "hh:mm": {"type": "TIME", "pattern": "hh:mm"},
}
_STANDS = {"top": "TOP", "center": "MIDDLE"}
_QUOTED = re.compile(r'"[^"]*"|,')
_NAMED = re.compile(r'INDIRECT\("(\w+)"\)')
_OF_BOOK = re.compile(" книги «(?:" + "|".join(book.title for book in BOOKS) + ")»")
"""All tabs stand in one spreadsheet: no other book is to be looked for."""


def all_tabs() -> Workbook:
    """Every tab of the templates, as one workbook."""
    tables = tuple(table for book in BOOKS for table in book.tables)
    return workbook_of(Book(_TITLE, tables))


def texts_of(sheet: Worksheet) -> dict[tuple[int, int], str]:
    """What stands in a tab, by row and column from 1."""
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.value)
    return {(cell.row, cell.column): _said(cell.value) for cell in cells}


def requests_for(book: Workbook, ids: Mapping[str, int], look: int = 0) -> list[Json]:
    """What makes these tabs, before all others, by the ids they shall have; `look` is the spelling
    of the names that conditions go by, from `PLAIN` on there are neither."""
    added = [_added(sheet, ids[sheet.title], at) for at, sheet in enumerate(book.worksheets)]
    filled = [one for sheet in book.worksheets for one in _filled(sheet, ids[sheet.title])]
    if look >= PLAIN:
        return [*added, *filled]
    ending = f"_{look + 1}" if look else ""
    rules = [rule for s in book.worksheets for rule in _rules(s, ids[s.title], ending)]
    return [*added, *filled, *_names(book, ids, ending), *rules]


def _added(sheet: Worksheet, number: int, index: int) -> Json:
    rows = {GUIDE: sheet.max_row, LISTS: LAST_ROW}.get(sheet.title, _ROWS)
    widest = max(sheet.max_column, len(sheet.column_dimensions))
    own = sheet.title in (GUIDE, LISTS)
    grid: Json = {"rowCount": rows, "columnCount": widest if own else max(widest, _LEAST_COLUMNS)}
    if sheet.freeze_panes:
        left, top, _, _ = _edges(sheet.freeze_panes)
        grid |= {"frozenRowCount": top - 1, "frozenColumnCount": left - 1}
    if not sheet.sheet_view.showGridLines:
        grid["hideGridlines"] = True
    properties = {"sheetId": number, "title": sheet.title, "index": index, "gridProperties": grid}
    shade = {"tabColorStyle": _shade(sheet.sheet_properties.tabColor)}
    return {"addSheet": {"properties": properties | shade}}


def _filled(sheet: Worksheet, number: int) -> Iterator[Json]:
    """Columns with their looks, sizes of rows, cells, merges, what cells offer."""
    for at in range(1, len(sheet.column_dimensions) + 1):
        column = sheet.column_dimensions[get_column_letter(at)]
        yield _size(number, "COLUMNS", at, round(column.width * _PIXELS))
        if column.has_style:
            cell = {"userEnteredFormat": _format(column)}
            where = {"sheetId": number, "startColumnIndex": at - 1, "endColumnIndex": at}
            yield {"repeatCell": {"range": where, "cell": cell, "fields": "userEnteredFormat"}}
    for row, dimension in sorted(sheet.row_dimensions.items()):
        if dimension.height:
            yield _size(number, "ROWS", row, row_pixels(dimension.height))
    edges = {"endRowIndex": sheet.max_row, "endColumnIndex": sheet.max_column}
    fields = "userEnteredValue,userEnteredFormat,note"
    where = {"sheetId": number, **edges}
    yield {"updateCells": {"range": where, "rows": [*_rows(sheet)], "fields": fields}}
    for merged in sorted(map(str, sheet.merged_cells.ranges)):
        yield {"mergeCells": {"range": _area(merged, number), "mergeType": "MERGE_ALL"}}
    for rule in sheet.data_validations.dataValidation:
        for area in sorted(map(str, rule.sqref.ranges)):
            checked = {"range": _area(area, number), "rule": _validation(rule)}
            yield {"setDataValidation": checked}


def _size(sheet: int, dimension: str, at: int, pixels: int) -> Json:
    span = {"sheetId": sheet, "dimension": dimension, "startIndex": at - 1, "endIndex": at}
    update = {"range": span, "properties": {"pixelSize": pixels}, "fields": "pixelSize"}
    return {"updateDimensionProperties": update}


def _rows(sheet: Worksheet) -> Iterator[Json]:
    for row in sheet.iter_rows():
        yield {"values": [_cell(sheet, cell) for cell in row]}


def _cell(sheet: Worksheet, cell: Any) -> Json:
    """A cell; a blank one looks as its column does."""
    column = sheet.column_dimensions.get(get_column_letter(cell.column))
    styled = cell if cell.has_style else column if column and column.has_style else None
    made: Json = {"userEnteredFormat": _format(styled)} if styled else {}
    if cell.value:
        made["userEnteredValue"] = {"stringValue": _said(cell.value)}
    if getattr(cell, "comment", None):
        made["note"] = _said(cell.comment.text)
    return made


def _said(text: object) -> str:
    return _OF_BOOK.sub("", str(text))


def _format(styled: Any) -> Json:
    """An openpyxl style as a CellFormat."""
    font, stand = styled.font, styled.alignment
    made: Json = {
        "textFormat": {
            "fontFamily": font.name,
            "fontSize": round(font.sz),
            "bold": bool(font.b),
            "foregroundColorStyle": _shade(font.color),
        },
        "verticalAlignment": _STANDS.get(stand.vertical, "BOTTOM"),
        "wrapStrategy": "WRAP" if stand.wrap_text else "OVERFLOW_CELL",
    }
    if stand.horizontal == "center":
        made["horizontalAlignment"] = "CENTER"
    if styled.fill.fill_type == "solid":
        made["backgroundColorStyle"] = _shade(styled.fill.fgColor)
    lines = {side: getattr(styled.border, side) for side in ("bottom", "right")}
    borders = {
        side: {"style": "SOLID", "colorStyle": _shade(line.color)}
        for side, line in lines.items()
        if line is not None and line.style
    }
    if borders:
        made["borders"] = borders
    if styled.number_format in _FORMATS:
        made["numberFormat"] = _FORMATS[styled.number_format]
    return made


def _shade(found: Any) -> Json:
    """An openpyxl colour, «00RRGGBB»."""
    return colour(str(found.rgb)[-6:])


def _validation(rule: DataValidation) -> Json:
    """What a cell offers or warns of; nothing typed is ever forbidden."""
    made: Json = {"condition": _condition(rule), "strict": False, "showCustomUi": True}
    return made | ({"inputMessage": rule.error} if rule.error and rule.type != "list" else {})


def _condition(rule: DataValidation) -> Json:
    formula = str(rule.formula1)
    if rule.type == "date":
        return {"type": "DATE_IS_VALID"}
    if rule.type != "list":
        return {"type": "NUMBER_GREATER_THAN_EQ", "values": [{"userEnteredValue": formula}]}
    if formula.startswith('"'):
        words = [{"userEnteredValue": word} for word in formula.strip('"').split(",")]
        return {"type": "ONE_OF_LIST", "values": words}
    if LISTS not in formula:  # a range ends where its tab does
        formula = formula.replace(f"${LAST_ROW}", f"${_ROWS}")
    return {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": f"={formula}"}]}


def _names(book: Workbook, ids: Mapping[str, int], ending: str) -> Iterator[Json]:
    """The ranges that conditions look at."""
    for name, defined in sorted(book.defined_names.items()):
        title, _, area = str(defined.attr_text).rpartition("!")
        where = _area(area.replace("$", ""), ids[title.strip("'")])
        yield {"addNamedRange": {"namedRange": {"name": f"{name}{ending}", "range": where}}}


def _rules(sheet: Worksheet, number: int, ending: str) -> Iterator[Json]:
    """The first that fits colours a cell, as in the workbook."""
    index = 0
    for areas in sheet.conditional_formatting:
        ranges = [_area(area, number) for area in str(areas.sqref).split()]
        for rule in areas.rules:
            formula = {"userEnteredValue": f"={_respelled(rule.formula[0], ending)}"}
            condition = {"type": "CUSTOM_FORMULA", "values": [formula]}
            look = {
                "backgroundColorStyle": _shade(rule.dxf.fill.bgColor),
                "textFormat": {"foregroundColorStyle": _shade(rule.dxf.font.color)},
            }
            boolean = {"condition": condition, "format": look}
            made = {"ranges": ranges, "booleanRule": boolean}
            yield {"addConditionalFormatRule": {"rule": made, "index": index}}
            index += 1


def _respelled(formula: str, ending: str) -> str:
    """A condition as Google takes it, by the names as they are spelled."""
    named = _NAMED.sub(rf'INDIRECT("\g<1>{ending}")', formula)
    return _QUOTED.sub(lambda found: ";" if found[0] == "," else found[0], named)


def _area(area: str, sheet: int) -> Json:
    """«B2:B1048576» as a GridRange; what reaches down as far as it may has no end."""
    left, top, right, bottom = _edges(area)
    end = {} if bottom in (LAST_ROW, SHEET_END) else {"endRowIndex": bottom}
    start = {"startRowIndex": top - 1} if top > 1 else {}
    columns = {"startColumnIndex": left - 1, "endColumnIndex": right}
    return {"sheetId": sheet, **start, **end, **columns}


def _edges(area: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of an area with all its edges."""
    return cast("tuple[int, int, int, int]", range_boundaries(area))
