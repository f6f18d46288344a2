"""The generated plans, reports, road maps and results obey the rules their readers rely on."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from .books import write
from .oracle import figures
from .oracle_results import MARKS
from .world import generate

SEEDS = range(10)
TODAYS = [date(2021, 2, 18), date(2020, 9, 15), date(2021, 8, 31)]


@pytest.mark.parametrize("seed", SEEDS)
def test_results_add_up_and_no_key_stands_twice(seed: int) -> None:
    rows = generate(seed).tabs["Результаты"]
    keys = {tuple(row[name] for name in ("Учебный год", "Процедура", "Школа", "Класс", "Предмет"))
            for row in rows}  # fmt: skip
    assert len(keys) == len(rows)
    for row in rows:
        assert row["Писали"] == sum(row[mark] for mark in MARKS)
        assert min(row[mark] for mark in MARKS) >= 0
        assert row["По списку"] is None or row["По списку"] >= row["Писали"]


@pytest.mark.kinds
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("today", TODAYS)
def test_reports_and_completions_are_not_of_the_future(seed: int, today: date) -> None:
    world = generate(seed, today)
    rows = world.tabs["Отчёты"]
    keys = {(row["Тьютор"], row["Учебный год"], row["Полугодие"]) for row in rows}
    assert len(keys) == len(rows)
    for row in rows:
        assert row["Дата сдачи"] is None or row["Дата сдачи"] <= today
        assert row["Статус"] != "не сдан" or row["Дата сдачи"] is None
    done = [row["Дата выполнения"] for row in world.tabs["Индивидуальные планы"]]
    done += [row["Дата исполнения"] for row in world.tabs["Дорожная карта"]]
    assert all(day is None or date(2020, 9, 1) <= day <= today for day in done)


def test_the_worlds_hold_every_sort_of_case() -> None:
    """What the figures must tell apart is somewhere in the seeds the tests run."""
    worlds = [generate(seed) for seed in SEEDS]
    tables = [figures(world) for world in worlds]
    low = [row for found in tables for row in found["low_results"]]
    for name in ("r1", "r2", "sign", "listed"):
        assert {row[name] for row in low} == {True, False}
    results = [row for found in tables for row in found["results"]]
    assert any(row["n"] == 0 for row in results)
    assert any(0 < row["n"] < 5 for row in results)
    assert any(row["share2_change"] for row in results)
    assert any(10 * row["n2"] == 3 * row["n"] > 0 for row in results)
    reports = [row for found in tables for row in found["reports"]]
    assert {row["status"] for row in reports} == {"не сдан", "сдан", "на доработке", "принят"}
    assert {row["due"][5:] for row in reports} >= {"01-15", "01-20", "01-22", "12-24"}
    executors = {row["executor"] for found in tables for row in found["roadmap_by_executor"]}
    assert executors == {"ИМЦ", "ИРО", "ОО", "тьюторы", "прочие"}
    plans = [row for found in tables for row in found["plans_by_tutor"]]
    for name in ("due", "done", "due_done", "partial", "late", "overdue"):
        assert any(row[name] for row in plans), name


@pytest.mark.parametrize("seed", [0, 3])
def test_messy_road_maps_hold_section_rows(seed: int) -> None:
    """A section row fills the empty cells below it; every other row names its section."""
    books = write(generate(seed), "messy", seed)
    sheet = books.files["Дорожная карта ШНОР.xlsx"]["Дорожная карта"]
    assert isinstance(sheet, openpyxl.worksheet.worksheet.Worksheet)
    rows = books.world.tabs["Дорожная карта"]
    empty = [
        place for place in range(len(rows))
        if sheet[books.at["Дорожная карта", place, "Раздел"][1]].value is None
    ]  # fmt: skip
    assert 0 < len(empty) < len(rows)
