"""A small centre whose books are all right; each test overtypes the cells it is about."""

import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import openpyxl

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.periods import SchoolYear
from sheets_sync.problems import Problem
from sheets_sync.sheet.cells import CellRef, Merge, Place, Raw, Tab, column_letters, tab_of
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.workspace import Workspace

TODAY = date(2021, 2, 18)
ERROR, WARNING, INFO = "ошибка", "предупреждение", "сведение"

PATIENCE = 600.0
"""Seconds that only a test waits which would never end; a slow machine is no failure."""

Rows = list[list[Raw]]
Spot = tuple[str, str, str, str | None, int | None]
"""(severity, check, tab, header, sheet row); no header and row where the problem has no cell."""

C01, C02 = date(2020, 11, 12), date(2021, 2, 18)
K01, K02, K03 = date(2021, 2, 2), date(2021, 2, 9), date(2021, 2, 25)
SINCE = date(2020, 9, 1)

BOOKS: dict[str, dict[str, Rows]] = {
    "Справочники.xlsx": {
        "Школы": [
            ["Код", "Краткое название", "Действует"],
            ["Ш-44", "МБОУ СОШ № 44", "да"],
            ["Ш-9", "МБОУ СОШ № 9", "да"],
            ["О-9", "МБОУ ООШ № 9", "да"],
        ],
        "ШНОР": [
            ["Школа", "Учебный год", "В перечне", "Предметы риска"],
            ["СОШ № 44", "2020–2021", "да", "русский язык; математика"],
        ],
        "Тьюторы": [
            ["Код", "Фамилия", "Имя", "Отчество", "Школа", "Должность", "Предмет", "Направления",
             "Работает с", "По"],
            ["Т-01", "Барсукова", "Елена", "Львовна", "СОШ № 9", "учитель", "русский язык",
             "ВПР; ОГЭ", SINCE, None],
            ["Т-02", "Белов", "Пётр", "Ильич", "ООШ № 9", "учитель", "математика", "ОГЭ",
             SINCE, None],
            ["Т-03", "Зимина", "Ольга", "Юрьевна", "СОШ № 44", "учитель", "математика", "ВПР",
             SINCE, None],
        ],
        "Предметы": [
            ["Предмет", "Варианты написания"],
            ["русский язык", None],
            ["математика", "матем."],
        ],
        "Отметки": [
            ["Отметка", "Варианты", "Считать как"],
            ["+", None, "присутствовал"],
            ["д", None, "дистанционно"],
            ["оп", None, "опоздал"],
            ["у", None, "уважительная"],
            ["н", None, "без причины"],
            ["х", None, "не приглашён"],
        ],
        "Календарь": [
            ["Начало", "Окончание", "Вид", "Название"],
            [date(2021, 2, 22), None, "нерабочий", "перенос выходного"],
        ],
    },
    "Посещаемость.xlsx": {
        "Совещания": [
            ["Код", "Дата", "Начало", "Окончание", "Вид", "Формат", "Место", "Тема", "Приглашены",
             "Статус"],
            ["С-01", C01, "13:00", "14:00", "совещание", "очно", "актовый зал", "Планы", None,
             "проведено"],
            ["С-02", C02, "13:00", "14:00", "совещание", "очно", "актовый зал", "О ВПР", "ВПР",
             "проведено"],
        ],
        "Повестка": [["Совещание", "№", "Вопрос"], ["С-01", "1", "О планах"]],
        "Явка": [
            ["Тьютор", C01, "С-02"],
            ["Барсукова Е.Л.", "+", "+"],
            ["Белов П.И.", "н", None],
            ["Зимина О.Ю.", "у", "оп"],
        ],
        "Поручения": [
            ["Совещание", "Поручение", "Ответственный", "Срок", "Статус", "Дата исполнения"],
            ["С-01", "Составить план", "тьюторы", "до 01.12.2020", "исполнено", date(2020, 11, 27)],
            ["С-02", "Собрать отчёты", "тьюторы", "до 01.03.2021", "в работе", None],
        ],
    },
    "Консультации.xlsx": {
        "График": [
            ["Код", "Дата", "Начало", "Окончание", "Тьютор", "Направление", "Предмет", "Тема",
             "Вид", "Формат", "Место", "Приглашённые школы", "Статус", "Новая дата"],
            ["К-01", K01, "15:00", "16:00", "Барсукова Е.Л.", "ВПР", "русский язык", "Критерии",
             "групповая", "очно", "каб. 1", None, "проведена", None],
            ["К-02", K02, "15:00", "16:00", "Белов П.И.", "ОГЭ", "математика", "Дроби",
             "групповая", "очно", "каб. 2", None, "проведена", None],
            ["К-03", K03, "15:00", "16:00", "Зимина О.Ю.", "ВПР", "математика", "Задачи",
             "групповая", "очно", "каб. 3", None, "запланирована", None],
        ],
        "Журнал": [
            ["Консультация", "Дата", "Тьютор", "Школа", "Педагог", "Количество",
             "Вопрос или дефицит", "Минуты", "Отметка"],
            ["К-01", K01, "Барсукова Е.Л.", "СОШ № 44", "Иванова М.П.", None,
             "предметный", 45, "+"],
            ["К-02", K02, "Белов П.И.", "СОШ № 44", "Иванова М.П.", None,
             "методический", 30, "+"],
            ["К-02", K02, "Белов П.И.", "СОШ № 9", None, 4, "методический", 60, "+"],
        ],
    },
    "Отчёты тьюторов.xlsx": {
        "Индивидуальные планы": [
            ["Тьютор", "Педагог", "Школа", "Предмет", "Дефицит", "Мероприятие", "Форма", "Срок",
             "Статус", "Дата выполнения"],
            ["Барсукова Е.Л.", "Иванова М.П.", "СОШ № 44", "русский язык", "предметный",
             "Разбор работ", "консультация", "до 10.02.2021", "выполнено", date(2021, 2, 9)],
            ["Белов П.И.", "Иванова М.П.", "СОШ № 44", "математика", "методический",
             "Открытый урок", "посещение урока", "до 01.02.2021", "в работе", None],
            ["Зимина О.Ю.", "Котова А.С.", "СОШ № 44", "математика", "оценочный",
             "Разбор критериев", "консультация", "март 2021", "не начато", None],
        ],
        "Отчёты": [
            ["Тьютор", "Учебный год", "Полугодие", "Дата сдачи", "Статус", "Трудности"],
            ["Барсукова Е.Л.", "2020–2021", "I", date(2021, 1, 14), "принят", "Мало времени"],
            ["Белов П.И.", "2020–2021", "I", date(2021, 1, 15), "сдан", "мало времени."],
            ["Зимина О.Ю.", "2020–2021", "I", date(2021, 1, 12), "принят", None],
        ],
    },
    "Дорожная карта ШНОР.xlsx": {
        "Дорожная карта": [
            ["№", "Раздел", "Мероприятие", "Школы", "Срок", "Ответственный", "Статус",
             "Дата исполнения"],
            ["1.1", "Методика", "Семинар по математике", "все ШНОР", "январь 2021",
             "методисты ИМЦ", "выполнено", date(2021, 1, 20)],
            ["1.2", "Методика", "Курсы", "СОШ № 44", "до 01.02.2021", "ИРО", "в работе", None],
            ["2.1", "Контроль", "Диагностика", "СОШ № 44", "до 25.02.2021", "администрация ОО",
             "не начато", None],
        ],
        "Результаты": [
            ["Учебный год", "Процедура", "Школа", "Класс", "Предмет", "По списку", "Писали",
             "«5»", "«4»", "«3»", "«2»"],
            ["2020–2021", "ВПР", "СОШ № 44", "5", "математика", 27, 25, 3, 8, 10, 4],
            ["2019–2020", "ВПР", "СОШ № 44", "5", "математика", 27, 20, 1, 3, 10, 6],
            ["2020–2021", "ВПР", "СОШ № 9", "5", "математика", 26, 25, 3, 4, 8, 10],
            ["2020–2021", "ВПР", "СОШ № 9", "5", "русский язык", 26, 25, 3, 4, 8, 10],
        ],
    },
}  # fmt: skip


