"""Cells whose value readers lose silently are listed at their addresses; others never are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_preflight import (
    ODS_CELL,
    ods,
    ods_row,
    parts,
    read,
    refusal,
    zipped,
)

from sheets_sync.sheet.cells import CellError, Raw, Tab
from sheets_sync.stores.xlsx.scan_xlsx import SheetScan

E = CellError
CELLS: list[tuple[str, Raw]] = [
    ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', E("#DIV/0!")),
    ("<c t='e' r='B2' s='3'><v>#REF!</v></c>", E("#REF!")),
    ('<c r = "B2"  t = "e" ><v xml:space="preserve">#N/A</v></c>', E("#N/A")),
    ('<c r="B2" t="e" cm="1"><f t="array" ref="B2:B3">A1</f><v>#NAME?</v></c>', E("#NAME?")),
    ('<c r="B2"><f>A1</f></c>', E("")),
    ('<c r="B2"><f>A1</f><v></v></c>', E("")),
    ('<c r="B2"><f>A1</f><v/></c>', E("")),
    ('<c r="B2"><f>A1</f><v> </v></c>', E("")),
    ('<c r="B2" s="1"><f t="shared" si="0"/><v/></c>', E("")),
    ('<c r="B2" t="b"><f>A1</f><v/></c>', E("")),
    ('<c r="B2" t="str"><f>A1</f></c>', E("")),
    ('<c r="B2" t="str"><f>""</f><v></v></c>', None),
    ('<c r="B2" t="str"><f>""</f><v/></c>', None),
    ('<c r="B2" t="str"><f>A1</f><v>a</v></c>', "a"),
    ('<c r="B2"><f t="shared" si="0"/><v>0</v></c>', 0),
    ('<c r="B2"><f t="shared" ref="B2:B9" si="0">A1</f><v>1.5</v></c>', 1.5),
    ('<c r="B2" t="b"><f>A1</f><v>1</v></c>', True),
    ('<c r="B2" t="b"><v>0</v></c>', False),
    ('<c r="B2" t="inlineStr"><is><t>&lt;c t="e"></t></is></c>', '<c t="e">'),
    ('<c r="B2" t="inlineStr"><is><t><![CDATA[<c t="e"><f>]]></t></is></c>', '<c t="e"><f>'),
    ('<!-- <c r="C9" t="e"><v>#REF!</v></c> --><c r="B2"><v>1</v></c>', 1),
    ('<c r="B2"/>', None),
    ('<c r="B2" s="1" t="e"/>', None),
    ('<c r="B2"><v>nan</v></c>', E("#NUM!")),
]


def tab_of_cells(path: Path, cell: str, prefix: str) -> Tab:
    rows = f'<row r="1"><c r="A1"><v>5</v></c></row><row r="2">{cell}<c r="D2"><v>6</v></c></row>'
    content = parts(rows)
    if prefix:
        name = "xl/worksheets/sheet1.xml"
        sheet = re.sub(r"<(/?)(worksheet|sheetData|row|c|v|f|is|t)\b", r"<\1x:\2", content[name])
        content[name] = sheet.replace("xmlns=", "xmlns:x=")
    return read(zipped(path, content)).tabs[0]


@pytest.mark.kinds
@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize(("cell", "value"), CELLS)
def test_a_cell_is_lost_or_it_is_not(tmp_path: Path, cell: str, value: Raw, prefix: str) -> None:
    tab = tab_of_cells(tmp_path / "a.xlsx", cell, prefix)
    found = tab.at(2, 2)
    if isinstance(found, str):
        found = found.replace("<x:", "<")
    assert (type(found), found) == (type(value), value)
    assert (tab.at(1, 1), tab.at(2, 4), tab.at(9, 3)) == (5, 6, None)


def test_numbers_in_cdata_are_refused_not_lost(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v><![CDATA[44001]]></v></c></row>'
    assert "CDATA" in refusal(zipped(tmp_path / "a.xlsx", parts(rows)))


def test_an_error_code_the_reader_does_not_know(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="e"><v>#CALC!</v></c></row>'
    assert "#CALC!" in refusal(zipped(tmp_path / "a.xlsx", parts(rows)))


def test_faults_outside_the_filled_area_widen_the_tab(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2"><v>1</v></c></row><row r="7"><c r="F7"><f>A1</f></c></row>'
    tab = read(zipped(tmp_path / "a.xlsx", parts(rows))).tabs[0]
    assert (tab.height, len(tab.columns), tab.at(7, 6), tab.at(2, 2)) == (7, 6, E(""), 1)


def test_only_a_formula_never_calculated(tmp_path: Path) -> None:
    rows = '<row r="3"><c r="C3"><f>A1</f></c></row>'
    found = read(zipped(tmp_path / "a.xlsx", parts(rows)))
    assert (found.tabs[0].at(3, 3), found.empty) == (E(""), ())


def sheet(rows: int) -> bytes:
    """A sheet of all sorts of cells, with a fault in every third row."""

    def row(number: int) -> Iterator[str]:
        yield f'<row r="{number}" spans="1:5">'
        yield f'<c r="A{number}" t="s"><v>0</v></c><c r="B{number}" s="2"/>'
        yield f'<c r="C{number}" t="inlineStr"><is><t>{"текст " * (number % 40)}</t></is></c>'
        yield f'<c r="AB{number}"><f>A1</f>{"" if number % 3 == 0 else "<v>1</v>"}</c></row>'

    body = "".join("".join(row(number)) for number in range(1, rows + 1))
    return f"<worksheet xmlns='x'><sheetData>{body}</sheetData><f></f></worksheet>".encode()


@pytest.mark.parametrize("step", [1, 7, 64, 1000, 4096, 1 << 18])
def test_pieces_may_end_anywhere(step: int) -> None:
    data, scan = sheet(60), SheetScan(10_000, "Лист")
    for start in range(0, len(data), step):
        scan.feed(data[start : start + step])
    found = scan.close()
    assert (found.rows, found.columns) == (60, 28)
    assert found.faults == {(row, 28): "" for row in range(3, 61, 3)}


def test_one_row_longer_than_many_pieces() -> None:
    cells = "".join('<c r="A1" t="inlineStr"><is><t>x</t></is></c>' for _ in range(20_000))
    data = (
        f'<worksheet><sheetData><row r="1">{cells}<c r="B1" t="e"><v>#REF!</v></c></row>'.encode()
    )
    scan = SheetScan(10, "Лист")
    for start in range(0, len(data), 500):
        scan.feed(data[start : start + 500])
    assert scan.close().faults == {(1, 2): "#REF!"}


VALUE = 'office:value-type="{}"'
ODS_CELLS: list[tuple[str, Raw]] = [
    (' table:formula="of:=1/0" office:value-type="string" office:string-value=""'
     ' calcext:value-type="error"><text:p>#DIV/0!</text:p>', E("#DIV/0!")),
    (' table:formula="of:=1/0" office:value-type="string" office:string-value=""'
     ' calcext:value-type="error"><text:p>#ДЕЛ/0!</text:p>', E("#DIV/0!")),
    (' table:formula="of:=A1" office:value-type="float" office:value="0">'
     "<text:p>Err:502</text:p>", E("Err:502")),
    (' table:formula="of:=A1">', E("")),
    (' table:formula="of:=&quot;&quot;"><text:p/>', None),
    (' table:formula="of:=A1" office:value-type="float" office:value="0"><text:p>0</text:p>', 0),
    (' office:value-type="boolean" office:boolean-value="true"><text:p>ИСТИНА</text:p>', True),
    (' office:value-type="time" office:time-value="PT13H30M00S"><text:p>13:30</text:p>', "time"),
    (' office:value-type="string"><text:p>#Н/Д</text:p>', "#Н/Д"),
]  # fmt: skip


@pytest.mark.kinds
@pytest.mark.parametrize(("cell", "value"), ODS_CELLS)
def test_ods_cells(tmp_path: Path, cell: str, value: Raw) -> None:
    rows = ods_row(
        f'<table:table-cell table:number-columns-repeated="1"/><table:table-cell{cell}'
        f"</table:table-cell>{ODS_CELL.format('')}"
    )
    path = ods(tmp_path / "a.ods", ods_row("<table:table-cell/>") + rows)
    tab = read(path).tabs[0]
    found = tab.at(2, 2)
    assert (tab.at(2, 3), tab.height) == (7, 2)
    if value == "time":
        assert str(found) == "13:30:00"
    else:
        assert (type(found), found) == (type(value), value)
