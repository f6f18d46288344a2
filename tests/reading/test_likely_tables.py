"""Which table somebody's tab looks like, and which column is which."""

from datetime import date

import pytest
from helpers import BOOKS, Rows

from sheets_sync.reading.likely_tables import TabGuess, guess_tab
from sheets_sync.reading.likeness import SHAPES
from sheets_sync.sheet.cells import Merge, Place, Raw, tab_of
from sheets_sync.tables.kinds.base import Context

pytestmark = pytest.mark.kinds

CONTEXT = Context(2020, lookups=SHAPES)
EVERY = [(title, rows) for tabs in BOOKS.values() for title, rows in tabs.items()]


def guess(rows: Rows, title: str = "Лист 7") -> TabGuess:
    return guess_tab(tab_of(Place("Книга.xlsx", title), rows), CONTEXT)


def columns(found: TabGuess) -> dict[str, tuple[str | None, bool]]:
    """Head → the column of ours it looks like, and whether surely."""
    return {
        one.head: (one.column.header if one.column else None, one.sure) for one in found.columns
    }


@pytest.mark.parametrize(("title", "rows"), EVERY, ids=[title for title, _ in EVERY])
def test_each_table_is_known_by_its_heads_whatever_its_title(title: str, rows: Rows):
    found = guess(rows)
    assert found.table is not None
    assert (found.table.title, found.sure) == (title, True)


def visits(heads: dict[str, str]) -> Rows:
    """A journal with some heads renamed."""
    cells: list[list[Raw]] = [
        [date(2021, 2, 2), "К-01", "Барсукова Е.Л.", "СОШ № 44", "Иванова М.П.", "предметный", "+"],
        [date(2021, 2, 9), "К-02", "Белов П.И.", "СОШ № 9", "Петрова А.А.", "методический", "+"],
        [date(2021, 2, 16), "К-03", "Зимина О.Ю.", "ООШ № 9", "Орлова Н.Н.", "оценочный", "н"],
    ]
    usual = ("Дата", "Консультация", "Тьютор", "Школа", "Педагог", "Вопрос или дефицит", "Отметка")
    return [[heads.get(head, head) for head in usual], *cells]


RENAMED = {
    "a synonym": ("Дата", "День"),
    "words before": ("Школа", "Наименование ОУ"),
    "a question of a form": ("Школа", "Укажите вашу школу"),
    "words behind": ("Педагог", "Педагог (Фамилия И.О.)"),
    "a letter off": ("Консультация", "Консултация"),
    "another order": ("Тьютор", "Кто проводил (ФИО тьютора)"),
    "one word of two": ("Вопрос или дефицит", "Дефицит"),
}


@pytest.mark.parametrize(("ours", "typed"), RENAMED.values(), ids=RENAMED.keys())
def test_a_renamed_column_is_known_by_its_head_and_its_cells(ours: str, typed: str):
    found = guess(visits({ours: typed}))
    assert found.table is not None
    assert (found.table.title, found.sure, found.lacking) == ("Журнал", True, ())
    assert columns(found)[typed] == (ours, True)


def test_cells_that_do_not_fit_refute_a_head():
    rows = visits({"Дата": "Дата рождения класса"})
    for row in rows[1:]:
        row[0] = "5А"
    assert columns(guess(rows))["Дата рождения класса"] == (None, False)


def test_cells_alone_are_worth_a_question_and_no_more():
    assert columns(guess(visits({"Дата": "Когда"})))["Когда"] == ("Дата", False)


def test_a_column_of_their_own_is_theirs():
    rows = visits({})
    for row, said in zip(rows, ("Отметка времени", "12:03", "12:05", "12:09"), strict=True):
        row.insert(0, said)
    assert columns(guess(rows))["Отметка времени"] == (None, False)


def test_the_heads_may_stand_below_a_title():
    rows: Rows = [["Журнал консультаций за февраль", None], [], *visits({"Дата": "День"})]
    assert guess(rows).row == 3


NONE: dict[str, Rows] = {
    "empty": [],
    "notes": [["купить", "бумагу"], ["и", "скрепки"]],
    "a list of names": [["Иванова М.П."], ["Орлова Н.Н."]],
    "pupils": [["Класс", "Ученик", "Балл"], ["5А", "первый", 4], ["5Б", "второй", 5]],
    "heads and no rows": [["Наименование", "Цена", "Сумма"]],
}


@pytest.mark.parametrize("rows", NONE.values(), ids=NONE.keys())
def test_other_tabs_are_like_none(rows: Rows):
    assert guess(rows).table is None


