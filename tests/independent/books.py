"""Writes a world as .xlsx books and workspace.toml, tidily or as people do; keeps addresses."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from . import hands
from .schema import BOOK_OF, SCHEMA, columns, required
from .truth import Row, World

KEEPERS = {
    "Справочники.xlsx": "методист Иванова И.И.",
    "Посещаемость.xlsx": "Павлюк А.А.",
    "Дорожная карта ШНОР.xlsx": "методист Крутова Е.С.",
}
EXTRAS = ["№ п/п", "Цвет папки", "Согласовано", "Кем внесено"]
SECTIONED = "Дорожная карта"
MERGED_DOWN = {
    "Журнал": ("Консультация", "Дата", "Тьютор"),
    "Повестка": ("Совещание",),
    "Индивидуальные планы": ("Тьютор",),
    "Дорожная карта": ("Раздел",),
    "Результаты": ("Учебный год", "Процедура"),
}
TOTALLED = (  # columns that a total row fills
    "Количество", "Минуты", "План участников", "Консультаций (заявлено)", "Писали", "«5»", "«2»",
)  # fmt: skip


@dataclass
class Books:
    """Workbooks in memory and where each value of the truth stands in them."""

    world: World
    files: dict[str, Workbook] = field(default_factory=dict)
    at: dict[tuple[str, int, str], tuple[str, str]] = field(default_factory=dict)
    head: dict[tuple[str, str, str], str] = field(default_factory=dict)  # (book, tab, column)
    aliases: dict[str, dict[str, str]] = field(default_factory=dict)

    def sheet(self, book: str, tab: str) -> Worksheet:
        if book not in self.files:
            self.files[book] = Workbook()
            self.files[book].remove(self.files[book].active)
        made = self.files[book]
        return made[tab] if tab in made.sheetnames else made.create_sheet(tab)

    def home(self, tab: str, place: int) -> str:
        """The book a row of the truth was typed in."""
        return self.at[tab, place, required(tab)[0]][0]

    def put(self, tab: str, place: int, column: str, value: Any) -> tuple[str, str]:
        """Overtype one cell; returns (book, A1)."""
        book, cell = self.at[tab, place, column]
        self.files[book][tab][cell].value = value
        return book, cell

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, book in self.files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            book.save(path)
        (folder / "workspace.toml").write_text(self.toml(), encoding="utf-8")

    def toml(self) -> str:
        names = [name for name in self.files if "/" not in name]
        names += ["тьюторы/*.xlsx"] if len(names) < len(self.files) else []
        lines = [
            'organisation = "МКУ ИМЦ"',
            f'school_year = "{self.world.year}"',
            f"today = {self.world.today}",
            'timezone = "Europe/Moscow"',
            "books = [" + ", ".join(f'"{name}"' for name in names) + "]",
            'summary = "Сводка ИМЦ.xlsx"',
            "[rules]",
            "overdue_days = 3",
            *([f'low_results = "{self.world.low_rule}"'] if self.world.low_rule else []),
            "[owners]",
            *(f'"{book}" = "{keeper}"' for book, keeper in KEEPERS.items()),
        ]
        for tab, names_of in self.aliases.items():
            lines.append(f'[headers."{tab}"]')
            lines += [f'"{typed}" = "{ours}"' for typed, ours in names_of.items()]
        return "\n".join(lines) + "\n"


def write(world: World, style: str = "clean", seed: int = 0, *, merge: bool = True) -> Books:
    """The truth as books, `clean` (plain tables) or `messy` (§2); `merge` joins cells downwards."""
    books = Books(world)
    rng = random.Random(seed)
    paint = _Messy(books, rng, merge) if style == "messy" else _Clean(books)
    for tab in SCHEMA:
        for book, places in paint.share_out(tab).items():
            paint.table(book, tab, places)
    return books


class _Clean:
    """Header in row 1, rows below it, columns in the order of the contract."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.world = books.world
        self.hand: hands.Clean = hands.Clean(books.world)

    def share_out(self, tab: str) -> dict[str, list[int]]:
        """Which rows of a tab go to which book."""
        return {BOOK_OF[tab]: list(range(len(self.world.tabs[tab])))}

    def kinds(self, tab: str) -> dict[str, str]:
        """Columns of a tab; the register has one more for each meeting."""
        marks = dict.fromkeys(self.world.headings, "mark") if tab == "Явка" else {}
        return columns(tab) | marks

    def heading(self, tab: str, column: str) -> Any:
        if tab != "Явка" or column not in self.world.headings:
            return column
        if self.world.headings[column] == "code":
            return self.hand("code", column)
        return self.hand("date", self.world.find("Совещания", column)["Дата"])

    def cells(self, tab: str, row: Row) -> Row:
        """One row as it is typed."""
        return {name: self.hand(kind, row[name]) for name, kind in self.kinds(tab).items()}

    def table(self, book: str, tab: str, places: list[int]) -> None:
        self.lay(book, tab, places, {name: n for n, name in enumerate(self.kinds(tab), 1)}, 1)

    def lay(
        self, book: str, tab: str, places: list[int], where: dict[str, int], top: int
    ) -> dict[int, int]:
        """Writes header and rows; returns place in the truth → row of the sheet."""
        sheet = self.books.sheet(book, tab)
        for name, column in where.items():
            sheet.cell(top, column).value = self.heading(tab, name)
            self.books.head[book, tab, name] = f"{get_column_letter(column)}{top}"
        rows = self.below(sheet, tab, places, where, top)
        for place, line in rows.items():
            typed = self.cells(tab, self.world.tabs[tab][place])
            for name, column in where.items():
                sheet.cell(line, column).value = typed[name]
                self.books.at[tab, place, name] = book, f"{get_column_letter(column)}{line}"
        return rows

    def below(
        self, sheet: Worksheet, tab: str, places: list[int], where: dict[str, int], top: int
    ) -> dict[int, int]:
        return {place: top + n for n, place in enumerate(places, 1)}


