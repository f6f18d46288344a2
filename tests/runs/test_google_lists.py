"""`lists` in spreadsheets: one batch on the tab «Списки», and no byte of any other."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from google_server import GoogleServer, Sheet, book_from_xlsx, meanwhile, status
from helpers import Desk
from list_books import FOR_JOURNAL, listed, save_from_templates

from sheets_sync.runs.lists import ListsReport, fill_lists
from sheets_sync.runs.sync import Options, check
from sheets_sync.samples.templates.dropdowns import LISTS
from sheets_sync.stores.google.guard import ForeignTabError, check_tab_batch
from sheets_sync.workspace import FILE, load

ADDRESS = "https://docs.google.com/spreadsheets/d/journal/edit"


@pytest.fixture
def folder(google: GoogleServer, tmp_path: Path) -> Path:
    """The books with the journal as a spreadsheet."""
    return in_google(google, save_from_templates(tmp_path / "ИМЦ"))


def in_google(google: GoogleServer, folder: Path, more: str = "") -> Path:
    google.add(book_from_xlsx(folder / FOR_JOURNAL, "journal"))
    google.key_file(folder)
    text = (folder / FILE).read_text("utf-8").replace(FOR_JOURNAL, ADDRESS)
    (folder / FILE).write_text(text + more, "utf-8")
    return folder


def filled(folder: Path) -> ListsReport:
    return fill_lists(load(folder), Options())


def outcome(report: ListsReport) -> tuple[str, str]:
    return next((book.outcome, book.reason) for book in report.books if book.book == ADDRESS)


def words(google: GoogleServer, column: str) -> list[Any]:
    sheet = google.book("journal")[LISTS]
    return [value for row in range(3, 60) if (value := sheet.value(f"{column}{row}")) is not None]


def state(sheet: Sheet) -> dict[str, Any]:
    return deepcopy({name: getattr(sheet, name) for name in Sheet.__slots__})


@pytest.mark.slow
def test_a_spreadsheet_gets_the_lists_that_a_file_gets(
    google: GoogleServer, folder: Path, tmp_path: Path
):
    filled(folder)
    local = save_from_templates(tmp_path / "файлы")
    filled(local)
    for column, title in (("A", "Тьюторы"), ("B", "Школы"), ("E", "Консультации")):
        assert words(google, column) == listed(local / FOR_JOURNAL, title)


@pytest.mark.slow
def test_one_batch_changes_one_tab(google: GoogleServer, folder: Path):
    before = {sheet.title: state(sheet) for sheet in google.book("journal").sheets}
    report = filled(folder)
    after = {sheet.title: state(sheet) for sheet in google.book("journal").sheets}
    assert [title for title in after if after[title] != before[title]] == [LISTS]
    assert (google.count("write"), report.requests.write) == (1, 1)


@pytest.mark.slow
def test_heads_looks_and_notes_stay(google: GoogleServer, folder: Path):
    def kept(sheet: Sheet) -> dict[str, Any]:
        return state(sheet) | {"cells": {k: v for k, v in sheet.cells.items() if k[0] == 1}}

    before = kept(google.book("journal")[LISTS])
    filled(folder)
    assert kept(google.book("journal")[LISTS]) == before


@pytest.mark.slow
def test_the_second_time_nothing_is_sent(google: GoogleServer, folder: Path):
    filled(folder)
    assert outcome(filled(folder)) == ("unchanged", "")
    assert google.count("write") == 1


@pytest.mark.slow
def test_the_tab_grows_with_its_lists(google: GoogleServer, tmp_path: Path):
    desk = Desk()
    for number in range(4, 60):
        desk.add("Предметы", Предмет=f"предмет {number:02}")
    folder = in_google(google, save_from_templates(tmp_path / "ИМЦ", desk))
    google.book("journal")[LISTS].properties["gridProperties"] |= {"rowCount": 30}
    filled(folder)
    assert len(words(google, "C")) == 57


@pytest.mark.slow
def test_what_a_person_typed_there_is_left_and_told(google: GoogleServer, folder: Path):
    filled(folder)
    google.book("journal")[LISTS].write("A6", "Петрова А.А.")
    done, why = outcome(filled(folder))
    assert done == "failed"
    assert "A6 «Петрова А.А.»" in why
    assert google.count("write") == 1


@pytest.mark.slow
def test_a_tab_without_the_mark_is_left(google: GoogleServer, folder: Path):
    google.book("journal")[LISTS].write("A1", "Наши списки")
    assert outcome(filled(folder))[0] == "left"
    assert google.count("write") == 0


@pytest.mark.slow
def test_a_tab_that_is_gone_meanwhile_is_left(google: GoogleServer, folder: Path):
    def rename() -> None:
        google.book("journal")[LISTS].properties["title"] = "Мои списки"

    google.faults.add(meanwhile(rename), at=2, kind="read")
    done, why = outcome(filled(folder))
    assert (done, "изменили" in why) == ("failed", True)
    assert google.count("write") == 0


@pytest.mark.slow
def test_a_reader_is_told_to_become_an_editor(google: GoogleServer, folder: Path):
    google.faults.add(status(403), kind="write")
    done, why = outcome(filled(folder))
    assert done == "failed"
    assert why
    assert listed(folder / "Отчёты тьюторов.xlsx", "Тьюторы")


@pytest.mark.slow
def test_a_write_whose_answer_is_lost_ends_in_the_same_state(google: GoogleServer, folder: Path):
    google.faults.add("503", at=1, kind="write")
    assert outcome(filled(folder))[0] == "written"
    assert words(google, "A")[0] == "Барсукова Е.Л. (Т-01)"


@pytest.mark.slow
def test_with_codes_only_nobody_is_named_in_the_cloud(google: GoogleServer, tmp_path: Path):
    folder = save_from_templates(tmp_path / "ИМЦ", Desk().set("Школы", 2, "Краткое название",
        "МБОУ СОШ № 44 Барсуковой"))  # fmt: skip
    in_google(google, folder, "[google]\ncodes_only = true\n")
    filled(folder)
    assert words(google, "A") == ["Т-01", "Т-02", "Т-03"]
    assert words(google, "B")[0] == "Ш-44"
    assert words(google, "E")[1] == "К-01 · 02.02.2021 · Т-01"
    sent = b"".join(exchange.body for exchange in google.log if exchange.kind == "write")
    assert "Барсуков" not in json.dumps(json.loads(sent), ensure_ascii=False)
    assert listed(folder / "Отчёты тьюторов.xlsx", "Тьюторы")[0] == "Барсукова Е.Л. (Т-01)"


@pytest.mark.slow
def test_the_tab_is_no_table_and_no_remark(google: GoogleServer, folder: Path):
    before = check(load(folder), Options(all_severities=True)).problems
    filled(folder)
    assert check(load(folder), Options(all_severities=True)).problems == before


CELL = {"updateCells": {"range": {"sheetId": 7}, "rows": [], "fields": "userEnteredValue"}}
SIZE = {
    "updateSheetProperties": {"properties": {"sheetId": 7}, "fields": "gridProperties.rowCount"}
}


def test_the_guard_lets_words_and_room_for_them_pass():
    check_tab_batch([SIZE, CELL], 7)


@pytest.mark.parametrize(
    "request_",
    [
        {"updateCells": CELL["updateCells"] | {"range": {"sheetId": 8}}},
        {"updateCells": CELL["updateCells"] | {"range": {}}},
        {"updateCells": CELL["updateCells"] | {"fields": "*"}},
        {"updateSheetProperties": SIZE["updateSheetProperties"] | {"fields": "title"}},
        {"deleteSheet": {"sheetId": 7}},
        {"repeatCell": {"range": {"sheetId": 7}, "fields": "userEnteredFormat"}},
    ],
)
def test_the_guard_refuses_all_else_there(request_: dict[str, Any]):
    with pytest.raises(ForeignTabError):
        check_tab_batch([CELL, request_], 7)
