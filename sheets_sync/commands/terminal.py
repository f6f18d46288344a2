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


def init_text(content: Content) -> str:
    """What `init` prints."""
    files = "\n".join(f"  {name}" for name in content["files"])
    return (
        f"Готово: папка «{content['folder']}».\n{files}\n"
        "Дальше: заполните таблицы, поправьте workspace.toml и запустите\n"
        f"  sheets-sync sync {content['folder']}\n"
    )


def init_google_text(content: Content) -> str:
    """What `init --google` prints."""
    files = "\n".join(f"  {name}" for name in content["files"])
    return (
        f"Готово: папка «{content['folder']}».\n{files}\n"
        "Дальше (подробно — docs/google.md):\n"
        "  1. положите в папку ключ сервисного аккаунта credentials.json (chmod 600)\n"
        "     или войдите без ключа: docs/google.md, «Без ключа»\n"
        "  2. загрузите книги .xlsx на Google Диск и сохраните каждую как таблицу Google\n"
        "  3. откройте таблицам доступ для адреса client_email из ключа: книгам хватит роли\n"
        "     «Читатель», сводке нужна «Редактор»\n"
        "  4. впишите адреса таблиц в books и summary файла workspace.toml\n"
        f"  5. проверьте: sheets-sync doctor {content['folder']}\n"
        f"  6. запустите: sheets-sync sync {content['folder']}\n"
    )


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
