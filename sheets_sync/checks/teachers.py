"""Teachers of one school whose names are nearly one: a figure may count somebody twice."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from sheets_sync.checks.base import Setting, check
from sheets_sync.figures.attendance import PRESENT
from sheets_sync.letters import one_letter_off
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.records import Records
from sheets_sync.reading.repeats import where
from sheets_sync.tables.consultations import JOURNAL

_SHORTEST = 4
"""Letters: of shorter surnames one letter off is another surname."""


class _Named(NamedTuple):
    key: int
    surname: str
    initials: str


@check(JOURNAL)
def alike_teachers(journal: Records, setting: Setting) -> Iterator[Problem]:
    """A name that may be another one's of the same school, at its first cell; one report a name."""
    frame = journal.frame[journal.frame["mark"].isin(PRESENT)]
    named = frame[["school", "teacher"]].dropna().drop_duplicates()
    for _, people in named.groupby("school", sort=False)["teacher"]:
        for key, before in _alike(people):
            yield journal.problem(key, "teacher", _fault(journal, people, key, before))


def _alike(people: "pd.Series[str]") -> Iterator[tuple[int, int]]:
    """Later rows and the first one each may be the same person as."""
    groups: dict[tuple[int, str], list[_Named]] = {}
    for key, name in people.items():
        one = _Named(int(str(key)), *_split(name))
        for clue in enumerate((one.surname, one.initials)):
            if one.surname and clue[1]:
                groups.setdefault(clue, []).append(one)
    pairs = (pair for group in groups.values() for pair in combinations(group, 2))
    found: dict[int, int] = {}
    for one, other in pairs:
        if _maybe_one(one, other):
            found[other.key] = min(one.key, found.get(other.key, one.key))
    yield from sorted(found.items())


def _split(name: str) -> tuple[str, str]:
    """Surname and initials without dots; a code is no name."""
    surname, _, initials = name.partition(" ")
    return ("", "") if any(map(str.isdigit, name)) else (surname, initials.replace(".", ""))


def _maybe_one(one: _Named, other: _Named) -> bool:
    if one.surname == other.surname:
        shorter, longer = sorted((one.initials, other.initials), key=len)
        return longer.startswith(shorter)
    if one.initials != other.initials or _of_two_sexes(one.surname, other.surname):
        return False
    shortest = min(len(one.surname), len(other.surname))
    return shortest >= _SHORTEST and one_letter_off(one.surname, other.surname)


def _of_two_sexes(one: str, other: str) -> bool:
    """«Иванов» and «Иванова» are two people, whatever their initials."""
    return one + "а" == other or other + "а" == one


def _fault(journal: Records, people: "pd.Series[str]", key: int, before: int) -> Fault:
    name, other = people[key], people[before]
    at = where(journal, before, "teacher", key)
    said = f"«{name}» — в этой школе записан и «{other}» ({at}); в показателях это два человека"
    fix = f"если человек один, пишите его везде одинаково: «{max(name, other, key=len)}»"
    return Fault.of(Check.TEACHER_ALIKE, said, fix)


WARNINGS = (alike_teachers,)
