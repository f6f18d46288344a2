"""A problem has a life: since when it is there, what is new, mended and left from run to run."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from helpers import Desk
from runs.sync_help import history, rewrite, rows, run

from sheets_sync.runs.sync import Options, check
from sheets_sync.sheet.cells import Raw
from sheets_sync.workspace import load

D1 = date(2021, 2, 18)


def faulty() -> Desk:
    return Desk().set("Журнал", 4, "Школа", "9").set("График", 3, "Статус", "вроде была")


def since(report: Any) -> dict[str, str]:
    return {problem["check"]: problem["since"] for problem in report["problems"]}


def look(folder: Path, day: date) -> Any:
    return check(load(folder), Options(today=day)).as_json()


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / ".sheets_sync").glob("*")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A centre with two faults, seen on the first day."""
    folder = faulty().save(tmp_path / "ИМЦ")
    run(folder, today=D1)
    return folder


@pytest.mark.slow
def test_a_problem_stands_since_the_day_it_was_first_seen(folder: Path) -> None:
    later = D1 + timedelta(days=5)
    rewrite(folder, faulty().set("Явка", 4, "С-02", None))
    for told in (look(folder, later), run(folder, today=later), look(folder, later)):
        assert since(told) == {
            "school.ambiguous": "2021-02-18",
            "choice.unknown": "2021-02-18",
            "mark.missing": "2021-02-23",
        }


@pytest.mark.slow
def test_it_stands_since_then_wherever_its_row_goes(folder: Path) -> None:
    moved = faulty()
    journal, schedule = moved.rows("Журнал"), moved.rows("График")
    journal[1:] = [[None] * len(journal[0]), *reversed(journal[1:])]
    moved.books["Весна.xlsx"] = {"График": schedule}
    del moved.books["Консультации.xlsx"]["График"]
    moved.save(folder)
    told = run(folder, today=D1 + timedelta(days=30))
    assert set(since(told).values()) >= {"2021-02-18"}
    assert since(told)["school.ambiguous"] == since(told)["choice.unknown"] == "2021-02-18"


@pytest.mark.slow
def test_check_remembers_nothing(tmp_path: Path) -> None:
    folder = faulty().save(tmp_path / "ИМЦ")
    look(folder, D1)
    assert files(folder) == set()
    later = D1 + timedelta(days=1)
    assert set(since(look(folder, later)).values()) == {later.isoformat()}


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["{", *(pytest.param(t, marks=pytest.mark.slow) for t in ("", "[]", '{"since": 5}'))]
)
def test_a_lost_memory_begins_anew(folder: Path, text: str) -> None:
    (folder / ".sheets_sync" / "problems.json").write_text(text, encoding="utf-8")
    later = D1 + timedelta(days=1)
    assert set(since(run(folder, today=later)).values()) == {later.isoformat()}


@pytest.mark.slow
@pytest.mark.parametrize(("days", "new"), [(20, False), (60, False), (61, True)])
def test_what_comes_back_is_no_new_problem_for_sixty_days(
    folder: Path, days: int, new: bool
) -> None:
    rewrite(folder, Desk().set("График", 3, "Статус", "вроде была"))
    run(folder, today=D1 + timedelta(days=1))
    rewrite(folder, faulty())
    back = D1 + timedelta(days=1 + days)
    first = back if new else D1
    assert since(run(folder, today=back))["school.ambiguous"] == first.isoformat()


@pytest.mark.slow
def test_history_tells_new_mended_and_left(folder: Path) -> None:
    rewrite(folder, Desk().set("График", 3, "Статус", "вроде была").set("Явка", 4, "С-02", None))
    run(folder, today=D1 + timedelta(days=1))
    head = next(row for row in rows(folder, "История") if row[0] == "Проверено")
    places = [head.index(name) for name in ("Новых", "Исправлено", "Осталось")]
    first, second = ([row[place] for place in places] for row in history(folder))
    assert (first, second) == ([None] * 3, [1, 1, 1])


@pytest.mark.slow
def test_what_is_accepted_is_neither_mended_nor_left(folder: Path) -> None:
    number = look(folder, D1)["problems"][0]["id"]
    desk = faulty()
    accepted: list[list[Raw]] = [["№ замечания", "Почему", "Кто решил"], [number, "так", "отдел"]]
    desk.books["Справочники.xlsx"]["Допустимо"] = accepted
    for book, moves in ((desk, [0, 0, 1]), (faulty(), [0, 0, 2])):
        rewrite(folder, book)
        run(folder, today=D1 + timedelta(days=1))
        head = next(row for row in rows(folder, "История") if row[0] == "Проверено")
        last = history(folder)[-1]
        found = [last[head.index(name)] for name in ("Новых", "Исправлено", "Осталось")]
        assert found == moves


@pytest.mark.slow
def test_the_same_day_again_is_the_same_summary(folder: Path) -> None:
    before = (folder / "Сводка ИМЦ.xlsx").read_bytes()
    (folder / ".sheets_sync" / "last.json").unlink()
    assert run(folder, today=D1)["written"] == []
    assert (folder / "Сводка ИМЦ.xlsx").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (0, []),
        (3, ["Замечания с 18.02: новых 1, исправлено 1"]),
        (8, ["Замечания за неделю: новых 1, исправлено 1"]),
    ],
)
def test_the_first_page_tells_what_a_week_brought(
    folder: Path, day: int, expected: list[str]
) -> None:
    rewrite(folder, Desk().set("График", 3, "Статус", "вроде была").set("Явка", 4, "С-02", None))
    run(folder, today=D1 + timedelta(days=day))
    assert [line for line in first_page(folder) if line.startswith("Замечания ")] == expected
    if expected:
        run(folder, today=D1 + timedelta(days=day + 7))
        assert expected[0] not in first_page(folder)


def first_page(folder: Path) -> list[str]:
    return [str(cell) for row in rows(folder, "Сводка") for cell in row]


def test_the_memory_holds_no_word_that_staff_typed(folder: Path) -> None:
    text = (folder / ".sheets_sync" / "problems.json").read_text(encoding="utf-8")
    assert json.loads(text)["began"] == "2021-02-18"
    assert text.isascii()
