"""The register: one column a meeting, headed by its date or its code, one mark a cell."""

from datetime import date, datetime

import pytest
from helpers import C01, C02, ERROR, WARNING, Desk, Spot, look, spots

from sheets_sync.sheet.cells import Raw


def of_register(desk: Desk) -> list[Spot]:
    return [s for s in spots(desk) if s[2] == "Явка"]


def meanings(desk: Desk) -> dict[tuple[str, str], str | None]:
    """(tutor, meeting) → what the mark counts as."""
    register = look(desk).counted["register"]
    assert register.marks is not None
    tutors = register.marks["key"].map(register.frame["tutor"])
    pairs = zip(tutors, register.marks["meeting"], strict=True)
    return dict(zip(pairs, register.marks["meaning"], strict=True))


def headed(first: Raw, second: Raw = "С-02") -> Desk:
    """The register with other heads over its two columns of marks."""
    desk = Desk()
    desk.rows("Явка")[0][1:] = [first, second]
    return desk


ALL = {
    ("Т-01", "С-01"): "присутствовал",
    ("Т-01", "С-02"): "присутствовал",
    ("Т-02", "С-01"): "без причины",
    ("Т-03", "С-01"): "уважительная",
    ("Т-03", "С-02"): "опоздал",
}


@pytest.mark.kinds
@pytest.mark.parametrize(
    "head",
    [
        C01,
        datetime(2020, 11, 12, 13, 0),
        44147,
        "12.11.2020",
        "12.11.20",
        "12.11.2020 (чт)",
        "12 ноября 2020 г.",
        "С-01",
        "с-01",
        "C-01",  # Latin
        "С01",
        "С-1",
        "С-01 (12.11)",
        "С-01\nПланы",
    ],
)
def test_a_column_is_a_meeting_by_date_or_code(head: Raw) -> None:
    desk = headed(head)
    assert meanings(desk) == ALL
    assert not of_register(desk)


def test_day_and_month_alone_take_the_school_year_and_are_listed() -> None:
    desk = headed("12.11")
    assert meanings(desk) == ALL
    assert [s[0] for s in of_register(desk)] == [WARNING]


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("head", "check"),
    [
        (date(2020, 11, 13), "register.no_meeting"),
        ("С-99", "register.no_meeting"),
        ("31.02.2021", "date.impossible"),
    ],
)
def test_a_head_that_is_no_meeting_is_left_out(head: Raw, check: str) -> None:
    desk = headed(head)
    found = [(s[:3], s[4]) for s in of_register(desk)]
    assert found == [((ERROR, check, "Явка"), 1)]
    assert {meeting for _, meeting in meanings(desk)} == {"С-02"}


def test_a_date_with_two_meetings_is_an_error_that_names_both() -> None:
    desk = Desk()
    desk.add("Совещания", like=2, Код="С-01б", Начало="15:00", Окончание="16:00")
    (found,) = [p for p in look(desk).problems if p.severity == ERROR]
    assert found.check == "register.two_meetings"
    assert found.cell is not None
    assert found.cell.row == 1
    assert "С-01" in found.message
    assert "С-01б" in found.message
    assert {meeting for _, meeting in meanings(desk)} == {"С-02"}


def test_two_meetings_on_a_date_are_told_by_code() -> None:
    desk = headed("С-01")
    desk.add("Совещания", like=2, Код="С-03", Начало="15:00", Окончание="16:00")
    for row, mark in ((2, "+"), (3, "+"), (4, "+")):
        desk.set("Явка", row, "С-03", mark)
    assert not spots(desk)


def test_a_meeting_with_two_columns_counts_once() -> None:
    desk = headed(C01)
    desk.set("Явка", 2, "С-01", "н")
    assert of_register(desk) == [(ERROR, "column.twice", "Явка", "С-01", 1)]
    assert meanings(desk) == ALL


def test_marks_of_a_rejected_row_do_not_count() -> None:
    desk = Desk()
    desk.add("Явка", like=2)
    assert [s[:2] for s in of_register(desk)] == [(ERROR, "key.repeated")]
    assert meanings(desk) == ALL


def test_a_rejected_meeting_still_heads_its_column() -> None:
    desk = Desk().set("Совещания", 2, "Место", None)
    assert not of_register(desk)


def test_an_extra_column_is_no_meeting() -> None:
    desk = Desk()
    for header in ("№", "Примечание", "Всего", "Телефон 2"):
        desk.set("Явка", 2, header, 3)
    assert meanings(desk) == ALL
    assert not of_register(desk)


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("mark", "meaning"),
    [("+", "присутствовал"), ("Н", "без причины"), (" н ", "без причины"), ("ОП", "опоздал"),
     ("X", "не приглашён"), ("l", "дистанционно")],
)  # fmt: skip
def test_marks_are_looked_up(mark: str, meaning: str) -> None:
    assert meanings(Desk().set("Явка", 2, C01, mark))["Т-01", "С-01"] == meaning


