"""Attendance kept as lists of those present gives the register's figures; others count apart."""

from datetime import date, datetime
from typing import Any

import pytest
from helpers import C01, C02, Desk, Rows, counts, look

from sheets_sync.figures.catalogue import plain
from sheets_sync.sheet.cells import Raw
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View

pytestmark = pytest.mark.kinds

LISTS = "Список присутствующих"
PEOPLE = {"Барсукова Е.Л.": "СОШ № 9", "Белов П.И.": "ООШ № 9", "Зимина О.Ю.": "СОШ № 44"}
FACTS = {"С-01": ("+", "н", "у"), "С-02": ("+", None, "оп")}
"""What the register of the small centre says, by meeting in the order of people."""


def lines(meeting: str) -> list[tuple[str, Raw]]:
    return [(name, mark) for name, mark in zip(PEOPLE, FACTS[meeting], strict=True) if mark]


def one_list(head: str = "Совещание", dates: bool = False) -> dict[str, Rows]:
    said = {"С-01": C01, "С-02": C02} if dates else {"С-01": "С-01", "С-02": "с 02"}
    rows: Rows = [[head, "Участник", "Школа", "Отметка"]]
    for meeting in FACTS:
        rows += [[said[meeting], name, PEOPLE[name], mark] for name, mark in lines(meeting)]
    return {"Списки.xlsx": rows}


def above(texts: dict[str, str]) -> dict[str, Rows]:
    return {
        f"{meeting}.xlsx": [[text], ["Фамилия", "Отметка"], *map(list, lines(meeting))]
        for meeting, text in texts.items()
    }


KEPT: dict[str, dict[str, Rows]] = {
    "one list, codes": one_list(),
    "one list, dates": one_list("Дата", dates=True),
    "a list a meeting, its code above": above({"С-01": "Совещание С-01", "С-02": "С-02: о ВПР"}),
    "a list a meeting, its date above": above(
        {"С-01": "Явка 12.11.2020", "С-02": "Совещание 18 февраля 2021 г."}
    ),
    "answers of a form with marks": {
        "Форма.xlsx": [
            ["Отметка времени", "Ваше ФИО", "Ваша школа", "Отметка"],
            *(
                [datetime(day.year, day.month, day.day, 13, 5), name, PEOPLE[name], mark]
                for meeting, day in (("С-01", C01), ("С-02", C02))
                for name, mark in lines(meeting)
            ),
        ]
    },
}  # fmt: skip


def with_lists(books: dict[str, Rows], register: bool = False) -> Desk:
    desk = Desk() if register else Desk().drop("Явка")
    for book, rows in books.items():
        desk.books[book] = {LISTS: [list(row) for row in rows]}
    return desk


def attendance(desk: Desk) -> dict[str, Any]:
    return {n: rows for n, rows in plain(look(desk).figures).items() if n.startswith("attendance")}


def told(desk: Desk) -> list[str]:
    return sorted(str(problem.check) for problem in look(desk).problems)


@pytest.mark.parametrize("name", KEPT)
def test_lists_give_the_figures_of_the_register(name: str) -> None:
    desk = with_lists(KEPT[name])
    assert attendance(desk) == attendance(Desk())
    assert told(desk) == []
    read, counted, _ = counts(look(desk), LISTS)
    assert read == counted == 5


@pytest.mark.parametrize(
    ("stamp", "typed"),
    [(datetime(2021, 2, 18, 14, 1), None), ("2021/02/18 1:05:33 PM GMT+3", None),
     ("18.02.2021 13:05:33", None), (None, C02), (None, "С-02")],
)  # fmt: skip
def test_whoever_is_on_a_list_without_marks_came(stamp: Raw, typed: Raw) -> None:
    rows: Rows = [["Отметка времени", "ФИО", "ОО", "Дата"], [stamp, "Белов П.И.", "ООШ 9", typed]]
    desk = with_lists({"Форма.xlsx": rows}, register=True).set("Совещания", 3, "Приглашены", None)
    figures = {row["meeting"]: row for row in attendance(desk)["attendance_by_meeting"]}
    assert figures["С-02"]["present"] == 3
    assert told(desk) == []


def test_who_is_not_on_a_list_is_not_marked_and_told() -> None:
    desk = with_lists({"Списки.xlsx": one_list()["Списки.xlsx"][:-1]})
    figures = attendance(desk)["attendance"]
    assert (figures["unmarked"], figures["absent"]) == (1, 1)
    (found,) = look(desk).problems
    assert (found.check, found.place.tab, found.cell) == ("mark.missing", LISTS, None)
    assert "Зимина О.Ю. (Т-03), совещание С-02" in found.message


def test_a_tutor_on_a_list_and_in_the_register_is_told_and_counts_once() -> None:
    desk = with_lists({"Список.xlsx": [["Совещание", "ФИО"], ["С-02", "Барсукова Е.Л."]]}, True)
    assert attendance(desk) == attendance(Desk())
    (found,) = look(desk).problems
    assert (found.check, found.place.book) == ("register.marked_twice", "Список.xlsx")
    assert "Посещаемость.xlsx, лист «Явка», A2" in found.message


def test_a_list_fills_what_the_register_leaves_empty() -> None:
    desk = with_lists({"Список.xlsx": [["Совещание", "ФИО"], ["С-02", "Зимина О.Ю."]]}, True)
    desk.set("Явка", 4, "С-02", None)
    assert told(desk) == []
    assert attendance(desk)["attendance"]["present"] == 3


