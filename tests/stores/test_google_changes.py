"""A write touches the tabs that changed, and on those leaves what people set."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from google_server import GoogleServer, book_of
from stores.summary_grids import (
    STAMP,
    TITLES,
    last_requests,
    sheet,
    state,
    summary,
    tab,
    write,
)

from sheets_sync.sheet.formulas import SameAs
from sheets_sync.sheet.pieces import Cell, Look
from sheets_sync.stores.base import Sent


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Журнал": [["Код"], ["К-01"]]}))
        write(server, tmp_path, summary())
        yield server


def touched(google: GoogleServer) -> set[str]:
    """The tabs that the last write named."""
    ids = {one.id: one.title for one in google.book("summary").sheets}

    def named(node: Any) -> Iterator[int]:
        if isinstance(node, dict):
            if "sheetId" in node:
                yield node["sheetId"]
            for part in node.values():
                yield from named(part)
        elif isinstance(node, list):
            for part in node:
                yield from named(part)

    return {ids[number] for number in named(last_requests(google))}


# Which tabs


@pytest.mark.kinds
@pytest.mark.parametrize("title", TITLES)
def test_one_changed_tab_is_one_tab_written(google: GoogleServer, tmp_path: Path, title: str):
    before = {other: state(google, other) for other in TITLES}
    write(google, tmp_path, summary(title))
    assert touched(google) <= {title, "Явка"} | {title}
    for other in TITLES:
        assert (state(google, other) == before[other]) is (other != title)
    assert sheet(google, title).value("A4") == "y0"


def test_a_tab_that_a_person_typed_into_is_written_again(google: GoogleServer, tmp_path: Path):
    sheet(google, "Планы").write("B5", "приписка")
    write(google, tmp_path, summary())
    assert touched(google) == {"Планы"}
    assert sheet(google, "Планы").value("B5") == 0.1


def test_where_all_stands_nothing_is_sent(google: GoogleServer, tmp_path: Path):
    assert write(google, tmp_path, summary()) == Sent(0, 0)


def test_a_renewed_stamp_is_one_cell(google: GoogleServer, tmp_path: Path):
    before = {title: state(google, title) for title in TITLES[1:]}
    write(google, tmp_path, summary(hour=14))
    (request,) = last_requests(google)
    body = request["updateCells"]
    assert body["fields"] == "userEnteredValue"
    assert body["rows"] == [{"values": [{"userEnteredValue": {"stringValue": STAMP.format(14)}}]}]
    exchange = [e for e in google.log if e.kind == "write"][-1]
    assert len(exchange.body) < 2_000
    shown = {title: sheet(google, title).value("A2") for title in TITLES}
    assert set(shown.values()) == {STAMP.format(14)}
    for title, was in before.items():
        now = state(google, title)
        assert {k: v for k, v in now.items() if k != "cells"} == {
            k: v for k, v in was.items() if k != "cells"
        }


def test_a_changed_tab_and_a_later_stamp_go_together(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, summary("Явка", hour=15))
    assert google.count("write") == 2
    assert touched(google) == {"Явка", "Сводка"}
    assert sheet(google, "Сводка").value("A2") == STAMP.format(15)


def test_formulas_that_lost_their_tab_are_mended(google: GoogleServer, tmp_path: Path):
    book = google.book("summary")
    gone = book["Сводка"]
    book.sheets.remove(gone)
    book.metadata = [one for one in book.metadata if one["location"]["sheetId"] != gone.id]
    book.renumber()
    book.recalculate()
    for one in book.sheets[1:]:  # Google writes it into the formula too
        one.cells[1, 0] |= {"userEnteredValue": {"formulaValue": "=#REF!A2"}}
    write(google, tmp_path, summary())
    assert book["Сводка"].id == gone.id  # links lead to it as before
    assert {one.value("A2") for one in book.sheets if one.title in TITLES} == {STAMP.format(13)}


def test_links_to_a_tab_that_is_written_alone_lead_to_it(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, summary("Явка"))
    links = [
        one.cells[3, 0]["userEnteredFormat"]["textFormat"]["link"]["uri"]
        for one in google.book("summary").sheets
        if one.title in TITLES
    ]
    assert set(links) == {f"#gid={sheet(google, 'Явка').id}&range=A4"}


def test_a_tab_between_others_leaves_them_and_their_order_is_known(
    google: GoogleServer, tmp_path: Path
):
    grids = [*summary()[:2], tab("Охват"), *summary()[2:]]
    before = {title: state(google, title) for title in TITLES}
    write(google, tmp_path, grids)
    titles = [one.title for one in google.book("summary").sheets]
    assert titles == ["Журнал", "Сводка", "Явка", "Охват", "Планы", "История"]
    for title, was in before.items():
        now = state(google, title)
        was["properties"]["index"] = now["properties"]["index"] = 0
        assert now == was
    assert write(google, tmp_path, grids) == Sent(0, 0)


# What people set on a tab that changed


def cells(google: GoogleServer, title: str, rows: tuple[int, int], wide: int = 2) -> dict[str, int]:
    edges = {"startRowIndex": rows[0], "endRowIndex": rows[1]}
    columns = {"startColumnIndex": 0, "endColumnIndex": wide}
    return {"sheetId": sheet(google, title).id} | edges | columns


BOLD = {"textFormat": {"bold": True}}
NOT_BLANK = {"condition": {"type": "NOT_BLANK"}, "format": BOLD}
BY_FORMULA = {
    "condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=LEN($A4)>0"}]},
    "format": BOLD,
}


@pytest.mark.kinds
@pytest.mark.parametrize("rule", [NOT_BLANK, BY_FORMULA])
@pytest.mark.parametrize(("rows", "stays"), [(5, True), (9, True), (1, False)])
def test_rules_and_stripes_of_people_stay_where_the_tab_has_room(
    google: GoogleServer, tmp_path: Path, rule: dict[str, Any], rows: int, stays: bool
):
    one = sheet(google, "Планы")
    small, large = cells(google, "Планы", (0, 3)), cells(google, "Планы", (3, one.count("ROWS")))
    one.conditional_formats[:] = [{"ranges": [w], "booleanRule": rule} for w in (large, small)]
    one.banded_ranges.append({"bandedRangeId": 77, "range": large, "rowProperties": {}})
    write(google, tmp_path, summary("Планы", rows=rows))
    now = sheet(google, "Планы")
    ranges = [found["ranges"] for found in now.conditional_formats]
    assert ranges == ([[large], [small]] if stays else [[small]])
    assert [found["range"] for found in now.banded_ranges] == [large] * stays
    assert all(found["booleanRule"] == rule for found in now.conditional_formats)


@pytest.mark.slow
def test_a_rule_of_ours_stands_once_beside_those_of_people(google: GoogleServer, tmp_path: Path):
    alert = Cell("", Look.ALERT, formula=SameAs("Сводка", "A1"))
    tabs = [replace(one, rows=(*one.rows, (alert,))) for one in summary()]
    write(google, tmp_path, tabs)
    one = sheet(google, "Явка")
    (ours,) = deepcopy(one.conditional_formats)
    theirs = {"ranges": [cells(google, "Явка", (0, 3))], "booleanRule": NOT_BLANK}
    one.conditional_formats[:] = [theirs, ours]
    one.write("B5", "приписка")
    write(google, tmp_path, tabs)
    assert sheet(google, "Явка").conditional_formats == [ours, theirs]


def whole(google: GoogleServer, title: str = "Явка") -> dict[str, int]:
    """The range of the tab's table."""
    found: dict[str, int] = dict((sheet(google, title).basic_filter or {})["range"])
    return found


