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
