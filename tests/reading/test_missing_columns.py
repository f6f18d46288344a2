"""A column or a tab that is not there: what stands instead, and how to say it to the program."""

import pytest

from sheets_sync.problems import Check, Problem
from sheets_sync.sheet.cells import Raw
from tests.helpers import Desk, look

pytestmark = pytest.mark.kinds

JOURNAL = "Консультация, Дата, Тьютор, Школа, Педагог, Количество, Вопрос или дефицит, Минуты"


def told(desk: Desk, check: Check, **settings: object) -> list[Problem]:
    return [p for p in look(desk, **settings).problems if p.check is check]


def renamed(tab: str, **heads: str) -> Desk:
    desk = Desk()
    row = desk.rows(tab)[0]
    for old, new in heads.items():
        row[row.index(old.replace("_", " "))] = new
    return desk


def test_the_row_of_heads_is_told_with_its_number_and_the_line_for_the_settings():
    desk = renamed("Журнал", Тьютор="ФИО")
    desk.rows("Журнал")[:0] = [["Журнал консультаций"], []]
    (one,) = told(desk, Check.COLUMN_MISSING)
    row = JOURNAL.replace("Тьютор", "ФИО")
    assert one.message == (f"нет обязательного столбца «Тьютор»; в строке 3 стоят: {row}, Отметка")
    line = '[headers."Журнал"]: "ФИО" = "Тьютор"'
    assert f"если это «ФИО», впишите в workspace.toml под {line}" in one.fix
    assert not told(desk, Check.COLUMN_MISSING, headers={"Журнал": {"ФИО": "Тьютор"}})


@pytest.mark.parametrize(
    ("tab", "column", "typed"),
    [
        ("Журнал", "Отметка", "Был?"),
        ("Журнал", "Дата", "Когда"),
        ("График", "Тема", "Тема занятия подробно"),
        ("Совещания", "Место", "Местто"),
        ("Поручения", "Ответственный", "Исполнители"),
        ("Результаты", "«5»", "«5» (кол-во)"),
    ],
)
def test_the_nearest_head_is_suggested(tab: str, column: str, typed: str):
    (one,) = told(renamed(tab, **{column: typed}), Check.COLUMN_MISSING)
    assert f"если это {typed if '«' in typed else f'«{typed}»'}" in one.fix
    assert "««" not in one.message + one.fix
    assert not told(renamed(tab, **{column: typed}), Check.COLUMN_ALIKE)


def test_a_head_is_suggested_for_one_column():
    desk = renamed("Журнал", Тьютор="ФИО", Школа="Откуда")
    found = {p.about: p.fix for p in told(desk, Check.COLUMN_MISSING)}
    assert "если это «ФИО»" in found["tutor"]
    assert "если это «Откуда»" in found["school"]


@pytest.mark.parametrize("head", ["Наименование", "Краткое название"])
def test_schools_without_codes_are_known_by_their_names(head: str):
    desk = renamed("Школы", Код="№ п/п", Краткое_название=head)
    for number, row in enumerate(desk.rows("Школы")[1:], 1):
        row[0] = number
    both = f'"{head}" = ["Код", "Краткое название"]'
    assert both in told(desk, Check.COLUMN_MISSING)[0].fix
    settings = {"Школы": {head: "Код; Краткое название"}}
    assert told(desk, Check.COLUMN_MISSING, headers=settings) == []


def test_where_nothing_is_like_it_the_settings_are_named_all_the_same():
    (one,) = told(Desk().drop_column("Журнал", "Отметка"), Check.COLUMN_MISSING)
    assert '[headers."Журнал"]' in one.fix
    assert "верните ему прежнее название" in one.fix
    assert "если это" not in one.fix


def test_of_a_header_of_two_rows_both_are_named():
    desk = renamed("Журнал", Тьютор="ФИО")
    rows = desk.rows("Журнал")
    heads: list[Raw] = [None] * len(rows[0])
    heads[0], rows[0][0] = rows[0][0], None
    rows.insert(0, heads)
    heads[1], rows[1][1] = "Дата", None
    (one,) = told(desk, Check.COLUMN_MISSING)
    assert "в строках 1–2 стоят: Консультация, Дата, ФИО" in one.message


def test_a_tab_without_a_header_shows_the_row_most_like_one():
    desk = Desk()
    desk.rows("Поручения")[0] = ["Где", "Что делать", "Кому", "Когда", "Как", "Итог"]
    (one,) = told(desk, Check.TAB_NO_HEADER)
    assert "в строке 1 стоят: Где, Что делать, Кому" in one.message
    assert '[headers."Поручения"]' in one.fix
    assert "adopt" in one.fix


def test_a_blank_tab_is_only_blank():
    desk = Desk()
    desk.rows("Поручения")[:] = []
    (one,) = told(desk, Check.TAB_NO_HEADER)
    assert (one.message, "adopt" in one.fix) == ("лист пуст", False)


def test_a_column_that_is_alike_and_not_needed_names_the_settings_too():
    (one,) = told(renamed("Журнал", Минуты="Минуты по плану"), Check.COLUMN_ALIKE)
    assert 'под [headers."Журнал"]: "Минуты по плану" = "Минуты"' in one.fix


def test_what_was_assumed_names_the_nearest_head():
    (one,) = told(renamed("Дорожная карта", Школы="Для каких школ"), Check.COLUMN_ASSUMED)
    assert '"Для каких школ" = "Школы"' in one.fix
    (other,) = told(Desk().drop_column("Дорожная карта", "Школы"), Check.COLUMN_ASSUMED)
    assert other.fix == "если это не так, добавьте такой столбец"


@pytest.mark.parametrize("gone", ["Явка", "Поручения"])
def test_a_missing_tab_names_the_book_of_its_sisters(gone: str):
    (one,) = told(Desk().drop(gone), Check.TAB_MISSING)
    assert "в книге «Посещаемость.xlsx»" in one.message
    assert "«Совещания»" in one.message
    assert f"добавьте в неё лист «{gone}»" in one.fix


def test_the_book_with_most_sisters_is_named():
    desk = Desk().drop("Явка")
    meetings = desk.books["Посещаемость.xlsx"].pop("Совещания")
    desk.books["Совещания города.xlsx"] = {"Совещания": meetings}
    desk.books = {k: desk.books[k] for k in sorted(desk.books, reverse=True)}
    (one,) = told(desk, Check.TAB_MISSING)
    assert one.place.book == "Посещаемость.xlsx"
    assert "листы «Повестка», «Поручения» — в книге «Посещаемость.xlsx»" in one.message


def test_a_tab_that_may_be_the_missing_one_is_named_with_its_book():
    desk = Desk()
    desk.books["Явка.xlsx"] = {"Явка тьюторов 2": desk.books["Посещаемость.xlsx"].pop("Явка")}
    (one,) = told(desk, Check.TAB_MISSING)
    assert "«Явка тьюторов 2» книги «Явка.xlsx»" in one.fix
    assert '"Явка тьюторов 2" = "Явка"' in one.fix
