"""The shape of a sheet: whatever stands around the data, each row is told for what it is."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from helpers import ERROR, INFO, SINCE, Desk, Rows, counts, look, spots

from sheets_sync.reading.area import Area
from sheets_sync.reading.body import find_body
from sheets_sync.reading.head_names import header_key
from sheets_sync.reading.headers import find_headers
from sheets_sync.runs.sync import Options, check
from sheets_sync.sheet.cells import CellRef, Merge, Raw
from sheets_sync.tables.attendance import MEETINGS, REGISTER
from sheets_sync.tables.consultations import JOURNAL
from sheets_sync.tables.directories import MARKS, SCHOOLS, SUBJECTS
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.schema import Table
from sheets_sync.workspace import load

HEADER: list[Raw] = ["Код", "Краткое название", "Действует"]
SCHOOL: list[Raw] = ["Ш-44", "МБОУ СОШ № 44", "да"]
OTHER: list[Raw] = ["Ш-9", "МБОУ СОШ № 9", "да"]


def data_rows(table: Table, rows: Rows, *merges: Merge) -> list[int]:
    """The sheet rows that are data, by the program's reading of one tab."""
    desk = Desk({"книга.xlsx": {table.title: rows}}, {table.title: merges})
    (tab,) = desk.tabs()
    (header,) = find_headers(tab, table, {})
    return [int(row) for row in find_body(Area(tab, table, header, (), Context(2020))).rows]


def columns(table: Table, rows: Rows, *merges: Merge) -> dict[str, int]:
    """English name → sheet column."""
    (tab,) = Desk({"книга.xlsx": {table.title: rows}}, {table.title: merges}).tabs()
    (header,) = find_headers(tab, table, {})
    return dict(header.columns)


TITLES: dict[str, tuple[Rows, tuple[Merge, ...]]] = {
    "nothing": ([], ()),
    "title": ([["Перечень школ города"]], ()),
    "appendix": ([[None, None, "Приложение № 1"], [], ["Перечень школ"], []], ()),
    "merged title": ([["Перечень школ", None, None]], (Merge(1, 1, 1, 3),)),
    "tall title": ([["Перечень школ"], [], []], (Merge(1, 1, 2, 3),)),
    "title with a header's word": ([["Школа"], ["на 1 сентября"]], ()),
}


@pytest.mark.parametrize("above", TITLES)
def test_titles_above(above: str) -> None:
    rows, merges = TITLES[above]
    start = len(rows) + 1
    found = data_rows(SCHOOLS, [*rows, HEADER, SCHOOL, OTHER], *merges)
    assert found == [start + 1, start + 2]


NOT_DATA: dict[str, tuple[list[Raw], tuple[Merge, ...]]] = {
    "blank": ([], ()),
    "spaces": ([" ", "\xa0", "\u200b"], ()),
    "section": (["Школы с низкими результатами"], ()),
    "section in another column": ([None, "Сельские школы"], ()),
    "merged section": (["Сельские школы", None, None], (Merge(3, 1, 3, 3),)),
    "total": (["Итого", 2, None], ()),
    "total with a colon": (["ВСЕГО:", None, 2], ()),
    "total of a year": (["Итого за год", 2, 2], ()),
    "total in the second column": ([None, "Итого", 2], ()),
    "total after an ordinal": (["3", "Итого", 2], ()),
    "repeated header": (HEADER, ()),
    "repeated header in other letters": (["КОД", "краткое  название", "Действует*"], ()),
    "footnote": (["* по состоянию на 1 сентября"], ()),
    "note": (["Примечание: сведения отдела кадров"], ()),
}


@pytest.mark.parametrize("between", NOT_DATA)
def test_not_a_data_row(between: str) -> None:
    row, merges = NOT_DATA[between]
    assert data_rows(SCHOOLS, [HEADER, SCHOOL, row, OTHER], *merges) == [2, 4]


