"""Nobody disappears: tutors at work and open schools stand in their tables, zeros that matter
are loud, and the figures hold only what there is."""

from datetime import date, datetime
from functools import cache

import pytest
from helpers import TODAY, Desk, look

from sheets_sync.commands.explain_text import explanation_text
from sheets_sync.figures.rounding import DASH
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.pieces import Cell, Grid, Look
from sheets_sync.summary.explain.explanation import explanation
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View

BY_TUTOR = {
    "Явка тьюторов": "attendance_by_tutor",
    "Консультации": "consultations_by_tutor",
    "Исполнение планов": "plans_by_tutor",
}
EVERY_TAB = pytest.mark.parametrize("title", BY_TUTOR)


def grids(desk: Desk, today: date = TODAY) -> dict[str, Grid]:
    analysis = look(desk, today)
    view = View(analysis, Stamp(today, datetime(2021, 2, 18, 13)))
    return {grid.title: grid for grid in build(view)[0]}


def cells(grid: Grid, name: str) -> dict[str, Cell]:
    """The cells of the row that begins with a name, by the figure's field; the first of each."""
    row = next(row for row in grid.rows if row[0] and row[0].value == name)
    found: dict[str, Cell] = {}
    for cell in row:
        if cell and cell.means:
            found.setdefault(cell.means.field, cell)
    return found


def names(grid: Grid) -> list[object]:
    return [row[0].value for row in grid.rows if row[0] and row[0].look is not Look.NOTE]


def newcomer(since: date = date(2021, 1, 11), until: date | None = None) -> Desk:
    """A tutor who is asked to nothing and has done nothing."""
    desk = Desk()
    desk.add("Тьюторы", like=3, Код="Т-04", Фамилия="Орлова", Имя="Анна", Отчество="Ильинична",
             Работает_с=since, По=until)  # fmt: skip
    return desk


@pytest.mark.kinds
@EVERY_TAB
def test_a_tutor_of_whom_nothing_is_recorded_has_a_row_of_zeros(title: str) -> None:
    row = cells(grids(newcomer())[title], "Орлова А.И.")
    assert {cell.value for cell in row.values()} == {0, DASH}


@EVERY_TAB
def test_figures_get_no_rows_for_them(title: str) -> None:
    assert "Т-04" not in set(look(newcomer()).figures[BY_TUTOR[title]]["tutor"])


@pytest.mark.kinds
@EVERY_TAB
@pytest.mark.parametrize(
    "desk",
    [newcomer(date(2021, 3, 1)), newcomer(date(2019, 9, 2), date(2020, 6, 30))],
    ids=["not yet", "no more"],
)
def test_who_does_not_work_in_these_days_is_not_expected(title: str, desk: Desk) -> None:
    assert "Орлова А.И." not in names(grids(desk)[title])


@pytest.mark.kinds
@EVERY_TAB
def test_a_zero_is_explained(title: str) -> None:
    analysis = look(newcomer())
    tabs = grids(newcomer())
    (number,) = [
        n for n, r in enumerate(tabs[title].rows, 1) if r[0] and r[0].value == "Орлова А.И."
    ]
    for column, cell in enumerate(tabs[title].rows[number - 1], 1):
        if cell and cell.means:
            address = f"{title}!{column_letters(column)}{number}"
            content = explanation(analysis, list(tabs.values()), {}, {}, address)
            assert (content["n"], content["rows"]) == (0, [])
            assert "Строк нет" in explanation_text(content)


def test_nothing_planned_and_nothing_done_is_amber() -> None:
    tabs = grids(newcomer())
    assert cells(tabs["Консультации"], "Орлова А.И.")["planned"].look is Look.WARN
    assert cells(tabs["Исполнение планов"], "Орлова А.И.")["total"].look is Look.WARN


def test_nothing_held_of_what_was_planned_is_red() -> None:
    desk = Desk().set("График", 2, "Статус", "не состоялась")
    row = cells(grids(desk)["Консультации"], "Барсукова Е.Л.")
    assert (row["planned"].value, row["held"].value, row["held"].look) == (1, 0, Look.BAD)


def test_help_outside_the_schedule_is_help() -> None:
    desk = newcomer()
    desk.add("Журнал", like=2, Консультация="вне графика", Тьютор="Орлова А.И.")
    row = cells(grids(desk)["Консультации"], "Орлова А.И.")
    assert (row["planned"].value, row["planned"].look) == (0, Look.MUTED)


@pytest.mark.parametrize(
    ("tab", "title", "said"),
    [("Индивидуальные планы", "Исполнение планов", "Планов ещё нет"),
     ("Совещания", "Явка тьюторов", "Совещаний ещё не было")],
)  # fmt: skip
def test_where_nothing_has_begun_nobody_is_behind(tab: str, title: str, said: str) -> None:
    desk = Desk()
    del desk.rows(tab)[1:]
    assert said in names(grids(desk)[title])
    assert "Белов П.И." not in names(grids(desk)[title])


@cache
def coverage() -> Grid:
    """Two schools without a visit: one open, one closed; one listed without subjects of risk."""
    desk = Desk()
    for code, name, active in (("Ш-1", "МБОУ СОШ № 1", "да"), ("Ш-2", "МБОУ СОШ № 2", "нет"),
                               ("Ш-3", "МБОУ СОШ № 3", "да")):  # fmt: skip
        desk.add("Школы", Код=code, Краткое_название=name, Действует=active)
    desk.add("ШНОР", Школа="СОШ № 3", Учебный_год="2020–2021", В_перечне="да")
    return grids(desk)["Охват ШНОР"]


def test_open_schools_without_a_visit_stand_in_coverage() -> None:
    found = names(coverage())
    rest = found[found.index("Остальные школы") :]
    assert "МБОУ СОШ № 1" in rest
    assert "МБОУ СОШ № 2" not in found
    assert cells(coverage(), "МБОУ СОШ № 1")["consultations"].value == 0


def test_a_listed_school_without_a_visit_is_loud() -> None:
    found = names(coverage())
    assert found.index("МБОУ СОШ № 3") < found.index("Остальные школы")
    never = cells(coverage(), "МБОУ СОШ № 3")["consultations"]
    assert (never.value, never.look) == (0, Look.BAD)
    assert cells(coverage(), "МБОУ СОШ № 1")["consultations"].look is not Look.BAD


def test_coverage_says_how_many_consultations_a_school_had() -> None:
    assert cells(coverage(), "МБОУ СОШ № 44")["consultations"].value == 2
