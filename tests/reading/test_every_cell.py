"""Nothing in silence: whatever stands on a tab counts, is told, or is no record for sure."""

from datetime import date

import pytest
from helpers import ERROR, INFO, K01, K02, WARNING, Desk, counts, look, spots

from sheets_sync.figures.catalogue import plain
from sheets_sync.sheet.cells import Merge, Raw

pytestmark = pytest.mark.kinds

CLEAN = plain(look(Desk()).figures)


def told(desk: Desk, tab: str) -> list[tuple[str, str | None]]:
    """(check, address) of a tab's problems, information too."""
    found = [p for p in look(desk, everything=True).problems if p.place.tab == tab]
    return [(str(p.check), p.cell.a1 if p.cell else None) for p in found]


def unchanged(desk: Desk) -> bool:
    """Whether the figures are those of the clean books."""
    return plain(look(desk).figures) == CLEAN


# --- above the header


@pytest.mark.parametrize("tab", ["Журнал", "График", "Явка", "Дорожная карта", "Результаты"])
@pytest.mark.parametrize("moved", [1, 2])
def test_a_header_sorted_into_its_records_is_told(tab: str, moved: int) -> None:
    desk = Desk()
    rows = desk.rows(tab)
    rows.insert(moved, rows.pop(0))
    assert ("row.above_header", "A1") in told(desk, tab)


@pytest.mark.slow
def test_a_header_sorted_below_many_records_is_found_and_told() -> None:
    desk = Desk()
    rows = desk.rows("Журнал")
    rows[:] = [rows[1]] * 70 + [rows[0], *rows[1:]]
    assert ("row.above_header", "A1") in told(desk, "Журнал")
    assert counts(look(desk), "Журнал")[0] == 3


def test_two_runs_of_rows_above_are_two_warnings() -> None:
    desk = Desk()
    rows = desk.rows("Журнал")
    rows[:] = [rows[1], [], rows[2], rows[0], *rows[1:]]
    found = [at for check, at in told(desk, "Журнал") if check == "row.above_header"]
    assert found == ["A1", "A3"]


TITLES: list[list[list[Raw]]] = [
    [["Журнал консультаций"], ["за 2020–2021 учебный год"]],
    [["Утверждаю", None, None, "Директор МКУ ИМЦ"], ["Приложение № 1", None, "от 01.09.2020"]],
    [["Период:", date(2020, 9, 1), None, date(2021, 5, 31)]],
    [["Тьютор:", None, "Белов П.И."]],
    [["СОШ № 44"]],
]


@pytest.mark.slow
@pytest.mark.parametrize("above", TITLES)
def test_titles_stay_titles(above: list[list[Raw]]) -> None:
    desk = Desk()
    desk.rows("Журнал")[:0] = above
    assert told(desk, "Журнал") == []
    assert unchanged(desk)


# --- totals


@pytest.mark.parametrize(
    ("header", "value"),
    [("Рекомендации", "Всего"), ("Рекомендации", "итого"), ("Педагог", "Итог")],
)
def test_a_full_row_is_no_total_whatever_an_optional_cell_says(header: str, value: str) -> None:
    desk = Desk().set("Журнал", 4, header, value)
    assert counts(look(desk), "Журнал") == (3, 3, 0)


@pytest.mark.parametrize(
    ("tab", "row", "header"),
    [("Журнал", 3, "Вопрос или дефицит"), ("Поручения", 2, "Статус"), ("ШНОР", 2, "Учебный год")],
)
def test_the_word_in_the_midst_of_a_full_row_is_a_mistake(tab: str, row: int, header: str) -> None:
    desk = Desk().set(tab, row, header, "Итого")
    assert (ERROR, tab, header, row) in {(s[0], *s[2:]) for s in spots(desk)}


