"""The main indicators by year, from the folders of earlier ones."""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers import TODAY, Desk, look
from runs.sync_help import SUMMARY, rows, run

from sheets_sync.figures.totals import EarlierYear, LastYear, totals
from sheets_sync.periods import SchoolYear
from sheets_sync.runs.last_year import earlier_years, last_year
from sheets_sync.sheet.pieces import Cell
from sheets_sync.summary.history import build
from sheets_sync.summary.view import Stamp, View
from sheets_sync.workspace import load

LATER = date(2021, 10, 12)
HEADS = ["Учебный год", "Явка на совещания"]


def table(folder: Path) -> list[list[Any]]:
    """The rows of «По годам»: the year, then what is not empty."""
    lines = rows(folder, "История")
    at = next(n for n, row in enumerate(lines) if row[0] == HEADS[0])
    found = []
    for row in lines[at + 1 :]:
        if not row[0] or str(row[0]).startswith("Прежние"):
            break
        found.append([value for value in row if value is not None])
    return found


def set_previous(folder: Path, *named: str) -> None:
    file = folder / "workspace.toml"
    lines = [one for one in file.read_text("utf-8").splitlines() if one[:8] != "previous"]
    listed = ", ".join(f'"{one}"' for one in named)
    file.write_text("\n".join([f"previous = [{listed}]", *lines]), "utf-8")


@pytest.fixture
def this_year(folder: Path, tmp_path: Path) -> Path:
    """A workspace of 2021–2022 beside that of 2020–2021 («ИМЦ»)."""
    run(folder, today=date(2021, 2, 18))
    new = tmp_path / "новый"
    shutil.copytree(folder, new, ignore=shutil.ignore_patterns(".sheets_sync", SUMMARY))
    file = new / "workspace.toml"
    file.write_text(file.read_text("utf-8").replace("2020–2021", "2021–2022"), "utf-8")
    return new


def grid(*years: EarlierYear) -> Any:
    analysis = look(Desk())
    return build(View(analysis, Stamp(TODAY, datetime(2021, 2, 18, 13)), years=years))


def said(made: Any) -> list[str]:
    return [str(row[0].value) for row in made.rows if isinstance(row[0], Cell) and row[0].value]


def test_years_stand_above_the_checks_and_this_one_is_last() -> None:
    numbers = totals(look(Desk()).facts)
    made = grid(EarlierYear("2018–2019", numbers), EarlierYear("2019–2020", numbers))
    lines = said(made)
    at = lines.index("Учебный год")
    assert lines[at + 1 : at + 4] == ["2018–2019", "2019–2020", "2020–2021 (на 18.02)"]
    assert lines.index("Проверено") > at
    assert [chart.chart.title for chart in made.charts] == ["Доли по годам"]


def test_a_year_that_can_not_be_read_is_named_with_the_reason() -> None:
    made = grid(EarlierYear("старый год", why="нет файла workspace.toml"))
    assert any("«старый год»: нет файла workspace.toml" in line for line in said(made))
    assert not made.charts  # of one year nothing can be drawn


def test_without_earlier_years_history_is_as_it_was() -> None:
    assert "По годам" not in said(grid())


@pytest.mark.slow
def test_the_numbers_are_those_of_the_earlier_folder(this_year: Path) -> None:
    set_previous(this_year, "../ИМЦ")
    run(this_year, today=LATER, accept_shrink=True)
    before, now = table(this_year)
    analysis = look(Desk())
    came = totals(analysis.facts)
    assert before[0] == "2020–2021"
    assert before[2:4] == [came["attendance.present"], came["attendance.marked"]]
    assert now[0] == "2021–2022 (на 12.10)"
    assert run(this_year, today=LATER)["written"] == []
    assert any("По годам, с 2020–2021" in map(str, row) for row in rows(this_year, "Сводка"))


@pytest.mark.slow
def test_another_year_that_is_named_comes_in_at_the_next_run(this_year: Path) -> None:
    set_previous(this_year, "../ИМЦ")
    run(this_year, today=LATER, accept_shrink=True)
    shutil.copytree(this_year.parent / "ИМЦ", this_year.parent / "позапрошлый")
    file = this_year.parent / "позапрошлый" / "workspace.toml"
    file.write_text(file.read_text("utf-8").replace("2020–2021", "2019–2020"), "utf-8")
    set_previous(this_year, "../ИМЦ", "../позапрошлый")
    assert "История" in run(this_year, today=LATER)["written"]
    assert [row[0] for row in table(this_year)][:2] == ["2019–2020", "2020–2021"]


