"""Requests about what lies on a sheet: rules, filter, bands, charts, protection, metadata."""

from typing import Any

import gspread

from google_server import GoogleServer
from google_server.conftest import HERE, RED, area, cell, refused, send, sheet_of, write


def test_conditions_are_in_the_locale(client: gspread.Client):
    def rule(kind: str, *values: str, **format: Any) -> dict[str, Any]:
        condition = {"type": kind, "values": [{"userEnteredValue": value} for value in values]}
        boolean = {"condition": condition, "format": format or {"textFormat": {"bold": True}}}
        rule = {"ranges": [area((0, 9), (0, 1))], "booleanRule": boolean}
        return {"addConditionalFormatRule": {"rule": rule, "index": 0}}

    send(client, rule("CUSTOM_FORMULA", "=A1>AND(1;2)"), rule("NUMBER_LESS", "1,5"))
    assert "Invalid ConditionValue" in refused(client, rule("CUSTOM_FORMULA", "=AND(A1,B1)"))
    assert "Invalid ConditionValue" in refused(client, rule("NUMBER_LESS", "1.5"))
    assert "takes 2 to 2 values" in refused(client, rule("NUMBER_BETWEEN", "1"))
    wrong = rule("BLANK", textFormat={"fontSize": 12})
    assert "only supports bold" in refused(client, wrong)


def test_filter_banding_and_charts(google: GoogleServer, client: gspread.Client):
    band = {"addBanding": {"bandedRange": {"range": area((0, 4), (0, 3)),
                                           "rowProperties": {"firstBandColor": RED}}}}  # fmt: skip
    data = {"sourceRange": {"sources": [area((0, 4), (1, 2))]}}
    spec = {"basicChart": {"chartType": "COLUMN", "domains": [{"domain": data}],
                           "series": [{"series": data}]}}  # fmt: skip
    place = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 6}}}
    replies = send(client, band, {"addChart": {"chart": {"spec": spec, "position": place}}})[
        "replies"
    ]
    assert "alternating background colors" in refused(client, band)
    chart = replies[1]["addChart"]["chart"]
    assert chart["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 6}
    number = chart["chartId"]
    send(client, {"updateChartSpec": {"chartId": number, "spec": spec | {"title": "Явка"}}})
    assert sheet_of(client)["charts"][0]["spec"]["title"] == "Явка"
    send(
        client,
        {"deleteEmbeddedObject": {"objectId": number}},
        {
            "deleteBanding": {
                "bandedRangeId": replies[0]["addBanding"]["bandedRange"]["bandedRangeId"]
            }
        },
        {"clearBasicFilter": HERE},
    )
    assert {"charts", "bandedRanges", "basicFilter"} & set(sheet_of(client)) == set()
    assert f"No embedded object with id: {number}" in refused(
        client, {"deleteEmbeddedObject": {"objectId": number}}
    )
    send(client, {"mergeCells": {"range": area((1, 3), (0, 1)), "mergeType": "MERGE_ALL"}})
    filtered = {"setBasicFilter": {"filter": {"range": area((0, 4), (0, 3))}}}
    assert "vertical merges" in refused(client, filtered)


def test_protected_ranges(google: GoogleServer, client: gspread.Client):
    me = google.authority.email
    without_me = {"range": HERE, "editors": {"users": ["boss@example.org"]}}
    add = {"addProtectedRange": {"protectedRange": without_me}}
    assert "can't remove yourself" in refused(client, add)
    mine = {"range": HERE, "editors": {"users": ["boss@example.org", me]}}
    reply = send(client, {"addProtectedRange": {"protectedRange": mine}})
    assert reply["replies"][0]["addProtectedRange"]["protectedRange"]["editors"] == {}
    shown = sheet_of(client)["protectedRanges"][0]
    assert shown["requestingUserCanEdit"] is True
    assert me in shown["editors"]["users"]
    google.book("book")["Sheet2"].protect(["boss@example.org"])
    shown = sheet_of(client, "Sheet2")["protectedRanges"][0]
    assert {"requestingUserCanEdit", "editors"} & set(shown) == set()
    other = google.book("book")["Sheet2"].id
    start = {"sheetId": other, "rowIndex": 0}
    assert "400 Invalid requests[0].updateCells: You are trying to edit a protected" in refused(
        client, write([cell("a")], start=start)
    )
    assert "protected" in refused(client, {"deleteSheet": {"sheetId": other}})


def test_developer_metadata(google: GoogleServer, client: gspread.Client):
    def create(key: str, location: dict[str, Any], **more: Any) -> dict[str, Any]:
        mark = {"metadataKey": key, "visibility": "DOCUMENT", "location": location, **more}
        return {"createDeveloperMetadata": {"developerMetadata": mark}}

    whole = {"spreadsheet": True}
    replies = send(client, create("a", whole, metadataId=5), create("b", {"sheetId": 0}))["replies"]
    made = replies[1]["createDeveloperMetadata"]["developerMetadata"]
    assert made["location"] == {"locationType": "SHEET", "sheetId": 0}
    assert "with ID [5]" in refused(client, create("a", whole, metadataId=5))
    assert "30000" in refused(client, create("c", whole, metadataValue="x" * 30_000))
    lookup = {"dataFilters": [{"developerMetadataLookup": {}}]}
    url = f"{google.url}/v4/spreadsheets/book/developerMetadata:search"
    found = client.http_client.request("post", url, json=lookup).json()
    assert len(found["matchedDeveloperMetadata"]) == 2
    change = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "b"}}],
              "developerMetadata": {"metadataValue": "2"}, "fields": "metadataValue"}  # fmt: skip
    send(client, {"updateDeveloperMetadata": change})
    assert sheet_of(client)["developerMetadata"][0]["metadataValue"] == "2"
    send(client, {"deleteSheet": HERE})
    assert [one["metadataKey"] for one in google.book("book").metadata] == ["a"]


