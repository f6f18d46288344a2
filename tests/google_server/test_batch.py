"""What `batchUpdate` takes, refuses and rolls back: tabs, cells, rows and columns."""

from typing import Any

import gspread
import pytest

from google_server import GoogleServer
from google_server.batch import HANDLERS
from google_server.conftest import HERE, RED, area, cell, refused, send, sheet_of, write
from google_server.discovery import SCHEMAS


def test_every_request_is_one_of_the_api():
    assert set(HANDLERS) <= set(SCHEMAS["Request"]["properties"])


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {"updateCell": {}},
            "400 Invalid JSON payload received. Unknown name \"updateCell\" at 'requests[0]': "
            "Cannot find field.",
        ),
        (
            {"addSheet": {"properties": {"titel": "x"}}},
            '400 Invalid JSON payload received. Unknown name "titel" at '
            "'requests[0].add_sheet.properties': Cannot find field.",
        ),
        (
            {"mergeCells": {"range": HERE, "mergeType": "ALL"}},
            "400 Invalid value at 'requests[0].merge_cells.merge_type' (type.googleapis.com/"
            'google.apps.sheets.v4.MergeCellsRequest.MergeType), "ALL"',
        ),
        (
            {"deleteSheet": {"sheetId": "0"}},
            "400 Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), \"0\"",
        ),
        (
            {"deleteSheet": {"sheetId": True}},
            "400 Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), true",
        ),
        (
            {"addSheet": {"properties": {"title": 5}}},
            "400 Invalid value at 'requests[0].add_sheet.properties.title' (TYPE_STRING), 5",
        ),
        (
            {"addSheet": {}, "deleteSheet": HERE},
            "400 Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. "
            "Cannot set 'deleteSheet'",
        ),
        (
            write([{"userEnteredValue": {"stringValue": "a", "numberValue": 1}}]),
            "400 Invalid value at 'requests[0].update_cells.rows[0].values[0].user_entered_value' "
            "(oneof), oneof field 'value' is already set. Cannot set 'numberValue'",
        ),
        ({}, "400 Invalid requests[0]: No request set."),
        (
            write([cell("a")], fields="userEnteredFormat(bold)"),
            "400 Invalid requests[0].updateCells: Invalid field: userEnteredFormat.bold",
        ),
        (
            write([cell("a")], fields=""),
            "400 Invalid requests[0].updateCells: At least one field must be listed in 'fields'. "
            "(Use '*' to indicate all fields.)",
        ),
        (
            write([cell("a")], fields="userEnteredValue,formattedValue"),
            "400 Invalid requests[0].updateCells: Field is read-only: formattedValue",
        ),
        (
            write([cell("x" * 50_001)]),
            "400 Invalid requests[0].updateCells: Your input contains more than the maximum of "
            "50000 characters in a single cell.",
        ),
        (
            write([cell("a"), cell("b"), cell("c")], range=area((0, 1), (24, 26))),
            "400 Invalid requests[0].updateCells: Attempting to write column: 26, beyond the last "
            "requested column of: 25",
        ),
        (
            write([cell("a")], start={"sheetId": 7}),
            "400 Invalid requests[0].updateCells: No grid with id: 7",
        ),
        (
            {"repeatCell": {"range": area((0, 1001), (0, 1)), "cell": {}, "fields": "note"}},
            "400 Invalid requests[0].repeatCell: Range ('Лист 1'!A1:A1001) exceeds grid limits. "
            "Max rows: 1000, max columns: 26",
        ),
        (
            {"deleteSheet": {"sheetId": 7}},
            "400 Invalid requests[0].deleteSheet: No sheet with id: 7",
        ),
        (
            {"addSheet": {"properties": {"title": "sHEET2"}}},
            '400 Invalid requests[0].addSheet: A sheet with the name "sHEET2" already exists. '
            "Please enter another name.",
        ),
        (
            {"addSheet": {"properties": {"title": "x" * 101}}},
            "400 Invalid requests[0].addSheet: The sheet name cannot be greater than 100 "
            "characters.",
        ),
        (
            {"addSheet": {"properties": {"gridProperties": {"rowCount": 500_000}}}},
            "400 Invalid requests[0].addSheet: This action would increase the number of cells in "
            "the workbook above the limit of 10000000 cells.",
        ),
        (
            {"addSheet": {"properties": {"gridProperties": {"rowCount": 2, "frozenRowCount": 2}}}},
            "400 Invalid requests[0].addSheet: You can't freeze all visible rows on the sheet.",
        ),
        (
            {
                "updateSheetProperties": {
                    "properties": {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}},
                    "fields": "gridProperties",
                }
            },
            "400 Invalid requests[0].updateSheetProperties: You can't delete all the rows on the "
            "sheet.",
        ),
        (
            {"addChart": {"chart": {"spec": {"basicChart": {"chartType": "COLUMN"}}}}},
            "500 Internal error encountered.",
        ),
        (
            {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}},
            "400 Invalid requests[0].deleteConditionalFormatRule: No conditional format on sheet: "
            "0 at index: 0",
        ),
    ],
)
def test_a_bad_request_is_refused(client: gspread.Client, request_: dict[str, Any], message: str):
    assert refused(client, request_) == message


