"""The day of doing that a state tells where nobody typed it."""

from datetime import date

import pytest
from helpers import INFO, WARNING, Desk, look, spots

pytestmark = pytest.mark.kinds

PLAN, MAP, TASK, REPORT = "Индивидуальные планы", "Дорожная карта", "Поручения", "Отчёты"
DONE_ON = {PLAN: "Дата выполнения", MAP: "Дата исполнения", TASK: "Дата исполнения"}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Выполнено. Справка от 15.01.2021", date(2021, 1, 15)),
        ("выполнено, справка от 15 января 2021 г.", date(2021, 1, 15)),
        ("выполнено 15.01.2021", date(2021, 1, 15)),
        ("Выполнено (15.01.21)", date(2021, 1, 15)),
        ("выполнено 15.01", date(2021, 1, 15)),
        ("исполнено, протокол № 3 от 2021-01-15", date(2021, 1, 15)),
        ("Выполнено. Справки от 15.01.2021 и 18.01.2021", None),
        ("Выполнено, пункт 1.10", None),
        ("Выполнено. Справка № 15", None),
    ],
)
@pytest.mark.parametrize("tab", [PLAN, MAP, TASK])
def test_the_day_told_fills_the_empty_cell(tab, typed, day):
    desk = Desk().set(tab, 2, "Статус", typed).set(tab, 2, DONE_ON[tab], None)
    told = (INFO, "date.told", tab, "Статус", 2) in spots(desk, everything=True)
    missed = (WARNING, "done.no_date", tab, DONE_ON[tab], 2) in spots(desk)
    assert (told, missed) == (day is not None, day is None)


def test_it_counts_as_the_day_of_doing():
    desk = Desk().set(PLAN, 2, "Статус", "Выполнено. Справка от 12.02.2021")
    late = look(desk.set(PLAN, 2, "Дата выполнения", None)).figures["plans_by_tutor"]
    assert late.set_index("tutor").loc["Т-01", "late"] == 1


@pytest.mark.slow
@pytest.mark.parametrize("typed", [date(2021, 2, 9), "09.02.2021", "в феврале"])
def test_what_is_typed_as_the_day_stays(typed):
    desk = Desk().set(PLAN, 2, "Статус", "Выполнено. Справка от 15.01.2021")
    desk.set(PLAN, 2, "Дата выполнения", typed)
    assert "date.told" not in {check for _, check, *_ in spots(desk, everything=True)}


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["в работе, до 15.01.2021", "не выполнено. Письмо от 15.01.2021"])
def test_a_day_beside_another_state_is_not_the_day_of_doing(typed):
    desk = Desk().set(PLAN, 2, "Статус", typed).set(PLAN, 2, "Дата выполнения", None)
    assert "date.told" not in {check for _, check, *_ in spots(desk, everything=True)}


@pytest.mark.slow
def test_a_report_handed_in_on_the_day_its_state_tells():
    desk = Desk().set(REPORT, 3, "Статус", "сдан 20.01.2021").set(REPORT, 3, "Дата сдачи", None)
    reports = look(desk).figures["reports"].set_index(["tutor", "half"])
    assert reports.loc[("Т-02", "I"), "days_late"] == 5
