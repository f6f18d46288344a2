"""One school, however it is written, if exactly one fits."""

import pytest

from sheets_sync.tables.kinds.base import Context, Reading
from sheets_sync.tables.kinds.schools import SchoolEntry, SchoolNames
from sheets_sync.tables.references import SCHOOLS as LISTED

SCHOOLS = SchoolNames(
    [
        SchoolEntry(
            "Ш-44",
            "МБОУ СОШ № 44",
            "Муниципальное бюджетное общеобразовательное учреждение средняя общеобразовательная"
            " школа № 44 имени Героя Советского Союза Ивана Петрова",
        ),
        SchoolEntry("Ш-09", "МБОУ СОШ № 9"),
        SchoolEntry("Ш-10", "МБОУ ООШ № 9"),
        SchoolEntry("Ш-05", "МБОУ СОШ № 5 с. Ивановка"),
        SchoolEntry("Ш-06", "МБОУ СОШ № 5 с. Петровка"),
        SchoolEntry("Ш-07", "МБОУ СОШ № 7"),
        SchoolEntry("Ш-08", "МАОУ СОШ № 7"),
        SchoolEntry("Ш-02", "МАОУ гимназия № 2"),
        SchoolEntry("Ш-99", "МАОУ Гимназия «Эврика»"),
        SchoolEntry("Ш-01", "МБОУ лицей № 1 им. А.С. Пушкина", variants=("первый лицей",)),
        SchoolEntry("Ш-03", "ГКОУ школа-интернат № 3"),
        SchoolEntry("Ш-12", "МБОУ ЦО № 12"),
        SchoolEntry("Ш-21", "МБОУ вечерняя (сменная) школа № 21"),
    ]
)


@pytest.mark.parametrize(
    "typed",
    [
        "МБОУ СОШ № 44",
        "МБОУ СОШ №44",
        "МБОУ «СОШ № 44»",
        "мбоу\xa0сош\xa0№\xa044",
        "МБОУСОШ № 44",
        "СОШ 44",
        "СОШ-44",
        "сош44",
        "сош N44",
        "COШ 44",
        "СШ № 44",
        "школа 44",
        "школа № 44",
        "44 школа",
        "шк. 44",
        "44",
        "№44",
        "N 44",
        "средняя школа 44",
        "ср. шк. № 44",
        "МАОУ СОШ № 44",
        "МБОУ СОШ № 44 им. Героя Советского Союза",
        "МБОУ СОШ имени Ивана Петрова № 44",
        "муниципальное бюджетное общеобразовательное учреждение"
        " средняя общеобразовательная школа № 44",
        "Ш-44",
        "ш44",
    ],
)
def test_school_44(typed):
    reading = SCHOOLS(typed)
    assert reading.value == "Ш-44"
    assert all(fault.check == "letters.latin" for fault in reading.faults)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("СОШ № 9", "Ш-09"),
        ("основная школа 9", "Ш-10"),
        ("ООШ 9", "Ш-10"),
        ("СОШ № 5 с. Ивановка", "Ш-05"),
        ("СОШ 5 Петровка", "Ш-06"),
        ("МБОУ СОШ № 7", "Ш-07"),
        ("МАОУ СОШ 7", "Ш-08"),
        ("гимназия 2", "Ш-02"),
        ("Эврика", "Ш-99"),
        ("гимназия «Эврика»", "Ш-99"),
        ("лицей", "Ш-01"),
        ("лицей № 1", "Ш-01"),
        ("Лицей им. Пушкина", "Ш-01"),
        ("первый лицей", "Ш-01"),
        ("интернат № 3", "Ш-03"),
        ("центр образования 12", "Ш-12"),
        ("вечерняя школа 21", "Ш-21"),
    ],
)
def test_school(typed, code):
    assert SCHOOLS(typed).value == code


@pytest.mark.parametrize("typed", ["9", "школа 9", "№ 9", "МБОУ № 9"])
def test_two_types_of_one_number(typed):
    (fault,) = SCHOOLS(typed).faults
    assert fault.message == f"«{typed}» — подходят СОШ № 9 и ООШ № 9"
    assert fault.fix == "укажите тип школы"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("СОШ № 5", "МБОУ СОШ № 5 с. Ивановка и МБОУ СОШ № 5 с. Петровка"),
        ("СОШ 7", "МБОУ СОШ № 7 и МАОУ СОШ № 7"),
    ],
)
def test_alike_schools_are_named_in_full(typed, names):
    assert SCHOOLS(typed).faults[0].message == f"«{typed}» — подходят {names}"


