"""The sheet «Как заполнять»: what each tab is for, each column, how things are typed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.samples.templates import paint
from sheets_sync.samples.templates.dropdowns import LISTS, Menus, kinds_of
from sheets_sync.samples.templates.notes import REGISTER_HINT, REQUIRED, need, origin
from sheets_sync.samples.templates.starters import STARTERS
from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.text_size import column_pixels, line_count
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.books import HELPERS
from sheets_sync.tables.directories import DIRECTORIES, MARKS, SCHOOLS
from sheets_sync.tables.kinds.base import Kind
from sheets_sync.tables.kinds.dates import Date
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.number import Count
from sheets_sync.tables.kinds.refs import Mark, Ref
from sheets_sync.tables.kinds.remark_numbers import RemarkNumbers
from sheets_sync.tables.kinds.terms import Term
from sheets_sync.tables.kinds.text import Code, Label
from sheets_sync.tables.kinds.times import Time
from sheets_sync.tables.schema import Book, Column, Table

GUIDE = HELPERS[0]

_WIDTHS = (22, 21, 54, 34)
_LINE = 1.3
_TITLE = paint.Style(theme.ACCENT, bold=True, size=16, middle=True)
_SECTION = paint.Style(theme.ACCENT, bold=True, size=12, middle=True)
_TEXT = paint.Style(wrapped=True)
_HEAD = paint.Style(theme.ACCENT, theme.ACCENT_SOFT, bold=True, size=9, middle=True)
_CELL = paint.Style(wrapped=True, middle=True, line=theme.RULE)
_STRONG = replace(_CELL, bold=True)
_FAINT = replace(_CELL, ink=theme.QUIET)

_INTRO = (
    "Одна строка — одна запись. Тёмный заголовок — столбец обязательный, светлый — можно не "
    "заполнять. Наведите мышь на заголовок: появится подсказка с примером.",
    "Красным шаблон подсвечивает ошибку, жёлтым — то, что стоит проверить, и обязательную ячейку, "
    "которую пропустили: почему, сказано в подсказке заголовка. Столбцы можно переставлять и "
    "добавлять свои; названия столбцов и листов не меняйте: по ним программа находит данные.",
)

Test = Callable[[Kind], bool]


def _is(*kinds: type[Kind]) -> Test:
    return lambda kind: isinstance(kind, kinds)


def _refers(lookup: str) -> Test:
    return lambda kind: isinstance(kind, Ref) and kind.lookup == lookup


_TYPING: tuple[tuple[Test, str, str], ...] = (
    (_is(Date), "Дата", "День, месяц, год: 18.02.2021. Год пишите всегда."),
    (
        _is(Time),
        "Время",
        f"Через двоеточие: 13:00. В {MEETINGS.head('start')} можно сразу 13:00–14:30.",
    ),
    (
        _is(Term),
        "Срок",
        "Дата (01.03.2021) или слова: до 20 февраля, февраль 2021, I полугодие, ежемесячно, "
        "постоянно.",
    ),
    (_is(ListOf), "Несколько значений", "В одной ячейке через точку с запятой: ВПР; ОГЭ."),
    (
        _is(RemarkNumbers),
        "№ замечания",
        "Десять цифр с листа «Замечания» сводки; несколько — через точку с запятой.",
    ),
    (_is(Count), "Число", "Только цифры: 12. Не «около 10» и не «10–12»."),
    (
        _is(Code, Label),
        "Код и №",
        "Как есть: С-06, К-014, 1.10. Один код — одна запись; код потом не меняйте.",
    ),
    (
        _refers("schools"),
        "Школа",
        f"Код или название, как на листе {SCHOOLS.sheet}: МБОУ СОШ № 44, СОШ 44. Один номер не "
        "пишите, если такой есть и у СОШ, и у ООШ.",
    ),
    (_refers("tutors"), "Тьютор", "Код (Т-07), «Фамилия И.О.» или полное имя."),
    (
        _is(Mark),
        "Отметка",
        f"Одна отметка в ячейке, из листа {MARKS.sheet} книги «{DIRECTORIES.title}». Пустая ячейка "
        "значит «не отмечено», а не «отсутствовал».",
    ),
)

_NEVER = (
    "Не удаляйте строку заголовков и не объединяйте ячейки.",
    "Не ставьте прочерк, если сказать нечего: оставьте ячейку пустой.",
    "Не пишите несколько записей в одной строке: двое педагогов — две строки.",
    "Не считайте итоги в этих листах: сводку программа составит сама.",
    "Не вписывайте сведения об учениках, телефоны и даты рождения.",
)

_LISTS_HINT = (
    f"Из столбцов листа «{LISTS}» слова попадают в списки для выбора. Лист заполняет программа "
    "(команда sheets-sync lists), руками в него ничего не вписывайте: новые люди, школы и "
    "консультации появятся сами. В подсчётах он не участвует."
)

_STARTERS_HINT = "Первые строки уже вписаны: проверьте их, поправьте под себя и добавьте свои."


def add_guide(book: Workbook, staff: Book, menus: Menus) -> None:
    """Add the guide of a book as the workbook's next sheet."""
    page = _Page(book.create_sheet(GUIDE))
    page.line(f"Книга «{staff.title}»: как заполнять", _TITLE, 30)
    for text in _INTRO:
        page.text(text)
    for table in staff.tables:
        _add_table(page, table, menus)
    if menus.sources:
        page.section(f"Лист «{LISTS}»")
        page.text(_LISTS_HINT)
    _add_typing(page, staff)
    page.section("Чего не делать")
    for text in _NEVER:
        page.text(f"•  {text}")
    page.finish()


