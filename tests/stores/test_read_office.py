"""Books that LibreOffice saved: .xlsx and .ods say the same."""

import datetime as dt
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from test_preflight import read, refusal

from sheets_sync.sheet.cells import CellError, Merge, Raw, Tab

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]


def source(path: Path) -> None:
    """Merged cells, a hidden row, formulas, errors, times, booleans, a note, a far block."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Журнал"
    sheet["B2"] = "Приложение № 1"
    sheet.merge_cells("B2:D3")
    rows: list[list[object]] = [
        [dt.date(2021, 2, 18), dt.time(13, 20), dt.timedelta(hours=30), True, 5],
        [dt.datetime(2021, 2, 18, 13, 30), "0123", 2.5, "=1/0", "=NA()"],
        ["=B5", "=SUM(F5,1)", '=""', "=TRUE()", '=TEXT(1,"0")'],
        ["да", "да", "да", None, "да\nнет"],
    ]
    for row, cells in enumerate(rows, 5):
        for column, value in enumerate(cells, 2):
            sheet.cell(row, column, value)
    sheet["B7"].number_format = "dd.mm.yyyy"
    sheet["B8"].comment = openpyxl.comments.Comment("заметка", "Иванова")
    sheet.row_dimensions[6].hidden = True
    sheet.merge_cells("B10:B12")
    sheet["B10"] = "вниз"
    book.create_sheet("Пусто")
    book.create_sheet("Скрытый").sheet_state = "hidden"
    book["Скрытый"]["AB40"] = 1
    book.save(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """a.xlsx and a.ods as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "in").mkdir()
    source(folder / "in/a.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("xlsx", "ods"):
        subprocess.run(
            [SOFFICE or "", profile, "--headless", "--convert-to", kind, "--outdir", str(folder),
             str(folder / "in/a.xlsx")],
            check=True, capture_output=True,
        )  # fmt: skip
    return folder


def cells(tab: Tab) -> dict[tuple[int, int], Raw]:
    return {
        (row, column): value
        for row in range(1, tab.height + 1)
        for column, value in enumerate(tab.row(row), 1)
        if value is not None
    }


EXPECTED: dict[tuple[int, int], Raw] = {
    (2, 2): "Приложение № 1",
    (5, 2): dt.date(2021, 2, 18),
    (5, 3): dt.time(13, 20),
    (5, 4): dt.timedelta(hours=30),
    (5, 5): True,
    (5, 6): 5,
    (6, 2): dt.datetime(2021, 2, 18, 13, 30),
    (6, 3): "0123",
    (6, 4): 2.5,
    (6, 5): CellError("#DIV/0!"),
    (6, 6): CellError("#N/A"),
    (7, 2): dt.date(2021, 2, 18),
    (7, 3): 6,
    (7, 5): True,
    (7, 6): "1",
    (8, 2): "да",
    (8, 3): "да",
    (8, 4): "да",
    (8, 6): "да\nнет",
    (10, 2): "вниз",
}


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_what_the_office_saved(folder: Path, name: str) -> None:
    journal, empty, hidden = read(folder / name).tabs
    found = cells(journal)
    if name == "a.ods":  # openpyxl's booleans reach LibreOffice as formatted numbers
        found = {at: bool(one) if at in ((5, 5), (7, 5)) else one for at, one in found.items()}
    assert {at: (type(one), one) for at, one in found.items()} == {
        at: (type(one), one) for at, one in EXPECTED.items()
    }
    assert set(journal.merges) == {Merge(2, 2, 3, 4), Merge(10, 2, 12, 2)}
    assert (empty.place.tab, cells(empty)) == ("Пусто", {})
    assert (hidden.place.tab, cells(hidden)) == ("Скрытый", {(40, 28): 1})


def test_a_pretty_printed_ods_is_read_right_or_refused(folder: Path) -> None:
    with (
        zipfile.ZipFile(folder / "a.ods") as old,
        zipfile.ZipFile(folder / "b.ods", "w") as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "content.xml":
                data = data.replace(b"<table:", b"\n  <table:").replace(b"</table:", b"\n </table:")
            new.writestr(entry.filename, data)
    assert ".xlsx" in refusal(folder / "b.ods")
