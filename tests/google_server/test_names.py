"""Named ranges and filter views, by Google's help, the discovery document and recorded refusals."""

from typing import Any

import gspread
import pytest

from google_server import GoogleServer
from google_server.a1 import Box
from google_server.conftest import area, refused, send, sheet_of


def name(name: str, **more: Any) -> dict[str, Any]:
    named = {"name": name, "range": area((0, 4), (0, 2))} | more
    return {"addNamedRange": {"namedRange": named}}


@pytest.mark.parametrize("good", ["Явка_по_тьюторам", "戦略名", "_x", "A1_", "я" * 250])
def test_letters_of_any_script_are_a_name(client: gspread.Client, good: str):
    (reply,) = send(client, name(good))["replies"]
    assert reply["addNamedRange"]["namedRange"]["name"] == good
    assert reply["addNamedRange"]["namedRange"]["namedRangeId"]


@pytest.mark.parametrize(
    "bad", ["", "два слова", "1й", "A1", "R1C1", "rc", "A1:B2", "true", "False_1", "а-б", "я" * 251]
)
def test_what_is_no_name_is_refused(client: gspread.Client, bad: str):
    said = refused(client, name(bad))
    assert f"addNamedRange: Cannot add named range with name: {bad}" in said


def test_a_name_and_an_id_are_taken_once(client: gspread.Client):
    send(client, name("Явка", namedRangeId="мой"))
    assert "a named range with that name already exists" in refused(client, name("ЯВКА"))
    assert "id мой already exists" in refused(client, name("Планы", namedRangeId="мой"))
    assert "No NamedRange with id: чужой" in refused(
        client, {"deleteNamedRange": {"namedRangeId": "чужой"}}
    )


def test_a_range_must_lie_on_its_grid(client: gspread.Client):
    assert "exceeds grid limits" in refused(client, name("Явка", range=area((0, 9_999), (0, 2))))
    assert "No grid with id: 77" in refused(client, name("Явка", range={"sheetId": 77}))
    send(client, name("Явка", namedRangeId="мой"))
    moved = {"namedRangeId": "мой", "range": area((0, 9_999), (0, 2))}
    update = {"updateNamedRange": {"namedRange": moved, "fields": "range"}}
    assert "exceeds grid limits" in refused(client, update)


def test_a_name_moves_with_its_rows_and_outlives_its_tab(
    google: GoogleServer, client: gspread.Client
):
    book = google.book("book")
    send(client, {"addSheet": {"properties": {"sheetId": 5, "title": "ещё"}}})
    where = {"sheetId": 5, "startRowIndex": 2, "endRowIndex": 4}
    send(client, name("Явка", range=where, namedRangeId="мой"))
    before = {"sheetId": 5, "dimension": "ROWS", "startIndex": 0, "endIndex": 3}
    send(client, {"insertDimension": {"range": before}})
    assert book["ещё"].box(book.named_ranges[0]["range"]) == Box(5, 0, 7, 26)
    send(client, {"deleteSheet": {"sheetId": 5}})
    assert "a named range with that name already exists" in refused(client, name("Явка"))
    assert "No NamedRange with id" in refused(client, {"deleteNamedRange": {"namedRangeId": "мой"}})


def test_a_filter_view_is_answered_with_its_criteria_in_both_fields(client: gspread.Client):
    condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": "Белов"}]}
    specs = [{"columnIndex": 1, "filterCriteria": {"condition": condition}}]
    view = {"filterViewId": 9, "range": area((0, 4), (0, 2)), "filterSpecs": specs}
    send(client, {"addFilterView": {"filter": view}})
    (found,) = sheet_of(client)["filterViews"]
    assert found["filterSpecs"] == specs
    assert found["criteria"] == {"1": {"condition": condition}}
    assert "id 9 already exists" in refused(client, {"addFilterView": {"filter": view}})
    outside = view | {"filterViewId": 8, "filterSpecs": [{"columnIndex": 5}]}
    assert "Invalid column index: 5" in refused(client, {"addFilterView": {"filter": outside}})
