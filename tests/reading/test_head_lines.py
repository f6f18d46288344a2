"""Lines of `[headers]` and `[tabs]` that name what is not there; books of own titles alone."""

import pytest

from sheets_sync.problems import Check, Problem
from tests.helpers import Desk, look

pytestmark = pytest.mark.kinds

BOOK = "Консультации.xlsx"


def told(desk: Desk, check: Check, **settings: object) -> list[Problem]:
    return [p for p in look(desk, **settings).problems if p.check is check]


LINES: dict[str, tuple[dict[str, dict[str, str]], str, str]] = {
    "table misspelt": ({"Жюрнал": {"А": "Дата"}}, "листа «Жюрнал»", '[headers."Журнал"]'),
    "table like none": ({"Прочее": {"А": "Дата"}}, "листа «Прочее»", "есть: Школы"),
    "column misspelt": ({"Журнал": {"Дата": "Даата"}}, "столбца «Даата»", "возможно, «Дата»"),
    "column by its other name": (
        {"Журнал": {"Дата": "Дата консультации"}},
        "столбца «Дата консультации»",
        "возможно, «Дата»",
    ),
    "head misspelt": ({"Журнал": {"Примечания": "Минуты"}}, "«Примечания»", '"Примечание" = '),
    "head of nothing": ({"График": {"Совсем": "Примечание"}}, "«Совсем»", "уберите строку"),
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_names_nothing_is_told_with_the_nearest_name(name: str):
    headers, said, fix = LINES[name]
    (one,) = told(Desk().set("Журнал", 2, "Примечание", "х"), Check.HEAD_NOT_FOUND, headers=headers)
    assert one.place.book == "workspace.toml"
    assert said in one.message
    assert fix in one.fix


def test_a_line_that_is_not_needed_does_no_harm():
    """After a change of year the books begin anew as the templates are."""
    headers = {"График": {"День": "Дата"}}
    assert not told(Desk(), Check.HEAD_NOT_FOUND, headers=headers)
    (one,) = told(Desk(), Check.HEAD_NOT_FOUND, headers=headers, everything=True)
    assert "«Дата» и так на месте" in one.fix
    desk = Desk()
    del desk.rows("График")[1:]
    assert not told(desk, Check.HEAD_NOT_FOUND, headers=headers, everything=True)


@pytest.mark.parametrize("head", ["Куратор ИМЦ", "Куратор ГМЦ"])
def test_a_column_with_the_name_of_the_centre_has_both_names(head: str):
    desk = Desk()
    for row, said in zip(desk.rows("Школы"), ("Методист-куратор", "Лисицына О.В."), strict=False):
        row.append(said)
    ours: dict[str, object] = {"organisation": "МБУ ГМЦ", "everything": True}
    found = look(desk, headers={"Школы": {"Методист-куратор": head}}, **ours)
    assert [p for p in found.problems if p.check is Check.HEAD_NOT_FOUND] == []
    assert "Лисицына О.В." in set(found.shelf.records["schools"].frame["curator"])
    (one,) = told(Desk(), Check.HEAD_NOT_FOUND, headers={"Школы": {"Кураторр": head}}, **ours)
    assert "«Кураторр»" in one.message


@pytest.mark.parametrize("gone", ["", "Школы", "Справочники.xlsx"])
def test_of_a_line_that_nobody_wrote_nothing_is_said(gone: str):
    desk = Desk().drop(gone)
    desk.books.pop(gone, None)
    found = told(desk, Check.HEAD_NOT_FOUND, organisation="МБУ ГМЦ", everything=True)
    assert found == []


def test_one_head_for_two_columns_is_told():
    headers = {"Журнал": {"Тьютор": "Тьютор"}, "Журнал май": {"Тьютор": "Педагог"}}
    (one,) = told(Desk(), Check.HEAD_NOT_FOUND, headers=headers, tabs={"Журнал май": "Журнал"})
    assert "«Тьютор» указан и как «Тьютор», и как «Педагог»" in one.message


@pytest.mark.parametrize("tab", ["Журнал", "Журнал весна"])
def test_a_head_that_one_book_has_is_well(tab: str):
    desk = Desk()
    desk.books["Белов.xlsx"] = {tab: [["Консультация", "Когда"], ["К-02", "09.02.2021"]]}
    settings = {"headers": {"Журнал": {"Когда": "Дата"}}, "tabs": {"Журнал ?????": "Журнал"}}
    assert not told(desk, Check.HEAD_NOT_FOUND, **settings)


def test_of_a_table_that_is_missing_its_section_is_told_once():
    headers = {"Дорожная карта": {"А": "Срок", "Б": "Статус"}}
    desk = Desk().drop("Дорожная карта")
    assert not told(desk, Check.HEAD_NOT_FOUND, headers=headers)  # its tab is told as missing
    (one,) = told(desk.drop("Результаты"), Check.HEAD_NOT_FOUND, headers=headers)
    assert "листа «Дорожная карта» ни в одной книге нет" in one.message


def test_two_heads_of_one_column_on_one_tab_name_both():
    desk = Desk().set("Журнал", 2, "Когда", "02.02.2021")
    (one,) = told(desk, Check.COLUMN_TWICE, headers={"Журнал": {"Когда": "Дата"}})
    assert "«Дата» и «Когда» оба прочитаны как «Дата»" in one.message
    assert '[headers."Журнал"]' in one.fix


@pytest.mark.parametrize("target", ["Журнал", "не читать"])
def test_a_line_for_a_title_of_ours_does_nothing_and_says_so(target: str):
    (one,) = told(Desk(), Check.TAB_NOT_FOUND, tabs={"График": target})
    assert "«График» — название листа программы" in one.message


def test_a_tab_that_is_nowhere_is_told_with_the_nearest():
    desk = Desk()
    desk.books[BOOK]["Журнал декабрь"] = [["Заметки"], ["позвонить"]]
    (one,) = told(desk, Check.TAB_NOT_FOUND, tabs={"Журнал декабрь.": "Журнал"})
    assert "возможно, «Журнал декабрь»" in one.fix


OWN = [
    ["Консультация", "Когда", "Кто вёл", "Школа", "Педагог", "Дефицит", "Был"],
    ["К-01", "02.02.2021", "Барсукова Е.Л.", "СОШ № 44", "Иванова М.П.", "предметный", "+"],
]


def test_a_list_of_people_is_no_register():
    desk = Desk()
    people = [["Код", "ФИО", "Школа", "Направление"], ["1", "Белов П.И.", "СОШ № 9", "ВПР"]]
    desk.books["Люди.xlsx"] = {"Наставники": people}
    assert not told(desk, Check.TAB_UNREAD)
    assert told(desk, Check.BOOK_FOREIGN)


def test_a_book_of_own_titles_says_what_stands_there_and_what_it_looks_like():
    desk = Desk()
    desk.books["Занятия.xlsx"] = {"Записи": OWN, "Прочее": [["а"], ["б"]]}
    (one,) = told(desk, Check.BOOK_FOREIGN)
    assert one.place.book == "Занятия.xlsx"
    assert "стоят: «Записи», «Прочее»" in one.message
    assert '"Записи" = "Журнал"' in one.fix
    assert 'adopt "Занятия.xlsx"' in one.fix


@pytest.mark.parametrize(
    "tabs",
    [{"Записи *": "не читать"}, {"Записи *": "Журнал"}, {"Записи 1": "не читать", "З*": "Журнал"}],
)
def test_a_book_whose_tabs_are_named_is_none(tabs: dict[str, str]):
    desk = Desk()
    desk.books["Занятия.xlsx"] = {"Записи 1": OWN}
    assert not told(desk, Check.BOOK_FOREIGN, tabs=tabs)


def test_a_tab_of_their_own_beside_one_of_ours_is_nobodys_business():
    desk = Desk()
    desk.books[BOOK]["Заметки"] = OWN
    assert not told(desk, Check.BOOK_FOREIGN)


ID = "https://docs.google.com/spreadsheets/d/1abcDEF"


@pytest.mark.parametrize(
    "books",
    [
        ("Журнал.xlsx", "Журнал.xlsx"),
        ("Журнал.xlsx", "./Журнал.xlsx"),
        (f"{ID}/edit", "Школы.xlsx", f"{ID}/edit?usp=sharing#gid=5"),
    ],
)
def test_a_book_that_is_named_twice_is_told(books: tuple[str, ...]):
    (one,) = told(Desk(), Check.BOOK_TWICE, books=books)
    assert one.place.book == books[-1]
    assert "стоит в books дважды" in one.message


@pytest.mark.parametrize(
    "books", [("Журнал.xlsx", "*.xlsx"), (f"{ID}/edit", f"{ID}2/edit"), ("а/к.xlsx", "б/к.xlsx")]
)
def test_books_that_differ_are_not(books: tuple[str, ...]):
    assert not told(Desk(), Check.BOOK_TWICE, books=books)
