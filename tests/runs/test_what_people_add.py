"""What people add to the summary workbook survives every run."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers import Desk, save_book
from job_help import WORK_DAY, small
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from sheets_sync.runs.sync import Options, sync
from sheets_sync.workspace import load

SUMMARY = "Сводка ИМЦ.xlsx"
TAB = "Явка тьюторов"
BELOV = "Белов П.И."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = small(tmp_path / "ИМЦ")
    run(place)
    return place


def run(folder: Path, hours: int = 0) -> str:
    return sync(load(folder), Options(now=WORK_DAY + timedelta(hours=hours))).outcome.kind


def edit(folder: Path, change: Callable[[Any], None]) -> None:
    book = openpyxl.load_workbook(folder / SUMMARY)
    change(book)
    book.save(folder / SUMMARY)


def changed_books(folder: Path, mark: str = "н") -> None:
    desk = Desk().set("Явка", 2, "С-02", mark)
    save_book(folder / "Посещаемость.xlsx", desk.books["Посещаемость.xlsx"])


def summary(folder: Path) -> Any:
    return openpyxl.load_workbook(folder / SUMMARY)


def row_of(sheet: Any, name: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == name)


def own_sheet(book: Any) -> None:
    sheet = book.create_sheet("Мои заметки", 1)
    sheet["A1"], sheet["B2"] = "Поговорить с СОШ № 44", "='Сводка'!A1"
    sheet["A1"].font, sheet["A1"].fill = Font(b=True, sz=14), PatternFill("solid", fgColor="FFEE00")
    sheet["C3"], sheet["C4"] = 5, 7
    sheet["C3"].number_format = "0.00"
    sheet["C3"].comment = Comment("спросить", "Начальник")
    sheet["A1"].hyperlink = "https://example.org/"
    sheet.column_dimensions["A"].width = 40
    sheet.row_dimensions[2].height = 33
    sheet.merge_cells("A5:B6")
    sheet.freeze_panes = "B2"
    sheet.conditional_formatting.add(
        "C3:C4", CellIsRule("greaterThan", ["6"], fill=PatternFill(bgColor="FF0000"))
    )
    rule = DataValidation("list", formula1='"да,нет"')
    rule.add("D1")
    sheet.add_data_validation(rule)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=4))
    sheet.add_chart(chart, "F2")


def test_a_sheet_that_a_person_added_stays_as_it_is(folder: Path) -> None:
    edit(folder, own_sheet)
    changed_books(folder)
    assert run(folder, 1) == "written"
    sheet = summary(folder)["Мои заметки"]
    assert (sheet["A1"].value, sheet["B2"].value) == ("Поговорить с СОШ № 44", "='Сводка'!A1")
    assert (sheet["A1"].font.b, sheet["A1"].fill.fgColor.rgb) == (True, "00FFEE00")
    assert sheet["A1"].hyperlink.target == "https://example.org/"
    assert sheet["C3"].number_format == "0.00"
    assert sheet["C3"].comment.content == "спросить"
    assert (sheet.column_dimensions["A"].width, sheet.row_dimensions[2].height) == (40, 33)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A5:B6"]
    assert sheet.freeze_panes == "B2"
    assert len(sheet.conditional_formatting) == 1
    assert sheet.data_validations.dataValidation[0].formula1 == '"да,нет"'
    assert len(sheet._charts) == 1


@pytest.mark.slow
def test_it_stays_run_after_run_and_is_no_reason_to_write(folder: Path) -> None:
    edit(folder, own_sheet)
    assert run(folder, 1) == "unchanged"
    for turn, mark in enumerate("н+н+", 2):
        changed_books(folder, mark)
        assert run(folder, turn) == "written"
        assert run(folder, turn) == "unchanged"
    assert summary(folder)["Мои заметки"]["A1"].font.sz == 14
    assert len(summary(folder)["Мои заметки"]._charts) == 1


@pytest.mark.slow
def test_a_sheet_that_has_a_title_of_a_tab_to_come_keeps_its_words(folder: Path) -> None:
    def theirs(book: Any) -> None:
        del book[TAB]
        del book.custom_doc_props[f"sheets_sync:{TAB}"]
        book.create_sheet(TAB).append(["моё"])

    edit(folder, theirs)
    changed_books(folder)
    run(folder, 1)
    assert summary(folder)[TAB]["A1"].value == TAB
    assert summary(folder)[f"{TAB} (2)"]["A1"].value == "моё"


def note(tab: str, name: str, text: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[tab].cell(row_of(book[tab], name), 2).comment = Comment(text, "Начальник")

    return change


def notes(folder: Path, tab: str = TAB) -> dict[str, str]:
    """What the row of each note begins with → the note."""
    sheet = summary(folder)[tab]
    found = (cell for row in sheet.iter_rows() for cell in row if cell.comment)
    return {sheet.cell(cell.row, 1).value: cell.comment.content for cell in found}


@pytest.mark.slow
def test_a_note_stays_with_its_row_though_rows_move(folder: Path) -> None:
    edit(folder, note(TAB, BELOV, "болел"))
    book = Desk()
    book.add("Тьюторы", like=2, Код="Т-00", Фамилия="Агеева", Имя="Анна", Отчество="Ильинична")
    save_book(folder / "Справочники.xlsx", book.books["Справочники.xlsx"])
    before = row_of(summary(folder)[TAB], BELOV)
    assert run(folder, 1) == "written"
    assert row_of(summary(folder)[TAB], BELOV) > before
    assert notes(folder) == {BELOV: "болел"}
    changed_books(folder)
    run(folder, 2)
    assert notes(folder) == {BELOV: "болел"}


@pytest.mark.slow
def test_a_note_of_a_row_that_is_gone_stands_at_the_top(folder: Path) -> None:
    edit(folder, note(TAB, BELOV, "болел"))
    desk = Desk().set("Тьюторы", 3, "Фамилия", "Белова")
    for name in ("Явка", "График", "Журнал", "Индивидуальные планы", "Отчёты"):
        for row in desk.rows(name):
            row[:] = ["Белова П.И." if cell == BELOV else cell for cell in row]
    for name, tabs in desk.books.items():
        save_book(folder / name, tabs)
    run(folder, 1)
    (said,) = notes(folder).values()
    assert f"(строка «{BELOV}», столбец «Школа», таблица «По тьюторам»), которой сейчас" in said
    assert said.endswith(" нет: болел")


@pytest.mark.slow
def test_notes_alone_are_no_reason_to_write(folder: Path) -> None:
    edit(folder, note(TAB, BELOV, "болел"))
    assert run(folder, 1) == "unchanged"
    assert notes(folder) == {BELOV: "болел"}


def type_over(folder: Path, value: object = 95) -> str:
    """Types over a number of Белов's; → its address."""
    found: list[str] = []

    def change(book: Any) -> None:
        row = row_of(book[TAB], BELOV)
        cell = next(c for c in book[TAB][row] if isinstance(c.value, int | float))
        cell.value = value
        found.append(cell.coordinate)

    edit(folder, change)
    return found[0]


