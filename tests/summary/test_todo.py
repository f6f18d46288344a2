"""«Что сделать»: one page of the most urgent, everything below it, seven lines on «Сводка»."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from helpers import TODAY, Desk, look
from summary.large_centre import centre

from sheets_sync.analysis import Analysis
from sheets_sync.sheet import a4
from sheets_sync.sheet.pieces import Format, Grid, Look, Row
from sheets_sync.sheet.text_size import STANDARD_HEIGHT, column_pixels, shortened, text_pixels
from sheets_sync.stores.xlsx.write import write_workbook
from sheets_sync.summary import todo
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View

TITLE = "Что сделать"
NOW = datetime(2021, 2, 18, 13, 5)


def view_of(analysis: Analysis) -> View:
    return View(analysis, Stamp(analysis.today, NOW, True))


def tabs(analysis: Analysis) -> dict[str, Grid]:
    return {grid.title: grid for grid in build(view_of(analysis))[0]}


@pytest.fixture(scope="module")
def demo_tabs(demo: Analysis) -> dict[str, Grid]:
    return tabs(demo)


def body(grid: Grid) -> list[Row]:
    """The lines of the tab: no head, no group, no note."""
    quiet = {Look.HEAD, Look.GROUP, Look.NOTE, Look.SECTION}
    rows = [row for row in grid.rows[6:] if row[0] and row[0].look not in quiet]
    return [row for row in rows if row[1] and row[4]]


def heads(grid: Grid) -> list[str]:
    return [str(r[0].value) for r in grid.rows if r[0] and r[0].look is Look.GROUP]


def test_it_is_the_second_tab(demo_tabs: dict[str, Grid]):
    assert list(demo_tabs)[:2] == ["Сводка", TITLE]


def test_the_first_page_holds_some_of_each_urgency(demo_tabs: dict[str, Grid]):
    grid = demo_tabs[TITLE]
    first = heads(grid)[:4]
    assert [re.sub(r":.*", "", head) for head in first] == [
        "Просрочено",
        "Ближайшие 7 дней",
        "Через 8–14 дней",
        "Исправить в таблицах",
    ]
    height = sum(grid.heights.get(n, STANDARD_HEIGHT) for n in range(1, grid.page.breaks[0] + 1))
    assert 0.9 * a4.height(grid.page.landscape) < height <= a4.height(grid.page.landscape)


def test_a_line_of_the_first_page_takes_one_row_of_paper(demo_tabs: dict[str, Grid]):
    grid = demo_tabs[TITLE]
    rows = range(7, grid.page.breaks[0])
    assert {grid.heights.get(row, STANDARD_HEIGHT) for row in rows} == {STANDARD_HEIGHT}


@pytest.mark.parametrize("tutors", [24, pytest.param(100, marks=pytest.mark.slow)])
@pytest.mark.parametrize("today", [TODAY, date(2020, 9, 7), date(2021, 6, 20)])
def test_one_page_is_printed_whatever_the_size(tutors: int, today: date, tmp_path: Path):
    grid = tabs(look(centre(tutors), today))[TITLE]
    write_workbook(tmp_path / "Сводка.xlsx", [grid], NOW, "")
    sheet = openpyxl.load_workbook(tmp_path / "Сводка.xlsx")[TITLE]
    last = grid.page.breaks[0] if grid.page.breaks else None
    assert sheet.print_area == (f"'{TITLE}'!$A$1:$E${last}" if last else "")


def test_nothing_that_is_owed_is_left_out(demo: Analysis, demo_tabs: dict[str, Grid]):
    """Each duty stands on the first page or below it, none twice; a cell opens from its line."""
    grid, duties = demo_tabs[TITLE], view_of(demo).duties
    said = "\n".join(str(row[1].value) for row in body(grid) if row[1])
    numbers = [int(re.findall(r": (\d+)", head)[0]) for head in heads(grid) if ":" in head]
    mending = [duty for duty in duties if duty.until is None]
    assert sum(numbers) == len(duties) - len(mending) + sum(duty.size for duty in mending)
    below = body(grid)[-20:]
    for row in below:
        assert sum(row[1].value == duty.what for duty in duties) == 1
    links = [row[4].link for row in body(grid) if row[4]]
    assert all(links)
    assert said.count("Карта 1.5:") == 1


@pytest.mark.slow
def test_of_too_many_lines_it_says_how_many_are_left(monkeypatch: pytest.MonkeyPatch, demo):
    monkeypatch.setattr(todo, "MOST", 10)
    grid = tabs(demo)[TITLE]
    assert "И ещё" in heads(grid)[-1]
    every = len(body(tabs(demo)[TITLE]))
    monkeypatch.undo()
    left = int(re.findall(r"\d+", heads(grid)[-1])[0])
    assert every + left == len(body(tabs(demo)[TITLE]))


def test_the_overview_shows_its_first_seven_lines(demo_tabs: dict[str, Grid]):
    rows = demo_tabs["Сводка"].rows
    start = next(n for n, row in enumerate(rows) if row[0] and row[0].value == TITLE)
    shown = [[cell for cell in row if cell] for row in rows[start + 2 : start + 9]]
    own = [[cell for cell in row if cell] for row in body(demo_tabs[TITLE])[:7]]
    for here, there in zip(shown, own, strict=True):
        assert [c.value for c in here[2:4]] == [c.value for c in there[2:4]]
        assert here[4].link == there[4].link
        assert str(here[1].value).startswith(str(there[1].value).rstrip("…"))
    total = next(cell for cell in rows[start + 9] if cell)
    assert total.value == (
        "Всего: просрочено — 31; ближайшие 7 дней — 2; через 8–14 дней — 22; "
        "исправить в таблицах — 71"
    )
    assert total.link == f"#'{TITLE}'!A6"


def test_what_is_owed_stands_once_on_the_overview(demo_tabs: dict[str, Grid]):
    """«Требует внимания» does not tell again what has become a line to do."""
    rows = demo_tabs["Сводка"].rows
    said = " ".join(str(cell.value) for row in rows for cell in row if cell)
    for words in ("Дорожная карта: просрочено", "Не сдали отчёт", "Не отмечена явка"):
        assert words not in said


def test_several_things_of_one_person_are_one_line():
    desk = Desk().set("График", 4, "Дата", date(2021, 2, 19))
    desk.add("График", like=4, Код="К-04", Дата=date(2021, 2, 24))
    said = [row[1].value for row in body(tabs(look(desk))[TITLE]) if row[1]]
    assert "2 консультации: К-03 19.02; К-04 24.02" in said


def test_days_over_and_days_left_are_numbers():
    grid = tabs(look(Desk().set("График", 4, "Дата", TODAY)))[TITLE]
    cells = {str(row[1].value): row[3] for row in body(grid) if row[1]}
    late, left = cells["Карта 1.2: Курсы"], cells["Карта 2.1: Диагностика"]
    assert (late.value, late.format, late.look) == (17, Format.DAYS, Look.BAD)
    assert (left.value, left.format, left.look) == (7, Format.LEFT, Look.BODY)
    today = next(cell for said, cell in cells.items() if said.startswith("Консультация К-03"))
    assert (today.value, today.look) == ("сегодня", Look.WARN)


def test_where_codes_stand_for_names_no_name_is_cut(demo: Analysis):
    coded = replace(demo, workspace=replace(demo.workspace, codes_only=True))
    found = tabs(coded)
    for title in (TITLE, "Сводка"):
        said = [str(cell.value) for row in found[title].rows for cell in row if cell]
        assert not [text for text in said if text.endswith("…")]


def test_when_nothing_is_owed_it_says_so():
    desk = Desk().set("График", 4, "Статус", "отменена").set("Поручения", 3, "Статус", "отменено")
    desk.set("Индивидуальные планы", 3, "Статус", "отменено")
    for row in (3, 4):
        desk.set("Дорожная карта", row, "Статус", "отменено")
    found = tabs(look(desk))
    for title in (TITLE, "Сводка"):
        said = [cell.value for row in found[title].rows for cell in row if cell]
        assert "Ничего не просрочено, и на две недели вперёд ничего не назначено" in said


@pytest.mark.parametrize("room", [30, 80, 150, 1000])
def test_a_shortened_text_fits(room: float):
    text = "Консультирование педагогов по обучению детей с трудностями"
    said = shortened(text, room)
    assert text_pixels(said, 10) <= room or len(said) == 2
    assert said == text or (said.endswith("…") and text.startswith(said.rstrip("…")))
    assert column_pixels(10) == 70


@pytest.mark.parametrize(("rows", "said"), [(19, True), (20, False)])
def test_many_rows_of_the_journal_that_are_not_counted_need_attention(rows: int, said: bool):
    """One in twenty at most is left out without a word on the first page."""
    desk = Desk()
    for _ in range(rows - len(desk.rows("Журнал")) + 1):
        desk.add("Журнал", like=2)
    desk.set("Журнал", 2, "Школа", "???")
    overview = tabs(look(desk))["Сводка"].rows
    lines = [str(cell.value) for row in overview for cell in row if cell]
    assert (
        f"Из-за ошибок не входит в показатели: 1 строка журнала консультаций из {rows}" in lines
    ) == said
