"""The figures of docs/contract.md for the twelve tabs, by plain loops over the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from .oracle_basics import (
    PRESENT,
    Tables,
    low_schools,
    meanings,
    meeting_key,
    rate,
    school_year,
    teacher_key,
    visits,
)
from .oracle_execution import execution
from .oracle_half_year import reports
from .oracle_results import low_results, results
from .schema import SCHEMA
from .truth import Row, World, counts_for_attendance, effective, invited

OVERDUE_DAYS = 3


def figures(world: World) -> Tables:
    """Every table in scope: a list of flat rows, or one object for a total without a key."""
    tables = attendance(world) | consultations(world) | coverage(world) | execution(world)
    return tables | reports(world) | results(world) | low_results(world)


def tabs(world: World, home: Callable[[str, int], str]) -> dict[tuple[str, str], list[int]]:
    """(book, tab) → [read, counted, rejected]; `home` tells which book a row was typed in."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for tab in SCHEMA:
        for place, row in enumerate(world.tabs[tab]):
            if row.get("_blank"):  # emptied: no data row any more
                continue
            tally = counts[home(tab, place), tab]
            tally[0] += 1
            tally[2 if row.get("_out") else 1] += 1
    return dict(counts)


# ------------------------------------------------------------------------------------- attendance


def attendance(world: World) -> Tables:
    """The four tables of «Явка»."""
    everything: list[str | None] = []
    by: dict[str, dict[str, list[str | None]]] = {
        key: defaultdict(list) for key in ("tutor", "meeting", "stream")
    }
    for meeting, tutor, meaning in invitations(world):
        everything.append(meaning)
        by["tutor"][tutor["Код"]].append(meaning)
        by["meeting"][meeting["Код"]].append(meaning)
        for stream in tutor["Направления"]:
            if not meeting["Приглашены"] or stream in meeting["Приглашены"]:
                by["stream"][stream].append(meaning)
    tables: Tables = {"attendance": presence(everything)}
    guests = {"guests": 0}  # nobody keeps lists of those present here
    for key, groups in by.items():
        more = guests if key == "meeting" else {}
        rows = [{key: name} | presence(found) | more for name, found in sorted(groups.items())]
        tables[f"attendance_by_{key}"] = rows
    return tables


def invitations(world: World) -> Iterable[tuple[Row, Row, str | None]]:
    """Each (meeting, invited tutor, what the mark means or None)."""
    meaning = meanings(world)
    marks = {
        (row["Тьютор"], code): row[code] for row in world.counted("Явка") for code in world.headings
    }
    for meeting in world.counted("Совещания"):
        if counts_for_attendance(meeting, world.today):
            for tutor in invited(world, meeting, world.counted("Тьюторы")):
                mark = marks.get((tutor["Код"], meeting["Код"]))
                yield meeting, tutor, meaning[mark] if mark else None


def presence(found: list[str | None]) -> Row:
    """Counts and shares of one group of (meeting, tutor) pairs."""
    asked = [meaning for meaning in found if meaning != "не приглашён"]
    unmarked = asked.count(None)
    marked = len(asked) - unmarked
    present = sum(meaning in PRESENT for meaning in asked)
    excused = asked.count("уважительная")
    return {
        "expected": len(asked),
        "unmarked": unmarked,
        "marked": marked,
        "present": present,
        "remote": asked.count("дистанционно"),
        "late": asked.count("опоздал"),
        "excused": excused,
        "absent": asked.count("без причины"),
        "rate": rate(present, marked),
        "rate_without_excused": rate(present, marked - excused),
    }


# ---------------------------------------------------------------------------------- consultations


def consultations(world: World) -> Tables:
    """The total and the three cuts: each from its own rows of «График» and «Журнал»."""
    schedule, journal = world.counted("График"), visits(world)
    cuts: dict[str, tuple[Callable[[Row], str], Callable[[Row], str]]] = {
        "tutor": (lambda r: r["Тьютор"], lambda r: r["Тьютор"]),
        "subject": (lambda r: r["Предмет"], lambda r: subject_of(world, r)),
        "month": (lambda r: month(effective(r)), lambda r: month(r["Дата"])),
    }
    tables: Tables = {"consultations": work(world, schedule, journal)}
    for key, (planned_key, visit_key) in cuts.items():
        names = {planned_key(r) for r in schedule} | {visit_key(r) for r in journal}
        tables[f"consultations_by_{key}"] = [
            {key: name}
            | work(
                world,
                [r for r in schedule if planned_key(r) == name],
                [r for r in journal if visit_key(r) == name],
            )
            for name in sorted(names)
        ]
    return tables


def month(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def subject_of(world: World, visit: Row) -> str:
    """The subject of the consultation; of the tutor if it was outside the schedule."""
    if visit["Консультация"] == "вне графика":
        subject: str = world.find("Тьюторы", visit["Тьютор"])["Предмет"]
        return subject
    entry: str = world.find("График", visit["Консультация"])["Предмет"]
    return entry


def work(world: World, schedule: list[Row], journal: list[Row]) -> Row:
    """The counts of one group of scheduled consultations and of one group of visits."""
    come = [row for row in schedule if effective(row) <= world.today]
    planned = sum(row["Статус"] != "отменена" for row in come)
    held = sum(row["Статус"] == "проведена" for row in come)
    limit = world.today - timedelta(days=OVERDUE_DAYS)
    listed = low_schools(world)
    longest: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in journal:
        longest[meeting_key(row)] = max(longest[meeting_key(row)], row["Минуты"] or 0)
    return {
        "planned": planned,
        "held": held,
        "failed": sum(row["Статус"] == "не состоялась" for row in come),
        "moved": sum(row["Новая дата"] is not None for row in schedule),
        "cancelled": sum(row["Статус"] == "отменена" for row in schedule),
        "overdue": sum(
            row["Статус"] in ("запланирована", "перенесена") and effective(row) < limit
            for row in schedule
        ),
        "waiting": sum(
            row["Статус"] in ("запланирована", "перенесена")
            and limit <= effective(row) <= world.today
            for row in schedule
        ),
        "held_rate": rate(held, planned),
        "unplanned": len({meeting_key(r) for r in journal if r["Консультация"] == "вне графика"}),
        "teachers": len({teacher_key(row) for row in journal} - {None}),
        "visits": sum(1 if row["Количество"] is None else row["Количество"] for row in journal),
        "schools": len({row["Школа"] for row in journal}),
        "low_schools": len(
            {r["Школа"] for r in journal if (r["Школа"], school_year(r["Дата"])) in listed}
        ),
        "minutes": sum(longest.values()),
    }


# --------------------------------------------------------------------------------------- coverage


def coverage(world: World) -> Tables:
    """Every listed school × its risk subject, and every pair met in «Журнал»."""
    met: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in world.counted("ШНОР"):
        if row["В перечне"] and row["Учебный год"] == world.year:
            for subject in row["Предметы риска"]:
                met[row["Школа"], subject] = []
    for row in visits(world):
        met[row["Школа"], subject_of(world, row)].append(row)
    return {
        "coverage": [
            {
                "school": school,
                "subject": subject,
                "consultations": len({meeting_key(row) for row in rows}),
                "teachers": len({teacher_key(row) for row in rows} - {None}),
                "last_date": max((row["Дата"].isoformat() for row in rows), default=None),
            }
            for (school, subject), rows in sorted(met.items())
        ]
    }
