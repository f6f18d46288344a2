"""Who saved a book last: what the file says, nothing where it says nothing."""

from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import openpyxl
import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.kept_notes import KeptNote, changed_books
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
