"""What every part of the oracle counts with: shares, marks, schools of the list, school years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .truth import Row, World

PRESENT = {"присутствовал": None, "дистанционно": "remote", "опоздал": "late"}
Tables = dict[str, Any]


@dataclass(frozen=True)
class Either:
    """Where the contract leaves two readings: any of these will do."""

    options: tuple[Any, ...]


def rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def meanings(world: World) -> dict[str, str]:
    return {row["Отметка"]: row["Считать как"] for row in world.tabs["Отметки"]}


def visits(world: World) -> list[Row]:
    """Rows of «Журнал» whose mark counts as present."""
    meaning = meanings(world)
    return [row for row in world.counted("Журнал") if meaning[row["Отметка"]] in PRESENT]


def meeting_key(visit: Row) -> tuple[Any, ...]:
    """What tells one consultation from another: its code, or (tutor, date) if unplanned."""
    if visit["Консультация"] == "вне графика":
        return visit["Тьютор"], visit["Дата"]
    return (visit["Консультация"],)


def teacher_key(visit: Row) -> tuple[str, ...] | None:
    """School + surname + initials, or None when nobody is named."""
    if visit["Педагог"] is None:
        return None
    surname, name, patronymic = visit["Педагог"]
    return visit["Школа"], surname.lower().replace("ё", "е"), name[0], patronymic[0]


def low_schools(world: World) -> set[tuple[str, str]]:
    """(school, school year) of the official list."""
    return {(row["Школа"], row["Учебный год"]) for row in world.counted("ШНОР") if row["В перечне"]}


def school_year(day: date) -> str:
    start = day.year if day.month >= 9 else day.year - 1
    return f"{start}–{start + 1}"