def test_a_text_that_begins_like_a_total_is_a_text() -> None:
    desk = Desk().set("График", 2, "Тема", "Всего одна задача: дроби")
    desk.set("Дорожная карта", 2, "Мероприятие", "Итог года: совещание")
    assert unchanged(desk)


@pytest.mark.slow
@pytest.mark.parametrize(
    "row",
    [
        ["Итого", None, None, None, None, 4],
        ["Итог", None, None, None, None, 4, None, 135],
        ["Общий итог", None, None, None, None, 4],
        ["ВСЕГО:", None, None, None, None, 4],
        ["Всего за февраль", None, None, None, None, 4, None, 135],
        [None, None, "Итого по школе", None, None, 4, None, 135],
    ],
)
def test_totals_of_the_journal(row: list[Raw]) -> None:
    desk = Desk()
    desk.rows("Журнал").append(row)
    assert told(desk, "Журнал") == []
    assert unchanged(desk)


@pytest.mark.slow
@pytest.mark.parametrize(
    "word",
    ["Присутствовало", "Отсутствовало", "Присутствовали", "Итого", "Всего присутствовало",
     "Общий итог", "% явки", "Количество присутствующих", "Явка, %"],
)  # fmt: skip
def test_totals_of_the_register(word: str) -> None:
    desk = Desk()
    desk.rows("Явка").append([word, 2, 2])
    assert told(desk, "Явка") == []
    assert unchanged(desk)


# --- signatures, numbering


@pytest.mark.slow
@pytest.mark.parametrize("tab", ["Журнал", "Явка", "Дорожная карта", "Отчёты", "Результаты"])
@pytest.mark.parametrize(
    "lines",
    [
        [["Директор", None, "Иванова А.А."]],
        [["Директор МКУ ИМЦ ____________", "/Губанова И.С./"]],
        [["Исполнитель:", "Котова А.С."], ["(подпись)", "(расшифровка)"]],
        [["Начальник отдела", "________", "И.С. Губанова"], ["М.П.", None, "18.02.2021"]],
        [["Составил методист", "Лисицына Ольга Викторовна"]],
        [["Согласовано: директор"]],
    ],
)
def test_signatures_below_the_table(tab: str, lines: list[list[Raw]]) -> None:
    desk = Desk()
    desk.rows(tab).extend([[], *lines])
    assert told(desk, tab) == []
    assert unchanged(desk)


def test_a_row_between_records_is_no_signature() -> None:
    desk = Desk()
    desk.rows("Поручения").insert(2, ["Директор", None, "Иванова А.А."])
    assert (ERROR, "cell.empty") in {s[:2] for s in spots(desk)}


@pytest.mark.slow
@pytest.mark.parametrize(
    "numbering",
    [
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        ["А", "Б", 1, 2, 3, 4, 5, 6, 7],
        ["А", 1, 2, 3, 4, 5, 6, 7, 8],
        ["а", "б", "в", "1", "2", "3", "4", "5", "6"],
        ["A", "B", 1, 2, 3, 4, 5, 6, 7],
        ["А", "Б", 3, 4, 5, 6, 7, 8, 9],
    ],
)
def test_a_row_that_numbers_the_columns(numbering: list[Raw]) -> None:
    desk = Desk()
    desk.rows("Журнал").insert(1, numbering)
    assert told(desk, "Журнал") == []
    assert unchanged(desk)


# --- headers again


def test_a_second_header_in_another_order_counts_for_the_rows_below_it() -> None:
    desk = Desk()
    rows = desk.rows("Журнал")
    rows[3:] = [row[::-1] for row in (rows[0], rows[3])]
    assert told(desk, "Журнал") == []
    assert unchanged(desk)
    assert counts(look(desk), "Журнал") == (3, 3, 0)


def test_a_problem_below_a_second_header_stands_at_its_cell() -> None:
    desk = Desk()
    rows = desk.rows("Журнал")
    rows[3:] = [row[::-1] for row in (rows[0], rows[3])]
    rows[4][5] = "СОШ № 144"
    assert ("school.unknown", "F5") in told(desk, "Журнал")


