"""The rows behind consultation figures: the schedule's and the journal's."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from sheets_sync.figures.attendance import PRESENT
from sheets_sync.figures.events import needed
from sheets_sync.figures.measures.declared import Count, Measure
from sheets_sync.summary.explain.query import Left, Query, Source, entries, lefts
from sheets_sync.tables.consultations import UNPLANNED


def scheduled(query: Query, one: Measure) -> Source:
    """Rows of the schedule."""
    events = needed(query.facts.scheduled)
    rows = query.where(events)
    inside = rows.index[rows[one.events].eq(1)]
    shown = rows.index[rows[one.whole].eq(1)] if one.whole else inside
    left = [*_not_planned(query, rows, one.events), *query.rejected("schedule")]
    size = len(shown) if one.whole else None
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


def visited(query: Query, one: Measure) -> Source:
    """Rows of the journal of those who came."""
    events = needed(query.facts.visited)
    rows = query.where(events)
    if one.part:
        rows = rows[rows[one.part]]
    unnamed = rows.index[rows[one.of].isna()]
    left = lefts("journal", "teacher", unnamed, "педагог не назван") if one.of == "person" else []
    rows = rows.drop(unnamed)
    if one.count is Count.LAST:
        rows = rows[rows[one.of].eq(rows[one.of].max())]
    left += [*did_not_come(query), *query.rejected("journal")]
    found = tuple(entries("journal", "mark", rows.index, rows.index))
    return Source(NUMBERS[one.count](rows, one.of), None, found, tuple(left))


NUMBERS: Mapping[Count, Callable[[pd.DataFrame, str], int | None]] = {
    Count.DISTINCT: lambda rows, of: int(rows[of].nunique()),
    Count.SUM: lambda rows, of: int(rows[of].sum()),
    Count.LONGEST: lambda rows, of: int(rows.groupby("event", observed=True)[of].max().sum()),
    Count.LAST: lambda rows, of: None,
}
"""What the journal's rows of one key count to."""


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