@dataclass
class Desk:
    """The books as rows of cells, header first; row numbers are those of the sheet."""

    books: dict[str, dict[str, Rows]] = field(default_factory=lambda: deepcopy(BOOKS))
    merges: dict[str, tuple[Merge, ...]] = field(default_factory=dict)

    def rows(self, tab: str) -> Rows:
        """The rows of the first tab with this title."""
        return next(tabs[tab] for tabs in self.books.values() if tab in tabs)

    def set(self, tab: str, row: int, header: Raw, value: Raw) -> "Desk":
        """Overtype one cell; a header that is not there becomes a new last column."""
        rows = self.rows(tab)
        if header not in rows[0]:
            rows[0].append(header)
        column = rows[0].index(header)
        rows[row - 1] += [None] * (column + 1 - len(rows[row - 1]))
        rows[row - 1][column] = value
        return self

    def add(self, tab: str, like: int | None = None, **cells: Raw) -> int:
        """Add a row (like an earlier one, some cells other); → its sheet row."""
        rows = self.rows(tab)
        rows.append(list(rows[like - 1]) if like else [None] * len(rows[0]))
        for header, value in cells.items():
            self.set(tab, len(rows), header.replace("_", " "), value)
        return len(rows)

    def drop(self, tab: str) -> "Desk":
        """Take a tab away."""
        for tabs in self.books.values():
            tabs.pop(tab, None)
        return self

    def drop_column(self, tab: str, header: str) -> "Desk":
        """Take a column away."""
        rows = self.rows(tab)
        column = rows[0].index(header)
        for row in rows:
            del row[column : column + 1]
        return self

    def tabs(self) -> list[Tab]:
        """The books as a store reads them."""
        return [
            tab_of(Place(book, title), rows, self.merges.get(title, ()))
            for book, tabs in self.books.items()
            for title, rows in tabs.items()
        ]

    def save(self, folder: Path, settings: str = "") -> Path:
        """The books as .xlsx with a workspace.toml; → the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for book, tabs in self.books.items():
            save_book(folder / book, tabs, self.merges)
        write_settings(folder, list(self.books), settings)
        return folder


def until(happened: Callable[[], object]) -> None:
    """Wait for what another process or thread does."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def write_settings(folder: Path, books: Sequence[str], settings: str = "") -> None:
    """workspace.toml; `settings` are further lines and sections."""
    listed = ", ".join(f'"{book}"' for book in books)
    (folder / "workspace.toml").write_text(
        f'books = [{listed}]\nsummary = "Сводка ИМЦ.xlsx"\nschool_year = "2020–2021"\n{settings}',
        encoding="utf-8",
    )