def test_a_register_that_goes_on_below_with_another_meeting() -> None:
    desk = Desk()
    rows = desk.rows("Явка")
    below = [[row[0], row[2]] for row in rows]
    for row in rows:
        del row[2]
    rows.extend([[], *below])
    assert told(desk, "Явка") == []
    assert unchanged(desk)


def test_a_header_repeated_as_it_is_changes_nothing() -> None:
    desk = Desk()
    desk.rows("Журнал").insert(2, list(desk.rows("Журнал")[0]))
    assert told(desk, "Журнал") == []
    assert unchanged(desk)


# --- columns without a head


def test_a_column_whose_head_is_gone_is_told() -> None:
    desk = Desk()
    desk.rows("Журнал")[0][5] = None
    assert told(desk, "Журнал") == [("count.one", None), ("column.headless", "F4")]


@pytest.mark.parametrize("under", [None, "план"])
def test_a_head_over_two_columns_of_which_one_is_read(under: Raw) -> None:
    desk = Desk()
    rows = desk.rows("Дорожная карта")
    for row in rows:
        row.insert(5, "до 01.03.2021")
    rows[0][5] = None
    desk.merges["Дорожная карта"] = (Merge(1, 5, 1, 6),)
    if under:
        rows.insert(1, [None] * 4 + [under, "корректировка"])
    assert [check for check, _ in told(desk, "Дорожная карта")] == ["column.headless"]


def test_own_columns_of_the_staff_are_theirs() -> None:
    desk = Desk().set("Журнал", 2, "Мои заметки", "позвонить")
    desk.set("Журнал", 3, "Телефон школы", "да")
    assert told(desk, "Журнал") == []


def test_a_column_that_only_numbers_the_rows_needs_no_head() -> None:
    desk = Desk()
    for number, row in enumerate(desk.rows("Журнал")):
        row.insert(0, number or None)
    assert told(desk, "Журнал") == []
    assert unchanged(desk)


def test_notes_beside_the_table_are_told() -> None:
    desk = Desk()
    for row in (2, 3):
        desk.rows("График")[row - 1] += [None, "ждём", "ответа"]
    assert told(desk, "График") == [("column.headless", "P2")]


# --- lone lines


ITEM: list[Raw] = [
    "1.3", None, "Вебинар", "все ШНОР", "март 2021", "ИМЦ", "не начато", None,
]  # fmt: skip


def sections(desk: Desk) -> list[str]:
    found = look(desk).counted["roadmap"].frame["section"]
    return [text if isinstance(text, str) else "" for text in found]


def map_with(*lines: list[Raw]) -> Desk:
    """The road map without Раздел, some lines below its first item, then two items more."""
    desk = Desk()
    rows = desk.rows("Дорожная карта")
    for row in rows[1:]:
        row[1] = None
    rows[2:2] = lines
    return desk


@pytest.mark.parametrize(
    "line",
    [
        ["Раздел 2. Контроль"],
        [None, None, "Раздел 2. Контроль"],
        ["2. Контроль"],
        [None, None, "II. Контроль"],
        [None, None, "2.1 Контроль качества"],
        ["Контроль"],
        ["Блок «Контроль»"],
    ],
)
def test_a_line_that_heads_a_section(line: list[Raw]) -> None:
    desk = map_with(line)
    assert told(desk, "Дорожная карта") == []
    assert sections(desk)[1:] == [str(line[-1])] * 2


def test_a_line_merged_over_the_table_heads_a_section() -> None:
    desk = map_with([None, None, "Контроль"])
    desk.merges["Дорожная карта"] = (Merge(3, 3, 3, 8),)
    assert sections(desk) == ["", "Контроль", "Контроль"]


