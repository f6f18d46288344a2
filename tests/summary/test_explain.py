"""`explain`: every figure of every tab is what its own rows give."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from helpers import TODAY, Desk, look

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.commands.explain_text import explanation_text
from sheets_sync.errors import UsageError
from sheets_sync.figures.rounding import DASH
from sheets_sync.runs.open_store import store_of
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.pieces import Cell, Format, Grid
from sheets_sync.summary.explain.explanation import explanation
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View
from sheets_sync.tables.books import wanted_titles
from sheets_sync.workspace import load

NOW = datetime(2021, 2, 18, 13, 5)


def grids_of(analysis: Analysis) -> list[Grid]:
    return build(View(analysis, Stamp(analysis.today, NOW)))[0]


def explained(analysis: Analysis, address: str) -> dict[str, Any]:
    return explanation(analysis, grids_of(analysis), {}, {}, address)


def figures(grids: list[Grid]) -> Iterator[tuple[str, Cell]]:
    """Every cell that shows a figure, with its address."""
    for grid in grids:
        for r, row in enumerate(grid.rows, 1):
            for c, cell in enumerate(row, 1):
                if cell and cell.means:
                    yield f"{grid.title}!{column_letters(c)}{r}", cell


def disagreements(analysis: Analysis, every: int = 1) -> Iterator[str]:
    """Cells (each, or every so many) that do not show what their explanation counts."""
    grids = grids_of(analysis)
    for address, cell in islice(figures(grids), 0, None, every):
        content = explanation(analysis, grids, {}, {}, address)
        assert explanation_text(content)
        if not agrees(cell, content):
            yield f"{address} {cell.value!r}: n {content['n']}, N {content['N']}"


def agrees(cell: Cell, content: dict[str, Any]) -> bool:
    """Whether a cell shows the n (and N) of its explanation."""
    assert cell.means
    n, whole, text = content["n"], content["N"], str(cell.value)
    if n is None or "before" in content:
        return True
    if cell.means.field in ("r1", "r2", "sign", "listed", "status"):
        return text != "да" or n >= (2 if cell.means.field == "r1" else 1)
    if cell.format in (Format.OF, Format.FROM, Format.WHOLE) and whole is not None:
        return bool(cell.value == (n if cell.format is Format.WHOLE else whole))
    if text == "меньше 5":
        return bool(n < 5)
    if fraction := re.search(r"(\d[\d\u00a0]*)(?:/| из )(\d[\d\u00a0]*)", text):
        return [plain(part) for part in fraction.groups()] == [n, whole]
    return same_number(cell, n) if whole is None else same_share(cell, n, whole)


def plain(number: str) -> int:
    return int(number.replace("\u00a0", ""))


def same_share(cell: Cell, n: float, whole: float) -> bool:
    """A bare share, rounded to 0,1 %, or a mean with two decimals."""
    if cell.value == DASH or not whole:
        return cell.value == DASH and whole == 0
    text = str(cell.value)
    shown = (
        cell.value if isinstance(cell.value, float) else float(text[:-2].replace(",", ".")) / 100
    )
    return abs(shown - n / whole) < 0.0051


def same_number(cell: Cell, n: float) -> bool:
    """A number, a signed change, or a sentence that holds it."""
    if isinstance(cell.value, float):
        return abs(n - cell.value) < 0.051
    if isinstance(cell.value, int):
        return cell.value == n
    text = str(cell.value).replace("−", "-")
    if "," in text and len(text) < 8:
        return abs(n - float(text.replace(",", "."))) < 0.051
    numbers = re.findall(r"\d[\d\u00a0]*", text)
    return not numbers or abs(n) in map(plain, numbers)


@pytest.mark.parametrize("every", [10, pytest.param(1, marks=pytest.mark.slow)])
def test_figures_are_what_their_rows_give(every: int) -> None:
    analysis = look(Desk())
    assert sum(1 for _ in figures(grids_of(analysis))) > 300
    assert list(disagreements(analysis, every)) == []


@pytest.mark.slow
def test_every_figure_of_the_demo_is_what_its_rows_give(demo_files: Path) -> None:
    workspace = load(str(demo_files))
    snapshot = store_of(workspace, NOW).read(wanted_titles())
    assert list(disagreements(analyse(workspace, snapshot, TODAY))) == []


def cells(content: dict[str, Any], part: str = "rows") -> list[str]:
    return [f"{one['tab']}!{one['cell']}" for one in content[part]]


def address_of(analysis: Analysis, figure: str, field: str, **key: str) -> str:
    """Where a figure is shown over the whole year."""
    return next(
        address
        for address, cell in figures(grids_of(analysis))
        if cell.means
        and (cell.means.figure, cell.means.field) == (figure, field)
        and dict(cell.means.key) == key
        and cell.means.period is None
    )


def test_a_share_names_the_rows_of_both_numbers() -> None:
    analysis = look(Desk())
    content = explained(analysis, address_of(analysis, "attendance_by_tutor", "rate", tutor="Т-03"))
    assert (content["n"], content["N"], content["value"]) == (1, 2, "50,0\u00a0%")
    assert content["formula"] == "явка = пришли / отмечено"
    assert {f"{r['tab']}!{r['cell']}": r["in_n"] for r in content["rows"]} == {
        "Явка!B4": False,
        "Явка!C4": True,
    }


def test_what_is_left_out_says_why() -> None:
    desk = Desk().set("График", 3, "Статус", "отменена").set("Журнал", 3, "Школа", "9")
    desk.set("Журнал", 4, "Отметка", "н")
    analysis = look(desk)
    held = explained(analysis, address_of(analysis, "consultations", "held_rate"))
    why = {f"{one['tab']}!{one['cell']}": one["reason"] for one in held["left_out"]}
    assert why["График!M3"] == "отменена"
    assert why["График!B4"] == "день ещё не наступил"
    visits = explained(analysis, address_of(analysis, "consultations", "visits"))
    reasons = " ".join(one["reason"] for one in visits["left_out"])
    assert "подходят СОШ № 9 и ООШ № 9" in reasons


def test_a_work_written_again_says_which_season_is_left_out() -> None:
    desk = Desk().set("Результаты", 2, "Сезон", "осень")
    row = desk.add("Результаты", like=2, Сезон="весна")
    analysis = look(desk)
    key = {"year": "2020–2021", "procedure": "ВПР", "school": "Ш-44", "subject": "математика"}
    address = next(
        address
        for address, cell in figures(grids_of(analysis))
        if cell.means
        and (cell.means.figure, cell.means.field) == ("results", "n")
        and key.items() <= dict(cell.means.key).items()
    )
    content = explained(analysis, address)
    assert (content["n"], cells(content)) == (25, [f"Результаты!G{row}"])
    assert [one["reason"] for one in content["left_out"]] == [
        "считается последний сезон этого учебного года"
    ]


def test_people_who_are_no_tutors_are_named_by_their_lines() -> None:
    desk = Desk()
    lines = [["Совещание", "ФИО"], ["С-02", "Котова А.С."], ["С-02", "Белов П.И."]]
    desk.books["Список.xlsx"] = {"Список присутствующих": [*map(list, lines)]}
    analysis = look(desk)
    content = explained(
        analysis, address_of(analysis, "attendance_by_meeting", "guests", meeting="С-02")
    )
    assert (content["n"], cells(content)) == (1, ["Список присутствующих!B2"])


def test_a_change_shows_both_periods() -> None:
    desk = Desk()
    for number in range(10):
        for month in (1, 2):
            desk.add(
                "График", like=2, Код=f"К-{month}{number}0", Дата=date(2021, month, 2 + number)
            )
    analysis = look(desk)
    found = [
        explained(analysis, address)
        for address, cell in figures(grids_of(analysis))
        if cell.means and cell.means.before and cell.means.field == "held"
    ]
    assert [one["before"]["n"] for one in found] == [10, 0]
    assert "против" in found[0]["formula"]


def test_a_month_counts_its_own_days_alone() -> None:
    analysis = look(Desk())
    (february,) = [
        explained(analysis, address)
        for address, cell in figures(grids_of(analysis))
        if cell.means
        and (cell.means.figure, cell.means.field) == ("attendance_by_month", "rate")
        and dict(cell.means.key) == {"month": "2021-02"}
    ][:1]
    assert cells(february) == ["Явка!C2", "Явка!C4"]


@pytest.mark.kinds
@pytest.mark.parametrize("inside", ["Сводка!B8", "сводка!b8", "'Сводка'!$B$8", "B8"])
def test_any_cell_of_a_merged_one_will_do(inside: str) -> None:
    analysis = look(Desk())
    assert explained(analysis, inside)["label"] == explained(analysis, "Сводка!A8")["label"]


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("Сводка!A1", "нет показателя; ближайшая ячейка с показателем — Сводка!A"),
        ("Сводка!Z999", "нет показателя"),
        ("Свод!A1", "Листа «Свод» в сводке нет; есть «Сводка»"),
        ("первая", "не адрес ячейки"),
    ],
)
def test_an_address_without_a_figure_says_where_one_is(address: str, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        explained(look(Desk()), address)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sheets_sync", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.slow
def test_the_command(demo_files: Path) -> None:
    demo = demo_files
    done = run("explain", str(demo), "Сводка!A8")
    assert done.returncode == 0, done.stderr
    assert "n = 119, N = 147" in done.stdout
    assert "Не вошли: не отмечено (1):" in done.stdout
    assert "Сводки ещё нет" in done.stdout
    content = json.loads(run("explain", str(demo), "Сводка!A8", "--json").stdout)
    assert (content["n"], content["N"]) == (119, 147)
    assert len(content["rows"]) == 147
    wrong = run("explain", str(demo), "Сводка!A1", "--json")
    assert (wrong.returncode, "error" in json.loads(wrong.stdout)) == (2, True)
    assert not (demo / "Сводка ИМЦ.xlsx").exists()


def test_a_month_leaves_out_its_own_rows_alone() -> None:
    desk = Desk().set("График", 2, "Школы", None).set("График", 2, "Тьютор", "Кто-то")
    desk.set("График", 3, "Тьютор", "Кто-то ещё").set("График", 3, "Дата", date(2020, 11, 10))
    analysis = look(desk)
    (held,) = [
        explained(analysis, address)
        for address, cell in figures(grids_of(analysis))
        if cell.means
        and (cell.means.figure, cell.means.field) == ("consultations_by_month", "held")
        and dict(cell.means.key) == {"month": "2021-02"}
    ][:1]
    assert "График!E2" in cells(held, "left_out")
    assert "График!E3" not in cells(held, "left_out")


@pytest.mark.slow
def test_days_leave_out_their_own_rows_and_those_of_an_unreadable_day() -> None:
    desk = Desk().set("График", 2, "Дата", "скоро")
    desk.set("График", 4, "Тьютор", "Кто-то").set("График", 4, "Дата", date(2020, 11, 10))
    analysis = look(desk)
    found = [
        cells(explained(analysis, address), "left_out")
        for address, cell in figures(grids_of(analysis))
        if cell.means
        and (cell.means.figure, cell.means.field) == ("consultations", "held")
        and cell.means.period
        and date(2020, 11, 10) not in cell.means.period
    ]
    assert len(found) > 1
    assert all("График!B2" in left and "График!E4" not in left for left in found)


def tile(analysis: Analysis, name: str) -> list[tuple[str, str]]:
    """The lines of a tile below its name: where, and what stands there."""
    (grid,) = (grid for grid in grids_of(analysis) if grid.title == "Сводка")
    at, column = next(
        (r, c)
        for r, row in enumerate(grid.rows)
        for c, cell in enumerate(row)
        if cell and cell.value == name
    )
    below = ((r, grid.rows[r][column]) for r in range(at + 1, at + 5))
    shown = [(r, cell) for r, cell in below if cell and cell.value is not None]
    return [(f"Сводка!{column_letters(column + 1)}{r + 1}", str(c.value)) for r, c in shown]


HELPED = "Педагоги, получившие помощь"


def test_a_journal_that_only_counts_people_tells_no_number_of_teachers() -> None:
    """6 came: how many different teachers nobody knows, and «0» would deny it."""
    analysis = look(Desk().drop_column("Журнал", "Педагог"))
    lines = tile(analysis, HELPED)
    assert [said for _, said in lines] == [DASH, "в журнале нет имён", "6 посещений", "2 школы"]
    assert analysis.figures["consultations"]["teachers"].tolist() == [0]
    (overview,) = (grid for grid in grids_of(analysis) if grid.title == "Сводка")
    compared = [
        {cell.value for cell in row[1:] if cell}
        for row in overview.rows
        if row and row[0] and row[0].value == "Педагогов (без повторов)"
    ]
    assert DASH in compared[0]
    february = next(row for row in overview.rows if row and row[0] and row[0].value == "фев")
    assert [cell.value for cell in february if cell][-1] == DASH


def test_nobody_helped_is_no_teacher() -> None:
    desk = Desk()
    del desk.rows("Журнал")[1:]
    assert [said for _, said in tile(look(desk), HELPED)] == ["0", "0 посещений", "0 школ"]


def test_every_number_of_a_tile_is_explained() -> None:
    analysis = look(Desk())
    for where, said in tile(analysis, HELPED):
        assert explained(analysis, where)["n"] == int(said.split()[0])
