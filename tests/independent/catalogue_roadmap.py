"""Faults planted into «Дорожная карта» and into the free terms of «Поручения»."""

from __future__ import annotations

from datetime import date
from typing import Any

from .catalogue_plans import UNREADABLE, late_day, readable, recurring
from .faults import (
    LEGAL,
    SILENT,
    WARNING,
    Case,
    Expected,
    Fault,
    any_row,
    becomes,
    keep,
    one_cell,
    typed,
    warned,
)
from .oracle_execution import term_end
from .schema import required
from .targets import BOTH_SCHOOLS, NO_SCHOOL, NONSENSE, has
from .truth import DAY, Row, Term, World
from .words import LAYOUT

TAB, DATE = "Дорожная карта", "Дата исполнения"


def on_time(world: World, row: Row) -> bool:
    """Done, dated, within a term that is long past."""
    day = row[DATE]
    done = row["Статус"] == "выполнено" and day is not None
    return bool(done and readable(world, row) and day <= term_end(world, row["Срок"]))


def recurring_done(world: World, row: Row) -> dict[str, tuple[Any, Any]]:
    day = world.today - DAY * 5
    return {"Статус": ("да", "выполнено"), DATE: (day, day)}


def as_date(world: World, row: Row) -> date:
    """What a spreadsheet in the Russian locale makes of «1.10» typed by hand."""
    section, place = map(int, row["№"].split("."))
    return date(world.today.year, place, section)


ROADMAP: dict[str, Fault] = {
    **{f"measure without {name}": one_cell(TAB, name, None) for name in required(TAB)},
    "measure in an unknown school": one_cell(TAB, "Школы", f"СОШ № 44; {NO_SCHOOL}", keep),
    "measure in school 144": one_cell(TAB, "Школы", "№ 144; СОШ № 44", keep),
    "measure in school 9": one_cell(TAB, "Школы", "СОШ № 44; 9", keep, says=BOTH_SCHOOLS),
    "measure unknown status": one_cell(TAB, "Статус", NONSENSE),
    "measure #REF!": one_cell(TAB, "Мероприятие", "#REF!"),
    "measure done on 31.02": one_cell(
        TAB, DATE, "31.02.2021", becomes(**{DATE: None}), has(Статус="выполнено")
    ),
    "measure document #REF!": one_cell(TAB, "Документ", "#REF!", keep),
    "measure number a date": warned(
        TAB, "№", as_date, keep, has(**{"№": "1.10"}), says=(("1.10",),)
    ),
    "measure number another date": warned(
        TAB, "№", as_date, keep, has(**{"№": "2.3"}), says=(("2.3", "2.03"),)
    ),
    "measure term unreadable": warned(
        TAB, "Срок", "когда-нибудь потом", becomes(Срок=UNREADABLE), readable
    ),
    "measure done without date": warned(
        TAB, DATE, None, becomes(**{DATE: None}), on_time, also=None
    ),
    "measure done late": warned(
        TAB, DATE, late_day, becomes(**{DATE: late_day}), on_time, also=None
    ),
    "measure recurring done early": typed(TAB, recurring_done, recurring, severity=WARNING),
    "measure status in the wrong layout": warned(
        TAB, "Статус", "выполнено".translate(LAYOUT), keep, on_time
    ),
}  # fmt: skip


def answers(text: str, *parts: str) -> Fault:
    """Who answers, in words of every sort."""
    return typed(TAB, lambda w, row: {"Ответственный": (text, list(parts or [text]))})


def twice(case: Case) -> Expected:
    """Two measures under one number: № is no code."""
    first, place = case.take(TAB, any_row), case.take(TAB, any_row)
    number = case.world.tabs[TAB][first]["№"]
    case.type(TAB, place, **{"№": (number, number)})
    return Expected(case.whole_row(TAB, place), LEGAL)


def odd(world: World, row: Row) -> dict[str, tuple[Any, Any]]:
    return {
        "№": ("1.20", "1.20"),
        "Школы": ("сош N44, МБОУ «СОШ № 9»\nООШ №9", ["Ш-01"]),
        "Срок": ("III четверть", Term("quarter", number="III")),
        "Ответственный": ("ГБОУ ИРО Краснодарского края, методисты", ["ИРО", "методисты"]),
        "Соисполнители": ("ИРО, ОО", ""),
        "Статус": ("начато", "в работе"),
        DATE: (None, None),
        "План": ("10–12", ""),
        "Факт": ("около 10", ""),
    }


LEGAL_ROADMAP: dict[str, Fault] = {
    "legal measure, every form odd": typed(TAB, odd),
    "legal measure number twice": twice,
    "legal measure in all schools of the list": typed(
        TAB, lambda w, row: {"Школы": ("Все ШНОР", ["все ШНОР"])}, severity=SILENT
    ),
    "legal measure of half a year": typed(
        TAB,
        lambda w, row: {
            "Срок": ("1 полугодие", Term("half", number="I")), "Статус": ("-", "не выполнено"),
            DATE: (None, None),
        },
    ),
    "legal measure of one with «иро» in her name": answers("Мирошниченко Н.Ф.", "Т-08"),
    "legal measure of two tutors": answers("Серебряк О.К., Мирошниченко Н.Ф.", "Т-04", "Т-08"),
    "legal measure of a former surname": answers("Гречко Т.Я.", "Т-05"),
    "legal measure of the institute": answers("специалисты ИРО и МКУ ИМЦ"),
    "legal measure of a methodist": answers("методист по информатике"),
    "legal measure of heads": answers("руководители ОО, тьюторы"),
    "legal measure of the town": answers("Управление образования"),
    "legal task until a day in words": typed(
        "Поручения",
        lambda w, row: {
            "Срок": (f"до 12 февраля {w.today.year} года", date(w.today.year, 2, 12)),
            "Статус": ("в работе", "в работе"), DATE: (None, None),
        },
    ),
}  # fmt: skip
