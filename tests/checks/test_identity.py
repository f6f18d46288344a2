"""A problem keeps its number wherever its row goes, and another fault has another one."""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from helpers import K01, Desk, look

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.checks.identity import numbers
from sheets_sync.sheet.cells import Merge, Raw, Tab, tab_of
from sheets_sync.stores.base import Snapshot
from sheets_sync.tables.tab_titles import TabNames

Change = Callable[[Tab, Sequence[int], int, random.Random], Tab]
"""A tab, its data rows, the last row of its header → the tab as staff left it."""


def cells(tab: Tab) -> list[list[Raw]]:
    return [list(tab.row(row)) for row in range(1, tab.height + 1)]


def again(tab: Tab, rows: list[list[Raw]], merges: Sequence[Merge] = ()) -> Tab:
    return replace(tab_of(tab.place, rows, tuple(merges)), date1904=tab.date1904)


def sorted_otherwise(tab: Tab, data: Sequence[int], head: int, chance: random.Random) -> Tab:
    """Rows merged with their neighbours stay: no spreadsheet sorts those. Of two rows of one key
    the first stays first, for it is the one that counts."""
    tied = {row for m in tab.merges for row in range(m.first_row, m.last_row + 1)}
    loose = [row for row in data if row not in tied]
    ranks: dict[Raw, float] = {}
    rows = cells(tab)
    order = sorted(loose, key=lambda row: ranks.setdefault(tab.at(row, 1), chance.random()))
    for to, row in zip(loose, order, strict=True):
        rows[to - 1] = list(tab.row(row))
    return again(tab, rows, tab.merges)


def rows_inserted(tab: Tab, data: Sequence[int], head: int, chance: random.Random) -> Tab:
    """Blank rows in three places, and two above the header."""
    new = sorted(chance.sample(list(data), min(3, len(data))))
    rows = cells(tab)
    for row in reversed(new):
        rows.insert(row - 1, [None] * len(tab.columns))
    rows[:0] = [[None] * len(tab.columns)] * 2

    def down(row: int) -> int:
        return row + 2 + sum(one <= row for one in new)

    return again(tab, rows, [
        replace(m, first_row=down(m.first_row), last_row=down(m.last_row)) for m in tab.merges
    ])  # fmt: skip


def book_renamed(tab: Tab, data: Sequence[int], head: int, chance: random.Random) -> Tab:
    return replace(tab, place=replace(tab.place, book=f"2021/новая {tab.place.book}"))


def tab_moved(tab: Tab, data: Sequence[int], head: int, chance: random.Random) -> Tab:
    return replace(tab, place=replace(tab.place, book="Всё в одной.xlsx"))


def columns_turned(tab: Tab, data: Sequence[int], head: int, chance: random.Random) -> Tab:
    """A column of the staff's own comes first."""
    rows = [["своё" if n == head else None, *row] for n, row in enumerate(cells(tab), 1)]
    return again(tab, rows, [
        replace(m, first_column=m.first_column + 1, last_column=m.last_column + 1)
        for m in tab.merges
    ])  # fmt: skip


CHANGES = (sorted_otherwise, rows_inserted, book_renamed, tab_moved, columns_turned)


def changed(analysis: Analysis, change: Change, seed: int) -> Analysis:
    tabs = {}
    for records in analysis.shelf.records.values():
        for origin in records.origins:
            args = (origin.body.rows.tolist(), origin.header.last, random.Random(seed))
            tabs[origin.place] = change(origin.tab, *args)
    return analyse(analysis.workspace, Snapshot(tuple(tabs.values())), analysis.today)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("change", CHANGES)
def test_every_problem_of_the_demo_keeps_its_number(
    demo: Analysis, change: Change, seed: int
) -> None:
    after = changed(demo, change, seed)
    before = {problem.id: problem.check for problem in demo.problems}
    apart = {problem.id: problem.check for problem in after.problems}
    assert before.items() ^ apart.items() == set()


def test_numbers_are_ten_digits_and_all_different(demo: Analysis) -> None:
    assert all(re.fullmatch(r"[1-9]\d{9}", problem.id) for problem in demo.problems)
    assert max(Counter(problem.id for problem in demo.problems).values()) == 1


