"""How the templates look: the theme's colours as openpyxl styles."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.sheet import theme
from sheets_sync.sheet.text_size import TEXT_SIZE

_A4 = 9
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.5, "bottom": 0.65, "header": 0.3, "footer": 0.35}
_PORTRAIT_WIDTH = 132
"""Characters of 10 points that still can be read when they are fitted to A4 upright."""

_LANDSCAPE_WIDTH = 230
"""The same for A4 lying; wider tabs take several pages side by side."""


@dataclass(frozen=True, slots=True)
class Style:
    """A cell's or a column's look; colours in hex, the size in points."""

    ink: str = theme.INK
    fill: str | None = None
    bold: bool = False
    size: float = TEXT_SIZE
    centred: bool = False
    wrapped: bool = False
    middle: bool = False
    line: str | None = None
    """The colour of the line below."""
    edge: str | None = None
    """The colour of the line on the right."""
    number_format: str = "General"


HEAD_REQUIRED = Style(
    theme.WHITE, theme.ACCENT, bold=True, centred=True, wrapped=True, middle=True, edge=theme.WHITE
)
HEAD_OPTIONAL = Style(
    theme.ACCENT, theme.ACCENT_SOFT, centred=True, wrapped=True, middle=True, edge=theme.WHITE
)


def apply(target: Any, style: Style) -> None:
    """Give a cell or a whole column a look."""
    target.font = Font(name=theme.FONT, sz=style.size, b=style.bold, color=style.ink, family=2)
    target.alignment = Alignment(
        horizontal="center" if style.centred else None,
        vertical="center" if style.middle else "top",
        wrap_text=style.wrapped or None,
    )
    target.number_format = style.number_format
    if style.fill:
        target.fill = PatternFill("solid", fgColor=style.fill)
    if style.line or style.edge:
        target.border = Border(bottom=_side(style.line), right=_side(style.edge))


def _side(colour: str | None) -> Side | None:
    return Side(style="thin", color=colour) if colour else None


def new_workbook(title: str) -> Workbook:
    """A workbook without sheets; its usual font decides how wide a column's «character» is."""
    book = Workbook()
    book.remove(book.worksheets[0])
    normal = Font(name=theme.FONT, sz=TEXT_SIZE, family=2, color=theme.INK)
    book._fonts = IndexedList([normal])  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = normal  # type: ignore[attr-defined]
    book.properties.creator = book.properties.lastModifiedBy = ""
    book.properties.title = title
    return book


def set_page(sheet: Worksheet, width: float, repeated: str | None = None) -> None:
    """A4, lying if wide, fitted to the width; the sheet's name and page numbers stand below."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if width > _PORTRAIT_WIDTH else "portrait"
    across = ceil(width / _LANDSCAPE_WIDTH)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side, inches in _MARGINS.items():
        setattr(sheet.page_margins, side, inches)
    if repeated:
        sheet.print_title_rows = repeated
    if across > 1:
        sheet.print_title_cols = "A:A"
    footer: Any = sheet.oddFooter
    for part, text in ((footer.left, "&A"), (footer.right, "стр. &P из &N")):
        part.text, part.font, part.size, part.color = text, f"{theme.FONT},Regular", 8, theme.QUIET
