"""References, marks, and teachers who are in no directory."""

from datetime import date

import pytest

from sheets_sync.tables.kinds.base import Context, Reading
from sheets_sync.tables.kinds.refs import MARK, TEACHER, Ref


def echo(text: str) -> Reading:
    return Reading(f"<{text}>")


def test_a_reference_asks_its_directory():
    context = Context(2020, lookups={"schools": echo})
    assert Ref("schools").read(" СОШ\xa044 ", context).value == "<СОШ 44>"


def test_a_number_is_asked_for_as_text():
    assert Ref("schools").read(44.0, Context(2020, lookups={"schools": echo})).value == "<44>"


def test_without_a_directory_a_reference_stays_text(read):
    assert read(Ref("schools"), "СОШ 44").value == "СОШ 44"


@pytest.mark.parametrize(("raw", "asked"), [(True, "<ИСТИНА>"), (1, "<1>"), ("н", "<н>")])
def test_a_mark_is_the_whole_cell(raw, asked):
    assert MARK.read(raw, Context(2020, lookups={"marks": echo})).value == asked


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Иванова Мария Петровна", "Иванова М.П."),
        ("иванова м п", "Иванова М.П."),
        ("М.П. Иванова", "Иванова М.П."),
        ("ИВАНОВА М.П.", "Иванова М.П."),
        ("Иванова М. П., учитель математики", "Иванова М.П."),
        ("Иванова М.П. (СОШ № 9)", "Иванова М.П."),
        ("учитель Иванова М.П.", "Иванова М.П."),
        ("педагог-психолог Иванова М.П.", "Иванова М.П."),
        ("Иванова М.П.-учитель", "Иванова М.П."),
        ("bdfyjdf v/g/", "Иванова М.П."),
        ("римская-корсакова а.б.", "Римская-Корсакова А.Б."),
        ("Барсукова Е.Л., учитель русского языка МБОУ СОШ № 9", "Барсукова Е.Л."),
        ("Цой Анна Павловна учитель физики", "Цой А.П."),
        ("Школьникова А.Б.", "Школьникова А.Б."),
        ("Гусейнов Рашид Али оглы", "Гусейнов Р.А."),
        ("Мамин Сибиряк Д.С.", "Мамин-Сибиряк Д.С."),
        ("Мамин-Сибиряк Дмитрий Саввич", "Мамин-Сибиряк Д.С."),
        ("учитель математики Белов Пётр Ильич", "Белов П.И."),
        ("Белов Пётр Ильич – учитель", "Белов П.И."),
        ("и.о. директора Белов П.И.", "Белов П.И."),
        ("Иванова", "Иванова"),
        ("Семёнова", "Семенова"),
        ("Т-07", "Т-07"),
        ("п-012", "П-012"),
        ("П012", "П-012"),
    ],
)
def test_teacher(read, typed, name):
    assert read(TEACHER, typed).value == name


@pytest.mark.parametrize(
    "typed",
    [
        "Иванова И.И., Петрова А.А.",
        "Иванова И.И. Петрова А.А.",
        "Иванова И.И. и Петрова А.А.",
        "Иванова И.И.\nПетрова А.А.",
        "Иванова Мария Ивановна, Петрова Анна Сергеевна",
        "Иванова, Петрова",
    ],
)
def test_two_teachers_are_asked_apart(checks, typed):
    assert checks(TEACHER, typed) == ["E:teacher.several"]


@pytest.mark.parametrize(
    "raw", ["группа учителей", "5 педагогов", "все", "учителя", 5, True, date(2021, 2, 18)]
)
def test_no_teacher(checks, raw):
    assert checks(TEACHER, raw) == ["E:teacher.unreadable"]