def _add_table(page: "_Page", table: Table, menus: Menus) -> None:
    page.section(f"Лист «{table.title}»")
    page.text(table.purpose)
    if table.register:
        page.text(REGISTER_HINT)
    if table.name in STARTERS:
        page.text(_STARTERS_HINT)
    page.head("Столбец", "Нужно ли", "Что писать", "Пример")
    for column in table.columns:
        page.row(_about(column, menus))


def _about(column: Column, menus: Menus) -> tuple[tuple[str, paint.Style], ...]:
    hint = " ".join(filter(None, (column.hint, origin(column, menus))))
    name = _STRONG if column.required else _CELL
    wanted = _CELL if need(column) == REQUIRED else _FAINT
    return (
        (column.header, name),
        (need(column), wanted),
        (hint, _CELL),
        (column.example, _FAINT),
    )


def _add_typing(page: "_Page", staff: Book) -> None:
    page.section("Как вписывать")
    kinds = list(_every_kind(kind for table in staff.tables for kind in kinds_of(table)))
    for fits, name, text in _TYPING:
        if any(map(fits, kinds)):
            page.pair(name, text)


def _every_kind(kinds: Iterable[Kind]) -> Iterator[Kind]:
    """Kinds and what lists are made of."""
    for kind in kinds:
        yield kind
        if isinstance(kind, ListOf):
            yield kind.item


class _Page:
    """A sheet that is written from top to bottom."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._row = 0
        for number, width in enumerate(_WIDTHS, 1):
            sheet.column_dimensions[column_letters(number)].width = width + 5 / 7

    def line(self, text: str, style: paint.Style, height: float) -> None:
        """One line that may run over the columns to the right."""
        self._row += 1
        paint.apply(self._sheet.cell(self._row, 1, text), style)
        self._sheet.row_dimensions[self._row].height = height

    def section(self, text: str) -> None:
        """A heading with room above it."""
        self._row += 1
        self.line(text, _SECTION, 24)

    def text(self, text: str) -> None:
        """A paragraph as wide as the page."""
        self.line(text, _TEXT, _height(text, sum(_WIDTHS)))
        self._merge(1)

    def pair(self, name: str, text: str) -> None:
        """A name and what is said of it, as wide as the rest of the page."""
        room = sum(_WIDTHS[1:])
        self.line(name, _STRONG, _height(text, room))
        for number in range(2, len(_WIDTHS) + 1):
            paint.apply(self._sheet.cell(self._row, number), _CELL)
        self._sheet.cell(self._row, 2, text)
        self._merge(2)

    def head(self, *texts: str) -> None:
        """The header of a table."""
        self.row(tuple((text, _HEAD) for text in texts))

    def row(self, cells: tuple[tuple[str, paint.Style], ...]) -> None:
        """A table's row, as high as its longest text needs."""
        self._row += 1
        for number, (text, style) in enumerate(cells, 1):
            paint.apply(self._sheet.cell(self._row, number, text), style)
        needed = (
            _height(text, width, style.bold)
            for (text, style), width in zip(cells, _WIDTHS, strict=True)
        )
        self._sheet.row_dimensions[self._row].height = max(needed)

    def finish(self) -> None:
        """Set what concerns the whole page."""
        self._sheet.sheet_view.showGridLines = False
        self._sheet.sheet_properties.tabColor = theme.TAB_FIRST
        paint.set_page(self._sheet, sum(_WIDTHS))

    def _merge(self, first: int) -> None:
        self._sheet.merge_cells(
            start_row=self._row, end_row=self._row, start_column=first, end_column=len(_WIDTHS)
        )


def _height(text: str, width: float, bold: bool = False) -> float:
    lines = line_count(text, column_pixels(width) - 6, _TEXT.size, bold)
    return lines * _TEXT.size * _LINE + 5
