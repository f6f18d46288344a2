"""Which files a name in `books` finds, however its letters are composed on the disk."""

import os
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from unicodedata import normalize

from sheets_sync.errors import UsageError

_WILD = "*?["
_ANY_FOLDER = "**"
FORMATS = frozenset(
    (".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods", ".fods", ".csv", ".numbers", ".gsheet")
)
"""Endings of the files that people keep tables in."""

_NOWHERE = Path()
_Like = Callable[[str, str], bool]


def is_pattern(name: str) -> bool:
    """Whether a name may find several files."""
    return any(sign in name for sign in _WILD)


def answers(name: str, pattern: str) -> bool:
    """Whether a book's path from the workspace is one that a pattern may find."""
    return is_pattern(pattern) and fnmatchcase(
        normalize("NFC", name).casefold(), normalize("NFC", pattern).casefold()
    )


def is_book(path: Path) -> bool:
    """Lock files of Excel and LibreOffice and hidden files are never books."""
    return path.is_file() and not path.name.startswith((".", "~$"))


def same_name(root: Path, name: str) -> Path | None:
    """The entry that a path without signs names: as typed, or composed of other code points (a
    Mac stores «й» as two); None where there is none."""
    typed = root / name
    if os.path.exists(typed):
        return typed
    if PurePath(name).is_absolute():
        return None
    path = root
    for part in PurePath(name).parts:
        wanted = normalize("NFC", part)
        near = [path / part] if part == ".." else _entries(path, hidden=True)
        same = (one for one in near if normalize("NFC", one.name) == wanted)
        if (path := next(same, _NOWHERE)) is _NOWHERE:
            return None
    return path


def found(root: Path, pattern: str) -> list[Path]:
    """The books a pattern finds, sorted; `**` stands for any folders.

    Raises UsageError for what is no pattern.
    """
    like = _like_on(root)
    return sorted(path for path in _walk(root, _parts(pattern), like) if is_book(path))


def folders(root: Path, pattern: str) -> list[Path]:
    """The folders a pattern finds, sorted; hidden ones are left out. Raises as `found` does."""
    path = PurePath(pattern)
    if path.is_absolute():
        root, pattern = Path(path.anchor), str(path.relative_to(path.anchor))
    return sorted(one for one in _walk(root, _parts(pattern), _like_on(root)) if one.is_dir())


def in_any_format(root: Path, pattern: str) -> list[Path]:
    """The tables that a pattern finds or would find, whatever the case of the ending and the
    format."""
    *folders, last = _parts(pattern)
    ending = PurePath(last).suffix
    if not any(fnmatchcase(one, ending.casefold()) for one in FORMATS):
        return []
    wider = f"{last.removesuffix(ending)}.*"
    near = _walk(root, (*folders, wider), _like_on(root))
    return sorted(path for path in near if path.suffix.casefold() in FORMATS and is_book(path))


def _parts(pattern: str) -> tuple[str, ...]:
    if PurePath(pattern).is_absolute():
        raise UsageError(f"«{pattern}»: шаблон в books пишется от рабочей папки, без «/» в начале")
    parts = PurePath(pattern).parts
    odd = not parts or "\0" in pattern or parts[-1] == _ANY_FOLDER
    if odd or any(_ANY_FOLDER in part and part != _ANY_FOLDER for part in parts):
        raise UsageError(f"«{pattern}»: так шаблон в books не пишется. Пример: тьюторы/*.xlsx")
    return parts


def _like_on(root: Path) -> _Like:
    """How names compare on the disk of the folder: without case where the disk knows none."""
    name = root.name
    other = root.with_name(name.swapcase()) if name else root
    blind = other.name != name and os.path.exists(other) and os.path.samefile(root, other)
    return _like_in_any_case if blind else _like


def _like(name: str, part: str) -> bool:
    return fnmatchcase(normalize("NFC", name), normalize("NFC", part))


def _like_in_any_case(name: str, part: str) -> bool:
    return _like(name.casefold(), part.casefold())


def _walk(folder: Path, parts: Sequence[str], like: _Like) -> Iterator[Path]:
    """What the parts of a path find below a folder, name by name."""
    first, rest = parts[0], parts[1:]
    if first == "..":
        yield from _walk(folder.parent, rest, like) if rest else ()
        return
    if first == _ANY_FOLDER:
        yield from _walk(folder, rest, like)
    for path in _entries(folder, hidden=first.startswith(".")):
        if first == _ANY_FOLDER:
            yield from _walk(path, parts, like) if _is_folder(path) else ()
        elif like(path.name, first):
            yield from _walk(path, rest, like) if rest else (path,)


def _entries(folder: Path, hidden: bool) -> list[Path]:
    """What lies in a folder; nothing in what is none or is closed to us."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [folder / name for name in names if hidden or not name.startswith(".")]


def _is_folder(path: Path) -> bool:
    """A link to a folder is not followed: it may lead back."""
    return path.is_dir() and not path.is_symlink()
