"""The rows of a table add up to its total, wherever a reader may expect it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from helpers import Desk, look

from sheets_sync.analysis import Analysis
from sheets_sync.sheet.pieces import Cell, Grid, Look
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View

OVERLAP = {"teachers", "schools", "low_schools"}
"""One teacher may have been helped by two tutors: the total counts each once, and says so."""
LARGEST = {"days"}
PART = {"Всего по сдавшим"}
ENDS = {Look.HEAD, Look.HEAD_TURNED, Look.TOTAL}


def grids(analysis: Analysis) -> list[Grid]:
    return build(View(analysis, Stamp(analysis.today, datetime(2021, 2, 18, 13))))[0]


def sums(grid: Grid) -> Iterator[tuple[str, int, int]]:
    """(field, total, sum of the rows above it) of each whole number in a row of totals."""
    for at, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            first = next(filter(None, row), None)
            if cell and cell.look is Look.TOTAL and isinstance(cell.value, int):
                field = cell.means.field if cell.means else ""
                if first and first.value not in PART and field not in OVERLAP | LARGEST:
                    yield field, cell.value, sum(above(grid, at, column))


def above(grid: Grid, at: int, column: int) -> Iterator[int]:
    for row in reversed(grid.rows[:at]):
        cell: Cell | None = row[column] if column < len(row) else None
        if not any(row) or (cell and cell.look in ENDS):
            return
        if cell and isinstance(cell.value, int):
            yield cell.value


def apart(analysis: Analysis) -> list[tuple[str, str, int, int]]:
    return [
        (grid.title, field, total, summed)
        for grid in grids(analysis)
        for field, total, summed in sums(grid)
        if total != summed
    ]


def test_rows_add_up_in_the_demo(demo: Analysis) -> None:
    assert sum(len(list(sums(grid))) for grid in grids(demo)) > 80, "the test sees the totals"
    assert not apart(demo)


DESKS = {
    "a deficit whose plans are all cancelled": Desk().set(
        "Индивидуальные планы", 2, "Статус", "отменено"
    ),
    "a deficit of the journal alone": Desk().set("Журнал", 2, "Вопрос или дефицит", "оценочный"),
    "nobody came": Desk().set("Журнал", 2, "Отметка", "н"),
    "a section of the road map without a plan": Desk().set(
        "Дорожная карта", 4, "Статус", "отменено"
    ),
    "a tutor who left": Desk().set("Тьюторы", 2, "По", "01.12.2020"),
    "a meeting nobody is invited to": Desk().set("Совещания", 3, "Приглашены", "ЕГЭ"),
    "an assignment that is cancelled": Desk().set("Поручения", 2, "Статус", "отменено"),
}


@pytest.mark.parametrize("desk", DESKS.values(), ids=DESKS)
def test_rows_add_up_whatever_falls_out(desk: Desk) -> None:
    assert not apart(look(desk))
