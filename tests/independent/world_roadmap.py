"""The road map of low-result schools, and the results of three years."""

from __future__ import annotations

import random
from typing import Any

from . import pools
from .oracle_results import MARKS
from .truth import Row, Sizes, World
from .world_reports import progress, random_term

SECTIONS = [
    "I. Организационно-методическое сопровождение",
    "II. Работа с педагогами",
    "III. Работа со школами ШНОР",
    "IV. Контроль и анализ",
]
EXECUTORS = [  # «Ответственный» as a list of words and of tutors; by which it counts: oracle
    ["МКУ ИМЦ"], ["Гусева И.С., начальник отдела МКУ ИМЦ"], ["Методисты"],
    ["методист по математике"],
    ["ИРО"], ["ГБОУ ИРО Краснодарского края"], ["специалисты ИРО", "МКУ ИМЦ"],
    ["Руководители ОО"], ["Администрация школ"], ["ОО"], ["школьные методические объединения"],
    ["Учителя-тьюторы"], ["тьюторы ОГЭ"], ["ИМЦ", "тьюторы"], ["администрации ОО", "тьюторы"],
    ["Управление образования"], ["Психологи ППМС-центра"], ["Гусева И.С."],
    ["Широкова В.В."],  # «иро» again, of no tutor
]  # fmt: skip
PROCEDURES = [
    ("ВПР", 4, "Математика"), ("ВПР", 5, "Русский язык"), ("ВПР", 5, "Математика"),
    ("ВПР", 8, "Математика"), ("КДР", 8, "География"), ("КДР", 9, "Русский язык"),
    ("ОГЭ", 9, "Русский язык"), ("ОГЭ", 9, "Математика"), ("ЕГЭ", 11, "Русский язык"),
]  # fmt: skip


def add_roadmap(world: World, sizes: Sizes) -> None:
    """Fills «Дорожная карта»: four sections, the first long enough to hold «1.10»."""
    rng = random.Random(world.seed + 31)
    schools = [row["Код"] for row in world.tabs["Школы"] if not row.get("_spare")]
    tutors = [
        row["Код"] for row in world.tabs["Тьюторы"] if not row["_spare"] and row["Код"] != "Т-03"
    ]
    rows: list[Row] = []
    for number, section in enumerate(SECTIONS, 1):
        for place in range(1, sizes.roadmap + (6 if number == 1 else 1)):
            who: list[str] = rng.choice(EXECUTORS)
            if rng.random() < 0.2:
                who = rng.sample(tutors, rng.choice([1, 1, 2]))
            rows.append(_measure(world, rng, f"{number}.{place}", section, who, schools))
    stray = rng.sample(range(1, len(rows)), 2)
    for place in stray:  # a row that stands among those of another section and says so
        rows[place] |= {"Раздел": rng.choice(SECTIONS), "_stray": True}
    tutor = world.tabs["Тьюторы"][7]["Код"]  # «Мирошниченко» holds the letters «иро»
    rows[3] |= {"Ответственный": [tutor]}
    world.tabs["Дорожная карта"] = rows


def _measure(
    world: World, rng: random.Random, number: str, section: str, who: list[str], schools: list[str]
) -> Row:
    return {
        "№": number,
        "Раздел": section,
        "Мероприятие": rng.choice([*pools.TASKS, *pools.TOPICS]),
        "Школы": rng.choice([["все ШНОР"], ["все ШНОР"], rng.sample(schools, rng.randint(1, 3))]),
        "Ответственный": who,
        "Соисполнители": rng.choice(["", "ИРО, ОО", "МКУ ИМЦ", "тьюторы"]),
        "Показатель": rng.choice(["", "доля педагогов, прошедших обучение"]),
        "План": rng.choice(["", "10 педагогов"]),
        "Факт": "",
        "Документ": rng.choice(["", "приказ № 12", "план"]),
    } | progress(world, rng, random_term(world, rng), "Дата исполнения")


def add_results(world: World) -> None:
    """Fills «Результаты»: a school that is weak tends to stay weak."""
    rng = random.Random(world.seed + 32)
    rows: list[Row] = []
    for school in (row["Код"] for row in world.tabs["Школы"] if not row.get("_spare")):
        weakness = rng.choice([0.08, 0.2, 0.3, 0.45])
        chosen = rng.sample(PROCEDURES, rng.randint(2, 5))
        for start in range(world.start - 2, world.start + 1):
            for procedure in chosen:
                if rng.random() < 0.8:
                    rows += _classes(rng, f"{start}–{start + 1}", school, procedure, weakness)
    rows.sort(key=lambda row: (row["Учебный год"], row["Процедура"]))
    world.tabs["Результаты"] = rows


def _classes(
    rng: random.Random, year: str, school: str, procedure: tuple[str, int, str], weakness: float
) -> list[Row]:
    """One grade: as a whole or by its classes."""
    name, grade, subject = procedure
    letters = rng.choice([[""], [""], ["А"], ["А", "Б"], ["А", "Б", "В"]])
    return [
        {
            "Учебный год": year, "Процедура": name, "Школа": school, "Класс": (grade, letter),
            "Предмет": subject, **_marks(rng, weakness),
        }
        for letter in letters
    ]  # fmt: skip


def _marks(rng: random.Random, weakness: float) -> dict[str, Any]:
    size = rng.choice([0, 1, 3, 4, 5, 8, 10, 10, 17, 20, 25, 31])
    n2 = round(size * weakness)
    n5 = rng.randint(0, (size - n2) // 3)
    n4 = rng.randint(0, (size - n2) // 2)
    marks = dict(zip(MARKS, (n5, n4, size - n2 - n5 - n4, n2), strict=True))
    lowered = rng.randint(0, size)
    moved = {"Понизили": lowered, "Подтвердили": size - lowered, "Повысили": 0}
    if rng.random() < 0.3:
        moved = dict.fromkeys(moved)
    listed = rng.choice([None, size, size + 1, size + 4])
    return {"По списку": listed, "Писали": size} | marks | moved
