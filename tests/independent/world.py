"""A seeded, internally consistent municipality: everything its staff would know."""

from __future__ import annotations

import random
from datetime import date

from . import pools
from .truth import DAY, Row, Sizes, World
from .world_calendar import calendar, kind_of
from .world_consultations import add_consultations
from .world_meetings import add_meetings
from .world_reports import add_plans, add_reports
from .world_roadmap import add_results, add_roadmap

RULES = ["", "R1", "R2", "R1 and R2", "R1 or R2"]


def generate(
    seed: int, today: date = date(2021, 2, 18), sizes: Sizes | None = None, flavour: str = ""
) -> World:
    """A municipality in the school year of `today` in which every row obeys every rule."""
    start = today.year if today.month >= 9 else today.year - 1
    rng = random.Random(seed)
    sizes = sizes or Sizes()
    world = World(seed, start, today, {}, low_rule=RULES[seed % len(RULES)])
    flavour = flavour or list(pools.MARKS)[seed % 3]
    _directories(world, rng, sizes, flavour)
    add_meetings(world, rng, sizes)
    add_consultations(world, rng, sizes)
    add_plans(world, sizes)
    add_reports(world, sizes)
    add_roadmap(world, sizes)
    add_results(world)
    return world


def _directories(world: World, rng: random.Random, sizes: Sizes, flavour: str) -> None:
    world.tabs["Школы"] = _schools(rng, sizes)
    world.tabs["Предметы"] = [
        {"Предмет": name, "Варианты написания": spellings, "_genitive": genitive}
        for name, genitive, spellings in pools.SUBJECTS
    ] + [{"Предмет": name, "Варианты написания": known} for name, known in pools.SPARE_SUBJECTS]
    world.tabs["Отметки"] = [
        {"Отметка": mark, "Варианты": known, "Считать как": meaning, "_cased": flavour == "cased"}
        for mark, known, meaning in [*pools.MARKS[flavour], pools.SPARE_MARK]
    ]
    world.tabs["Тьюторы"] = _tutors(world, rng, sizes)
    world.tabs["ШНОР"] = _low_list(world, rng)
    world.tabs["Календарь"] = calendar(world.seed, world.start)


def _schools(rng: random.Random, sizes: Sizes) -> list[Row]:
    numbers = rng.sample([n for n in range(2, 80) if n not in (9, 44)], sizes.schools)
    kinds = [rng.choice(["СОШ", "СОШ", "ООШ", "гимназия", "лицей"]) for _ in numbers]
    named = [("СОШ", 44), ("СОШ", 9), ("ООШ", 9), *zip(kinds, numbers, strict=True)]
    rows = []
    for place, (kind, number) in enumerate(named, 1):
        honour = rng.choice(pools.HONOURS) if rng.random() < 0.3 else ""
        form = "МБОУ" if rng.random() < 0.8 else "МАОУ"
        rows.append(_school(f"Ш-{place:02}", form, kind, number, honour))
    for place, row in enumerate(rows[-3:]):  # never referred to: targets for planted faults
        row |= {"_spare": True, "Действует": place > 0}
    return rows


def _school(code: str, form: str, kind: str, number: int, honour: str) -> Row:
    long = {"МБОУ": "бюджетное", "МАОУ": "автономное"}[form]
    return {
        "Код": code,
        "Краткое название": f"{form} {kind} № {number} {honour}".strip(),
        "Полное название": f"Муниципальное {long} общеобразовательное учреждение "
        f"{pools.SCHOOL_TYPES[kind]} № {number} {honour}".strip(),
        "Варианты написания": [pools.nickname(code)] if honour else [],
        "Куратор ИМЦ": "Гусева Ирина Степановна" if number % 2 else "",
        "Действует": True,
        "_bare": (form, kind, number),
    }


def _tutors(world: World, rng: random.Random, sizes: Sizes) -> list[Row]:
    schools = [row["Код"] for row in world.tabs["Школы"] if not row.get("_spare")]
    people = [*pools.NAMESAKES, *pools.TUTORS[: sizes.tutors - 2], *pools.SPARE_TUTORS]
    rows = []
    for place, names in enumerate(people):
        name, genitive, _ = pools.SUBJECTS[place % len(pools.SUBJECTS)]
        rows.append(
            dict(zip(("Фамилия", "Имя", "Отчество", "Прежняя фамилия"), names, strict=True))
            | {
                "Код": f"Т-{place + 1:02}",
                "Школа": rng.choice(schools),
                "Должность": f"учитель {genitive}",
                "Предмет": name,
                "Направления": sorted(rng.sample(pools.STREAMS, rng.choice([1, 1, 2, 2, 3]))),
                "Закреплённые школы": rng.sample(schools, rng.randint(0, 3)),
                "Эл. почта": f"tutor{place}@example.org" if place % 2 else "",
                "Работает с": date(world.start - rng.randint(1, 4), 9, 1),
                "По": None,
                "_spare": names in pools.SPARE_TUTORS,
            }
        )
    for row in rows:
        if row["_spare"]:
            row |= {"Направления": ["ВПР", "ЕГЭ"], "Работает с": world.today - DAY * 40}
    rows[2]["Направления"] = ["ВПР", "ОГЭ"]
    _come_and_go(world, rows)
    return rows


def _come_and_go(world: World, rows: list[Row]) -> None:
    """One tutor leaves and one arrives within the year, when today is late enough for it."""
    opening = date(world.start, 9, 1)
    passed = (world.today - opening).days
    if passed > 60:
        rows[3]["По"] = opening + DAY * min(passed // 2, 80)  # in autumn
        rows[4]["Работает с"] = opening + DAY * (passed // 3)
    january = date(world.start + 1, 1, 14)
    if world.today > january + DAY * 20:  # one who begins in January has no first half
        rows[6]["Работает с"] = january
        if kind_of(world.seed) == "moved":  # one who works in the second half for one day
            rows[3]["По"] = january - DAY
    if kind_of(world.seed) == "early":  # one who will begin only after today
        rows[-1]["Работает с"] = world.today + DAY * 20


def _low_list(world: World, rng: random.Random) -> list[Row]:
    schools = [row["Код"] for row in world.tabs["Школы"] if not row.get("_spare")]
    subjects = [name for name, _, _ in pools.SUBJECTS]
    rows = []
    for start, listed in ((world.start - 1, 4), (world.start, 6)):
        for place, school in enumerate(rng.sample(schools, listed)):
            rows.append(
                {
                    "Школа": school,
                    "Учебный год": f"{start}–{start + 1}",
                    "В перечне": place != 0,
                    "Приказ": f"№ {100 + place} от 20.08.{start}" if place else "",
                    "Предметы риска": rng.sample(subjects, rng.randint(0, 3)),
                }
            )
    rows[-1]["Предметы риска"] = rng.sample(subjects, 2)
    return rows + _long_ago(world, schools)


def _long_ago(world: World, schools: list[str]) -> list[Row]:
    """The list of the year before last."""
    start = world.start - 2
    return [
        {"Школа": school, "Учебный год": f"{start}–{start + 1}", "В перечне": place != 1,
         "Приказ": "", "Предметы риска": []}
        for place, school in enumerate(random.Random(world.seed + 5).sample(schools, 4))
    ]  # fmt: skip
