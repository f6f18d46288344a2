"""Half-years and quarters as «Календарь» moves them, and the reports of tutors (§4, §8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .oracle_basics import Either, Tables, meeting_key, teacher_key, visits
from .truth import Row, World, effective

Span = tuple[date, date]
DECLARED = {
    "consultations": "Консультаций (заявлено)",
    "teachers": "Педагогов (заявлено)",
    "schools": "Школ (заявлено)",
}


def calendar(world: World, kind: str) -> list[Row]:
    """The rows of «Календарь» of that kind that begin in this school year."""
    first, last = date(world.start, 9, 1), date(world.start + 1, 8, 31)
    return [
        row
        for row in world.counted("Календарь")
        if row["Вид"] == kind and first <= row["Начало"] <= last
    ]


def halves(world: World) -> dict[str, Span]:
    """I and II: their first and last days."""
    spans = {
        "I": (date(world.start, 9, 1), date(world.start, 12, 31)),
        "II": (date(world.start + 1, 1, 1), date(world.start + 1, 5, 31)),
    }
    for row in calendar(world, "полугодие"):
        spans[row["_names"]] = row["Начало"], row["Окончание"]
    return spans


def quarters(world: World) -> dict[str, date]:
    """I to IV: their last days."""
    after = world.start + 1
    ends = {"I": date(world.start, 10, 31), "II": date(world.start, 12, 31)}
    ends |= {"III": date(after, 3, 23), "IV": date(after, 5, 31)}
    return ends | {row["_names"]: row["Окончание"] for row in calendar(world, "четверть")}


def due_dates(world: World) -> dict[str, date]:
    """When the report of each half is due."""
    spans = halves(world)
    due = {"I": date(world.start + 1, 1, 15), "II": date(world.start + 1, 6, 10)}
    for row in calendar(world, "срок отчёта"):
        day = row["Начало"]
        ended = [half for half, (_, last) in spans.items() if last < day]
        half = row.get("_names") or (max(ended) if ended else None)
        if half:
            due[half] = day
    return due


def works_in(tutor: Row, span: Span) -> bool:
    """[Работает с, По] meets the half on at least one day."""
    first, last = span
    return tutor["Работает с"] <= last and (tutor["По"] is None or tutor["По"] >= first)


def actual(world: World, tutor: str, span: Span, journal: Iterable[Row]) -> dict[str, int]:
    """What the schedule and the journal say of that half; `journal` = visits of presence."""
    first, last = span
    held = [
        row
        for row in world.counted("График")
        if row["Тьютор"] == tutor
        and row["Статус"] == "проведена"
        and first <= effective(row) <= last
    ]
    come = [row for row in journal if row["Тьютор"] == tutor and first <= row["Дата"] <= last]
    unplanned = {meeting_key(row) for row in come if row["Консультация"] == "вне графика"}
    return {
        "consultations": len(held) + len(unplanned),
        "teachers": len({teacher_key(row) for row in come} - {None}),
        "schools": len({row["Школа"] for row in come}),
    }


def days_late(world: World, row: Row | None, due: date) -> int | Either:
    """How late the report is, or how long it has been missing."""
    if row is None or row["Статус"] == "не сдан":
        return max(0, (world.today - due).days)
    if row["Дата сдачи"] is None:  # handed in, nobody knows when: the contract is silent
        return Either((None, 0))
    return max(0, (row["Дата сдачи"] - due).days)


def reports(world: World) -> Tables:
    """One row for each tutor working in each half that has begun."""
    journal, due = visits(world), due_dates(world)
    handed = {
        (row["Тьютор"], row["Полугодие"]): row
        for row in world.counted("Отчёты")
        if row["Учебный год"] == world.year
    }
    rows = []
    for tutor in world.counted("Тьюторы"):
        for half, span in halves(world).items():
            if span[0] <= world.today and works_in(tutor, span):
                row = handed.get((tutor["Код"], half))
                found = actual(world, tutor["Код"], span, journal)
                rows.append(_report(world, tutor["Код"], half, row, due[half]) | _both(row, found))
    return {"reports": sorted(rows, key=lambda r: (r["tutor"], r["half"]))}


def _report(world: World, tutor: str, half: str, row: Row | None, due: date) -> Row:
    submitted = row["Дата сдачи"] if row else None
    return {
        "tutor": tutor,
        "year": world.year,
        "half": half,
        "status": row["Статус"] if row else "не сдан",
        "due": due.isoformat(),
        "submitted": submitted.isoformat() if submitted else None,
        "days_late": days_late(world, row, due),
    }


def _both(row: Row | None, found: dict[str, int]) -> Row:
    declared = {f"declared_{name}": row[at] if row else None for name, at in DECLARED.items()}
    return declared | {f"actual_{name}": value for name, value in found.items()}
