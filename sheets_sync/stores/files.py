"""Which local files `books` and `summary` of a workspace mean."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.errors import MissingBookError, UsageError


@dataclass(frozen=True)
class BookFile:
    """A local book; `name` is its path from the workspace with «/»."""

    path: Path
    name: str


_WILD = "*?["


def is_address(text: str) -> bool:
    """Whether a book is a spreadsheet's address and not a file."""
    return text.startswith(("https://", "http://"))


def book_files(root: Path, patterns: Sequence[str], summary: str) -> list[BookFile]:
    """The books in the order of `patterns`, each once; the summary and lock files left out.

    Raises UsageError when the summary is listed as a book, MissingBookError for a missing book.
    """
    return [book for book in books_in_order(root, patterns, summary) if not isinstance(book, str)]


def books_in_order(root: Path, patterns: Sequence[str], summary: str) -> list[BookFile | str]:
    """As `book_files`, with the spreadsheets' addresses at their places."""
    target = "" if is_address(summary) else _real(root / summary)
    found: dict[str, BookFile | str] = {}
    for pattern in patterns:
        if is_address(pattern):
            found.setdefault(pattern, pattern)
            continue
        if not is_pattern(pattern) and _real(root / pattern) == target:
            raise UsageError(
                f"«{pattern}» указан и как книга, и как сводка. Уберите его из books "
                "или укажите другой файл в summary"
            )
        for path in _matches(root, pattern):
            if _real(path) == target:
                continue
            found.setdefault(_real(path), BookFile(path, _name(root, path)))
    if not found:
        raise UsageError("Ни одной книги нет: проверьте books в workspace.toml")
    return list(found.values())


def _matches(root: Path, pattern: str) -> Iterator[Path]:
    if not is_pattern(pattern):
        path = root / pattern
        if not _comes(path):
            raise MissingBookError(
                f"Книги «{pattern}» нет. Верните файл на место или исправьте books в workspace.toml"
            )
        yield path
        return
    try:
        paths = sorted(path for path in root.glob(_relative(pattern)) if _is_book(path))
    except ValueError:
        raise UsageError(
            f"«{pattern}»: так шаблон в books не пишется. Пример: тьюторы/*.xlsx"
        ) from None
    if not paths:
        raise MissingBookError(
            f"По шаблону «{pattern}» не нашлось ни одной книги. "
            "Проверьте папку или исправьте books в workspace.toml"
        )
    yield from paths


def _comes(path: Path) -> bool:
    """Whether a file is there, or is within a second: Excel saves by delete and rename."""
    for pause in (0.2, 0.7):
        if path.exists():
            return True
        time.sleep(pause)
    return path.exists()


def _relative(pattern: str) -> str:
    if Path(pattern).is_absolute():
        raise UsageError(f"«{pattern}»: шаблон в books пишется от рабочей папки, без «/» в начале")
    return pattern


def is_pattern(pattern: str) -> bool:
    """Whether a name in `books` may find several files."""
    return any(sign in pattern for sign in _WILD)


def _is_book(path: Path) -> bool:
    """Lock files of Excel and LibreOffice and hidden files are never books."""
    return path.is_file() and not path.name.startswith((".", "~$"))


def _real(path: Path) -> str:
    try:
        return os.path.normcase(os.path.realpath(path))
    except ValueError:
        raise UsageError(f"«{path.name!r}»: такого имени у файла быть не может") from None


def _name(root: Path, path: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
