"""The lists of deeds that are near or overdue."""

from datetime import timedelta

import pytest
from helpers import TODAY, Desk, look

from sheets_sync.duties.deeds import SOON, near_rows


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("days", "near"), [(-1, False), (0, True), (13, True), (14, True), (15, False)]
)
def test_the_fourteenth_day_is_the_last_near_one(days: int, near: bool) -> None:
    due = TODAY + timedelta(days=days)
    desk = Desk()
    del desk.rows("Индивидуальные планы")[2:]
    desk.set("Индивидуальные планы", 2, "Срок", f"до {due:%d.%m.%Y}")
    desk.set("Индивидуальные планы", 2, "Статус", "в работе")
    desk.set("Индивидуальные планы", 2, "Дата выполнения", None)
    rows = near_rows(look(desk), "plans")
    assert rows["days"].tolist() == ([days] if near else [])
    assert SOON == 14
