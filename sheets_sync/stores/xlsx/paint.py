"""Grids → an openpyxl workbook without its cells: styles, columns, charts, pages, our mark."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.dimensions import SheetFormatProperties
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.sheet import a4, theme
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.pieces import Align, Cell, Format, Grid, Look
from sheets_sync.sheet.text_size import STANDARD_HEIGHT, TEXT_SIZE
from sheets_sync.stores.xlsx.cells import area_name
from sheets_sync.stores.xlsx.charts import add_chart
from sheets_sync.stores.xlsx.mark import MARK, TAB_MARK

_BAD_TITLE = re.compile(r"[\[\]:*?/\\]|^'|'$|^$|^.{32,}$|^history$", re.IGNORECASE)
_A4 = 9

_StyleKey = tuple[Look, Format, Align | None, bool, bool, bool, bool]


def workbook_of(grids: Sequence[Grid], marks: Mapping[str, str], organisation: str) -> Workbook:
    """The workbook with our mark and each tab's digest; raises ValueError for a bad title."""
    check_titles([grid.title for grid in grids])
    book = Workbook()
    book.remove(book.worksheets[0])
    _set_font(book)
    book.properties.creator = organisation
    book.properties.lastModifiedBy = organisation
    book.properties.title = "Сводка"
    for grid in grids:
        sheet = book.create_sheet(grid.title)
        _paint(sheet, grid)
        sheet.sheet_properties.tabColor = theme.TAB_OTHER
    book.worksheets[0].sheet_properties.tabColor = theme.TAB_FIRST
    book.worksheets[0].sheet_view.tabSelected = True
    _mark(book, marks)
    return book


def check_titles(titles: Sequence[str]) -> None:
    """Raises ValueError for a title that Excel refuses, and for two that are the same to it."""
    for title in titles:
        if _BAD_TITLE.search(title):
            raise ValueError(f"«{title}» can't be the title of a sheet")
    if not titles or len({title.casefold() for title in titles}) < len(titles):
        raise ValueError(f"titles must differ: {titles}")


def _set_font(book: Workbook) -> None:
    """The font of the Normal style decides how wide a column's «character» is."""
    normal = Font(name=theme.FONT, sz=TEXT_SIZE, family=2, color=theme.INK)
    book._fonts = IndexedList([normal])  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = normal  # type: ignore[attr-defined]


def _mark(book: Workbook, marks: Mapping[str, str]) -> None:
    properties = book.custom_doc_props  # type: ignore[attr-defined]
    properties.append(StringProperty(name=MARK, value="1"))
    for title, mark in marks.items():
        properties.append(StringProperty(name=f"{TAB_MARK}{title}", value=mark))


class Styles:
    """Each combination of look, format and place is built once; cells know it by its number."""

    def __init__(self, book: Workbook) -> None:
        self._scratch = book.create_sheet("scratch")
        book.remove(self._scratch)
        self._ready: dict[_StyleKey, int] = {}

    def of(self, cell: Cell, first: bool, last: bool) -> int:
        """The style of a cell; `first` and `last` tell whether it is an edge of its span."""
        linked = cell.link is not None
        key = (cell.look, cell.format, cell.align, cell.wrap, linked, first, last)
        style = self._ready.get(key)
        if style is None:
            style = self._ready[key] = self._build(cell, first, last)
        return style

    def _build(self, cell: Cell, first: bool, last: bool) -> int:
        paint = theme.paint(cell.look)
        model = SheetCell(self._scratch, row=1, column=1)
        model.font = _font(paint, cell.link is not None)
        model.alignment = _alignment(paint, cell)
        model.border = Border(
            left=_side(paint.left if first else None),
            right=_side(paint.right if last else None),
            top=_side(paint.top),
            bottom=_side(paint.bottom),
        )
        if paint.fill:
            model.fill = PatternFill("solid", fgColor=paint.fill)
        model.number_format = theme.number_code(cell.format, cell.align is Align.RIGHT, cell.look)
        return model.style_id


def _font(paint: theme.Paint, linked: bool) -> Font:
    ink = paint.link if linked else paint.ink
    font = Font(name=theme.FONT, sz=paint.size, b=paint.bold, color=ink, family=2)
    font.u = "single" if linked else None
    return font


def _alignment(paint: theme.Paint, cell: Cell) -> Alignment:
    align = cell.align or Align.LEFT
    return Alignment(
        horizontal=align.value,
        vertical="center" if paint.stand is theme.Stand.MIDDLE else paint.stand.value,
        wrap_text=cell.wrap or None,
        text_rotation=90 if paint.turned else 0,
        indent=paint.indent if align is Align.LEFT else 0,
    )


def _side(rule: theme.Rule | None) -> Side | None:
    return Side(style=rule.stroke.value, color=rule.colour) if rule else None


def _paint(sheet: Worksheet, grid: Grid) -> None:
    for index, width in enumerate(grid.widths, 1):
        column = sheet.column_dimensions[column_letters(index)]
        column.width, column.hidden = width + 5 / 7, index in grid.hidden
    sheet.sheet_format = SheetFormatProperties(
        defaultRowHeight=STANDARD_HEIGHT, customHeight=True, baseColWidth=10
    )
    for chart in grid.charts:
        add_chart(sheet, grid, chart)
    _set_view(sheet, grid)
    _set_page(sheet, grid)


def _set_view(sheet: Worksheet, grid: Grid) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    if grid.frozen_rows or grid.frozen_columns:
        corner = f"{column_letters(grid.frozen_columns + 1)}{grid.frozen_rows + 1}"
        sheet.freeze_panes = corner
    if grid.filtered:
        sheet.auto_filter.ref = area_name(grid.filtered)


def _set_page(sheet: Worksheet, grid: Grid) -> None:
    """Scale and page breaks are the layout's own: programs that fit to a width forget breaks."""
    page = sheet.page_setup
    page.paperSize = _A4
    page.orientation = "landscape" if grid.page.landscape else "portrait"
    page.scale = a4.SCALE
    if grid.page.one:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.fitToWidth = page.fitToHeight = 1
    sheet.print_options.horizontalCentered = True
    for side, inches in a4.MARGINS.items():
        setattr(sheet.page_margins, side, inches)
    for row in grid.page.breaks:
        sheet.row_breaks.append(Break(id=row))
    if grid.page.first_only and grid.page.breaks:
        sheet.print_area = f"A1:{column_letters(len(grid.widths))}{grid.page.breaks[0]}"
    if grid.page.repeat_rows:
        sheet.print_title_rows = "{}:{}".format(*grid.page.repeat_rows)
    if grid.frozen_columns:
        sheet.print_title_cols = f"A:{column_letters(grid.frozen_columns)}"
    _set_footer(sheet, grid)


def _set_footer(sheet: Worksheet, grid: Grid) -> None:
    footer: Any = sheet.oddFooter
    sheet.HeaderFooter.scaleWithDoc = False
    texts = ((footer.left, grid.page.footer), (footer.right, grid.title))
    for part, text in texts:
        part.font, part.size, part.color = f"{theme.FONT},Regular", 8, theme.QUIET
        part.text = text.replace("&", "&&")
    footer.right.text += " · стр. &P из &N"