@pytest.mark.parametrize(
    "typed", ["№ 144", "СОШ № 144", "4", "СОШ 4", "СОШ 45", "СОШ 44А", "440", "СОШ № 0", "школа"]
)
def test_numbers_are_never_guessed(typed):
    (fault,) = SCHOOLS(typed).faults
    assert fault.check == "school.unknown"
    assert fault.message == f"школы «{typed}» нет на листе «Школы»"
    assert "возможно" not in fault.fix


@pytest.mark.parametrize("typed", ["4 4", "4-4", "СОШ 9, 44"])
def test_two_numbers_are_no_school(typed):
    assert SCHOOLS(typed).faults[0].check == "school.several"


def test_the_wrong_type_of_school_gets_a_suggestion():
    (fault,) = SCHOOLS("ООШ 44").faults
    assert (fault.check, fault.fix) == ("school.type", "возможно, СОШ № 44")


def test_a_misspelled_name_is_not_merged():
    reading = SCHOOLS("Эврико")
    assert reading.value is None
    assert reading.faults[0].fix == "возможно, «МАОУ Гимназия «Эврика»»"


def test_the_wrong_layout():
    reading = SCHOOLS("cji 44")
    assert reading.value == "Ш-44"
    assert [fault.check for fault in reading.faults] == ["layout.slip"]


def test_words_nobody_knows_are_listed():
    reading = SCHOOLS("МБОУ СОШ № 44 с УИОП")
    assert reading.value == "Ш-44"
    assert [fault.check for fault in reading.faults] == ["school.words"]


@pytest.mark.parametrize(
    "typed",
    [
        "МБОУ СОШ № 44 г. Сочи",
        "СОШ № 44 города Анапы",
        "СОШ 44 г Тимашевск",
        "школа № 44 станицы Каневской",
        "СОШ № 44 ст. Крыловская",
        "СОШ № 44 пос. Южный",
        "СОШ № 44 Динского района",
        "СОШ № 44, Ростовская область, г. Шахты",
        "гимназия № 2 г. Ейска",
    ],
)
def test_a_school_of_a_place_the_directory_does_not_know_is_not_ours(typed):
    reading = SCHOOLS(typed)
    assert reading.value is None
    assert [fault.check for fault in reading.faults] == ["school.unknown"]
    assert "Варианты написания" in reading.faults[0].fix


@pytest.mark.parametrize(
    "typed", ["СОШ № 7 г. Заречного", "СОШ 8 (г. Заречный)", "СОШ № 8, гор. Заречный"]
)
def test_a_place_that_stands_beside_one_school_is_known_of_all(typed):
    schools = SchoolNames(
        [
            SchoolEntry("Ш-7", "СОШ № 7", "Муниципальное учреждение СОШ № 7 города Заречного"),
            SchoolEntry("Ш-8", "СОШ № 8"),
        ]
    )
    assert schools(typed).value in {"Ш-7", "Ш-8"}


@pytest.mark.parametrize(
    "typed",
    [
        "МБДОУ № 44",
        "МАДОУ д/с № 44",
        "детский сад 44",
        "Центр развития ребёнка № 44",
        "колледж № 44",
        "Техникум 44",
        "ДЮСШ № 44",
        "СШОР № 44",
        "спортивная школа № 44",
        "детская музыкальная школа № 44",
        "школа искусств № 44",
        "МБУ ДО ЦДТ № 44",
        "Дворец творчества № 44",
        "ДДТ № 44",
        "университет № 44",
    ],
)
def test_what_is_no_school_is_never_the_school_of_that_number(typed):
    reading = SCHOOLS(typed)
    assert reading.value is None
    assert [fault.check for fault in reading.faults] == ["school.unknown"]
    assert "№ 44»" not in reading.faults[0].fix


def test_a_kindergarten_that_the_directory_lists_is_found():
    schools = SchoolNames([SchoolEntry("Ш-44", "СОШ № 44"), SchoolEntry("Д-44", "МБДОУ № 44")])
    assert schools("детский сад № 44").value == "Д-44"
    assert schools("СОШ № 44").value == "Ш-44"


@pytest.mark.parametrize("typed", ["СОШ № 44 (детский сад)", "школа-детский сад № 44"])
def test_a_school_with_a_kindergarten_is_a_school(typed):
    assert SCHOOLS(typed).value in {"Ш-44", None}
    assert SCHOOLS(typed).faults[0].check in {"school.words", "school.type"}


