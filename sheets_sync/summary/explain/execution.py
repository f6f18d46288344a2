"""The rows behind plans, the road map and assignments."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.figures.execution import CANCELLED, in_another_year
from sheets_sync.summary.explain.consultations import did_not_come
from sheets_sync.summary.explain.query import Entry, Left, Query, Source, entries, lefts

_PARTS = {
    "plans_by_tutor": "plans",
    "plans_by_need": "plans",
    "roadmap": "roadmap",
    "roadmap_by_executor": "roadmap",
    "assignments": "tasks",
}
_SHARES = {"done_rate": ("due_done", "due"), "closed_rate": ("done", "total")}
_BY_TERM = ("due", "due_done", "overdue")
NO_TERM, AHEAD, GONE = "срок не прочитан", "срок ещё не наступил", "отменено"
OTHER_YEAR = "срок вне учебного года"


def execution(query: Query) -> Source:
    """Any count or rate of an execution table."""
    if query.means.field == "visits":
        return _visits(query)
    table = _PARTS[query.means.figure]
    rows = query.where(getattr(query.facts, table))
    part, all_of = _SHARES.get(query.means.field, (query.means.field, None))
    if part == "days":
        longest = rows[rows["days"].gt(0) & rows["days"].eq(rows["days"].max())]
        n = int(max(rows["days"], default=0))
        return Source(n, None, tuple(entries(table, "due", longest.index, longest.index)))
    inside = rows.index[rows[part].eq(1)]
    shown = rows.index[rows[all_of].eq(1)] if all_of else inside
    left = [*_outside(query, table, rows, part), *query.rejected(table)]
    size = len(shown) if all_of else None
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


def _visits(query: Query) -> Source:
    """The journal's rows of those who came with this deficit."""
    came = query.facts.visited
    assert came is not None
    rows = query.where(query.counted("journal").loc[came.index])
    left = (*did_not_come(query), *query.rejected("journal"))
    return Source(len(rows), None, tuple(entries("journal", "need", rows.index, rows.index)), left)


def row(query: Query) -> Source:
    """A figure of one staff row: how many days are left or over."""
    table = query.means.figure.removesuffix(".row")
    key = int(query.key["row"])
    events = getattr(query.facts, table)
    days = events.at[key, "days"] if events.at[key, "overdue"] else _left(query, events, key)
    return Source(int(days), None, (Entry(table, key, "due"),))


def _left(query: Query, events: pd.DataFrame, key: int) -> int:
    left: pd.Timedelta = events["date"][key] - pd.Timestamp(query.analysis.today)
    return left.days
