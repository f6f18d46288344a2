"""What was to be done by when: the road map, plans, assignments."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.staff import Staff
from sheets_sync.letters import clean, fold, fold_code
from sheets_sync.reading.frames import each

SOON = 14
"""So many days ahead the list of what is near looks."""


def open_rows(analysis: Analysis, table: str) -> pd.DataFrame:
    """What is neither done nor cancelled, with its events beside: overdue, days, date."""
    events: pd.DataFrame = getattr(analysis.facts, table)
    return rows_of(analysis, table, events[events["done"].eq(0)])


def late_rows(analysis: Analysis, table: str) -> pd.DataFrame:
    """The overdue ones of a table, the longest delay first."""
    events: pd.DataFrame = getattr(analysis.facts, table)
    late = events[events["overdue"].eq(1)]
    return rows_of(analysis, table, late.sort_values("days", ascending=False, kind="stable"))


def near_rows(analysis: Analysis, table: str) -> pd.DataFrame:
    """What is not done and due within the next fourteen days, by day; `days` are those left."""
    today = pd.Timestamp(analysis.today)
    rows = open_rows(analysis, table)
    near = rows[rows["date"].between(today, today + timedelta(days=SOON))]
    return near.assign(days=(near["date"] - today).dt.days).sort_values("date", kind="stable")


def rows_of(analysis: Analysis, table: str, events: pd.DataFrame) -> pd.DataFrame:
    """The staff's rows behind events, in the order of the events, with what they lack beside."""
    rows = analysis.counted[table].frame
    return events[events.columns.difference(rows.columns)].join(rows, how="left")


def roadmap(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """The items of the road map."""
    for row, at in _owed(analysis, "roadmap"):
        short = f"пункт {row.number}"
        yield Duty(
            Subject.ROADMAP,
            f"Дорожная карта, {short}: {clean(row.activity)}",
            short,
            staff.named(row.responsible, at["cells"][0].place),
            key=f"{Subject.ROADMAP}:{fold_code(row.number)}:{fold(row.activity)}",
            **at,
        )


def _owed(analysis: Analysis, table: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What is overdue or near, with what a duty says of any row: its term, delay and cell."""
    if getattr(analysis.facts, table) is None:
        return
    records = analysis.counted[table]
    for rows in (late_rows(analysis, table), near_rows(analysis, table)):
        for row in each(rows):
            late = int(row.days) if row.overdue else 0
            cells = (records.ref(row.Index, "status") or records.ref(row.Index, "due"),)
            yield row, {"until": row.date.date(), "late": late, "cells": cells, "place": None}