@pytest.mark.slow
@pytest.mark.parametrize("books_too", [False, True])
def test_a_cell_that_was_typed_over_is_told_and_kept(folder: Path, books_too: bool) -> None:
    at = type_over(folder)
    edited = (folder / SUMMARY).read_bytes()
    if books_too:
        changed_books(folder)
    report = sync(load(folder), Options(now=WORK_DAY + timedelta(hours=1)))
    said = report.next[0]
    assert f"«{TAB}», {at}: «95»" in said
    (copy,) = (folder / ".sheets_sync" / "earlier").glob("*.xlsx")
    assert copy.name in said
    assert copy.read_bytes() == edited
    assert summary(folder)[TAB][at].value != 95
    again = sync(load(folder), Options(now=WORK_DAY + timedelta(hours=1, minutes=1)))
    assert not any("правили" in step for step in again.next)


@pytest.mark.slow
def test_what_was_not_touched_is_not_told_of(folder: Path) -> None:
    edit(folder, own_sheet)
    changed_books(folder)
    report = sync(load(folder), Options(now=WORK_DAY + timedelta(hours=1)))
    assert not any("правили" in step for step in report.next)


@pytest.mark.slow
def test_of_many_copies_the_last_are_kept(folder: Path) -> None:
    for hour in range(1, 9):
        type_over(folder, 90 + hour)
        run(folder, hour)
    copies = sorted((folder / ".sheets_sync" / "earlier").glob("*.xlsx"))
    assert len(copies) == 6
    newest = openpyxl.load_workbook(copies[-1])[TAB]
    assert 98 in [cell.value for cell in newest[row_of(newest, BELOV)]]
