"""The rows behind consultation figures: the schedule's and the journal's."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.figures.attendance import PRESENT
from sheets_sync.figures.consultations import SCHEDULED
from sheets_sync.summary.explain.query import Left, Query, Source, entries, lefts
from sheets_sync.tables.consultations import UNPLANNED

_DISTINCT = {
    "unplanned": "event",
    "teachers": "person",
    "schools": "school",
    "low_schools": "low",
    "consultations": "event",
}
"""What is counted once, by field."""


def consultations(query: Query) -> Source:
    """Any count or rate of the consultation tables and of coverage."""
    if query.means.field in (*SCHEDULED, "held_rate") and query.means.figure != "coverage":
        return scheduled(query, query.means.field)
    return visited(query, query.means.field)


def scheduled(query: Query, name: str) -> Source:
    """Rows of the schedule."""
    events = query.facts.scheduled
    assert events is not None
    rows = query.where(events)
    part = "held" if name == "held_rate" else name
    whole = rows.index[rows["planned"].eq(1)] if name == "held_rate" else None
    inside = rows.index[rows[part].eq(1)]
    shown = inside if whole is None else whole
    left = [*_not_planned(query, rows, part), *query.rejected("schedule")]
    size = None if whole is None else len(whole)
    found = tuple(entries("schedule", "status", shown, inside))
    return Source(len(inside), size, found, tuple(left))


def _not_planned(query: Query, rows: pd.DataFrame, part: str) -> Iterator[Left]:
    if part not in ("planned", "held", "failed"):
        return
    now = pd.Timestamp(query.analysis.today)
    cancelled = rows["cancelled"].eq(1)
    yield from lefts("schedule", "status", rows.index[cancelled], "отменена")
    ahead = rows.index[rows["date"].gt(now) & ~cancelled]
    yield from lefts("schedule", "date", ahead, "день ещё не наступил")


def visited(query: Query, name: str) -> Source:
    """Rows of the journal of those who came."""
    events = query.facts.visited
    assert events is not None
    rows = query.where(events)
    left: list[Left] = []
    if name == "unplanned":
        rows = rows[rows["unplanned"]]
    if name in _DISTINCT:
        known = rows[_DISTINCT[name]].notna()
        if name == "teachers":
            left += lefts("journal", "teacher", rows.index[~known], "педагог не назван")
        rows = rows[known]
        n: float | None = int(rows[_DISTINCT[name]].nunique())
    elif name == "last_date":
        rows, n = rows[rows["date"].eq(rows["date"].max())], None
    elif name == "minutes":
        n = int(rows.groupby("event", observed=True)["minutes"].max().sum())
    else:
        n = int(rows["visits"].sum())
    left += [*did_not_come(query), *query.rejected("journal")]
    found = tuple(entries("journal", "mark", rows.index, rows.index))
    return Source(n, None, found, tuple(left))


def did_not_come(query: Query) -> Iterator[Left]:
    """Journal rows of this key whose mark does not count as present."""
    if "subject" in query.key:
        return  # the subject is the consultation's: a row of somebody absent has none of its own
    journal = query.told("journal", query.counted("journal"))
    absent = query.where(journal[~journal["mark"].isin(PRESENT) & query.within(journal)])
    if query.means.field == "unplanned":
        absent = absent[absent["consultation"].eq(UNPLANNED)]
    for row, mark in absent["mark"].items():
        yield Left("journal", int(str(row)), "mark", f"отметка значит «{mark}»")
