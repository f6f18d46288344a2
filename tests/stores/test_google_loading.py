"""Formulas that are still computed: read again, and in the end told of, never taken for values."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from google_server import GoogleServer, Sheet, book_of, meanwhile
from helpers import TODAY, Desk, workspace
from stores.google_help import FakeTime, store_for

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.sheet.cells import CellError
from sheets_sync.stores.base import Snapshot
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.tables.books import wanted_titles

ALL = frozenset({"журнал"})


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("book", {"Журнал": [["Код"], ["К-01"], ["К-02"]], "Заметки": [["x"]]}))
        yield server


def loads(google: GoogleServer, tab: str = "Журнал", cell: str = "A2") -> Sheet:
    """A formula that has no value yet."""
    sheet = google.book("book")[tab]
    sheet.write(cell, "Loading...")
    return sheet


def read(google: GoogleServer, folder: Path, time: FakeTime) -> Snapshot:
    return store_for(google, folder, ["book"], None, time).read(ALL)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_it_is_read_again_until_it_has_its_values(google: GoogleServer, tmp_path: Path, times: int):
    sheet, time = loads(google), FakeTime()
    google.faults.add(meanwhile(lambda: sheet.write("A2", "К-01")), at=times + 1, kind="read")
    snapshot = read(google, tmp_path, time)
    assert (snapshot.tabs[0].at(2, 1), snapshot.tabs[0].loading) == ("К-01", None)
    assert time.slept == [5, 10, 15][:times]
    assert snapshot.requests == times + 1


def test_what_never_ends_is_told_where_it_is(google: GoogleServer, tmp_path: Path):
    loads(google, cell="C5")
    time = FakeTime()
    snapshot = read(google, tmp_path, time)
    assert snapshot.tabs[0].loading == (5, 3)
    assert time.at == 30
    assert snapshot.requests == 4


def test_other_errors_and_other_tabs_are_not_waited_for(google: GoogleServer, tmp_path: Path):
    loads(google, "Заметки", "A1")
    google.book("book")["Журнал"].write("A2", "#N/A")
    time = FakeTime()
    snapshot = read(google, tmp_path, time)
    assert (time.slept, snapshot.requests) == ([], 1)
    assert snapshot.tabs[0].at(2, 1) == CellError("#N/A")


def test_no_more_time_is_spent_than_a_command_has(google: GoogleServer, tmp_path: Path):
    loads(google)
    google.faults.add("429", kind="read", times=5)
    time = FakeTime()
    snapshot = read(google, tmp_path, time)
    assert snapshot.tabs[0].loading
    assert time.at < 105


def test_a_tab_that_shows_a_database_is_named_and_not_read(google: GoogleServer, tmp_path: Path):
    book = google.book("book")
    book["Журнал"].properties["sheetType"] = "DATA_SOURCE"
    snapshot = read(google, tmp_path, FakeTime())
    assert [place.tab for place in snapshot.connected] == ["Журнал"]
    assert [tab.place.tab for tab in (*snapshot.tabs, *snapshot.others)] == ["Заметки"]


def seen_with(desk: Desk, title: str) -> Analysis:
    """What is known of these books while this tab still computes."""
    tabs = [replace(t, loading=(2, 1)) if t.place.tab == title else t for t in desk.tabs()]
    return analyse(workspace(), MemoryStore(tabs).read(wanted_titles()), TODAY)


@pytest.mark.kinds
@pytest.mark.parametrize("title", ["Журнал", "Явка", "Тьюторы"])
def test_half_a_table_gives_one_problem_and_no_figure(title: str):
    seen = seen_with(Desk(), title)
    told = [p for p in seen.problems if p.place.tab == title]
    assert [str(p.check) for p in told] == ["tab.loading"]
    assert told[0].cell is not None
    counts = {tab.tab: (tab.read, tab.counted) for tab in seen.tabs}
    assert counts[title] == (0, 0)


def test_a_list_of_those_present_that_computes_leaves_attendance_alone():
    desk = Desk()
    desk.books["Список.xlsx"] = {
        "Список присутствующих": [["Совещание", "ФИО"], ["С-02", "Барсукова Е.Л."]]
    }
    assert "attendance" not in seen_with(desk, "Список присутствующих").figures
