"""A day and a crowd: faults, kills and busy staff; a hundred workspaces in one process."""

import gc
import itertools
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree

import psutil
import pytest
from google_server import GoogleServer, book_of
from helpers import Desk, save_book
from job_help import WORK_DAY, FakeClock, Heard, small
from openpyxl.utils import get_column_letter
from read_back import read_values

from sheets_sync.runs.job import Job
from sheets_sync.runs.open_store import summary_store
from sheets_sync.runs.schedule import Every
from sheets_sync.runs.sync import Options, sync
from sheets_sync.workspace import load

SUMMARY = "Сводка ИМЦ.xlsx"
ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit"
DAY = WORK_DAY + timedelta(hours=24)
OURS = {"earlier", "job", "last.json", "lock", "log.txt", "problems.json", "read", "runs.json"}
FAULTS = ("503", "503 applied", "502 HTML", "reset", "lost reply", "truncated", "409", "401")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small(tmp_path / "ИМЦ")


@pytest.fixture
def google(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    """The registers and the summary in Google, the other books in files."""
    file = folder / "workspace.toml"
    text = file.read_text(encoding="utf-8").replace(SUMMARY, ADDRESS.format("summary"))
    file.write_text(text.replace("Консультации.xlsx", ADDRESS.format("book")), encoding="utf-8")
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Лист1": []}))
        server.add(book_of("book", Desk().books["Консультации.xlsx"]))  # type: ignore[arg-type]
        server.key_file(folder)
        yield server


def live(folder: Path, luck: random.Random, kills: int, seconds: int) -> int:
    """Processes of the job, killed one after another till one gets to the day's end."""
    (folder.parent / "время").write_text(WORK_DAY.isoformat(), encoding="utf-8")
    script = Path(__file__).parents[1] / "job_day.py"
    for number in range(kills + 20):
        what = (str(folder), str(luck.random()), DAY.isoformat(), str(seconds))
        line = [sys.executable, str(script), *what]
        with subprocess.Popen(line, stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(luck.uniform(1.0, 6.0) if number < kills else 300)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                continue
        if process.returncode == 0:
            return number
        assert process.returncode == -signal.SIGKILL
    raise AssertionError("the day never ended")


def tidy_up(folder: Path) -> None:
    """The last thing staff do: the book is in its place and whole."""
    (folder.parent / "Посещаемость.xlsx").unlink(missing_ok=True)
    desk = Desk().set("Явка", 2, "С-02", "н")
    save_book(folder / "Посещаемость.xlsx", desk.books["Посещаемость.xlsx"])


def forget(folder: Path) -> None:
    """All that runs remember, but since when a problem is known: no book says that."""
    memory = folder / ".sheets_sync"
    known = (memory / "problems.json").read_bytes()
    rmtree(memory)
    memory.mkdir()
    (memory / "problems.json").write_bytes(known)


def last_tick(folder: Path) -> None:
    heard = Heard()
    Job([folder], Options(accept_shrink=True), heard, FakeClock(DAY)).once()
    assert heard[0][1].good, heard[0][1].sentence


def digests(folder: Path) -> dict[str, str]:
    found = dict(summary_store(load(folder), DAY).standing())
    found.pop("История")
    return found


def check_log(folder: Path) -> None:
    """Each beginning has its end, or is said to have been cut short."""
    open_run = False
    for line in (folder / ".sheets_sync" / "log.txt").read_text(encoding="utf-8").splitlines():
        assert re.match(r"\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d  ", line), line
        if "оборвался" in line:
            open_run = False
        elif "начало:" in line:
            assert not open_run, f"nothing says what became of the run before: {line}"
            open_run = True
        elif re.search(r"; \d+,\d с$", line):
            open_run = False
    assert not open_run


def check_history(prints: list[object]) -> None:
    assert prints
    assert all(one != other for one, other in itertools.pairwise(prints)), "doubled"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_of_files(folder: Path, tmp_path: Path, seed: int):
    luck = random.Random(seed)
    assert live(folder, luck, 12, 900) >= 3, "nothing was killed"
    tidy_up(folder)
    last_tick(folder)
    said = (tmp_path / "сказано").read_text(encoding="utf-8").split("\n")
    outcomes = [line.split()[1] for line in said if line]
    assert len(outcomes) >= 80
    assert {"written", "unchanged"} < set(outcomes), "no fault ever showed"
    assert "bug" not in outcomes
    check_log(folder)
    titles = {tab.place.tab: tab for tab in read_values(folder / SUMMARY)}
    history = titles["История"]
    rows = [list(history.row(n)) for n in range(1, history.height + 1)]
    rows = [row for row in rows if isinstance(row[0], datetime)]
    check_history([row[-1] for row in rows])
    assert sorted(row[0] for row in rows) == [row[0] for row in rows]  # type: ignore[type-var]
    left = {path.name for path in folder.iterdir()}
    assert left == {*Desk().books, SUMMARY, "workspace.toml", ".sheets_sync"}
    assert {path.name for path in (folder / ".sheets_sync").iterdir()} <= OURS
    before = digests(folder)
    forget(folder)
    (folder / SUMMARY).unlink()
    sync(load(folder), Options(now=DAY))
    assert digests(folder) == before, "not what the books say"


@pytest.mark.slow
def test_a_day_of_google(folder: Path, google: GoogleServer):
    luck, over = random.Random(3), threading.Event()

    def trouble() -> None:
        """Google fails now and then, and staff type into its spreadsheets meanwhile."""
        while not over.wait(luck.uniform(1.0, 4.0)):
            if not google.faults.coming:  # else they pile up while a run waits to try again
                google.faults.add(luck.choice(FAULTS), at=luck.randint(1, 4))
            google.book("book")["Журнал"].write(f"H{luck.randint(2, 4)}", luck.randint(20, 90))

    worker = threading.Thread(target=trouble, daemon=True)
    worker.start()
    try:
        assert live(folder, luck, 8, 1800) >= 2
    finally:
        over.set()
        worker.join()
    google.faults.clear()
    tidy_up(folder)
    last_tick(folder)
    check_log(folder)
    sheet = google.book("summary")["История"]
    rows = range(1, sheet.grid["rowCount"] + 1)
    letters = map(get_column_letter, range(1, sheet.grid["columnCount"] + 1))
    columns = [[sheet.value(f"{letter}{row}") for row in rows] for letter in letters]
    prints = next(column for column in columns if "Отпечаток" in column)
    check_history([one for one in prints if one and re.fullmatch(r"[0-9a-f]{8,}", str(one))])
    before = digests(folder)
    google.add(book_of("fresh", {"Лист1": []}))
    file = folder / "workspace.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("/summary/", "/fresh/"), encoding="utf-8")
    forget(folder)
    sync(load(folder), Options(now=DAY))
    assert digests(folder) == before
    assert [one.title for one in google.book("summary").sheets].count("Сводка") == 1


@pytest.mark.slow
def test_a_hundred_workspaces_in_one_process_stay_flat(tmp_path: Path):
    first = small(tmp_path / "0")
    folders = [first, *(copytree(first, tmp_path / str(n)) for n in range(1, 100))]
    (folders[7] / "workspace.toml").write_text("books = ", encoding="utf-8")
    (folders[9] / "Справочники.xlsx").write_bytes(b"PK\x03\x04 broken")
    process, seen = psutil.Process(), []

    class Watch(Heard):
        def __call__(self, where: Path, entry: object) -> None:
            super().__call__(where, entry)  # type: ignore[arg-type]
            if len(self) % 20 == 0:
                gc.collect()
                files = process.num_fds() if os.name != "nt" else process.num_handles()
                seen.append((process.memory_info().rss >> 20, files, threading.active_count()))

    def new_marks(now: datetime) -> None:
        if len(heard) == 100:
            for folder in folders:
                if folder not in (folders[7], folders[9]):
                    tidy_up(folder)

    heard = Watch()
    clock = FakeClock(on_sleep=new_marks)
    Job(folders, Options(), heard, clock).forever(Every(900), lambda: len(heard) >= 200)
    assert heard.outcomes.count("written") == 196
    assert heard.outcomes.count("settings") == heard.outcomes.count("failed") == 2
    warm, end = seen[3], seen[-1]
    assert end[0] <= warm[0] * 1.1, f"memory grows: {seen}"
    assert end[1] <= warm[1] + 2, f"file descriptors grow: {seen}"
    assert end[2] <= warm[2] + 1, f"threads grow: {seen}"
    for folder in (folders[0], folders[99]):
        assert {one.name for one in folder.iterdir()} == {
            *Desk().books, SUMMARY, "workspace.toml", ".sheets_sync",
        }  # fmt: skip