NAMES = ("Барсукова Е.Л.", "Белов П.И.", "Зимина О.Ю.")
UNDER_DATES: dict[str, Rows] = {
    "dates under one head": [
        ["Посещаемость тьюторов. Октябрь 2020 г."],
        ["№ п/п", "Ф.И.О. тьютора", "ОУ", "Дата совещания", None, "Всего был"],
        [None, None, None, date(2020, 10, 8), "22.10", None],
        *([n, NAMES[n - 1], "СОШ № 9", "+", "+бн"[n - 1], 1] for n in (1, 2, 3)),
        ["Итого", None, None, 3, 1, 4],
    ],
    "days under months": [
        ["№", "Фамилия, имя, отчество", "Октябрь", None, "Итого", "Ноябрь", "Всего"],
        [None, None, 8, 22, "окт", 12, None],
        *([n, name, 1, "б", 1, 0, 1] for n, name in zip((1, 2, 3), NAMES, strict=True)),
    ],
    "dates alone": [
        ["ФИО", "12.11.2020", "26.11.2020"],
        *([name, "онлайн", "+"] for name in NAMES),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", UNDER_DATES.values(), ids=UNDER_DATES.keys())
@pytest.mark.parametrize("title", ["Октябрь", "Явка на совещания"])
def test_marks_under_dates_are_a_register(rows: Rows, title: str):
    """In a list all who stand there came."""
    found = guess(rows, title)
    assert found.table is not None
    assert (found.table.title, found.sure) == ("Явка", True)


def test_a_list_of_those_who_came_stays_one():
    rows: Rows = [["Дата совещания", "ФИО", "Школа"]]
    rows += [[date(2020, 10, 8), name, "СОШ № 9"] for name in NAMES]
    found = guess(rows, "Октябрь")
    assert found.table is not None
    assert found.table.title == "Список присутствующих"


def test_dates_below_a_date_are_no_marks():
    rows: Rows = [["05.10.2020", name, "СОШ № 9", date(2020, 10, 1)] for name in NAMES]
    assert guess(rows, "План").table is None


PLANS: dict[str, tuple[str, str, int, Rows]] = {
    "of meetings": (
        "План совещаний",
        "Совещания",
        1,
        [
            ["№", "Дата", "Время", "Тематика совещания", "Форма", "Ответственный", "Отметка"],
            [1, date(2020, 9, 17), "14:00", "Установочное", "очно", "Осокина Р.В.", "провед."],
            [2, date(2020, 10, 8), "15:30", "Разбор ВПР", "очно", "Осокина Р.В.", "провед."],
        ],
    ),
    "of consultations": (
        "План-график",
        "График",
        2,
        [
            ["№ п/п", "Когда", None, "Кто проводит", "Поток", "Предмет", "Тематика", "Где"],
            [None, "дата", "время"],
            [1, date(2020, 10, 5), "15.00", NAMES[0], "ВПР", "математика", "Дроби", "СОШ № 9"],
            [2, date(2020, 10, 7), "16.30", NAMES[1], "ОГЭ", "русский язык", "Эссе", "СОШ № 44"],
        ],
    ),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
def test_a_plan_is_known_by_its_title_in_any_case(plan: tuple[str, str, int, Rows]):
    title, table, row, rows = plan
    down = [Merge(1, column, 2, column) for column in (1, 4, 5, 6, 7, 8)] if row > 1 else []
    found = guess_tab(tab_of(Place("Книга.xlsx", title), rows, merges=tuple(down)), CONTEXT)
    assert found.table is not None
    assert (found.table.title, found.row) == (table, row)


def test_numbers_of_rows_are_nobodys_code():
    usual = dict(EVERY)["График"]
    rows: Rows = [["Шифр", *usual[0][1:]], *([n, *row[1:]] for n, row in enumerate(usual[1:], 1))]
    found = guess(rows)
    assert columns(found)["Шифр"][0] != "Код"
    assert [column.header for column in found.lacking] == ["Код"]
    for row, code in zip(rows[1:], ("К-01", "К-02", "К-03"), strict=False):
        row[0] = code
    assert columns(guess(rows))["Шифр"] == ("Код", True)


def test_the_names_of_schools_serve_for_their_codes():
    rows: Rows = [["№ п/п", "Наименование ОУ (кратко)", "Директор", "Методист-куратор"]]
    rows += [[n, f"МБОУ СОШ № {n + 3}", None, "Лисицына О.В."] for n in range(1, 6)]
    found = guess(rows, "Перечень ОО")
    assert found.table is not None
    assert (found.table.title, found.lacking) == ("Школы", ())
    assert found.named is not None
    assert found.named.head == "Наименование ОУ (кратко)"


def test_a_title_of_ours_decides():
    rows = visits({})
    found = guess(rows, "График")
    assert found.table is not None
    assert found.table.title == "График"


def test_a_tutors_name_in_the_title_stands_for_the_column():
    rows = [[*row[:2], *row[3:]] for row in visits({})]
    assert guess(rows, "Барсукова Е.Л.").lacking == ()
    assert [column.header for column in guess(rows, "Февраль").lacking] == ["Тьютор"]


@pytest.mark.parametrize("head", ["ФИО", "ФИО сотрудника", "Ф. И. О. учителя-тьютора"])
def test_whole_names_stand_for_their_parts(head: str):
    rows = [list(row) for row in BOOKS["Справочники.xlsx"]["Тьюторы"]]
    for number, row in enumerate(rows):
        row[1:4] = [" ".join(map(str, row[1:4])) if number else head]
    found = guess(rows)
    assert found.table is not None
    assert (found.table.title, found.sure, found.lacking) == ("Тьюторы", True, ())
