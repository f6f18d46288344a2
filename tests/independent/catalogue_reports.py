"""Faults planted into «Отчёты», and their legal neighbours."""

from __future__ import annotations

from typing import Any

from .faults import (
    ERROR,
    LEGAL,
    SILENT,
    WARNING,
    Case,
    Expected,
    Fault,
    Wanted,
    becomes,
    keep,
    one_cell,
    row_out,
    typed,
    warned,
)
from .oracle_basics import visits
from .oracle_half_year import DECLARED, actual, due_dates, halves, works_in
from .schema import required
from .targets import BOTH_TUTORS, NO_TUTOR, NONSENSE, has
from .truth import DAY, Row, World
from .words import LAYOUT

TAB = "Отчёты"
NAMESAKES = ("Т-01", "Т-02")
DATELESS = becomes(**{"Дата сдачи": None})


def this_half(world: World, row: Row) -> bool:
    """A report of this year's first half, by a tutor who worked in it."""
    tutor = world.find("Тьюторы", row["Тьютор"])
    named = row["Учебный год"] == world.year and row["Полугодие"] == "I"
    return named and works_in(tutor, halves(world)["I"])


def handed_in(world: World, row: Row) -> bool:
    """Well before it was due."""
    day = row["Дата сдачи"]
    in_time = day is not None and day <= due_dates(world)["I"] - DAY * 6
    return this_half(world, row) and in_time


def begun_later(world: World, row: Row) -> bool:
    """A report of another year: nothing in this year's figures hangs on it."""
    return bool(row["Учебный год"] != world.year)


def alone(name: str) -> Wanted:
    """Only that number is declared, and it is what the journal says."""

    def wanted(world: World, row: Row) -> bool:
        others = [row[at] for other, at in DECLARED.items() if other != name]
        if not this_half(world, row) or any(value is not None for value in others):
            return False
        found = actual(world, row["Тьютор"], halves(world)["I"], visits(world))
        return bool(row["Статус"] != "не сдан" and row[DECLARED[name]] == found[name])

    return wanted


def more_than(name: str) -> Fault:
    """A declared number that the journal does not bear out."""
    at = DECLARED[name]

    def value(world: World, row: Row) -> Any:
        return row[at] + 37

    return warned(TAB, at, value, becomes(**{at: value}), alone(name), also=("Тьютор",))


def repeated(case: Case) -> Expected:
    """A second report of one tutor for one half, the half and year written otherwise."""
    first = case.take(TAB, lambda w, row: this_half(w, row) and row["Тьютор"] not in NAMESAKES)
    row = case.world.tabs[TAB][first]

    def later(world: World, other: Row) -> bool:
        place = world.tabs[TAB].index(other)  # which of two books comes first, nobody says
        same_book = case.books.home(TAB, place) == case.books.home(TAB, first)
        return place > first and same_book and begun_later(world, other)

    place = case.take(TAB, later)
    case.put(TAB, place, "Тьютор", row["Тьютор"])
    case.put(TAB, place, "Учебный год", "2020/21")
    case.put(TAB, place, "Полугодие", "первое")
    row_out(case.world, case.world.tabs[TAB][place])
    return Expected(case.whole_row(TAB, place), ERROR)


def missing(case: Case) -> Expected:
    """A report taken away: the cell does not exist, the tutor is named."""
    place = case.take(TAB, lambda w, row: handed_in(w, row) and row["Тьютор"] not in NAMESAKES)
    tutor = case.world.find("Тьюторы", case.world.tabs[TAB][place]["Тьютор"])
    book = case.books.home(TAB, place)
    case.blank(TAB, place)
    return Expected(frozenset([(book, TAB, None)]), WARNING, about=(tutor["Фамилия"], tutor["Код"]))


def not_yet(case: Case) -> Expected:
    """«не сдан» when the due date has passed."""
    place = case.take(TAB, handed_in)
    case.type(TAB, place, **{"Статус": ("не сдан", "не сдан"), "Дата сдачи": (None, None)})
    numbers = {case.books.at[TAB, place, at][1] for at in DECLARED.values()}
    row = case.whole_row(TAB, place)
    return Expected(frozenset(p for p in row if p[2] not in numbers), WARNING)


def overdue_day(world: World, row: Row) -> Any:
    return due_dates(world)["I"] + DAY * 9