def view(google: GoogleServer, number: int, **edges: int) -> None:
    where = whole(google) | edges
    views = sheet(google, "Явка").filter_views
    views.append({"filterViewId": number, "title": "моё", "range": where, "criteria": {}})


@pytest.mark.kinds
@pytest.mark.parametrize("rows", [2, 5, 40])
def test_a_view_of_the_table_stays_and_is_as_long_as_it(
    google: GoogleServer, tmp_path: Path, rows: int
):
    view(google, 7)
    write(google, tmp_path, summary("Явка", rows=rows))
    (kept,) = sheet(google, "Явка").filter_views
    assert (kept["filterViewId"], kept["title"]) == (7, "моё")
    assert kept["range"] == whole(google)
    assert kept["range"]["endRowIndex"] == 3 + rows


def test_a_view_of_a_part_stays_while_it_lies_on_the_tab(google: GoogleServer, tmp_path: Path):
    view(google, 7, endRowIndex=5)
    view(google, 8, endRowIndex=6, endColumnIndex=2)
    before = list(sheet(google, "Явка").filter_views)
    write(google, tmp_path, summary("Явка", rows=3))
    assert sheet(google, "Явка").filter_views == before


def widths(google: GoogleServer) -> list[tuple[int, bool]]:
    own = sheet(google, "Явка").dimensions["COLUMNS"]
    return [(own[n]["pixelSize"], own[n].get("hiddenByUser", False)) for n in range(3)]


@pytest.mark.slow
def test_a_width_that_a_person_set_stays(google: GoogleServer, tmp_path: Path):
    first, second, third = widths(google)
    sheet(google, "Явка").dimensions["COLUMNS"][1] = {"pixelSize": 333}
    for word in ("y", "z"):
        write(google, tmp_path, summary("Явка", word))
        assert widths(google) == [first, (333, False), third]
    wide = [replace(grid, widths=(20.0, 30.0, 14.0)) for grid in summary("Явка", "w")]
    write(google, tmp_path, wide)
    assert widths(google) == [first, (215, False), third]  # another column stands there now
    assert second != third


