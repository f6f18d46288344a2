"""A month that was typed and became the first of it: told by its format, which shows no day."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_preflight import ODS_HEAD, ODS_TAIL, zipped
from test_read_values import read

from sheets_sync.sheet.cells import Month, Raw
from sheets_sync.stores.google.raw import raw_of

FIRST, SECOND = dt.date(2021, 2, 1), dt.date(2021, 2, 2)
MONTHLY = ["mmm-yy", "[$-419]mmmm yyyy;@", "mm.yyyy", 'mmmm" "yyyy"д."', r"mmm\.yy", "MMMM", "m/yy"]
OTHER = ["dd.mm.yyyy", "d mmm", "yyyy-mm-dd", "mm:ss", "ddd", "[$-419]d mmmm yyyy;@"]


def kinds(values: list[Raw]) -> list[type]:
    return [type(value) for value in values]


def in_xlsx(path: Path, cells: list[tuple[dt.date, str]]) -> list[Raw]:
    book = openpyxl.Workbook()
    for row, (day, shown) in enumerate(cells, 3):
        book.active.cell(row, 2, day).number_format = shown
        book.active.cell(row, 3, 7)
    book.save(path)
    tab = read(path).tabs[0]
    return [tab.at(row, 2) for row in range(3, 3 + len(cells))]


@pytest.mark.kinds
@pytest.mark.parametrize("shown", MONTHLY)
def test_a_first_without_a_day_is_a_month(tmp_path: Path, shown: str) -> None:
    values = in_xlsx(tmp_path / "a.xlsx", [(FIRST, shown), (SECOND, shown), (FIRST, OTHER[0])])
    assert kinds(values) == [Month, dt.date, dt.date]
    assert values == [FIRST, SECOND, FIRST]


@pytest.mark.parametrize("shown", [*OTHER[:3], *OTHER[4:]])
def test_a_first_with_a_day_is_a_day(tmp_path: Path, shown: str) -> None:
    assert kinds(in_xlsx(tmp_path / "a.xlsx", [(FIRST, shown)])) == [dt.date]


def test_text_and_numbers_among_months_stay(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row, value in enumerate([FIRST, "март", 5, None, FIRST], 1):
        book.active.cell(row, 1, value).number_format = "mmm-yy"
    book.save(tmp_path / "a.xlsx")
    column = read(tmp_path / "a.xlsx").tabs[0].columns[0]
    assert kinds([column.at(row) for row in (1, 2, 4, 5)]) == [Month, str, type(None), Month]


@pytest.mark.parametrize("pattern", MONTHLY)
def test_google_says_the_same(pattern: str) -> None:
    shown = {"numberFormat": {"type": "DATE", "pattern": pattern}}
    cell: dict[str, Any] = {"effectiveValue": {"numberValue": 44228}, "effectiveFormat": shown}
    assert type(raw_of(cell)) is Month
    cell["effectiveValue"]["numberValue"] = 44229
    assert type(raw_of(cell)) is dt.date


@pytest.mark.parametrize("pattern", ["", "dd.mm.yyyy", "d mmmm"])
def test_google_shows_a_day(pattern: str) -> None:
    shown = {"numberFormat": {"type": "DATE", "pattern": pattern}}
    cell = {"effectiveValue": {"numberValue": 44228}, "effectiveFormat": shown}
    assert type(raw_of(cell)) is dt.date


MONTH_FORMAT = (
    '<number:date-style style:name="N9"><number:month/><number:year/></number:date-style>'
)
DAY_FORMAT = MONTH_FORMAT.replace("<number:month", "<number:day/><number:month").replace("N9", "N8")
STYLES = "".join(
    f'<style:style style:name="{cell}" style:family="table-cell" style:data-style-name="{shown}"/>'
    for cell, shown in (("ce8", "N8"), ("ce9", "N9"))
)
DAY = 'office:value-type="date" office:date-value="2021-02-01"'


def in_ods(path: Path, cells: str, usual: str, formats: str, styles: str = "") -> list[Raw]:
    spaces = (
        "xmlns:number='urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0' "
        "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
    )
    head = ODS_HEAD.replace(" xmlns:table", f" {spaces}xmlns:table", 1).replace(
        "<office:body>", f"<office:automatic-styles>{formats}{STYLES}</office:automatic-styles>"
        "<office:body>",
    )  # fmt: skip
    columns = f'<table:table-column table:default-cell-style-name="{usual}"/>' * 3
    row = f"<table:table-row>{cells}</table:table-row>"
    table = f'<table:table table:name="Лист">{columns}{row}</table:table>'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "styles.xml": f"<office:document-styles>{styles}</office:document-styles>",
        "content.xml": head + table + ODS_TAIL,
    }
    (tab,) = read(zipped(path, parts)).tabs
    return list(tab.row(1))


def cell(style: str) -> str:
    named = f' table:style-name="{style}"' if style else ""
    return f"<table:table-cell{named} {DAY}><text:p>фев.21</text:p></table:table-cell>"


@pytest.mark.parametrize("at_home", [True, False])
def test_an_ods_says_the_same(tmp_path: Path, at_home: bool) -> None:
    formats = MONTH_FORMAT + DAY_FORMAT
    row = cell("ce9") + cell("ce8") + cell("")
    where = (formats, "") if at_home else ("", formats)
    assert kinds(in_ods(tmp_path / "a.ods", row, "Default", *where)) == [Month, dt.date, dt.date]


def test_a_format_of_several_cases_is_known_by_its_parts(tmp_path: Path) -> None:
    whole = '<number:text-style style:name="N9"><number:text-content/></number:text-style>'
    formats = MONTH_FORMAT.replace("N9", "N9P0") + whole
    assert kinds(in_ods(tmp_path / "a.ods", cell("ce9"), "Default", formats)) == [Month]


def test_a_cell_of_an_ods_without_a_style_has_that_of_its_column(tmp_path: Path) -> None:
    row = cell("") + cell("ce8") + cell("")
    values = in_ods(tmp_path / "a.ods", row, "ce9", MONTH_FORMAT + DAY_FORMAT)
    assert kinds(values) == [Month, dt.date, Month]
