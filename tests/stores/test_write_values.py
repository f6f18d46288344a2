import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from read_back import read_values
from write_faults import MADE_AT

from sheets_sync.sheet.compare import digest, same_values
from sheets_sync.sheet.formulas import SameAs, StaleAfter
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import (
    Block,
    Cell,
    Chart,
    ChartKind,
    Charts,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Page,
    Series,
    Spacer,
    Tiles,
)
from sheets_sync.stores.xlsx.cells import Links, rows_xml
from sheets_sync.stores.xlsx.mark import read_mark
from sheets_sync.stores.xlsx.write import write_workbook

ROOT = Path(__file__).parents[2]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "autoFilter",
    "mergeCells",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "ignoredErrors",
    "drawing",
)


def full() -> list[Grid]:
    """A summary with everything that can be painted."""
    heads = (
        Head("Школа", wrap=True),
        Head("Было", Format.WHOLE),
        Head("Явка", Format.PERCENT),
        Head("Изменение", Format.POINTS),
        Head("Дата", Format.DATE),
    )
    rows = tuple(
        (Cell(f"СОШ № {n}"), Cell(n), Cell(n / 9, Look.BAD), Cell(n - 4.0), Cell(date(2021, 2, n)))
        for n in range(1, 8)
    )
    table = Block("т", heads, rows, "Явка", (Cell("Итого"), Cell(28)), "n / N", "", True, False, 1)
    kinds = (ChartKind.COLUMN, ChartKind.STACKED, ChartKind.LINE, ChartKind.BAR)
    charts = tuple(Chart(kind, "Явка", "т", 0, (Series("Было", 1),)) for kind in kinds)
    formula = Cell(
        "да; нет", formula=StaleAfter(MADE_AT.replace(tzinfo=UTC), "да; нет"), stamp=True
    )
    link = Cell("К-014", link="%D0%9A.xlsx#'График'!E14")
    lines = Lines((Cell("Явка & <К>", Look.TITLE), formula, link, Cell("=1+1")))
    tiles = Tiles((((Cell("Явка"),), (Cell(0.5, format=Format.PERCENT),), (Cell("1 из 2"),)),))
    first = lay_out("Сводка", [lines, Spacer(), table, Charts(charts)], (20, 9, 9, 9, 12))
    same = Cell("да; нет", Look.ALERT, formula=SameAs("Сводка", "A2"))
    inside = Lines((Cell("Сводка", link="#'Сводка'!A1"), Cell(None), same))
    first = replace(first, frozen_rows=7, page=Page(breaks=(5,), repeat_rows=(7, 7)))
    page = Page(landscape=True, footer="МКУ & ИМЦ")
    return [first, lay_out("Явка & К", [inside, tiles], (20, 9), page)]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Сводка.xlsx"
    write_workbook(path, full(), MADE_AT, "МКУ ИМЦ")
    return path


def written(tmp_path: Path, *values: object) -> list[object]:
    """What a reader finds in column A after these values were written into it."""
    path = tmp_path / "Сводка.xlsx"
    cells = tuple(Cell(value) for value in values)  # type: ignore[arg-type]
    write_workbook(path, [lay_out("Сводка", [Lines(cells)], (30,))], MADE_AT, "")
    return list(read_values(path)[0].columns[0].values[1:])


def test_text_stays_text(tmp_path: Path) -> None:
    texts = [
        "=1+1",
        "+7 900",
        "-1",
        "@sum",
        "1.10",
        "007",
        " а ",
        "_x0041_",
        "а\nб",
        "<&>\"'",
        "]]>",
    ]
    assert written(tmp_path, *texts) == texts


def test_control_characters_go_and_long_texts_are_cut(tmp_path: Path) -> None:
    clean, cut = written(tmp_path, "а\x00б\x1b\x0b\ufffe", "ж" * 40_000)
    assert clean == "аб"
    assert cut == "ж" * 32_766 + "…"


def test_numbers_and_dates_keep_their_types(tmp_path: Path) -> None:
    moment = datetime(2021, 2, 18, 13, 5)
    path = tmp_path / "С.xlsx"
    cells = (
        Cell(2**40),
        Cell(0.1 + 0.2),
        Cell(date(2021, 2, 18), format=Format.DATE),
        Cell(moment, format=Format.MOMENT),
    )
    write_workbook(path, [lay_out("Сводка", [Lines(cells)], (30,))], MADE_AT, "")
    assert read_values(path)[0].columns[0].values[1:] == [
        2**40,
        0.1 + 0.2,
        date(2021, 2, 18),
        moment,
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), datetime.now(UTC), object()])
def test_what_no_cell_can_hold_is_a_bug(tmp_path: Path, value: object) -> None:
    with pytest.raises(ValueError, match=r"can't stand|time zone"):
        written(tmp_path, value)
    assert os.listdir(tmp_path) == []


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_reads_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("any") / "Сводка.xlsx"
    grid = lay_out("Сводка", [Lines(tuple(map(Cell, texts)))], (30,))
    write_workbook(path, [grid], MADE_AT, "")
    assert same_values(grid, read_values(path)[0])


def test_formula_has_its_result_and_commas(book: Path) -> None:
    with CalamineWorkbook.from_path(book) as read:
        assert read.get_sheet_by_name("Сводка").to_python(skip_empty_area=False)[1][0] == "да; нет"
    assert ')&gt;1,"да; нет","")</f>' in part(book, "sheet1.xml")
    assert "<f>'Сводка'!A2</f>" in part(book, "sheet2.xml")


def test_mark_holds_the_digests(book: Path) -> None:
    assert read_mark(book) == {grid.title: digest(grid) for grid in full()}