def test_no_requests_at_all(client: gspread.Client):
    assert refused(client) == "400 Must specify at least one request."


def test_a_bad_batch_leaves_everything_as_it_was(google: GoogleServer, client: gspread.Client):
    before = client.http_client.spreadsheets_get("book", {"includeGridData": "true"})
    batch = [
        write([cell("x", note="y")], fields="*"),
        {"addSheet": {"properties": {"title": "Сводка", "index": 0}}},
        {"mergeCells": {"range": area((4, 6), (0, 2)), "mergeType": "MERGE_ALL"}},
        {"updateDimensionProperties": {"range": HERE | {"dimension": "ROWS"}, "fields": "pixelSize",
                                       "properties": {"pixelSize": 50}}},
    ]  # fmt: skip
    assert "requests[4].deleteSheet" in refused(client, *batch, {"deleteSheet": {"sheetId": 7}})
    assert client.http_client.spreadsheets_get("book", {"includeGridData": "true"}) == before
    assert google.book("book").revision == 0
    send(client, *batch)
    assert google.book("book").revision == 1


def test_the_last_visible_sheet_stays(google: GoogleServer, client: gspread.Client):
    other = google.book("book")["Sheet2"]
    hide = {"properties": {"sheetId": other.id, "hidden": True}, "fields": "hidden"}
    send(client, {"updateSheetProperties": hide})
    assert "can't remove all the visible sheets" in refused(client, {"deleteSheet": HERE})


def test_tabs_are_added_moved_and_renamed(google: GoogleServer, client: gspread.Client):
    reply = send(
        client,
        {"addSheet": {"properties": {"title": "A", "index": 1, "tabColor": RED}}},
        {"updateSheetProperties": {"properties": {"sheetId": 0, "index": 3}, "fields": "index"}},
        {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "Z"}, "fields": "title"}},
    )
    properties = reply["replies"][0]["addSheet"]["properties"]
    assert properties["gridProperties"] == {"rowCount": 1000, "columnCount": 26}
    assert properties["tabColor"] == {"red": 1, "green": 0.2}
    assert properties["tabColorStyle"] == {"rgbColor": {"red": 1, "green": 0.2}}
    assert reply["replies"][1:] == [{}, {}]
    titles = [sheet.title for sheet in google.book("book").sheets]
    assert titles == ["A", "Sheet2", "Z"]
    before = {"sheetId": properties["sheetId"], "index": 2}
    send(client, {"updateSheetProperties": {"properties": before, "fields": "index"}})
    assert [sheet.title for sheet in google.book("book").sheets] == ["Sheet2", "A", "Z"]


def test_a_mask_says_what_is_written_and_what_is_cleared(
    google: GoogleServer, client: gspread.Client
):
    bold = {"textFormat": {"bold": True, "italic": False}, "backgroundColor": RED}
    every = "userEnteredValue,userEnteredFormat,note"
    send(client, write([cell("a", userEnteredFormat=bold, note="n")], fields=every))
    small = {"textFormat": {"fontSize": 8}}
    some = "userEnteredFormat(textFormat.fontSize,backgroundColor)"
    send(client, write([cell("b", userEnteredFormat=small)], fields=some))
    stored = google.book("book")["Лист 1"].cells[0, 0]
    assert stored == {
        "userEnteredValue": {"stringValue": "a"},
        "userEnteredFormat": {"textFormat": {"bold": True, "fontSize": 8}},
        "note": "n",
    }
    send(client, write([cell(note="")], fields="note"))
    assert "note" not in google.book("book")["Лист 1"].cells[0, 0]
    send(client, write(fields="*", range=area((0, 1), (0, 3))))
    assert [google.book("book")["Лист 1"].value(c) for c in ("A1", "B1", "A2")] == [
        None,
        None,
        "Белов",
    ]


def test_text_stays_text_and_formulas_give_what_the_test_says(
    google: GoogleServer, client: gspread.Client
):
    google.book("book").results["=СУММ(B2:B4)"] = 19.5
    formulas = [
        '=HYPERLINK("https://example.org";"журнал")',
        "='Лист 1'!$A$2",
        "=СУММ(B2:B4)",
        "=NOW()",
    ]
    row = [cell("=1+1"), *(cell(formula, "formulaValue") for formula in formulas)]
    send(client, write(row, start={"sheetId": 0, "rowIndex": 9}))
    sheet = google.book("book")["Лист 1"]
    assert [sheet.value(f"{c}10") for c in "ABCDE"] == ["=1+1", "журнал", "Белов", 19.5, None]


