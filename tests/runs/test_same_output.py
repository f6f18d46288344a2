"""The same input gives the same bytes, foreign text stays text, the report date is asked once."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from helpers import K02, TODAY, Desk, save_book, write_settings
from runs.sync_help import NOW, SUMMARY, rewrite, rows, run

from sheets_sync.errors import UsageError

# The same bytes


def synced(folder: Path, **surroundings: str) -> bytes:
    command = [sys.executable, "-m", "sheets_sync", "sync", str(folder), "--json"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))} | surroundings
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout.decode()
    return (folder / SUMMARY).read_bytes()


@pytest.mark.slow
def test_same_input_same_bytes(tmp_path: Path) -> None:
    """Whatever the zone, the hashes, the language and the order in which the folder was filled;
    from nothing, and once more upon the earlier summary."""
    desk = Desk().set("Журнал", 3, "Школа", "9")
    journal = desk.books["Консультации.xlsx"].pop("Журнал")
    for number in (1, 2, 3):
        desk.books[f"тьюторы/{'БАВ'[number - 1]}.xlsx"] = {"Журнал": [journal[0], journal[number]]}
    made: list[bytes] = []
    for name, surroundings in (
        ("раз", {"TZ": "Europe/Moscow", "PYTHONHASHSEED": "1"}),
        ("два", {"TZ": "Asia/Kamchatka", "PYTHONHASHSEED": "2", "LC_ALL": "C"}),
    ):
        folder = tmp_path / name
        (folder / "тьюторы").mkdir(parents=True)
        for book in sorted(desk.books, reverse=name == "два"):
            save_book(folder / book, desk.books[book])
        write_settings(folder, [*list(desk.books)[:3], "тьюторы/*.xlsx"])
        made.append(synced(folder, **surroundings))
        save_book(folder / "тьюторы/Г.xlsx", {"Журнал": [journal[0], [*journal[1]]]})
        made.append(synced(folder, **surroundings))
    assert made[0] == made[2]
    assert made[1] == made[3]
    assert made[0] != made[1]


# Foreign text

NASTY = ["=1+1", "+7(999)", "-1", "@SUM(A1)", "{{7*7}}", "<b>жирно</b>", "&amp;", "=cmd|'/c'!A1",
         '=HYPERLINK("http://x")', "'кавычка", "]]>"]  # fmt: skip


@pytest.mark.slow
def test_staff_text_stays_text(folder: Path) -> None:
    desk = Desk()
    for number, text in enumerate(NASTY):  # of each tutor a line of six values at most
        desk.add("Журнал", like=(2, 4)[number % 2], Школа=text)
    desk.set("Тьюторы", 2, "Фамилия", "=2+2").set("Школы", 2, "Краткое название", "=3+3")
    desk.set("Предметы", 2, "Предмет", "<i>")
    rewrite(folder, desk)
    run(folder)
    typed = [str(row[5]) for row in rows(folder, "Замечания")]
    assert all(any(text in values.split("; ") for values in typed) for text in NASTY)
    assert any(values.startswith("=1+1; ") for values in typed)
    book = openpyxl.load_workbook(folder / SUMMARY)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert (cell.coordinate, str(cell.value)) in [("A3", "='Сводка'!A3")] or (
                        sheet.title == "Сводка" and "УСТАРЕЛО" in str(cell.value)
                    )


def formulas(folder: Path) -> list[str]:
    book = openpyxl.load_workbook(folder / SUMMARY)
    return [
        str(cell.value) for s in book for row in s.iter_rows() for cell in row
        if cell.data_type == "f"
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("fixed", ["no", "option", "workspace"])
def test_a_fixed_report_date_is_never_stale(folder: Path, fixed: str) -> None:
    if fixed == "workspace":
        write_settings(folder, list(Desk().books), "today = 2021-02-18\n")
    run(folder, today=TODAY if fixed == "option" else None)
    stale = [formula for formula in formulas(folder) if "УСТАРЕЛО" in formula]
    assert len(stale) == (fixed == "no")


@pytest.mark.slow
def test_the_summary_holds_no_formula_but_the_stamps(folder: Path) -> None:
    run(folder, today=TODAY)
    assert set(formulas(folder)) == {"='Сводка'!A3"}
    with ZipFile(folder / SUMMARY) as book:
        assert not [name for name in book.namelist() if "external" in name.lower()]


# The report date


@pytest.mark.slow
def test_the_report_date_of_the_option_wins(folder: Path) -> None:
    write_settings(folder, list(Desk().books), "today = 2021-02-18\n")
    assert run(folder)["today"] == "2021-02-18"
    assert run(folder, today=K02)["today"] == "2021-02-09"


def test_the_clock_stands_in_the_workspaces_zone(
    folder: Path, at: Callable[[datetime], None]
) -> None:
    at(datetime(2021, 2, 18, 23, 30, tzinfo=ZoneInfo("Europe/Moscow")))
    write_settings(folder, list(Desk().books), 'timezone = "Asia/Kamchatka"\n')
    content = run(folder)
    assert content["today"] == "2021-02-19"
    assert content["made_at"] == "2021-02-19T08:30:00+12:00"


@pytest.mark.kinds
@pytest.mark.parametrize(
    "fixed",
    ["вчера", "", "-1", "9" * 20],
)  # fmt: skip
def test_a_clock_that_cannot_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fixed: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", fixed)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        run(folder)
