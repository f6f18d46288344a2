"""What cells let people pick and where the words come from; nothing typed is ever forbidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.worksheet.datavalidation import DataValidation

from sheets_sync.samples.templates.starters import STARTERS
from sheets_sync.sheet.cells import column_letters
from sheets_sync.tables import menus
from sheets_sync.tables.books import BOOKS
from sheets_sync.tables.kinds.base import Kind
from sheets_sync.tables.kinds.refs import MARK
from sheets_sync.tables.schema import Book, Table

LISTS = menus.TITLE
"""The sheet that holds what a book's dropdowns offer beside its own tabs."""

LAST_ROW = 1001
"""Dropdowns, checks and colours reach down to this row."""

Words = tuple[str, ...]
"""What a dropdown is known by: a sheet's title and a header in it, or its words."""


@dataclass(frozen=True, slots=True)
class Source:
    """A column of the sheet «Списки», and the words that stand in it from the start."""

    title: str
    words: Words
    note: str


def kinds_of(table: Table) -> Iterator[Kind]:
    """The kinds of a tab's cells; the register's marks too."""
    yield from (column.kind for column in table.columns)
    if table.register:
        yield MARK


def sources_of(book: Book) -> dict[Words, Source]:
    """What must stand in the book's «Списки»: lists that the program fills, lists too long."""
    long = {menu.words: menu for menu in menus.long_lists(book)}
    wanted = {_key(kind, book): kind for table in book.tables for kind in kinds_of(table)}
    listed = [
        (key, menu) for title, menu in menus.MENUS.items() if (key := (LISTS, title)) in wanted
    ]
    return {key: _source(menu) for key, menu in (*listed, *long.items())}


def _key(kind: Kind, book: Book) -> Words:
    """A tab of the same book is offered as it stands; of other books the program brings lists."""
    if kind.offers and not kind.listed:
        return kind.offers
    if kind.offers_from and any(table.title == kind.offers_from[0] for table in book.tables):
        return kind.offers_from
    return (LISTS, kind.listed) if kind.listed else ()


def _source(menu: menus.Menu) -> Source:
    tables = (table for book in BOOKS for table in book.tables if table.title == menu.title)
    starters = (row[0] for table in tables for row in STARTERS.get(table.name, ()))
    note = f"{menu.about} Заполняет программа: команда sheets-sync lists."
    return Source(menu.title, menu.words or tuple(starters), note)


class Menus:
    """Where the words of a book's dropdowns stand."""

    def __init__(self, book: Book) -> None:
        self.sources = sources_of(book)
        self._book = book
        self._places: Mapping[Words, str] = {
            **dict(_own_places(book)),
            **{key: _area(LISTS, n, menus.FIRST_ROW) for n, key in enumerate(self.sources, 1)},
        }

    def validation(self, kind: Kind) -> DataValidation | None:
        """What a cell of this kind offers or warns of; None for free text."""
        if words := _key(kind, self._book):
            place = self._places.get(words) or menus.inline(kind.offers)
            return _menu(place, strict=bool(kind.offers) and kind.entry == "list")
        return _BY_ENTRY[kind.entry]() if kind.entry in _BY_ENTRY else None

    def home(self, kind: Kind) -> str:
        """The sheet that a kind's dropdown takes its words from; "" for words of its own."""
        words = () if kind.offers else _key(kind, self._book)
        return words[0] if words else ""


def _own_places(book: Book) -> Iterator[tuple[Words, str]]:
    for table in book.tables:
        for number, column in enumerate(table.columns, 1):
            yield (table.title, column.header), _area(table.title, number, 2)


def _area(title: str, column: int, first: int) -> str:
    letters = column_letters(column)
    return f"'{title}'!${letters}${first}:${letters}${menus.LAST_ROW}"


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
