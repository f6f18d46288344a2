"""Single lines of a workspace.toml changed, all that people wrote beside them kept."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from sheets_sync.errors import UsageError
from sheets_sync.stores.patterns import answers
from sheets_sync.workspace import FILE

_SECTION = re.compile(r"(?m)^[ \t]*\[")


def with_lines(text: str, lines: Mapping[str, str | None]) -> str:
    """The settings with these top lines (key → what stands behind «=»); None puts one out of use.

    Raises UsageError where that can't be done without more.
    """
    found = _SECTION.search(text)
    top, rest = (text[: found.start()], text[found.start() :]) if found else (text, "")
    for key, value in lines.items():
        top = _with_line(top, key, value)
    if not _says(top + rest, text, lines):
        said = "; ".join(f"{key} = {value}" for key, value in lines.items() if value)
        raise UsageError(f"Впишите в {FILE} сами: {said} — и запустите ещё раз")
    return top + rest


def with_books(text: str, books: Sequence[str], renamed: Mapping[str, str]) -> str:
    """The settings where books got another format (new name → old): their names and the patterns
    that found them, wherever they are typed. Raises UsageError where a new book would not be found.
    """
    for new, old in renamed.items():
        finding = next((one for one in books if one == old or answers(old, one)), old)
        said = finding.removesuffix(PurePosixPath(old).suffix) + PurePosixPath(new).suffix
        if not (said == new or answers(new, said) or answers(new, finding)):
            raise UsageError(f"Впишите в books ({FILE}) «{new}» вместо «{old}» и запустите ещё раз")
        named = {old: new} if answers(new, finding) else {old: new, finding: said}
        for before, after in named.items():
            for mark in "\"'":
                text = text.replace(f"{mark}{before}{mark}", f"{mark}{after}{mark}")
    return text


def _with_line(top: str, key: str, value: str | None) -> str:
    line = re.compile(rf"(?m)^[ \t]*{key}[ \t]*=[^\r\n]*")
    if value is None:
        return line.sub(lambda match: f"# {match[0].lstrip()}", top)
    said = f"{key} = {value}"
    if line.search(top):
        return line.sub(lambda match: said, top, count=1)
    first = re.search(r"(?m)^[ \t]*books[ \t]*=", top)
    at = first.start() if first else 0
    return f"{top[:at]}{said}\n{top[at:]}"


def _says(new: str, old: str, lines: Mapping[str, str | None]) -> bool:
    """Whether the new text says what the old one did, and these lines."""
    expected = tomllib.loads(old)
    for key, value in lines.items():
        expected.pop(key, None)
        if value is not None:
            expected |= tomllib.loads(f"{key} = {value}")
    try:
        return tomllib.loads(new) == expected
    except tomllib.TOMLDecodeError:
        return False
