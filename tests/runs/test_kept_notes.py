"""What is kept with a summary: who saved a book last, and notes that can be trusted."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import openpyxl
import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs import kept_summaries
from sheets_sync.runs.kept_notes import KeptNote, changed_books, read_note, write_note
from sheets_sync.runs.kept_summaries import keep, kept
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Cell, Grid, Head
from sheets_sync.stores.base import LostBook, Snapshot

BOOK = "Журнал.xlsx"
PART = "docProps/core.xml"
BEFORE = KeptNote("2021-02-18", 0, 0, 0, books={BOOK: "1"})


def who(root: Path, snapshot: Snapshot | None = None) -> str:
    _, ((book, saved_by),) = changed_books(root, snapshot or Snapshot(()), BEFORE)
    assert book == BOOK
    return saved_by


def saved(root: Path) -> Path:
    book = openpyxl.Workbook()
    book.properties.lastModifiedBy = "Зимина З.З."
    book.save(root / BOOK)
    return root / BOOK


def damaged(file: Path, method: int) -> None:
    """The properties say nothing that can be unpacked."""
    with ZipFile(file, "w", method) as archive:
        archive.writestr(PART, "<x>" * 1000)
        begin = archive.getinfo(PART).header_offset + 30 + len(PART)
    content = bytearray(file.read_bytes())
    content[begin + 4 : begin + 24] = b"\xff" * 20
    file.write_bytes(content)


def test_whoever_saved_a_book_is_named(tmp_path: Path) -> None:
    saved(tmp_path)
    assert who(tmp_path) == "Зимина З.З."


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_LZMA, ZIP_BZIP2])
def test_properties_that_are_damaged_name_nobody(tmp_path: Path, method: int) -> None:
    damaged(tmp_path / BOOK, method)
    assert who(tmp_path) == ""


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"PK\x03\x04" + b"\0" * 60])
def test_what_is_no_workbook_names_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / BOOK).write_bytes(content)
    assert who(tmp_path) == ""


def test_a_book_that_could_not_be_read_is_not_opened(tmp_path: Path) -> None:
    saved(tmp_path)
    lost = LostBook(BOOK, "не читается", "", SheetsSyncError(""))
    assert who(tmp_path, Snapshot((), lost=(lost,))) == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("today", "не дата"),
        ("today", 5),
        ("books", []),
        ("books", {BOOK: 1}),
        ("tabs", ["Сводка"]),
        ("tabs", {"Сводка": None}),
        ("changed", [[BOOK, 1]]),
        ("changed", [[BOOK]]),
        ("numbers", {"attendance.present": "1"}),
    ],
)
def test_a_note_that_we_never_write_is_none(tmp_path: Path, field: str, value: object) -> None:
    file = tmp_path / "x.note"
    file.write_text(json.dumps(asdict(BEFORE) | {field: value}), encoding="utf-8")
    assert read_note(file) is None


def test_a_note_of_ours_is_read_as_it_was(tmp_path: Path) -> None:
    write_note(tmp_path / "x.note", BEFORE)
    found = read_note(tmp_path / "x.note")
    assert found
    assert (found.today, found.books) == (BEFORE.today, BEFORE.books)


NOW = datetime(2021, 2, 18, 7, tzinfo=UTC)


def grids() -> dict[str, Grid]:
    return {"Сводка": lay_out("Сводка", [Block("Т", (Head("Имя"),), ((Cell("а"),),))], (12,))}


@pytest.mark.parametrize("hours", [0, 12])
def test_a_renewed_check_takes_the_place_of_the_last(tmp_path: Path, hours: int) -> None:
    keep(tmp_path, "Сводка.xlsx", grids(), NOW, BEFORE)
    keep(tmp_path, "Сводка.xlsx", grids(), NOW + timedelta(hours=hours), None)
    (one,) = kept(tmp_path, "Сводка.xlsx")
    assert one.made_at == NOW + timedelta(hours=hours)
    assert one.note
    assert one.note.books == BEFORE.books
    assert one.grids() == grids()


def test_where_the_new_one_can_not_be_kept_the_last_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, "Сводка.xlsx", grids(), NOW, BEFORE)
    monkeypatch.setattr(kept_summaries, "put_quietly", lambda path, content: False)
    keep(tmp_path, "Сводка.xlsx", grids(), NOW + timedelta(hours=12), None)
    (one,) = kept(tmp_path, "Сводка.xlsx")
    assert one.made_at == NOW
