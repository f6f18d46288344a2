"""A head belongs to its table, on screen and on paper, whatever the centre's size."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from helpers import TODAY, Desk, look
from summary.large_centre import centre

from sheets_sync.sheet import a4, text_size, theme
from sheets_sync.sheet.pieces import Grid, Look, Row
from sheets_sync.sheet.text_size import STANDARD_HEIGHT, column_pixels, size, text_pixels
from sheets_sync.stores.google.paint import size_of
from sheets_sync.stores.xlsx.write import write_workbook
from sheets_sync.summary.explain.pointed import shown
from sheets_sync.summary.tabs import TITLES, build
from sheets_sync.summary.view import Stamp, View

SEPTEMBER, JUNE = date(2020, 9, 7), date(2021, 6, 20)
CONTENTS = "Что где искать"
HEADS = {Look.HEAD, Look.HEAD_TURNED}
OPENINGS = HEADS | {Look.TITLE, Look.SECTION, Look.TILE_NAME}


@cache
def summary(tutors: int, today: date = TODAY) -> Mapping[str, Grid]:
    analysis = look(centre(tutors), today, organisation="МКУ ИМЦ")
    view = View(analysis, Stamp(today, datetime(2021, 2, 18, 13, 5), True))
    return {grid.title: grid for grid in build(view)[0]}


CENTRES = [
    pytest.param(24, TODAY, id="24"),
    pytest.param(100, TODAY, id="100", marks=pytest.mark.slow),
    pytest.param(300, TODAY, id="300", marks=pytest.mark.slow),
    pytest.param(24, SEPTEMBER, id="september"),
    pytest.param(24, JUNE, id="june"),
]
every = pytest.mark.parametrize(("tutors", "today"), CENTRES)


def looks(row: Row) -> set[Look]:
    return {cell.look for cell in row if cell is not None}


def filled(row: Row) -> bool:
    return any(cell is not None and cell.value is not None for cell in row)


def rows(grid: Grid) -> Iterator[tuple[int, Row]]:
    yield from enumerate(grid.rows, 1)


def pages(grid: Grid) -> list[list[tuple[int, Row]]]:
    """The rows of each printed page."""
    edges = [0, *grid.page.breaks, len(grid.rows)]
    numbered = list(rows(grid))
    return [numbered[a:b] for a, b in pairwise(edges)]


def heights(grid: Grid, page: list[tuple[int, Row]]) -> float:
    return sum(grid.heights.get(number, STANDARD_HEIGHT) for number, _ in page)


@pytest.mark.kinds
@every
def test_what_is_frozen_is_the_head_of_every_row_below(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        below = [row for number, row in rows(grid) if number > grid.frozen_rows]
        assert not grid.frozen_rows or not any(looks(row) & OPENINGS for row in below), grid.title


@every
def test_google_freezes_the_same(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        assert size_of(grid).frozen_rows == grid.frozen_rows


@every
def test_what_print_repeats_is_the_head_of_every_row_below(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        repeated = grid.page.repeat_rows
        assert repeated is None or repeated == (grid.frozen_rows, grid.frozen_rows)


@every
def test_every_page_begins_with_a_head_or_a_title(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        for page in pages(grid)[grid.page.repeat_rows is not None :]:
            first = next(row for _, row in page if filled(row))
            opens = looks(first) & OPENINGS or grid.page.repeat_rows
            assert opens or _is_charts(grid, page), (grid.title, first)


def _is_charts(grid: Grid, page: list[tuple[int, Row]]) -> bool:
    numbers = {number for number, _ in page}
    return any(chart.first_row in numbers for chart in grid.charts)


@every
def test_no_title_and_no_head_ends_a_page(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        for page in pages(grid):
            last = next(row for _, row in reversed(page) if filled(row))
            assert not looks(last) & (HEADS | {Look.SECTION, Look.GROUP}), grid.title


@every
def test_no_page_of_a_row_or_two(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        for page in pages(grid)[1:]:
            assert sum(filled(row) for _, row in page) >= 3, grid.title


@every
def test_a_page_holds_its_rows_and_its_columns(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        shown = [w for n, w in enumerate(grid.widths, 1) if n not in grid.hidden]
        assert a4.pixels(shown) <= a4.width(grid.page.landscape), grid.title
        head = grid.heights.get(grid.frozen_rows, 0) if grid.page.repeat_rows else 0
        for number, page in enumerate(pages(grid)):
            room = a4.height(grid.page.landscape) - (head if number else 0)
            assert heights(grid, page) <= room, (grid.title, number)


@every
def test_no_word_of_a_head_is_broken(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        for row in grid.rows:
            for column, cell in enumerate(row):
                if cell is None or cell.look is not Look.HEAD or not cell.value:
                    continue
                room = sum(map(column_pixels, grid.widths[column : column + cell.span]))
                words = re.split(r"[\s]", str(cell.value))
                widest = max(text_pixels(word, size(Look.HEAD), bold=True) for word in words)
                assert widest <= room, (grid.title, cell.value)


@every
def test_no_word_beside_a_sign_is_broken(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        for row in grid.rows:
            for column, cell in enumerate(row):
                if cell is None or cell.look not in theme.SIGNS or not isinstance(cell.value, str):
                    continue
                room = sum(map(column_pixels, grid.widths[column : column + cell.span]))
                said = theme.SIGNS[cell.look] + cell.value
                widest = max(
                    text_pixels(word, size(cell.look), bold=True) for word in said.split(" ")
                )
                assert widest <= room, (grid.title, said)


@every
def test_no_number_is_wider_than_its_column(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        for row in grid.rows:
            for column, cell in enumerate(row):
                if cell is None or not isinstance(cell.value, int | float):
                    continue
                room = sum(map(column_pixels, grid.widths[column : column + cell.span]))
                said = theme.SIGNS.get(cell.look, "") + shown(cell)
                width = text_pixels(said, size(cell.look), cell.look in text_size.BOLD)
                assert width <= room + 4, (grid.title, said)


def test_nothing_prints_below_eight_points():
    smallest = min(text_size.size(look) for look in Look)
    assert smallest * a4.SCALE / 100 >= 8
    assert text_size.TEXT_SIZE * a4.SCALE / 100 >= 9


@every
def test_every_page_says_whose_it_is_and_of_when(tutors: int, today: date):
    for grid in summary(tutors, today).values():
        assert grid.page.footer == f"МКУ ИМЦ · данные на {today:%d.%m.%Y}"


def test_every_other_tab_leads_back_to_the_overview():
    for title, grid in summary(24).items():
        back = {n: c for n, c in enumerate(grid.rows[0], 1) if c and c.value == "← Сводка"}
        links = [cell.link for cell in back.values()]
        assert links == ([] if title == "Сводка" else ["#'Сводка'!A1"])
        for column, cell in back.items():
            assert {*range(column, column + cell.span)} - {*grid.hidden}, f"{title}: hidden"


def test_lines_and_tiles_of_the_overview_lead_to_their_tables():
    tabs = summary(24)
    rows = tabs["Сводка"].rows
    start = next(number for number, row in enumerate(rows) if row[0] and row[0].value == CONTENTS)
    links = [cell.link for row in rows[:start] for cell in row if cell is not None and cell.link]
    assert len(links) > 12
    for link in links:
        title, _, address = link.removeprefix("#'").partition("'!A")
        row = tabs[title].rows[int(address) - 1]
        assert looks(row) & OPENINGS, link
        assert int(address) > 1, link


def test_the_contents_lead_to_every_tab():
    rows = summary(24)["Сводка"].rows
    start = next(number for number, row in enumerate(rows) if row[0] and row[0].value == CONTENTS)
    links = [cell.value for row in rows[start:] for cell in row if cell is not None and cell.link]
    assert tuple(links[: len(TITLES) - 1]) == TITLES[1:]
    assert links[len(TITLES) - 1 :] == ["По месяцам", "Месяц к месяцу", "Полугодие к полугодию"]


def test_every_tab_is_made_of_this_centre():
    assert tuple(summary(24)) == TITLES


def test_an_empty_workspace_says_where_to_begin():
    desk = Desk()
    for tabs in desk.books.values():
        for table in tabs.values():
            del table[1:]
    view = View(look(desk, TODAY), Stamp(TODAY, datetime(2021, 2, 18, 13, 5), True))
    overview = build(view)[0][0]
    said = [cell.value for row in overview.rows for cell in row if cell]
    assert "Таблицы пока пусты: начните с листов «Школы» и «Тьюторы»" in said
    assert "Ничего срочного" not in said


def test_a_turned_head_is_painted_upwards():
    assert theme.paint(Look.HEAD_TURNED).turned


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("tutors", [24, 100])
def test_libreoffice_prints_as_many_pages_as_were_counted(tutors: int, tmp_path: Path):
    grids = list(summary(tutors).values())
    book = tmp_path / "Сводка.xlsx"
    write_workbook(book, grids, datetime(2021, 2, 18, 13, 5), "МКУ ИМЦ")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(book)], check=True, capture_output=True)
    printed = book.with_suffix(".pdf").read_bytes()
    counted = (1 if grid.page.first_only else len(pages(grid)) for grid in grids)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sum(counted)
