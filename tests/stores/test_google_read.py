"""The same content gives the same raw cells, from a workbook and from its spreadsheet."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from google_server import GoogleServer, book_from_xlsx, book_of
from helpers import save_book
from stores.google_help import store_for

from sheets_sync.letters import fold
from sheets_sync.sheet.cells import CellError, Raw, Tab
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.google.raw import raw_of
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.read import read_books
from sheets_sync.tables.books import wanted_titles


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        yield server


def cells(tab: Tab) -> dict[tuple[int, int], tuple[type, Raw]]:
    """What is filled, with its type."""
    return {
        (row, column): (type(raw), raw)
        for row in range(1, tab.height + 1)
        for column in range(1, len(tab.columns) + 1)
        if (raw := tab.at(row, column)) is not None
    }


def both(google: GoogleServer, folder: Path, file: Path, tabs: frozenset[str], **how: Any) -> None:
    """Compare a workbook with the spreadsheet it is converted into."""
    google.add(book_from_xlsx(file, "book", **how))
    mine = store_for(google, folder, ["book"], None).read(tabs).tabs
    its = read_books([BookFile(file, file.name)], tabs, Limits()).tabs
    assert [tab.place.tab for tab in mine] == [tab.place.tab for tab in its]
    for one, other in zip(mine, its, strict=True):
        assert cells(one) == cells(other), one.place.tab
        assert set(one.merges) == set(other.merges), one.place.tab


@pytest.mark.parametrize(
    ("locale", "zone"),
    [
        ("ru_RU", "Europe/Moscow"),
        pytest.param("en_US", "America/Los_Angeles", marks=pytest.mark.slow),
        pytest.param("de_DE", "Asia/Tokyo", marks=pytest.mark.slow),
    ],
)
def test_all_books(google: GoogleServer, files: Path, tmp_path: Path, locale: str, zone: str):
    for file in sorted(files.rglob("*.xlsx")):
        both(google, tmp_path, file, wanted_titles(), locale=locale, time_zone=zone)


VALUES: list[Raw] = [
    "текст", "=1+1", "0123", "a\nb", 0, 1, -5, 0.5, 1e-9, 2**60, True, False,
    date(2021, 2, 18), datetime(2021, 2, 18, 13, 5), datetime(2021, 2, 18, 13, 5, 7),
    time(13, 5), time(0, 0), time(23, 59, 59), date(1900, 3, 1), date(9999, 12, 31),
]  # fmt: skip


def test_every_kind_of_value(google: GoogleServer, tmp_path: Path):
    rows: list[list[Raw]] = [[], [None, "Код"], *([None, None, value] for value in VALUES), []]
    file = tmp_path / "Книга.xlsx"
    save_book(file, {"Журнал": rows, "Заметки": [["x"]], "Пусто": []})
    both(google, tmp_path, file, frozenset(map(fold, ("Журнал", "Пусто"))))


@pytest.mark.parametrize(
    ("cell", "raw"),
    [
        ({}, None),
        ({"effectiveValue": {"stringValue": ""}}, None),
        ({"effectiveValue": {"boolValue": False}}, False),
        ({"effectiveValue": {"numberValue": 3.0}}, 3),
        ({"effectiveValue": {"errorValue": {"type": "DIVIDE_BY_ZERO"}}}, CellError("#DIV/0!")),
        ({"effectiveValue": {"errorValue": {"type": "N_A"}}}, CellError("#N/A")),
        ({"effectiveValue": {"errorValue": {"type": "LOADING"}}}, CellError("Loading…")),
        ({"effectiveValue": {"errorValue": {"type": "ERROR"}}}, CellError("#ERROR!")),
    ],
)
def test_a_cell(cell: dict[str, Any], raw: Raw):
    assert (type(raw_of(cell)), raw_of(cell)) == (type(raw), raw)


@pytest.mark.parametrize(
    ("kind", "pattern", "number", "raw"),
    [
        ("DATE", "dd.mm.yyyy", 44245, date(2021, 2, 18)),
        ("DATE_TIME", "", 44245.5, datetime(2021, 2, 18, 12)),
        ("DATE_TIME", "", 44245, date(2021, 2, 18)),
        ("TIME", "h:mm", 0.5, time(12)),
        ("TIME", "[h]:mm", 1.5, timedelta(hours=36)),
        ("NUMBER", "[h]:mm", 0.0625, timedelta(minutes=90)),
        ("DATE_TIME", "[h]:mm:ss", 1.5, timedelta(hours=36)),
        ("", "[mm]:ss", 0.0625, timedelta(minutes=90)),
        ("NUMBER", '0 "[h]"', 0.5, 0.5),
        ("TIME", "", 13 / 24, time(13)),
        ("TIME", "[h]:mm:ss", 744912345678, 744912345678),
        ("TIME", "[HH]:mm", 1.5, timedelta(hours=36)),
        ("DATE", "[Magenta]dd.mm.yyyy", 44245, date(2021, 2, 18)),
        ("DATE", "[Red]dd.mm.yyyy", 44245, date(2021, 2, 18)),
        ("DATE", '"[h]"dd', 44245, date(2021, 2, 18)),
        ("DATE", '"[h"dd', 44245, date(2021, 2, 18)),
        ("DATE", r"\[h\]dd", 44245, date(2021, 2, 18)),
        ("DATE", "", 2958465.999999999, 2958465.999999999),
        ("DATE", "", -3.5, -3.5),
        ("DATE", "", 9e9, 9e9),
        ("NUMBER", "0.00", 44245, 44245),
    ],
)
def test_a_number_by_its_format(kind: str, pattern: str, number: float, raw: Raw):
    shown = {"numberFormat": {"type": kind, "pattern": pattern}}
    cell = {"effectiveValue": {"numberValue": number}, "effectiveFormat": shown}
    assert raw_of(cell) == raw


def test_a_spreadsheet_without_a_filled_cell(google: GoogleServer, tmp_path: Path):
    google.add(book_of("book", {"Лист1": [], "Журнал": []}))
    snapshot = store_for(google, tmp_path, ["book"], None).read(frozenset({"журнал"}))
    assert [place.tab for place in snapshot.empty_books] == ["Лист1"]


def test_a_spreadsheet_listed_twice_is_read_once(google: GoogleServer, tmp_path: Path):
    google.add(book_of("book", {"Журнал": [["Код"]]}))
    snapshot = store_for(google, tmp_path, ["book", "book"], "book").read(frozenset({"журнал"}))
    assert (len(snapshot.tabs), snapshot.requests) == (1, 1)