@pytest.mark.parametrize("column", [2, 5])
def test_a_lone_line_under_an_item_goes_on_with_it(column: int) -> None:
    desk = map_with([*[None] * column, "и разбор её итогов"])
    assert told(desk, "Дорожная карта") == [("row.continued", f"{'ABCDEF'[column]}3")]
    assert sections(desk) == ["", "", ""]
    first = look(desk).counted["roadmap"].frame.iloc[0]
    assert first[("activity", "responsible")[column == 5]].endswith("и разбор её итогов")


def test_a_line_under_an_empty_cell_goes_on_with_nothing() -> None:
    desk = map_with([*[None] * 6, None, "до конца года"])
    assert [check for check, _ in told(desk, "Дорожная карта")] != ["row.continued"]


def test_a_caption_in_the_first_column_goes_on_with_nothing() -> None:
    desk = Desk()
    rows = desk.rows("График")
    for row in rows:
        row.insert(0, row.pop(7))
    rows.insert(2, ["Февраль"])
    assert told(desk, "График") == []
    assert unchanged(desk)


def test_two_further_lines_go_on_with_one_item() -> None:
    line: list[Raw] = [None, None, "и ещё"]
    desk = map_with(line, [None, None, "и снова"])
    assert [check for check, _ in told(desk, "Дорожная карта")] == ["row.continued"] * 2
    assert look(desk).counted["roadmap"].frame["activity"].iloc[0].endswith("и ещё и снова")


def test_a_further_line_of_schools_adds_a_school() -> None:
    desk = map_with([None, None, None, "СОШ № 9"])
    desk.set("Дорожная карта", 2, "Школы", "СОШ № 44")
    assert look(desk).counted["roadmap"].frame["schools"].iloc[0] == ("Ш-44", "Ш-9")


@pytest.mark.parametrize(
    ("tab", "line"),
    [
        ("Журнал", ["К-02"]),
        ("Журнал", [None, K02]),
        ("Журнал", [None, None, "Белов П.И."]),
        ("Журнал", [None, None, None, "СОШ № 44"]),
        ("График", ["К-04"]),
        ("ШНОР", ["СОШ № 9"]),
        ("Результаты", [None, None, None, None, None, None, 25]),
    ],
)
def test_a_record_that_was_only_begun_is_told(tab: str, line: list[Raw]) -> None:
    desk = Desk()
    desk.rows(tab).append(line)
    at = f"{'ABCDEFG'[len(line) - 1]}{len(desk.rows(tab))}"
    assert told(desk, tab) == [("row.lone", at)]
    assert unchanged(desk)


def test_the_only_record_that_was_begun_is_told() -> None:
    desk = Desk()
    desk.rows("ШНОР")[1:] = [[None, None, "да"]]
    assert told(desk, "ШНОР") == [("row.lone", "C2")]


def test_a_line_between_two_single_items_is_told() -> None:
    desk = map_with(["Контроль"], ITEM, ["Отчётность"])
    assert [check for check, _ in told(desk, "Дорожная карта")] == ["row.lone"]


@pytest.mark.parametrize(
    "line",
    [["Февраль"], ["* вне графика — по просьбе школы"], ["Примечание", "сведения тьюторов"], [5]],
)
def test_captions_and_remarks_are_no_records(line: list[Raw]) -> None:
    desk = Desk()
    desk.rows("Журнал").insert(2, line)
    assert told(desk, "Журнал") == []
    assert unchanged(desk)


def test_a_note_below_the_table() -> None:
    desk = Desk()
    desk.rows("Журнал").extend([[], ["Журнал ведётся с сентября"], ["Хранится пять лет"]])
    assert told(desk, "Журнал") == []


# --- blanks and zeros


def test_rows_of_references_to_empty_cells_are_blank() -> None:
    desk = Desk()
    desk.rows("Журнал").extend([[0] * 9] * 3)
    desk.rows("Дорожная карта").append([0] * 8)
    assert not spots(desk)
    assert unchanged(desk)


