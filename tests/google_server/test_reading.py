"""What reads answer: masks, cuts, ranges, formats, and workbooks as Google converts them."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import gspread
import openpyxl
import pytest
from gspread.exceptions import APIError
from openpyxl.comments import Comment

from google_server import GoogleServer, a1, book_from_xlsx, book_of, formats, stored


def get(client: gspread.Client, **params: Any) -> Any:
    return client.http_client.spreadsheets_get("book", params)


def values(client: gspread.Client, text: str, **params: Any) -> Any:
    return client.http_client.values_get("book", text, params)


def refused(client: gspread.Client, **params: Any) -> dict[str, Any]:
    with pytest.raises(APIError) as caught:
        get(client, **params)
    error: dict[str, Any] = caught.value.response.json()["error"]
    return error


def test_values_are_cut_as_google_cuts(client: gspread.Client):
    assert values(client, "Лист 1!A2:C9") == {
        "range": "'Лист 1'!A2:C9",
        "majorDimension": "ROWS",
        "values": [["Белов", "12", "ИСТИНА"], [], ["Зимина", "7,5", "ЛОЖЬ"]],
    }
    assert values(client, "Sheet2") == {"range": "Sheet2!A1:Z1000", "majorDimension": "ROWS"}
    columns = values(client, "'Лист 1'!A2:B4", majorDimension="COLUMNS")["values"]
    assert columns == [["Белов", "", "Зимина"], ["12", "", "7,5"]]


def test_render_options(google: GoogleServer, client: gspread.Client):
    book = google.book("book")
    book["Sheet2"].write("A1", date(2021, 2, 18))
    book["Sheet2"].write("B1", "#DIV/0!")
    book["Sheet2"].write("C1", time(13, 30))
    assert values(client, "Sheet2!A1:C1")["values"] == [["18.02.2021", "#DIV/0!", "13:30:00"]]
    plain = values(client, "Sheet2!A1:C1", valueRenderOption="UNFORMATTED_VALUE")["values"][0]
    assert (plain[0], plain[2]) == (44245, 0.5625)
    assert plain[1].startswith("#DIV/0! (")
    as_text = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "FORMATTED_STRING"}
    assert values(client, "Sheet2!A1:A1", **as_text)["values"] == [["18.02.2021"]]


@pytest.mark.parametrize("text", ["Нет!A1", "A0", "'а:б'!A1", "Лист 1!", "A1:B2:C3"])
def test_ranges_that_cannot_be_parsed(google: GoogleServer, client: gspread.Client, text: str):
    google.book("book").add("а:б")
    assert refused(client, ranges=text)["message"] == f"Unable to parse range: {text}"


def test_a_read_past_the_grid(google: GoogleServer, client: gspread.Client):
    text = "Sheet2!A5000:B5001"
    message = f"Range ({text}) exceeds grid limits. Max rows: 1000, max columns: 26"
    assert refused(client, ranges=text)["message"] == message
    google.book("book").clips_reads = True
    assert "values" not in values(client, text)
    assert values(client, "Sheet2!Y999:AZ5001")["range"] == "Sheet2!Y999:Z1000"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Sales", "Sales"),
        ("x.y", "x.y"),
        ("A1", "'A1'"),
        ("R1C1", "'R1C1'"),
        ("2026", "'2026'"),
        ("Лист1", "'Лист1'"),
        ("it's", "'it''s'"),
    ],
)
def test_titles_are_quoted_where_they_must_be(title: str, written: str):
    assert a1.quoted(title) == written
    assert a1.parse(f"{written}!B2:C") == (title, 1, 1, None, 3)


def test_without_a_mask_there_is_no_grid_data(client: gspread.Client):
    answer = get(client)
    assert answer["properties"]["locale"] == "ru_RU"
    assert set(answer["sheets"][0]) == {"properties"}
    assert answer["sheets"][0]["properties"]["sheetId"] == 0
    everything = get(client, includeGridData="true")["sheets"][1]["data"][0]
    assert set(everything) == {"rowMetadata", "columnMetadata"}
    assert len(everything["rowMetadata"]) == 1000


def test_a_mask_is_applied_and_leaves_holes(google: GoogleServer, client: gspread.Client):
    sheet = google.book("book")["Лист 1"]
    sheet.put(1, 1, stored(12) | {"note": "проверить"})
    answer = get(client, fields="sheets(properties/title,data.rowData.values.note)")
    assert answer == {
        "sheets": [
            {
                "properties": {"title": "Лист 1"},
                "data": [{"rowData": [{}, {"values": [{}, {"note": "проверить"}]}]}],
            },
            {"properties": {"title": "Sheet2"}, "data": [{}]},
        ]
    }


@pytest.mark.parametrize(
    "fields", ["sheets.titel", "sheets(", "properties, sheets", "sheets,", "a b"]
)
def test_a_bad_mask_says_why_in_the_details_only(client: gspread.Client, fields: str):
    error = refused(client, fields=fields)
    assert error["message"] == "Request contains an invalid argument."
    violation = error["details"][0]["fieldViolations"][0]
    assert violation["description"].startswith("Error expanding 'fields' parameter.")


def test_a_bad_parameter(client: gspread.Client):
    assert (
        'Unknown name "range": Cannot bind query parameter'
        in refused(client, range="A1")["message"]
    )
    assert "TYPE_BOOL" in refused(client, includeGridData="yes")["message"]


def test_ranges_choose_sheets_blocks_and_merges(google: GoogleServer, client: gspread.Client):
    google.book("book")["Лист 1"].merge("A6:B6")
    answer = get(client, ranges=["'Лист 1'!B2:C3", "'Лист 1'!A4"], includeGridData="true")
    (sheet,) = answer["sheets"]
    assert "merges" not in sheet
    first, second = sheet["data"]
    assert (first["startRow"], first["startColumn"]) == (1, 1)
    assert (len(first["rowMetadata"]), len(first["columnMetadata"])) == (2, 2)
    assert len(first["rowData"]) == 1
    assert second["rowData"][0]["values"][0]["userEnteredValue"] == {"stringValue": "Зимина"}
    assert "startColumn" not in second


def test_data_filters(google: GoogleServer, client: gspread.Client):
    google.book("book").metadata.append(
        {"metadataId": 1, "metadataKey": "ours", "visibility": "DOCUMENT",
         "location": {"locationType": "SHEET", "sheetId": 0}}
    )  # fmt: skip
    url = f"{google.url}/v4/spreadsheets/book"
    lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "ours"}}]}
    answer = client.http_client.request("post", f"{url}:getByDataFilter", json=lookup).json()
    assert [sheet["properties"]["title"] for sheet in answer["sheets"]] == ["Лист 1"]
    area = {"dataFilters": [{"gridRange": {"sheetId": 0, "startRowIndex": 3, "endRowIndex": 4}}]}
    found = client.http_client.request(
        "post", f"{url}/values:batchGetByDataFilter", json=area
    ).json()
    assert found["valueRanges"][0]["valueRange"]["values"] == [["Зимина", "7,5", "ЛОЖЬ"]]
    row = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    for strategy, matched in (("EXACT_LOCATION", 0), ("INTERSECTING_LOCATION", 1)):
        lookup = {
            "metadataLocation": {"dimensionRange": row},
            "locationMatchingStrategy": strategy,
        }
        body = {"dataFilters": [{"developerMetadataLookup": lookup}]}
        path = f"{url}/developerMetadata:search"
        found = client.http_client.request("post", path, json=body).json()
        assert len(found.get("matchedDeveloperMetadata", [])) == matched
    assert google.count("write") == 0


@pytest.mark.parametrize(
    ("value", "pattern", "locale", "text"),
    [
        (0.785, '0.0"\u00a0"%', "ru_RU", "78,5\u00a0%"),
        (-2.25, '+0.0;"−"0.0;0.0', "ru_RU", "−2,3"),
        (2.25, '+0.0;"−"0.0;0.0', "ru_RU", "+2,3"),
        (0, '+0.0;"−"0.0;0.0', "ru_RU", "0,0"),
        (1234567.5, "#,##0.00", "en_US", "1,234,567.50"),
        (1234567.5, "#,##0.##", "ru_RU", "1\u00a0234\u00a0567,5"),
        (7, "000", "en_US", "007"),
        (7, '_-* #,##0\\ "₽"_-;[Red]-0', "ru_RU", "7 ₽"),
        (1 / 3, "@", "en_US", "0.3333333333"),
        (20210218001, "@", "ru_RU", "20210218001"),
    ],
)
def test_numbers_in_their_locale(value: float, pattern: str, locale: str, text: str):
    assert formats.number(value, {"type": "NUMBER", "pattern": pattern}, locale) == text


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (44245.5625, "dd.mm.yyyy hh:mm", "18.02.2021 13:30"),
        (44245.5625, "m/d/yy h:mm am/pm", "2/18/21 1:30 PM"),
        (44245, 'd.mm.yyyy"г."', "18.02.2021г."),
        (1.5, "[h]:mm", "36:00"),
    ],
)
def test_moments_by_their_pattern(value: float, pattern: str, text: str):
    assert formats.number(value, {"type": "DATE_TIME", "pattern": pattern}, "ru_RU") == text


def test_a_workbook_as_google_converts_it(tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "График"
    sheet.append(["Дата", "Время", "Код", "Да", "Ошибка", "=1+1"])
    sheet.append([date(2021, 2, 18), time(13, 30), 7, True, "#REF!", "=A2"])
    sheet["F1"].data_type = "s"
    sheet["C3"], sheet["A3"] = 0.5, datetime(2021, 2, 18, 13, 30)
    sheet["C3"].number_format = "0%"
    sheet["A2"].number_format = "dd.mm.yyyy"
    sheet["A1"].comment = Comment("пояснение", "И")
    sheet["C1"].hyperlink = "https://example.org/"
    sheet.merge_cells("A5:C5")
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["B"].hidden = True
    sheet.auto_filter.ref = "A1:F3"
    book.save(tmp_path / "Консультации.xlsx")
    made = book_from_xlsx(tmp_path / "Консультации.xlsx", "id", time_zone="Asia/Omsk")
    tab = made["График"]
    assert (made.title, made.locale, made.time_zone) == ("Консультации", "ru_RU", "Asia/Omsk")
    assert [tab.value(f"{c}2") for c in "ABCD"] == [44245, 0.5625, 7, True]
    assert tab.cells[1, 0]["userEnteredFormat"]["numberFormat"]["type"] == "DATE"
    assert tab.value("E2")["type"] == "REF"
    assert tab.value("F1") == "=1+1"
    assert tab.cells[1, 5]["userEnteredValue"] == {"formulaValue": "=A2"}
    assert tab.value("F2") is None
    assert tab.cells[0, 0]["note"] == "пояснение"
    assert (tab.box(tab.merges[0]), len(tab.merges)) == ((4, 0, 5, 3), 1)
    assert tab.grid == {
        "rowCount": 1000, "columnCount": 26, "frozenRowCount": 1, "frozenColumnCount": 1
    }  # fmt: skip
    assert tab.dimensions["COLUMNS"][1]["hiddenByUser"] is True
    assert tab.basic_filter is not None
    assert tab.box(tab.basic_filter["range"]) == (0, 0, 3, 6)
    assert tab.id != 0


def test_a_book_of_python_values_serves_links(google: GoogleServer, client: gspread.Client):
    linked = stored("журнал") | {
        "userEnteredFormat": {"textFormat": {"link": {"uri": "https://example.org/"}}}
    }
    google.add(book_of("book", {"Лист1": []}))["Лист1"].put(0, 0, linked)
    answer = get(client, fields="sheets.data.rowData.values(hyperlink,formattedValue)")
    rows = answer["sheets"][0]["data"][0]["rowData"]
    assert rows == [{"values": [{"hyperlink": "https://example.org/", "formattedValue": "журнал"}]}]


def test_what_staff_type_keeps_the_format(google: GoogleServer):
    sheet = google.book("book")["Лист 1"]
    sheet.put(0, 0, stored(date(2021, 2, 18)) | {"note": "срок"})
    sheet.write("A1", date(2021, 3, 1))
    assert sheet.cells[0, 0] == stored(date(2021, 3, 1)) | {"note": "срок"}
    sheet.write("A1", None)
    assert sheet.value("A1") is None
    assert sheet.cells[0, 0]["userEnteredFormat"]["numberFormat"] == {"type": "DATE"}


def test_messages_may_be_in_the_language_of_the_account(
    google: GoogleServer, client: gspread.Client
):
    google.localised = True
    assert refused(client, ranges="Нет!A1") == {
        "code": 400,
        "message": "Сообщение на языке учётной записи.",
        "status": "INVALID_ARGUMENT",
    }
