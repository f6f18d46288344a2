"""Which rows of a world suit which planted fault, and what is typed into them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .faults import (
    Wanted,
    any_row,
)
from .truth import DAY, Row, World, effective

BOTH_SCHOOLS = (("СОШ № 9",), ("ООШ № 9",))
BOTH_TUTORS = (("Мария", "Т-01"), ("Марина", "Т-02"))
NONSENSE = "абракадабра"
NO_SCHOOL, NO_SUBJECT, NO_TUTOR = "МБОУ СОШ № 99", "Хореография", "Неизвестный Я.Я."


def spare(world: World, row: Row) -> bool:
    return bool(row.get("_spare"))


def has(**cells: Any) -> Wanted:
    return lambda world, row: all(row[name] == value for name, value in cells.items())


def listed(world: World, row: Row) -> bool:
    """On the list of this year, with a subject at risk."""
    return row["Учебный год"] == world.year and row["В перечне"] and bool(row["Предметы риска"])


def by_code(world: World, row: Row) -> bool:
    """A held meeting whose register column, if any, is headed by its code."""
    first = row["Код"] == "С-01"
    return not first and row["Статус"] == "проведено" and world.headings.get(row["Код"]) != "date"


def failed(world: World, row: Row) -> bool:
    """A consultation without rows in the journal and long past."""
    long_past = effective(row) < world.today - timedelta(days=10)
    ordinary = "_special" not in row and row["Код"] != "К-001"
    return row["Статус"] == "не состоялась" and ordinary and long_past


def held(world: World, row: Row) -> bool:
    return row["Статус"] == "проведена"


def ahead(world: World, row: Row) -> bool:
    return row["Статус"] == "запланирована" and row["Дата"] > world.today and "_special" not in row


def put_off(world: World, row: Row) -> bool:
    near = world.today - timedelta(days=3)
    return row["Статус"] == "перенесена" and bool(row["Новая дата"]) and row["Дата"] >= near


def unplanned(world: World, row: Row) -> bool:
    return bool(row["Консультация"] == "вне графика")


def planned(world: World, row: Row) -> bool:
    return not unplanned(world, row)


def of_tutor(code: str, wanted: Wanted = any_row) -> Wanted:
    return lambda world, row: row["Тьютор"] == code and wanted(world, row)


def next_year(world: World, row: Row) -> date:
    return date(world.start + 1, 9, 15)


def sunday(world: World, row: Row) -> date:
    day = world.today + timedelta(days=40)
    return day + DAY * (6 - day.weekday())


def special(name: str) -> Wanted:
    return lambda world, row: row.get("_special") == name


def has_visits(world: World, row: Row) -> bool:
    return any(visit["Консультация"] == row["Код"] for visit in world.tabs["Журнал"])
