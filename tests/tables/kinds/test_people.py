"""People's names in the directory."""

import pytest

from sheets_sync.tables.kinds.people import PersonEntry, short_name, split_person
from sheets_sync.tables.kinds.people_directory import PersonNames

PEOPLE = PersonNames(
    [
        PersonEntry("Т-07", "Барсукова", "Елена", "Львовна"),
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
        "Барсукова Е.Л.",
        "Барсукова Е. Л.",
        "Барсукова Е.Л",
        "Барсукова Е Л",
        "Барсукова ЕЛ",
        "Барсукова, Е.Л.",
        "БарсуковаЕ.Л.",
        "барсукова е.л.",
        "БАРСУКОВА Е.Л.",
        "Е.Л. Барсукова",
        "Е. Л. Барсукова",
        "Барсукова Елена Львовна",
        "Елена Львовна Барсукова",
        "Барсукова Елена",
        "Елена Барсукова",
        "Барсукова Е.",
        "Барсукова",
        "Барсукова Е.Л., учитель русского языка МБОУ СОШ № 9",
        "Барсукова Е.Л. учитель русского языка МБОУ СОШ № 9",
        "Барсукова Елена Львовна, учитель",
        "учитель русского языка Барсукова Е.Л.",
        "Барсукова Е.Л. (Т-07)",
        "Барсукoва Е.Л.",
        "<fhcerjdf T/K/",
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
        ("Барсукова", "person.surname_only"),
        ("Воронина А.П.", "person.former"),
        ("<fhcerjdf T/K/", "layout.slip"),
        ("Барсукoва Е.Л.", "letters.latin"),
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


@pytest.mark.parametrize("typed", ["Борсукова Е.Л.", "Барсукова А.Б.", "Барсукова Анна Львовна"])
def test_a_near_name_is_a_suggestion_only(typed):
    reading = PEOPLE(typed)
    assert reading.value is None
    assert reading.faults[0].check == "person.unknown"
    assert reading.faults[0].fix == "возможно, Барсукова Е.Л. (Т-07)"


@pytest.mark.parametrize("typed", ["Борсукова А.Б.", "Сидорова А.А.", "учитель", "Т-70", "12"])
def test_nobody(typed):
    (fault,) = PEOPLE(typed).faults
    assert fault.check == "person.unknown"
    assert fault.message == f"тьютора «{typed}» нет на листе «Тьюторы»"
    assert "возможно" not in fault.fix


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Барсукова Елена Львовна", ("Барсукова", "Е.Л.")),
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
    assert short_name("Барсукова", "Елена", "Львовна") == "Барсукова Е.Л."


def test_short_name_without_a_patronymic():
    assert short_name("Ким", "Юн") == "Ким Ю."


ALIKE = [
    PersonEntry("Т-01", "Ким", "Яна", ""),
    PersonEntry("Т-02", "Ким", "Ян", ""),
    PersonEntry("ТА", "Ёлкина-Сомова", "Юлия", "Юрьевна"),
    PersonEntry("ТБ", "Ёлкина-Сомова", "Юна", "Яновна"),
    PersonEntry("5", "Гордеева", ""),
    PersonEntry("Т 003", "Учительская", "Ольга", "Олеговна"),
    PersonEntry("Т-04", "Оглы Заде", "Али", "Рза оглы"),
    PersonEntry("Т-05", "Щ", "Яна"),
]
NAMESAKES = PersonNames(ALIKE)


@pytest.mark.parametrize("entry", ALIKE, ids=lambda one: one.code)
def test_a_name_picked_with_its_code_is_the_person_without_a_remark(entry):
    reading = NAMESAKES(entry.short)
    assert (reading.value, reading.faults) == (entry.code, ())


def test_a_surname_of_two_people_with_a_strange_code_is_still_asked_about():
    assert NAMESAKES("Ким Я. (Т-77)").faults[0].check == "person.ambiguous"


def test_a_former_surname_is_remarked_though_the_code_stands_beside_it():
    reading = PEOPLE("Воронина (Т-08)")
    assert (reading.value, reading.faults[0].check) == ("Т-08", "person.former")
