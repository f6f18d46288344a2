"""What people add to our workbook stays when it is written anew, or is named as what does not."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Cell, Format, Grid, Head
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.not_carried import not_carried
from sheets_sync.stores.xlsx.parts import zipped
from sheets_sync.stores.xlsx.store import Maker, XlsxStore

OURS, OWN = ("Сводка", "История"), "Мой"
LATER = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    file = tmp_path / "Сводка.xlsx"
    write(file, 1)
    return file


def grid(title: str, number: int) -> Grid:
    heads = (Head("Имя"), Head("Число", Format.WHOLE))
    return lay_out(title, [Block("Т", heads, ((Cell("а"), Cell(number)),))], (12, 12))


def write(file: Path, number: int) -> None:
    store = XlsxStore([], file, Limits(), Maker(datetime(2026, 1, 1, tzinfo=UTC)))
    store.write([grid(title, number) for title in OURS])


def edit(file: Path, *changes: Callable[[Any], None]) -> list[str]:
    """People change the workbook; → what would be lost."""
    book = openpyxl.load_workbook(file)
    for change in changes:
        change(book)
    book.save(file)
    return not_carried(file, dict.fromkeys(OURS, 0))


def rewritten(file: Path) -> Any:
    write(file, 2)
    return openpyxl.load_workbook(file)


def own_sheet(book: Any) -> None:
    book.create_sheet(OWN).append(["важное", 5])


def without_history(book: Any) -> None:
    del book["История"]


def history_renamed(book: Any) -> None:
    book["История"].title = "Моя история"


def name(place: str, sheet: str = "") -> Callable[[Any], None]:
    def change(book: Any) -> None:
        names = book[sheet].defined_names if sheet else book.defined_names
        names["Моё_имя"] = DefinedName("Моё_имя", attr_text=place)

    return change


def link(book: Any) -> None:
    there = ExternalLink(externalBook=ExternalBook(id="rId1"))
    there.file_link = Relationship(
        type="externalLinkPath", Target="план.xlsx", TargetMode="External", Id="rId1"
    )
    book._external_links.append(there)
    book[OWN]["C1"] = "='[1]Лист1'!$A$1"


def chart_sheet(book: Any) -> None:
    chart = BarChart()
    chart.add_data(Reference(book[OWN], min_col=2, min_row=1))
    book.create_chartsheet("Рисунок").add_chart(chart)


def test_a_sheet_stays_beside_a_tab_of_ours_that_was_deleted(summary: Path) -> None:
    assert edit(summary, without_history, own_sheet) == []
    assert rewritten(summary).sheetnames == [*OURS, OWN]


def test_a_tab_of_ours_that_was_renamed_is_hers(summary: Path) -> None:
    edit(summary, history_renamed)
    assert rewritten(summary).sheetnames == [*OURS, "Моя история"]


def test_a_tab_of_ours_that_was_deleted_comes_back_alone(summary: Path) -> None:
    edit(summary, without_history)
    assert rewritten(summary).sheetnames == [*OURS]


@pytest.mark.parametrize("own", [own_sheet, lambda book: None], ids=["on hers", "on ours"])
def test_a_name_of_cells_stays(summary: Path, own: Callable[[Any], None]) -> None:
    place = f"'{OWN if own is own_sheet else 'Сводка'}'!$A$1:$B$1"
    assert edit(summary, own, name(place)) == []
    for _ in range(2):
        assert rewritten(summary).defined_names["Моё_имя"].attr_text == place


def test_a_name_for_her_sheet_alone_stays_and_one_for_ours_is_told(summary: Path) -> None:
    told = edit(summary, own_sheet, name(f"'{OWN}'!$A$1", OWN), name("'Сводка'!$A$1", "Сводка"))
    assert told == ["имя «Моё_имя» для листа «Сводка»"]
    assert "Моё_имя" in rewritten(summary)[OWN].defined_names


def test_a_formula_that_takes_from_another_workbook_still_does(summary: Path) -> None:
    assert edit(summary, own_sheet, link) == []
    made = rewritten(summary)
    assert made[OWN]["C1"].value == "='[1]Лист1'!$A$1"
    assert [one.file_link.Target for one in made._external_links] == ["план.xlsx"]


def test_a_chart_sheet_is_told(summary: Path) -> None:
    assert edit(summary, own_sheet, chart_sheet) == ["лист-диаграмма «Рисунок»"]
    assert rewritten(summary).sheetnames == [*OURS, OWN]


def with_part(file: Path, part: str, before: str, text: str) -> None:
    with ZipFile(file) as book:
        parts = {one: book.read(one) for one in book.namelist()}
    parts[part] = parts[part].replace(before.encode(), f"{text}{before}".encode())
    file.write_bytes(zipped(parts))


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<x14:sparklineGroups><x14:sparklineGroup/></x14:sparklineGroups>", "спарклайн"),
        ('<x14:dataValidations><x14:dataValidation type="list"/></x14:dataValidations>', "список"),
        ('<x14:conditionalFormatting><x14:cfRule type="expression"/>'
         "</x14:conditionalFormatting>", "условное"),
        ('<x14:conditionalFormatting><x14:cfRule type="dataBar"/>'
         "</x14:conditionalFormatting>", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", [3, 1], ids=["hers", "ours"])
def test_what_excel_keeps_beside_the_sheet_is_told(
    summary: Path, inside: str, told: str, number: int
) -> None:
    edit(summary, own_sheet)
    ext = f'<extLst><ext xmlns:x14="{LATER}" uri="x">{inside}</ext></extLst>'
    with_part(summary, f"xl/worksheets/sheet{number}.xml", "</worksheet>", ext)
    found = not_carried(summary, dict.fromkeys(OURS, 0))
    rules_of_ours = number == 1 and told != "спарклайн"
    assert [one.startswith(told) for one in found] == ([True] if told and not rules_of_ours else [])


@pytest.mark.parametrize("kind", ["connections", "powerPivotData", "xmlMaps"])
def test_connections_of_the_workbook_are_told(summary: Path, kind: str) -> None:
    line = f'<Relationship Id="rX" Type="{RELS}/{kind}" Target="x.xml"/>'
    with_part(summary, "xl/_rels/workbook.xml.rels", "</Relationships>", line)
    (told,) = not_carried(summary, dict.fromkeys(OURS, 0))
    assert told in ("подключение к данным", "модель данных", "карта XML")
