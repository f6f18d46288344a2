"""What came of the work is seen: results, proofs, advice, what a half-year was."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from helpers import K01, K02, TODAY, Desk, look

from sheets_sync.runs.codes_only import nameless
from sheets_sync.sheet.pieces import Grid, Look
from sheets_sync.summary import advice, assignments, coverage, plans, reports, roadmap
from sheets_sync.summary.tabs import SUMMARIES
from sheets_sync.summary.view import Stamp, View


def tab(desk: Desk, title: str, today: date = TODAY) -> Grid:
    view = View(look(desk, today), Stamp(today, datetime(2021, 2, 18, 13, 5)))
    return next(summary.build(view) for summary in SUMMARIES if summary.title == title)


def lines(grid: Grid) -> list[list[str]]:
    """The filled cells of every row."""
    rows = ([cell for cell in row if cell and cell.value is not None] for row in grid.rows)
    return [[str(cell.value) for cell in row] for row in rows if row]


def parts(grid: Grid) -> dict[str, list[str]]:
    """The first cells under each line that says what the rows below it are."""
    found: dict[str, list[str]] = {}
    for row in grid.rows:
        if row[0] and row[0].look is Look.GROUP:
            found[str(row[0].value)] = []
        elif row[0] and found and row[0].look is not Look.NOTE:
            found[list(found)[-1]].append(str(row[0].value))
    return found


def line_with(grid: Grid, text: str) -> list[str]:
    return next(line for line in lines(grid) if any(text in cell for cell in line))


def test_every_item_of_the_map_is_listed_by_what_is_to_be_done_with_it():
    desk = Desk()
    desk.add("Дорожная карта", like=4, **{"№": "2.2", "Срок": "май 2021"})
    desk.add("Дорожная карта", like=4, **{"№": "2.3", "Срок": "по мере необходимости"})
    assert parts(tab(desk, roadmap.ITEMS_TITLE)) == {
        "Просрочено: 1": ["1.2"],
        "Ближайшие 14 дней: 1": ["2.1"],
        "Срок позже или без даты: 2": ["2.2", "2.3"],
        "Выполнено в этом полугодии: 1": ["1.1"],
    }


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("done_on", "term", "shown"),
    [
        (date(2021, 1, 1), "декабрь 2020", True),
        (date(2020, 12, 31), "февраль 2021", False),
        (None, "декабрь 2020", False),
        (None, "февраль 2021", True),
        (None, "когда получится", True),
    ],
)
def test_what_was_done_is_shown_in_the_half_year_it_was_done_in(
    done_on: date | None, term: str, shown: bool
):
    desk = Desk().set("Дорожная карта", 2, "Дата исполнения", done_on)
    desk.set("Дорожная карта", 2, "Срок", term)
    there = "Выполнено в этом полугодии: 1" in parts(tab(desk, roadmap.ITEMS_TITLE))
    assert there is shown


def test_in_summer_the_second_half_year_is_still_this_one():
    grid = tab(Desk(), roadmap.ITEMS_TITLE, date(2021, 6, 20))
    assert parts(grid)["Выполнено в этом полугодии: 1"] == ["1.1"]


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("indicator", "planned", "achieved", "shown"),
    [
        ("доля участников", 12, 10, "доля участников: 12 / 10"),
        ("доля участников", 12, None, "доля участников: 12 / –"),
        (None, 12, 10, "12 / 10"),
        ("справка", None, None, "справка"),
    ],
)
def test_an_indicator_stands_with_its_plan_and_what_was_reached(
    indicator: str | None, planned: int | None, achieved: int | None, shown: str
):
    desk = Desk().set("Дорожная карта", 2, "Показатель", indicator)
    desk.set("Дорожная карта", 2, "План", planned).set("Дорожная карта", 2, "Факт", achieved)
    assert shown in line_with(tab(desk, roadmap.ITEMS_TITLE), "Семинар")


def test_a_step_of_a_plan_shows_what_was_meant_and_what_came():
    desk = Desk().set("Индивидуальные планы", 2, "Результат (план)", "оценивает по критериям")
    desk.set("Индивидуальные планы", 2, "Результат (факт)", "работы оценены верно")
    desk.set("Индивидуальные планы", 2, "Подтверждение", "анализ урока")
    desk.set("Индивидуальные планы", 2, "Основание", "результаты ВПР")
    line = line_with(tab(desk, plans.ITEMS_TITLE), "Разбор работ")
    assert "план: оценивает по критериям\nфакт: работы оценены верно" in line
    assert "предметный; основание: результаты ВПР" in line
    assert {"Разбор работ (консультация)", "выполнено 09.02.2021", "анализ урока"} <= {*line}


def test_an_assignment_that_is_done_stays_with_its_result_until_the_half_year_ends():
    desk = Desk().set("Поручения", 2, "Дата исполнения", date(2021, 2, 2))
    desk.set("Поручения", 2, "Результат", "план утверждён")
    grid = tab(desk, assignments.OPEN_TITLE)
    assert parts(grid) == {
        "Срок не наступил или повторяется: 1": ["С-02"],
        "Исполнено в этом полугодии: 1": ["С-01"],
    }
    assert line_with(grid, "Составить")[-2:] == ["исполнено 02.02.2021", "план утверждён"]


def test_each_tutors_analysis_stands_on_its_own():
    desk = Desk().set("Отчёты", 2, "Анализ", "стало больше обращений")
    assert ["Стало больше обращений", "I", "Барсукова Е.Л."] in lines(
        tab(desk, reports.TEXTS_TITLE)
    )


def advised() -> Desk:
    desk = Desk().set("Журнал", 2, "Рекомендации", "разобрать критерии")
    desk.set("Журнал", 4, "Рекомендации", "посетить урок")
    return desk.set("Журнал", 2, "Вопрос или дефицит", "предметный: дроби")


def test_advice_is_listed_the_newest_first():
    assert list(advice_lines(tab(advised(), advice.TITLE))) == [
        [str(K02), "МБОУ СОШ № 9", "группа, 4 человека", "Белов П.И.", "методический",
         "посетить урок"],
        [str(K01), "МБОУ СОШ № 44", "Иванова М.П.", "Барсукова Е.Л.", "предметный: дроби",
         "разобрать критерии"],
    ]  # fmt: skip


def advice_lines(grid: Grid) -> Iterator[list[str]]:
    heads = next(index for index, line in enumerate(lines(grid)) if line[0] == "Дата")
    yield from lines(grid)[heads + 1 :]


def test_a_long_list_of_advice_says_that_it_is_not_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(advice, "MOST", 1)
    grid = tab(advised(), advice.TITLE)
    assert any("показаны последние 1, всего их 2" in line[0] for line in lines(grid))
    assert [line[-1] for line in advice_lines(grid)] == ["посетить урок"]


def test_nobody_is_named_in_what_google_gets():
    desk = advised().set("Журнал", 2, "Рекомендации", "спросить у Барсуковой Е.Л.")
    desk.set("Отчёты", 2, "Анализ", "помог Белов П.И.")
    analysis = look(desk)
    titles = (advice.TITLE, reports.TEXTS_TITLE, plans.ITEMS_TITLE, coverage.RISKS_TITLE)
    text = str([lines(grid) for grid in nameless([tab(desk, t) for t in titles], analysis)])
    assert [n for n in ("Барсуков", "Белов", "Иванова", "Зимина") if n in text] == []


def test_a_school_at_risk_names_who_answers_for_it_and_who_teaches_the_subject():
    desk = Desk().set("Школы", 2, "Куратор ИМЦ", "Орехова Н.В.")
    desk.set("Тьюторы", 2, "Закреплённые школы", "СОШ № 44")
    desk.set("Тьюторы", 3, "Закреплённые школы", "СОШ № 44; СОШ № 9")
    line = line_with(tab(desk, coverage.RISKS_TITLE), "математика")
    assert line[-2:] == ["Орехова Н.В.", "Белов П.И."]
    desk.set("Тьюторы", 3, "По", date(2021, 2, 1))
    assert line_with(tab(desk, coverage.RISKS_TITLE), "математика")[-1] == "Орехова Н.В."


def test_a_note_is_read_with_the_reason():
    desk = (
        Desk().set("График", 3, "Статус", "не состоялась").set("График", 3, "Причина", "карантин")
    )
    desk.set("График", 3, "Примечание", "перенесём на март")
    desk.rows("Журнал")[2:] = []
    assert line_with(tab(desk, "Несостоявшиеся"), "К-02")[-1] == "карантин; перенесём на март"