def test_a_checkbox_column_holds_false(google: GoogleServer, client: gspread.Client):
    rule = {"condition": {"type": "BOOLEAN"}, "strict": True}
    send(client, {"setDataValidation": {"range": area((1, 4), (3, 4)), "rule": rule}})
    assert google.book("book")["Лист 1"].value("D3") is False
    source = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "='Лист 1'!A2:A4"}]}
    send(
        client,
        {"setDataValidation": {"range": area((1, 4), (4, 5)), "rule": {"condition": source}}},
    )
    stored = google.book("book")["Лист 1"].cells[1, 4]["dataValidation"]["condition"]
    assert stored["values"] == [{"userEnteredValue": "='Лист 1'!$A$2:$A$4"}]


def test_borders_and_sizes(google: GoogleServer, client: gspread.Client):
    line = {"style": "SOLID", "color": RED}
    send(
        client,
        {"updateBorders": {"range": area((0, 2), (0, 2)), "top": line, "innerVertical": line}},
        {"autoResizeDimensions": {"dimensions": HERE | {"dimension": "COLUMNS", "endIndex": 1}}},
        {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 5}},
    )
    sheet = google.book("book")["Лист 1"]
    assert set(sheet.cells[0, 0]["userEnteredFormat"]["borders"]) == {"top", "right"}
    assert set(sheet.cells[1, 1]["userEnteredFormat"]["borders"]) == {"left"}
    assert sheet.dimensions["COLUMNS"][0]["pixelSize"] > 50
    assert sheet.whole.bottom == 1005


def test_tables(google: GoogleServer, client: gspread.Client):
    table = {"name": "Люди", "range": area((0, 4), (0, 3))}
    add = {"addTable": {"table": table}}
    number = send(client, add)["replies"][0]["addTable"]["table"]["tableId"]
    assert isinstance(number, str)
    assert "name already exists" in refused(client, add)
    assert "overlap" in refused(client, {"addTable": {"table": table | {"name": "Ещё"}}})
    cells = area((1, 3), (0, 1))
    assert "table" in refused(client, {"mergeCells": {"range": cells, "mergeType": "MERGE_ALL"}})
    assert "table" in refused(client, {"setBasicFilter": {"filter": {"range": cells}}})
    shown = sheet_of(client)["bandedRanges"]
    assert [set(one) for one in shown] == [{"range", "rowProperties", "bandedRangeReference"}]
    assert "bandedRanges" not in sheet_of(client, excludeTablesInBandedRanges="true")
    send(client, {"deleteTable": {"tableId": number}})
    assert {"tables", "bandedRanges"} & set(sheet_of(client)) == set()
    assert google.book("book")["Лист 1"].value("A1") is None
    assert f"No table with id: {number}" in refused(client, {"deleteTable": {"tableId": number}})
