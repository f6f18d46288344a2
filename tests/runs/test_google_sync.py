"""A workspace of spreadsheets: the same figures, problems and tabs as the local one."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from google_server import GoogleServer, book_of, stored
from google_server.cells import effective
from read_back import read_values

from sheets_sync.errors import HalfWrittenError, UsageError
from sheets_sync.runs.remind import analysed
from sheets_sync.runs.remind import written as written_letters
from sheets_sync.runs.sync import Options, check, sync
from sheets_sync.runs.sync_report import SyncReport
from sheets_sync.stores.google import batches as google_batches
from sheets_sync.summary.tabs import TITLES
from sheets_sync.workspace import FILE, load

ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit"
SUMMARY = ADDRESS.format("summary")
EPOCH = "1613640000"


@dataclass
class Demo:
    """Books in files and their copy in spreadsheets, `addresses` by the books' names."""

    google: GoogleServer
    local: Path
    cloud: Path
    addresses: dict[str, str]

    def settings(self, in_google: set[str], summary: str = SUMMARY, more: str = "") -> Path:
        """A workspace of which these books are Google's and the rest files."""
        text = (self.local / FILE).read_text(encoding="utf-8")
        names = [self.named(name, in_google) for name in self.addresses]
        text = re.sub(r"(?s)books = \[.*?\]", "books = NAMES", text)
        text = text.replace("NAMES", json.dumps(names, ensure_ascii=False), 1)
        for name in self.addresses:
            text = text.replace(f'"{name}" =', f'"{self.named(name, in_google)}" =')
        text = text.replace('"Сводка ИМЦ.xlsx"', f'"{summary}"') + more
        (self.cloud / FILE).write_text(text, encoding="utf-8")
        return self.cloud

    def named(self, name: str, in_google: set[str]) -> str:
        return self.addresses[name] if name in in_google else (self.local / name).as_posix()


