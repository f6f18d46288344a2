"""The day of doing that a state tells where nobody typed it."""

from datetime import date, datetime

import pytest
from helpers import INFO, TODAY, WARNING, Desk, look, spots

from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View
from sheets_sync.tables.kinds.states import told_reason

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


GRAPH = "График"


def moved(typed: str) -> Desk:
    """К-03 with a state of a move, and no new date."""
    return Desk().set(GRAPH, 4, "Статус", typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("перенос на 26.02.2021", date(2021, 2, 26)),
        ("перенесена на 26.02", date(2021, 2, 26)),
        ("Перенесена на 26 февраля", date(2021, 2, 26)),
        ("перенесено с 25.02 на 26.02.2021", date(2021, 2, 26)),
        ("перенесена (26.02.2021)", date(2021, 2, 26)),
        ("отложена на пятницу, 26.02.2021", date(2021, 2, 26)),
        ("перенесена на 26.02. Болезнь", date(2021, 2, 26)),
        ("перенесена → 26.02.2021", date(2021, 2, 26)),
        ("перенесена на новую дату: 26.02", date(2021, 2, 26)),
        ("перенесена на 26.02.2021 на 13.30", date(2021, 2, 26)),
        ("перенесена на 26.02 на 14.05", date(2021, 2, 26)),
        ("перенесена на 26.02.2021 г., в 10.12", date(2021, 2, 26)),
        ("перенесена на 14.05 26.02.2021", date(2021, 2, 26)),
        ("перенесена на 26 февраля на 9.10", date(2021, 2, 26)),
        ("перенесена на 14.30", None),
        ("перенесена 25.02.2021 из-за болезни", None),
        ("перенесена 25.02", None),
        ("перенесена решением на совещании 25.02.2021", None),
        ("перенесена на 26.02, затем на 05.03", None),
        ("перенесена с 25.02.2021", None),
        ("перенесена на март", None),
        ("перенесена на 26.02 или на 27.02", None),
        ("перенесена на 26.02.2031", None),
    ],
)
@pytest.mark.parametrize("column", [True, False])
def test_the_day_a_move_tells_is_the_new_date(typed, day, column):
    desk = moved(typed) if column else moved(typed).drop_column(GRAPH, "Новая дата")
    found = look(desk, everything=True)
    new = found.counted["schedule"].frame["new_date"].dropna()
    assert [moment.date() for moment in new] == ([day] if day else [])
    said = {(p.check, p.cell.row) for p in found.problems if p.place.tab == GRAPH and p.cell}
    assert (("date.told", 4) in said, ("consultation.no_new_date", 4) in said) == (
        day is not None, day is None
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["перенесена ({:%d.%m.%Y})", "перенесена на {:%d.%m}"])
def test_the_day_that_a_row_had_is_no_new_date(typed):
    row = look(moved("перенесена")).counted["schedule"].frame.iloc[2]
    found = look(moved(typed.format(row["date"])), everything=True)
    assert found.counted["schedule"].frame["new_date"].isna().all()
    assert "consultation.no_new_date" in {p.check for p in found.problems}


def test_a_day_beside_held_is_no_new_date():
    frame = look(Desk().set(GRAPH, 2, "Статус", "проведена 05.02.2021")).counted["schedule"].frame
    assert frame["new_date"].isna().all()


@pytest.mark.parametrize("tab", [PLAN, MAP, TASK])
def test_where_the_column_of_the_day_is_missing_the_state_is_named(tab):
    """One fault that names the sheet alone, so many times, tells nobody which rows."""
    desk = Desk().set(tab, 2, "Статус", "выполнено").drop_column(tab, DONE_ON[tab])
    (found,) = (p for p in look(desk).problems if p.check == "done.no_date")
    status = desk.rows(tab)[0].index("Статус") + 1
    assert found.cell
    assert (found.cell.row, found.cell.column) == (2, status)
    assert f"столбца «{DONE_ON[tab]}» нет" in found.fix


@pytest.mark.parametrize(
    ("tab", "typed"),
    [
        (MAP, "исполнено 30.02.2021"),
        (PLAN, "Выполнено. Справка от 30 февраля 2021"),
        (TASK, "исполнено 30.02"),
        (GRAPH, "перенесена на 30.02.2021"),
        (REPORT, "сдан 30.02.2021"),
    ],
)
def test_a_day_that_no_calendar_has_is_told(tab, typed):
    desk = Desk().set(tab, 2, "Статус", typed)
    if day := {**DONE_ON, REPORT: "Дата сдачи"}.get(tab):
        desk.set(tab, 2, day, None)
    told = [p.message for p in look(desk).problems if p.check.endswith(("no_date", "no_new_date"))]
    assert [said[said.index("30 ") :] for said in told] == [
        "30 февраля не бывает: в феврале 2021 года 28 дней"
    ]


@pytest.mark.parametrize("tab", [PLAN, MAP, TASK])
@pytest.mark.parametrize("typed", ["Исполнено\nприказ № 41 от 07.09.2020", "выполнено\r\nсправка"])
def test_a_line_break_parts_a_state_from_what_is_told_of_it(tab, typed):
    desk = Desk().set(tab, 2, "Статус", typed)
    assert "choice.unknown" not in {p.check for p in look(desk).problems}


@pytest.mark.parametrize("typed", ["выполнено\nсправка не сдана", "Исполнено\nи не исполнено"])
def test_a_denial_in_the_next_line_is_one(typed):
    checks = {p.check for p in look(Desk().set(MAP, 2, "Статус", typed)).problems}
    assert "choice.unknown" in checks


def test_a_state_wrapped_in_its_cell_is_read_whole():
    frame = look(Desk().set(MAP, 2, "Статус", "не\nвыполнено")).counted["roadmap"].frame
    assert frame["status"].tolist()[0] == "не выполнено"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("не проведена (болезнь)", "болезнь"),
        ("не сост., болезнь тьютора", "болезнь тьютора"),
        ("отменена: карантин", "карантин"),
        ("отменена – приказ № 5", "приказ № 5"),
        ("сорвана\nнет света", ""),
        ("отменена 12.02.2021", ""),
        ("отменена (12.02.2021)", ""),
        ("не состоялась", ""),
        ("проведена (онлайн)", ""),
    ],
)
def test_the_reason_told_beside_a_state(typed, why):
    assert told_reason(typed) == why


def test_the_list_of_what_was_not_held_says_the_reason_told():
    desk = Desk().set(GRAPH, 2, "Статус", "не проведена (болезнь)")
    grids = build(View(look(desk), Stamp(TODAY, datetime(2021, 2, 18, 13, 5))))[0]
    said = [str(cell.value) for grid in grids for row in grid.rows for cell in row if cell]
    assert "болезнь" in said
    assert "причина не указана" not in said
