"""The same thing twice: told once, at the later one, naming the first; no figure changes."""

from collections.abc import Callable
from datetime import date

import pytest
from helpers import ERROR, K02, WARNING, Desk, counts, look, spot, spots

from sheets_sync.sheet.cells import Raw

pytestmark = pytest.mark.kinds

Edit = Callable[[Desk], object]
KEYLESS = [
    ("Журнал", "Консультация"),
    ("Индивидуальные планы", "Тьютор"),
    ("Дорожная карта", "№"),
    ("Поручения", "Совещание"),
    ("Повестка", "Совещание"),
]


def twice(desk: Desk) -> list[tuple[str, str, str | None, int | None]]:
    told = ("row.repeated", "book.copy", "tutor.twice")
    return [s[1:] for s in spots(desk) if s[1] in told]


@pytest.mark.parametrize(("tab", "column"), KEYLESS)
def test_an_equal_row_is_told_at_the_later_and_counts(tab: str, column: str) -> None:
    desk = Desk()
    row = desk.add(tab, like=2)
    assert twice(desk) == [("row.repeated", tab, column, row)]
    (found,) = [p for p in look(desk).problems if p.check == "row.repeated"]
    assert "A2" in found.message
    read, counted, _ = counts(look(desk), tab)
    assert read == counted


SAME = [
    ("Журнал", "Консультация", "к–01"),
    ("Журнал", "Школа", "44"),
    ("Журнал", "Тьютор", "Т-01"),
    ("Журнал", "Дата", "2 февраля 2021 года"),
    ("Журнал", "Педагог", "М.П. Иванова"),
    ("Журнал", "Дата", None),
    ("Индивидуальные планы", "Мероприятие", " разбор  работ"),
    ("Поручения", "Ответственный", "Тьюторы"),
]
OTHER: list[tuple[str, str, Raw]] = [
    ("Журнал", "Педагог", "Иванова М.Р."),
    ("Журнал", "Педагог", None),
    ("Журнал", "Вопрос или дефицит", "предметный: дроби"),
    ("Журнал", "Рекомендации", "разобрать демоверсию"),
    ("Журнал", "Минуты", None),
    ("Журнал", "Минуты", "около 45"),
    ("Индивидуальные планы", "Форма", "вебинар"),
    ("Дорожная карта", "№", "1.10"),
    ("Дорожная карта", "Раздел", "Контроль"),
    ("Дорожная карта", "Школы", "СОШ № 44"),
    ("Поручения", "Поручение", "Составить планы"),
    ("Поручения", "Результат", "сделано"),
    ("Повестка", "№", "2"),
]


@pytest.mark.parametrize(("tab", "header", "value"), SAME)
def test_rows_are_equal_as_read(tab: str, header: str, value: Raw) -> None:
    desk = Desk()
    desk.set(tab, desk.add(tab, like=2), header, value)
    assert [found[0] for found in twice(desk)] == ["row.repeated"]


@pytest.mark.parametrize(("tab", "header", "value"), OTHER)
def test_a_row_that_differs_in_one_cell_is_another(tab: str, header: str, value: Raw) -> None:
    desk = Desk()
    desk.set(tab, desk.add(tab, like=2), header, value)
    assert twice(desk) == []


def test_two_that_cannot_be_read_are_equal_only_as_typed() -> None:
    desk = Desk().set("Журнал", 2, "Минуты", "около 45")
    desk.set("Журнал", desk.add("Журнал", like=2), "Минуты", "около 50")
    desk.add("Журнал", like=2)
    assert twice(desk) == [("row.repeated", "Журнал", "Консультация", 6)]


def test_three_equal_rows_are_told_twice_and_name_the_first() -> None:
    desk = Desk()
    rows = [desk.add("Журнал", like=3), desk.add("Журнал", like=3)]
    found = [p for p in look(desk).problems if p.check == "row.repeated"]
    assert [p.cell and p.cell.row for p in found] == rows
    assert all("A3" in p.message for p in found)


def test_a_row_that_does_not_count_repeats_nothing() -> None:
    desk = Desk().set("Журнал", 2, "Школа", "СОШ № 144")
    desk.add("Журнал", like=2)
    assert twice(desk) == []


def copied(*tabs: str, book: str = "Копия.xlsx") -> Desk:
    desk = Desk()
    desk.books[book] = {tab: [list(row) for row in desk.rows(tab)] for tab in tabs}
    return desk


@pytest.mark.parametrize(
    "tabs",
    [
        ("Журнал",),
        ("График", "Журнал"),
        ("Дорожная карта", "Результаты"),
        ("Совещания", "Повестка", "Явка", "Поручения"),
        ("Индивидуальные планы", "Отчёты"),
        ("Школы", "ШНОР", "Тьюторы", "Предметы", "Отметки", "Календарь"),
    ],
)
def test_a_copied_book_is_told_once(tabs: tuple[str, ...]) -> None:
    desk = copied(*tabs)
    assert twice(desk) == [("book.copy", tabs[0], None, None)]
    (found,) = [p for p in look(desk).problems if p.check == "book.copy"]
    assert found.place.book == "Копия.xlsx"
    assert "xlsx" in found.message


