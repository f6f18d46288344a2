"""What is to be told of books and tabs before a cell of them is read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sheets_sync.letters import few, fold, nearest
from sheets_sync.problems import Check, Fault, Problem, Severity, without_cell
from sheets_sync.reading.left_out import unread_books
from sheets_sync.reading.likely_tables import guess_tab
from sheets_sync.reading.likeness import SHAPES
from sheets_sync.reading.other_tabs import best_table
from sheets_sync.reading.shelf import Setup
from sheets_sync.sheet.cells import Place, Tab
from sheets_sync.stores.base import Snapshot
from sheets_sync.stores.files import is_address, named_twice, to_take_in
from sheets_sync.tables.books import HELPERS
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.tab_titles import PASS_BY, TabNames, table_titled, tabs_line

_SHOWN = 8


def of_books(
    snapshot: Snapshot, others: Sequence[Tab], setup: Setup, books: Sequence[str], settings: str
) -> Iterator[Problem]:
    """Books that can't be read or hold nothing of ours, files beside them, lines of `[tabs]` that
    do nothing; `others` are the tabs that are not read, `settings` the file of `[tabs]` and of
    `books`."""
    yield from unread_books(snapshot)
    yield from _named_twice(books, snapshot.titles)
    yield from _empty_books(snapshot.empty_books)
    yield from _foreign_books(snapshot.tabs, others, setup)
    yield from _unmatched(snapshot.unmatched)
    yield from _passed_by(snapshot.passed_by)
    yield from _takes_nothing((*snapshot.tabs, *others), setup.names, settings)
    yield from _connected(snapshot.connected, setup.names)


def _named_twice(books: Sequence[str], titles: Mapping[str, str]) -> Iterator[Problem]:
    """A book that `books` names once more: another one may have been meant."""
    for book, first in named_twice(books):
        what = "адрес этой таблицы" if is_address(book) else "эта книга"
        said = f"{what} стоит в books дважды, читается один раз"
        if is_address(book):
            fix = "если вторая таблица другая, впишите её адрес; если нет, уберите строку"
        else:
            fix = "если вторая книга другая, впишите её имя; если нет, уберите строку"
        title = titles.get(first) or titles.get(book, "")
        yield without_cell(Place(book, "", title=title), Fault.of(Check.BOOK_TWICE, said, fix))


def _foreign_books(tabs: Iterable[Tab], others: Iterable[Tab], setup: Setup) -> Iterator[Problem]:
    """A book without one tab that is read: which tabs stand there, and what they look like. One
    whose tabs are all told for themselves, or not to be read, is not."""
    read = {tab.place.book for tab in tabs}
    held: dict[str, list[Tab]] = {}
    for tab in others:
        if tab.place.book not in read and tab.place.tab not in HELPERS:
            held.setdefault(tab.place.book, []).append(tab)
    for book, its in held.items():
        open_to = [tab for tab in its if not setup.names.line(tab.place.tab)]
        if any(best_table(tab, setup.aliases) is None for tab in open_to):
            titles = few([f"«{tab.place.tab}»" for tab in its], "лист", "листа", "листов", _SHOWN)
            said = f"в книге нет ни одного листа с названием из программы; стоят: {titles}"
            fault = Fault.of(Check.BOOK_FOREIGN, said, _to_adopt(book, open_to, setup.year.start))
            yield without_cell(Place(book, "", title=its[0].place.title), fault)


def _to_adopt(book: str, tabs: Sequence[Tab], year: int) -> str:
    """The lines of `[tabs]`, as far as they can be guessed, and the command that says more."""
    context = Context(year, lookups=SHAPES)
    likely = ((tab.place.tab, guess_tab(tab, context).table) for tab in tabs)
    lines = [tabs_line(title, table.title) for title, table in likely if table]
    file = "ФАЙЛ.xlsx (таблицу Google сначала скачайте)" if is_address(book) else f'"{book}"'
    more = f"столбцы сопоставит sheets-sync adopt {file}"
    if lines:
        said = few(lines, "строка", "строки", "строк", _SHOWN)
        return f"впишите в workspace.toml под [tabs], если это верно: {said}; {more}"
    line = tabs_line(tabs[0].place.tab, "лист программы")
    return f"впишите в workspace.toml под [tabs], какой лист что: {line}; {more}"


def _empty_books(books: Iterable[Place]) -> Iterator[Problem]:
    fix = "заполните её по шаблону или уберите из books"
    fault = Fault.of(Check.BOOK_EMPTY, "книга пуста: ни одной заполненной ячейки", fix)
    return (without_cell(place, fault) for place in books)


def _unmatched(patterns: Iterable[str]) -> Iterator[Problem]:
    """A pattern among the books that finds none has no cell and no tab."""
    fix = "положите книги в папку или исправьте books в workspace.toml"
    for pattern in patterns:
        said = f"по шаблону «{pattern}» пока нет ни одной книги"
        yield without_cell(Place(pattern, ""), Fault.of(Check.BOOK_NOT_FOUND, said, fix))


def _passed_by(files: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """A file beside the books of a pattern: what people type there is not counted."""
    for file, pattern in files:
        said = f"файл лежит рядом с книгами «{pattern}», но не читается: у него другое окончание"
        yield without_cell(Place(file, ""), Fault.of(Check.BOOK_PASSED_BY, said, to_take_in(file)))


def _takes_nothing(tabs: Sequence[Tab], names: TabNames, settings: str) -> Iterator[Problem]:
    """A line of `[tabs]` that no tab answers to, or that speaks of a tab of ours."""
    used = {names.line(tab.place.tab) for tab in tabs}
    free = [tab.place.tab for tab in tabs if not names.table(tab.place.tab)]
    for line, target in names.also.items():
        if own := table_titled(line):
            said = f"[tabs]: «{line}» — название листа программы, строка не действует"
            fix = f"уберите её; если на листе не {own.sheet}, переименуйте лист"
        elif line in used or fold(target) == PASS_BY:
            continue
        else:
            said = f"[tabs]: листа «{line}» ни в одной книге нет"
            near = nearest(line, free)
            way = f"исправьте название (возможно, «{near}»)" if near else "исправьте название"
            fix = f"{way} или уберите строку из {settings}"
        yield without_cell(
            Place(settings, ""), Fault.of(Check.TAB_NOT_FOUND, said, fix), about=line
        )


def _connected(places: Iterable[Place], names: TabNames) -> Iterator[Problem]:
    """A tab that shows a database: the API gives no cells of it that could be read."""
    for place in places:
        ours = names.table(place.tab) is not None
        said = "лист подключён к базе данных (BigQuery и подобное) и не читается"
        fix = "сделайте обычный лист: «Извлечь» на панели подключённого листа" if ours else ""
        severity = Severity.WARNING if ours else Severity.INFO
        yield without_cell(place, Fault(Check.TAB_CONNECTED, severity, said, fix))