def test_a_column_that_a_person_hid_stays_hidden_unless_it_is_the_last(
    google: GoogleServer, tmp_path: Path
):
    before = widths(google)
    sheet(google, "Явка").dimensions["COLUMNS"][2]["hiddenByUser"] = True
    write(google, tmp_path, summary("Явка"))
    assert [hidden for _, hidden in widths(google)] == [False, False, True]
    for number in range(3):
        sheet(google, "Явка").dimensions["COLUMNS"][number]["hiddenByUser"] = True
    write(google, tmp_path, summary("Явка", "z"))
    assert widths(google) == before


def test_a_tab_that_a_person_hid_stays_hidden_and_keeps_its_colour(
    google: GoogleServer, tmp_path: Path
):
    own = sheet(google, "Явка").properties
    own |= {"hidden": True, "tabColorStyle": {"rgbColor": {"red": 1}}, "tabColor": {"red": 1}}
    write(google, tmp_path, summary("Явка"))
    now = sheet(google, "Явка").properties
    assert (now["hidden"], now["tabColor"]) == (True, {"red": 1})


@pytest.mark.kinds
@pytest.mark.parametrize("rows", [2, 5, 9])
def test_notes_beside_and_below_the_table_stay(google: GoogleServer, tmp_path: Path, rows: int):
    one = sheet(google, "Явка")
    high, wide = one.grid["rowCount"], one.grid["columnCount"]
    one.grid.update(rowCount=high + 5, columnCount=wide + 2)
    one.cells[high + 4, 0] = {"note": "под таблицей"}
    one.cells[0, wide + 1] = {"note": "сбоку"}
    one.cells[0, wide] = {"userEnteredValue": {"stringValue": "приписка"}}
    one.cells[4, 1] = one.cells[4, 1] | {"note": "внутри"}
    write(google, tmp_path, summary("Явка", rows=rows))
    notes = [cell["note"] for cell in sheet(google, "Явка").cells.values() if "note" in cell]
    assert sorted(notes) == ["под таблицей", "сбоку"]
    assert sheet(google, "Явка").value("D1") is None
    assert write(google, tmp_path, summary("Явка", rows=rows)) == Sent(0, 0)


def test_a_chart_keeps_its_id(google: GoogleServer, tmp_path: Path):
    (before,) = sheet(google, "Явка").charts
    write(google, tmp_path, summary("Явка", rows=9))
    (now,) = sheet(google, "Явка").charts
    assert now["chartId"] == before["chartId"]
    assert now["spec"]["title"] == "Явка y"
    anchors = [c["position"]["overlayPosition"]["anchorCell"]["rowIndex"] for c in (before, now)]
    assert anchors[1] == anchors[0] + 4


def test_a_chart_that_is_no_more_goes_and_that_of_a_person_stays(
    google: GoogleServer, tmp_path: Path
):
    own = sheet(google, "Явка").charts
    own.append(own[0] | {"chartId": 99})
    grids = summary("Явка")
    bare = [replace(grid, charts=()) if grid.title == "Явка" else grid for grid in grids]
    write(google, tmp_path, bare)
    assert [chart["chartId"] for chart in sheet(google, "Явка").charts] == [99]


def test_protections_of_people_stay(google: GoogleServer, tmp_path: Path):
    area = {"sheetId": sheet(google, "Явка").id, "startRowIndex": 1, "endRowIndex": 2}
    theirs = [
        {"protectedRangeId": 5, "range": area, "warningOnly": True, "description": "моё"},
        {"protectedRangeId": 6, "range": area, "editors": {"users": [google.authority.email]}},
        {"protectedRangeId": 7, "range": area, "warningOnly": True},
    ]
    sheet(google, "Явка").protected_ranges += theirs
    before = list(sheet(google, "Явка").protected_ranges)
    write(google, tmp_path, summary("Явка"))
    assert sheet(google, "Явка").protected_ranges == before


def test_our_protection_comes_back(google: GoogleServer, tmp_path: Path):
    sheet(google, "Явка").protected_ranges.clear()
    write(google, tmp_path, summary("Явка"))
    assert [one["warningOnly"] for one in sheet(google, "Явка").protected_ranges] == [True]


def test_rows_and_columns_that_a_person_froze_are_let_go(google: GoogleServer, tmp_path: Path):
    own = sheet(google, "Явка")
    own.merges.clear()
    own.grid.update(frozenRowCount=own.grid["rowCount"] - 1, frozenColumnCount=2)
    write(google, tmp_path, summary("Явка", rows=1))
    assert not {"frozenRowCount", "frozenColumnCount"} & sheet(google, "Явка").grid.keys()


def test_a_mark_of_an_earlier_version_is_understood(google: GoogleServer, tmp_path: Path):
    """It said nothing of charts and widths: all charts were ours."""
    for one in google.book("summary").metadata:
        said = json.loads(one["metadataValue"])
        one["metadataValue"] = json.dumps({k: said[k] for k in ("sheet", "tab", "digest", "order")})
    old = sheet(google, "Явка").charts[0]
    sheet(google, "Явка").charts[:] = [old | {"chartId": 123_456_789}]
    write(google, tmp_path, summary("Явка"))
    assert [c["chartId"] for c in sheet(google, "Явка").charts] == [old["chartId"]]
