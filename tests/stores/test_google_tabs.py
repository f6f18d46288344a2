"""Our tabs in a spreadsheet that staff use: found again, painted anew, nothing else touched."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from google_server import GoogleServer, Sheet, book_of, meanwhile
from stores.google_help import ADDRESS, FakeTime, api_for, store_for

from sheets_sync.errors import UsageError
from sheets_sync.sheet.cells import Place
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.formulas import SameAs, StaleAfter
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import (
    Block,
    Cell,
    Chart,
    ChartKind,
    Charts,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Page,
    Series,
)
from sheets_sync.stores.base import Sent
from sheets_sync.stores.google import batches as google_batches
from sheets_sync.stores.google.guard import ForeignTabError, check_batch
from sheets_sync.stores.google.read import EVERYTHING, STATE_ONLY
from sheets_sync.stores.google.requests import batches_for

ALL = frozenset({"журнал"})


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Журнал": [["Код"], ["К-01"]], "Заметки": [["своё"]]}))
        yield server


def rich(title: str, rows: int = 5, word: str = "x") -> Grid:
    """A tab with all there is: title, head, filter, frozen panes, chart, links, total."""
    body = tuple(
        (
            Cell(f"{word}{n}", link="https://docs.google.com/spreadsheets/d/b/edit#gid=1&range=A1"),
            Cell(n / 10, (Look.BAD, Look.BODY)[n % 2], Format.PERCENT),
            Cell("=1+1", link="Книга.xlsx#'Журнал'!A1"),
        )
        for n in range(rows)
    )
    heads = (Head("Тьютор"), Head("Явка", Format.PERCENT), Head("Ещё"))
    block = Block("б", heads, body, total=(Cell("Всего"),), filtered=True, frozen_columns=1)
    chart = Chart(ChartKind.COLUMN, "Явка", "б", 0, (Series("Явка", 1),), Format.PERCENT)
    top = Lines((Cell(title, Look.TITLE), Cell("см.", link="#'Журнал'!A1")))
    grid = lay_out(title, [top, block, Charts((chart,))], (20.0, 10.0, 14.0), Page())
    return replace(grid, frozen_rows=3)


def grids(rows: int = 5, word: str = "x") -> list[Grid]:
    return [rich("Сводка", rows, word), rich("Явка тьюторов", rows, word), rich("История", 1, word)]


def write(google: GoogleServer, folder: Path, tabs: list[Grid]) -> Sent:
    store = store_for(google, folder, ["summary"])
    store.read(ALL)
    return store.write(tabs)


def titles(google: GoogleServer) -> list[str]:
    return [sheet.title for sheet in google.book("summary").sheets]


def state(google: GoogleServer, title: str) -> dict[str, Any]:
    """All of a tab but the ids that Google gives things."""
    sheet = google.book("summary")[title]
    parts = {name: getattr(sheet, name) for name in Sheet.__slots__}
    parts["properties"] = {k: v for k, v in sheet.properties.items() if k != "tabColor"}
    return without_ids(deepcopy(parts))


def without_ids(node: Any) -> Any:
    if isinstance(node, dict):
        ids = ("chartId", "protectedRangeId")
        return {key: without_ids(part) for key, part in node.items() if key not in ids}
    return [without_ids(part) for part in node] if isinstance(node, list) else node


def staff_tabs(google: GoogleServer) -> list[Any]:
    return [
        (sheet.title, sheet.cells, sheet.properties["gridProperties"], sheet.merges)
        for sheet in google.book("summary").sheets
        if sheet.title in ("Журнал", "Заметки")
    ]


def test_one_read_and_one_write(google: GoogleServer, tmp_path: Path):
    assert write(google, tmp_path, grids()) == Sent(0, 1)
    assert (google.count("read"), google.count("write"), google.count("token")) == (1, 1, 1)
    assert titles(google) == ["Журнал", "Заметки", "Сводка", "Явка тьюторов", "История"]


def test_a_tab_has_all_that_its_grid_says(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    sheet = google.book("summary")["Сводка"]
    assert sheet.value("A4") == "x0"
    assert sheet.value("C4") == "=1+1"
    assert sheet.grid["rowCount"] == len(grids()[0].rows)
    assert sheet.grid["columnCount"] == 3
    assert sheet.grid["frozenRowCount"] == 3
    assert sheet.grid["frozenColumnCount"] == 1
    assert sheet.grid["hideGridlines"]
    assert sheet.merges == []
    assert len(sheet.charts) == 1
    assert sheet.basic_filter
    assert sheet.protected_ranges[0]["warningOnly"]
    percent = sheet.cells[3, 1]["userEnteredFormat"]["numberFormat"]
    assert percent["type"] == "PERCENT"
    link = sheet.cells[3, 0]["userEnteredFormat"]["textFormat"]["link"]["uri"]
    assert link.endswith("#gid=1&range=A1")
    assert "link" not in sheet.cells[3, 2]["userEnteredFormat"]["textFormat"]


def test_names_stay_in_sight_and_no_line_is_merged_over_them(google: GoogleServer, tmp_path: Path):
    note = "Явка = пришли / отмечено; " * 12
    rows = tuple((Cell(f"имя {n}"), *(Cell(n) for _ in range(9))) for n in range(3))
    heads = (Head("Тьютор"), *(Head("Б") for _ in range(9)))
    block = Block("б", heads, rows, long=True, frozen_columns=1, note=note)
    top = Lines((Cell("Явка", Look.TITLE), Cell("о чём этот лист"), Cell("когда проверено")))
    grid = lay_out("Сводка", [top, block], (18.0, *[9.0] * 9))
    write(google, tmp_path, [grid])
    sheet = google.book("summary")["Сводка"]
    assert sheet.grid["frozenColumnCount"] == 1
    assert not [merge for merge in sheet.merges if merge["startColumnIndex"] == 0]
    assert [sheet.value(f"A{row}") for row in (1, 2, 3)] == [
        "Явка", "о чём этот лист", "когда проверено"
    ]  # fmt: skip
    wraps = [sheet.cells[row, 0]["userEnteredFormat"]["wrapStrategy"] for row in (1, 7)]
    assert wraps == ["OVERFLOW_CELL", "WRAP"]
    assert sheet.value("A8") == note
    heights = sheet.dimensions["ROWS"]
    assert heights[7]["pixelSize"] > 100 > heights[1]["pixelSize"]
    assert write(google, tmp_path, [grid]) == Sent(0, 0)


def test_a_new_spreadsheet_opens_on_the_first_tab(google: GoogleServer, tmp_path: Path):
    google.add(book_of("summary", {"Лист1": [], "Лист2": []}))
    write(google, tmp_path, grids())
    assert titles(google) == ["Сводка", "Явка тьюторов", "История", "Лист1", "Лист2"]


def test_a_column_is_frozen_where_no_merge_is_cut(google: GoogleServer, tmp_path: Path):
    block = Block("б", (Head("А"), Head("Б")), ((Cell(1), Cell(2)),), long=True, frozen_columns=1)
    write(google, tmp_path, [lay_out("Сводка", [block], (9.0, 9.0))])
    assert google.book("summary")["Сводка"].grid["frozenColumnCount"] == 1


def test_a_rerun_ends_in_the_same_state(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    before = [state(google, title) for title in ("Сводка", "Явка тьюторов", "История")]
    write(google, tmp_path, grids())
    for was in before:
        assert state(google, was["properties"]["title"]) == was
    assert len(google.book("summary").metadata) == 3


@pytest.mark.kinds
@pytest.mark.parametrize(("first", "then"), [(40, 3), (3, 40), (5, 0)])
def test_no_leftovers(google: GoogleServer, tmp_path: Path, first: int, then: int):
    """A tab that was larger, and that staff decorated, looks as one made anew."""
    write(google, tmp_path, grids(first))
    decorate(google.book("summary")["Сводка"])
    write(google, tmp_path, grids(then))
    used = state(google, "Сводка")
    google.add(book_of("summary", {"Журнал": [["Код"]], "Заметки": []}))
    write(google, tmp_path, grids(then))
    fresh = state(google, "Сводка")
    assert {k: v for k, v in used.items() if k != "properties"} == {
        k: v for k, v in fresh.items() if k != "properties"
    }
    assert used["properties"]["gridProperties"] == fresh["properties"]["gridProperties"]


def decorate(sheet: Sheet) -> None:
    """What staff may do to a tab of ours."""
    sheet.write("B2", "приписка")
    sheet.cells[4, 1] = {"note": "заметка", "dataValidation": {"condition": {"type": "BOOLEAN"}}}
    sheet.merge("A5:C6")
    sheet.dimensions["ROWS"][1] = {"hiddenByUser": True, "pixelSize": 77}


def test_a_summary_tab_that_is_no_more_goes(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    write(google, tmp_path, grids()[:1])
    assert titles(google) == ["Журнал", "Заметки", "Сводка"]
    assert len(google.book("summary").metadata) == 1


def test_staff_tabs_stay_as_they_were(google: GoogleServer, tmp_path: Path):
    before = deepcopy(staff_tabs(google))
    for rows in (5, 9, 1):
        write(google, tmp_path, grids(rows))
    assert staff_tabs(google) == before


def test_renamed_and_moved_tabs_are_found(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    book = google.book("summary")
    book["Сводка"].properties["title"] = "Сводка: февраль"
    book.sheets.reverse()
    book.renumber()
    store = store_for(google, tmp_path, ["summary"])
    assert list(store.read(ALL).ours) == ["Сводка", "Явка тьюторов", "История"]
    store.write(grids(word="y"))
    assert titles(google) == ["История", "Явка тьюторов", "Сводка: февраль", "Заметки", "Журнал"]
    assert google.book("summary")["Сводка: февраль"].value("A4") == "y0"


def test_a_deleted_tab_comes_back_at_its_place(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    delete(google, "Явка тьюторов")
    write(google, tmp_path, grids())
    assert titles(google) == ["Журнал", "Заметки", "Сводка", "Явка тьюторов", "История"]


def delete(google: GoogleServer, title: str) -> None:
    book = google.book("summary")
    gone = book[title]
    book.sheets.remove(gone)
    book.metadata = [one for one in book.metadata if one["location"].get("sheetId") != gone.id]
    book.renumber()


def test_a_copy_that_staff_made_is_theirs(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    book = google.book("summary")
    copy = book.add("Копия: Сводка", [["копия"]])
    mark = next(m for m in book.metadata if m["location"]["sheetId"] == book["Сводка"].id)
    book.metadata.append(
        mark | {"metadataId": 5, "location": mark["location"] | {"sheetId": copy.id}}
    )
    write(google, tmp_path, grids(word="y"))
    assert google.book("summary")["Копия: Сводка"].value("A1") == "копия"


def test_a_staff_tab_with_a_title_of_ours_is_not_touched(google: GoogleServer, tmp_path: Path):
    google.book("summary").add("СВОДКА", [["ручная"]])
    before = deepcopy(google.book("summary")["СВОДКА"].cells)
    with pytest.raises(UsageError, match=r"уже есть лист «Сводка».*переименуйте") as caught:
        write(google, tmp_path, grids())
    assert caught.value.exit_code == 2
    assert google.count("write") == 0
    assert google.book("summary")["СВОДКА"].cells == before


def test_rows_that_staff_hid_are_shown_again(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    sheet = google.book("summary")["Сводка"]
    sheet.dimensions["ROWS"] = {n: {"hiddenByUser": True} for n in range(3, sheet.grid["rowCount"])}
    write(google, tmp_path, grids(word="y"))
    rows = google.book("summary")["Сводка"].dimensions["ROWS"]
    assert not any(one.get("hiddenByUser") for one in rows.values())


# Titles that staff gave our tabs


def rename_tab(google: GoogleServer, old: str, new: str) -> None:
    google.book("summary").retitle(google.book("summary")[old], new)


def shown_under(google: GoogleServer) -> dict[str, Any]:
    """What our tabs show, by the titles they have."""
    return {sheet.title: sheet.value("A1") for sheet in google.book("summary").sheets[2:]}


OWN = {"Сводка": "Сводка", "Явка тьюторов": "Явка тьюторов", "История": "История"}
RENAMED: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "its title for a deleted one": ({"Явка тьюторов": "История"}, OWN),
    "in small letters": ({"Явка тьюторов": "история"}, OWN),
    "one after another": ({"Явка тьюторов": "История", "Сводка": "Явка тьюторов"}, OWN),
    "one before another": ({"Сводка": "История", "Явка тьюторов": "Сводка"}, OWN),
    "another title": (
        {"Сводка": "Итоги"},
        {"Итоги": "Сводка", "Явка тьюторов": "Явка тьюторов", "История": "История"},
    ),
}


@pytest.mark.kinds
@pytest.mark.parametrize("large", [2_000_000, 3_000])
@pytest.mark.parametrize("name", RENAMED)
def test_a_deleted_tab_comes_back_whatever_the_others_are_called(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, large: int
):
    monkeypatch.setattr(google_batches, "LARGEST", large)
    write(google, tmp_path, grids())
    delete(google, "История")
    for old, new in RENAMED[name][0].items():
        rename_tab(google, old, new)
    write(google, tmp_path, grids(word="y"))
    assert shown_under(google) == RENAMED[name][1]
    assert google.book("summary")["История"].value("A4") == "y0"
    assert len(google.book("summary").metadata) == 3


def test_tabs_with_each_others_titles_keep_them(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    rename_tab(google, "История", "x")
    rename_tab(google, "Сводка", "История")
    rename_tab(google, "x", "Сводка")
    write(google, tmp_path, grids(word="y"))
    assert shown_under(google) == OWN | {"Сводка": "История", "История": "Сводка"}


def test_a_tab_that_goes_gives_its_title_to_a_new_one(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    rename_tab(google, "История", "Охват ШНОР")
    write(google, tmp_path, [*grids()[:2], rich("Охват ШНОР")])
    assert shown_under(google) == {title: title for title in (*list(OWN)[:2], "Охват ШНОР")}
    assert len(google.book("summary").metadata) == 3


def test_a_staff_tab_with_the_title_that_ours_needs_back(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    delete(google, "История")
    rename_tab(google, "Явка тьюторов", "История")
    google.book("summary").add("Явка тьюторов", [["ручная"]])
    with pytest.raises(UsageError, match=r"уже есть лист «Явка тьюторов».*переименуйте"):
        write(google, tmp_path, grids(word="y"))
    assert google.book("summary")["Явка тьюторов"].value("A1") == "ручная"


def stamped() -> list[Grid]:
    """«Сводка», and a tab that repeats its stamp."""
    line = Cell("Данные", stamp=True, formula=SameAs("Сводка", "A3"))
    return [rich("Сводка"), lay_out("История", [Lines((line,))], (20.0,))]


def formula(google: GoogleServer, title: str) -> str:
    """What A1 of a tab computes."""
    return str(google.book("summary")[title].cells[0, 0]["userEnteredValue"]["formulaValue"])


@pytest.mark.kinds
@pytest.mark.parametrize("title", ["Итоги", "Итоги '21", "Сводка: всё"])
def test_a_stamp_is_that_of_our_tab_whatever_it_is_called(
    google: GoogleServer, tmp_path: Path, title: str
):
    write(google, tmp_path, stamped())
    rename_tab(google, "Сводка", title)
    google.book("summary").add("Сводка", [["чужая"]])
    write(google, tmp_path, stamped())
    quoted = title.replace("'", "''")
    assert formula(google, "История") == f"='{quoted}'!A3"
    ours = store_for(google, tmp_path, ["summary"]).read(ALL).ours
    assert [ours[grid.title].digest for grid in stamped()] == [digest(grid) for grid in stamped()]


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("zone", "ahead"),
    [
        ("Europe/Moscow", 180),
        ("Asia/Vladivostok", 600),
        ("America/New_York", -300),
        ("GMT-07:00", -420),
        ("GMT+5:30", 330),
        ("Mars/Base", 180),
        ("Europe", 180),
        ("", 180),
    ],
)
def test_the_age_of_a_check_is_counted_in_the_zone_of_the_spreadsheet(
    google: GoogleServer, tmp_path: Path, zone: str, ahead: int
):
    google.book("summary").time_zone = zone
    checked = datetime(2021, 2, 18, 12, 5, tzinfo=timezone(timedelta(hours=3)))
    line = Cell("", Look.ALERT, stamp=True, formula=StaleAfter(checked, "СТАРО"))
    write(google, tmp_path, [lay_out("Сводка", [Lines((line,))], (20.0,))])
    moment = f"DATE(2021;2;18)+TIME(9;5;0)+({ahead})/1440"
    assert formula(google, "Сводка") == f'=IF(NOW()-({moment})>1;"СТАРО";"")'


# Staff at work while we write


def rename(google: GoogleServer) -> None:
    google.book("summary")["Сводка"].properties["title"] = "Итоги"


def move(google: GoogleServer) -> None:
    google.book("summary").sheets.reverse()
    google.book("summary").renumber()


def tidy(google: GoogleServer) -> None:
    google.book("summary")["Сводка"].charts.clear()
    google.book("summary")["Сводка"].protected_ranges.clear()


@pytest.mark.kinds
@pytest.mark.parametrize(
    "act", [rename, move, tidy, lambda google: delete(google, "Сводка")],
    ids=["rename", "move", "tidy", "delete"],
)  # fmt: skip
def test_what_staff_do_meanwhile_survives(google: GoogleServer, tmp_path: Path, act: Any):
    write(google, tmp_path, grids())

    def staff() -> None:
        act(google)
        google.book("summary")["Журнал"].write("A3", "К-02")
        google.book("summary").add("Новый", [["лист"]])

    store = store_for(google, tmp_path, ["summary"])
    store.read(ALL)
    google.faults.add(meanwhile(staff), kind="write")
    store.write(grids(word="y"))
    book = google.book("summary")
    assert book["Журнал"].value("A3") == "К-02"
    assert book["Новый"].value("A1") == "лист"
    ours = {sheet.title for sheet in book.sheets if sheet.value("A4") == "y0"}
    assert len(ours) == 3
    assert len(book.sheets) == 6


# The guard


def spread(google: GoogleServer, folder: Path) -> Any:
    return api_for(google, folder).get("summary", "книга", EVERYTHING)


FOREIGN: list[dict[str, Any]] = [
    {"deleteSheet": {"sheetId": 1}},
    {"updateCells": {"range": {}, "rows": [], "fields": "*"}},
    {"updateCells": {"start": {"sheetId": 8}, "rows": [], "fields": "*"}},
    {"updateCells": {"start": {"rowIndex": 7}, "rows": [], "fields": "*"}},
    {"updateCells": {"range": {"sheetId": 7}, "start": {"sheetId": 8}, "fields": "*"}},
    {"mergeCells": {"range": {"sheetId": 8}}},
    {"deleteProtectedRange": {"protectedRangeId": 3}},
    {"deleteEmbeddedObject": {"objectId": 3}},
    {"updateChartSpec": {"chartId": 3, "spec": {}}},
    {"updateChartSpec": {"spec": {}}},
    {"updateEmbeddedObjectPosition": {"objectId": 3, "newPosition": {}, "fields": "*"}},
    {"updateFilterView": {"filter": {"filterViewId": 3}, "fields": "title"}},
    {"updateFilterView": {"filter": {"filterViewId": 4, "range": {"sheetId": 8}}, "fields": "*"}},
    {"updateDeveloperMetadata": {"dataFilters": [{"developerMetadataLookup": {}}]}},
    {"updateDeveloperMetadata": {"dataFilters": []}},
    {"updateSpreadsheetProperties": {"properties": {"title": "x"}, "fields": "title"}},
    {"findReplace": {"find": "a", "replacement": "b", "allSheets": True}},
    {"addChart": {"chart": {"position": {"newSheet": True}}}},
    {"deleteSheet": {"sheetId": 7}, "mergeCells": {"range": {"sheetId": 7}}},
]


@pytest.mark.parametrize("request_", FOREIGN, ids=lambda r: next(iter(r)))
def test_the_guard_refuses_what_is_not_ours(request_: dict[str, Any]):
    with pytest.raises(ForeignTabError):
        check_batch([request_], {7}, {("deleteProtectedRange", 4), ("updateFilterView", 4)})


def test_the_guard_lets_through_what_we_send(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    book = spread(google, tmp_path)
    assert len(batches_for(grids(word="y"), book)) == 1
    assert batches_for(grids(), book) == []
    stolen = replace(book, sheets=tuple(replace(sheet, mark=None) for sheet in book.sheets))
    with pytest.raises(UsageError):
        batches_for(grids(), stolen)


def test_the_limiter_keeps_below_sixty_a_minute(google: GoogleServer, tmp_path: Path):
    time = FakeTime()
    api = api_for(google, tmp_path, time)
    sent = []
    for _ in range(120):
        api.get("summary", "книга", STATE_ONLY)
        sent.append(time.at)
    assert all(sum(at - 60 < other <= at for other in sent) < 60 for at in sent)
    assert time.at < 180


def test_links_lead_to_the_cell(google: GoogleServer, tmp_path: Path):
    tab = store_for(google, tmp_path, ["summary"]).read(ALL).tabs[0]
    gid = google.book("summary")["Журнал"].id
    link = f"https://docs.google.com/spreadsheets/d/summary/edit#gid={gid}&range="
    assert tab.place == Place(ADDRESS.format("summary"), "Журнал")
    assert tab.place.link == link


def test_a_digest_is_kept_with_each_tab(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, grids())
    ours = store_for(google, tmp_path, ["summary"]).read(ALL).ours
    assert [ours[grid.title].digest for grid in grids()] == [digest(grid) for grid in grids()]
