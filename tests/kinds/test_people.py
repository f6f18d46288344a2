"""People's names in the directory."""

import pytest

from sheets_sync.kinds.people import (
    PersonEntry,
    PersonNames,
    looks_like_person,
    short_name,
    split_person,
)

PEOPLE = PersonNames(
    [
        PersonEntry("Т-07", "Катранова", "Елена", "Львовна"),
        PersonEntry("Т-08", "Семёнова", "Анна", "Петровна", former="Воронина"),
        PersonEntry("Т-09", "Иванова", "Ирина", "Ивановна"),
        PersonEntry("Т-10", "Иванова", "Инна", "Игоревна"),
        PersonEntry("Т-11", "Римская-Корсакова", "Алла", "Борисовна"),
        PersonEntry("Т-12", "Школьник", "Пётр", "Ильич"),
    ]
)


@pytest.mark.parametrize(
    "typed",
    [
        "Т-07",
        "T-07",
        "т07",
        "Т-7",
        "Катранова Е.Л.",
        "Катранова Е. Л.",
        "Катранова Е.Л",
        "Катранова Е Л",
        "Катранова ЕЛ",
        "Катранова, Е.Л.",
        "КатрановаЕ.Л.",
        "катранова е.л.",
        "КАТРАНОВА Е.Л.",
        "Е.Л. Катранова",
        "Е. Л. Катранова",
        "Катранова Елена Львовна",
        "Елена Львовна Катранова",
        "Катранова Елена",
        "Елена Катранова",
        "Катранова Е.",
        "Катранова",
        "Катранова Е.Л., учитель русского языка МБОУ СОШ № 9",
        "Катранова Е.Л. учитель русского языка МБОУ СОШ № 9",
        "Катранова Елена Львовна, учитель",
        "учитель русского языка Катранова Е.Л.",
        "Катранова Е.Л. (Т-07)",
        "Катранoва Е.Л.",
        "Rfnhfyjdf T/K/",
    ],
)
def test_katranova(typed):
    assert PEOPLE(typed).value == "Т-07"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Семенова А.П.", "Т-08"),
        ("Воронина А.П.", "Т-08"),
        ("Иванова Инна", "Т-10"),
        ("Иванова И.И. (Т-10)", "Т-10"),
        ("Римская - Корсакова А.Б.", "Т-11"),
        ("Школьник П.И.", "Т-12"),
        ("П.И. Школьник", "Т-12"),
    ],
)
def test_person(typed, code):
    assert PEOPLE(typed).value == code


@pytest.mark.parametrize(
    ("typed", "check"),
    [
        ("Катранова", "person.surname_only"),
        ("Воронина А.П.", "person.former"),
        ("Rfnhfyjdf T/K/", "layout.slip"),
        ("Катранoва Е.Л.", "letters.latin"),
    ],
)
def test_what_was_normalised_is_listed(typed, check):
    assert [fault.check for fault in PEOPLE(typed).faults] == [check]


@pytest.mark.parametrize("typed", ["Иванова И.И.", "Иванова", "И.И. Иванова"])
def test_two_who_fit_are_named(typed):
    (fault,) = PEOPLE(typed).faults
    both = "Иванова Ирина Ивановна (Т-09) и Иванова Инна Игоревна (Т-10)"
    assert fault.message == f"«{typed}» — подходят {both}"
    assert fault.fix == "укажите код или полное имя"


@pytest.mark.parametrize("typed", ["Катронова Е.Л.", "Катранова А.Б.", "Катранова Анна Львовна"])
def test_a_near_name_is_a_suggestion_only(typed):
    reading = PEOPLE(typed)
    assert reading.value is None
    assert reading.faults[0].check == "person.unknown"
    assert reading.faults[0].fix == "возможно, Катранова Е.Л. (Т-07)"


@pytest.mark.parametrize("typed", ["Катронова А.Б.", "Сидорова А.А.", "учитель", "Т-70", "12"])
def test_nobody(typed):
    (fault,) = PEOPLE(typed).faults
    assert fault.check == "person.unknown"
    assert "возможно" not in fault.fix


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Катранова Елена Львовна", ("Катранова", "Е.Л.")),
        ("иванова м п", ("Иванова", "М.П.")),
        ("Мария Иванова", ("Иванова", "М.")),
        ("Иванова Марина", ("Иванова", "М.")),
        ("М.П. Русакова", ("Русакова", "М.П.")),
        ("Классен А.Б.", ("Классен", "А.Б.")),
        ("Ли О.", ("Ли", "О.")),
        ("Мария Петровна", None),
        ("группа учителей", None),
        ("5 человек", None),
    ],
)
def test_split_person(typed, parts):
    assert split_person(typed) == parts


def test_short_name():
    assert short_name("Катранова", "Елена", "Львовна") == "Катранова Е.Л."


def test_short_name_without_a_patronymic():
    assert short_name("Ким", "Юн") == "Ким Ю."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Катранова Е.Л.", True),
        ("И.С. Губанова", True),
        ("методист ИМЦ Иванова И.И.", True),
        ("Губанова Ирина Степановна", True),
        ("МБОУ СОШ № 1 им. А.С. Пушкина", False),
        ("МБОУ СОШ № 44", False),
        ("русский яз. в т.ч. литература", False),
        ("Т-07", False),
    ],
)
def test_looks_like_person(text, answer):
    assert looks_like_person(text) is answer
