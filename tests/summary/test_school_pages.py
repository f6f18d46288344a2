"""«Профили школ» and «Результаты и профиль ШНОР»: where help is needed first, and what was done."""

from datetime import datetime
from itertools import groupby

import pytest
from helpers import TODAY, Desk, look

from sheets_sync.sheet.pieces import Cell, Format, Grid, Look
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View

LIST, PAGES, TOWN = "Результаты и профиль ШНОР", "Профили школ", "Результаты муниципалитета"
Row = dict[str, Cell]


def grids(desk: Desk) -> dict[str, Grid]:
    view = View(look(desk), Stamp(TODAY, datetime(2021, 2, 18, 13)))
    return {grid.title: grid for grid in build(view)[0]}


def result(desk: Desk, school: str, subject: str, n: int, twos: int, **more: object) -> None:
    """A row of Результаты: so many wrote, so many got «2», the rest «3»."""
    desk.add("Результаты", like=2, Школа=school, Предмет=subject, Писали=n, По_списку=n,
             **{"«5»": 0, "«4»": 0, "«3»": n - twos, "«2»": twos, **more})  # fmt: skip


def school(desk: Desk, name: str) -> tuple[str, list[Row]]:
    """The title of a school's page and its rows, each by its figures' fields, the last cell of
    each; the subject under «»."""
    lines = iter(grids(desk)[PAGES].rows)
    title = next(
        str(row[0].value)
        for row in lines
        if row[0] and row[0].look is Look.SECTION and str(row[0].value).startswith(name)
    )
    next(lines)
    rows = []
    for row in lines:
        if not row[0] or not row[0].value or row[0].look in (Look.SECTION, Look.NOTE):
            break
        rows.append({"": row[0]} | {c.means.field: c for c in row if c and c.means})
    return title, rows


def desk() -> Desk:
    """СОШ № 44, listed: weakest in физика, then русский язык, математика; four wrote химия."""
    books = Desk()
    for name in ("физика", "химия"):
        books.add("Предметы", Предмет=name)
    result(books, "СОШ № 44", "русский язык", 20, 6)
    result(books, "СОШ № 44", "физика", 20, 2, Класс="7")
    result(books, "СОШ № 44", "физика", 20, 9, Класс="8")
    result(books, "СОШ № 44", "химия", 4, 4)
    return books


def test_the_weakest_subject_and_result_come_first_and_few_last() -> None:
    _, rows = school(desk(), "МБОУ СОШ № 44")
    subjects = [row[""].value for row in rows]
    assert subjects == ["физика", "физика", "русский язык", "математика", "химия"]
    assert [row["share2"].value for row in rows[:2]] == [9, 2]


def test_what_was_done_stands_once_a_subject() -> None:
    _, rows = school(desk(), "МБОУ СОШ № 44")
    for _, group in groupby(rows, key=lambda row: row[""].value):
        first, *others = group
        assert "consultations" in first
        assert not [row for row in others if row.keys() & {"consultations", "plans", "items"}]


@pytest.mark.kinds
@pytest.mark.parametrize("title", [PAGES, TOWN])
@pytest.mark.parametrize(
    ("n", "twos", "look"), [(10, 3, Look.BAD), (10, 2, Look.BODY), (100, 29, Look.BODY)]
)
def test_a_share_of_two_from_thirty_percent_is_marked(
    title: str, n: int, twos: int, look: Look
) -> None:
    books = Desk()
    books.add("Предметы", Предмет="химия")
    result(books, "СОШ № 44", "химия", n, twos)
    row = next(row for row in grids(books)[title].rows if row[0] and row[0].value == "химия")
    share = next(c for c in row if c and c.means and c.means.field == "share2")
    assert share.look is look


def test_shares_and_their_pupils_are_numbers() -> None:
    row = next(row for row in grids(desk())[PAGES].rows if row[0] and row[0].value == "физика")
    share, pupils = [c for c in row if c and c.means and c.means.field == "share2"]
    assert (share.value, share.format, pupils.value, pupils.format) == (
        0.45, Format.PERCENT, 9, Format.WHOLE,
    )  # fmt: skip


def test_a_change_is_a_number_of_points() -> None:
    _, rows = school(Desk(), "МБОУ СОШ № 44")
    change = rows[0]["share2_change"]
    assert (change.value, change.format) == (-14.0, Format.POINTS)