def save_book(
    path: Path, tabs: Mapping[str, Rows], merges: Mapping[str, Sequence[Merge]] | None = None
) -> None:
    """Tabs as an .xlsx; text is text, «=1+1» too."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in tabs.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
        for m in (merges or {}).get(title, ()):
            area = f"{column_letters(m.first_column)}{m.first_row}"
            sheet.merge_cells(f"{area}:{column_letters(m.last_column)}{m.last_row}")
    book.save(path)


def workspace(**settings: object) -> Workspace:
    """A workspace whose books are in memory."""
    usual: dict[str, object] = {
        "root": Path("/нет"),
        "books": ("книга.xlsx",),
        "summary": "Сводка ИМЦ.xlsx",
        "school_year": SchoolYear(2020),
    }
    return Workspace(**(usual | settings))  # type: ignore[arg-type]


_LOOKED: dict[str, Analysis] = {}


def look(desk: Desk, today: date = TODAY, everything: bool = False, **settings: object) -> Analysis:
    """Read, check and compute the books in memory (once, however often a test asks)."""
    key = repr((desk, today, everything, settings))
    if key not in _LOOKED:
        if len(_LOOKED) > 150:
            _LOOKED.clear()
        place = workspace(**settings)
        snapshot = MemoryStore(desk.tabs()).read(TabNames(place.tabs).wanted)
        _LOOKED[key] = analyse(place, snapshot, today, everything)
    return _LOOKED[key]


def header_of(desk: Desk, cell: CellRef) -> str:
    """What the first row says above a cell."""
    head = desk.books[cell.place.book][cell.place.tab][0][cell.column - 1]
    return f"{head:%d.%m.%Y}" if isinstance(head, date) else str(head)


def spot(desk: Desk, problem: Problem) -> Spot:
    """A problem in the words of this module."""
    head = (str(problem.severity), problem.check, problem.place.tab)
    if problem.cell is None:
        return (*head, None, None)
    return (*head, header_of(desk, problem.cell), problem.cell.row)


def spots(desk: Desk, today: date = TODAY, everything: bool = False) -> list[Spot]:
    """All problems of the books."""
    return [spot(desk, problem) for problem in look(desk, today, everything).problems]


def counts(analysis: Analysis, tab: str) -> tuple[int, int, int]:
    """(read, counted, rejected) of a tab, its books together."""
    rows = [(t.read, t.counted, t.rejected) for t in analysis.tabs if t.tab == tab]
    read, counted, rejected = (sum(column) for column in zip(*rows, strict=True))
    return read, counted, rejected
