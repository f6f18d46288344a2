"""What people typed into the summary that `restore` replaces is kept and told, as by a run."""

import json
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from command_line import typed
from helpers import Desk, save_book
from job_help import WORK_DAY, small

from sheets_sync.errors import OpenSummaryError
from sheets_sync.runs.restore import restore
from sheets_sync.runs.sync import Options, sync
from sheets_sync.workspace import load

SUMMARY = "Сводка ИМЦ.xlsx"
TAB = "Явка тьюторов"


def run(folder: Path, mark: str, hours: int) -> list[str]:
    save_book(
        folder / "Посещаемость.xlsx",
        Desk().set("Явка", 2, "С-02", mark).books["Посещаемость.xlsx"],
    )
    return list(sync(load(folder), Options(now=WORK_DAY + timedelta(hours=hours))).next)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = small(tmp_path / "ИМЦ")
    run(place, "+", 0)
    run(place, "н", 1)
    return place


def type_over(folder: Path, value: object = "важное") -> bytes:
    book = openpyxl.load_workbook(folder / SUMMARY)
    book[TAB]["A1"].value = value
    book.save(folder / SUMMARY)
    return (folder / SUMMARY).read_bytes()


def copies(folder: Path) -> list[bytes]:
    return [
        file.read_bytes()
        for file in sorted((folder / ".sheets_sync" / "earlier").glob("* с правками.xlsx"))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("number", [None, "1", "2"])
def test_what_was_typed_over_is_told_and_kept(folder: Path, number: str | None) -> None:
    edited = type_over(folder)
    asked = ("--number", number) if number else ()
    done = typed("restore", folder, *asked)
    assert f"«{TAB}», A1: «важное»" in done.out
    assert "копия с правками — .sheets_sync/earlier/" in done.out
    assert copies(folder) == [edited]


@pytest.mark.slow
def test_what_nobody_touched_is_not_told_of(folder: Path) -> None:
    assert json.loads(typed("restore", folder, "--json").out)["edits"] is None
    assert copies(folder) == []


@pytest.mark.slow
def test_an_edit_of_a_restored_summary_is_told_by_the_next_run(folder: Path) -> None:
    restore(load(folder), Options(now=WORK_DAY + timedelta(hours=2)))
    edited = type_over(folder)
    said = run(folder, "о", 3)
    assert any("«важное»" in step for step in said)
    assert copies(folder) == [edited]


@pytest.mark.slow
def test_a_summary_that_somebody_has_open_is_left(folder: Path) -> None:
    before = (folder / SUMMARY).read_bytes()
    (folder / f".~lock.{SUMMARY}#").write_bytes("Орехова Н.,pc,18.02.2021 10:00,;".encode())
    with pytest.raises(OpenSummaryError, match="Орехова"):
        restore(load(folder), Options(now=WORK_DAY + timedelta(hours=2)))
    assert (folder / SUMMARY).read_bytes() == before