@pytest.mark.kinds
@pytest.mark.parametrize("mark", ["нн", "н/у", "был", "+ опоздал", 1, "П"])
def test_a_mark_outside_the_dictionary_is_an_error_at_its_cell(mark: Raw) -> None:
    desk = Desk().set("Явка", 3, C01, mark)
    assert of_register(desk) == [(ERROR, "mark.unknown", "Явка", "12.11.2020", 3)]


def test_a_mark_of_two_cases_is_told_by_case() -> None:
    desk = Desk()
    desk.add("Отметки", Отметка="Н", Считать_как="дистанционно")
    desk.set("Явка", 2, C01, "Н")
    found = meanings(desk)
    assert (found["Т-01", "С-01"], found["Т-02", "С-01"]) == ("дистанционно", "без причины")


def test_an_empty_cell_of_an_invited_tutor_is_unmarked() -> None:
    desk = Desk().set("Явка", 4, "С-02", None)
    assert of_register(desk) == [(WARNING, "mark.missing", "Явка", "С-02", 4)]
    figures = look(desk).figures["attendance_by_meeting"].set_index("meeting").loc["С-02"]
    assert (figures["expected"], figures["marked"], figures["unmarked"]) == (2, 1, 1)
    assert figures["absent"] == 0


def second_book(desk: Desk, rows: list[list[Raw]]) -> Desk:
    desk.books["Вторая.xlsx"] = {"Явка": rows}
    return desk


def test_a_register_may_be_split_over_books() -> None:
    desk = Desk()
    row = desk.rows("Явка").pop()
    second_book(desk, [desk.rows("Явка")[0], row])
    assert not spots(desk)
    assert meanings(desk) == ALL


def test_meetings_may_be_split_over_books() -> None:
    desk = Desk()
    rows = [[r[0], r[2]] for r in desk.rows("Явка")]
    for row in desk.rows("Явка"):
        del row[2]
    assert not spots(second_book(desk, rows))
    assert look(desk).figures["attendance"]["marked"].tolist() == [5]


def test_marked_in_two_books_counts_once() -> None:
    desk = second_book(Desk(), [["Тьютор", C02], ["Барсукова Е.Л.", "н"]])
    (found,) = [p for p in look(desk).problems if p.severity == ERROR]
    assert (found.check, found.place.book) == ("register.marked_twice", "Вторая.xlsx")
    assert look(desk).figures["attendance"]["present"].tolist() == [3]


def test_a_good_mark_is_not_lost_to_one_that_cannot_be_read() -> None:
    """The unreadable cell alone is out, so the other book's mark is the first that counts."""
    desk = second_book(
        Desk().set("Явка", 2, "С-02", "?"), [["Тьютор", C02], ["Барсукова Е.Л.", "+"]]
    )
    assert look(desk).figures["attendance"]["unmarked"].tolist() == [0]


def test_register_without_meetings_leaves_heads_unchecked() -> None:
    desk = headed("С-99").drop("Совещания")
    assert of_register(desk) == []


def test_a_tutor_without_a_row_is_listed_without_a_cell() -> None:
    desk = Desk()
    desk.rows("Явка").pop()
    assert of_register(desk) == [(WARNING, "register.no_row", "Явка", None, None)]
    figures = look(desk).figures["attendance"].iloc[0]
    assert (figures["expected"], figures["unmarked"]) == (5, 2)


def test_a_meeting_without_a_column_is_listed_without_a_cell() -> None:
    desk = Desk().drop_column("Явка", "С-02")
    assert of_register(desk) == [(WARNING, "register.no_column", "Явка", None, None)]
    figures = look(desk).figures["attendance"].iloc[0]
    assert (figures["expected"], figures["unmarked"]) == (5, 2)


def test_a_meeting_whose_head_got_a_remark_is_told_beside_a_head_that_is_wrong() -> None:
    """A head with more words is the staff's own; another wrong head does not hush it up."""
    desk = Desk()
    desk.rows("Явка")[0][2] = "18 февраля 2021 (перенос)"
    assert "register.no_column" in {check for _, check, *_ in of_register(desk)}
    desk.rows("Явка")[0][1] = "12 ноября 2020 (очно)"
    for row, cell in zip(desk.rows("Явка"), ("С-99", None, None, None), strict=True):
        row.append(cell)
    assert "register.no_column" in {check for _, check, *_ in of_register(desk)}
