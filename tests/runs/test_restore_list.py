"""`restore --list` says of each kept summary what a person chooses by."""

import json
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from command_line import typed
from helpers import Desk, save_book
from job_help import WORK_DAY, small

from sheets_sync.runs.sync import Options, sync
from sheets_sync.workspace import load

BOOK = "Посещаемость.xlsx"


def run(folder: Path, mark: str, minutes: int, by: str = "") -> None:
    """Somebody saves another mark, and a run follows."""
    save_book(folder / BOOK, Desk().set("Явка", 2, "С-02", mark).books[BOOK])
    if by:
        book = openpyxl.load_workbook(folder / BOOK)
        book.properties.lastModifiedBy = by
        book.save(folder / BOOK)
    sync(load(folder), Options(now=WORK_DAY + timedelta(minutes=minutes)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = small(tmp_path / "ИМЦ")
    run(place, "+", 0)
    run(place, "какая-то", 15, "Зимина З.З.")
    return place


def test_what_changed_is_said_of_each(folder: Path) -> None:
    said = typed("restore", folder, "--list").out.splitlines()
    assert said[1].endswith("18.02.2021 07:15:00  — стоит сейчас")
    assert "ошибок 1 (+1)" in said[2]
    assert "Явка на совещания" in said[3]
    assert said[4].strip() == f"изменились: {BOOK} (сохранил: Зимина З.З.)"
    assert "стоит" not in said[5]
    assert "данные на 18.02.2021" in said[6]
    assert "изменились" not in "".join(said[6:])


@pytest.mark.slow
def test_the_same_as_one_object(folder: Path) -> None:
    newest, oldest = json.loads(typed("restore", folder, "--list", "--json").out)["kept"]
    assert (newest["number"], newest["stands"], newest["today"]) == (1, True, "2021-02-18")
    assert newest["errors"] - oldest["errors"] == 1
    assert newest["books"] == [{"book": BOOK, "by": "Зимина З.З."}]
    (came,) = [one for one in newest["figures"] if one["name"] == "Явка на совещания"]
    assert came["of"] >= came["n"] > 0


@pytest.mark.slow
def test_after_restore_another_one_stands(folder: Path) -> None:
    typed("restore", folder)
    kept = json.loads(typed("restore", folder, "--list", "--json").out)["kept"]
    assert [one["stands"] for one in kept] == [False, True]


@pytest.mark.slow
def test_of_equal_ones_only_the_newest_stands(folder: Path) -> None:
    run(folder, "+", 30)
    typed("restore", folder, "1")
    run(folder, "какая-то", 45)
    kept = json.loads(typed("restore", folder, "--list", "--json").out)["kept"]
    assert [one["stands"] for one in kept] == [True, *[False] * (len(kept) - 1)]
    assert len(kept) > 2


@pytest.mark.slow
def test_a_renewed_check_keeps_what_was_said(folder: Path) -> None:
    fixed = WORK_DAY.date()
    sync(load(folder), Options(now=WORK_DAY + timedelta(hours=14), today=fixed))
    before = json.loads(typed("restore", folder, "--list", "--json").out)["kept"]
    sync(load(folder), Options(now=WORK_DAY + timedelta(hours=28), today=fixed))
    after = json.loads(typed("restore", folder, "--list", "--json").out)["kept"]
    assert [one["books"] for one in after] == [one["books"] for one in before]


@pytest.mark.slow
@pytest.mark.parametrize(
    "content", [None, "{}", '{"today": 5}', "[]", '{"today": "x", "errors": "y"}']
)
def test_a_summary_without_a_note_is_listed_by_its_time(folder: Path, content: str | None) -> None:
    for note in (folder / ".sheets_sync" / "earlier").glob("*.note"):
        note.write_text(content) if content else note.unlink()
    done = typed("restore", folder, "--list")
    assert (done.code, done.out.count("данные на")) == (0, 0)
    assert "  2. 18.02.2021 07:00:00" in done.out
