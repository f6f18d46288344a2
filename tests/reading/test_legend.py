"""A line below a table that says what its marks mean is no row."""

import pytest
from helpers import Desk, look

LEGENDS = [
    "+ был, б – болел, н – не был",
    "+ был, б – болен, к – командировка, н – не был, онлайн – подключался",
    "Условные обозначения: у – уважительная причина",
    "«+» – был; «н» – не был",
    "+ - присутствовал; н = отсутствовал",
]


@pytest.mark.kinds
@pytest.mark.parametrize("legend", LEGENDS)
@pytest.mark.parametrize("blank", [True, False])
def test_a_legend_below_a_register_is_a_remark(legend: str, blank: bool) -> None:
    desk = Desk()
    if blank:
        desk.rows("Явка").append([None, None, None])
    row = desk.add("Явка", Тьютор=legend)
    before, found = look(Desk()), look(desk, everything=True)
    assert [(p.severity, p.check, p.cell.row) for p in found.problems
            if p.place.tab == "Явка" and p.cell and p.cell.row == row] == [
        ("сведение", "row.legend", row)
    ]  # fmt: skip
    assert found.figures["attendance"].equals(before.figures["attendance"])


@pytest.mark.kinds
@pytest.mark.parametrize("name", ["Салтыков-Щедрин М.Е.", "Петрова А.А., Ким О.О.", "Ли О - Ян"])
def test_a_name_is_no_legend(name: str) -> None:
    desk = Desk()
    row = desk.add("Явка", Тьютор=name)
    found = {(p.check, p.cell.row) for p in look(desk, everything=True).problems if p.cell}
    assert ("row.legend", row) not in found


@pytest.mark.parametrize(
    "more",
    [
        "ВПР - разбор заданий, ОГЭ - критерии",
        "1 - анализ ВПР; 2 - план работы",
        "- подготовить отчёт; - провести семинар",
        "а) собрать списки, б) сверить с журналом",
    ],
)
@pytest.mark.parametrize("title", ["Поручения", "Дорожная карта"])
def test_what_goes_on_with_the_text_above_is_no_legend(title: str, more: str) -> None:
    desk = Desk()
    column = {"Поручения": "Поручение", "Дорожная карта": "Мероприятие"}[title]
    row = desk.add(title, **{column: more})
    found = look(desk, everything=True).problems
    assert [p.check for p in found if p.place.tab == title and p.cell and p.cell.row == row] == [
        "row.continued"
    ]


def test_a_legend_that_says_that_it_is_one_goes_on_with_nothing() -> None:
    desk = Desk()
    row = desk.add("Поручения", Поручение="Условные обозначения: в – выполнено, н – нет")
    found = {(p.check, p.cell.row) for p in look(desk, everything=True).problems if p.cell}
    assert ("row.legend", row) in found
