"""`calendar` as a person types it."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from command_line import typed
from helpers import Desk

from sheets_sync.runs import calendar


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    return Desk().save(tmp_path / "имц", 'organisation = "МКУ ИМЦ"\ntoday = 2021-02-18\n')


def _moved(centre: Path) -> None:
    book = openpyxl.load_workbook(centre / "Консультации.xlsx")
    book["График"]["N4"] = date(2021, 3, 4)
    book["График"]["M4"] = "перенесена"
    book.save(centre / "Консультации.xlsx")


@pytest.mark.slow
def test_it_says_how_many_and_what_changed(centre: Path, tmp_path: Path):
    done = typed("calendar", "имц", "-o", "календари", at=tmp_path)
    assert done.out == (
        "Календари: 7 файлов в папке «календари», 15 событий\nС прошлого раза: новых — 15\n"
    )
    done = typed("calendar", "имц", "-o", "календари", at=tmp_path)
    assert done.out.splitlines()[1:] == ["Ничего не изменилось"]
    _moved(centre)
    done = typed("calendar", "имц", "-o", "календари", at=tmp_path)
    assert done.out.splitlines()[1:] == [
        "С прошлого раза: перенесено — 1",
        "  перенесено: 25.02.2021 15:00 → 04.03.2021 15:00 Консультация: Задачи (Зимина О.Ю.)",
    ]
    assert (centre / ".sheets_sync" / "calendar.json").exists()


def test_one_object(centre: Path, tmp_path: Path):
    done = typed("calendar", "имц", "-o", "календари", "--json", at=tmp_path)
    content = json.loads(done.out)
    assert content["folder"] == "календари"
    assert content["files"][0] == {
        "path": os.path.join("календари", "все.ics"), "calendar": "все", "events": 12, "new": 12,
        "moved": 0, "changed": 0, "cancelled": 0, "written": True,
    }  # fmt: skip
    assert (content["changes"], content["removed"], content["unread"]) == ([], [], [])


def test_a_folder_is_needed(centre: Path, tmp_path: Path):
    done = typed("calendar", "имц", at=tmp_path)
    assert done.code == 2
    assert "-o" in done.err


def test_a_foreign_file_is_named(centre: Path, tmp_path: Path):
    (tmp_path / "календари").mkdir()
    (tmp_path / "календари" / "все.ics").write_text("чужой", encoding="utf-8")
    done = typed("calendar", "имц", "-o", "календари", at=tmp_path)
    assert done.code == 2
    assert "все.ics» уже есть, и сделала его не программа" in done.err
    assert [file.name for file in (tmp_path / "календари").iterdir()] == ["все.ics"]


def test_without_the_library_it_says_what_to_install(
    centre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(calendar, "find_spec", lambda name: None)
    done = typed("calendar", "имц", "-o", "календари", at=tmp_path)
    assert done.code == 2
    assert "pip install 'sheets-sync[calendar]'" in done.err
    assert not (tmp_path / "календари").exists()


@pytest.mark.slow
def test_a_book_that_lost_its_rows_cancels_nothing(centre: Path, tmp_path: Path):
    typed("sync", "имц", at=tmp_path)
    typed("calendar", "имц", "-o", "календари", at=tmp_path)
    before = (tmp_path / "календари" / "все.ics").read_bytes()
    book = openpyxl.load_workbook(centre / "Консультации.xlsx")
    book["График"].delete_rows(2, 3)
    book.save(centre / "Консультации.xlsx")
    done = typed("calendar", "имц", "-o", "календари", at=tmp_path)
    assert done.code == 2
    assert "--accept-shrink" in done.err
    assert (tmp_path / "календари" / "все.ics").read_bytes() == before


def test_staff_books_and_the_summary_stay(centre: Path, tmp_path: Path):
    shutil.copytree(centre, tmp_path / "было")
    typed("calendar", "имц", "-o", "имц", at=tmp_path)
    for file in (tmp_path / "было").iterdir():
        assert (centre / file.name).read_bytes() == file.read_bytes()


@pytest.mark.slow
def test_the_demo_s_calendars_are_read_by_others(demo_files: Path, tmp_path: Path):
    import vobject

    shutil.copytree(demo_files, tmp_path / "demo")
    typed("calendar", "demo", "-o", "out", at=tmp_path)
    files = sorted((tmp_path / "out").glob("*.ics"))
    assert len(files) == 37
    for file in files:
        (read,) = vobject.readComponents(file.read_bytes().decode())
        assert read.contents["vevent"]