def test_a_number_that_is_also_a_code_is_ambiguous():
    schools = SchoolNames([SchoolEntry("44", "СОШ № 12"), SchoolEntry("12", "СОШ № 44")])
    assert schools("44").faults[0].check == "school.ambiguous"
    assert schools("СОШ 44").value == "12"


TOWN = SchoolNames(
    [
        SchoolEntry("Ш-21", "МБОУ СОШ № 21 г. Заречного"),
        SchoolEntry("Ш-05", "МБОУ СОШ № 5 с. Ивановка"),
        SchoolEntry("Ш-06", "МБОУ СОШ № 5 с. Петровка"),
        SchoolEntry("Ш-08", "МБОУ СОШ № 8 с. Ивановка"),
        SchoolEntry("Ш-К", "Школа «К»"),
    ]
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("СОШ № 21 с УИОП", "Ш-21"),
        ("МБОУ СОШ № 21 с углубленным изучением отдельных предметов", "Ш-21"),
        ("СОШ № 21 (филиал в п. Ольховка)", "Ш-21"),
        ("СОШ № 21 (филиал № 2)", "Ш-21"),
        ("СОШ № 21, корпус 2", "Ш-21"),
        ("СОШ № 8 (дошкольное отделение)", "Ш-08"),
    ],
)
def test_words_nobody_knows_do_not_contradict_a_number(typed, code):
    reading = TOWN(typed)
    assert reading.value == code
    assert [fault.check for fault in reading.faults] == ["school.words"]


@pytest.mark.parametrize(
    ("typed", "check"),
    [
        ("СОШ № 8 с. Петровка", "school.unknown"),
        ("СОШ № 5 (филиал)", "school.ambiguous"),
        ("СОШ № 5 (филиал СОШ № 8)", "school.several"),
        ("ООШ № 21 с УИОП", "school.type"),
        ("СОШ № 22 с УИОП", "school.unknown"),
    ],
)
def test_words_that_the_directory_knows_tell_schools_apart(typed, check):
    reading = TOWN(typed)
    assert (reading.value, [fault.check for fault in reading.faults]) == (None, [check])


@pytest.mark.parametrize("typed", ["школа в селе", "Центр «А»", "«К», филиал", "школа К. Л."])
def test_no_hint_rests_on_one_letter(typed):
    fixes = " ".join(fault.fix for fault in TOWN(typed).faults)
    assert "возможно" not in fixes


@pytest.mark.parametrize(
    ("typed", "schools"),
    [
        ("все ОО", ("все школы",)),
        ("все школы", ("все школы",)),
        ("Все школы города", ("все школы",)),
        ("все общеобразовательные организации", ("все школы",)),
        ("ШНОР (все)", ("все ШНОР",)),
        ("все ШНОР", ("все ШНОР",)),
        ("школы с низкими результатами", ("все ШНОР",)),
        ("-", ("-",)),
        ("—", ("-",)),
        ("СОШ № 21; ШНОР (все)", ("Ш-21", "все ШНОР")),
        ("все", ("все",)),
    ],
)
def test_all_schools_in_words(typed, schools):
    reading = LISTED.read(typed, Context(2020, lookups={"schools": TOWN}))
    assert (reading.value, reading.faults) == (schools, ())


@pytest.mark.parametrize("typed", ["все, кроме СОШ № 21", "некоторые ОО", "школы № 5 и 8"])
def test_not_all_schools(typed):
    reading = LISTED.read(typed, Context(2020, lookups={"schools": TOWN}))
    assert reading.faults


NUMBERED_BY_ROWS = SchoolNames(
    [SchoolEntry("1", "СОШ № 1"), SchoolEntry("6", "СОШ № 10"), SchoolEntry("7", "лицей «Исток»")]
)


@pytest.mark.parametrize(("text", "code"), [("6", "6"), ("№ 6", "6"), ("7", "7")])
def test_a_number_that_is_only_a_code_is_told(text: str, code: str):
    reading = NUMBERED_BY_ROWS(text)
    assert reading.value == code
    assert [fault.check for fault in reading.faults] == ["school.by_code"]


@pytest.mark.parametrize(("text", "code"), [("1", "1"), ("10", "6"), ("СОШ № 10", "6")])
def test_a_number_that_a_school_bears_is_its_own(text: str, code: str):
    assert NUMBERED_BY_ROWS(text) == Reading(code)


def test_a_long_code_is_nobodys_number():
    schools = SchoolNames([SchoolEntry("223307", "СОШ № 1"), SchoolEntry("223308", "СОШ № 2")])
    assert schools("223308") == Reading("223308")
