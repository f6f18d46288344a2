"""Faults planted into «Журнал», and headers that stand twice."""

from __future__ import annotations

from datetime import date
from typing import Any

from .faults import (
    ERROR,
    Case,
    Expected,
    Fault,
    any_row,
    becomes,
    keep,
    one_cell,
    row_out,
    warned,
)
from .schema import required
from .targets import (
    BOTH_SCHOOLS,
    BOTH_TUTORS,
    NO_SCHOOL,
    NO_TUTOR,
    held,
    next_year,
    of_tutor,
    planned,
    unplanned,
)
from .truth import DAY, Row, World, is_working, works_on
from .words import LAYOUT


def other_day(world: World, row: Row) -> date:
    first = date(world.start, 9, 1)
    tutor = world.find("Тьюторы", row["Тьютор"])
    days = (row["Дата"] + DAY * n for n in (-3, -4, -5, 3, 4, 5, 6))
    return next(
        d for d in days
        if first <= d <= world.today and is_working(d) and works_on(tutor, d)
    )  # fmt: skip


def other_tutor(world: World, row: Row) -> str:
    return "Т-03" if row["Тьютор"] != "Т-03" else "Т-09"


def closed_school(world: World, row: Row) -> Any:
    return next(r["Код"] for r in world.tabs["Школы"] if not r["Действует"])


def closed_name(world: World, row: Row) -> Any:
    return world.find("Школы", closed_school(world, row))["Краткое название"]


def cancelled_with_journal(case: Case) -> Expected:
    """A held consultation with one visit is cancelled: the visit is the error."""
    visits = case.world.tabs["Журнал"]
    place = case.take(
        "График",
        lambda w, row: (
            held(w, row) and sum(visit["Консультация"] == row["Код"] for visit in visits) == 1
        ),
    )
    row = case.world.tabs["График"][place]
    case.put("График", place, "Статус", "отменена")
    row["Статус"] = "отменена"
    visit = next(n for n, v in enumerate(visits) if v["Консультация"] == row["Код"])
    row_out(case.world, visits[visit])
    return Expected(case.whole_row("Журнал", visit), ERROR)


def duplicate_header(tab: str, column: str, value: Any) -> Fault:
    return lambda case: Expected(frozenset([case.duplicate(tab, column, value)]), ERROR)


JOURNAL: dict[str, Fault] = {
    **{
        f"visit without {name}": one_cell("Журнал", name, None, wanted=wanted)
        for name in required("Журнал")
        # §9: «Дата and Тьютор may be empty where the consultation's code gives them».
        for wanted in [unplanned if name in ("Дата", "Тьютор") else any_row]
    },
    "visit unknown consultation": one_cell("Журнал", "Консультация", "К-999", wanted=planned),
    "visit impossible date": one_cell("Журнал", "Дата", "31.02.2021"),
    "visit month 18": one_cell("Журнал", "Дата", "12.18.2020"),
    "visit of next year": one_cell("Журнал", "Дата", next_year, wanted=unplanned),
    "visit of last year": one_cell(
        "Журнал", "Дата", lambda w, row: date(w.start, 5, 14), wanted=unplanned
    ),
    "visit after today": one_cell(
        "Журнал", "Дата", lambda w, row: w.today + DAY * 6, wanted=of_tutor("Т-03", unplanned)
    ),
    "visit on another day": one_cell(
        "Журнал", "Дата", other_day, wanted=planned, also=("Консультация",)
    ),
    "visit of another tutor": one_cell(
        "Журнал", "Тьютор", other_tutor, wanted=planned, also=("Консультация",)
    ),
    "visit of a cancelled consultation": cancelled_with_journal,
    "visit unknown tutor": one_cell("Журнал", "Тьютор", NO_TUTOR),
    "visit ambiguous tutor": one_cell(
        "Журнал", "Тьютор", "Иванова М.П.", wanted=lambda w, row: row["Тьютор"] in ("Т-01", "Т-02"),
        says=BOTH_TUTORS,
    ),
    "visit one letter off": one_cell(
        "Журнал", "Тьютор", "Серибряк О.К.", says=(("Серебряк",),)
    ),
    "visit unknown school": one_cell("Журнал", "Школа", NO_SCHOOL),
    "visit ambiguous school": one_cell("Журнал", "Школа", "9", says=BOTH_SCHOOLS),
    "visit ambiguous school number": one_cell("Журнал", "Школа", 9, says=BOTH_SCHOOLS),
    "visit 144": one_cell("Журнал", "Школа", "№ 144"),
    "visit school #REF!": one_cell("Журнал", "Школа", "#REF!"),
    "visit minutes #REF!": one_cell("Журнал", "Минуты", "#REF!", becomes(Минуты=None)),
    "visit unknown mark": one_cell("Журнал", "Отметка", "Щ"),
    "visit mark б/у": one_cell("Журнал", "Отметка", "б/у"),
    "visit closed school": warned(
        "Журнал", "Школа", closed_name, becomes(Школа=closed_school), any_row
    ),
    **{
        f"visit count «{text}»": warned("Журнал", "Количество", text, becomes(Количество=None))
        for text in ("около 10", "10–12", "более 20")
    },
    "visit minutes «около 30»": warned("Журнал", "Минуты", "около 30", becomes(Минуты=None)),
    "visit wrong layout": warned(
        "Журнал", "Консультация", "вне графика".translate(LAYOUT), keep, unplanned
    ),
    "journal header twice": duplicate_header("Журнал", "Отметка", "Щ"),
    "schedule header twice": duplicate_header("График", "Статус", "отменена"),
    "plans header twice": duplicate_header("Индивидуальные планы", "Статус", "выполнено"),
    "reports header twice": duplicate_header("Отчёты", "Статус", "принят"),
    "road map header twice": duplicate_header("Дорожная карта", "Срок", "до 1 октября 2020"),
    "results header twice": duplicate_header("Результаты", "«2»", 9),
    "meetings header twice": duplicate_header("Совещания", "Дата", "31.02.2021"),
}  # fmt: skip