@pytest.mark.parametrize(
    "row",
    [
        ["Ш-1", "Итоговая школа", "да"],
        ["Ш-1", "Всеволодовская СОШ", "да"],
        ["Ш-1", "Итогова СОШ"],
        ["Ш-1", None, "да"],
        ["Код", "МБОУ СОШ № 1", "да"],
    ],
)
def test_a_data_row_that_looks_like_another_kind(row: list[Raw]) -> None:
    assert data_rows(SCHOOLS, [HEADER, SCHOOL, row, OTHER]) == [2, 3, 4]


def test_numbers_of_columns_below_the_header() -> None:
    assert data_rows(SCHOOLS, [HEADER, [1, 2, 3], SCHOOL]) == [3]
    assert data_rows(SCHOOLS, [HEADER, ["1", "2", "3"], SCHOOL]) == [3]


def test_numbers_of_columns_are_told_only_right_below_the_header() -> None:
    assert data_rows(SCHOOLS, [HEADER, SCHOOL, [1, 2, 3]]) == [2, 3]


def test_spacer_rows_and_columns_keep_addresses() -> None:
    rows: Rows = [[], [None, None, *HEADER], [], [None, None, *SCHOOL], [], [None, None, *OTHER]]
    assert data_rows(SCHOOLS, rows) == [4, 6]
    assert columns(SCHOOLS, rows) == {"code": 3, "name": 4, "active": 5}


def test_a_row_filled_in_other_columns_alone_is_not_data() -> None:
    rows: Rows = [[*HEADER, "Мои заметки", "Ещё"], SCHOOL, [None, None, None, "позвонить", "да"]]
    assert data_rows(SCHOOLS, rows) == [2]


def test_renamed_reordered_and_extra_columns() -> None:
    assert columns(
        SCHOOLS, [["№ п/п", "Действует", "Наименование", "Примечание", "Код школы"]]
    ) == {
        "active": 2,
        "name": 3,
        "code": 5,
    }


def test_a_title_that_is_ours_wins_over_another_name() -> None:
    """«Название» is another name of Краткое название; the exact header stands farther right."""
    rows: Rows = [["Код", "Название", "Краткое название"]]
    assert columns(SCHOOLS, rows) == {"code": 1, "name": 3}


@pytest.mark.parametrize(
    "typed",
    ["Краткое название", "КРАТКОЕ НАЗВАНИЕ", " Краткое\xa0название ", "Краткое\nназвание",
     "Краткое название*", "Краткое название:", "Кpаткoе нaзвание"],
)  # fmt: skip
def test_header_spelling(typed: str) -> None:
    assert header_key(typed) == header_key("Краткое название")


def test_header_of_two_lines() -> None:
    rows: Rows = [
        ["Код", "Когда", None, None, "Вид"],
        [None, "Дата", "Начало", "Окончание", None],
        ["С-01", date(2021, 2, 18), "13:00", "14:00", "семинар"],
    ]
    merges = (Merge(1, 1, 2, 1), Merge(1, 2, 1, 4), Merge(1, 5, 2, 5))
    found = columns(MEETINGS, rows, *merges)
    assert found == {"code": 1, "date": 2, "start": 3, "end": 4, "kind": 5}
    assert data_rows(MEETINGS, rows, *merges) == [3]


TWO_LINES: dict[str, Rows] = {
    "names in the upper line": [
        ["Код", "Когда", None, None, "Вид"],
        [None, "Дата", "Начало", "Окончание", None],
    ],
    "names in the lower line": [
        ["Код", "Дата", "Время", None, "Вид"],
        [None, None, "Начало", "Окончание", None],
    ],
    "half and half": [
        ["Код", None, "Начало", None, None],
        [None, "Дата", None, "Окончание", "Вид"],
    ],
    "below a title": [
        ["Совещания тьюторов"],
        ["Код", "Когда", None, None, "Вид"],
        [None, "Дата", "Начало", "Окончание", None],
    ],
}


@pytest.mark.parametrize("shape", TWO_LINES)
def test_header_of_two_lines_without_merges(shape: str) -> None:
    rows = [*TWO_LINES[shape], ["С-01", date(2021, 2, 18), "13:00", "14:00", "семинар"]]
    assert columns(MEETINGS, rows) == {"code": 1, "date": 2, "start": 3, "end": 4, "kind": 5}
    assert data_rows(MEETINGS, rows) == [len(rows)]


