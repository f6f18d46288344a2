"""What every store keeps: one suite for all of them (a new store joins STORES)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from google_server import GoogleServer, book_of
from helpers import save_book
from stores.google_help import store_for

from sheets_sync.letters import fold
from sheets_sync.sheet.cells import Place, Raw, tab_of
from sheets_sync.sheet.compare import digest, same_values
from sheets_sync.sheet.formulas import StaleAfter, spell
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Cell, Format, Grid, Head, Lines, Look
from sheets_sync.stores.base import Snapshot, Store
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.stores.xlsx.store import Maker, XlsxStore

Books = dict[str, dict[str, list[list[Raw]]]]
MakeStore = Callable[[Path, Books], Store]
MADE_AT = datetime(2021, 2, 18, 13, 5)
ALL = frozenset(map(fold, ("Журнал", "График")))

BOOKS: Books = {
    "Консультации.xlsx": {
        "Журнал": [[], [None, "Код", "Дата"], [None, "К-01", date(2021, 2, 2)], [], [None, "=1+1"]],
        "Заметки": [["ничего"]],
        " ГPАФИК": [["Код"], ["К-01"], [5], [0.5], [True]],
    },
    "тьюторы/Белов.xlsx": {"Журнал": [["Код"], ["К-02"]]},
}


def in_memory(folder: Path, books: Books) -> Store:
    return MemoryStore(
        [tab_of(Place(book, t), rows) for book, tabs in books.items() for t, rows in tabs.items()]
    )


def on_disk(folder: Path, books: Books) -> Store:
    for name, tabs in books.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        save_book(folder / name, tabs)
    files = [BookFile(folder / name, name) for name in books]
    return XlsxStore(files, folder / "Сводка ИМЦ.xlsx", Limits(), Maker(MADE_AT, "МКУ ИМЦ"))


def in_google(folder: Path, books: Books) -> Store:
    """Spreadsheets of a server that the fixture stops; it is told what our formula gives."""
    server = SERVERS[-1]
    ids = [f"book-{number}" for number in range(len(books))]
    for id_, tabs in zip(ids, books.values(), strict=True):
        server.add(book_of(id_, tabs))
    server.add(book_of("summary", {"Лист1": []}, results={f"={spell(FORMULA, ';')}": "да"}))
    return store_for(server, folder, ids)


STORES: dict[str, MakeStore] = {"memory": in_memory, "xlsx": on_disk, "google": in_google}
SERVERS: list[GoogleServer] = []
FORMULA = StaleAfter(datetime(2021, 2, 18, 13, 5, tzinfo=timezone(timedelta(hours=3))), "да")


@pytest.fixture(params=STORES)
def make(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Books], Store]]:
    """A store of the kind at hand that holds these books."""
    if request.param == "google":
        with GoogleServer() as server:
            monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
            SERVERS.append(server)
            yield lambda books: in_google(tmp_path, books)
        return
    yield lambda books: STORES[request.param](tmp_path, books)


@pytest.fixture
def store(make: Callable[[Books], Store]) -> Store:
    return make(BOOKS)


def grid(title: str, *values: Raw) -> Grid:
    """A summary tab with these values below a heading."""
    rows = tuple((Cell(value, format=_format(value)), Cell(f"{value!r}")) for value in values)  # type: ignore[arg-type]
    block = Block(
        "т", (Head("Значение"), Head("Как есть")), rows, total=(Cell("Всего"), Cell("=2"))
    )
    return lay_out(title, [Lines((Cell(title, Look.TITLE),)), block], (20.0, 30.0))


def _format(value: Raw) -> Format:
    """A date is a date by its format alone."""
    if isinstance(value, datetime):
        return Format.MOMENT
    return Format.DATE if isinstance(value, date) else Format.TEXT


def values(snapshot: Snapshot, title: str) -> list[Raw]:
    """The first column of a summary tab below its heading."""
    tab = snapshot.ours[title].tab
    return [tab.at(row, 1) for row in range(3, tab.height + 1)]


# Reading


def test_wanted_tabs_come_in_the_books_order(store: Store) -> None:
    tabs = store.read(ALL).tabs
    assert [fold(tab.place.tab) for tab in tabs] == ["журнал", "график", "журнал"]
    first, second, third = (tab.place.book for tab in tabs)
    assert first == second != third


def test_cells_keep_their_addresses_and_types(store: Store) -> None:
    first, second, _ = store.read(ALL).tabs
    assert first.at(1, 1) is None
    assert first.at(2, 2) == "Код"
    assert first.at(3, 3) == date(2021, 2, 2)
    assert first.at(5, 2) == "=1+1"
    found = [second.at(row, 1) for row in range(2, 6)]
    assert [(type(raw), raw) for raw in found] == [
        (str, "К-01"), (int, 5), (float, 0.5), (bool, True)
    ]  # fmt: skip


def test_other_tabs_are_named_and_not_read(store: Store) -> None:
    snapshot = store.read(ALL)
    assert [tab.place.tab for tab in snapshot.others] == ["Заметки"]
    assert "Заметки" not in {tab.place.tab for tab in snapshot.tabs}


def test_a_pattern_wants_tabs_of_many_titles(store: Store) -> None:
    snapshot = store.read(frozenset({"ж*л", "гра?ик"}))
    assert [fold(tab.place.tab) for tab in snapshot.tabs] == ["журнал", "график", "журнал"]


@pytest.mark.kinds
def test_the_first_rows_of_other_tabs_are_seen(make: Callable[[Books], Store]) -> None:
    rows: list[list[Raw]] = [[], [None, "Код", "Дата"], *([None, f"К-{n}", n] for n in range(9000))]
    (other,) = make({"Книга.xlsx": {"Копия": rows}}).read(ALL).others
    assert [list(other.row(row)) for row in (2, 3, 60)] == [rows[1], rows[2], rows[59]]


def test_nothing_wanted(store: Store) -> None:
    snapshot = store.read(frozenset())
    assert snapshot.tabs == ()
    assert len(snapshot.others) == 4


def test_there_is_no_summary_before_the_first_write(store: Store) -> None:
    assert store.read(ALL).ours == {}


def test_reading_twice_says_the_same(store: Store) -> None:
    assert store.read(ALL) == store.read(ALL)


# Writing


WRITTEN: list[Raw] = [
    "текст", "=1+1", "+7", "-1", "@A1", "{{7*7}}", "<b>", "a\nb", " пробелы ", "0123", "_x0041_",
    0, 1, -5, 0.792, 1e-9, 10**15, date(2021, 2, 18), datetime(2021, 2, 18, 13, 5), None, "конец",
]  # fmt: skip


def test_what_is_written_is_read_back(store: Store) -> None:
    store.write([grid("Сводка", *WRITTEN)])
    found = values(store.read(ALL), "Сводка")
    assert found == [*WRITTEN, "Всего"]
    assert [type(raw) for raw in found[:-1]] == [type(raw) for raw in WRITTEN]


def test_formulas_give_way_to_their_result_and_text_stays_text(store: Store) -> None:
    cells = (Cell("да", formula=FORMULA, stamp=True), Cell("=1+1"))
    store.write([lay_out("Сводка", [Lines(cells)], (20.0, 20.0))])
    tab = store.read(ALL).ours["Сводка"].tab
    assert [tab.at(row, 1) for row in (1, 2)] == ["да", "=1+1"]


@pytest.mark.kinds
def test_the_end_state_is_these_tabs_in_this_order(store: Store) -> None:
    store.write([grid(title, 1) for title in ("Сводка", "Явка тьюторов", "История")])
    store.write([grid(title, 2) for title in ("История", "Сводка")])
    snapshot = store.read(ALL)
    assert list(snapshot.ours) == ["История", "Сводка"]
    assert values(snapshot, "Сводка") == [2, "Всего"]


@pytest.mark.slow
def test_writing_again_changes_nothing(store: Store) -> None:
    grids = [grid("Сводка", *WRITTEN), grid("История", 1)]
    store.write(grids)
    before = store.read(ALL)
    store.write(grids)
    assert store.read(ALL) == before


def test_a_digest_tells_whether_a_tab_changed(store: Store) -> None:
    old, new = grid("Сводка", 1), grid("Сводка", 2)
    store.write([old])
    ours = store.read(ALL).ours["Сводка"]
    assert ours.digest == digest(old) != digest(new)
    assert same_values(old, ours.tab)
    assert not same_values(new, ours.tab)


def test_a_stamp_is_no_change(store: Store) -> None:
    first, second = (
        lay_out("Сводка", [Lines((Cell(f"проверено {hour}:00", stamp=True),))], (20.0,))
        for hour in (13, 14)
    )
    store.write([first])
    ours = store.read(ALL).ours["Сводка"]
    assert ours.digest == digest(second)
    assert same_values(second, ours.tab)


def test_formats_and_looks_are_part_of_the_digest(store: Store) -> None:
    plain = lay_out("Сводка", [Lines((Cell(0.5),))], (20.0,))
    shown = lay_out("Сводка", [Lines((Cell(0.5, Look.BAD, Format.PERCENT),))], (20.0,))
    store.write([plain])
    assert store.read(ALL).ours["Сводка"].digest != digest(shown)


def test_books_are_never_written(store: Store, tmp_path: Path) -> None:
    def books() -> dict[str, bytes]:
        return {
            name: (tmp_path / name).read_bytes() for name in BOOKS if (tmp_path / name).exists()
        }

    before, tabs = books(), store.read(ALL).tabs
    store.write([grid("Сводка", 1), grid("Мой журнал", 2)])
    assert books() == before
    assert store.read(ALL).tabs == tabs


def test_the_summary_is_no_book(store: Store) -> None:
    store.write([grid("График", 1)])
    assert len(store.read(ALL).tabs) == 3
    assert list(store.read(ALL).ours) == ["График"]


def test_no_books_at_all(make: Callable[[Books], Store]) -> None:
    store = make({})
    store.write([grid("Сводка", 1)])
    snapshot = store.read(ALL)
    assert (snapshot.tabs, list(snapshot.ours)) == ((), ["Сводка"])