@pytest.fixture(scope="module")
def summarised(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The books in a folder of their own, which gets a summary."""
    return Path(copytree(files, tmp_path_factory.mktemp("local") / "ИМЦ"))


@pytest.fixture
def demo(
    summarised: Path,
    into_google: Callable[[GoogleServer], dict[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Demo]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    with GoogleServer() as google:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", google.url)
        addresses = into_google(google)
        google.add(book_of("summary", {"Лист1": []}, locale="en_US", time_zone="Asia/Tokyo"))
        google.key_file(tmp_path)
        yield Demo(google, summarised, tmp_path, addresses)


@pytest.fixture(scope="module")
def local(summarised: Path) -> SyncReport:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return sync(load(summarised), Options())


def bare(report: SyncReport) -> list[dict[str, Any]]:
    """The problems without what differs: books and links."""
    out = ("book", "link")
    return [{k: v for k, v in p.items() if k not in out} for p in report.as_json()["problems"]]


@pytest.mark.slow
def test_books_in_google_give_what_local_ones_give(demo: Demo, local: SyncReport):
    google = demo.google
    report = sync(load(demo.settings(set(demo.addresses))), Options())
    assert report.figures == local.figures
    assert bare(report) == bare(local)
    assert report.outcome.written == local.outcome.written == TITLES
    assert report.outcome.requests == (len(demo.addresses) + 1, 1)
    assert google.count("read") == len(demo.addresses) + 1
    assert (google.count("write"), google.count("token")) == (1, 1)
    links = [p["link"] for p in report.as_json()["problems"] if p["cell"]]
    assert links
    assert all(re.fullmatch(r"https://.*/d/book\d/edit#gid=\d+&range=[A-Z]+\d+", x) for x in links)
    assert_same_cells(demo)
    assert_nothing_is_written_again(demo)


def assert_same_cells(demo: Demo) -> None:
    """The summary in the server is the local workbook, cell by cell."""
    book = demo.google.book("summary")
    tabs = read_values(demo.local / "Сводка ИМЦ.xlsx")
    assert [tab.place.tab for tab in tabs] == [sheet.title for sheet in book.sheets[:-1]]
    for tab in tabs:
        sheet = book[tab.place.tab]
        wide = len(tab.columns)
        for row in range(1, tab.height + 1):
            for column in range(1, wide + 1):
                mine = effective(sheet.cells.get((row - 1, column - 1), {}))
                its = stored(tab.at(row, column)).get("userEnteredValue", {})
                assert same(mine, its), (tab.place.tab, row, column, mine, its)


def same(mine: dict[str, Any], its: dict[str, Any]) -> bool:
    """Whether two values are one, the names of books apart."""
    if mine.keys() == its.keys() == {"numberValue"}:
        return bool(abs(mine["numberValue"] - its["numberValue"]) < 1e-9)
    if mine.keys() == its.keys() == {"stringValue"}:
        if STATE.fullmatch(mine["stringValue"]):
            return bool(STATE.fullmatch(its["stringValue"]))
        return bool(mine["stringValue"] == BOOK.sub("", its["stringValue"]))
    return mine == its


BOOK = re.compile(r"тьюторы/|\.xlsx")


STATE = re.compile(r"[0-9a-f]{12}")
"""История's last column: a digest over the books' names too."""


def assert_nothing_is_written_again(demo: Demo) -> None:
    before = demo.google.book("summary").revision
    report = sync(load(demo.cloud), Options())
    assert report.as_json()["written"] == []
    assert report.outcome.requests == (len(demo.addresses) + 1, 0)
    assert (demo.google.count("write"), demo.google.book("summary").revision) == (1, before)


@pytest.mark.slow
def test_local_and_google_books_mix(demo: Demo, local: SyncReport):
    some = {"Консультации.xlsx", "Отчёты тьюторов.xlsx"}
    report = sync(load(demo.settings(some, "Сводка.xlsx")), Options())
    assert report.figures == local.figures
    assert bare(report) == bare(local)
    assert report.outcome.requests == (2, 0)
    assert (demo.cloud / "Сводка.xlsx").exists()
    again = sync(load(demo.cloud), Options())
    assert (again.outcome.written, again.outcome.requests) == ((), (2, 0))


@pytest.mark.slow
def test_local_books_and_a_google_summary(demo: Demo, local: SyncReport):
    report = sync(load(demo.settings(set())), Options())
    assert report.figures == local.figures
    assert report.outcome.requests == (1, 1)
    sent = demo.google.sent().decode("utf-8", "replace")
    assert "#'" not in sent.replace("%23'", "")  # no link to a local file


@pytest.mark.slow
def test_the_summary_may_stand_in_a_book_of_the_staff(demo: Demo, local: SyncReport):
    address = demo.addresses["Справочники.xlsx"]
    report = sync(load(demo.settings(set(demo.addresses), address)), Options())
    assert report.figures == local.figures
    assert report.outcome.requests == (len(demo.addresses), 1)
    again = sync(load(demo.cloud), Options())
    assert (again.outcome.written, again.outcome.requests.write) == ((), 0)
    assert again.as_json()["tabs"] == report.as_json()["tabs"]


@pytest.mark.slow
def test_a_cell_that_staff_correct_is_seen(demo: Demo):
    sync(load(demo.settings(set(demo.addresses))), Options())
    schools = demo.google.book("book0")["Школы"]
    row = max(row for row, _ in schools.cells) + 2
    schools.write(f"A{row}", "99")
    schools.write(f"B{row}", "МБОУ СОШ № 99")
    report = sync(load(demo.cloud), Options())
    reads, writes = report.outcome.requests
    assert reads == len(demo.addresses) + 1
    assert writes <= 2  # a summary of more than 2 MB goes in two parts


def written(demo: Demo) -> list[int]:
    """Bytes of each request that changed the summary."""
    return [len(one.body) for one in demo.google.log if one.kind == "write"]


@pytest.mark.slow
def test_a_letter_leads_to_the_rows_of_its_person(demo: Demo):
    folder = demo.settings(set(demo.addresses))
    now = sync(load(folder), Options()).made_at
    sheet = demo.google.book("summary")["Замечания"]
    known = {one["title"].removeprefix("Замечания: "): one for one in sheet.filter_views}
    owners = {p["owner"] for p in demo_problems(folder)} - {None}
    assert set(known) == owners
    letters = written_letters(*analysed(load(folder), Options(now=now))).reminders
    told = {one.to.person.name: one.letter.text for one in letters if one.letter}
    assert set(told) & owners
    for name in set(told) & owners:
        link = f"/d/summary/edit#gid={sheet.id}&fvid={known[name]['filterViewId']}\n"
        assert told[name].count("&fvid=") == told[name].count(link) == 1
    assert demo.google.count("write") == 1


def demo_problems(folder: Path) -> list[dict[str, Any]]:
    """What is to be mended."""
    report = check(load(folder), Options())
    return [p for p in report.as_json()["problems"] if p["mend"]]


@pytest.mark.slow
def test_one_mark_changed_sends_the_tabs_that_show_it(demo: Demo):
    sync(load(demo.settings(set(demo.addresses))), Options())
    register = demo.google.book(demo.addresses["Посещаемость.xlsx"].split("/")[-2])["Явка"]
    row, column = next(
        place for place in register.cells if effective(register.cells[place]) == PRESENT
    )
    register.cells[row, column] = stored("н")
    report = sync(load(demo.cloud), Options())
    assert 1 < len(report.outcome.written) < len(TITLES) / 2
    first, then = written(demo)
    assert first < 1_400_000
    assert then < 300_000


PRESENT = {"stringValue": "+"}


@pytest.mark.slow
def test_a_large_summary_that_was_broken_off_is_made_whole_by_the_next_run(
    demo: Demo, local: SyncReport, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(google_batches, "LARGEST", 100_000)
    folder = demo.settings(set(demo.addresses))
    for at in (3, 2):
        demo.google.faults.add("503", at=at, kind="write", times=float("inf"))
        with pytest.raises(HalfWrittenError, match="следующий запуск допишет"):
            sync(load(folder), Options())
        demo.google.faults.clear()
    report = sync(load(folder), Options())
    assert report.outcome.requests.write > 1
    assert report.figures == local.figures
    assert_same_cells(demo)
    assert sync(load(folder), Options()).outcome.requests.write == 0


@pytest.mark.slow
def test_a_check_of_another_day_is_renewed_in_one_cell(demo: Demo, monkeypatch: pytest.MonkeyPatch):
    sync(load(demo.settings(set(demo.addresses))), Options())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 50_000))
    report = sync(load(demo.cloud), Options())
    assert report.outcome.written == ("Сводка",)
    assert written(demo)[1] < 2_000


@pytest.mark.slow
def test_a_deleted_history_comes_back(demo: Demo):
    sync(load(demo.settings(set())), Options())
    book = demo.google.book("summary")
    gone = book["История"]
    book.sheets.remove(gone)
    book.metadata = [one for one in book.metadata if one["location"]["sheetId"] != gone.id]
    report = sync(load(demo.cloud), Options())
    assert "История" in report.as_json()["written"]
    assert "История" in [sheet.title for sheet in book.sheets]
    assert sync(load(demo.cloud), Options()).outcome.requests.write == 0


@pytest.mark.slow
def test_the_age_of_a_check_is_counted_where_the_spreadsheet_lives(demo: Demo):
    folder = demo.settings(set())
    text = re.sub(r"(?m)^today.*\n", "", (folder / FILE).read_text(encoding="utf-8"))
    (folder / FILE).write_text(text, encoding="utf-8")
    sync(load(folder), Options())
    values = (cell.get("userEnteredValue", {}) for cell in summary_cells(demo))
    (formula,) = (v["formulaValue"] for v in values if "NOW()" in v.get("formulaValue", ""))
    assert "DATE(2021;2;18)+TIME(9;20;0)+(540)/1440" in formula  # 12:20 in Moscow, Tokyo's clock
    assert sync(load(folder), Options()).outcome.requests.write == 0


def summary_cells(demo: Demo) -> list[dict[str, Any]]:
    return list(demo.google.book("summary")["Сводка"].cells.values())


def test_a_missing_key_is_told(demo: Demo):
    folder = demo.settings(set(demo.addresses))
    (folder / "credentials.json").unlink()
    with pytest.raises(UsageError, match="Нет ключа"):
        sync(load(folder), Options())


@pytest.mark.slow
def test_the_key_may_stand_elsewhere(demo: Demo, monkeypatch: pytest.MonkeyPatch):
    folder = demo.settings(set())
    (folder / "credentials.json").rename(folder / "ключ.json")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(folder / "ключ.json"))
    assert sync(load(folder), Options()).outcome.requests.write == 1


def test_dates_do_not_depend_on_the_time_zone():
    assert stored(datetime(2021, 2, 18))["userEnteredValue"] == {"numberValue": 44245}
