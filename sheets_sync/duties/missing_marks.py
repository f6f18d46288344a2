"""Marks that are missing: of consultations that are past, of tutors invited to a meeting."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.staff import Staff, Who
from sheets_sync.figures.consultations import effective
from sheets_sync.letters import few, plural
from sheets_sync.problems import Check, Problem
from sheets_sync.reading.records import origin_number
from sheets_sync.tables.attendance import MEETINGS, REGISTER
from sheets_sync.tables.consultations import SCHEDULE

_MOST = 10

_Gap = tuple[pd.Timestamp, str, Problem]
"""The day a mark is missing for, what it is of, the problem that says so."""


def is_missing_mark(problem: Problem) -> bool:
    """Whether a problem is a cell to mark: it is owed here, and not as something to mend."""
    return problem.check in (Check.CONSULTATION_OVERDUE, Check.MARK_MISSING) and bool(problem.cell)


def unmarked_consultations(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """A line a person: the consultations nobody said what came of, the earliest first."""
    frame = analysis.counted[SCHEDULE.name].frame
    days, codes = effective(frame), frame["code"]
    for who, found in _by_person(analysis, staff, Check.CONSULTATION_OVERDUE):
        gaps = [(days[p.row[1]], codes[p.row[1]], p) for p in found if p.row]
        words = ("консультация", "консультации", "консультаций")
        yield _duty(
            analysis, "consultations", who, f"{plural(len(gaps), *words)} без отметки", gaps
        )


def unmarked_attendance(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """A line a person: the cells of the register that are empty, the earliest meeting first."""
    meetings = analysis.counted[MEETINGS.name].frame
    days = dict(zip(meetings["code"], meetings["date"], strict=True))
    heads = analysis.counted[REGISTER.name].heads.items()
    known = {(at, column): days[code] for (at, code), column in heads if code in days}
    tutors = analysis.counted[REGISTER.name].frame["tutor"]
    for who, found in _by_person(analysis, staff, Check.MARK_MISSING):
        gaps: list[_Gap] = []
        for one in found:
            if one.row and one.cell:
                key, tutor = one.row[1], tutors[one.row[1]]
                name = analysis.tutor_names.get(tutor, tutor)
                gaps.append((known[origin_number(key), one.cell.column], name, one))
        cells = plural(len(gaps), "клетка", "клетки", "клеток")
        yield _duty(analysis, "attendance", who, f"{cells} явки без отметки", gaps)


def _by_person(
    analysis: Analysis, staff: Staff, check: Check
) -> Iterator[tuple[Who, list[Problem]]]:
    """The problems of a check by who can mend them."""
    found: dict[Who, list[Problem]] = {}
    for problem in analysis.problems:
        if problem.check is check and is_missing_mark(problem):
            found.setdefault(staff.owner(problem), []).append(problem)
    yield from found.items()


def _duty(analysis: Analysis, of_what: str, who: Who, words: str, gaps: list[_Gap]) -> Duty:
    gaps.sort(key=lambda gap: (gap[0], gap[1]))
    named = [f"{what} {day:%d.%m}" for day, what, _ in gaps]
    first = gaps[0][0].date()
    person = who[0].code or who[0].name if who else ""
    cells = tuple(problem.cell for *_, problem in gaps if problem.cell)
    return Duty(
        Subject.MARK,
        f"{words}: {few(named, 'клетка', 'клетки', 'клеток', _MOST)}",
        words,
        who,
        first,
        (analysis.today - first).days,
        cells,
        None if cells else gaps[0][2].place,
        f"{Subject.MARK}:{of_what}:{person}",
        tuple(problem for *_, problem in gaps),
    )
