"""What cells let people pick and where the words come from; nothing typed is ever forbidden."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openpyxl.worksheet.datavalidation import DataValidation

from sheets_sync.samples.templates.starters import STARTERS
from sheets_sync.sheet.cells import column_letters
from sheets_sync.tables import BOOKS, HELPERS
from sheets_sync.tables.kinds.base import Kind
from sheets_sync.tables.kinds.refs import MARK
from sheets_sync.tables.schema import Book, Column, Table

LISTS = HELPERS[1]
"""The sheet that holds what a book's dropdowns offer from other books."""

LAST_ROW = 1001
"""Dropdowns, checks and colours reach down to this row."""

Words = tuple[str, ...]
"""What a dropdown is known by: a directory (a tab's title and a header in it), or its words."""

_LONGEST_INLINE = 255


@dataclass(frozen=True, slots=True)
class Source:
    """A column of the sheet «Списки»: its words stand there for staff to change."""

    title: str
    words: Words
    note: str


def kinds_of(table: Table) -> Iterator[Kind]:
    """The kinds of a tab's cells; the register's marks too."""
    yield from (column.kind for column in table.columns)
    if table.register:
        yield MARK


def sources_of(book: Book) -> dict[Words, Source]:
    """What must stand in the book's «Списки»: directories of other books, lists too long."""
    own = {table.title for table in book.tables}
    found: dict[Words, Source] = {}
    for table in book.tables:
        for kind in kinds_of(table):
            if kind.offers_from and kind.offers_from[0] not in own:
                found.setdefault(kind.offers_from, _from_other_book(kind.offers_from))
    for column in _long_lists(book):
        found.setdefault(column.kind.offers, Source(column.header, column.kind.offers, _OURS))
    return found


def _long_lists(book: Book) -> Iterator[Column]:
    columns = (column for table in book.tables for column in table.columns)
    return (column for column in columns if len(_inline(column.kind.offers)) > _LONGEST_INLINE)


_OURS = "Слова для выбора из списка. Менять их не нужно."


def _from_other_book(directory: tuple[str, str]) -> Source:
    home, table = next((b, t) for b in BOOKS for t in b.tables if t.title == directory[0])
    column = next(column for column in table.columns if column.header == directory[1])
    place = table.columns.index(column)
    words = tuple(row[place] for row in STARTERS.get(table.name, ()))
    note = (
        f"Скопируйте сюда из книги «{home.title}», лист «{table.title}», столбец "
        f"«{column.header}»: эти слова можно будет выбирать в листах этой книги. "
        "Можно оставить пустым: тогда просто вписывайте."
    )
    return Source(table.title, words, note)


class Menus:
    """Where the words of a book's dropdowns stand."""

    def __init__(self, book: Book) -> None:
        self.sources = sources_of(book)
        self._places: Mapping[Words, str] = {
            **dict(_own_places(book)),
            **{key: _area(LISTS, n) for n, key in enumerate(self.sources, 1)},
        }

    def validation(self, kind: Kind) -> DataValidation | None:
        """What a cell of this kind offers or warns of; None for free text and lists."""
        if words := kind.offers or kind.offers_from:
            place = self._places.get(words) or _inline(kind.offers)
            return _menu(place, strict=bool(kind.offers) and kind.entry == "list")
        return _BY_ENTRY[kind.entry]() if kind.entry in _BY_ENTRY else None


def _own_places(book: Book) -> Iterator[tuple[Words, str]]:
    for table in book.tables:
        for number, column in enumerate(table.columns, 1):
            yield (table.title, column.header), _area(table.title, number)


def _area(title: str, column: int) -> str:
    letters = column_letters(column)
    return f"'{title}'!${letters}$2:${letters}${LAST_ROW}"


def _inline(words: Iterable[str]) -> str:
    return f'"{",".join(words)}"'


def _menu(source: str, strict: bool) -> DataValidation:
    """A dropdown; a reference may be typed in any way the program reads, so it never warns."""
    menu = DataValidation(type="list", formula1=source, allow_blank=True)
    if not strict:
        menu.showErrorMessage = False
        return menu
    return _warning(
        menu,
        "Нет в списке",
        "Такого слова в списке нет. Программа понимает обычные сокращения, "
        "но надёжнее выбрать слово из списка.",
    )


def _date() -> DataValidation:
    first_2000, last_2099 = "36526", "73050"
    rule = DataValidation(
        type="date", operator="between", formula1=first_2000, formula2=last_2099, allow_blank=True
    )
    text = "Это не похоже на дату. Впишите день, месяц и год, например 18.02.2021."
    return _warning(rule, "Проверьте дату", text)


def _number(type_: str, text: str) -> DataValidation:
    rule = DataValidation(
        type=type_,  # type: ignore[arg-type]
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
    )
    return _warning(rule, "Проверьте число", text)


def _whole() -> DataValidation:
    return _number("whole", "Нужно целое число цифрами, например 12.")


def _decimal() -> DataValidation:
    return _number("decimal", "Нужно число цифрами, например 12 или 4,5.")


_BY_ENTRY = {"date": _date, "whole": _whole, "number": _decimal}
"""A time has no check: a time cell, «13:00» and «13:00–14:30» are all fine."""


def _warning(rule: DataValidation, title: str, text: str) -> DataValidation:
    rule.errorStyle, rule.showErrorMessage = "warning", True
    rule.errorTitle, rule.error = title, text
    return rule
