"""Each table of figures has a name for formulas, each person with remarks a view of theirs."""

import re
from collections.abc import Iterator

import pytest
from helpers import Desk, look
from runs.sync_help import NOW

from sheets_sync.runs.codes_only import nameless
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.sheet.saved import packed, unpacked
from sheets_sync.summary.problems import TITLE
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View

NAME = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё0-9_]{0,249}")


def grids(desk: Desk | None = None) -> dict[str, Grid]:
    analysis = look(desk or Desk())
    return {grid.title: grid for grid in build(View(analysis, Stamp(analysis.today, NOW)))[0]}


@pytest.fixture(scope="module")
def summary() -> dict[str, Grid]:
    return grids()


def names(made: dict[str, Grid]) -> Iterator[str]:
    return (name for grid in made.values() for name, _ in grid.named)


def test_names_are_what_google_takes_and_no_two_are_one(summary: dict[str, Grid]):
    found = list(names(summary))
    assert all(NAME.fullmatch(name) for name in found)
    assert len({name.casefold() for name in found}) == len(found)


def test_every_cell_that_shows_a_figure_lies_in_a_named_table(summary: dict[str, Grid]):
    """Key figures above the tables, totals below them and lists of deeds apart."""
    for grid in summary.values():
        for number, row in enumerate(grid.rows, 1):
            shows = [c for c in row if c and c.means and not c.means.figure.endswith(".row")]
            plain = [c for c in shows if not c.look.startswith(("tile", "total"))]
            inside = any(one.first_row <= number <= one.last_row for _, one in grid.named)
            assert inside or not plain or grid.title == "Сводка", (grid.title, number)


@pytest.mark.parametrize(
    ("title", "name", "head", "rows"),
    [
        ("Явка тьюторов", "Явка_по_тьюторам", "Тьютор", 3),
        ("Консультации", "Консультации_по_тьюторам", "Тьютор", 3),
        ("Явка по совещаниям", "Явка_по_направлениям", "Направление", 2),
        ("Исполнение дорожной карты", "Карта_по_исполнителям", "Кто отвечает", 3),
    ],
)
def test_a_name_means_the_head_and_the_rows(
    summary: dict[str, Grid], title: str, name: str, head: str, rows: int
):
    where = dict(summary[title].named)[name]
    first = summary[title].rows[where.first_row - 1][0]
    assert first is not None
    assert (first.value, where.first_column) == (head, 1)
    below = [summary[title].rows[n - 1][0] for n in range(where.first_row, where.last_row + 1)]
    assert all(cell is None or cell.look != "total" for cell in below)
    assert where.last_row - where.first_row == rows


def test_names_are_the_same_whatever_the_books_say(summary: dict[str, Grid]):
    other = grids(Desk().set("График", 2, "Начало", "13.60").set("Журнал", 2, "Отметка", "ф"))
    for title, grid in summary.items():
        assert {n for n, _ in grid.named} <= {n for n, _ in other[title].named}, title


def test_who_has_something_to_mend_has_a_view():
    desk = Desk().set("График", 2, "Начало", "13.60").set("График", 4, "Начало", "13.60")
    grid = grids(desk)[TITLE]
    assert grid.views == ("Барсукова Е.Л.", "Зимина О.Ю.")
    assert grid.filtered is not None
    column = [grid.rows[n][0] for n in range(grid.filtered.first_row, grid.filtered.last_row)]
    assert {cell.value for cell in column if cell} - {"не указан"} == set(grid.views)


def test_nobody_has_no_view():
    assert grids(Desk().set("Школы", 2, "Тип", "ъ"))[TITLE].views == ()


def test_a_view_of_a_summary_without_names_is_called_by_the_code():
    analysis = look(Desk().set("График", 2, "Начало", "13.60"))
    made, _ = build(View(analysis, Stamp(analysis.today, NOW)))
    (grid,) = (one for one in nameless(made, analysis) if one.title == TITLE)
    assert grid.views == ("Т-01",)


def test_neither_is_painted_and_both_are_kept(summary: dict[str, Grid]):
    bare = Grid("т", summary[TITLE].rows, (9.0,))
    named = Grid("т", bare.rows, (9.0,), named=summary[TITLE].named, views=("Белов П.И.",))
    assert digest(bare) == digest(named)
    assert unpacked(packed(summary))[TITLE].named == summary[TITLE].named
