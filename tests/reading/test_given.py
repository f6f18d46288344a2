"""A journal row may leave empty what the code of its consultation says."""

import pytest
from helpers import TODAY, Desk, workspace

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.tables.books import wanted_titles

ROW = 4


def look(desk: Desk) -> Analysis:
    return analyse(workspace(), MemoryStore(desk.tabs()).read(wanted_titles()), TODAY)


def without(*heads: str) -> Desk:
    desk = Desk()
    for head in heads:
        desk.set("Журнал", ROW, head, None)
    return desk


def gaps(found: Analysis) -> list[str]:
    return [p.cell.a1 for p in found.problems if p.check == "cell.empty" and p.cell]


@pytest.mark.kinds
@pytest.mark.parametrize("heads", [("Дата",), ("Тьютор",), ("Дата", "Тьютор")])
def test_day_and_tutor_come_from_the_schedule(heads: tuple[str, ...]):
    found = look(without(*heads))
    assert gaps(found) == []
    assert found.figures["consultations_by_tutor"].equals(
        look(Desk()).figures["consultations_by_tutor"]
    )


def test_a_moved_consultation_gives_its_new_day():
    desk = Desk().set("График", 3, "Новая дата", TODAY)
    for row in (3, ROW):
        desk.set("Журнал", row, "Дата", None)
    found = look(desk)
    assert not any(problem.check == "journal.other_date" for problem in found.problems)
    days = found.counted["journal"].frame["date"]
    assert set(days.dt.date.iloc[1:3]) == {TODAY}


@pytest.mark.kinds
@pytest.mark.parametrize("head", ["Дата", "Тьютор"])
@pytest.mark.parametrize("code", ["вне графика", "К-999"])
def test_no_code_gives_nothing(head: str, code: str):
    desk = without(head).set("Журнал", ROW, "Консультация", code)
    assert len(gaps(look(desk))) == 1


def test_a_day_that_is_not_read_stays_an_error():
    found = look(Desk().set("Журнал", ROW, "Дата", "31.02.2021"))
    assert any(problem.check == "date.impossible" for problem in found.problems)
