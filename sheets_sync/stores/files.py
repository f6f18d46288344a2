"""Which local files `books` and `summary` of a workspace mean."""

import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from unicodedata import normalize

from sheets_sync.errors import MissingBookError, SheetsSyncError, UsageError, why
from sheets_sync.stores.patterns import found, in_any_format, is_pattern, same_name

SPREADSHEET = re.compile(r"https?://[^/]+/.*?\bd/(?!e/)([A-Za-z0-9_-]+)")
"""A spreadsheet's address up to its id."""
_OF_GOOGLE = re.compile(r"(?:https://)?(?=(?:docs|drive|sheets)\.google\.com/)", re.IGNORECASE)
_WHOLE = re.compile(r"[A-Za-z]:|\\\\")
"""How a path of Windows begins that is not one from the workspace."""
_SHORT = 10


@dataclass(frozen=True)
class BookFile:
    """A local book; `name` is its path from the workspace with «/»."""

    path: Path
    name: str


def is_address(text: str) -> bool:
    """Whether a book is a spreadsheet's address and not a file."""
    return text.startswith(("https://", "http://"))


def whole_name(text: str) -> str:
    """A book as people name it → as the program does: a spreadsheet's address with its «https://»,
    which they leave out, a path from the workspace with «/», also where they type «\\»."""
    if bare := _OF_GOOGLE.match(text.strip()):
        return f"https://{text.strip()[bare.end() :]}"
    return text if is_address(text) or _WHOLE.match(text) else text.replace("\\", "/")


def named_twice(books: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The names and addresses in `books` that name what an earlier one does, and that one."""
    seen: dict[str, str] = {}
    for book in books:
        found = SPREADSHEET.match(book)
        key = found[1] if found else normalize("NFC", PurePath(book).as_posix())
        if key in seen:
            yield book, seen[key]
        seen.setdefault(key, book)


def briefly(book: str) -> str:
    """A book's name; of an address what tells it from others."""
    found = SPREADSHEET.match(book)
    return f"docs.google.com/…/{_cut(found[1])}" if found else book


def called(book: str, titles: Mapping[str, str]) -> str:
    """What people call a book: a file by its name, a spreadsheet by its title once known."""
    return titles.get(book) or briefly(book)


def _cut(number: str) -> str:
    return number if len(number) <= _SHORT else f"{number[:_SHORT]}…"


def book_files(root: Path, patterns: Sequence[str], summary: str) -> list[BookFile]:
    """The books in the order of `patterns`, each once; the summary and lock files left out.

    A book that is not there is among them. Raises UsageError when the summary is listed as a book,
    MissingBookError where patterns find none at all.
    """
    return [book for book in books_in_order(root, patterns, summary) if not isinstance(book, str)]


def books_in_order(root: Path, patterns: Sequence[str], summary: str) -> list[BookFile | str]:
    """As `book_files`, with the spreadsheets' addresses at their places."""
    target = "" if is_address(summary) else _real(root / summary)
    books: dict[str, BookFile | str] = {}
    for pattern in patterns:
        if is_address(pattern):
            books.setdefault(pattern, pattern)
            continue
        if _real(root / pattern) == target:
            raise UsageError(
                f"«{pattern}» указан и как книга, и как сводка. Уберите его из books "
                "или укажите другой файл в summary"
            )
        for path in _matches(root, pattern):
            if _real(path) != target:
                books.setdefault(_real(path), BookFile(path, name_from(root, path)))
    if not books:
        raise _no_book(root, patterns, summary)
    return list(books.values())


def unmatched(root: Path, patterns: Sequence[str], summary: str) -> tuple[str, ...]:
    """The patterns that find no book yet."""
    target = "" if is_address(summary) else _real(root / summary)
    wild = (p for p in dict.fromkeys(patterns) if is_pattern(p) and not is_address(p))
    return tuple(p for p in wild if all(_real(path) == target for path in _matches(root, p)))


def passed(root: Path, patterns: Sequence[str], summary: str) -> tuple[tuple[str, str], ...]:
    """Tables that lie beside the books of a pattern and are none of them: path and pattern."""
    target = "" if is_address(summary) else _real(root / summary)
    local = [pattern for pattern in dict.fromkeys(patterns) if not is_address(pattern)]
    named = {pattern: same_name(root, pattern) for pattern in local}
    wild = [pattern for pattern in local if is_pattern(pattern) and not named[pattern]]
    books = (*filter(None, named.values()), *(path for one in wild for path in found(root, one)))
    taken = {target, *map(_real, books)}
    near = {
        path: pattern
        for pattern in wild
        for path in in_any_format(root, pattern)
        if _real(path) not in taken
    }
    return tuple((name_from(root, path), near[path]) for path in sorted(near))


def to_take_in(file: str) -> str:
    """What to do that a file beside the books is read, or is no longer told of."""
    ending = Path(file).suffix.casefold()
    if ending == ".gsheet":
        return "это ярлык таблицы Google: впишите в books её адрес"
    way = f"впишите в books «{file}»" if ending in _READ else "сохраните его как .xlsx"
    return f"{way} или, если он не нужен, перенесите его в другую папку"


_READ = (".xlsx", ".xlsm", ".ods")


def _no_book(root: Path, patterns: Sequence[str], summary: str) -> SheetsSyncError:
    """Why patterns alone find no book: there is nothing, or the summary only."""
    if any(any(_matches(root, pattern)) for pattern in patterns):
        return UsageError("Ни одной книги нет: проверьте books в workspace.toml")
    named = ", ".join(f"«{pattern}»" for pattern in patterns)
    by = "По шаблону" if len(patterns) == 1 else "По шаблонам"
    near = [f" Рядом «{file}»: {to_take_in(file)}." for file, _ in passed(root, patterns, summary)]
    return MissingBookError(
        f"{by} {named} не нашлось ни одной книги. "
        f"Проверьте папку или исправьте books в workspace.toml.{''.join(near[:3])}"
    )


def _matches(root: Path, pattern: str) -> Iterator[Path]:
    """The files of a name: one that is there is meant, whatever signs it holds; one without signs
    is meant though it is not there."""
    named = same_name(root, pattern)
    if named:
        yield named
    elif is_pattern(pattern):
        yield from found(root, pattern)
    else:
        _comes(root / pattern)
        yield root / pattern


def _comes(path: Path) -> None:
    """Wait for a file for a second: Excel saves by delete and rename."""
    for pause in (0.2, 0.7):
        if _stands(path):
            return
        time.sleep(pause)


def _stands(path: Path) -> bool:
    """Whether something has that name. Raises UsageError where nothing can."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except ValueError:
        raise UsageError(f"«{path.name!r}»: такого имени у файла быть не может") from None
    except OSError as error:
        raise UsageError(f"Книга «{path}» не читается: {why(error)}") from None
    return True


def _real(path: Path) -> str:
    try:
        return os.path.normcase(os.path.realpath(path))
    except ValueError:
        raise UsageError(f"«{path.name!r}»: такого имени у файла быть не может") from None


def name_from(root: Path, path: Path) -> str:
    """A file's path from the workspace with «/»; of one elsewhere the whole path."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
