"""A whole name in one cell: its surname, first name and patronymic."""

import pytest
from helpers import Desk, look, spot

from sheets_sync.tables.kinds.whole_names import parts_of


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Барсукова Елена Львовна", ("Барсукова", "Елена", "Львовна")),
        ("  Барсукова  Елена\nЛьвовна ", ("Барсукова", "Елена", "Львовна")),
        ("Елена Львовна Барсукова", ("Барсукова", "Елена", "Львовна")),
        ("Барсукова, Елена Львовна", ("Барсукова", "Елена", "Львовна")),
        ("Барсукова Е.Л.", ("Барсукова", "Е.", "Л.")),
        ("Барсукова Е. Л.", ("Барсукова", "Е.", "Л.")),
        ("Е.Л. Барсукова", ("Барсукова", "Е.", "Л.")),
        ("Барсукова Елена", ("Барсукова", "Елена", "")),
        ("Елена Барсукова", ("Барсукова", "Елена", "")),
        ("Барсукова", ("Барсукова", "", "")),
        ("Петрова-Водкина Анна Ивановна", ("Петрова-Водкина", "Анна", "Ивановна")),
        ("Петрова - Водкина Анна Ивановна", ("Петрова-Водкина", "Анна", "Ивановна")),
        ("Мамин Сибиряк Дмитрий Наркисович", ("Мамин Сибиряк", "Дмитрий", "Наркисович")),
        ("Барсукова Анна-Мария Львовна", ("Барсукова", "Анна-Мария", "Львовна")),
        ("Алиев Руслан Али оглы", ("Алиев", "Руслан", "Али оглы")),
        ("Мамедова Лейла Гасан-кызы", ("Мамедова", "Лейла", "Гасан-кызы")),
        ("Ли Сун Хи", ("Ли", "Сун", "Хи")),
        ("Барсукова (Сомова) Елена Львовна", ("Барсукова", "Елена", "Львовна")),
        ("Барсукова Елена Львовна, учитель", ("Барсукова", "Елена", "Львовна")),
        ("Барсукова Елена Львовна – методист", ("Барсукова", "Елена", "Львовна")),
        ("Елена Львовна", ("", "Елена", "Львовна")),
        ("", ("", "", "")),
    ],
)
def test_the_parts_of_a_name(typed: str, parts: tuple[str, str, str]) -> None:
    assert parts_of(typed) == parts


def in_one_column(head: str) -> Desk:
    """The tutors with their names in one column."""
    desk = Desk()
    for number, row in enumerate(desk.rows("Тьюторы")):
        row[1:4] = [" ".join(map(str, row[1:4])) if number else head]
    return desk


@pytest.mark.parametrize("head", ["ФИО", "Ф.И.О.", "Фамилия Имя Отчество", "ФИО тьютора*"])
def test_one_column_serves_for_three(head: str) -> None:
    found = look(in_one_column(head))
    assert found.problems == ()
    assert found.tutor_names == look(Desk()).tutor_names
    assert found.plain_figures == look(Desk()).plain_figures


def test_a_head_of_their_own_is_named_in_the_settings() -> None:
    headers = {"Тьюторы": {"Сотрудник": "Фамилия; Имя; Отчество"}}
    assert look(in_one_column("Сотрудник"), headers=headers).problems == ()


def test_a_name_that_lacks_a_part_is_told_in_its_cell() -> None:
    desk = in_one_column("ФИО").set("Тьюторы", 3, "ФИО", "Белов")
    first = next(p for p in look(desk).problems if p.check == "name.incomplete")
    assert spot(desk, first) == ("ошибка", "name.incomplete", "Тьюторы", "ФИО", 3)


def test_columns_of_their_own_go_before_a_whole_name() -> None:
    desk = Desk()
    for row in desk.rows("Тьюторы"):
        row.append("ФИО" if row[0] == "Код" else "Барсуковой Елене Львовне")
    assert look(desk).tutor_names == look(Desk()).tutor_names


@pytest.mark.parametrize("head", ["Имя Отчество", "Имя, отчество"])
def test_a_surname_may_have_a_column_of_its_own(head: str) -> None:
    desk = Desk()
    for number, row in enumerate(desk.rows("Тьюторы")):
        row[2:4] = [" ".join(map(str, row[2:4])) if number else head]
    found = look(desk.set("Тьюторы", 4, head, "О.Ю."))
    assert found.problems == ()
    names = found.shelf.records["tutors"].frame
    assert list(names["first_name"]) == ["Елена", "Пётр", "О."]
    assert list(names["patronymic"]) == ["Львовна", "Ильич", "Ю."]
    assert list(names["surname"]) == ["Барсукова", "Белов", "Зимина"]


@pytest.mark.parametrize("shown", ["%d.%m.%Y {}", "%Y-%m-%d, {}"])
def test_one_column_may_serve_for_a_day_and_its_time(shown: str) -> None:
    desk = Desk()
    for row in desk.rows("График"):
        row[1:3] = ["Когда" if row[0] == "Код" else format(row[1], shown).format(row[2])]
    headers = {"График": {"Когда": "Дата; Начало"}}
    assert look(desk, headers=headers).plain_figures == look(Desk()).plain_figures
