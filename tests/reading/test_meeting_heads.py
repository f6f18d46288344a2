"""Which columns of the register are meetings', and which are the staff's own."""

from datetime import date

import pytest
from helpers import C01, ERROR, Desk, Rows, look, spots

from sheets_sync.figures.catalogue import plain
from sheets_sync.sheet.cells import Merge, Raw

pytestmark = pytest.mark.kinds

CLEAN = plain(look(Desk()).figures)


def register(rows: Rows, *merges: Merge) -> Desk:
    desk = Desk()
    desk.books["Посещаемость.xlsx"]["Явка"] = rows
    desk.merges["Явка"] = merges
    return desk


def fine(desk: Desk) -> bool:
    """Whether nothing is told of the register, and every mark counts."""
    return not [s for s in spots(desk) if s[2] == "Явка"] and plain(look(desk).figures) == CLEAN


MARKS: Rows = [["Барсукова Е.Л.", "+", "+"], ["Белов П.И.", "н", None], ["Зимина О.Ю.", "у", "оп"]]

OWN = [
    "Пропусков на 20.01.2021",
    "Категория на 01.09.2020",
    "на 12.11.2020",
    "Всего",
    "Итого на 18.02",
    "Пропуски до С-02",
    "1 полугодие",
    "2 раза и больше",
    "ОГЭ 2021",
    "ВПР-5",
    "20.01.2021 отчёт",
    "Телефон 2",
    "№ 3",
    "18.02.2021 и далее",
]


@pytest.mark.parametrize("head", OWN)
@pytest.mark.parametrize("value", ["+", 3, "н"])
def test_own_columns_are_nobodys_meeting(head: str, value: Raw) -> None:
    rows: Rows = [["Тьютор", C01, "С-02", head], *[[*row, value] for row in MARKS]]
    assert fine(register(rows))


HEADS: list[Raw] = [
    "чт, 12.11.2020",
    "12.11.2020 г.",
    "12.11.2020г.",
    "12.11.20г",
    "12.11.2020года",
    "Чт 12.11.2020г. ",
    "12.11.2020 (четверг)",
    "12.11.2020 13:00",
    "12 ноября 2020 года",
    "12-11-2020",
    "2020-11-12",
    "12.11.2020 (С-01)",
    "С-01, 12 ноября",
    "С-01: планы",
    "С 01 – планы",
]


@pytest.mark.parametrize("head", HEADS)
def test_heads_of_a_meeting(head: Raw) -> None:
    assert fine(register([["Тьютор", head, "С-02"], *MARKS]))


MONTHS: dict[str, tuple[Rows, tuple[Merge, ...]]] = {
    "days in the header": ([[None, "Ноябрь", "Февраль"], ["Тьютор", 12, 18]], ()),
    "months in the header": ([["Тьютор", "Ноябрь", "Февраль"], [None, 12, 18]], ()),
    "merged down": ([["Тьютор", "ноябрь", "февраль"], [None, "12", "18"]], (Merge(1, 1, 2, 1),)),
    "with a year": ([[None, "Ноябрь 2020", "февраль 2021 г."], ["Тьютор", 12, "18-е"]], ()),
    "typed into Excel": (
        [[None, date(2020, 11, 1), date(2021, 2, 1)], ["Тьютор", 12, 18]], ()
    ),
    "three lines": ([["Тьютор", "Совещания"], [None, "Ноябрь", "Февраль"], [None, 12, 18]], ()),
}  # fmt: skip


@pytest.mark.parametrize("shape", MONTHS)
def test_months_over_days(shape: str) -> None:
    head, merges = MONTHS[shape]
    assert fine(register([*head, *MARKS], *merges))


@pytest.mark.parametrize("merges", [(), (Merge(1, 2, 1, 3),)])
def test_a_month_over_several_days(merges: tuple[Merge, ...]) -> None:
    rows: Rows = [[None, "Февраль", None], ["Тьютор", 11, 18], *MARKS]
    desk = register(rows, *merges).set("Совещания", 2, "Дата", date(2021, 2, 11))
    assert not [s for s in spots(desk) if s[2] == "Явка"]
    assert look(desk).figures["attendance"]["marked"].tolist() == [5]


def test_a_day_that_the_month_has_not_is_told() -> None:
    desk = register([[None, "Ноябрь", "Февраль"], ["Тьютор", 12, 30], *MARKS])
    assert (ERROR, "date.impossible") in {s[:2] for s in spots(desk)}


def test_numbers_without_a_month_are_no_days() -> None:
    assert fine(register([["Тьютор", C01, "С-02", 12], *[[*row, "+"] for row in MARKS]]))


@pytest.mark.parametrize(
    "title",
    [
        ["Приложение к приказу управления образования от 01.09.2020 № 112"],
        [None, None, "к приказу от 01.09.2020 № 112"],
        [None, "от 01.09.2020", "№ 112"],
        [None, None, None, "18.02.2021"],
        ["Явка на совещания", None, None, "С-02"],
        ["Список № 2", 112, None, date(2020, 9, 1)],
        ["за 2020–2021 учебный год"],
    ],
)
@pytest.mark.parametrize("gap", [True, False])
def test_titles_that_hold_a_date_or_a_number(title: list[Raw], gap: bool) -> None:
    above: Rows = [title, []] if gap else [title]
    assert fine(register([*above, ["Тьютор", C01, "С-02"], *MARKS]))


def test_a_line_of_dates_above_the_header() -> None:
    assert fine(register([[None, C01, "С-02"], ["Тьютор", None, None], *MARKS]))
    assert fine(register([["Тьютор", None, None], [None, C01, "С-02"], *MARKS]))


def test_a_date_over_own_words_is_the_staffs_own() -> None:
    rows: Rows = [[None, None, None, date(2021, 1, 20)], ["Тьютор", C01, "С-02", "Пропусков"]]
    assert fine(register([*rows, *[[*row, 1] for row in MARKS]]))


def test_zeros_of_references_are_no_marks() -> None:
    rows: Rows = [["Тьютор", C01, "С-02"], *MARKS]
    rows[2] = ["Белов П.И.", "н", 0]
    assert fine(register(rows))


def test_a_zero_that_the_marks_know_is_a_mark() -> None:
    desk = Desk().set("Явка", 2, C01, 0)
    desk.add("Отметки", Отметка="0", Считать_как="без причины")
    register_ = look(desk).counted["register"]
    assert register_.marks is not None
    assert "без причины" in register_.marks["meaning"].tolist()[:1]
