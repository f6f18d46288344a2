"""Faults planted into «Результаты» and into the due dates of «Календарь»; legal neighbours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .faults import (
    ERROR,
    LEGAL,
    SILENT,
    Case,
    Expected,
    Fault,
    any_row,
    keep,
    one_cell,
    row_out,
    typed,
    warned,
)
from .oracle_results import MARKS
from .schema import required
from .targets import BOTH_SCHOOLS, NO_SCHOOL, NO_SUBJECT, NONSENSE, has
from .truth import Row, World
from .words import LAYOUT

TAB, LISTED = "Результаты", "По списку"
KEY = ("Учебный год", "Процедура", "Школа", "Класс", "Предмет")


def unlisted(world: World, row: Row) -> bool:
    return row[LISTED] is None and row["Писали"] > 0


def fewer(world: World, row: Row) -> Any:
    return row["Писали"] - 1


def more(world: World, row: Row) -> Any:
    return row["Писали"] + 1


def same_key(case: Case, letter: Callable[[str], str]) -> tuple[int, Row]:
    """A later row given the key of an earlier one (class А), its class as `letter` writes it."""
    cells = case.world.tabs[TAB]
    first = case.take(TAB, lambda w, row: row["Класс"][1] == "А")
    place = case.take(TAB, lambda w, row: cells.index(row) > first)
    for column in KEY:
        book, cell = case.books.at[TAB, first, column]
        case.put(TAB, place, column, case.books.files[book][TAB][cell].value)
    case.put(TAB, place, "Класс", letter(str(cells[first]["Класс"][0])))
    return place, cells[first]


def repeated(letter: Callable[[str], str]) -> Fault:
    """The whole key twice: the later row is out."""

    def fault(case: Case) -> Expected:
        place, _ = same_key(case, letter)
        row_out(case.world, case.world.tabs[TAB][place])
        return Expected(case.whole_row(TAB, place), ERROR)

    return fault


def another_class(case: Case) -> Expected:
    """«5Щ» beside «5А»: both are grade 5, neither repeats the other."""
    place, first = same_key(case, lambda grade: f"{grade}Щ")
    row = case.world.tabs[TAB][place]
    row |= {column: first[column] for column in KEY} | {"Класс": (first["Класс"][0], "Щ")}
    return Expected(case.whole_row(TAB, place), SILENT)


RESULTS: dict[str, Fault] = {
    **{f"result without {name}": one_cell(TAB, name, None) for name in required(TAB)},
    "result of no year": one_cell(TAB, "Учебный год", "прошлый"),
    "result of two years": one_cell(TAB, "Учебный год", "2018–2020"),
    "result of an unknown procedure": one_cell(TAB, "Процедура", NONSENSE),
    "result of an unknown school": one_cell(TAB, "Школа", NO_SCHOOL),
    "result of school 9": one_cell(TAB, "Школа", 9, says=BOTH_SCHOOLS),
    "result of school 144": one_cell(TAB, "Школа", "МБОУ СОШ № 144"),
    "result of no class": one_cell(TAB, "Класс", NONSENSE),
    "result of an unknown subject": one_cell(TAB, "Предмет", NO_SUBJECT),
    "result #REF!": one_cell(TAB, "Писали", "#REF!"),
    "result of a mark #REF!": one_cell(TAB, "«3»", "#REF!"),
    "result lowered #REF!": one_cell(TAB, "Понизили", "#REF!", keep),
    # «около 10» in «Писали» is left out: §2 says warn and leave empty, §8 that an empty required
    # cell is an error, and the marks alone would give N. In a mark nothing is left to count with.
    "result of a vague mark": one_cell(TAB, "«2»", "10–12"),
    "result of a vague list": warned(TAB, LISTED, "более 20", keep),
    "result of a vague rise": warned(TAB, "Повысили", "около 10", keep),
    "result of half a pupil": one_cell(TAB, "«4»", 2.5),
    "result below nought": one_cell(TAB, "«3»", -3),
    "result that does not add up": one_cell(TAB, "Писали", more, wanted=unlisted, also=None),
    "result with a mark too many": one_cell(
        TAB, "«2»", lambda w, row: row["«2»"] + 2, wanted=unlisted, also=None
    ),
    "result of more than listed": one_cell(TAB, LISTED, fewer, wanted=unlisted, also=None),
    "result repeated": repeated(lambda grade: f"{grade}А"),
    "result repeated in other words": repeated(lambda grade: f"{grade} «а»"),
    "result repeated in Latin": repeated(lambda grade: f"{grade}-A"),
    "result subject in the wrong layout": warned(
        TAB, "Предмет", "Математика".translate(LAYOUT), keep, has(Предмет="Математика")
    ),
    "due date on 31.02": one_cell(
        "Календарь", "Начало", "31.02.2021",
        wanted=lambda w, row: row["Вид"] == "срок отчёта"
        and (row["Начало"].year, row["Начало"].month) == (w.start + 1, 6),
    ),
}  # fmt: skip


def nobody(world: World, row: Row) -> dict[str, tuple[Any, Any]]:
    """Nobody wrote: every share is empty, no line is at fault."""
    moved = ("Понизили", "Подтвердили", "Повысили")
    nothing = dict.fromkeys(moved, (None, None)) | dict.fromkeys(MARKS, (0, 0))
    return nothing | {"Писали": (0, 0), LISTED: (7, 7)}


def odd(world: World, row: Row) -> dict[str, tuple[Any, Any]]:
    """Numbers in words and units, the year and the school in short."""
    year = row["Учебный год"]
    five = dict(zip(MARKS, [("1", 1), ("3 (три)", 3), (" 0 ", 0), (1.0, 1)], strict=True))
    return five | {
        "Учебный год": (f"{year[:4]}/{year[-2:]}", year),
        "Процедура": (row["Процедура"].lower(), row["Процедура"]),
        "Предмет": (f" {row['Предмет'].upper()}\u00a0", row["Предмет"]),
        "Писали": ("5 чел.", 5),
        LISTED: ("5", 5),
        **dict.fromkeys(("Понизили", "Подтвердили", "Повысили"), (None, None)),
    }


LEGAL_RESULTS: dict[str, Fault] = {
    "legal result of another class": another_class,
    "legal result of nobody": typed(TAB, nobody, severity=SILENT),
    "legal result, every form odd": typed(TAB, odd, severity=SILENT),
    "legal result of everybody listed": typed(
        TAB, lambda w, row: {LISTED: (row["Писали"], row["Писали"])}, any_row, severity=LEGAL
    ),
}  # fmt: skip
