"""Who is meant by what is typed."""

import pytest
from duties.owed_lines import OWNERS, left, owed
from helpers import TODAY, Desk, look

from sheets_sync.duties.duty import Person, Subject
from sheets_sync.duties.staff import Staff
from sheets_sync.sheet.cells import Place

HERE = Place("Дорожная карта ШНОР.xlsx", "Дорожная карта")


def names(text: str, desk: Desk | None = None) -> list[str]:
    staff = Staff(look(desk or Desk(), owners=OWNERS))
    return [person.name for person in staff.named(text, HERE)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Белов П.И.", ["Белов П.И."]),
        ("П.И. Белов", ["Белов П.И."]),
        ("т-02", ["Белов П.И."]),
        ("тьютор Белов П.И.", ["Белов П.И."]),
        ("Белов Пётр Ильич, учитель математики и физики", ["Белов П.И."]),
        ("Белов П.И., Зимина О.Ю.", ["Белов П.И.", "Зимина О.Ю."]),
        ("Белов П.И. и Сомова Т.П.", ["Белов П.И.", "методист Сомова Т.П."]),
        ("Белов П.И.; Белов П.И.", ["Белов П.И."]),
        ("Сомова Т.П., методист", ["методист Сомова Т.П."]),
        ("методист Сомова", ["методист Сомова Т.П."]),
        ("Ромашова Анна Ильинична, начальник отдела", ["Ромашова А.И."]),
        ("Белов П.И., ИРО", ["Белов П.И.", "ИРО"]),
        ("Белов П.И., тьюторы по ВПР", ["Белов П.И.", "тьюторы по ВПР"]),
        ("тьюторы по ВПР", ["тьюторы по ВПР"]),
        ("администрация ОО", ["администрация ОО"]),
        ("классные руководители", ["классные руководители"]),
        ("ИРО, ИМЦ", ["ИРО, ИМЦ"]),
        ("методисты ИМЦ", ["методисты ИМЦ"]),
        ("психолого-медико-педагогическая  комиссия", ["психолого-медико-педагогическая комиссия"]),
    ],
)
def test_a_text_names_people_or_itself(text: str, said: list[str]):
    assert names(text) == said


def test_a_name_two_tutors_share_stays_a_name():
    desk = Desk()
    desk.add("Тьюторы", like=3, Код="Т-04", Имя="Павел", Отчество="Иванович")
    assert names("Белов П.И.", desk) == ["Белов П.И."]
    assert names("т-04", desk) == ["Белов П.И. (Т-04)"]


def test_of_two_people_the_one_who_left_owes_nothing():
    desk = left(Desk(), 3, TODAY.replace(day=1))
    assert names("Белов П.И., Зимина О.Ю.", desk) == ["Зимина О.Ю."]
    assert names("Белов П.И.", desk) == ["методист Рогова А.Д."]


def test_a_tutor_has_the_address_of_the_directory():
    desk = Desk().set("Тьюторы", 3, "Эл. почта", "belov@example.org")
    staff = Staff(look(desk))
    assert staff.named("Белов П.И.", HERE) == (Person("Белов П.И.", "Т-02", "belov@example.org"),)


def test_a_keeper_has_one_address_for_all_books():
    mails = {"Посещаемость.xlsx": "somova@example.org"}
    staff = Staff(look(Desk(), owners=OWNERS, mails=mails))
    other = Place("Отчёты тьюторов.xlsx", "Отчёты")
    assert staff.keeper(other) == (Person("методист Сомова Т.П.", "", "somova@example.org"),)


# Who answers for a school


