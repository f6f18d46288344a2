"""People's names in the directory."""

import pytest

from sheets_sync.tables.kinds.base import Reading
from sheets_sync.tables.kinds.people import PersonEntry, short_name, split_person
from sheets_sync.tables.kinds.people_directory import PersonNames
from sheets_sync.tables.kinds.text import PATRONYMIC

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


TOWN = PersonNames(
    [
        PersonEntry("Т-01", "Белов", "Пётр", "Ильич"),
        PersonEntry("Т-02", "Кедрова", "Анна", "Львовна"),
        PersonEntry("Т-03", "Гусейнов", "Рашид", "Али оглы"),
        PersonEntry("Т-04", "Мамин Сибиряк", "Дмитрий", "Саввич"),
        PersonEntry("Т-05", "Римская-Корсакова", "Алла", "Борисовна"),
        PersonEntry("Т-06", "Гасанова", "Лейла", "Рашид-кызы", former="Эль Хассани"),
        PersonEntry("Т-07", "ван дер Флит", "Анна", "Петровна"),
        PersonEntry("Т-08", "О'Нил", "Шон"),
    ]
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Гусейнов Рашид Али оглы", "Т-03"),
        ("Гусейнов Рашид Али-оглы", "Т-03"),
        ("Рашид Али оглы Гусейнов", "Т-03"),
        ("Гусейнов Р.А.", "Т-03"),
        ("Гусейнов Р.А. оглы", "Т-03"),
        ("учитель Гусейнов Рашид Али оглы", "Т-03"),
        ("Гасанова Лейла Рашид кызы", "Т-06"),
        ("Эль-Хассани Л.Р.", "Т-06"),
        ("Мамин Сибиряк Дмитрий Саввич", "Т-04"),
        ("Мамин-Сибиряк Дмитрий Саввич", "Т-04"),
        ("Мамин – Сибиряк Д.С.", "Т-04"),
        ("Мамин Сибиряк Д.С.", "Т-04"),
        ("Д.С. Мамин Сибиряк", "Т-04"),
        ("Дмитрий Саввич Мамин Сибиряк", "Т-04"),
        ("Мамин Сибиряк Дмитрий", "Т-04"),
        ("Мамин Сибиряк", "Т-04"),
        ("Римская Корсакова А.Б.", "Т-05"),
        ("Римская Корсакова Алла Борисовна", "Т-05"),
        ("Ван-дер-Флит А.П.", "Т-07"),
        ("О’Нил Шон", "Т-08"),
        ("учитель математики Мамин Сибиряк Д.С.", "Т-04"),
        ("учитель математики Белов Пётр Ильич", "Т-01"),
        ("старший методист Белов Пётр Ильич", "Т-01"),
        ("директор МБОУ СОШ № 9 Пётр Ильич Белов", "Т-01"),
        ("Белов Пётр Ильич учитель математики", "Т-01"),
        ("Белов Пётр Ильич – учитель", "Т-01"),
        ("Белов П.И. методист", "Т-01"),
        ("Белов Пётр И.", "Т-01"),
    ],
)
def test_names_of_more_words_and_posts(typed, code):
    assert TOWN(typed).value == code


@pytest.mark.parametrize(
    "typed",
    ["Мамин Д.С.", "Сибиряк Д.С.", "Флит А.П.", "Гусейнов Али оглы", "математики Белов П.И."],
)
def test_part_of_a_name_is_not_the_name(typed):
    assert TOWN(typed).value is None


@pytest.mark.parametrize(
    "typed",
    [
        "Т-01 Белов П.И.",
        "Белов П.И. (Т-01)",
        "Т-01, Белов П.И.",
        "Белов П.И., Т-01",
        "Т-01: Белов",
        "Т-01 (Белов Пётр Ильич)",
        "т1 Белов",
        "Т-01 учитель",
        "Белов П.И. (каб. 21)",
        "Белов П.И. (СОШ 9)",
    ],
)
def test_a_code_beside_the_name_it_belongs_to(typed):
    assert TOWN(typed).value == "Т-01"
    assert TOWN(typed).faults == ()


@pytest.mark.parametrize(
    "typed",
    [
        "Т-02 Белов П.И.",
        "Белов П.И. (Т-02)",
        "Т-02, Белов П.И.",
        "Белов Пётр Ильич Т-02",
        "Т-99 Белов П.И.",
        "Т-01 Сидоров А.А.",
        "Т-02 Кедрова П.И.",
    ],
)
def test_a_code_and_a_name_of_two_people_are_an_error(typed):
    (fault,) = TOWN(typed).faults
    assert TOWN(typed).value is None
    assert (fault.check, fault.severity) == ("person.code_and_name", "ошибка")


def test_the_error_names_both():
    message = TOWN("Т-02 Белов П.И.").faults[0].message
    both = "код — Кедрова Анна Львовна (Т-02), а имя — Белов Пётр Ильич (Т-01)"
    assert message == f"«Т-02 Белов П.И.»: {both}"


@pytest.mark.parametrize("typed", ["Т-01, Т-02", "Белов П.И., Кедрова А.Л.", "Т-01 и Т-02"])
def test_two_people_are_still_two(typed):
    assert [fault.check for fault in TOWN(typed).faults] == ["person.several"]


@pytest.mark.parametrize("typed", ["-", "—", "нет", "б/о", "Б/О", "б.о.", "отсутствует"])
def test_no_patronymic(read, typed):
    assert read(PATRONYMIC, typed) == Reading()


@pytest.mark.parametrize("typed", ["Львовна", "Али оглы", "Боевич", "О."])
def test_a_patronymic_stays_as_it_is(read, typed):
    assert read(PATRONYMIC, typed).value == typed
