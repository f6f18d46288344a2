"""`sheets-sync adopt`: looks at any workbooks and drafts a workspace.toml for them."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sheets_sync.disk import put_new
from sheets_sync.errors import SheetsSyncError, UsageError, why
from sheets_sync.periods import SchoolYear
from sheets_sync.reading.likeness import Likeness, Placed, likeness, school_year_in, to_rename
from sheets_sync.runs.sync_report import Json
from sheets_sync.stores.files import BookFile, is_address
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.read import read_books
from sheets_sync.tables.tab_titles import table_titled
from sheets_sync.workspace import FILE

_SUMMARY = "Сводка ИМЦ.xlsx"


@dataclass(frozen=True, slots=True)
class Adopted:
    """What the books look like, and the workspace.toml drafted; `file` where it was written."""

    found: tuple[Likeness, ...]
    text: str
    file: Path | None = None


def adopt(files: Sequence[str], to: str | None, today: date) -> Adopted:
    """Judge the books, draft workspace.toml, put it into a folder if one is named.

    Raises UsageError for a workspace.toml that is there already, SheetsSyncError for a book that
    can't be read.
    """
    if any(map(is_address, files)):
        raise UsageError("adopt смотрит файлы: скачайте таблицу Google как .xlsx и укажите её")
    root = Path(to or ".")
    target = root / FILE
    if to is not None and os.path.lexists(target):
        raise UsageError(f"«{target}» уже есть и не перезаписывается: укажите другую папку")
    books = [BookFile(Path(name), _name(root, name)) for name in dict.fromkeys(files)]
    tabs = read_books(books, frozenset(), Limits(), everything=True).tabs
    year = school_year_in(tabs) or SchoolYear.of(today)
    found = tuple(likeness(tab, year.start) for tab in tabs)
    text = "\n".join([*_lines([book.name for book in books], found, year), ""])
    if to is None:
        return Adopted(found, text)
    try:
        put_new({target: text.encode()})
    except OSError as error:
        raise SheetsSyncError(
            f"«{target}» не записан ({why(error)}): укажите другую папку"
        ) from error
    return Adopted(found, text, target)


def _name(root: Path, file: str) -> str:
    """A book's path from the workspace with «/»."""
    try:
        return Path(os.path.relpath(file, root)).as_posix()
    except ValueError:  # another disk of Windows
        return Path(file).absolute().as_posix()


def _lines(books: Sequence[str], found: Sequence[Likeness], year: SchoolYear) -> Iterator[str]:
    yield "# Черновик: проверьте каждую строку. Строка с «#» не действует: программа не уверена,"
    yield "# уберите «# » в её начале, если она верна."
    yield "books = ["
    yield from (f"    {_quoted(book)}," for book in books)
    yield "]"
    yield f"summary = {_quoted(_SUMMARY)}"
    yield f'school_year = "{year}"  # по датам в книгах'
    yield from _tab_lines(found)
    for title, heads in to_rename(found).items():
        yield f"\n[headers.{_quoted(title)}]"
        yield from (_head_line(head, placed) for head, placed in heads.items())


def _tab_lines(found: Sequence[Likeness]) -> Iterator[str]:
    """A line for each title that is no table's own, once."""
    lines: dict[str, str] = {}
    for one in found:
        title = one.tab.place.tab
        if one.table and not table_titled(title):
            line = f"{_quoted(title)} = {_quoted(one.table.title)}"
            lines.setdefault(title, line if one.sure else f"# {line}")
    if lines:
        yield "\n[tabs]"
        yield from lines.values()


def _head_line(head: str, placed: Placed) -> str:
    assert placed.column
    line = f"{_quoted(head)} = {_quoted(placed.column.header)}"
    seen = f"  # например: {'; '.join(placed.sample)}" if placed.sample else ""
    return f"{'' if placed.sure else '# '}{line}{seen}"


def _quoted(text: str) -> str:
    """A TOML string is quoted as in JSON."""
    return json.dumps(text, ensure_ascii=False)


def content_of(done: Adopted) -> Json:
    """What `--json` prints."""
    return {
        "tabs": [_as_json(one) for one in done.found],
        "workspace": done.text,
        "file": str(done.file) if done.file else None,
    }


def _as_json(one: Likeness) -> Json:
    return {
        "book": one.tab.place.book,
        "tab": one.tab.place.tab,
        "table": one.table.title if one.table else None,
        "sure": one.sure,
        "lacking": [column.header for column in one.lacking],
        "columns": [
            {
                "head": p.head,
                "column": p.column.header if p.column else None,
                "sure": p.known or p.sure,
                "share": p.share,
                "sample": list(p.sample),
            }
            for p in one.columns
        ],
    }
