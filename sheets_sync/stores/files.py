"""Which local files `books` and `summary` of a workspace mean."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.errors import MissingBookError, SheetsSyncError, UsageError


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

    Raises UsageError when the summary is listed as a book, MissingBookError for a missing book and
    where there is none at all.
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
            if _real(path) != target:
                found.setdefault(_real(path), BookFile(path, _name(root, path)))
    if not found:
        raise _no_book(root, patterns)
    return list(found.values())


def unmatched(root: Path, patterns: Sequence[str], summary: str) -> tuple[str, ...]:
    """The patterns that find no book yet."""
    target = "" if is_address(summary) else _real(root / summary)
    wild = (p for p in dict.fromkeys(patterns) if is_pattern(p) and not is_address(p))
    return tuple(p for p in wild if all(_real(path) == target for path in _matches(root, p)))


def _no_book(root: Path, patterns: Sequence[str]) -> SheetsSyncError:
    """Why patterns alone find no book: there is nothing, or the summary only."""
    if any(any(_matches(root, pattern)) for pattern in patterns):
        return UsageError("Ни одной книги нет: проверьте books в workspace.toml")
    named = ", ".join(f"«{pattern}»" for pattern in patterns)
    by = "По шаблону" if len(patterns) == 1 else "По шаблонам"
    return MissingBookError(
        f"{by} {named} не нашлось ни одной книги. "
        "Проверьте папку или исправьте books в workspace.toml"
    )


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
        yield from sorted(path for path in root.glob(_relative(pattern)) if _is_book(path))
    except ValueError:
        raise UsageError(
            f"«{pattern}»: так шаблон в books не пишется. Пример: тьюторы/*.xlsx"
        ) from None


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
