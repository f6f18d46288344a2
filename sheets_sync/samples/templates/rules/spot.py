"""Where a tab's rules look: its own columns, other tabs of its book, the lists of «Списки»."""

from dataclasses import dataclass, field

from sheets_sync.problems import Check, Severity
from sheets_sync.samples.templates.dropdowns import Menus
from sheets_sync.sheet.cells import column_letters
from sheets_sync.tables.consultations import SCHEDULE
from sheets_sync.tables.kinds.base import Kind
from sheets_sync.tables.references import CONSULTATION
from sheets_sync.tables.schema import Book, Column, Table

SHEET_END = 1_048_576
"""The last row of a sheet: checks, lists and colours reach down to it."""

MEETINGS_READY = 40
"""Columns of the register that are prepared for meetings."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition under which cells of an area get the colour of a severity; the check it mirrors
    says the same at the next run. The formula is that of the area's first cell."""

    check: Check
    area: str
    formula: str
    severity: Severity


@dataclass(slots=True)
class Names:
    """The named ranges that rules refer to: name → range.

    Another tab is looked at by INDIRECT of a name: Google takes no other tab in a condition
    otherwise, and a name follows a column that somebody moves.
    """

    ranges: dict[str, str] = field(default_factory=dict)

    def at(self, name: str, place: str) -> str:
        """The range, as a formula reaches it from any tab of the book."""
        self.ranges[name] = place
        return f'INDIRECT("{name}")'


@dataclass(frozen=True, slots=True)
class Spot:
    """A table in its book."""

    book: Book
    table: Table
    menus: Menus
    names: Names

    def cell(self, name: str) -> str:
        """A column's cell in the row of the rule."""
        return f"${self._letters(name)}2"

    def whole(self, name: str) -> str:
        """All cells of a column."""
        letters = self._letters(name)
        return f"${letters}$2:${letters}${SHEET_END}"

    def down_to_here(self, name: str) -> str:
        """A column's cells from the first one down to the row of the rule."""
        letters = self._letters(name)
        return f"${letters}$2:${letters}2"

    def area(self, name: str) -> str:
        """Where a rule of a column applies."""
        letters = self._letters(name)
        return f"{letters}2:{letters}{SHEET_END}"

    def rule(self, check: Check, name: str, formula: str) -> Rule:
        """A rule of a column's cells, of the severity its check usually has."""
        return Rule(check, self.area(name), formula, check.severities[0])

    def other(self, table: Table, name: str) -> str:
        """All cells of a column of another table of the same book."""
        there = Spot(self.book, table, self.menus, self.names)
        return self.names.at(f"{table.name}_{name}", f"'{table.title}'!{there.whole(name)}")

    def listed(self, kind: Kind) -> str:
        """What a reference may say: the cells its drop-down offers, of consultations the codes of
        the book; "" where there are none."""
        if kind == CONSULTATION:
            return self.other(SCHEDULE, "code") if SCHEDULE in self.book.tables else ""
        title = kind.listed or (kind.offers_from or ("",))[0]
        menu = self.menus.validation(kind) if title else None
        if menu is None or not menu.formula1:
            return ""
        return self.names.at(f"list_{_LISTS[title]}", str(menu.formula1))

    def _letters(self, name: str) -> str:
        numbers = {column.name: n for n, column in enumerate(self.table.columns, 1)}
        return column_letters(numbers[name])

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's columns."""
        return self.table.columns

    @property
    def first_meeting(self) -> str:
        """The letters of a register's first column of a meeting."""
        return column_letters(len(self.table.columns) + 1)

    @property
    def last_meeting(self) -> str:
        """The letters of a register's last prepared column of a meeting."""
        return column_letters(len(self.table.columns) + MEETINGS_READY)


_LISTS = {
    "Тьюторы": "tutors",
    "Школы": "schools",
    "Предметы": "subjects",
    "Отметки": "marks",
    "Совещания": "meetings",
    "Направление": "stream",
    "Направления": "streams",
    "Кто приглашён": "invited",
    "Виды совещаний": "meeting_kinds",
    "Виды консультаций": "consultation_kinds",
    "Форматы": "formats",
    "Дефициты": "needs",
    "Процедуры": "procedures",
}
"""Tab of a directory, or list → what it is called among the names of a book."""
