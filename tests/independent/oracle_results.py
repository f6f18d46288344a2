"""Results of procedures by counts of pupils, and the signs of low results (§4, §8)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .oracle_basics import Tables, low_schools, rate
from .truth import Row, World

MARKS = ("«5»", "«4»", "«3»", "«2»")
Marks = list[int]  # how many pupils have 5, 4, 3, 2
KEYS = {
    "results": ("year", "procedure", "school", "grade", "subject"),
    "results_municipality": ("year", "procedure", "grade", "subject"),
}


def summed(world: World, keys: tuple[str, ...]) -> dict[tuple[Any, ...], Marks]:
    """The marks of every class that falls under the same key: «5А» and «5Б» are grade 5."""
    sums: dict[tuple[Any, ...], Marks] = defaultdict(lambda: [0, 0, 0, 0])
    for row in world.counted("Результаты"):
        named = {
            "year": row["Учебный год"], "procedure": row["Процедура"], "school": row["Школа"],
            "grade": row["Класс"][0], "subject": row["Предмет"],
        }  # fmt: skip
        key = tuple(named[name] for name in keys)
        sums[key] = [had + row[mark] for had, mark in zip(sums[key], MARKS, strict=True)]
    return sums


def year_before(year: str) -> str:
    start = int(year[:4])
    return f"{start - 1}–{start}"


def shares(marks: Marks) -> Row:
    """The figures of one group of pupils."""
    n, (n5, n4, n3, n2) = sum(marks), marks
    return {
        "n": n, "n5": n5, "n4": n4, "n3": n3, "n2": n2,
        "success": rate(n5 + n4 + n3, n),
        "quality": rate(n5 + n4, n),
        "share2": rate(n2, n),
        "mean": rate(5 * n5 + 4 * n4 + 3 * n3 + 2 * n2, n),
        "sou": rate(100 * n5 + 64 * n4 + 36 * n3 + 16 * n2, n),
    }  # fmt: skip


def results(world: World) -> Tables:
    """Each school's rows and the municipality's, every year found."""
    tables: Tables = {}
    for table, keys in KEYS.items():
        sums = summed(world, keys)
        tables[table] = []
        for key, marks in sorted(sums.items()):
            last = sums.get((year_before(key[0]), *key[1:]))
            change = None
            if last and sum(last) and sum(marks):
                change = 100 * (marks[3] / sum(marks) - last[3] / sum(last))
            named = dict(zip(keys, key, strict=True))
            tables[table].append(named | shares(marks) | {"share2_change": change})
    return tables


def low_results(world: World) -> Tables:
    """Each (school, year) with a procedure of 5 pupils or more."""
    weak: dict[tuple[str, str], dict[tuple[Any, ...], bool]] = defaultdict(dict)
    for (year, procedure, school, grade, subject), marks in summed(world, KEYS["results"]).items():
        if sum(marks) >= 5:
            weak[school, year][procedure, grade, subject] = 10 * marks[3] >= 3 * sum(marks)
    listed = low_schools(world)
    rows = []
    for (school, year), now in sorted(weak.items()):
        before = weak.get((school, year_before(year)), {})
        r1 = sum(now.values()) >= 2
        r2 = any(now[one] and before.get(one, False) for one in now)
        rows.append(
            {"school": school, "year": year, "r1": r1, "r2": r2,
             "sign": sign(world.low_rule, r1, r2), "listed": (school, year) in listed}
        )  # fmt: skip
    return {"low_results": rows}


def sign(rule: str, r1: bool, r2: bool) -> bool:
    """The setting `low_results`; R1 or R2 unless said otherwise."""
    signs = {"R1": r1, "R2": r2, "R1 and R2": r1 and r2}
    return signs.get(rule, r1 or r2)
