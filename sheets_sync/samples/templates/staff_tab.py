"""One staff tab of a template: headers with notes, prepared columns, dropdowns, page."""

from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.samples.templates import paint
from sheets_sync.samples.templates.colours import add_colours
from sheets_sync.samples.templates.dropdowns import Menus
from sheets_sync.samples.templates.notes import meetings_note, note, note_text
from sheets_sync.samples.templates.rules import rules_of
from sheets_sync.samples.templates.rules.spot import MEETINGS_READY, SHEET_END, Rule, Spot
from sheets_sync.samples.templates.starters import STARTERS
from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.text_size import TEXT_SIZE, column_pixels, line_count, text_pixels
from sheets_sync.tables.kinds.refs import MARK
from sheets_sync.tables.schema import Column, Table

_MEETINGS_SHOWN = 12
"""Of these, columns whose empty header is coloured: more would make a printed page tiny."""

_MEETING_WIDTH = 11
_WIDE = 20
_PIXELS = 7
_LINE_POINTS = 13.5
_FORMATS: Mapping[str, str] = {
    "date": "dd.mm.yyyy",
    "time": "hh:mm",
    "whole": "General",
    "number": "General",
}
"""Any other entry is text, lest a program turn «1.10», «5-6» or «май 2021» into a date."""

_MEETING_HEAD = paint.Style(
    theme.ACCENT,
    theme.ACCENT_FAINT,
    centred=True,
    wrapped=True,
    middle=True,
    line=theme.RULE,
    edge=theme.RULE,
    number_format="dd.mm.yyyy",
)
_MARK_STYLE = paint.Style(centred=True, number_format="@")


def add_tab(book: Workbook, spot: Spot) -> None:
    """Add a table's sheet to the workbook."""
    table, menus, rules = spot.table, spot.menus, rules_of(spot)
    sheet = book.create_sheet(table.title)
    sheet.sheet_properties.tabColor = theme.TAB_OTHER
    for number, column in enumerate(table.columns, 1):
        _add_column(sheet, number, column)
        told = [rule for rule in rules if rule.area == spot.area(column.name)]
        sheet.cell(1, number).comment = note(note_text(column, menus, told))
    if table.register:
        _add_meetings(sheet, spot, rules)
    sheet.row_dimensions[1].height = _head_height(table)
    _add_starters(sheet, table)
    _add_validations(sheet, table, menus)
    add_colours(sheet, spot, rules)
    _set_view(sheet, table)


def _add_column(sheet: Worksheet, number: int, column: Column) -> None:
    prepared = sheet.column_dimensions[column_letters(number)]
    prepared.width = _width(column) + 5 / 7
    paint.apply(prepared, _style(column))
    head = sheet.cell(1, number, column.header)
    paint.apply(head, paint.HEAD_REQUIRED if column.required else paint.HEAD_OPTIONAL)


def _width(column: Column) -> float:
    """At least as wide as the header's longest word."""
    longest = max(text_pixels(word, TEXT_SIZE, bold=True) for word in column.header.split())
    return max(column.width, round(longest / _PIXELS + 1.5))


def _style(column: Column) -> paint.Style:
    entry = column.kind.entry
    return paint.Style(
        centred=entry in _FORMATS,
        wrapped=column.width >= _WIDE,
        number_format=_FORMATS.get(entry, "@"),
    )


def _head_height(table: Table) -> float:
    lines = max(_lines(column.header, column, bold=True) for column in table.columns)
    return lines * _LINE_POINTS + 12


def _lines(text: str, column: Column, bold: bool = False) -> int:
    return line_count(text, column_pixels(_width(column)), TEXT_SIZE, bold)


def _add_meetings(sheet: Worksheet, spot: Spot, rules: Iterable[Rule]) -> None:
    """Columns for meetings: their headers stay empty, or each would be read as a column."""
    declared = len(spot.columns)
    of_meetings = [rule for rule in rules if rule.area.startswith(spot.first_meeting)]
    sheet.cell(1, declared + 1).comment = note(meetings_note(of_meetings))
    for number in range(declared + 1, declared + 1 + MEETINGS_READY):
        prepared = sheet.column_dimensions[column_letters(number)]
        prepared.width = _MEETING_WIDTH + 5 / 7
        paint.apply(prepared, _MARK_STYLE)
        if number <= declared + _MEETINGS_SHOWN:
            paint.apply(sheet.cell(1, number), _MEETING_HEAD)


def _add_starters(sheet: Worksheet, table: Table) -> None:
    for row, words in enumerate(STARTERS.get(table.name, ()), 2):
        lines = 1
        for number, (column, word) in enumerate(zip(table.columns, words, strict=False), 1):
            if word:
                paint.apply(sheet.cell(row, number, word), _style(column))
                lines = max(lines, _lines(word, column))
        if lines > 1:
            sheet.row_dimensions[row].height = lines * _LINE_POINTS


def _add_validations(sheet: Worksheet, table: Table, menus: Menus) -> None:
    for number, column in enumerate(table.columns, 1):
        if rule := menus.validation(column.kind):
            rule.add(_down(number))
            sheet.add_data_validation(rule)
    if table.register and (rule := menus.validation(MARK)):
        first = len(table.columns) + 1
        rule.add(_down(first, first + MEETINGS_READY - 1))
        sheet.add_data_validation(rule)


def _down(first: int, last: int | None = None) -> str:
    return f"{column_letters(first)}2:{column_letters(last or first)}{SHEET_END}"


def _set_view(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = "B2"
    sheet.print_options.gridLines = True
    meetings = _MEETINGS_SHOWN * _MEETING_WIDTH if table.register else 0
    paint.set_page(sheet, sum(map(_width, table.columns)) + meetings, repeated="1:1")
