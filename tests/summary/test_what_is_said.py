"""What the tabs say where it depends on the case: the summer, an empty centre, reports to come."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from helpers import TODAY, Desk, look

from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.sheet.pieces import Cell, Grid, Look
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View

LAST_LESSON, SUMMER = date(2021, 5, 31), [date(2021, 6, 1), date(2021, 7, 15), date(2021, 8, 31)]
COVERAGE, RISKS, REPORTS = "Охват ШНОР", "Предметы риска", "Отчёты тьюторов"
PROFILE, SIGNS = "Профили школ", "Результаты и профиль ШНОР"


def tabs(desk: Desk, today: date = TODAY, **settings: object) -> dict[str, Grid]:
    analysis = look(desk, today, **settings)
    view = View(analysis, Stamp(analysis.today, datetime(2021, 2, 18)))
    return {grid.title: grid for grid in build(view)[0]}


def cells(grid: Grid) -> Iterator[Cell]:
    return (cell for row in grid.rows for cell in row if cell)


def texts(grid: Grid) -> list[str]:
    return [str(cell.value) for cell in cells(grid)]


def looks(grid: Grid) -> set[Look]:
    return {cell.look for cell in cells(grid)}


# Help of ШНОР is asked for month by month, until the last lesson


def test_on_the_last_school_day_the_month_is_still_asked_about() -> None:
    found = tabs(Desk(), LAST_LESSON)
    assert Look.WARN in looks(found[COVERAGE])
    assert "не было в этом месяце" in texts(found[RISKS])
    assert any(p.check == "shnor.no_help" for p in look(Desk(), LAST_LESSON).problems)


@pytest.mark.kinds
@pytest.mark.parametrize("day", SUMMER, ids=str)
def test_in_the_holidays_nobody_is_asked_for_help_of_this_month(day: date) -> None:
    """No check, no amber cell and no line of attention."""
    assert not [p for p in look(Desk(), day).problems if p.check == "shnor.no_help"]
    found = tabs(Desk(), day)
    assert Look.WARN not in looks(found[COVERAGE])
    assert "была в этом учебном году" in texts(found[RISKS])
    assert not any("В этом месяце не было" in text for text in texts(found["Сводка"]))


@pytest.mark.parametrize("day", SUMMER, ids=str)
def test_in_the_holidays_the_figures_of_help_are_those_of_the_year(day: date) -> None:
    """Figures keep their definition: only what is asked of people ends with the lessons."""
    known = [look(Desk(), one).figures["coverage"].to_dict("records") for one in (TODAY, day)]
    assert known[0] == known[1]


def test_in_the_holidays_a_school_without_any_help_is_still_named() -> None:
    desk = Desk()
    desk.add("ШНОР", Школа="О-9", Учебный_год="2020–2021", В_перечне="да",
             Предметы_риска="русский язык")  # fmt: skip
    found = tabs(desk, SUMMER[0])
    assert "не было с начала года" in texts(found[RISKS])
    assert any("МБОУ ООШ № 9 (русский язык)" in text for text in texts(found["Сводка"]))


# An empty centre


def emptied(kept: tuple[str, ...] = ()) -> Desk:
    desk = Desk()
    for books in desk.books.values():
        for title, rows in books.items():
            if title not in kept:
                del rows[1:]
    desk.rows("Явка")[0] = ["Тьютор"]
    return desk


@pytest.mark.parametrize("kept", [(), ("Предметы", "Отметки")], ids=["bare", "template"])
def test_empty_tables_are_called_empty_and_not_filled_in_right(kept: tuple[str, ...]) -> None:
    assert "Замечаний нет: таблицы пусты" in texts(tabs(emptied(kept))["Замечания"])


def test_the_first_rows_typed_without_a_fault_are_filled_in_right() -> None:
    problems = tabs(emptied(("Предметы", "Школы")))["Замечания"]
    assert "Замечаний нет: таблицы заполнены верно" in texts(problems)


# Half-year reports


def test_a_report_that_is_not_due_is_not_yet_handed_in() -> None:
    desk = Desk()
    del desk.rows("Отчёты")[3:]
    found = texts(tabs(desk)[REPORTS])
    assert found.count("не сдан (строки в таблице нет)") == 1  # the first half, due on 15 January
    assert found.count("ещё не сдан") == 3  # the second half, due on 10 June


def test_a_half_year_for_which_nobody_declared_anything_has_no_total_row() -> None:
    assert "Всего по сдавшим" not in texts(tabs(Desk())[REPORTS])


# The sign of low results


def weak(*rows: tuple[str, str]) -> Desk:
    """СОШ № 44 with these procedures (year, subject) weak and no other result."""
    desk = Desk()
    del desk.rows("Результаты")[2:]
    desk.set("Результаты", 2, "«2»", 0).set("Результаты", 2, "Писали", 21)
    desk.set("Результаты", 2, "Класс", "9")
    counts = {"Писали": 10, "«5»": 0, "«4»": 0, "«3»": 5, "«2»": 5}
    for year, subject in rows:
        desk.add("Результаты", like=2, Учебный_год=year, Класс="5", Предмет=subject, **counts)
    return desk


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("2020–2021", "математика"), ("2020–2021", "русский язык")], "слабых процедур 2"),
        (
            [("2020–2021", "математика"), ("2020–2021", "русский язык"),
             ("2019–2020", "математика")],
            "слабых процедур 2, из них 1 второй год подряд",
        ),
        (
            [("2020–2021", "математика"), ("2019–2020", "математика")],
            "слабая процедура одна, второй год подряд",
        ),
    ],
)  # fmt: skip
def test_the_sign_is_told_in_words(rows: list[tuple[str, str]], said: str) -> None:
    (title,) = [t for t in texts(tabs(weak(*rows))[PROFILE]) if t.startswith("МБОУ СОШ № 44 ·")]
    assert title.endswith(f"требует внимания: {said}") or f"{said} ·" in title


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("R1", "в столбце «Две слабые и больше»;"),
        ("R2", "в столбце «Слабая второй год»;"),
        ("R1 or R2", "в столбце «Две слабые и больше» или в столбце «Слабая второй год»;"),
        ("R1 and R2", "в столбце «Две слабые и больше» и в столбце «Слабая второй год»;"),
    ],
)
def test_the_rule_of_the_sign_is_told_by_the_columns(rule: str, said: str) -> None:
    assert any(said in text for text in texts(tabs(Desk(), low_results=rule)[SIGNS]))


# What a head means stands on its tab

PLAIN = {"Всего", "Приглашено", "Уваж. причина"}


def heads_without_a_word(grid: Grid) -> set[str]:
    """Heads of measures of which no note of the tab says anything."""
    said = " ".join(text.casefold() for text in texts(grid) if len(text) > 60)
    named = {cell.value for cell in cells(grid) if cell.look in (Look.HEAD, Look.HEAD_TURNED)}
    every = {one.head for figure in FIGURES.values() for one in figure.measures.values()}
    return {
        str(head) for head in named & every - PLAIN
        if str(head).casefold().removeprefix("из них ").split()[0][:6] not in said
    }  # fmt: skip


@pytest.mark.kinds
@pytest.mark.parametrize(
    "title",
    ["Консультации", "Консультации по предметам", "Исполнение дорожной карты", "Исполнение планов",
     "Исполнение поручений", "Дефициты", RISKS, "Явка тьюторов"],
)  # fmt: skip
def test_every_head_of_a_number_is_explained_on_its_tab(title: str) -> None:
    assert heads_without_a_word(tabs(Desk())[title]) == set()


@pytest.mark.kinds
@pytest.mark.parametrize("title", ["Консультации", "Консультации по предметам"])
def test_minutes_say_what_is_counted_and_how_often(title: str) -> None:
    (note,) = [text for text in texts(tabs(Desk())[title]) if "Минуты — " in text]
    assert "на которые пришли" in note
    assert "по графику и вне графика" in note
    assert "один раз, сколько бы педагогов ни было" in note
    assert "больше 5 дней;" in " ".join(texts(tabs(Desk(), overdue_days=5)[title]))