def item(responsible: str, schools: str = "СОШ № 44") -> Desk:
    """An overdue item of the road map for a school, whose curator is Лисицына."""
    desk = Desk()
    del desk.rows("Дорожная карта")[2:]
    for header, value in (("Школы", schools), ("Срок", "до 01.02.2021"),
                          ("Ответственный", responsible), ("Статус", "в работе"),
                          ("Дата исполнения", None)):  # fmt: skip
        desk.set("Дорожная карта", 2, header, value)
    return desk.set("Школы", 2, "Куратор ИМЦ", "Лисицына О.В.")


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("responsible", "schools", "said"),
    [
        ("администрация ОО", "СОШ № 44", "администрация ОО, методист Лисицына О.В."),
        ("администрация ОО", "все ШНОР", "администрация ОО"),
        ("ИРО", "СОШ № 44", "ИРО"),
        ("Белов П.И.", "СОШ № 44", "Белов П.И."),
        ("МБОУ СОШ № 44", "все ШНОР", "МБОУ СОШ № 44, методист Лисицына О.В."),
        ("директор СОШ № 44", "-", "директор СОШ № 44, методист Лисицына О.В."),
        ("Белов П.И., учитель СОШ № 44", "все", "Белов П.И."),
    ],
)
def test_where_a_school_is_to_act_its_curator_answers_too(
    responsible: str, schools: str, said: str
):
    desk = item(responsible, schools)
    assert [who for _, who, *_ in owed(desk, Subject.ROADMAP, owners=OWNERS)] == [said]


@pytest.mark.slow
def test_who_is_asked_in_a_meeting_may_be_a_school_too():
    desk = Desk().set("Школы", 2, "Куратор ИМЦ", "Лисицына О.В.")
    desk.set("Поручения", 3, "Ответственный", "администрация СОШ № 44")
    said = [who for _, who, *_ in owed(desk, Subject.ASSIGNMENT, owners=OWNERS)]
    assert said == ["администрация СОШ № 44, методист Лисицына О.В."]


def test_where_a_school_has_no_curator_its_tutors_answer():
    desk = item("администрация ОО").set("Школы", 2, "Куратор ИМЦ", None)
    desk.set("Тьюторы", 4, "Закреплённые школы", "СОШ № 44")
    assert [who for _, who, *_ in owed(desk, Subject.ROADMAP)] == ["администрация ОО, Зимина О.Ю."]


def helpers(desk: Desk) -> str:
    """Who could help ООШ № 9 in mathematics."""
    desk.add("ШНОР", Школа="О-9", Учебный_год="2020–2021", В_перечне="да",
             Предметы_риска="математика")  # fmt: skip
    (said,) = owed(desk, Subject.HELP, owners=OWNERS)
    return said[1]


def test_help_comes_from_the_tutors_of_the_subject():
    assert helpers(Desk()) == "Белов П.И., Зимина О.Ю."


def test_help_comes_first_from_who_has_the_school():
    desk = Desk().set("Тьюторы", 4, "Закреплённые школы", "ООШ № 9")
    assert helpers(desk) == "Зимина О.Ю."


@pytest.mark.slow
def test_a_tutor_of_another_subject_is_not_asked():
    desk = Desk().set("Тьюторы", 2, "Закреплённые школы", "ООШ № 9")
    assert helpers(desk) == "Белов П.И., Зимина О.Ю."


def test_the_curator_of_the_school_is_asked_too():
    desk = Desk().set("Школы", 4, "Куратор ИМЦ", "Рогова А.Д.")
    assert helpers(desk) == "Белов П.И., Зимина О.Ю., методист Рогова А.Д."


def test_of_many_tutors_the_curator_chooses():
    desk = Desk().set("Школы", 4, "Куратор ИМЦ", "Рогова А.Д.")
    for number, surname in enumerate(("Орлова", "Ершова"), 4):
        desk.add("Тьюторы", like=4, Код=f"Т-0{number}", Фамилия=surname)
    assert helpers(desk) == "методист Рогова А.Д."


def test_without_tutors_and_curator_the_keeper_of_the_list_is_asked():
    desk = left(left(Desk(), 3, TODAY.replace(day=1)), 4, TODAY.replace(day=1))
    assert helpers(desk) == "методист Лисицына О.В."