def test_merges(client: gspread.Client, google: GoogleServer):
    send(client, {"mergeCells": {"range": area((0, 2), (0, 3)), "mergeType": "MERGE_ROWS"}})
    assert len(sheet_of(client)["merges"]) == 2
    assert google.book("book")["Лист 1"].value("B1") is None
    partly = {"mergeCells": {"range": area((0, 3), (1, 4)), "mergeType": "MERGE_ALL"}}
    assert "select all cells in a merged range" in refused(client, partly)
    freeze = {"properties": {"sheetId": 0, "gridProperties": {"frozenColumnCount": 1}},
              "fields": "gridProperties.frozenColumnCount"}  # fmt: skip
    assert "only part of a merged cell" in refused(client, {"updateSheetProperties": freeze})
    send(client, {"unmergeCells": {"range": HERE}}, {"updateSheetProperties": freeze})
    across = {"mergeCells": {"range": area((0, 1), (0, 3)), "mergeType": "MERGE_ALL"}}
    assert "can't merge frozen and non-frozen columns" in refused(client, across)


def hang_and_move(client: gspread.Client) -> None:
    """Things on rows 2 to 4; then two rows come before them and column A goes."""
    rule = {
        "ranges": [area((1, 4), (0, 3))],
        "booleanRule": {"condition": {"type": "BLANK"}, "format": {"backgroundColor": RED}},
    }
    fourth = {"dimensionRange": HERE | {"dimension": "ROWS", "startIndex": 3, "endIndex": 4}}
    mark = {"metadataKey": "k", "visibility": "DOCUMENT", "location": fourth}
    send(
        client,
        {"mergeCells": {"range": area((1, 2), (3, 5)), "mergeType": "MERGE_ALL"}},
        {"addConditionalFormatRule": {"rule": rule, "index": 0}},
        {"createDeveloperMetadata": {"developerMetadata": mark}},
        {"setBasicFilter": {"filter": {"range": area((0, 4), (0, 3))}}},
        {
            "insertDimension": {
                "range": HERE | {"dimension": "ROWS", "startIndex": 1, "endIndex": 3}
            }
        },
        {
            "deleteDimension": {
                "range": HERE | {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
            }
        },
    )


def test_rows_and_columns_move_what_hangs_on_them(google: GoogleServer, client: gspread.Client):
    hang_and_move(client)
    sheet = sheet_of(client, includeGridData="true")
    edges = {"startRowIndex": 3, "endRowIndex": 6, "startColumnIndex": 0, "endColumnIndex": 2}
    assert sheet["conditionalFormats"][0]["ranges"] == [edges]
    assert sheet["merges"][0] == {
        "startRowIndex": 3, "endRowIndex": 4, "startColumnIndex": 2, "endColumnIndex": 4
    }  # fmt: skip
    assert sheet["basicFilter"]["range"]["endRowIndex"] == 6
    assert sheet["properties"]["gridProperties"] == {"rowCount": 1002, "columnCount": 25}
    assert sheet["data"][0]["rowMetadata"][5]["developerMetadata"][0]["metadataKey"] == "k"
    assert google.book("book")["Лист 1"].value("A4") == 12
    send(
        client,
        {
            "deleteDimension": {
                "range": HERE | {"dimension": "ROWS", "startIndex": 3, "endIndex": 9}
            }
        },
    )
    sheet = sheet_of(client)
    assert "merges" not in sheet
    assert "conditionalFormats" not in sheet
    assert google.book("book").metadata == []


def test_the_edges_of_moved_things(google: GoogleServer, client: gspread.Client):
    def rows(start: int, end: int) -> dict[str, Any]:
        return {"range": HERE | {"dimension": "ROWS", "startIndex": start, "endIndex": end}}

    frozen = {"properties": HERE | {"gridProperties": {"frozenRowCount": 2}},
              "fields": "gridProperties.frozenRowCount"}  # fmt: skip
    send(
        client,
        {"setBasicFilter": {"filter": {"range": area((1, 4), (0, 3))}}},
        {"updateSheetProperties": frozen},
        {"insertDimension": rows(4, 5)},
        {"insertDimension": rows(1, 2)},
    )
    sheet = google.book("book")["Лист 1"]
    assert sheet.basic_filter is not None
    assert sheet.box(sheet.basic_filter["range"]) == (2, 0, 5, 3)
    assert sheet.grid["frozenRowCount"] == 3
    assert "delete all non-frozen rows" in refused(client, {"deleteDimension": rows(3, 1002)})
    assert "larger than current grid size" in refused(client, {"insertDimension": rows(1003, 1004)})


def test_the_reply_may_be_the_read_back(client: gspread.Client):
    more = {"includeSpreadsheetInResponse": True, "responseIncludeGridData": True,
            "responseRanges": ["'Лист 1'!A1:A2"]}  # fmt: skip
    answer = send(client, write([cell("Ф.И.О.")]), **more)["updatedSpreadsheet"]
    assert [sheet["properties"]["title"] for sheet in answer["sheets"]] == ["Лист 1"]
    rows = answer["sheets"][0]["data"][0]["rowData"]
    assert [row["values"][0]["formattedValue"] for row in rows] == ["Ф.И.О.", "Белов"]
