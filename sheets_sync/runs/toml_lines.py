"""Single lines of a workspace.toml changed, all that people wrote beside them kept."""

import re
import tomllib
from collections.abc import Mapping

from sheets_sync.errors import UsageError
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
