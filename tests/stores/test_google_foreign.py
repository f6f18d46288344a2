"""A huge tab of the staff's own in a spreadsheet of ours: its first rows are enough."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from google_server import GoogleServer, book_of, slow
from stores.google_help import api_for, store_for

from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Cell, Lines
from sheets_sync.stores.base import Snapshot
from sheets_sync.stores.google import foreign
from sheets_sync.stores.google.foreign import UnwantedError, Watch
from sheets_sync.stores.google.pace import Pace
from sheets_sync.stores.google.reading import Address, Reading

ALL = frozenset({"журнал"})
HEAD = ["Консультация", "Дата"]


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    monkeypatch.setattr(foreign, "LARGEST_FOREIGN", 100_000)
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        yield server


def book(google: GoogleServer, archive: str, rows: int) -> None:
    large = [HEAD, *([f"К-{n}", n] for n in range(rows))]
    tabs = {"Журнал": [HEAD, ["К-01", 1]], archive: large, "Заметки": [["x"]]}
    google.add(book_of("book", tabs))


def read(google: GoogleServer, folder: Path, summary: str | None = None) -> Snapshot:
    return store_for(google, folder, ["book"], summary).read(ALL)


def heights(snapshot: Snapshot) -> dict[str, int]:
    return {tab.place.tab: tab.height for tab in (*snapshot.tabs, *snapshot.others)}


@pytest.mark.kinds
@pytest.mark.parametrize("title", ["Архив", 'Архив "2020": всё', "Журнал (2)"])
def test_of_a_huge_foreign_tab_the_first_rows_are_read(
    google: GoogleServer, tmp_path: Path, title: str
):
    book(google, title, 5_000)
    snapshot = read(google, tmp_path)
    assert heights(snapshot) == {"Журнал": 2, title: 200, "Заметки": 1}
    assert snapshot.others[0].at(1, 1) == "Консультация"
    assert snapshot.requests == 3


@pytest.mark.slow
@pytest.mark.parametrize(("title", "rows"), [("Архив", 100), ("ЖУРНАЛ ", 5_000)])
def test_what_is_small_or_wanted_comes_in_one_request(
    google: GoogleServer, tmp_path: Path, title: str, rows: int
):
    book(google, title, rows)
    snapshot = read(google, tmp_path)
    assert heights(snapshot)[title] == rows + 1
    assert snapshot.requests == 1


@pytest.mark.slow
def test_the_summary_beside_a_huge_tab_is_written(google: GoogleServer, tmp_path: Path):
    book(google, "Архив", 5_000)
    for word in ("да", "иначе"):
        store = store_for(google, tmp_path, ["book"], "book")
        store.read(ALL)
        store.write([lay_out("Сводка", [Lines((Cell("Сводка"), Cell(word)))], (20.0,))])
        assert google.book("book")["Сводка"].value("A2") == word
    assert google.book("book")["Архив"].value("A5001") == "К-4999"
    assert list(read(google, tmp_path, "book").ours) == ["Сводка"]


@pytest.mark.slow
def test_an_answer_that_does_not_come_is_asked_for_in_parts(google: GoogleServer, tmp_path: Path):
    book(google, "Архив", 300)
    google.faults.add(slow(30), kind="read")
    patient = api_for(google, tmp_path, pace=Pace(read=5, exchange=0.6))
    found = Reading([Address("book", "адрес")], ALL, patient).finish()[0]["book"]
    assert [sheet.tab.height for sheet in found.sheets] == [2, 200, 1]


def test_titles_in_cells_are_none():
    watch = Watch(lambda title: title == "Журнал")
    text = json.dumps({"title": "Журнал", "v": '"title": "x", ' * 800_000}, ensure_ascii=False)
    watch(text.encode())
    watch(text[-100:].encode())


def test_a_title_may_come_in_two_pieces(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(foreign, "LARGEST_FOREIGN", 50)
    watch = Watch(lambda title: title != "ab")
    watch(b'"title": "a')
    watch(b'b", ')
    with pytest.raises(UnwantedError):
        watch(b"x" * 60)
