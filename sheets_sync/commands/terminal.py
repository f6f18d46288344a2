"""What a person sees in the terminal: text, colours, progress, errors in Russian."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from typing import Any, TextIO

Content = Mapping[str, Any]
"""One object of `--json`."""

_COLOURS = {"red": "31", "yellow": "33", "green": "32", "dim": "2", "bold": "1"}


def prepare() -> None:
    """Russian text must leave any terminal and any pipe whole."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def colour(text: str, name: str, stream: TextIO | None = None) -> str:
    """The text coloured, unless NO_COLOR is set or nobody looks."""
    stream = stream or sys.stdout
    if os.environ.get("NO_COLOR") or not stream.isatty() or os.environ.get("TERM") == "dumb":
        return text
    return f"\033[{_COLOURS[name]}m{text}\033[0m"


def failure(sentence: str, as_json: bool) -> None:
    """An error our user can mend: one line, on stdout as JSON if asked."""
    if as_json:
        sys.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(colour("Ошибка: ", "red", sys.stderr) + sentence + "\n")


def progress(silent: bool) -> Callable[[str], None]:
    """A line on the terminal that says what is going on; nothing in a pipe."""
    if silent or not sys.stderr.isatty():
        return lambda step: None

    def show(step: str) -> None:
        sys.stderr.write("\r\033[K" + (colour(f"{step}…", "dim", sys.stderr) if step else ""))
        sys.stderr.flush()

    return show


def doctor_text(content: Content) -> str:
    """What `doctor` prints."""
    lines = [
        f"{colour('✓', 'green') if one['ok'] else colour('✗', 'red')} {one['what']}: "
        f"{one['message']}"
        for one in content["checks"]
    ]
    bad = sum(not one["ok"] for one in content["checks"])
    said = f"Исправьте отмеченное «✗» ({bad}) и запустите ещё раз" if bad else "Всё готово к работе"
    return "\n".join([*lines, "", said, ""])