def test_a_book_whose_rows_are_some_of_an_other_is_told_wherever_it_stands() -> None:
    desk = Desk()
    part = {"Журнал": [list(row) for row in desk.rows("Журнал")[:3]]}
    desk.books = {"А.xlsx": part, **desk.books}
    assert [(p.check, p.place.book) for p in look(desk).problems if p.check == "book.copy"] == [
        ("book.copy", "А.xlsx")
    ]
    assert not [s for s in spots(desk) if s[1] == "row.repeated"]


def test_a_row_written_in_two_books_names_the_other_book() -> None:
    desk = copied("Журнал", book="Белов.xlsx")
    desk.books["Белов.xlsx"]["Журнал"][2][desk.rows("Журнал")[0].index("Минуты")] = 31
    found = [p for p in look(desk).problems if p.check == "row.repeated"]
    assert [(p.place.book, p.cell and p.cell.row) for p in found] == [
        ("Белов.xlsx", 2), ("Белов.xlsx", 4),
    ]  # fmt: skip
    assert "Консультации.xlsx, лист «Журнал», A2" in found[0].message


def test_a_register_of_other_meetings_is_no_copy() -> None:
    desk = Desk()
    rows = desk.rows("Явка")
    desk.books["Явка I.xlsx"] = {"Явка": [row[:2] for row in rows]}
    for row in rows:
        del row[1]
    assert twice(desk) == []


def test_a_book_without_rows_is_no_copy() -> None:
    desk = Desk()
    desk.books["Пустая.xlsx"] = {"Журнал": [list(desk.rows("Журнал")[0])]}
    assert twice(desk) == []


def test_another_tutors_journal_is_no_copy() -> None:
    desk = copied("Журнал", book="Зимина.xlsx")
    rows = desk.books["Зимина.xlsx"]["Журнал"]
    del rows[2:]
    rows[1][:3] = ["вне графика", K02, "Зимина О.Ю."]
    assert twice(desk) == []


ONE_PERSON: dict[str, dict[str, Raw]] = {
    "all the same": {},
    "without a patronymic": {"Отчество": None},
    "other letters": {"Фамилия": "БАРСУКОВА ", "Имя": "елена"},
    "the school typed in another way": {"Школа": "МБОУ СОШ № 9"},
    "under the surname of before": {"Фамилия": "Сомова", "Прежняя фамилия": "Барсукова"},
}
TWO_PEOPLE: dict[str, dict[str, Raw]] = {
    "another patronymic": {"Отчество": "Леонидовна"},
    "another first name": {"Имя": "Екатерина"},
    "another surname": {"Фамилия": "Барсукова-Лис"},
    "another school": {"Школа": "ООШ № 9"},
    "another subject": {"Предмет": "математика"},
}


def namesake(**cells: Raw) -> Desk:
    desk = Desk()
    row = desk.add("Тьюторы", like=2, Код="Т-04")
    for header, value in cells.items():
        desk.set("Тьюторы", row, header, value)
    return desk


@pytest.mark.parametrize("name", ONE_PERSON)
def test_one_person_under_two_codes_is_told_at_the_later(name: str) -> None:
    desk = namesake(**ONE_PERSON[name])
    assert twice(desk) == [("tutor.twice", "Тьюторы", "Код", 5)]
    (found,) = [p for p in look(desk).problems if p.check == "tutor.twice"]
    assert "Т-01" in found.message


@pytest.mark.parametrize("name", TWO_PEOPLE)
def test_two_people_of_one_name_are_two(name: str) -> None:
    assert twice(namesake(**TWO_PEOPLE[name])) == []


def test_the_address_tells_people_apart_and_finds_one_in_two_schools() -> None:
    desk = namesake().set("Тьюторы", 2, "Эл. почта", "a@example.org")
    assert twice(desk.set("Тьюторы", 5, "Эл. почта", "b@example.org")) == []
    desk.set("Тьюторы", 5, "Эл. почта", "A@example.org").set("Тьюторы", 5, "Школа", "ООШ № 9")
    assert [found[0] for found in twice(desk)] == ["tutor.twice"]


def key_fix(desk: Desk) -> str:
    (found,) = [p for p in look(desk).problems if p.check == "key.repeated"]
    assert (spot(desk, found)[0], found.rejects) == (ERROR, True)
    return found.fix


@pytest.mark.parametrize(
    ("tab", "header", "value"),
    [
        ("График", "Тема", "Площади"),
        ("График", "Дата", date(2021, 2, 3)),
        ("Тьюторы", "Школа", "СОШ № 44"),
        ("Совещания", "Место", "каб. 5"),
        ("Отчёты", "Статус", "не сдан"),
        ("Результаты", "«5»", 4),
        ("Предметы", "Варианты написания", "русский"),
    ],
)
def test_rows_of_one_key_that_differ_are_never_to_be_deleted(
    tab: str, header: str, value: Raw
) -> None:
    desk = Desk()
    desk.add(tab, like=2, **{header: value})
    assert "удал" not in key_fix(desk)
    assert header in key_fix(desk)


def test_marks_that_differ_are_never_to_be_deleted() -> None:
    desk = Desk()
    desk.add("Явка", like=2, **{"С-02": "н"})
    assert "удал" not in key_fix(desk)
    assert "отметки" in key_fix(desk)


@pytest.mark.parametrize("tab", ["График", "Тьюторы", "Совещания", "Отчёты", "Явка"])
def test_equal_rows_of_one_key_may_go(tab: str) -> None:
    desk = Desk()
    desk.add(tab, like=2)
    assert "можно удалить" in key_fix(desk)
    assert WARNING not in {s[0] for s in spots(desk)}
