"""A run of a small centre on disk, and what it left there."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helpers import Desk, save_book
from read_back import read_values

from sheets_sync.runs.sync import Options, sync
from sheets_sync.sheet.cells import Raw, Tab
from sheets_sync.workspace import load

SUMMARY = "Сводка ИМЦ.xlsx"
NOW = datetime(2021, 2, 18, 13, 5, tzinfo=ZoneInfo("Europe/Moscow"))
HOUR = timedelta(hours=1)


def run(folder: Path, **options: Any) -> Mapping[str, Any]:
    return sync(load(folder), Options(**options)).as_json()


def files(folder: Path) -> dict[str, bytes]:
    """Every file but our notes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".sheets_sync" not in path.parts
    }


def rewrite(folder: Path, desk: Desk) -> None:
    for book, tabs in desk.books.items():
        save_book(folder / book, tabs)


def tab(folder: Path, title: str) -> Tab:
    (found,) = [t for t in read_values(folder / SUMMARY) if t.place.tab == title]
    return found


def rows(folder: Path, title: str) -> list[list[Raw]]:
    found = tab(folder, title)
    return [list(found.row(row)) for row in range(1, found.height + 1)]


def history(folder: Path) -> list[list[Raw]]:
    return [row for row in rows(folder, "История") if isinstance(row[0], datetime)]


def stamp(folder: Path) -> str:
    return str(tab(folder, "Сводка").at(3, 1))
