"""docs/для-сотрудников.md: every example is read as it says, every tab and column stands there."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.problems import Severity
from sheets_sync.samples.templates import staff_guide
from sheets_sync.tables.kinds.base import Context, Kind
from sheets_sync.tables.kinds.classes import CLASS
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.entries import MarkNames
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.number import MINUTES, PEOPLE
from sheets_sync.tables.kinds.people import PersonEntry
from sheets_sync.tables.kinds.people_directory import PersonNames
from sheets_sync.tables.kinds.refs import MARK, TEACHER, Ref
from sheets_sync.tables.kinds.schools import SchoolEntry, SchoolNames
from sheets_sync.tables.kinds.terms import TERM, Span
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.kinds.times import TIME
from sheets_sync.tables.kinds.words import (
    CONSULTATION_STATUS,
    DEFICIT,
    PLAN_STATUS,
    REPORT_STATUS,
    STREAM,
)
from sheets_sync.tables.kinds.years import HALF, YEAR

STAFF_GUIDE = (Path(__file__).parents[2] / staff_guide.GUIDE).read_text(encoding="utf-8")

Row = tuple[str, ...]


def table_rows(lines: list[str]) -> Iterator[Row]:
    """The rows of a Markdown table at the head of some lines, its head and rule left out."""
    for line in lines[2:]:
        if not line.startswith("|"):
            return
        yield tuple(cell.strip() for cell in line.strip("|").split("|"))


# What can be typed


def shown_time(value: Any) -> str:
    return "–".join(show(moment) for moment in value if moment)


def shown_term(span: Span) -> str:
    if span.overdue_never:
        return "без просрочки"
    return ("весь год, " if span.recurring else "") + f"до {show(span.end)}"


SCHOOLS = {"Ш-44": "МБОУ СОШ № 44", "Ш-09": "МБОУ СОШ № 9", "Ш-09О": "МБОУ ООШ № 9"}
TUTORS = {
    "Т-01": ("Белозёрова", "Марина", "Олеговна", "Сомова"),
    "Т-05": ("Кравцова", "Елена", "Сергеевна"),
    "Т-18": ("Кравцова", "Екатерина", "Сергеевна"),
}
MARKS = [
    ("+", (), "присутствовал"),
    ("д", (), "дистанционно"),
    ("о", (), "опоздал"),
    ("б", ("бол.", "болел"), "уважительная"),
    ("н", (), "без причины"),
]
CONTEXT = Context(
    2020,
    lookups={
        "schools": SchoolNames([SchoolEntry(code, name) for code, name in SCHOOLS.items()]),
        "tutors": PersonNames([PersonEntry(code, *names) for code, names in TUTORS.items()]),
        "marks": MarkNames(MARKS),
    },
)
KINDS: Mapping[str, tuple[Kind, Callable[[Any], str]]] = {
    "дата": (DATE, show),
    "время": (TIME, shown_time),
    "число": (PEOPLE, str),
    "минуты": (MINUTES, str),
    "срок": (TERM, shown_term),
    "школа": (Ref("schools"), SCHOOLS.__getitem__),
    "тьютор": (Ref("tutors"), lambda code: " ".join(TUTORS[code][:3])),
    "педагог": (TEACHER, str),
    "отметка": (MARK, str),
    "состояние": (CONSULTATION_STATUS, str),
    "направления": (ListOf(STREAM), "; ".join),
    "класс": (CLASS, str),
    "исполнение": (PLAN_STATUS, str),
    "отчёт": (REPORT_STATUS, str),
    "полугодие": (HALF, str),
    "год": (YEAR, str),
    "дефицит": (DEFICIT, str),
}


def examples() -> Iterator[Row]:
    lines = STAFF_GUIDE.splitlines()
    for number, line in enumerate(lines):
        if found := re.fullmatch(r"<!-- примеры: (\w+) -->", line):
            yield from ((found[1], *row) for row in table_rows(lines[number + 1 :]))


def test_every_kind_has_examples():
    assert {row[0] for row in examples()} == KINDS.keys()


@pytest.mark.parametrize(("kind", "typed", "read", "remark"), list(examples()))
def test_what_the_guide_says_is_what_the_program_reads(
    kind: str, typed: str, read: str, remark: str
):
    parser, shown = KINDS[kind]
    reading = parser.read(typed, CONTEXT)
    assert ("—" if reading.value is None else shown(reading.value)) == read
    severities = [fault.severity for fault in reading.faults]
    assert remark == next((str(s) for s in severities if s is not Severity.INFO), "")


# What is listed from the tables


def test_the_list_of_tabs_is_the_declared_one():
    assert staff_guide.renewed(STAFF_GUIDE) == STAFF_GUIDE, "запустите make templates"
