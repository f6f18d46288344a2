"""What was to be done by when: assignments (DOMAIN.md §4 «plans_by_tutor, roadmap, …»)."""

from datetime import date
from typing import Any

import pandas as pd

from sheets_sync.stats.attendance import share

COUNTS = ["total", "due", "done", "due_done", "partial", "late", "overdue"]
DONE = ("исполнено", "выполнено")
PARTIAL = ("исполнено частично", "выполнено частично")
CANCELLED = "отменено"


def deeds(frame: pd.DataFrame, today: date) -> pd.DataFrame:
    """One row a deed that is not cancelled: a 0/1 column for each of total, due, done, due_done,
    partial, late, overdue, and `days`, how long it is overdue.

    `frame` has status, due (a Span or None) and done_on. A recurring deed ends with the school
    year: «выполнено» before that counts as partial.
    """
    live = frame[frame["status"].ne(CANCELLED)]
    rows = [
        _deed(status, span, None if pd.isna(done_on) else done_on.date(), today)
        for status, span, done_on in zip(live["status"], live["due"], live["done_on"], strict=True)
    ]
    return pd.DataFrame(rows, index=live.index, columns=[*COUNTS, "days"]).astype("int64")


def _deed(status: str, span: Any, done_on: date | None, today: date) -> tuple[int, ...]:
    ends = span.end if span is not None else None
    early = status in DONE and ends is not None and span.recurring and today < ends
    done = status in DONE and not early
    due = ends is not None and ends <= today
    overdue = ends is not None and ends < today and not done and not span.overdue_never
    late = done and ends is not None and done_on is not None and done_on > ends
    days = (today - ends).days if overdue and ends else 0
    partial = early or status in PARTIAL
    return tuple(map(int, (True, due, done, due and done, partial, late, overdue, days)))


def execution(events: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Counts, the longest delay (`days`) and done_rate = due_done / due, one row a group."""
    if by:
        groups = events.groupby(by)
        counts = groups[COUNTS].sum().assign(days=groups["days"].max()).reset_index()
    else:
        counts = events[COUNTS].sum().to_frame().T.assign(days=max(events["days"], default=0))
    return counts.assign(done_rate=share(counts["due_done"], counts["due"]))
