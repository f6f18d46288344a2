"""Each promise of pre-flight: the hostile file is refused in a sentence, its legal twin is read."""

import os
import re
import warnings
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import PATIENCE

from sheets_sync.errors import SheetsSyncError
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.frames import BooksRead
from sheets_sync.stores.xlsx.read import read_books

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LIMITS = Limits(seconds=PATIENCE)


def parts(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>', head: str = "") -> dict[str, str]:
    """The parts of the smallest legal book, its sheet data given."""
    return {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/"
        "content-types'><Default Extension='xml' ContentType='application/xml'/></Types>",
        "_rels/.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='rId1'"
        f" Type='{LINKS}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{LINKS}'>"
        "<sheets><sheet name='Лист' sheetId='1' r:id='rId1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='rId1'"
        f" Type='{LINKS}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/worksheets/sheet1.xml": f"{head}<worksheet xmlns='{MAIN}'>"
        f"<sheetData>{rows}</sheetData></worksheet>",
    }


def zipped(path: Path, content: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def read(path: Path, limits: Limits = LIMITS) -> BooksRead:
    return read_books([BookFile(path, path.name)], frozenset(), limits, everything=True)


def refusal(path: Path, limits: Limits = LIMITS) -> str:
    """The sentence a refused book gets; never a traceback, always with the way out."""
    with pytest.raises(SheetsSyncError) as caught:
        read(path, limits)
    sentence = str(caught.value)
    assert caught.value.exit_code == 3
    assert re.fullmatch(rf"Книга «{re.escape(path.name)}» не прочитана: .+\. .+\.", sentence)
    assert "Traceback" not in sentence
    return sentence


def test_the_smallest_book_is_legal(tmp_path: Path) -> None:
    tab = read(zipped(tmp_path / "a.xlsx", parts())).tabs[0]
    assert (tab.height, tab.at(1, 1)) == (1, 1)


def test_a_missing_book(tmp_path: Path) -> None:
    assert "файла нет" in refusal(tmp_path / "нет.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    assert "папка" in refusal(tmp_path / "a.xlsx")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    assert "не обычный файл" in refusal(tmp_path / "a.xlsx")


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"", "файл пуст"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"старый формат \.xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "защищена паролем"),
        (b"<html><table></table></html>", "веб-страница"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?>", "веб-страница"),
        ("Школа;Педагог\n".encode(), "не книга Excel"),
        (b"PK\x03\x04 and no more", "повреждён"),
    ],
)
def test_not_a_book(tmp_path: Path, head: bytes, said: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(head)
    assert re.search(said, refusal(tmp_path / "a.xlsx"))


def test_a_workbook_by_another_name_is_an_error_not_an_empty_book(tmp_path: Path) -> None:
    content = {name.replace("/workbook", "/book2"): data for name, data in parts().items()}
    content["_rels/.rels"] = content["_rels/.rels"].replace("workbook", "book2")
    assert "формат не поддерживается" in refusal(zipped(tmp_path / "a.xlsx", content))


def test_a_word_document(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {"word/document.xml": "<document/>"})
    assert "не книга Excel" in refusal(path)


def test_a_book_cut_short(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "b.xlsx", parts()).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    assert "повреждён" in refusal(tmp_path / "a.xlsx")


def test_a_large_file(tmp_path: Path) -> None:
    content = parts() | {"xl/media/a.bin": os.urandom(3 << 19)}
    path = zipped(tmp_path / "a.xlsx", content, zipfile.ZIP_STORED)
    assert "больше 1 МБ" in refusal(path, replace(LIMITS, file_mb=1))
    assert read(path, replace(LIMITS, file_mb=2)).tabs


def test_a_part_and_a_whole_too_large(tmp_path: Path) -> None:
    noise = os.urandom(3 << 18).hex()  # 1.5 MiB that deflates to half
    path = zipped(tmp_path / "a.xlsx", parts() | {"xl/media/a": noise, "xl/media/b": noise})
    assert "часть больше 1 МБ" in refusal(path, replace(LIMITS, part_mb=1))
    assert "больше 2 МБ" in refusal(path, replace(LIMITS, total_mb=2))
    assert read(path, replace(LIMITS, part_mb=2, total_mb=4)).tabs


def test_a_bomb_whose_header_lies(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", parts() | {"xl/media/a": b"\0" * (6 << 20)})
    data = bytearray(path.read_bytes())
    size = (6 << 20).to_bytes(4, "little")
    data = data.replace(size, (100).to_bytes(4, "little"))
    path.write_bytes(data)
    assert "больше 5 МБ" in refusal(path, replace(LIMITS, part_mb=5))


def test_the_ratio(tmp_path: Path) -> None:
    packed = len(zlib.compress(b"\0" * (9 << 20), 9))
    assert (9 << 20) / packed > 1000
    path = zipped(tmp_path / "a.xlsx", parts() | {"xl/media/a": b"\0" * (9 << 20)})
    assert "сжат неправдоподобно" in refusal(path)
    assert read(zipped(path, parts() | {"xl/media/a": b"\0" * (1 << 20)})).tabs
    assert read(zipped(path, parts() | {"xl/media/a": (bytes(99000) + os.urandom(400)) * 95})).tabs


def test_too_many_parts(tmp_path: Path) -> None:
    extra = {f"xl/media/{number}": "" for number in range(4996)}
    assert "больше 5000 частей" in refusal(zipped(tmp_path / "a.xlsx", parts() | extra))
    extra.popitem()
    assert read(zipped(tmp_path / "a.xlsx", parts() | extra)).tabs


@pytest.mark.parametrize("again", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_two_parts_of_one_name(tmp_path: Path, again: str) -> None:
    path = zipped(tmp_path / "a.xlsx", parts())
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(again, "<workbook/>")
    assert "с одним именем" in refusal(path)


@pytest.mark.kinds
@pytest.mark.parametrize(
    "head", ["<!DOCTYPE a>", "<?xml version='1.0'?>\n<!-- <a> -->\n<!DOCTYPE a [<!ENTITY b 'c'>]>"]
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_doctype(tmp_path: Path, head: str, part: str) -> None:
    content = parts() | {"xl/styles.xml": f"<styleSheet xmlns='{MAIN}'/>"}
    content[part] = head + content[part]
    assert "DOCTYPE" in refusal(zipped(tmp_path / "a.xlsx", content))


def test_a_prolog_without_a_doctype_and_a_picture_with_one(tmp_path: Path) -> None:
    head = "\ufeff<?xml version='1.0'?>\r\n<!-- <!DOCTYPE a> -->"
    content = parts(head=head) | {"xl/media/a.svg": "<!DOCTYPE svg><svg/>"}
    assert read(zipped(tmp_path / "a.xlsx", content)).tabs


def test_utf_16(tmp_path: Path) -> None:
    content: dict[str, str | bytes] = {**parts()}
    content["xl/worksheets/sheet1.xml"] = parts()["xl/worksheets/sheet1.xml"].encode("utf-16")
    assert "UTF-16" in refusal(zipped(tmp_path / "a.xlsx", content))


FAR = '<c r="{}"><v>1</v></c>'
NEAR = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.kinds
@pytest.mark.parametrize(
    "rows",
    [
        NEAR + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>' + NEAR,
        "<row r='1'><c  r = 'A1'><v>1</v></c><c s='1' r='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c r="E1048576"><v>1</v></c></row>',
        NEAR + '<row r="1048576"><c/><c/><c/><c/><c><v>1</v></c></row>',
        '<row r="1048575"/><row><c><v>1</v></c><c/><c/><c/><c><f>A1</f></c></row>',
        NEAR.replace("A1", "E1") + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="2"><c r="XFD2"><f>1</f></c></row><row r="400"><c r="A400"><v>1</v></c></row>',
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_box_too_large(tmp_path: Path, rows: str, prefix: str) -> None:
    content = parts(rows)
    if prefix:
        sheet = re.sub(r"<(/?)([a-z])", r"<\1x:\2", content["xl/worksheets/sheet1.xml"], flags=re.I)
        content["xl/worksheets/sheet1.xml"] = sheet.replace("xmlns=", "xmlns:x=")
    sentence = refusal(zipped(tmp_path / "a.xlsx", content))
    assert "ячеек" in sentence
    assert "«Лист»" in sentence


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("rows", "height", "width"),
    [
        (NEAR + '<row r="1048576" ht="15"/>', 1, 1),
        (NEAR + '<row r="1048576"><c r="XFD1048576" s="0"/></row>', 1, 1),
        (
            '<row r="1"><c r="D1"><v>1</v></c></row>' + '<row r="9"><c r="B9"><v>1</v></c></row>',
            9,
            4,
        ),
        ('<row r="305"><c r="XFD305"><v>1</v></c></row>', 305, 16384),
    ],
)
def test_a_legal_box(tmp_path: Path, rows: str, height: int, width: int) -> None:
    content = parts(rows)
    lying = content["xl/worksheets/sheet1.xml"].replace(
        "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
    )
    path = zipped(tmp_path / "a.xlsx", content | {"xl/worksheets/sheet1.xml": lying})
    tab = read(path).tabs[0]
    assert (tab.height, len(tab.columns)) == (height, width)


def test_the_limit_is_the_workspaces(tmp_path: Path) -> None:
    rows = '<row r="10"><c r="J10"><v>1</v></c></row>'
    path = zipped(tmp_path / "a.xlsx", parts(rows))
    assert "100 ячеек" not in refusal(path, replace(LIMITS, cells=99))
    assert read(path, replace(LIMITS, cells=100)).tabs[0].height == 10


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    content = parts()
    del content["xl/worksheets/sheet1.xml"]
    assert "листа в файле нет" in refusal(zipped(tmp_path / "a.xlsx", content))


def test_no_sheets(tmp_path: Path) -> None:
    content = parts() | {"xl/workbook.xml": f"<workbook xmlns='{MAIN}'><sheets/></workbook>"}
    assert "ни одного листа" in refusal(zipped(tmp_path / "a.xlsx", content))


def test_chart_sheets_are_not_sheets(tmp_path: Path) -> None:
    content = parts()
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(
        "</sheets>", "<sheet name='Диаграмма' sheetId='2' r:id='rId2'/></sheets>"
    )
    content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace(
        "</Rel",
        f"<Relationship Id='rId2' Type='{LINKS}/chartsheet' Target='chartsheets/a.xml'/></Rel",
    )
    content["xl/chartsheets/a.xml"] = f"<chartsheet xmlns='{MAIN}'/>"
    found = read(zipped(tmp_path / "a.xlsx", content))
    assert [tab.place.tab for tab in found.tabs] == ["Лист"]
    assert found.others == ()


def test_strict_books_are_read(tmp_path: Path) -> None:
    strict = {
        name: data.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            LINKS, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, data in parts().items()
    }
    assert read(zipped(tmp_path / "a.xlsx", strict)).tabs[0].at(1, 1) == 1


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_no_office_uses(tmp_path: Path, compression: int) -> None:
    assert "сжат" in refusal(zipped(tmp_path / "a.xlsx", parts(), compression))


ODS_HEAD = (
    "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
    " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
    " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
    "<office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_CELL = (
    '<table:table-cell{} office:value-type="float" office:value="7">'
    "<text:p>7</text:p></table:table-cell>"
)


def ods(path: Path, rows: str) -> Path:
    table = f'<table:table table:name="Лист">{rows}</table:table>'
    return zipped(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": ODS_HEAD + table + ODS_TAIL,
        },
    )


def ods_row(cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


@pytest.mark.parametrize(
    "rows",
    [
        ods_row(ODS_CELL.format(' table:number-columns-repeated="16384"'), 1048576),
        ods_row("<table:table-cell/>", 1048575) + ods_row(ODS_CELL.format("") * 5),
        ods_row(
            '<table:table-cell table:number-columns-repeated="9999999"/>' + ODS_CELL.format("")
        ),
        ods_row("<table:table-cell table:formula='of:=A1'/>" * 9, 600000),
    ],
)
def test_an_ods_box_too_large(tmp_path: Path, rows: str) -> None:
    assert "ячеек" in refusal(ods(tmp_path / "a.ods", rows))


def test_an_ods_box_with_empty_repeats_is_legal(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    cells = "<table:table-cell/>" + ODS_CELL.format(' table:number-columns-repeated="2"') + empty
    rows = ods_row(empty, 2) + ods_row(cells, 3) + ods_row(empty, 1048571)
    tab = read(ods(tmp_path / "a.ods", rows)).tabs[0]
    assert (tab.height, len(tab.columns)) == (5, 3)
    assert [list(tab.row(row)) for row in (2, 3, 5)] == [[None] * 3, [None, 7, 7], [None, 7, 7]]


def test_an_ods_with_a_password(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.ods",
        {"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": b"\x9c\x01"},
    )
    assert "паролем" in refusal(path)
