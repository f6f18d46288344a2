"""A note that somebody wrote on a cell of a summary tab stays with what that cell is about."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers import Desk, save_book
from job_help import WORK_DAY, small
from openpyxl import Workbook
from openpyxl.comments import Comment

from sheets_sync.runs.sync import Options, sync
from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.pieces import Cell, Grid, Look, Row
from sheets_sync.stores.xlsx.additions import Additions, Note
from sheets_sync.stores.xlsx.away_notes import parted, told_of
from sheets_sync.stores.xlsx.note_places import Page, Place, page_of_grid, page_of_sheet
from sheets_sync.workspace import load

SUMMARY = "Сводка ИМЦ.xlsx"


def tiles(*shown: tuple[str, float]) -> list[Row]:
    names = [Cell(name, Look.TILE_NAME) for name, _ in shown]
    return [tuple(names), tuple(Cell(value, Look.TILE_VALUE) for _, value in shown)]


def table(title: str, heads: Iterable[str], *rows: Iterable[Any]) -> list[Row]:
    head = tuple(Cell(one, Look.HEAD) for one in heads)
    cells = [tuple(Cell(value) for value in row) for row in rows]
    return [(Cell(title, Look.SECTION),), head, *cells]


def page(*parts: list[Row]) -> Page:
    rows: list[Row] = [(Cell("Сводка", Look.TITLE),), *(row for part in parts for row in part)]
    return page_of_grid(Grid("Сводка", tuple(rows), ()))


TILES = tiles(("Явка", 0.8), ("Карта", 0.6), ("Планы", 0.5))
DEEDS = table(
    "Что сделать",
    ("Кто", "Что", "Срок"),
    ("Белов П.И.", "Поручение 1: отчёт", 5),
    ("Белов П.И.", "2 клетки явки без отметки: 1, 2", 6),
    ("ИРО", "Карта 1.2: семинар", 7),
)


@pytest.mark.parametrize(
    ("at", "now", "found"),
    [
        ((3, 2), [tiles(("Явка", 0.9), ("Карта", 0.7), ("Планы", 0.1))], (3, 2)),
        ((3, 2), [tiles(("Карта", 0.6), ("Планы", 0.5))], (3, 1)),
        ((3, 2), [tiles(("Явка", 0.8), ("Планы", 0.5))], None),
        ((2, 3), [tiles(("Явка", 0.8), ("Планы", 0.5))], (2, 2)),
    ],
)
def test_the_note_of_a_tile_is_known_by_the_head_above_it(
    at: tuple[int, int], now: list[list[Row]], found: tuple[int, int] | None
) -> None:
    assert page(*now).find(page(TILES).place(*at)) == found


def lines(*rows: tuple[str, str, int]) -> list[Row]:
    return table("Что сделать", ("Кто", "Что", "Срок"), *rows)


@pytest.mark.parametrize(
    ("at", "now", "found"),
    [
        ((4, 2), lines(("ИРО", "Новое", 1), ("Белов П.И.", "Поручение 1: отчёт", 9)), (5, 2)),
        ((4, 2), lines(("Белов П.И.", "Поручение 2: план", 5)), None),
        ((5, 3), lines(("Белов П.И.", "1 клетка явки без отметки: 1", 6)), (4, 3)),
        ((6, 1), table("Другое", ("Кто", "Что"), ("ИРО", "Карта 1.2: семинар")), None),
        ((1, 1), lines(), (1, 1)),
        ((3, 2), [*lines(), *lines(("ИРО", "Новое", 1))], (3, 2)),
    ],
)
def test_the_note_of_a_line_is_known_by_whose_it_is_and_what_it_says(
    at: tuple[int, int], now: list[Row], found: tuple[int, int] | None
) -> None:
    assert page(now).find(page(DEEDS).place(*at)) == found


@pytest.mark.parametrize("at", [(3, 2), (2, 1), (7, 2), (8, 3)])
def test_what_was_away_comes_back_to_its_cell(at: tuple[int, int]) -> None:
    whole = page(TILES, DEEDS)
    away = told_of(whole.place(*at), Comment("спросить\nещё раз", "Начальник"))
    both = Comment(f"моё\n{away.content}", "Начальник")
    (own, mine), (place, said) = parted(both)
    assert (own, mine.content, said.content) == (None, "моё", "спросить\nещё раз")
    assert place
    assert whole.find(place) == at


def test_a_note_on_a_cell_that_is_merged_now_stands_on_the_first_of_them() -> None:
    grid = Grid("Сводка", ((Cell("Сводка", span=3),),), (), merges=(Merge(1, 1, 1, 3),))
    added = Additions(notes=[Note("Сводка", Place(1, 2), Comment("да", "Начальник"))])
    assert [one.ref for one in added.records(grid)] == ["A1"]


def test_a_sheet_of_somebody_elses_looks_has_notes_all_the_same() -> None:
    sheet = Workbook().active
    assert sheet is not None
    sheet.append(["Белов П.И.", 5])
    assert page_of_sheet(sheet).place(1, 2).label == ("Белов П.И.",)


@pytest.mark.slow
def test_every_note_is_where_it_was_written_after_a_book_was_broken_and_mended(
    tmp_path: Path,
) -> None:
    folder = small(tmp_path / "ИМЦ")
    turn = iter(range(9))

    def run() -> None:
        sync(load(folder), Options(now=WORK_DAY + timedelta(hours=next(turn))))

    def standing() -> dict[tuple[str, str], str]:
        cells = [c for s in openpyxl.load_workbook(folder / SUMMARY) for row in s for c in row]
        return {(c.parent.title, c.coordinate): c.comment.content for c in cells if c.comment}

    run()
    book = openpyxl.load_workbook(folder / SUMMARY)
    for sheet in (book["Сводка"], book["Что сделать"]):
        for cell in [one for row in sheet.iter_rows(min_row=5) for one in row if one.value]:
            cell.comment = Comment(cell.coordinate, "Начальник")
    book.save(folder / SUMMARY)
    written = standing()
    for name, tabs in Desk().books.items():
        if name == "Справочники.xlsx":
            continue
        (folder / name).write_bytes(b"PK\x03\x04")
        run()
        assert standing() != written
        save_book(folder / name, tabs)
        run()
        assert standing() == written
