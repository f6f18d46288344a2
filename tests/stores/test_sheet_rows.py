"""Words in a worksheet's XML: whoever wrote the sheet, all but its rows stays byte for byte."""

import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from list_books import FOR_JOURNAL, listed, parts, save_from_templates

from sheets_sync.errors import SheetsSyncError
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.word_columns import WordColumns
from sheets_sync.stores.xlsx import lists as xlsx_lists
from sheets_sync.stores.xlsx.lists import write_words
from sheets_sync.stores.xlsx.preflight import Refused
from sheets_sync.stores.xlsx.read import stamp
from sheets_sync.stores.xlsx.sheet_rows import with_words

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORDS = WordColumns("Списки", "метка", 3, {1: ("раз", "два"), 3: ("=1+1", "", "_x0041_", "<&>")})
ROWS = (
    '<row r="3"><c r="A3" t="inlineStr"><is><t>раз</t></is></c>'
    '<c r="C3" t="inlineStr"><is><t>=1+1</t></is></c></row>'
)


def sheet(data: str, before: str = "", after: str = "<pageMargins/>") -> bytes:
    xml = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{before}{data}{after}</worksheet>'
    return xml.encode()


def test_the_rows_above_stay_and_those_below_are_the_words():
    head = '<row r="2" ht="26"><c r="A2" s="3" t="s"><v>7</v></c></row>'
    old = f'<sheetData><row r="1"><c r="A1" s="2" t="s"><v>0</v></c></row>{head}'
    old += '<row r="3"><c r="A3" s="9" t="s"><v>8</v></c></row><row r="9"/></sheetData>'
    made = with_words(sheet(old), WORDS).decode()
    assert '<c r="A1" s="2" t="inlineStr"><is><t>метка</t></is></c>' in made
    assert head in made
    assert '<c r="A3" s="9" t="inlineStr"><is><t>раз</t></is></c>' in made
    assert made.endswith("</sheetData><pageMargins/></worksheet>")
    assert 'r="9"' not in made


def test_text_stays_text_whatever_it_looks_like():
    made = with_words(sheet('<sheetData><row r="1"><c r="A1"/></row></sheetData>'), WORDS).decode()
    assert ROWS in made
    assert "<t>_x005F_x0041_</t>" in made
    assert "<t>&lt;&amp;&gt;</t>" in made


def test_a_prefix_a_size_and_the_looks_of_columns_are_kept():
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1:A1"/>'
        "<x:cols><x:col min='1' max='2' style='5'/></x:cols>"
        '<x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>a&gt;b</x:v></x:c></x:row>'
        "</x:sheetData>"
        "</x:worksheet>"
    )
    made = with_words(xml.encode(), WORDS).decode()
    assert '<x:dimension ref="A1:C6"/>' in made
    assert '<x:row r="3"><x:c r="A3" s="5" t="inlineStr"><x:is><x:t>раз</x:t></x:is></x:c>' in made
    assert made.endswith("</x:sheetData></x:worksheet>")


def test_cells_without_addresses_are_counted():
    rows = "<row><c t='str'><v>m</v></c><c/></row><row><c/></row><row><c/></row>"
    old = f"<sheetData>{rows}</sheetData>"
    made = with_words(sheet(old), WORDS).decode()
    assert made.count("<row>") == 2
    assert "<t>метка</t></is></c><c/></row><row><c/></row><row r=" in made


@pytest.mark.parametrize(
    "data",
    [
        '<sheetData><row r="1"><c r="A1"><f>B1</f><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"/></row><row r="4"><c r="B4"><f/></c></row></sheetData>',
        "<sheetData/>",
        "",
        '<sheetData><row r="1"><c r="A1"/></row>',
    ],
)
def test_what_would_be_lost_or_broken_is_refused(data: str):
    with pytest.raises(Refused):
        with_words(sheet(data), WORDS)


# In a book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return save_from_templates(tmp_path / "ИМЦ") / FOR_JOURNAL


def through_libreoffice(book: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*command, str(book)], check=True, capture_output=True)
    return folder / book.name


def columns(book: Path) -> WordColumns:
    heads = openpyxl.load_workbook(book)["Списки"][2]
    return WordColumns("Списки", "метка", 3, {cell.column: ("раз", "два") for cell in heads})


def write(book: Path) -> None:
    write_words(book, columns(book), Limits(), stamp(book))


def check_one_part_changed(book: Path) -> None:
    old = parts(book)
    write(book)
    new = parts(book)
    assert list(new) == list(old)
    changed = [name for name in new if new[name] != old[name]]
    assert changed == [max(name for name in old if name.startswith("xl/worksheets/sheet"))]
    assert listed(book, "Тьюторы") == ["раз", "два"]


def test_of_a_book_saved_by_openpyxl_one_part_changes(book: Path):
    check_one_part_changed(book)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_of_a_book_saved_by_libreoffice_one_part_changes(book: Path, tmp_path: Path):
    saved = through_libreoffice(book, tmp_path)
    check_one_part_changed(saved)
    again = through_libreoffice(saved, tmp_path / "again")
    assert listed(again, "Тьюторы") == ["раз", "два"]
    assert openpyxl.load_workbook(again)["Списки"]["A1"].value == "метка"


def test_what_does_not_read_back_leaves_the_book_as_it_was(
    book: Path, monkeypatch: pytest.MonkeyPatch
):
    before = book.read_bytes()
    monkeypatch.setattr(xlsx_lists, "with_words", lambda xml, sheet: xml)
    with pytest.raises(SheetsSyncError, match="осталась как была"):
        write(book)
    assert book.read_bytes() == before


def test_a_book_that_cannot_be_written_stays_as_it_was(book: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = book.read_bytes()
    monkeypatch.setattr("sheets_sync.disk.os.replace", full)
    with pytest.raises(SheetsSyncError, match="на диске нет места"):
        write(book)
    assert book.read_bytes() == before
    assert [path.name for path in book.parent.glob(".*")] == []


def test_a_book_stays_its_owners_or_is_left(book: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    before = book.read_bytes()
    monkeypatch.setattr("sheets_sync.stores.xlsx.lists.os.chown", refuse)
    monkeypatch.setattr("sheets_sync.stores.xlsx.lists._owner", lambda path: (1, path.suffix))
    with pytest.raises(SheetsSyncError, match="другой владелец"):
        write(book)
    assert book.read_bytes() == before


def test_a_signed_book_is_left(book: Path):
    with ZipFile(book, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(SheetsSyncError, match="подписана"):
        write(book)
