"""Tabs of other titles: told when they hold a table of ours, read when `[tabs]` names them."""

from copy import deepcopy
from dataclasses import replace

import pytest

from sheets_sync.analysis import analyse
from sheets_sync.problems import Check, Problem
from sheets_sync.sheet.cells import Place, tab_of
from sheets_sync.stores.base import OurTab
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.tables.tab_titles import TabNames
from tests.helpers import TODAY, Desk, counts, look, workspace

pytestmark = pytest.mark.kinds

BOOK = "Консультации.xlsx"
TAKEN = {"tabs": {"Журнал *": "Журнал"}}


def with_tab(title: str, like: str = "Журнал") -> Desk:
    """The centre, and another tab of the same book with the rows of one it has."""
    desk = Desk()
    tabs = next(tabs for tabs in desk.books.values() if like in tabs)
    tabs[title] = deepcopy(tabs[like])
    return desk


def unread(desk: Desk, **settings: object) -> list[Problem]:
    return [p for p in look(desk, **settings).problems if p.check is Check.TAB_UNREAD]


def visits(desk: Desk, **settings: object) -> int:
    return int(look(desk, **settings).figures["consultations"]["visits"].iloc[0])


@pytest.mark.parametrize("like", ["Журнал", "График", "Поручения", "Дорожная карта", "Отчёты"])
@pytest.mark.parametrize("title", ["{} декабрь", "{} (2)", "Копия {}", "Наши дела"])
def test_a_tab_with_a_header_of_ours_is_told_with_the_line_that_takes_it_in(title: str, like: str):
    (told,) = unread(with_tab(title := title.format(like), like))
    assert (told.place.tab, told.severity) == (title, "предупреждение")
    assert f'"{title}" = "{like}"' in told.fix
    assert told.cell
    assert told.cell.row == 1


def test_of_a_tab_alone_in_its_book_it_is_said_how_to_rename_it():
    desk = Desk()
    desk.books[BOOK]["Журнал декабрь"] = desk.books[BOOK].pop("Журнал")
    (told,) = unread(desk)
    assert "переименуйте лист в «Журнал»" in told.fix
    assert "переименуйте" not in unread(with_tab("Журнал декабрь"))[0].fix


@pytest.mark.parametrize(
    "rows",
    [
        [["Тьютор", "Школа"], ["Белов П.И.", "СОШ № 9"]],
        [["Дата", "Тема", "Кто звонил"], ["01.02.2021", "ВПР", "Белов П.И."]],
        [["Заметки"], ["позвонить"]],
        [],
    ],
)
def test_a_tab_of_their_own_is_nobodys_business(rows: list[list[str]]):
    desk = Desk()
    desk.books[BOOK]["Журнал звонков"] = rows
    assert not unread(desk)


def test_a_copy_of_the_header_alone_holds_nothing():
    desk = with_tab("Журнал май")
    del desk.books[BOOK]["Журнал май"][1:]
    assert not unread(desk)


def test_headers_of_their_own_are_known_on_tabs_that_are_not_read():
    desk = with_tab("Журнал май")
    head = desk.books[BOOK]["Журнал май"][0]
    for old, new in (("Тьютор", "Кто вёл"), ("Дата", "Когда"), ("Отметка", "Был ли")):
        head[head.index(old)] = new
    assert not unread(desk)
    own = {"Кто вёл": "Тьютор", "Когда": "Дата", "Был ли": "Отметка"}
    assert len(unread(desk, headers={"Журнал": own})) == 1


@pytest.mark.parametrize("line", ["Журнал *", "журнал  декабрь", "ЖУРНАЛ?декабрь", "*декабрь"])
def test_a_tab_that_is_named_adds_up(line: str):
    desk = with_tab("Журнал декабрь")
    found = look(desk, tabs={line: "Журнал"})
    assert not unread(desk, tabs={line: "Журнал"})
    assert visits(desk, tabs={line: "Журнал"}) == 2 * visits(Desk())
    assert counts(found, "Журнал декабрь") == counts(found, "Журнал")


def test_ё_and_е_are_one_letter_in_tab_names():
    desk = with_tab("Отчеты весна", "Отчёты")
    assert not unread(desk, tabs={"отчёты *": "Отчеты"})


def test_each_tab_is_an_origin_of_its_own():
    desk = with_tab("Журнал декабрь")
    rows = desk.books[BOOK]["Журнал декабрь"]
    rows[2][rows[0].index("Школа")] = "СОШ № 99"
    faults = [p for p in look(desk, **TAKEN).problems if p.check is Check.SCHOOL_UNKNOWN]
    assert [(p.place.tab, p.cell and p.cell.row) for p in faults] == [("Журнал декабрь", 3)]


def test_headers_of_their_own_hold_for_all_tabs_of_a_table():
    desk = with_tab("Журнал декабрь")
    for title in ("Журнал", "Журнал декабрь"):
        head = desk.books[BOOK][title][0]
        head[head.index("Школа")] = "Откуда"
    own = {"Журнал декабрь": {"Откуда": "Школа"}}
    assert visits(desk, headers=own, **TAKEN) == 2 * visits(Desk())


def test_the_title_of_a_table_stays_its_own():
    desk = Desk()
    assert look(desk, tabs={"*": "Журнал"}).tabs == look(desk).tabs


def test_the_very_title_goes_before_a_pattern():
    lines = {"*": "Журнал", "График зима": "График"}
    found = look(with_tab("График зима", "График"), tabs=lines)
    assert counts(found, "График зима")[0] == counts(found, "График")[0]


@pytest.mark.parametrize("title", ["Как заполнять", "Списки"])
def test_tabs_of_the_templates_are_never_taken(title: str):
    desk = with_tab(title)
    assert not unread(desk)
    assert visits(desk, tabs={"*": "Журнал"}) == visits(Desk())


def test_a_copy_of_a_summary_tab_is_no_table_of_theirs():
    desk = with_tab("Поручения отдела", "Поручения")
    rows = desk.books["Посещаемость.xlsx"]["Поручения отдела"]
    rows.insert(0, ["Неисполненные поручения · ИМЦ"])
    read = MemoryStore(desk.tabs()).read(TabNames().wanted)
    place = Place("Сводка.xlsx", "Неисполненные поручения")
    ours = {place.tab: OurTab(tab_of(place, [[rows[0][0]]]), "")}
    for known, told in (({}, 1), (ours, 0)):
        found = analyse(workspace(), replace(read, ours=known), TODAY).problems
        assert sum(p.check is Check.TAB_UNREAD for p in found) == told


def test_a_tab_not_to_be_read_is_told_no_more():
    desk = with_tab("Журнал 2019")
    lines = {"Журнал *": "Журнал", "Журнал 2019": "не читать"}
    assert not unread(desk, tabs=lines)
    assert visits(desk, tabs=lines) == visits(Desk())


def test_a_line_that_takes_in_nothing_is_told():
    found = look(Desk(), **TAKEN).problems
    (told,) = [p for p in found if p.check is Check.TAB_NOT_FOUND]
    assert told.place.book == "workspace.toml"
    assert "«Журнал *»" in told.message
    assert Check.TAB_NOT_FOUND not in {
        p.check for p in look(with_tab("Журнал май"), **TAKEN).problems
    }


def test_a_table_may_stand_on_tabs_of_other_titles_alone():
    desk = with_tab("Журнал май")
    del desk.books[BOOK]["Журнал"]
    assert Check.TAB_MISSING not in {p.check for p in look(desk, **TAKEN).problems}
    assert visits(desk, **TAKEN) == visits(Desk())
