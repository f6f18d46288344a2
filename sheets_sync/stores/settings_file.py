"""A file of settings: what TOML says of it, which of its lines are wrong, in words people know."""

import difflib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sheets_sync.disk import read_regular
from sheets_sync.errors import UsageError, why
from sheets_sync.stores.toml_faults import explained, lost_strokes

Check = Callable[[Any], bool]
Known = Mapping[str, tuple[Check, str]]
"""A line's name → what its value may be, and that in words."""


def located(where: str | Path, name: str) -> tuple[Path, bool]:
    """The settings file that a folder, or the path of one, means, and whether it is there. Raises
    UsageError for a folder that this user may not enter."""
    path = Path(where)
    try:
        file = path / name if path.is_dir() else path
        return file, file.is_file()
    except PermissionError:
        raise UsageError(
            f"Нет права открыть папку «{path}»: дайте этому пользователю право на неё"
        ) from None
    except (OSError, ValueError):  # a name no file can have
        return path, False


def parsed(file: Path) -> dict[str, Any]:
    """A TOML file's lines. Raises UsageError that says where it breaks and how to write it."""
    try:
        text = read_regular(file).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UsageError(f"{file.name}: сохраните файл в кодировке UTF-8") from None
    except OSError as error:
        raise UsageError(f"{file.name}: файл не читается ({why(error)})") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = explained(error, text)
        raise UsageError(f"{file.name}: файл написан с ошибкой: {said}") from None
    if lost := lost_strokes(data, text):
        raise UsageError(f"{file.name}: {lost}")
    return data


def complaints_of(
    data: Mapping[str, Any], top: Known, sections: Mapping[str, Known], needed: Iterable[str]
) -> Iterator[str]:
    """A sentence for everything that is wrong with a file's lines and sections."""
    yield from unknown(data, {**top, **sections}, "")
    yield from wrong(data, top, "")
    for name, fields in sections.items():
        section = data.get(name, {})
        if isinstance(section, dict):
            yield from unknown(section, fields, f"[{name}] ")
            yield from wrong(section, fields, f"[{name}] ")
        else:
            yield f"«{name}» — это раздел: напишите [{name}]"
    for key in needed:
        if key not in data:
            yield f"нет обязательной строки «{key}»: {top[key][1]}"


def unknown(data: Mapping[str, Any], known: Mapping[str, Any], where: str) -> Iterator[str]:
    """A sentence for each line that nobody knows; `where` is its section."""
    for key in sorted(data.keys() - known.keys()):
        close = difflib.get_close_matches(key, known, 1)
        hint = f"; возможно, «{close[0]}»" if close else ""
        yield f"{where}неизвестная строка «{key}»{hint}"


def wrong(data: Mapping[str, Any], fields: Known, where: str) -> Iterator[str]:
    """A sentence for each line whose value is no good, saying what is needed."""
    for key, (good, hint) in fields.items():
        if key in data and not good(data[key]):
            yield f"{where}«{key}»: нужно: {hint}"