# Apart from the faults below: a report of nobody knows whom may be the one that is missing.
MISSING: dict[str, Fault] = {"report missing": missing}
REPORTS: dict[str, Fault] = {
    **{f"report without {name}": one_cell(TAB, name, None) for name in required(TAB)},
    "report unknown tutor": one_cell(TAB, "Тьютор", NO_TUTOR),
    "report ambiguous tutor": one_cell(
        TAB, "Тьютор", "Иванова М.П.", says=BOTH_TUTORS,
        wanted=lambda w, row: row["Тьютор"] in NAMESAKES,
    ),
    "report of no year": one_cell(TAB, "Учебный год", "прошлый"),
    "report of two years": one_cell(TAB, "Учебный год", "2020–2022"),
    "report of half III": one_cell(TAB, "Полугодие", "III"),
    "report of the third half": one_cell(TAB, "Полугодие", "третье"),
    "report unknown status": one_cell(TAB, "Статус", NONSENSE),
    "report analysis #REF!": one_cell(TAB, "Анализ", "#REF!", keep),
    "report handed in on 31.02": one_cell(TAB, "Дата сдачи", "31.02.2021", DATELESS, handed_in),
    "report number #REF!": one_cell(
        TAB, DECLARED["schools"], "#REF!", becomes(**{DECLARED["schools"]: None})
    ),
    **{
        f"report declares «{text}»": warned(TAB, at, text, becomes(**{at: None}))
        for text, at in zip(("около 10", "10–12", "более 20"), DECLARED.values(), strict=True)
    },
    "report repeated": repeated,
    "report not handed in": not_yet,
    "report late": warned(
        TAB, "Дата сдачи", overdue_day, becomes(**{"Дата сдачи": overdue_day}), handed_in,
        also=("Тьютор", "Статус", "Полугодие", "Учебный год"),
    ),
    **{f"report declares too many {name}": more_than(name) for name in DECLARED},
    "report status in the wrong layout": warned(
        TAB, "Статус", "принят".translate(LAYOUT), keep, has(Статус="принят")
    ),
    "report half in the wrong layout": warned(
        TAB, "Полугодие", "первое".translate(LAYOUT), keep, has(Полугодие="I")
    ),
}  # fmt: skip


def odd(world: World, row: Row) -> dict[str, tuple[Any, Any]]:
    """Year, half, state, date and numbers as a colleague may type them."""
    day = row["Дата сдачи"]
    return {
        "Учебный год": ("2020/21", row["Учебный год"]),
        "Полугодие": ("Первое", "I"),
        "Статус": ("да", "сдан"),
        "Дата сдачи": (f"{day:%d.%m.%y}", day),
        "Консультаций (заявлено)": ("12 (двенадцать)", 12),
        "Педагогов (заявлено)": ("5 чел.", 5),
        "Школ (заявлено)": (None, None),
    }


def same_half_of_last_year(case: Case) -> Expected:
    """The same tutor and half, another year: no repetition."""
    first = case.take(TAB, this_half)
    place = case.take(TAB, begun_later)
    tutor = case.world.tabs[TAB][first]["Тьютор"]
    name = case.books.at[TAB, first, "Тьютор"]
    text = case.books.files[name[0]][TAB][name[1]].value
    case.type(
        TAB, place,
        **{"Тьютор": (text, tutor), "Учебный год": ("2015-2016", "2015–2016"),
           "Полугодие": (1, "I")},
    )  # fmt: skip
    return Expected(case.whole_row(TAB, place), LEGAL)


LEGAL_REPORTS: dict[str, Fault] = {
    "legal report, every form odd": typed(TAB, odd, handed_in),
    "legal report «1»": typed(
        TAB, lambda w, row: {"Полугодие": ("1", "I"), "Учебный год": ("2020 - 2021", w.year)},
        handed_in, severity=LEGAL,
    ),
    "legal report handed in on the last day": typed(
        TAB,
        lambda w, row: {"Дата сдачи": (due_dates(w)["I"], due_dates(w)["I"])}
        | dict.fromkeys(DECLARED.values(), (None, None)),
        handed_in, severity=SILENT,
    ),
    "legal report without a date": typed(TAB, lambda w, row: {"Дата сдачи": (None, None)},
                                         handed_in),
    "legal report of the same half of another year": same_half_of_last_year,
}  # fmt: skip