@pytest.mark.parametrize(
    ("tab", "row", "header"),
    [("Журнал", 4, "Школа"), ("График", 2, "Тема"), ("График", 2, "Начало"),
     ("Дорожная карта", 2, "Срок"), ("Отчёты", 2, "Статус")],
)  # fmt: skip
def test_a_zero_where_none_can_be_is_an_empty_cell(tab: str, row: int, header: str) -> None:
    desk = Desk().set(tab, row, header, 0)
    assert (ERROR, "cell.empty", tab, header, row) in spots(desk)


def test_a_zero_of_a_number_stays_zero() -> None:
    desk = Desk().set("Результаты", 2, "«2»", 0).set("Результаты", 2, "Писали", 21)
    assert not [s for s in spots(desk) if s[2] == "Результаты"]


def test_zeros_of_optional_cells_are_blanks() -> None:
    desk = Desk().set("Дорожная карта", 3, "Дата исполнения", 0).set("График", 2, "Новая дата", 0)
    assert not spots(desk)


def test_a_tab_of_blanks_is_blank() -> None:
    desk = Desk()
    desk.books["Вторая.xlsx"] = {"Журнал": [[" ", "\xa0"], [], ["\u200b"]]}
    assert [s[1] for s in spots(desk)] == ["tab.blank"]


# --- merges


def test_a_number_merged_down_counts_once() -> None:
    desk = Desk()
    for row in (2, 3):
        desk.set("Журнал", row, "Количество", None)
    desk.set("Журнал", 2, "Количество", 12)
    desk.merges["Журнал"] = (Merge(2, 6, 3, 6),)
    assert spots(desk) == [(WARNING, "number.merged", "Журнал", "Количество", 2)]
    planned = look(desk).counted["journal"].frame["visitors"]
    assert planned.tolist()[0] == 12
    assert planned.isna().tolist() == [False, True, False]


def test_a_text_merged_down_fills_each_row() -> None:
    desk = Desk()
    desk.set("Журнал", 4, "Дата", None).set("Журнал", 3, "Дата", K02)
    desk.merges["Журнал"] = (Merge(3, 2, 4, 2),)
    assert not spots(desk)
    assert unchanged(desk)


def test_lines_under_one_number_are_one_item() -> None:
    desk = Desk()
    rows = desk.rows("Дорожная карта")
    rows.insert(2, [None, None, "и практикум", "СОШ № 9", None, "ИРО", None, None])
    rows[1][3] = "СОШ № 44"
    desk.merges["Дорожная карта"] = (Merge(2, 1, 3, 1),)
    assert told(desk, "Дорожная карта") == []
    items = look(desk).counted["roadmap"].frame
    assert len(items) == 3
    assert items["activity"].iloc[0] == "Семинар по математике и практикум"
    assert items["schools"].iloc[0] == ("Ш-44", "Ш-9")


def test_an_item_merged_as_a_whole_is_one_row() -> None:
    desk = Desk()
    desk.rows("Дорожная карта").insert(2, [])
    desk.merges["Дорожная карта"] = tuple(Merge(2, c, 3, c) for c in range(1, 9))
    assert told(desk, "Дорожная карта") == []
    assert unchanged(desk)


def test_a_code_over_two_lines_is_one_consultation() -> None:
    desk = Desk()
    desk.rows("График").insert(2, [None] * 7 + ["и оценивание"])
    desk.merges["График"] = (Merge(2, 1, 3, 1),)
    assert told(desk, "График") == []
    assert counts(look(desk), "График") == (3, 3, 0)


def test_information_is_only_told_on_request() -> None:
    desk = map_with([None, None, "и разбор её итогов"])
    assert not [s for s in spots(desk) if s[1] == "row.continued"]
    assert (INFO, "row.continued") in {s[:2] for s in spots(desk, everything=True)}
    assert K01 < K02
