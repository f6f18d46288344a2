"""A declared Book → the workbook staff start from."""

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from sheets_sync.samples.templates import paint
from sheets_sync.samples.templates.dropdowns import LISTS, Menus
from sheets_sync.samples.templates.guide import add_guide
from sheets_sync.samples.templates.notes import note
from sheets_sync.samples.templates.rules.spot import Names, Spot
from sheets_sync.samples.templates.staff_tab import add_tab
from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import column_letters
from sheets_sync.tables.menus import FIRST_ROW, HEAD_ROW, mark_text
from sheets_sync.tables.schema import Book

_LIST_WIDTH = 24
_WORD = paint.Style(number_format="@")
_SAID = paint.Style(theme.QUIET)


def workbook_of(staff: Book) -> Workbook:
    """The guide, the book's tabs, and the words of its dropdowns if they need a sheet."""
    book = paint.new_workbook(staff.title)
    menus, names = Menus(staff), Names()
    add_guide(book, staff, menus)
    for table in staff.tables:
        add_tab(book, Spot(staff, table, menus, names))
    if menus.sources:
        _add_lists(book, menus)
    for name, place in sorted(names.ranges.items()):
        book.defined_names[name] = DefinedName(name, attr_text=place)
    book.worksheets[0].sheet_view.tabSelected = True
    return book


def _add_lists(book: Workbook, menus: Menus) -> None:
    sheet = book.create_sheet(LISTS)
    words = {source.title: source.words for source in menus.sources.values()}
    paint.apply(sheet.cell(1, 1, mark_text(words)), _SAID)
    for number, source in enumerate(menus.sources.values(), 1):
        column = sheet.column_dimensions[column_letters(number)]
        column.width = _LIST_WIDTH
        paint.apply(column, _WORD)
        head = sheet.cell(HEAD_ROW, number, source.title)
        head.comment = note(source.note)
        paint.apply(head, paint.HEAD_OPTIONAL)
        for row, word in enumerate(source.words, FIRST_ROW):
            paint.apply(sheet.cell(row, number, word), _WORD)
    sheet.row_dimensions[HEAD_ROW].height = 26
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.sheet_properties.tabColor = theme.RULE
    paint.set_page(sheet, _LIST_WIDTH * len(menus.sources), repeated=f"{HEAD_ROW}:{HEAD_ROW}")