def test_a_title_over_a_column_without_a_head_names_nothing() -> None:
    rows: Rows = [["Код"], [None, "Краткое название", "Код", "Действует"], [1, "СОШ", "Ш-1", "да"]]
    assert columns(SCHOOLS, rows) == {"name": 2, "code": 3, "active": 4}


def test_register_under_a_header_of_two_lines() -> None:
    desk = Desk()
    desk.rows("Явка").insert(0, ["Тьютор", "Совещания", None])
    desk.rows("Явка")[1][0] = None
    desk.merges["Явка"] = (Merge(1, 1, 2, 1), Merge(1, 2, 1, 3))
    analysis = look(desk)
    assert not analysis.problems
    assert analysis.figures["attendance"]["marked"].tolist() == [5]


@pytest.mark.parametrize("table", [SUBJECTS, REGISTER])
def test_lone_value_in_the_only_required_column_is_data(table: Table) -> None:
    header = table.required[0].header
    assert data_rows(table, [[header, "Заметки"], ["математика", None]]) == [2]


@pytest.mark.parametrize("table", [SUBJECTS, REGISTER])
def test_lone_value_merged_across_is_a_section(table: Table) -> None:
    rows: Rows = [[table.required[0].header, "Заметки"], ["Направление ВПР", None], ["физика"]]
    assert data_rows(table, rows, Merge(2, 1, 2, 2)) == [3]


def test_footnote_in_the_only_required_column() -> None:
    assert data_rows(SUBJECTS, [["Предмет"], ["математика"], ["* кроме 1 класса"]]) == [2]


def test_lone_value_where_more_is_required_is_a_section() -> None:
    assert data_rows(MARKS, [["Отметка", "Считать как"], ["Очные"], ["+", "присутствовал"]]) == [3]


def test_cell_merged_down_fills_each_of_its_rows() -> None:
    desk = Desk()
    for row in (3, 4):
        desk.set("Журнал", row, "Консультация", None)
    desk.set("Журнал", 3, "Консультация", "К-02")
    desk.merges["Журнал"] = (Merge(3, 1, 4, 1),)
    analysis = look(desk)
    assert not analysis.problems
    assert counts(analysis, "Журнал") == (3, 3, 0)


def test_a_problem_in_a_merged_cell_stands_at_its_row() -> None:
    desk = Desk()
    desk.rows("Отметки").extend([["я", None, "как-то"], ["б", None, None]])
    desk.merges["Отметки"] = (Merge(8, 3, 9, 3),)
    found = [s for s in spots(desk) if s[2] == "Отметки"]
    assert [(row, header) for *_, header, row in found] == [(8, "Считать как"), (9, "Считать как")]


def test_rows_of_a_merged_cell_alone_are_not_data() -> None:
    """A number merged down over two blank lines makes no rows of them."""
    rows: Rows = [HEADER, SCHOOL, [None, None, None], OTHER]
    assert data_rows(SCHOOLS, rows, Merge(2, 1, 3, 1)) == [2, 4]


def test_blank_cells_merged_below_the_data() -> None:
    assert data_rows(SCHOOLS, [HEADER, SCHOOL], Merge(5, 1, 8, 1)) == [2]


def test_header_aliases_of_the_workspace() -> None:
    desk = Desk()
    desk.rows("График")[0][1] = "Когда"
    assert (ERROR, "column.missing", "График", None, None) in spots(desk)
    analysis = look(desk, headers={"график": {"когда ": "Дата"}})
    assert not analysis.problems


def test_alias_beats_a_built_in_other_name() -> None:
    desk = Desk()
    desk.rows("График")[0][1] = "Начало работы"
    desk.rows("График")[0].append("Дата проведения")
    desk.set("График", 2, "Дата проведения", "не дата")
    analysis = look(desk, headers={"График": {"Начало работы": "Дата"}})
    assert not analysis.problems


