"""Pivot tables, shapes and the like that people add to the summary stay, or are told and kept."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from helpers import Desk, save_book
from job_help import WORK_DAY, small

from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.sync import Options, sync
from sheets_sync.runs.sync_report import SyncReport
from sheets_sync.stores.xlsx.parts import zipped
from sheets_sync.workspace import load

SUMMARY = "Сводка ИМЦ.xlsx"
TAB, OWN = "Явка тьюторов", "Мой лист"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivot"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = small(tmp_path / "ИМЦ")
    run(place, 0)
    return place


def run(folder: Path, hours: int) -> SyncReport:
    desk = Desk().set("Явка", 2, "С-02", "+н"[hours % 2])
    save_book(folder / "Посещаемость.xlsx", desk.books["Посещаемость.xlsx"])
    return sync(load(folder), Options(now=WORK_DAY + timedelta(hours=hours)))


def relations(*found: tuple[str, str, str]) -> str:
    lines = (f'<Relationship Id="{i}" Type="{RELS}/{t}" Target="{to}"/>' for i, t, to in found)
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def edited(folder: Path, change: Callable[[dict[str, str], int], None]) -> bytes:
    """The summary with a sheet of the head's, its parts changed as Excel would; → the bytes."""
    book = openpyxl.load_workbook(folder / SUMMARY)
    sheet = book.create_sheet(OWN)
    for row in (["кто", "сколько"], ["А", 1], ["Б", 2]):
        sheet.append(row)
    book.save(folder / SUMMARY)
    with ZipFile(folder / SUMMARY) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    texts: dict[str, str] = {}
    change(texts, len(book.sheetnames))
    for name, text in texts.items():
        before, _, after = parts.get(name, b"").rpartition(b"</")
        parts[name] = before + text.encode() + b"</" + after if before else text.encode()
    made = zipped(parts)
    (folder / SUMMARY).write_bytes(made)
    return made


def pivot(texts: dict[str, str], number: int) -> None:
    """A pivot table over the sheet itself."""
    item = '<items count="3"><item x="0"/><item x="1"/><item t="default"/></items>'
    texts |= {
        "[Content_Types].xml": f'<Override PartName="/xl/pivotTables/p.xml" ContentType="{TYPES}'
        'Table+xml"/><Override PartName="/xl/pivotCache/c.xml" ContentType="'
        f'{TYPES}CacheDefinition+xml"/>',
        "xl/workbook.xml": f'<pivotCaches><pivotCache xmlns:r="{RELS}" cacheId="7" r:id="rIdP"/>'
        "</pivotCaches>",
        "xl/_rels/workbook.xml.rels": f'<Relationship Id="rIdP" Type="{RELS}/pivotCacheDefinition"'
        ' Target="pivotCache/c.xml"/>',
        f"xl/worksheets/_rels/sheet{number}.xml.rels": relations(
            ("r1", "pivotTable", "../pivotTables/p.xml")
        ),
        "xl/pivotTables/_rels/p.xml.rels": relations(
            ("r1", "pivotCacheDefinition", "../pivotCache/c.xml")
        ),
        "xl/pivotCache/c.xml": f'<pivotCacheDefinition xmlns="{MAIN}" recordCount="0">'
        f'<cacheSource type="worksheet"><worksheetSource ref="A1:B3" sheet="{OWN}"/></cacheSource>'
        '<cacheFields count="2"><cacheField name="кто" numFmtId="0"><sharedItems count="2">'
        '<s v="А"/><s v="Б"/></sharedItems></cacheField><cacheField name="сколько" numFmtId="170">'
        '<sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1"/>'
        "</cacheField></cacheFields></pivotCacheDefinition>",
        "xl/pivotTables/p.xml": f'<pivotTableDefinition xmlns="{MAIN}" name="Моя сводная" '
        'cacheId="7" dataCaption="Значения"><location ref="D3:E6" firstHeaderRow="1" '
        'firstDataRow="1" firstDataCol="1"/><pivotFields count="2">'
        '<pivotField axis="axisRow" showAll="0">'
        f'{item}</pivotField><pivotField dataField="1" showAll="0"/></pivotFields><rowFields '
        'count="1"><field x="0"/></rowFields><dataFields count="1"><dataField name="Сумма" fld="1" '
        'numFmtId="170"/></dataFields></pivotTableDefinition>',
    }


