"""The oracle and the generator themselves, on figures worked out by hand and rules read from §3."""

from __future__ import annotations

from datetime import date, time

import openpyxl
import pytest

from . import oracle
from .books import write
from .schema import SCHEMA, columns, required
from .truth import Row, World, effective, works_on
from .world import generate


def seed_world() -> World:
    """The meeting of the real record: 24 tutors, 19 came, 5 did not."""
    marks = [
        {"Отметка": "П", "Считать как": "присутствовал"},
        {"Отметка": "Н", "Считать как": "без причины"},
    ]
    tutors = [
        {"Код": f"Т-{n:02}", "Направления": ["ВПР"], "Работает с": date(2020, 9, 1), "По": None}
        for n in range(24)
    ]
    meeting: Row = {"Код": "С-01", "Дата": date(2021, 2, 18), "Приглашены": []}
    register = [{"Тьютор": f"Т-{n:02}", "С-01": "П" if n < 19 else "Н"} for n in range(24)]
    tabs: dict[str, list[Row]] = {tab: [] for tab in SCHEMA}
    tabs |= {"Отметки": marks, "Тьюторы": tutors, "Явка": register}
    tabs["Совещания"] = [meeting | {"Статус": "проведено", "Начало": time(13)}]
    return World(0, 2020, date(2021, 2, 18), tabs, {"С-01": "code"})


def test_the_record_of_18_february() -> None:
    total = oracle.attendance(seed_world())["attendance"]
    assert (total["present"], total["marked"], total["absent"]) == (19, 24, 5)
    assert round(100 * total["rate"], 1) == 79.2


def test_an_empty_municipality_has_no_shares() -> None:
    world = World(0, 2020, date(2021, 2, 18), {tab: [] for tab in SCHEMA})
    tables = oracle.figures(world)
    assert tables["consultations"]["held_rate"] is None
    assert tables["attendance"]["rate"] is None
    assert tables["coverage"] == []


def test_one_consultation_by_hand() -> None:
    world = generate(1)
    tutor, school = "Т-03", "Ш-01"
    entry = {
        "Код": "К-001", "Тьютор": tutor, "Предмет": "Физика", "Статус": "проведена",
        "Дата": date(2021, 1, 14), "Новая дата": date(2021, 2, 4),
    }  # fmt: skip
    visit = {
        "Консультация": "К-001", "Дата": date(2021, 2, 4), "Тьютор": tutor, "Школа": school,
        "Педагог": ("Королёва", "Анна", "Юрьевна"), "Количество": None, "Минуты": 45,
        "Отметка": next(
            r["Отметка"] for r in world.tabs["Отметки"] if r["Считать как"] == "присутствовал"
        ),
    }  # fmt: skip
    again = visit | {"Педагог": ("Королева", "Алла", "Яновна"), "Количество": 4, "Минуты": 60}
    world.tabs |= {"График": [entry], "Журнал": [visit, again], "ШНОР": []}
    assert oracle.consultations(world)["consultations"] == {
        "planned": 1, "held": 1, "failed": 0, "moved": 1, "cancelled": 0, "overdue": 0,
        "held_rate": 1.0, "unplanned": 0, "teachers": 2, "visits": 5, "schools": 1,
        "low_schools": 0, "minutes": 60,
    }  # fmt: skip
    assert [r["month"] for r in oracle.consultations(world)["consultations_by_month"]] == [
        "2021-02"
    ]
    assert oracle.coverage(world)["coverage"] == [
        {"school": school, "subject": "Физика", "consultations": 1, "teachers": 2,
         "last_date": "2021-02-04"}
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("today", [date(2021, 2, 18), date(2020, 9, 15), date(2021, 8, 31)])
def test_a_world_obeys_the_rules(seed: int, today: date) -> None:
    world = generate(seed, today)
    first, last = date(world.start, 9, 1), date(world.start + 1, 8, 31)
    tutors = {row["Код"]: row for row in world.tabs["Тьюторы"]}
    schedule = {row["Код"]: row for row in world.tabs["График"]}
    for tab in SCHEMA:
        for row in world.tabs[tab]:
            assert all(row[name] not in (None, "", []) for name in required(tab)), (tab, row)
    for row in world.tabs["График"]:
        assert first <= effective(row) <= last
        assert works_on(tutors[row["Тьютор"]], row["Дата"])
        assert row["Статус"] != "проведена" or effective(row) <= today
    for row in world.tabs["Журнал"]:
        assert first <= row["Дата"] <= today
        if row["Консультация"] != "вне графика":
            entry = schedule[row["Консультация"]]
            assert (entry["Тьютор"], effective(entry)) == (row["Тьютор"], row["Дата"])
            assert entry["Статус"] == "проведена"


def test_clean_books_hold_the_truth(tmp_path_factory: pytest.TempPathFactory) -> None:
    books = write(generate(2))
    folder = tmp_path_factory.mktemp("clean")
    books.save(folder)
    for tab in SCHEMA:
        sheet = openpyxl.load_workbook(folder / books.home(tab, 0))[tab]
        assert sheet.max_row == 1 + len(books.world.tabs[tab])
        header = [cell.value for cell in sheet[1]]
        assert header[: len(columns(tab))] == list(columns(tab))
