"""`[defaults]` fills a column that the books do not have, and only that."""

from datetime import date
from pathlib import Path

import pytest
from helpers import Desk, look, write_settings

from sheets_sync.analysis import Analysis
from sheets_sync.errors import UsageError
from sheets_sync.runs.default_findings import default_findings
from sheets_sync.workspace import load


def with_default(desk: Desk, column: str, value: object, tab: str = "Журнал") -> Analysis:
    return look(desk, defaults={tab: {column: value}})


def visits(analysis: Analysis) -> int:
    figures = analysis.plain_figures["consultations"]
    assert isinstance(figures, dict)
    return int(figures["visits"])


@pytest.mark.parametrize("value", ["был", "+", "Присутствовал"])
def test_a_mark_that_nobody_keeps(value: str) -> None:
    found = with_default(Desk().drop_column("Журнал", "Отметка"), "Отметка", value)
    assert (found.problems, visits(found)) == ((), visits(look(Desk())))


@pytest.mark.parametrize(
    ("tab", "column", "value"),
    [
        ("График", "Формат", "очно"),
        ("График", "Место", "каб. 1"),
        ("Тьюторы", "Работает с", date(2020, 9, 1)),
        ("Тьюторы", "Должность", "учитель"),
        ("Тьюторы", "Предмет", "математика"),
        ("Тьюторы", "Направления", "ВПР; ОГЭ"),
        ("ШНОР", "В перечне", True),
        ("Результаты", "Учебный год", "2020/21"),
        ("Дорожная карта", "Статус", "в работе"),
        ("Отчёты", "Полугодие", 1),
    ],
)
def test_any_column_of_any_tab(tab: str, column: str, value: object) -> None:
    bare = Desk().drop_column(tab, column)
    found = with_default(bare, column, value, tab)
    missing = {p.check for p in found.problems} & {"column.missing", "column.assumed"}
    assert (missing, found.tabs) == (set(), look(Desk()).tabs) or tab == "Результаты"
    assert not missing


def test_a_column_that_is_there_is_checked_as_before() -> None:
    desk = Desk().set("Журнал", 2, "Отметка", None)
    found = with_default(desk, "Отметка", "был")
    assert [problem.check for problem in found.problems] == ["cell.empty"]


def test_names_of_their_own_count() -> None:
    desk = Desk().drop_column("Журнал", "Отметка")
    book = desk.books["Консультации.xlsx"]
    book["Встречи"] = book.pop("Журнал")
    found = look(
        desk,
        tabs={"Встречи": "Журнал"},
        headers={"Встречи": {"Пришёл": "Отметка"}},
        defaults={"Встречи": {"Пришёл": "был"}},
    )
    assert visits(found) == visits(look(Desk()))


def test_a_value_that_the_column_does_not_take_is_one_problem() -> None:
    desk = Desk().drop_column("Журнал", "Отметка")
    book = desk.books["Консультации.xlsx"]
    desk.books["Ещё.xlsx"] = {"Журнал": [list(row) for row in book["Журнал"]]}
    found = with_default(desk, "Отметка", "абвгд")
    (told,) = (p for p in found.problems if p.check == "column.default")
    assert "«абвгд»" in told.message
    assert "column.missing" in {problem.check for problem in found.problems}


def test_doctor_says_where_a_default_is_in_use() -> None:
    bare = with_default(Desk().drop_column("Журнал", "Отметка"), "Отметка", "был")
    (said,) = default_findings(bare)
    assert said.message == "«Отметка» — «был»: столбца нет, 1 лист"
    (said,) = default_findings(with_default(Desk(), "Отметка", "был"))
    assert said.message.endswith("столбец есть везде, строка не нужна")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('[defaults."Журнл"]\n"Отметка" = "был"', 'возможно, [defaults."Журнал"]'),
        ('[defaults."Журнал"]\n"Отметк" = "был"', "возможно, «Отметка»"),
        ('[defaults."Журнал"]\n"Количество" = "много"', "«много» — не число"),
        ('[defaults."График"]\n"Вид" = "клуб"', "«клуб»"),
        ('[defaults."Журнал"]\n"Отметка" = ""', "значение пусто"),
        ('[defaults."Журнал"]\n"Отметка" = ["был"]', "одно значение"),
        ('[defaults]\n"Отметка" = "был"', '[defaults."Журнал"]'),
    ],
)
def test_what_is_wrong_with_a_line_is_told_at_once(tmp_path: Path, lines: str, said: str) -> None:
    write_settings(tmp_path, ["к.xlsx"], lines)
    with pytest.raises(UsageError) as caught:
        load(tmp_path)
    assert said in str(caught.value)


def test_a_word_of_their_own_may_be_a_default(tmp_path: Path) -> None:
    lines = '[words]\n"График.Вид" = ["клуб"]\n[defaults."График"]\n"Вид" = "клуб"\n'
    write_settings(tmp_path, ["к.xlsx"], lines)
    place = load(tmp_path)
    desk = Desk().drop_column("График", "Вид")
    found = look(desk, words=place.words, defaults=place.defaults)
    assert set(found.shelf.records["schedule"].frame["kind"]) == {"клуб"}