def text_box(texts: dict[str, str], number: int) -> None:
    texts |= {
        f"xl/worksheets/_rels/sheet{number}.xml.rels": relations(
            ("r1", "drawing", "../drawings/own.xml"), ("r2", "slicer", "../slicers/slicer1.xml")
        ),
        "xl/drawings/own.xml": f'<xdr:wsDr xmlns:xdr="{DRAWN}"><xdr:twoCellAnchor><xdr:sp/>'
        "</xdr:twoCellAnchor></xdr:wsDr>",
        "xl/slicers/slicer1.xml": "<slicers/>",
    }


def of_our_tab(texts: dict[str, str], number: int) -> None:
    pivot(texts, number)
    texts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationship Id="rOwn" Type="{RELS}/pivotTable" Target="../pivotTables/p.xml"/>'
    )


def from_a_connection(texts: dict[str, str], number: int) -> None:
    pivot(texts, number)
    cache = texts["xl/pivotCache/c.xml"]
    begin, end = cache.index("<cacheSource"), cache.index("<cacheFields")
    source = '<cacheSource type="external" connectionId="1"/>'
    texts["xl/pivotCache/c.xml"] = cache[:begin] + source + cache[end:]


def copies(folder: Path) -> list[Path]:
    return sorted((folder / ".sheets_sync" / "earlier").glob("* с правками.xlsx"))


@pytest.mark.slow
def test_a_pivot_table_on_her_own_sheet_stays(folder: Path) -> None:
    edited(folder, pivot)
    for hours in (1, 2):
        report = run(folder, hours)
        assert report.outcome.kind == "written"
        assert not any("не перешло" in step for step in report.next)
    (found,) = openpyxl.load_workbook(folder / SUMMARY)[OWN]._pivots  # type: ignore[attr-defined]
    made: Any = found
    assert (made.name, made.location.ref) == ("Моя сводная", "D3:E6")
    assert made.cache.cacheSource.worksheetSource.sheet == OWN
    assert made.cache.refreshOnLoad
    assert copies(folder) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "named"),
    [
        (text_box, (f"надпись или фигура на листе «{OWN}»", f"срез на листе «{OWN}»")),
        (of_our_tab, ("сводная таблица на листе «Сводка»",)),
        (
            from_a_connection,
            (f"сводная таблица по данным из другого места на листе «{OWN}»",),
        ),
    ],
)
def test_what_can_not_stay_is_told_and_kept_in_a_copy(
    folder: Path, change: Callable[[dict[str, str], int], None], named: tuple[str, ...]
) -> None:
    before = edited(folder, change)
    said = run(folder, 1).next[0]
    assert all(one in said for one in named)
    (copy,) = copies(folder)
    assert copy.name in said
    assert copy.read_bytes() == before
    own: Any = openpyxl.load_workbook(folder / SUMMARY)[OWN]
    assert len(own._pivots) == (change is of_our_tab)  # that one is on both
    assert not any("не перешло" in step for step in run(folder, 2).next)


@pytest.mark.slow
def test_a_sheet_that_can_not_be_read_again_is_not_written_over(folder: Path) -> None:
    def without_its_cache(texts: dict[str, str], number: int) -> None:
        pivot(texts, number)
        del texts["xl/workbook.xml"]

    before = edited(folder, without_its_cache)
    with pytest.raises(SheetsSyncError, match="сохраните их в другую книгу"):
        run(folder, 1)
    assert (folder / SUMMARY).read_bytes() == before