def ids(desk: Desk) -> dict[str, str]:
    """Number → check."""
    return {problem.id: problem.check for problem in look(desk).problems}


def two_faults() -> Desk:
    return Desk().set("Журнал", 4, "Школа", "9").set("График", 3, "Статус", "вроде была")


def test_another_value_is_another_problem() -> None:
    before, after = ids(two_faults()), ids(two_faults().set("Журнал", 4, "Школа", "99"))
    assert len(before.keys() & after.keys()) == 1


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("tab", "header", "value"),
    [
        ("Журнал", "Минуты", 45),
        ("Журнал", "Вопрос или дефицит", "предметный"),
        ("График", "Тема", "Дроби и проценты"),
        ("График", "Место", "каб. 12"),
    ],
)
def test_what_else_is_typed_in_the_row_makes_no_new_problem(
    tab: str, header: str, value: Raw
) -> None:
    row = 4 if tab == "Журнал" else 3
    assert ids(two_faults().set(tab, row, header, value)) == ids(two_faults())


@pytest.mark.kinds
@pytest.mark.parametrize("value", ["вроде  была", "Вроде была", "вроде была "])
def test_blanks_and_case_make_no_other_value(value: str) -> None:
    assert ids(two_faults().set("График", 3, "Статус", value)) == ids(two_faults())


def test_equal_rows_have_a_number_each() -> None:
    desk = two_faults()
    desk.add("Журнал", like=4)
    desk.add("Журнал", like=4)
    schools = [p.id for p in look(desk).problems if p.check == "school.ambiguous"]
    assert len(set(schools)) == 3
    assert ids(two_faults()).keys() <= ids(desk).keys()


@pytest.mark.parametrize(("tab", "header"), [("График", "Код"), ("Журнал", "Консультация")])
def test_rows_without_what_names_them_are_told_apart_by_the_rest(tab: str, header: str) -> None:
    one, other = Desk().set(tab, 3, header, None), Desk().set(tab, 4, header, None)
    assert ids(one).keys() & ids(other).keys() == set()


def test_each_day_of_a_row_that_says_several_has_its_own_problem() -> None:
    desk = Desk().set("График", 4, "Дата", "09.02.2021, 10.02.2021, 11.02.2021")
    late = [p.id for p in look(desk).problems if p.check == "consultation.overdue"]
    assert len(set(late)) == 3
    one_done = [*desk.rows("График")[3]]
    desk.rows("График").append(one_done)
    desk.set("График", 5, "Код", "К-03/09.02").set("График", 5, "Дата", date(2021, 2, 9))
    desk.set("График", 5, "Статус", "отменена")
    left = {p.id for p in look(desk).problems if p.check == "consultation.overdue"}
    assert left == set(late[1:])


def test_two_missing_reports_of_one_tutor_are_two_problems() -> None:
    desk = Desk()
    del desk.rows("Отчёты")[2]
    found = [p for p in look(desk, date(2021, 6, 20)).problems if p.whose == "Т-02"]
    assert [p.check for p in found] == ["report.missing"] * 2
    assert len({p.id for p in found}) == 2


def test_what_a_tab_lacks_is_known_by_what_it_lacks() -> None:
    found = [ids(Desk().drop_column("График", head)) for head in ("Тема", "Место")]
    missing = [{i for i, check in one.items() if check == "column.missing"} for one in found]
    assert len(missing[0]) == len(missing[1]) == 1
    assert missing[0] != missing[1]


@pytest.mark.slow
def test_fifty_thousand_numbers_take_no_time() -> None:
    desk = Desk()
    rows = desk.rows("Журнал")
    rows += [["К-01", K01, "Барсукова Е.Л.", f"школа {n}", f"Иванова {n}", None, "предметный", 45,
              "+"] for n in range(50_000)]  # fmt: skip
    found = look(desk)
    started = time.process_time()
    again = numbers(found.problems, found.counted, TabNames())
    assert time.process_time() - started < 5, "it takes half a second"
    assert len({*again}) == len(again) >= 50_000
