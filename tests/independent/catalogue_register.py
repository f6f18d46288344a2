"""Faults planted into the register «Явка»."""

from __future__ import annotations

from datetime import date
from typing import Any

from .faults import (
    ERROR,
    WARNING,
    Case,
    Expected,
    Fault,
    Wanted,
    any_row,
    keep,
    one_cell,
    row_out,
)
from .targets import (
    BOTH_SCHOOLS,
    BOTH_TUTORS,
    NO_SCHOOL,
    NO_TUTOR,
    has,
    of_tutor,
)
from .truth import DAY, Row, World, invited, is_working


def mark_fault(
    value: Any, meeting: Wanted, invited_one: bool, marked: bool, severity: str
) -> Fault:
    """One cell of the register: in the column of such a meeting, the row of such a tutor."""

    def fault(case: Case) -> Expected:
        world = case.world
        code = case.take_column(
            lambda w, m: meeting(w, m) and any(fits(w, m, row) for row in w.tabs["Явка"])
        )
        held_one = world.find("Совещания", code)
        place = case.take("Явка", lambda w, row: fits(w, held_one, row))
        present = next(r["Отметка"] for r in world.tabs["Отметки"]
                       if r["Считать как"] == "присутствовал")  # fmt: skip
        spot = case.put("Явка", place, code, present if value == "present" else value)
        if marked:
            world.tabs["Явка"][place][code] = None
        return Expected(frozenset([spot]), severity)

    def fits(world: World, meeting_row: Row, row: Row) -> bool:
        codes = {t["Код"] for t in invited(world, meeting_row, world.tabs["Тьюторы"])}
        here = row["Тьютор"] in codes
        return here == invited_one and bool(row[meeting_row["Код"]]) == marked

    return fault


def heading_fault(value: Any, wanted: Wanted) -> Fault:
    """The header of a register column; the column is left out."""

    def fault(case: Case) -> Expected:
        code = case.take_column(wanted)
        meeting = case.world.find("Совещания", code)
        typed = value(case.world, meeting) if callable(value) else value
        return Expected(frozenset([case.heading(code, typed)]), ERROR)

    return fault


def happened(world: World, meeting: Row) -> bool:
    return bool(meeting["Статус"] == "проведено")


def twin(world: World, meeting: Row) -> bool:
    days = [row["Дата"] for row in world.tabs["Совещания"]]
    return days.count(meeting["Дата"]) == 2 and happened(world, meeting)


def no_meeting_day(world: World, meeting: Row) -> date:
    days = {row["Дата"] for row in world.tabs["Совещания"]}
    first = date(world.start, 9, 1)
    return next(d for d in (first + DAY * n for n in range(99)) if is_working(d) and d not in days)


def later(world: World, meeting: Row) -> bool:
    first = next(iter(world.headings))
    return happened(world, meeting) and meeting["Код"] != first and not twin(world, meeting)


def heading_twice(case: Case) -> Expected:
    """Two columns for one meeting: the one further right is out, the first counts."""
    one, other = case.take_column(later), case.take_column(later)
    book = case.books.home("Явка", 0)
    sheet = case.books.files[book]["Явка"]
    spots = {code: sheet[case.books.head[book, "Явка", code]].column for code in (one, other)}
    left, right = sorted(spots, key=lambda code: spots[code])
    return Expected(frozenset([case.heading(right, left)]), ERROR)


def register_twice(case: Case) -> Expected:
    """Two rows for one tutor: the later is out."""
    first, later_row = case.take("Явка", any_row), case.take("Явка", any_row)
    tutor = case.world.tabs["Явка"][first]["Тьютор"]
    row_out(case.world, case.world.tabs["Явка"][later_row])
    return Expected(frozenset([case.put("Явка", later_row, "Тьютор", tutor)]), ERROR)


REGISTER: dict[str, Fault] = {
    "register unknown mark": mark_fault("Щ", happened, True, True, ERROR),
    "register mark б/у": mark_fault("б/у", happened, True, True, ERROR),
    "register mark #REF!": mark_fault("#REF!", happened, True, True, ERROR),
    "register empty mark": mark_fault(None, happened, True, True, WARNING),
    "register mark of the future": mark_fault(
        "present", lambda w, m: m["Дата"] > w.today and m["Статус"] == "запланировано",
        True, False, WARNING,
    ),
    "register mark of a cancelled meeting": mark_fault(
        "present", has(Статус="отменено"), True, False, WARNING
    ),
    "register mark of somebody not invited": mark_fault(
        "present", happened, False, False, WARNING
    ),
    "register unknown tutor": one_cell("Явка", "Тьютор", NO_TUTOR),
    "register without tutor": one_cell("Явка", "Тьютор", None),
    "register ambiguous tutor": one_cell(
        "Явка", "Тьютор", "Иванова М.П.", wanted=of_tutor("Т-01"), says=BOTH_TUTORS
    ),
    "register one letter off": one_cell(
        "Явка", "Тьютор", "Борсукова Е.Л.", wanted=of_tutor("Т-03"), says=(("Барсукова",),)
    ),
    "register tutor twice": register_twice,
    "register unknown school": one_cell("Явка", "Школа", NO_SCHOOL, keep),
    "register ambiguous school": one_cell("Явка", "Школа", "9", keep, says=BOTH_SCHOOLS),
    "register unknown stream": one_cell("Явка", "Направление", "ФИПИ", keep),
    "register header no such code": heading_fault("С-99", later),
    "register header no such date": heading_fault(no_meeting_day, later),
    "register header of two meetings": heading_fault(lambda w, m: m["Дата"], twin),
    "register header twice": heading_twice,
}  # fmt: skip