def test_nothing_is_printed_of_fewer_than_five() -> None:
    _, rows = school(desk(), "МБОУ СОШ № 44")
    few = rows[-1]
    assert few["n"].value == "меньше 5"
    assert not few.keys() & {"success", "quality", "share2", "share2_change", "mean", "sou"}


@pytest.mark.slow
def test_few_have_no_order_that_tells_their_results() -> None:
    orders = []
    for twos in ((0, 4), (4, 0)):
        books = desk()
        for grade, number in zip(("6", "9"), twos, strict=True):
            result(books, "СОШ № 44", "химия", 4, number, Класс=grade)
        found = grids(books)[PAGES].rows
        rows = [row for row in found if row[0] and row[0].value == "химия"]
        orders.append([row[2].value for row in rows if row[2]])
    assert orders[0] == orders[1]


def test_no_help_beside_a_weak_result_of_a_listed_school_is_red() -> None:
    _, rows = school(desk(), "МБОУ СОШ № 44")
    helped = {
        row[""].value: row["consultations"] for row in reversed(rows) if "consultations" in row
    }
    assert (helped["физика"].value, helped["физика"].look) == (0, Look.BAD)
    assert (helped["химия"].value, helped["химия"].look) == (0, Look.MUTED)
    assert helped["русский язык"].value == 1


def test_no_help_to_a_school_with_the_sign_alone_is_amber() -> None:
    _, rows = school(Desk(), "МБОУ СОШ № 9")
    (none,) = [row["consultations"] for row in rows if row["consultations"].value == 0]
    assert none.look is Look.WARN


@pytest.mark.slow
def test_the_title_says_in_words_why() -> None:
    books = Desk()
    assert "требует внимания: слабых процедур 2" in school(books, "МБОУ СОШ № 9")[0]
    assert "признака нет" in school(books, "МБОУ СОШ № 44")[0]
    result(books, "СОШ № 9", "математика", 20, 9, Учебный_год="2019–2020")
    said = "требует внимания: слабых процедур 2, из них 1 второй год подряд"
    assert said in school(books, "МБОУ СОШ № 9")[0]
    result(books, "СОШ № 44", "русский язык", 20, 6)
    result(books, "СОШ № 44", "русский язык", 20, 7, Учебный_год="2019–2020")
    assert "слабая процедура одна, второй год подряд" in school(books, "МБОУ СОШ № 44")[0]


@pytest.mark.parametrize("title", [LIST, PAGES])
def test_names_lead_to_the_pages_of_schools(title: str) -> None:
    tabs = grids(Desk())
    links = {c.value: c.link for row in tabs[title].rows for c in row if c and c.link}
    links.pop("← Сводка")
    assert set(links) == {"МБОУ СОШ № 9", "МБОУ СОШ № 44"}
    for name, link in links.items():
        number = int(str(link).removeprefix(f"#'{PAGES}'!A"))
        cell = tabs[PAGES].rows[number - 1][0]
        assert cell
        assert str(cell.value).startswith(f"{name} · ")


def test_each_school_begins_a_page() -> None:
    grid = grids(Desk())[PAGES]
    begins = [number for name, number in grid.places if name.startswith("school_")]
    assert len(grid.page.breaks) == len(begins) == 2


def test_schools_without_results_stand_in_the_list() -> None:
    names = [row[0].value for row in grids(Desk())[LIST].rows if row[0]]
    assert "МБОУ ООШ № 9" in names


def test_the_list_says_how_many_procedures_are_weak() -> None:
    grid = grids(Desk())[LIST]
    row = next(row for row in grid.rows if row[0] and row[0].value == "МБОУ СОШ № 9")
    cells = [c for c in row if c and c.means and c.means.field == "weak_rate"]
    assert [cell.value for cell in cells] == [1.0, 2, 2]


def test_a_centre_without_a_list_and_signs_says_so() -> None:
    books = Desk()
    del books.rows("ШНОР")[1:]
    del books.rows("Результаты")[1:]
    texts = [row[0].value for row in grids(books)[PAGES].rows if row[0]]
    assert "В перечне ШНОР этого года школ нет, признака тоже ни у одной" in texts
