"""Native tables of Google (Ctrl+Alt+T): read like any range, taken off our tabs, left on others."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from google_server import GoogleServer, Sheet, book_of
from stores.google_help import api_for, store_for

from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Cell, Grid, Head, Lines, Look
from sheets_sync.stores.google.guard import ForeignTabError, check_batch
from sheets_sync.stores.google.read import STATE_ONLY, spreadsheet_of

ROWS = [["Код", "Дата"], ["К-01", 1], ["К-02", 2]]
ALL = frozenset({"журнал"})


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Журнал": ROWS, "Заметки": [["своё"]]}))
        yield server


def grid(title: str, word: str) -> Grid:
    """A tab with merged title, total and filter, all of which a table forbids."""
    rows = tuple((Cell(f"{word}{n}"), Cell(n)) for n in range(4))
    block = Block("б", (Head("Тьютор"), Head("Явка")), rows, filtered=True, frozen_columns=1)
    return lay_out(title, [Lines((Cell(title, Look.TITLE),)), block], (20.0, 10.0))


def write(google: GoogleServer, folder: Path, word: str = "x") -> Sheet:
    store = store_for(google, folder, ["summary"])
    store.read(ALL)
    store.write([grid("Сводка", word), grid("История", word)])
    return google.book("summary")["Сводка"]


def looks(sheet: Sheet) -> dict[str, Any]:
    """What people see of a tab."""
    names = ("cells", "merges", "banded_ranges", "tables", "conditional_formats", "basic_filter")
    return {name: deepcopy(getattr(sheet, name)) for name in names}


@pytest.mark.kinds
@pytest.mark.parametrize("band", [None, 77])
@pytest.mark.parametrize("area", ["A1:B3", "A1:B1000", "A2:A3", "B1:Z1000"])
def test_a_table_on_a_staff_tab_is_read_like_any_range(
    google: GoogleServer, tmp_path: Path, area: str, band: int | None
):
    google.book("summary")["Журнал"].make_table(area, band=band)
    tab = store_for(google, tmp_path, ["summary"], None).read(ALL).tabs[0]
    assert [list(tab.row(n)) for n in (1, 2, 3)] == ROWS


def test_several_tables_on_a_tab(google: GoogleServer, tmp_path: Path):
    sheet = google.book("summary")["Журнал"]
    sheet.make_table("A1:B3", "Первая")
    sheet.make_table("D1:E9", "Вторая", band=5)
    assert store_for(google, tmp_path, ["summary"], None).read(ALL).tabs


@pytest.mark.kinds
@pytest.mark.parametrize("band", [None, 77])
@pytest.mark.parametrize("area", ["A1:B6", "A3:B5", "B2:B4", "A1:A1"])
def test_a_table_that_staff_made_of_a_tab_of_ours_goes(
    google: GoogleServer, tmp_path: Path, area: str, band: int | None
):
    fresh = looks(write(google, tmp_path))
    write(google, tmp_path, "z")
    sheet = google.book("summary")["Сводка"]
    sheet.merges, sheet.basic_filter = [], None
    sheet.make_table(area, band=band)
    assert looks(write(google, tmp_path)) == fresh


def test_a_table_beside_a_banding_and_rules(google: GoogleServer, tmp_path: Path):
    """Rules are told by their number, which changes with the table: they go before it."""
    fresh = looks(write(google, tmp_path))
    write(google, tmp_path, "z")
    sheet = google.book("summary")["Сводка"]
    sheet.merges, sheet.basic_filter = [], None
    sheet.make_table("A1:B2")
    inside = {"sheetId": sheet.id, "startRowIndex": 0, "endRowIndex": 2}
    below = {"sheetId": sheet.id, "startRowIndex": 3, "endRowIndex": 5}
    rule = {"booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {}}}
    sheet.conditional_formats = [{"ranges": [one], **rule} for one in (inside, below)]
    sheet.banded_ranges = [{"bandedRangeId": 8, "range": below, "rowProperties": {}}]
    found = looks(write(google, tmp_path))
    assert [one["ranges"] for one in found["conditional_formats"]] == [[below]]
    assert [one["range"] for one in found["banded_ranges"]] == [below]
    assert found | {"conditional_formats": [], "banded_ranges": []} == fresh


def test_tables_of_staff_tabs_stay(google: GoogleServer, tmp_path: Path):
    google.book("summary")["Журнал"].make_table("A1:B3", band=9)
    before = looks(google.book("summary")["Журнал"])
    for word in ("x", "y"):
        write(google, tmp_path, word)
    assert looks(google.book("summary")["Журнал"]) == before


def test_the_guard_lets_go_of_tables_of_ours_alone():
    check_batch([{"deleteTable": {"tableId": "наша"}}], {7}, {("deleteTable", "наша")})
    for table in ({"tableId": "чужая"}, {}):
        with pytest.raises(ForeignTabError):
            check_batch([{"deleteTable": table}], {7}, {("deleteTable", "наша")})


HOLDERS = ("charts", "slicers", "filterViews", "bandedRanges", "protectedRanges", "tables")


@pytest.mark.parametrize("holder", [*HOLDERS, "merges", "conditionalFormats", "developerMetadata"])
def test_what_google_leaves_unsaid_ends_no_run(holder: str):
    size = {"rowCount": 5, "columnCount": 3}
    sheet = {"properties": {"title": "Журнал", "gridProperties": size}, holder: [{}]}
    state = spreadsheet_of({"sheets": [sheet]}, "b", "книга").sheets[0]
    named = (state.charts, state.views, state.bandings, state.protections, state.tables)
    assert named == ((), (), (), (), ())


def test_a_banding_of_its_own_is_told_from_that_of_a_table(google: GoogleServer, tmp_path: Path):
    sheet = google.book("summary")["Журнал"]
    sheet.make_table("A1:B3", band=9)
    below = {"startRowIndex": 5, "endRowIndex": 9, "startColumnIndex": 0, "endColumnIndex": 2}
    sheet.banded_ranges.append({"bandedRangeId": 4, "range": below, "rowProperties": {}})
    state = api_for(google, tmp_path).get("summary", "книга", STATE_ONLY).sheets[0]
    assert [banding.id for banding in state.bandings] == [4]
    assert state.tables == ("Таблица1-id",)
