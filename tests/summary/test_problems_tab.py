"""«Замечания»: who has what to mend stands first, what is only to be known apart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile

import pytest
from helpers import TODAY, Desk, look

from sheets_sync.analysis import Analysis
from sheets_sync.checks.past import Past
from sheets_sync.checks.remark_lines import lines
from sheets_sync.problems import Problem, Severity
from sheets_sync.sheet.cells import CellRef, Place, column_letters
from sheets_sync.sheet.pieces import Grid, Look, Row, Target
from sheets_sync.summary.explain.explanation import explanation
from sheets_sync.summary.problems import MOST, SUMMARY
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View

KEEPERS = {"Посещаемость.xlsx": "методист Лосева"}


def tab(analysis: Analysis, past: Past = Past()) -> Grid:  # noqa: B008
    return SUMMARY.build(View(analysis, Stamp(analysis.today, datetime(2021, 2, 18)), past=past))


def block(grid: Grid, name: str) -> list[Row]:
    """The rows of a block, its title and head apart, up to the next empty row."""
    first = dict(grid.places)[name]
    rows = list(takewhile(lambda row: any(row), grid.rows[first - 1 :]))
    head = next(n for n, row in enumerate(rows) if row[0] and row[0].look is Look.HEAD)
    return rows[head + 1 :]


def values(rows: Sequence[Row]) -> list[list[object]]:
    return [[cell.value for cell in row if cell] for row in rows]


def faulty() -> Desk:
    """Two tutors' faults, the keeper's, one of nobody, and a plan carried out late."""
    desk = Desk().set("Журнал", 4, "Школа", "9").set("Журнал", 3, "Школа", "9")
    desk.set("Журнал", 2, "Отметка", "?").set("Явка", 4, "С-02", None)
    desk.set("Дорожная карта", 3, "Статус", "уточняется")
    return desk.set("Индивидуальные планы", 2, "Дата выполнения", date(2021, 2, 16))


def test_a_line_a_person_says_how_much_there_is_to_mend() -> None:
    rows = [
        [value for value in row if value is not None]
        for row in values(block(tab(look(faulty(), owners=KEEPERS)), "people"))
    ]
    assert [[*row[:2], *row[-2:]] for row in rows[:3]] == [
        ["Барсукова Е.Л.", 1, TODAY, "к первой строке ↓"],
        ["Белов П.И.", 2, TODAY, "к первой строке ↓"],
        ["методист Лосева", 1, TODAY, "к первой строке ↓"],
    ]
    assert rows[0][2] == 1, "к сведению"
    assert rows[-1][0] == "не указан"


def test_a_name_leads_to_the_persons_first_line() -> None:
    analysis = look(faulty(), owners=KEEPERS)
    grids = build(View(analysis, Stamp(TODAY, datetime(2021, 2, 18))))[0]
    (grid,) = [grid for grid in grids if grid.title == "Замечания"]
    for row in block(grid, "people"):
        name = row[0]
        at = int(str(name and name.link).removeprefix("#'Замечания'!A"))
        before, first = (grid.rows[at - 2][0], grid.rows[at - 1][0])
        assert (first and first.value) == (name and name.value)
        assert (before and before.value) != (name and name.value)


def test_the_same_in_one_column_of_one_person_is_one_line() -> None:
    rows = values(block(tab(look(faulty())), "problems"))
    (row,) = [row for row in rows if "Белов П.И." in row]
    assert row[2:7] == ["Консультации", "Журнал", "D3 +1", "9",
                        "«9» — подходят СОШ № 9 и ООШ № 9. Ячейки: D3, D4"]  # fmt: skip


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("edit", "number"),
    [
        (("Журнал", 4, "Школа", "ООШ № 9"), 1),
        (("Журнал", 2, "Школа", "9"), 2),
        (("Журнал", 4, "Школа", "99"), 2),
    ],
)
def test_another_person_or_check_is_another_line(edit: tuple[str, int, str, str], number: int):
    desk = faulty().set(*edit)
    found = [p for p in look(desk).problems if p.cell and p.place.tab == "Журнал"]
    schools = [line for line in lines(found) if line.problems[0].check.startswith("school")]
    assert len(schools) == number


def test_a_line_has_a_number_of_its_own_made_of_its_members() -> None:
    both = [p for p in look(faulty()).problems if p.check == "school.ambiguous"]
    (line,) = lines(both)
    assert line.number not in {p.id for p in both}
    assert lines(both[::-1])[0].number == line.number
    assert lines(both[:1])[0].number == both[0].id


def test_what_no_typing_mends_stands_apart() -> None:
    grid = tab(look(faulty()))
    (late,) = values(block(grid, "known"))
    assert late[0] == "Барсукова Е.Л."
    assert "выполнено позже срока" in str(late[5]).lower()
    assert late not in values(block(grid, "problems"))
    assert "к сведению: 1" in str(grid.rows[1][0])


def test_each_line_says_since_when() -> None:
    analysis = look(faulty())
    known = {p.id: date(2021, 2, day) for day, p in enumerate(analysis.problems, 1)}
    grid = tab(analysis, Past(date(2021, 2, 1), known))
    rows = values(block(grid, "problems"))
    assert {row[-2] for row in rows} == {
        min(known[p.id] for p in line.problems)
        for line in lines(p for p in analysis.problems if p.mend)
    }
    oldest = {row[0]: row[-2] for row in values(block(grid, "people"))}
    assert oldest["Белов П.И."] == min(
        known[p.id] for p in analysis.problems if p.owner == "Белов П.И."
    )


def test_ways_out_that_differ_are_told_with_their_cells() -> None:
    desk = faulty().set("График", 3, "Дата", "2 февраля").set("График", 3, "Тьютор", "Зимина О.Ю.")
    desk.set("График", 4, "Дата", "25 февраля")
    rows = values(block(tab(look(desk)), "problems"))
    (row,) = [row for row in rows if "предупреждение" in row and "График" in row and "B3 +1" in row]
    assert row[7] == "B3: впишите дату с годом: 02.02.2021; B4: впишите дату с годом: 25.02.2021"
    assert row[5] == "2 февраля; 25 февраля"


def test_a_problem_without_an_owner_is_not_muted() -> None:
    rows = block(tab(look(faulty())), "problems")
    (row, *_) = [row for row in rows if row[0] and row[0].value == "не указан"]
    assert [cell.look for cell in row[2:-1] if cell] == [Look.BODY] * 7


def test_links_of_problems_open_the_first_cell() -> None:
    analysis = look(faulty())
    place = Place("К.xlsx", "Журнал", "К.xlsx#'Ж'!")
    linked = replace(analysis, problems=tuple(
        replace(p, cell=p.cell and replace(p.cell, place=place)) for p in analysis.problems
    ))  # fmt: skip
    links = {cell.value: cell.link for row in tab(linked).rows for cell in row if cell}
    assert links["D3 +1"] == "К.xlsx#'Ж'!D3"


@pytest.mark.slow
def test_too_many_problems_are_told() -> None:
    analysis, place = look(Desk()), Place("к", "л")
    many = tuple(
        Problem(place, CellRef(place, 1, n), "x", Severity.WARNING, "", "что-то", "", id=str(n))
        for n in range(1, MOST + 2)
    )
    grid = tab(replace(analysis, problems=many))
    texts = [str(cell.value) for row in grid.rows[:8] for cell in row if cell]
    assert any("20\xa0001" in text for text in texts)


@pytest.mark.parametrize(
    ("column", "checks"),
    [
        (3, ["school.ambiguous", "school.ambiguous"]),
        (4, ["done.no_date"]),
    ],
)
def test_a_persons_number_is_explained_by_its_cells(column: int, checks: list[str]) -> None:
    analysis = look(faulty().set("Индивидуальные планы", 3, "Статус", "выполнено"))
    view = View(analysis, Stamp(TODAY, datetime(2021, 2, 18)))
    grids, skipped = build(view)
    (grid,) = [grid for grid in grids if grid.title == "Замечания"]
    at = next(n for n, row in enumerate(grid.rows, 1) if row[0] and row[0].value == "Белов П.И.")
    said = explanation(analysis, grids, skipped, {}, f"Замечания!{column_letters(column)}{at}")
    own = [p for p in analysis.problems if p.owner == "Белов П.И." and p.check in checks]
    assert said["n"] == len(own) == len(checks)
    assert {row["cell"] for row in said["rows"]} == {p.cell.a1 for p in own if p.cell}


def test_a_person_leads_only_where_there_is_something() -> None:
    grid = tab(look(faulty()))
    targets = [row[0].to for row in block(grid, "people") if row[0]]
    assert all(isinstance(to, Target) and to.block in dict(grid.places) for to in targets)
