"""What openpyxl writes comes back at the same addresses, with the same types."""

import datetime as dt
import string
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sheets_sync.letters import fold
from sheets_sync.sheet.cells import Merge, Place, Raw, Tab
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.frames import BooksRead, place
from sheets_sync.stores.xlsx.read import read_books, start

Table = list[list[Raw]]


def write(path: Path, tables: dict[str, Table], first: tuple[int, int] = (1, 1)) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row, cells in enumerate(rows, first[0]):
            for column, value in enumerate(cells, first[1]):
                if value is not None:
                    cell = sheet.cell(row, column, value)
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type
    book.save(path)
    return path


def read(*paths: Path, tabs: tuple[str, ...] = ()) -> BooksRead:
    books = [BookFile(path, path.name) for path in paths]
    return read_books(books, frozenset(map(fold, tabs)), Limits(), everything=not tabs)


def cells(tab: Tab) -> Table:
    return [list(tab.row(row)) for row in range(1, tab.height + 1)]


VALUES: list[Raw] = [
    "текст", "=1+1", "'ъ", "0123", " а ", "1", "True", "#REF!", "a\nb", "<&>\"'", "_x0041_",
    0, 1, -7, 2**53 - 1, 1.5, -0.25, 1e300, 1e-7, True, False,
    dt.date(2021, 2, 18), dt.date(1999, 12, 31), dt.datetime(2021, 2, 18, 13, 30),
    dt.datetime(2021, 2, 18, 13, 20, 1), dt.time(13, 20), dt.time(0, 0), dt.time(23, 59, 59),
    dt.timedelta(hours=30), dt.timedelta(minutes=90),
]  # fmt: skip


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_every_type_comes_back(tmp_path: Path, epoch: int) -> None:
    book = openpyxl.Workbook()
    if epoch == 1904:
        book.epoch = CALENDAR_MAC_1904
    for row, value in enumerate(VALUES, 1):
        cell = book.active.cell(row, 2, value)
        cell.data_type = "s" if isinstance(value, str) else cell.data_type
    book.active.cell(1, 3, 44000)
    book.save(tmp_path / "a.xlsx")
    tab = read(tmp_path / "a.xlsx").tabs[0]
    found = [tab.at(row, 2) for row in range(1, len(VALUES) + 1)]
    expected = [value if value != "_x0041_" else "A" for value in VALUES]
    assert [(type(one), one) for one in found] == [(type(one), one) for one in expected]
    assert (tab.date1904, tab.at(1, 3)) == (epoch == 1904, 44000)


def test_every_minute_of_a_day(tmp_path: Path) -> None:
    day = dt.datetime(2021, 2, 18, 0, 1)
    moments = [day + dt.timedelta(minutes=number) for number in range(1439)]
    rows: Table = [[moment, moment.time()] for moment in moments]
    assert cells(read(write(tmp_path / "a.xlsx", {"А": rows})).tabs[0]) == rows


@pytest.mark.parametrize("first", [(1, 1), (1, 4), (6, 1), (3, 2)])
def test_addresses_are_physical(tmp_path: Path, first: tuple[int, int]) -> None:
    tab = read(write(tmp_path / "a.xlsx", {"А": [["а", None], [None, 2]]}, first)).tabs[0]
    row, column = first
    assert (tab.at(row, column), tab.at(row + 1, column + 1)) == ("а", 2)
    assert (tab.height, len(tab.columns)) == (row + 1, column + 1)


TEXTS = st.text(string.ascii_letters + "абвЯёЁ№«» -.,;\n", min_size=1).map(str.strip).filter(bool)
RAWS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(-1e20, 1e20)
    .map(lambda number: float(f"{number:.12g}") + 0.0)
    .filter(lambda number: not number.is_integer()),
    st.booleans(),
    st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1)),
    st.times(dt.time(0), dt.time(23, 59, 59)).map(lambda time: time.replace(microsecond=0)),
)
TABLES = st.lists(st.lists(RAWS, min_size=3, max_size=3), min_size=1, max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES, st.integers(1, 9), st.integers(1, 30))
def test_any_table_comes_back(rows: Table, row: int, column: int) -> None:
    with TemporaryDirectory() as folder:
        tab = read(write(Path(folder) / "a.xlsx", {"А": rows}, (row, column))).tabs[0]
    for down, line in enumerate(rows):
        for right, value in enumerate(line):
            found = tab.at(row + down, column + right)
            assert (type(found), found) == (type(value), value)
    filled = sum(value is not None for line in rows for value in line)
    assert sum(value is not None for line in cells(tab) for value in line) == filled


@pytest.mark.slow
def test_more_rows_than_a_chunk(tmp_path: Path) -> None:
    rows: Table = [[number, f"текст {number % 7}", number % 2 == 0] for number in range(5000)]
    tab = read(write(tmp_path / "a.xlsx", {"А": rows}, (3, 1))).tabs[0]
    assert cells(tab)[2:] == rows
    assert len(tab.columns[1].values) == 8


def test_wanted_tabs_others_and_empty_books(tmp_path: Path) -> None:
    tables: dict[str, Table] = {"Журнал ": [["а"]], "Заметки": [["б"]], "график": []}
    one = write(tmp_path / "один.xlsx", tables)
    two = write(tmp_path / "два.xlsx", {"Пусто": [], "Журнал": []})
    book = openpyxl.load_workbook(one)
    book["Заметки"].sheet_state = "hidden"
    book.save(one)
    found = read(one, two, tabs=("журнал", "ГРАФИК"))
    names = [(tab.place.book, tab.place.tab, tab.height) for tab in found.tabs]
    assert names == [
        ("один.xlsx", "Журнал ", 1),
        ("один.xlsx", "график", 0),
        ("два.xlsx", "Журнал", 0),
    ]
    others = [(tab.place, cells(tab)) for tab in found.others]
    assert others == [(Place("один.xlsx", "Заметки"), [["б"]]), (Place("два.xlsx", "Пусто"), [])]
    assert found.empty == (Place("два.xlsx", "Пусто"),)


def test_a_book_with_content_in_an_unwanted_tab_alone_is_not_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Журнал": [], "Заметки": [["б"]]})
    assert read(path, tabs=("Журнал",)).empty == ()


def test_merges(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = 1
    book.active.merge_cells("B2:C5")
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").tabs[0].merges == (Merge(2, 2, 5, 3),)


def test_links() -> None:
    assert place("a.xlsx", "Д'Арк").link == "a.xlsx#'Д''Арк'!"
    encoded = "%D1%82%D1%8C%D1%8E/b%20%231.xlsx#'Явка'!"
    assert place("тью/b #1.xlsx", "Явка").link == encoded
    assert place("c:d?.xlsx", "Явка").link == "c%3Ad%3F.xlsx#'Явка'!"


def test_books_come_in_their_order_and_the_caller_may_work_meanwhile(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{number}.xlsx", {"А": [[number]]}) for number in range(7)]
    books = [BookFile(path, path.name) for path in paths]
    pending = start(books, frozenset([fold("А")]), Limits())
    assert [tab.at(1, 1) for tab in pending.finish().tabs] == list(range(7))


def test_no_books() -> None:
    assert read_books([], frozenset(), Limits()) == BooksRead()


def test_a_book_stays_as_it_was(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"А": [[1]]})
    before = path.read_bytes(), path.stat().st_mtime_ns
    path.chmod(0o444)
    read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("name", ["a.xlsm", "b.ods", "c.dat"])
def test_the_name_does_not_decide_the_format(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "x.xlsx", {"А": [[1]]}).rename(tmp_path / name)
    assert read(path).tabs[0].at(1, 1) == 1