def test_missing_required_column_is_one_error_and_nothing_is_computed() -> None:
    desk = Desk().drop_column("График", "Тема")
    analysis = look(desk)
    assert spots(desk) == [(ERROR, "column.missing", "График", None, None)]
    assert counts(analysis, "График") == (3, 0, 3)
    assert "consultations" not in analysis.figures
    assert "attendance" in analysis.figures


def test_missing_optional_column_is_no_problem() -> None:
    assert not spots(Desk().drop_column("График", "Новая дата").drop_column("Журнал", "Минуты"))


def test_duplicate_header_counts_once() -> None:
    desk = Desk()
    desk.rows("Школы")[0].append("Код")
    desk.set("Школы", 2, "Код", "Ш-44")
    (found,) = look(desk).problems
    assert (found.check, found.severity) == ("column.twice", ERROR)
    assert found.cell == CellRef(found.place, 1, 4)


@pytest.mark.kinds
@pytest.mark.parametrize("tab", ["Явка", "Журнал", "Школы", "Отметки", "Совещания", "График"])
def test_missing_tab_is_one_error(tab: str) -> None:
    desk = Desk().drop(tab)
    assert [s for s in spots(desk) if s[0] == ERROR] == [(ERROR, "tab.missing", tab, None, None)]


def test_missing_tab_names_the_book_of_its_sisters() -> None:
    (found,) = look(Desk().drop("Журнал")).problems
    assert found.place.book == "Консультации.xlsx"


@pytest.mark.parametrize("rows", [[], [["Заметки"]], [["Просто текст", "и ещё"], ["а", "б"]]])
def test_tab_without_a_header(rows: Rows) -> None:
    desk = Desk()
    desk.books["Консультации.xlsx"]["Журнал"] = rows
    assert [s for s in spots(desk) if s[0] == ERROR] == [
        (ERROR, "tab.no_header", "Журнал", None, None)
    ]
    assert counts(look(desk), "Журнал") == (0, 0, 0)


def test_tab_with_a_header_alone_has_no_rows() -> None:
    desk = Desk()
    del desk.rows("Журнал")[1:]
    assert counts(look(desk), "Журнал") == (0, 0, 0)
    assert {s[1] for s in spots(desk)} == {"consultation.no_journal", "shnor.no_help"}


@pytest.mark.slow
def test_tab_that_is_none_of_ours_is_information() -> None:
    desk = Desk()
    desk.books["Консультации.xlsx"]["Черновик"] = [["Код"], ["К-99"]]
    assert not spots(desk)
    assert spots(desk, everything=True) == [(INFO, "tab.unknown", "Черновик", None, None)]


def test_tab_title_in_other_letters() -> None:
    desk = Desk()
    tabs = desk.books["Консультации.xlsx"]
    tabs[" ЖУPНАЛ "] = tabs.pop("Журнал")
    assert not spots(desk)


def test_header_below_many_lines() -> None:
    rows: Rows = [*[["Положение о школах"]] * 40, HEADER, SCHOOL]
    assert data_rows(SCHOOLS, rows) == [42]


def test_cells_right_of_the_table_do_not_hide_a_section() -> None:
    """A section row is one filled cell of the whole row, by docs/contract.md."""
    assert data_rows(
        JOURNAL, [["Консультация", "Дата", "Тьютор"], ["Февраль"], ["К-01", SINCE]]
    ) == [3]


def test_hidden_rows_on_disk_count(tmp_path: Path) -> None:
    folder = Desk().save(tmp_path)
    path = folder / "Консультации.xlsx"
    book = openpyxl.load_workbook(path)
    book["Журнал"].row_dimensions[3].hidden = True
    book["Журнал"].auto_filter.ref = "A1:I4"
    book["График"].column_dimensions["C"].hidden = True
    book["График"].sheet_state = "hidden"
    book.save(path)
    report = check(load(folder), Options(today=date(2021, 2, 18)))
    assert report.as_json()["problems"] == []
    read = {tab["tab"]: tab["read"] for tab in report.as_json()["tabs"]}
    assert (read["Журнал"], read["График"]) == (3, 3)
