"""`sheets-sync adopt`: what somebody's own books hold, and a workspace.toml to correct."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from sheets_sync.disk import put_new
from sheets_sync.errors import MissingBookError, SheetsSyncError, UsageError, why
from sheets_sync.periods import SchoolYear
from sheets_sync.reading.likely_tables import ColumnGuess, TabGuess, guess_tab
from sheets_sync.reading.likeness import SHAPES
from sheets_sync.runs.sync import Options
from sheets_sync.samples.templates.adopted import Adopted, adopted_text
from sheets_sync.samples.templates.workspace import SUMMARY
from sheets_sync.sheet.cells import Raw
from sheets_sync.stores.files import BookFile, is_address
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.patterns import found, is_book, is_pattern, same_name
from sheets_sync.stores.xlsx.mark import read_mark
from sheets_sync.stores.xlsx.read import read_books
from sheets_sync.tables.books import HELPERS
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.text import show
from sheets_sync.workspace import FILE

_SHOWN = 3
_SURE = 0.8
_LOOKED_AT = 60
"""So many distinct values of a column say which year its days lie in."""


def adopt(files: Sequence[str], to: str | None, options: Options) -> dict[str, Any]:
    """Look at books, put workspace.toml into a folder if one is named; → what `--json` prints.

    Raises UsageError where one stands there already, SheetsSyncError for what can't be read or
    written; then nothing is written.
    """
    folder = Path(to or ".")
    target = folder / FILE if to is not None else None
    if target and os.path.lexists(target):
        raise UsageError(f"«{target}» уже есть и не перезаписывается: укажите другую папку")
    books = _books(files)
    options.progress("Читаю книги")
    adopted = _looked_at(books, folder, options.today or date.today())
    options.progress("")
    text = adopted_text(adopted)
    if target:
        _written(target, text)
    return {
        "books": list(adopted.books),
        "school_year": adopted.year or None,
        "tabs": [_tab(adopted, guess) for guess in adopted.guesses],
        "workspace": text,
        "file": str(target) if target else None,
    }


def _written(target: Path, text: str) -> None:
    try:
        put_new({target: text.encode("utf-8")})
    except OSError as error:
        raise SheetsSyncError(
            f"«{target}» не записан ({why(error)}): укажите другую папку"
        ) from error


def _books(files: Sequence[str]) -> list[Path]:
    """The local books that names and patterns mean, each once; lock files and our own summaries
    left out."""
    every = dict.fromkeys(path.resolve() for name in files for path in _named(name))
    books = [path for path in every if is_book(path) and not _is_ours(path)]
    if not books:
        raise UsageError("Среди этих файлов нет ни одной книги, кроме сводки программы")
    return books


def _named(name: str) -> list[Path]:
    """The files of a name or pattern. Raises SheetsSyncError where there is none."""
    if is_address(name):
        raise UsageError(
            f"«{name}» — адрес. Скачайте таблицу Google как .xlsx и укажите файл; в books "
            "потом впишите адрес"
        )
    path = same_name(Path.cwd(), name)
    if path and path.is_dir():
        raise UsageError(f"«{name}» — папка: укажите файлы, например «{name}/*.xlsx»")
    if path:
        return [path]
    root = PurePath(name).anchor
    paths = found(Path(root or Path.cwd()), name.removeprefix(root)) if is_pattern(name) else []
    if not paths:
        raise MissingBookError(f"Файла «{name}» нет. Проверьте имя и папку")
    return paths


def _is_ours(path: Path) -> bool:
    try:
        return read_mark(path) is not None
    except OSError:
        return False  # its reader says what is wrong


def _looked_at(books: Sequence[Path], folder: Path, today: date) -> Adopted:
    named = [BookFile(path, _from(folder, path)) for path in books]
    tabs = read_books(named, frozenset(), Limits(), everything=True).tabs
    cells = (cell for tab in tabs for column in tab.columns for cell in column.values[:_LOOKED_AT])
    years = _years(cells, SchoolYear.of(today).start)
    context = Context(_most(years, SchoolYear.of(today)).start, lookups=SHAPES)
    guesses = [
        TabGuess(tab) if tab.place.tab in HELPERS else guess_tab(tab, context) for tab in tabs
    ]
    year, sure = _year(guesses, context)
    return Adopted([book.name for book in named], guesses, _summary(folder), year, sure)


def _from(folder: Path, path: Path) -> str:
    """A book's path from the workspace, whole where it lies elsewhere."""
    folder = folder.resolve()
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


def _summary(folder: Path) -> str:
    """The first name that no foreign file bears."""
    stem = SUMMARY.removesuffix(".xlsx")
    names = (SUMMARY, *(f"{stem} {number}.xlsx" for number in range(2, 100)))
    free = (name for name in names if not (folder / name).exists() or _is_ours(folder / name))
    return next(free, SUMMARY)


def _year(guesses: Iterable[TabGuess], context: Context) -> tuple[str, bool]:
    """The school year that most days of what was or will be lie in, and whether nearly all do."""
    columns = (guess.found.get("date") for guess in guesses)
    days = (cell for column in columns if column for cell in column.sample)
    years = _years(days, context.school_year)
    if not years:
        return "", False
    year = _most(years, SchoolYear(context.school_year))
    return str(year), years[year] >= _SURE * years.total()


def _years(cells: Iterable[Raw], year: int) -> Counter[SchoolYear]:
    """The school years of days that are typed with their year."""
    dated = (cell for cell in cells if isinstance(cell, date | str))
    readings = (DATE.read(cell, Context(year)) for cell in dated)
    sure = (one.value for one in readings if isinstance(one.value, date) and not one.faults)
    return Counter(map(SchoolYear.of, sure))


def _most(years: Counter[SchoolYear], usual: SchoolYear) -> SchoolYear:
    return years.most_common(1)[0][0] if years else usual


def _tab(adopted: Adopted, guess: TabGuess) -> Mapping[str, Any]:
    place, table = guess.tab.place, guess.table
    return {
        "book": place.book,
        "tab": place.tab,
        "table": table.title if table else None,
        "sure": bool(table) and not adopted.doubt(guess),
        "doubt": adopted.doubt(guess) if table else "",
        "header_row": guess.row or None,
        "columns": [_column(one) for one in guess.columns if one.number not in guess.marks],
        "lacking": [column.header for column in guess.lacking],
    }


def _column(one: ColumnGuess) -> Mapping[str, Any]:
    return {
        "head": one.head,
        "column": one.column.header if one.column else None,
        "sure": one.sure,
        "share": one.share,
        "known": one.known,
        "sample": [show(raw) for raw in one.sample[:_SHOWN]],
        "filled": one.filled,
        "read": one.read,
    }
