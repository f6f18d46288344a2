"""The rows behind plans, the road map and assignments."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.figures.events import needed
from sheets_sync.figures.execution import CANCELLED, in_another_year
from sheets_sync.figures.measures.declared import Count, Measure
from sheets_sync.summary.explain.consultations import did_not_come
from sheets_sync.summary.explain.query import Entry, Left, Query, Source, entries, lefts

_BY_TERM = ("due", "due_done", "overdue")
NO_TERM, AHEAD, GONE = "срок не прочитан", "срок ещё не наступил", "отменено"
OTHER_YEAR = "срок вне учебного года"


def execution(query: Query, one: Measure) -> Source:
    """Any count or rate of an execution table."""
    table = query.table
    rows = query.where(getattr(query.facts, table))
    if one.count is Count.MOST:
        longest = rows[rows[one.of].gt(0) & rows[one.of].eq(rows[one.of].max())]
        n = int(max(rows[one.of], default=0))
        return Source(n, None, tuple(entries(table, "due", longest.index, longest.index)))
    inside = rows.index[rows[one.events].eq(1)]
    shown = rows.index[rows[one.whole].eq(1)] if one.whole else inside
    left = [*_outside(query, table, rows, one.events), *query.rejected(table)]
    size = len(shown) if one.whole else None
    return Source(len(inside), size, tuple(entries(table, "status", shown, inside)), tuple(left))


def _outside(query: Query, table: str, rows: pd.DataFrame, part: str) -> Iterator[Left]:
    """Cancelled rows; where terms matter, those whose term is not over or can't be read."""
    whole = query.told(table, query.counted(table))
    whole = whole[query.within(whole)]
    gone = query.where(whole[whole["status"].eq(CANCELLED)])
    yield from lefts(table, "status", gone.index, GONE)
    strange = [in_another_year(span, query.analysis.year) for span in whole["due"]]
    elsewhere = query.where(whole[strange]).index.difference([*gone.index, *rows.index])
    yield from lefts(table, "due", elsewhere, OTHER_YEAR)
    if part in _BY_TERM and query.means.period is None:
        now = pd.Timestamp(query.analysis.today)
        yield from lefts(table, "due", rows.index[rows["date"].isna()], NO_TERM)
        yield from lefts(table, "due", rows.index[rows["date"].gt(now)], AHEAD)


def of_need(query: Query, one: Measure) -> Source:
    """The journal's rows of those who came with this deficit."""
    came = needed(query.facts.visited)
    rows = query.where(query.counted("journal").loc[came.index])
    left = (*did_not_come(query), *query.rejected("journal"))
    return Source(len(rows), None, tuple(entries("journal", "need", rows.index, rows.index)), left)


def row(query: Query, one: Measure) -> Source:
    """A figure of one staff row: how many days are left or over."""
    table = query.table
    key = int(query.key["row"])
    events = getattr(query.facts, table)
    days = events.at[key, "days"] if events.at[key, "overdue"] else _left(query, events, key)
    return Source(int(days), None, (Entry(table, key, "due"),))


def _left(query: Query, events: pd.DataFrame, key: int) -> int:
    left: pd.Timedelta = events["date"][key] - pd.Timestamp(query.analysis.today)
    return left.days