@pytest.mark.slow
def test_of_a_year_a_summary_alone_tells_what_it_recorded(this_year: Path) -> None:
    archive = this_year.parent / "архив"
    archive.mkdir()
    shutil.copy(this_year.parent / "ИМЦ" / SUMMARY, archive / "Сводка 2020.xlsx")
    set_previous(this_year, "../архив/Сводка 2020.xlsx")
    run(this_year, today=LATER, accept_shrink=True)
    before = table(this_year)[0]
    came = totals(look(Desk()).facts)
    assert before[0] == "2020–2021"
    assert before[2:4] == [came["attendance.present"], came["attendance.marked"]]
    assert before.count("–") == 3  # the road map, plans and assignments are not recorded there


@pytest.mark.slow
def test_what_is_no_year_of_ours_is_told(this_year: Path) -> None:
    openpyxl.Workbook().save(this_year.parent / "чужая.xlsx")
    set_previous(this_year, "../чужая.xlsx", "../нет такой")
    content = run(this_year, today=LATER, accept_shrink=True)
    assert content["skipped"] == {}
    lines = [str(row[0]) for row in rows(this_year, "История")]
    (note,) = [line for line in lines if "Не вошли" in line]
    assert "«чужая.xlsx»" in note
    assert "«нет такой»" in note


def archived(this_year: Path, place: Path) -> Path:
    """The summary of 2020–2021 alone, moved where somebody put it."""
    shutil.copy(this_year.parent / "ИМЦ" / SUMMARY, place)
    return place


def asked(folder: Path) -> tuple[LastYear | None, tuple[EarlierYear, ...]]:
    workspace = load(folder)
    now = datetime(2021, 10, 12, 13)
    year = workspace.school_year or SchoolYear(2021)
    return last_year(workspace, year, LATER, now), earlier_years(workspace, year, now)


@pytest.mark.slow
def test_a_summary_in_the_folder_of_other_books_tells_its_own_year_not_theirs(
    this_year: Path,
) -> None:
    archived(this_year, this_year / "Сводка 2020-2021.xlsx")
    set_previous(this_year, "Сводка 2020-2021.xlsx")
    before, (year,) = asked(this_year)
    assert (year.name, year.why) == ("2020–2021", "")
    assert year.numbers["attendance.marked"] == totals(look(Desk()).facts)["attendance.marked"]
    assert "roadmap.total" not in year.numbers
    assert before is not None
    assert before.why == "не с чем: в previous назван файл, рядом с которым нет книг того года"
    other = this_year.parent / "другой"
    shutil.copytree(this_year, other)  # a workspace whose summary it is not
    set_previous(this_year, "../другой/Сводка 2020-2021.xlsx")
    assert asked(this_year)[1] == (year,)


@pytest.mark.slow
def test_a_year_that_is_not_over_is_told_and_not_shown(this_year: Path) -> None:
    archived(this_year, this_year / "старая.xlsx")
    file = this_year / "workspace.toml"
    file.write_text(file.read_text("utf-8").replace("2021–2022", "2020–2021"), "utf-8")
    set_previous(this_year, "старая.xlsx", "workspace.toml")
    whys = {year.name: year.why for year in asked(this_year)[1]}
    assert whys == {
        "старая.xlsx": "там учебный год 2020–2021, а нужен прошлый",
        "workspace.toml": "это рабочая папка этого года, а нужна папка прошлого",
    }


@pytest.mark.parametrize("named", ["тьюторы/Белова Анна", "../Белова Анна.xlsx"])
def test_with_codes_only_what_is_wrong_with_last_year_names_no_file(
    folder: Path, named: str
) -> None:
    openpyxl.Workbook().save(folder.parent / "Белова Анна.xlsx")
    set_previous(folder, named)
    file = folder / "workspace.toml"
    file.write_text(file.read_text("utf-8") + "\n[google]\ncodes_only = true\n", "utf-8")
    before, (year,) = asked(folder)
    assert before is not None
    for said in (before.why, year.why, year.name):
        assert "Белова" not in said
        assert str(folder.parent) not in said
    assert (year.name, "sheets-sync check" in year.why) == ("2019–2020", True)


def test_one_year_or_several_may_be_named(folder: Path) -> None:
    set_previous(folder, "2020-2021", "2019-2020")
    named = load(folder)
    assert (named.previous, named.earlier) == ("2020-2021", ("2020-2021", "2019-2020"))
