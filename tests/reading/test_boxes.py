"""Tick boxes of a spreadsheet: a ticked one is a mark, one that nobody ticked is an empty cell."""

import pytest
from helpers import ERROR, Desk, look, spots

from sheets_sync.sheet.cells import Raw


def marked(*marks: Raw) -> Desk:
    """The register with boxes in its second meeting, a tutor a line, boxes below the last too."""
    desk = Desk()
    rows = desk.rows("Явка")
    for row, mark in zip(rows[1:], marks, strict=True):
        row[2] = mark
    rows += [[None, False, False] for _ in range(5)]
    return desk


def meanings(desk: Desk) -> dict[str, str | None]:
    """Tutor → what their mark of the second meeting counts as."""
    register = look(desk).counted["register"]
    assert register.marks is not None
    second = register.marks[register.marks["meeting"] == "С-02"]
    tutors = second["key"].map(register.frame["tutor"])
    return dict(zip(tutors, second["meaning"], strict=True))


def test_a_tick_is_presence_and_none_is_no_mark():
    desk = marked(True, False, True)
    assert meanings(desk) == {"Т-01": "присутствовал", "Т-03": "присутствовал"}
    errors = [s for s in spots(desk) if s[0] == ERROR and s[2] == "Явка"]
    assert errors == []
    row = look(desk).figures["attendance_by_meeting"].set_index("meeting").loc["С-02"]
    assert (row["present"], row["absent"]) == (2, 0)


def test_a_named_row_without_a_tick_is_a_gap_and_no_absence():
    desk = marked(True, False, False)
    row = look(desk).figures["attendance_by_meeting"].set_index("meeting").loc["С-02"]
    assert (row["unmarked"], row["absent"]) == (1, 0)
    assert ("mark.missing", "Явка") in {s[1:3] for s in spots(desk)}


def test_boxes_below_the_last_name_are_no_rows():
    counts = {t.tab: t.read for t in look(marked(True, False, True)).tabs}
    assert counts["Явка"] == 3


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("mark", "meaning", "ticked", "told"),
    [
        ("☐", "без причины", False, "без причины"),
        ("ЛОЖЬ", "уважительная", False, "уважительная"),
        ("ИСТИНА", "дистанционно", True, "дистанционно"),
        ("☑", "опоздал", True, "опоздал"),
    ],
)
def test_the_dictionary_of_marks_has_the_last_word(
    mark: str, meaning: str, ticked: bool, told: str
):
    desk = marked(ticked, True, True)
    desk.add("Отметки", Отметка=mark, **{"Считать как": meaning})
    assert meanings(desk)["Т-01"] == told


def test_a_box_of_a_list_of_those_present():
    desk = Desk()
    desk.books["Список.xlsx"] = {
        "Список присутствующих": [
            ["Совещание", "ФИО", "Отметка"],
            ["С-02", "Барсукова Е.Л.", True],
            ["С-02", "Белов П.И.", False],
            [None, None, False],
        ]
    }
    found = look(desk)
    assert {t.tab: t.read for t in found.tabs}["Список присутствующих"] == 2