GUESTS: Rows = [
    ["Совещание", "Участник", "Школа", "Отметка"],
    ["С-02", "Котова А.С.", "СОШ № 44", "+"],
    ["С-02", "Лапин Игорь Петрович, методист", None, "д"],
    ["С-02", "Барсукова К.П.", "СОШ № 44", "+"],
    ["С-02", "Котова А.С.", "СОШ № 44", "+"],
    ["С-02", "Иванова М.П.", "СОШ № 9", "н"],
    ["С-01", "Котова А.С.", "СОШ № 44", "+"],
]  # fmt: skip


def test_people_who_are_no_tutors_are_counted_apart() -> None:
    desk = with_lists({"Гости.xlsx": GUESTS}, register=True)
    found = attendance(desk)
    assert [row.pop("guests") for row in found["attendance_by_meeting"]] == [1, 3]
    usual = attendance(Desk())
    assert [row.pop("guests") for row in usual["attendance_by_meeting"]] == [0, 0]
    assert found == usual
    assert counts(look(desk), LISTS) == (6, 6, 0)


def test_the_summary_shows_others_only_where_some_came() -> None:
    def heads(desk: Desk) -> list[Raw]:
        view = View(look(desk), Stamp(datetime(2021, 2, 18, 9), datetime(2021, 2, 18)))
        (grid,) = [g for g in build(view)[0] if g.title == "Явка по совещаниям"]
        return [cell.value for row in grid.rows for cell in row if cell]

    assert "Не тьюторы" in heads(with_lists({"Гости.xlsx": GUESTS}, register=True))
    assert "Не тьюторы" not in heads(Desk())


@pytest.mark.parametrize(
    ("row", "check"),
    [
        (["С-02", "Борсукова Е.Л.", None, "+"], "person.near"),
        (["С-09", "Белов П.И.", None, "+"], "register.no_meeting"),
        (["31.12.2020", "Белов П.И.", None, "+"], "register.no_meeting"),
        ([None, "Белов П.И.", None, "+"], "attendee.no_meeting"),
        (["С-02", "Т-99", None, "+"], "person.unknown"),
        (["С-02", "директор", None, "+"], "person.unknown"),
        (["С-02", "Белов П.И.", "СОШ № 44", "+"], "attendee.other_school"),
        (["С-02", "Белов П.И.", None, "?"], "mark.unknown"),
    ],
)
def test_what_cannot_be_placed_is_told(row: list[Raw], check: str) -> None:
    desk = with_lists({"Л.xlsx": [["Совещание", "ФИО", "ОО", "Отметка"], row]}, register=True)
    assert told(desk) == [check]
    read, counted, rejected = counts(look(desk), LISTS)
    assert (read, counted + rejected) == (1, 1)
    assert rejected == (check not in ("person.near", "mark.unknown"))
    found = attendance(desk)["attendance"]
    assert found == attendance(Desk())["attendance"]


@pytest.mark.parametrize("typed", ["Т-02", "Белов Пётр Ильич"])
def test_a_code_or_full_name_is_sure_whatever_the_school(typed: str) -> None:
    rows: Rows = [["Совещание", "ФИО", "ОО"], ["С-02", typed, "СОШ № 44"]]
    desk = with_lists({"Л.xlsx": rows}, register=True).set("Совещания", 3, "Приглашены", None)
    assert told(desk) == []


def test_a_centre_without_lists_is_as_before() -> None:
    assert not look(Desk()).counted["attendees"].origins
    assert told(Desk()) == []


def test_a_date_above_that_is_no_meeting_s_decides_nothing() -> None:
    rows: Rows = [["к приказу от 01.09.2020 № 112, С-01"], ["ФИО", "Отметка"], ["Белов П.И.", "н"]]
    desk = with_lists({"Л.xlsx": rows})
    assert "attendee.no_meeting" not in told(desk)
    assert attendance(desk)["attendance"]["absent"] == 1


def test_a_stamp_names_a_meeting_only_where_nothing_else_does() -> None:
    rows: Rows = [["Отметка времени", "ФИО", "Дата"], [datetime(2021, 2, 19), "Белов П.И.", C01]]
    desk = with_lists({"Л.xlsx": rows})
    (row,) = [r for r in attendance(desk)["attendance_by_meeting"] if r["meeting"] == "С-01"]
    assert (row["present"], date(2021, 2, 19) == C01) == (1, False)


@pytest.mark.parametrize(
    ("names", "also"),
    [
        (("С-01", "С-02"), {"С-*": LISTS}),
        (("Явка 12.11.2020", "Явка 18.02.2021"), {"Явка *": LISTS}),
        (("12.11.2020 планы", "С-02 (18.02)"), {"12.11*": LISTS, "С-02 *": LISTS}),
    ],
)
def test_a_tab_a_meeting_is_known_by_its_title(
    names: tuple[str, str], also: dict[str, str]
) -> None:
    desk = Desk().drop("Явка")
    desk.books["Совещания.xlsx"] = {
        name: [["Тьютор", "Отметка"], *map(list, lines(meeting))]
        for name, meeting in zip(names, FACTS, strict=True)
    }
    found = look(desk, tabs=also)
    assert plain(found.figures)["attendance"] == attendance(Desk())["attendance"]
    assert not found.problems
