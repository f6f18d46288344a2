"""The rows behind attendance figures: one cell of the register a tutor and meeting."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sheets_sync.figures.attendance import NOT_INVITED, PRESENT, by_stream, counts_of
from sheets_sync.figures.consultations import months
from sheets_sync.figures.events import needed
from sheets_sync.figures.measures.declared import Measure
from sheets_sync.problems import Check
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import origin_number
from sheets_sync.summary.explain.query import Entry, Left, Query, Source, entries

NOT_COUNTED = (
    Check.MARK_UNKNOWN,
    Check.MARK_AMBIGUOUS,
    Check.MARK_NOT_INVITED,
    Check.MARK_NO_MEETING,
)


def attendance(query: Query, one: Measure) -> Source:
    """Any count or rate of the attendance tables."""
    states = _states(query)
    counts = counts_of(states)
    inside = counts[one.events].eq(1)
    shown = counts[one.whole].eq(1) if one.whole else inside
    if one.less:
        shown &= counts[one.less].eq(0)
    found = [e for row in each(states[shown]) for e in _entry(query, row, bool(inside[row.Index]))]
    left = [*_unmarked(query, states, one), *_not_counted(query)]
    whole = int(shown.sum()) if one.whole else None
    return Source(int(inside.sum()), whole, tuple(found), tuple(left))


def _states(query: Query) -> pd.DataFrame:
    states = needed(query.facts.states)
    if "stream" in query.key:
        states = by_stream(states)
    states = states.assign(month=months(states["date"]))
    return query.where(states).reset_index(drop=True)


def _entry(query: Query, row: Any, in_n: bool) -> Iterator[Entry]:
    at = _at(query, row)
    if at:
        yield Entry("register", *at, in_n)


def _at(query: Query, row: Any) -> tuple[int, int] | None:
    """The register's row and column of a state; of an empty cell, those it would stand in."""
    if not pd.isna(row.key):
        return int(row.key), int(row.column)
    register = query.analysis.counted["register"]
    rows = register.frame.index[register.frame["tutor"].eq(row.tutor)]
    for key in map(int, rows):
        column = register.heads.get((origin_number(key), row.meeting))
        if column:
            return key, column
    return None


def _unmarked(query: Query, states: pd.DataFrame, one: Measure) -> Iterator[Left]:
    """Cells that say nothing about coming: empty ones, «не приглашён», excused ones."""
    for row in each(states):
        reason = None
        if pd.isna(row.state) and one.events not in {"unmarked", "expected"}:
            reason = "не отмечено"
        elif row.state == NOT_INVITED:
            reason = "отмечено «не приглашён»"
        elif row.state == "уважительная" and one.less == "excused":
            reason = "уважительная причина"
        at = _at(query, row) if reason else None
        if reason and at:
            yield Left("register", *at, reason)


def _not_counted(query: Query) -> Iterator[Left]:
    """Marks that stand outside all figures, of this tutor or at this meeting."""
    register = query.analysis.counted["register"]
    columns = {(origin, column): meeting for (origin, meeting), column in register.heads.items()}
    tutors = register.frame["tutor"]
    meetings = query.counted("meetings").set_index("code")["date"]
    period = query.means.period
    for problem in query.analysis.every_problem:
        if problem.check not in NOT_COUNTED or not (problem.row and problem.cell):
            continue
        table, key = problem.row
        if table != "register" or key not in tutors.index:
            continue
        meeting = columns.get((origin_number(key), problem.cell.column))
        named: dict[str, Any] = {"tutor": tutors[key], "meeting": meeting}
        day = meetings.get(named["meeting"])
        outside = period and (day is None or day.date() not in period)
        named["month"] = f"{day:%Y-%m}" if day is not None else ""
        same = all(named.get(name, value) == value for name, value in query.key.items())
        if same and not outside:
            yield Left("register", key, problem.cell.column, problem.message)


def guests(query: Query, one: Measure) -> Source:
    """The lines of the lists that name those who are no tutors."""
    rows = query.where(needed(query.facts.guests))
    found = entries("attendees", "person", rows.index, rows.index)
    return Source(len(rows), None, tuple(found), tuple(query.rejected("attendees")))


def missed(query: Query, one: Measure) -> Source:
    """The last meetings in a row that a tutor did not come to."""
    states = _states(query)
    marked = states[states["state"].notna() & states["state"].ne(NOT_INVITED)]
    run: list[Any] = []
    for row in reversed([*each(marked.sort_values(["date", "meeting"]))]):
        if row.state in PRESENT:
            break
        run.append(row)
    found = tuple(entry for row in reversed(run) for entry in _entry(query, row, True))
    return Source(len(run), None, found)
