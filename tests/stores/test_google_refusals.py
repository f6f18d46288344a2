"""A batch that Google did not take: one sentence a cause, by the state and not by its words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from google_server import GoogleServer, book_of, status
from stores.google_help import api_for, store_for

from sheets_sync.errors import SheetsSyncError
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Cell, Grid, Lines, Look
from sheets_sync.stores.google import refusals
from sheets_sync.stores.google.faults import GoogleError
from sheets_sync.stores.google.read import STATE_ONLY, Spreadsheet
from sheets_sync.stores.google.refusals import explained

ALL = frozenset({"журнал"})
EMAIL = "sheets-sync@centre-test.iam.gserviceaccount.com"


@pytest.fixture(params=[False, True], ids=["english", "localised"])
def google(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.localised = request.param
        server.add(book_of("summary", {"Лист1": [["своё"]]}, title="Итоги ИМЦ"))
        yield server


def grids(word: str = "да", lines: int = 1) -> list[Grid]:
    more = (Cell(word),) * lines
    return [
        lay_out(title, [Lines((Cell(title, Look.TITLE), *more))], (20.0, 30.0))
        for title in ("Сводка", "История")
    ]


def refused(google: GoogleServer, folder: Path, harm: Any, lines: int = 1) -> str:
    """What is said of a write after that harm."""
    store = store_for(google, folder, ["summary"])
    store.read(ALL)
    store.write(grids())
    harm()
    store.read(ALL)
    with pytest.raises(SheetsSyncError) as caught:
        store.write(grids("иначе", lines))
    said = str(caught.value)
    assert said.endswith(".")
    assert "https://" not in said
    return said


def test_a_protection_names_its_tab_and_whom_to_let_in(google: GoogleServer, tmp_path: Path):
    book = google.book("summary")
    said = refused(google, tmp_path, lambda: book["Сводка"].protect(["owner@example.org"]))
    assert "«Итоги ИМЦ» на листе «Сводка» стоит защита" in said
    assert EMAIL in said


def test_all_protected_tabs_are_named_at_once(google: GoogleServer, tmp_path: Path):
    book = google.book("summary")

    def protect() -> None:
        for title in ("Сводка", "История"):
            book[title].protect(["owner@example.org"])

    assert "листах «Сводка», «История»" in refused(google, tmp_path, protect)


def test_protections_that_shut_nobody_out_are_no_cause(google: GoogleServer, tmp_path: Path):
    """Ours warn, one lets us in, one is on a tab of the staff's: the refusal is about another."""
    book = google.book("summary")

    def harm() -> None:
        book["Сводка"].protect([EMAIL])
        book["Лист1"].protect(["owner@example.org"])
        google.faults.add(status(400, "x"), kind="write", times=9)

    said = refused(google, tmp_path, harm)
    assert "защит" not in said
    assert "Итоги ИМЦ" in said


@pytest.mark.slow
def test_a_full_spreadsheet_is_told_by_its_size(google: GoogleServer, tmp_path: Path):
    book = google.book("summary")

    def fill() -> None:
        book.add("Большой", size=(10_000_000 - book.cell_count(), 1))

    assert "10 000 000 ячеек" in refused(google, tmp_path, fill, lines=9)


@pytest.mark.parametrize("code", [400, 413])
def test_a_batch_beyond_what_google_takes(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
):
    monkeypatch.setattr(refusals, "LARGEST_REQUEST", 500)
    fault = replace(status(400, "x"), status=code)
    said = refused(google, tmp_path, lambda: google.faults.add(fault, kind="write", times=9))
    assert "10 МБ" in said


def state(google: GoogleServer, folder: Path, **more: Any) -> tuple[Spreadsheet, int]:
    """The spreadsheet with a tab of ours that is so."""
    store = store_for(google, folder, ["summary"])
    store.read(ALL)
    store.write(grids())
    book = api_for(google, folder).get("summary", "адрес", STATE_ONLY)
    ours = book.ours["Сводка"]
    sheets = tuple(replace(s, **more) if s.id == ours.id else s for s in book.sheets)
    return replace(book, sheets=sheets), ours.id


CAUSES: list[tuple[dict[str, Any], str, str]] = [
    ({"bound": True}, "mergeCells", "Ctrl+Alt+T"),
    ({"frozen_rows": 3}, "mergeCells", "закреплённые строки"),
    ({"frozen_columns": 1}, "updateSheetProperties", "закреплённые строки"),
    ({"frozen_rows": 3}, "updateCells", "не принял лист «Сводка»"),
    ({}, "mergeCells", "не принял лист «Сводка»"),
]


@pytest.mark.kinds
@pytest.mark.parametrize(("more", "kind", "told"), CAUSES)
def test_a_cause_on_a_tab_of_ours(
    google: GoogleServer, tmp_path: Path, more: dict[str, Any], kind: str, told: str
):
    book, number = state(google, tmp_path, **more)
    holder = "properties" if kind == "updateSheetProperties" else "range"
    requests = [{kind: {holder: {"sheetId": number}}}]
    trouble = explained(GoogleError("400", "как есть", at=0), book, requests, EMAIL)
    assert told in trouble.say
    assert "«Итоги ИМЦ»" in trouble.say


def test_what_is_no_refusal_of_a_batch_stays_as_it_is(google: GoogleServer, tmp_path: Path):
    book, number = state(google, tmp_path, shut=True)
    trouble = GoogleError("503", "как есть")
    assert explained(trouble, book, [{"deleteSheet": {"sheetId": number}}], EMAIL) is trouble