@pytest.mark.parametrize(
    "custom",
    [
        None,
        b"",
        b"<Properties/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<!DOCTYPE a><a/>".encode("utf-16"),
        b"<a" * 1_000_000,
    ],
)
def test_no_mark_in_other_files(tmp_path: Path, custom: bytes | None) -> None:
    path = tmp_path / "чужой.xlsx"
    with ZipFile(path, "w") as zipped:
        if custom is not None:
            zipped.writestr("docProps/custom.xml", custom)
    assert read_mark(path) is None
    path.write_bytes(b"PK\x03\x04 torn")
    assert read_mark(path) is None
    assert read_mark(tmp_path / "нет.xlsx") is None


SCRIPT = """
import sys
from pathlib import Path
from test_write_values import MADE_AT, full, write_workbook
write_workbook(Path(sys.argv[1]), full(), MADE_AT, "МКУ ИМЦ")
"""


@pytest.mark.slow
def test_same_bytes_in_any_time_zone_locale_and_process(book: Path, tmp_path: Path) -> None:
    for seed, zone, locale in (("1", "Asia/Tokyo", "ru_RU.UTF-8"), ("2", "America/Lima", "C")):
        path = tmp_path / f"{seed}.xlsx"
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        environment["PYTHONPATH"] = os.pathsep.join(
            (str(ROOT), *map(str, Path(__file__).parents[:2]))
        )
        command = [sys.executable, "-X", "utf8", "-c", SCRIPT, str(path)]
        subprocess.run(command, env=environment, check=True)
        assert path.read_bytes() == book.read_bytes()


def test_made_at_is_the_only_clock(tmp_path: Path) -> None:
    moscow = timezone(timedelta(hours=3))
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_workbook(one, full(), MADE_AT, "")
    write_workbook(two, full(), (MADE_AT + timedelta(hours=3)).replace(tzinfo=moscow), "")
    assert one.read_bytes() == two.read_bytes()


def part(book: Path, name: str) -> str:
    with ZipFile(book) as zipped:
        return next(zipped.read(one).decode() for one in zipped.namelist() if one.endswith(name))


def test_parts_are_what_excel_accepts(book: Path) -> None:
    with ZipFile(book) as zipped:
        names = zipped.namelist()
        assert names[0] == "[Content_Types].xml"
        assert len(set(names)) == len(names)
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            ElementTree.fromstring(zipped.read(name))
    for number, grid in enumerate(full(), 1):
        sheet = ElementTree.fromstring(part(book, f"worksheets/sheet{number}.xml"))
        children = [child.tag.removeprefix(MAIN) for child in sheet]
        assert children == [name for name in ORDER if name in children]
        check_cells(sheet, grid)


def check_cells(sheet: ElementTree.Element, grid: Grid) -> None:
    """Typed cells have content, rows and addresses go up, links and merges fit their counts."""
    addresses = [cell.get("r") for cell in sheet.iter(f"{MAIN}c")]
    assert len(set(addresses)) == len(addresses)
    assert all(len(cell) for cell in sheet.iter(f"{MAIN}c") if cell.get("t"))
    assert [int(row.get("r", 0)) for row in sheet.iter(f"{MAIN}row")] == list(
        range(1, len(grid.rows) + 1)
    )
    assert len(list(sheet.iter(f"{MAIN}mergeCell"))) == len(grid.merges)
    links = list(sheet.iter(f"{MAIN}hyperlink"))
    assert all(link.get("ref") and len(link.attrib) > 1 for link in links)
    assert sum(bool(cell and cell.link) for row in grid.rows for cell in row) == len(links)


def test_links_are_written_the_way_excel_does(book: Path) -> None:
    sheet = part(book, "worksheets/sheet1.xml")
    assert '<hyperlink ref="A3:E3" r:id="link1" location="\'График\'!E14"/>' in sheet
    relations = part(book, "_rels/sheet1.xml.rels")
    assert 'Target="%D0%9A.xlsx" TargetMode="External" Id="link1"' in relations
    inside = part(book, "worksheets/sheet2.xml")
    assert '<hyperlink ref="A1:B1" location="\'Сводка\'!A1"/>' in inside


class OneStyle:
    def of(self, cell: Cell, first: bool, last: bool) -> int:
        return 0


def test_links_beyond_excels_limit_stay_text() -> None:
    heads = (Head("Ячейка"),)
    rows = tuple((Cell("E1", link="#A1"),) for _ in range(65_540))
    links = Links()
    rows_xml(lay_out("Замечания", [Block("з", heads, rows)], (9,)), OneStyle(), links)
    assert len(links.elements) == 65_530
    far = Links()
    far.add("A1", "https://example.org/" + "a" * 3_000)
    assert not far.elements


def test_view_and_page(book: Path) -> None:
    sheet = part(book, "worksheets/sheet1.xml")
    assert 'showGridLines="0"' in sheet
    assert 'state="frozen"' in sheet
    assert 'tabSelected="1"' in sheet
    assert '<autoFilter ref="A7:E14"' in sheet
    assert 'scale="90"' in sheet
    assert "fitToPage" not in sheet  # Excel forgets page breaks of one's own beside it
    assert '<rowBreaks count="1" manualBreakCount="1"><brk id="5" ' in sheet
    assert "стр. &amp;P из &amp;N" in sheet
    other = part(book, "worksheets/sheet2.xml")
    assert 'orientation="landscape"' in other
    assert "МКУ &amp;&amp; ИМЦ" in other
    assert "Явка &amp;&amp; К · стр. &amp;P" in other
    assert 'scaleWithDoc="0"' in other
    assert "'Сводка'!$7:$7" in part(book, "xl/workbook.xml")