class _Messy(_Clean):
    """Titles, spacers, sections, totals, hidden rows, merged cells, several books for one tab."""

    def __init__(self, books: Books, rng: random.Random, merge: bool) -> None:
        super().__init__(books)
        self.merge = merge
        self.rng = rng
        self.hand: hands.Messy = hands.Messy(books.world, rng)
        self.section = ""  # of the road map, as the last section row says
        self.headed: set[int] = set()  # its rows whose «Раздел» that row gives

    def share_out(self, tab: str) -> dict[str, list[int]]:
        """Half the tutors keep a book of their own (some without «График» or «Отчёты»)."""
        if BOOK_OF[tab] not in ("Консультации.xlsx", "Отчёты тьюторов.xlsx"):
            return super().share_out(tab)
        shares: dict[str, list[int]] = {BOOK_OF[tab]: []}
        for place, row in enumerate(self.world.tabs[tab]):
            number = int(row["Тьютор"][2:])
            tutor = self.hand.tutors[row["Тьютор"]]
            own = number % 4 == 0 or (number % 2 == 0 and tab in ("Журнал", "Индивидуальные планы"))
            book = f"тьюторы/{tutor['Фамилия']} {number}.xlsx" if own else BOOK_OF[tab]
            shares.setdefault(book, []).append(place)
        return shares

    def heading(self, tab: str, column: str) -> Any:
        if column in self.world.headings and tab == "Явка":
            return super().heading(tab, column)
        if tab == "График" and column == "Дата":
            self.books.aliases = {"График": {"Дата проведения": "Дата"}}
            column = "Дата проведения"
        draw = self.rng.random()
        spoilt: list[Callable[[str], str]] = [
            str.upper, str.lower, lambda t: t + "*", lambda t: t + " *", self.hand.spaced,
            lambda t: t.replace(" ", "\n"), lambda t: t.replace(" ", "\u00a0"),
            lambda t: self.hand.latin(t, 1), lambda t: f"  {t} ", self.hand.without_yo,
        ]  # fmt: skip
        return self.rng.choice(spoilt)(column) if draw < 0.6 else column

    def cells(self, tab: str, row: Row) -> Row:
        typed = super().cells(tab, row)
        if row.get("Окончание") and tab in ("Совещания", "График") and self.rng.random() < 0.2:
            begin, end = row["Начало"], row["Окончание"]
            typed["Начало"] = f"{begin:%H.%M}–{end:%H.%M}"
            typed["Окончание"] = None
        if tab == "Явка":
            for name in self.world.headings:
                if typed[name] is None and self.rng.random() < 0.1:
                    typed[name] = self.rng.choice([" ", "\u00a0"])
        return typed

    def table(self, book: str, tab: str, places: list[int]) -> None:
        sheet = self.books.sheet(book, tab)
        if "/" in book and int(book.split()[-1][:-5]) % 4 == 0:
            self.books.files[book].epoch = CALENDAR_MAC_1904
        where, extra, width = self.across(tab)
        top = self.titles(sheet, tab, width)
        rows = self.lay(book, tab, places, where, top)
        for name, column in extra.items():
            sheet.cell(top, column).value = name
            for number, line in enumerate(rows.values(), 1):
                sheet.cell(line, column).value = number if name == "№ п/п" else None
        for place in self.headed if tab == SECTIONED else ():
            sheet.cell(rows[place], where["Раздел"]).value = None
        self.merge_down(sheet, tab, rows, where)
        self.footnotes(sheet, max(rows.values(), default=top) + 2, where)
        for line in rows.values():
            if self.rng.random() < 0.08:
                sheet.row_dimensions[line].hidden = True

    def across(self, tab: str) -> tuple[dict[str, int], dict[str, int], int]:
        """Columns shuffled, among spacers and extra columns."""
        names: list[str] = list(self.kinds(tab))
        self.rng.shuffle(names)
        extras = self.rng.sample(EXTRAS, self.rng.randint(0, 2))
        # in a tab with one required column a lone filled cell must stay a data row
        extras = [name for name in extras if tab != "Предметы" or name != "№ п/п"]
        names += [*extras, *[""] * self.rng.randint(0, 2)]
        if self.rng.random() < 0.5:
            self.rng.shuffle(names)
        first = self.rng.choice([1, 1, 2, 3])
        spots = {name: n for n, name in enumerate(names, first) if name}
        ours = {name: spot for name, spot in spots.items() if name not in extras}
        return ours, {name: spots[name] for name in extras}, first + len(names) - 1

    def titles(self, sheet: Worksheet, tab: str, width: int) -> int:
        """«Приложение № 1», a merged title, a blank row; returns the header's row."""
        row = self.rng.choice([1, 1, 2])
        if self.rng.random() < 0.7:
            sheet.cell(row, max(1, width - 1)).value = "Приложение № 1"
            sheet.cell(row + 1, 1).value = f"{tab}: учителя-тьюторы, {self.world.year} учебный год"
            sheet.merge_cells(
                start_row=row + 1, end_row=row + 1, start_column=1, end_column=max(2, width)
            )
            row += self.rng.choice([2, 3])
        return row

    def below(
        self, sheet: Worksheet, tab: str, places: list[int], where: dict[str, int], top: int
    ) -> dict[int, int]:
        """Rows of the sheet for the truth, with noise rows written between them."""
        rows: dict[int, int] = {}
        line = top + 1
        for number, place in enumerate(places):
            if number and self.rng.random() < 0.12:
                line += self.noise(sheet, tab, where, line, top)
            if tab == SECTIONED:
                line += self.section_of(sheet, where, place, line)
            rows[place] = line
            line += 1
        return rows

    def section_of(self, sheet: Worksheet, where: dict[str, int], place: int, line: int) -> int:
        """Before a new section of the road map perhaps a row of its own; returns the rows taken."""
        row = self.world.tabs[SECTIONED][place]
        taken = 0
        if row["Раздел"] != self.section and not row.get("_stray") and self.rng.random() < 0.75:
            self.section = row["Раздел"]
            self.write_section(sheet, where, line, self.section, self.rng.random() < 0.5)
            taken = 1
        if row["Раздел"] == self.section and self.rng.random() < 0.75:
            self.headed.add(place)
        return taken

    def write_section(
        self, sheet: Worksheet, where: dict[str, int], line: int, text: str, merged: bool
    ) -> None:
        spots = sorted(where.values())
        sheet.cell(line, spots[0]).value = self.hand.spaced(text)
        if merged:
            sheet.merge_cells(
                start_row=line, end_row=line, start_column=spots[0], end_column=spots[-1]
            )

    def noise(self, sheet: Worksheet, tab: str, where: dict[str, int], line: int, top: int) -> int:
        """A blank row, a section, a total or a repeated header; returns the rows taken."""
        kind = self.rng.choice(["blank", "section", "total", "header"])
        kind = "total" if kind == "section" and tab == SECTIONED else kind
        spots = sorted(where.values())
        if kind == "section":
            merged = tab in ("Предметы", "Явка") or self.rng.random() < 0.5
            text = self.rng.choice(["Сентябрь", "II. Учителя-тьюторы"])
            self.write_section(sheet, where, line, text, merged)
        elif kind == "total":
            first = where["Тьютор"] if tab == "Явка" else spots[0]
            words = ["Итого", "Всего", "ИТОГО:", "Итого за сентябрь"]
            sheet.cell(line, first).value = self.rng.choice(words)
            for name in (*TOTALLED, *self.world.headings):
                if where.get(name, first) != first:
                    sheet.cell(line, where[name]).value = self.rng.randint(1, 99)
        elif kind == "header":
            for spot in where.values():
                sheet.cell(line, spot).value = sheet.cell(top, spot).value
        return 1

    def merge_down(
        self, sheet: Worksheet, tab: str, rows: dict[int, int], where: dict[str, int]
    ) -> None:
        """Joins equal neighbours: the value stays in the first cell alone."""
        lines = {line: place for place, line in rows.items()}
        for name in MERGED_DOWN.get(tab, ()) if self.merge else ():
            for first in sorted(lines):
                last = first
                while last + 1 in lines and self.same(tab, lines[first], lines[last + 1]):
                    last += 1
                starts = not (first - 1 in lines and self.same(tab, lines[first - 1], lines[first]))
                if starts and last > first and self.rng.random() < 0.5:
                    for line in range(first + 1, last + 1):
                        sheet.cell(line, where[name]).value = None
                    sheet.merge_cells(
                        start_row=first, end_row=last,
                        start_column=where[name], end_column=where[name],
                    )  # fmt: skip

    def same(self, tab: str, one: int, other: int) -> bool:
        if tab == SECTIONED and self.headed & {one, other}:
            return False
        first, second = self.world.tabs[tab][one], self.world.tabs[tab][other]
        return all(first[name] == second[name] for name in MERGED_DOWN[tab])

    def footnotes(self, sheet: Worksheet, line: int, where: dict[str, int]) -> None:
        spots = sorted(where.values())
        for number, text in enumerate(["* даты могут измениться", "Составил: методист ИМЦ"]):
            if self.rng.random() < 0.5:
                sheet.cell(line + number, spots[0]).value = text
                sheet.merge_cells(
                    start_row=line + number, end_row=line + number,
                    start_column=spots[0], end_column=spots[-1],
                )  # fmt: skip
