"""An earlier summary back in its place, in files and in Google."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from google_server import GoogleServer, book_of
from helpers import Desk, save_book
from job_help import WORK_DAY, small
from read_back import read_values

from sheets_sync.errors import UsageError
from sheets_sync.runs.open_store import summary_store
from sheets_sync.runs.restore import listed, restore
from sheets_sync.runs.sync import Options, sync
from sheets_sync.runs.sync_report import SyncReport
from sheets_sync.workspace import load

SUMMARY = "Сводка ИМЦ.xlsx"
ADDRESS = "https://docs.google.com/spreadsheets/d/summary/edit"
MARKS = ("+", "н", "у", "оп", "д", "х", "+")


@pytest.fixture(params=["files", pytest.param("google", marks=pytest.mark.slow)])
def folder(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    made = small(tmp_path / "ИМЦ")
    if request.param == "files":
        yield made
        return
    file = made / "workspace.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(SUMMARY, ADDRESS), encoding="utf-8")
    with GoogleServer() as google:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", google.url)
        google.add(book_of("summary", {"Лист1": []}))
        google.key_file(made)
        yield made


def run(folder: Path, version: int, minutes: int = 0) -> SyncReport:
    """Staff save another mark, and a run follows."""
    tabs = Desk().set("Явка", 2, "С-02", MARKS[version]).books["Посещаемость.xlsx"]
    save_book(folder / "Посещаемость.xlsx", tabs)
    moment = WORK_DAY + timedelta(minutes=version * 15 + minutes)
    return sync(load(folder), Options(now=moment))


def standing(folder: Path) -> dict[str, str]:
    """What tells one summary from another: the tabs' digests, «История» apart."""
    found = dict(summary_store(load(folder), WORK_DAY).standing())
    found.pop("История")
    return found


def bring_back(folder: Path, number: int | None = None) -> str:
    later = WORK_DAY + timedelta(hours=5)
    return str(restore(load(folder), Options(now=later), number)["restored"])


@pytest.mark.slow
def test_the_summary_before_this_one_comes_back(folder: Path):
    run(folder, 0)
    before = standing(folder)
    run(folder, 1)
    assert standing(folder) != before
    assert bring_back(folder) == "2021-02-18T07:00:00+03:00"
    assert standing(folder) == before
    log = (folder / ".sheets_sync" / "log.txt").read_text(encoding="utf-8")
    assert "возвращена прежняя сводка, записанная 18.02.2021 07:00:00" in log


@pytest.mark.slow
def test_restoring_twice_undoes_it(folder: Path):
    run(folder, 0)
    run(folder, 1)
    last = standing(folder)
    bring_back(folder)
    bring_back(folder)
    assert standing(folder) == last


@pytest.mark.slow
def test_what_was_restored_stays_until_the_books_say_something_new(folder: Path):
    run(folder, 0)
    before = standing(folder)
    run(folder, 1)
    bring_back(folder)
    for minutes in (15, 30):
        assert run(folder, 1, minutes).outcome.kind == "held"
        assert standing(folder) == before
    assert run(folder, 2, 45).outcome.kind == "written"


@pytest.mark.slow
def test_five_earlier_ones_are_kept(folder: Path):
    found = []
    for version in range(7):
        run(folder, version)
        found.append(standing(folder))
    assert len(listed(load(folder))) == 6
    bring_back(folder, 6)
    assert standing(folder) == found[1]


@pytest.mark.slow
def test_a_renewed_check_does_not_push_earlier_ones_out(folder: Path):
    run(folder, 0)
    run(folder, 1)
    for days in range(1, 5):
        moment = WORK_DAY + timedelta(minutes=15, hours=13 * days)
        fixed = (WORK_DAY + timedelta(hours=3)).date()
        sync(load(folder), Options(now=moment, today=fixed))
    assert len(listed(load(folder))) == 3


def test_without_an_earlier_one_restore_says_so(folder: Path):
    with pytest.raises(UsageError, match="Прежней сводки нет"):
        bring_back(folder)
    run(folder, 0)
    with pytest.raises(UsageError, match="Прежней сводки нет"):
        bring_back(folder)
    with pytest.raises(UsageError, match="Сохранённой сводки № 9 нет"):
        bring_back(folder, 9)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["files"], indirect=True)
def test_a_summary_that_somebody_deleted_comes_back_byte_for_byte(folder: Path):
    run(folder, 0)
    before = (folder / SUMMARY).read_bytes()
    (folder / SUMMARY).unlink()
    (folder / "Посещаемость.xlsx").unlink()  # books play no part in it
    bring_back(folder)
    assert (folder / SUMMARY).read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["files"], indirect=True)
def test_history_keeps_the_rows_written_since(folder: Path):
    run(folder, 0)
    run(folder, 1)
    (before,) = [tab for tab in read_values(folder / SUMMARY) if tab.place.tab == "История"]
    bring_back(folder)
    (after,) = [tab for tab in read_values(folder / SUMMARY) if tab.place.tab == "История"]
    assert after.height == before.height
    assert [list(after.row(n)) for n in range(5, after.height + 1)] == [
        list(before.row(n)) for n in range(5, before.height + 1)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["files"], indirect=True)
def test_a_damaged_copy_is_passed_over(folder: Path):
    for version in range(3):
        run(folder, version)
    newest, *_ = sorted((folder / ".sheets_sync" / "earlier").iterdir(), reverse=True)
    newest.write_bytes(b"damage")
    assert bring_back(folder) == "2021-02-18T07:15:00+03:00"
