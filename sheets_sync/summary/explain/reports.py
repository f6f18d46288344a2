"""The rows behind half-year reports: the report itself, or the schedule and journal."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from sheets_sync.figures.events import needed
from sheets_sync.figures.measures.consultations import CONSULTATIONS
from sheets_sync.figures.measures.declared import Basis, Measure
from sheets_sync.figures.measures.reports import REPORTS
from sheets_sync.figures.reports import handed_in
from sheets_sync.summary.explain.consultations import scheduled, visited
from sheets_sync.summary.explain.query import Entry, Query, Source, entries


def report_cell(query: Query, one: Measure) -> Source:
    """A cell of a report's row, or a total of its half."""
    rows = _rows(query)
    there = [int(key) for key in rows["key"] if key >= 0]
    found = entries("reports", one.typed, there, there)
    return Source(_number(rows, one), None, tuple(found), tuple(query.rejected("reports")))


def _rows(query: Query) -> pd.DataFrame:
    frame = needed(query.facts.reports)
    return query.where(frame)


def handed_in_of(query: Query, one: Measure) -> Source:
    """The reports of a half: those handed in of those expected."""
    rows = _rows(query)
    there = [int(key) for key in rows["key"] if key >= 0]
    inside = rows.loc[handed_in(rows), "key"]
    found = entries("reports", "status", there, map(int, inside))
    found += [_no_row(query, tutor) for tutor in rows.loc[rows["key"].lt(0), "tutor"]]
    return Source(len(inside), len(rows), tuple(found), tuple(query.rejected("reports")))


def _no_row(query: Query, tutor: str) -> Entry:
    """A report nobody began: in N, without a row of its own."""
    place = query.analysis.counted["reports"].origins[0].place
    name = query.analysis.tutor_names.get(tutor, tutor)
    return Entry("", 0, 1, False, (place.book, place.tab, None, f"нет строки: {name}"))


def _number(rows: pd.DataFrame, one: Measure) -> float | None:
    """The figure itself where it is a number; a total is the sum of what is declared."""
    numbers = [value for value in rows[one.name] if isinstance(value, int)]
    return sum(numbers) if numbers else None


def half_year(query: Query, one: Measure) -> Source:
    """What schedule and journal say of the half: the consultation measures it is made of."""
    period = query.analysis.shelf.halves[query.key["half"]]
    key = {name: value for name, value in query.key.items() if name == "tutor"}
    inner = Query(query.analysis, replace(query.means, period=period), key)
    measures = (CONSULTATIONS[name] for name in one.made_of)
    parts = [_WORK[measure.basis](inner, measure) for measure in measures]
    found = tuple(entry for part in parts for entry in part.entries)
    left = tuple(row for part in parts for row in part.left)
    return Source(sum(part.n or 0 for part in parts), None, found, left)


_WORK: Mapping[Basis, Callable[[Query, Measure], Source]] = {
    Basis.SCHEDULE: scheduled,
    Basis.JOURNAL: visited,
}


def differing(query: Query, one: Measure) -> Source:
    """The declared cell and what it is compared with."""
    said, counted = (REPORTS[name] for name in one.made_of)
    declared, actual = report_cell(query, said), half_year(query, counted)
    n = (declared.n or 0) - (actual.n or 0)
    return Source(n, None, declared.entries + actual.entries, actual.left)


def texts(query: Query, one: Measure) -> Source:
    """How many tutors say something: the cells they say it in."""
    rows = list(dict.fromkeys(int(row) for name, row in query.means.key if name == "row"))
    tutors = query.counted("reports").loc[rows, "tutor"].nunique()
    return Source(int(tutors), None, tuple(Entry("reports", row, one.typed) for row in rows))
