"""Half-year reports: handed in or not, declared against the journal (docs/contract.md)."""

from datetime import date
from typing import Any

import pandas as pd

from sheets_sync.figures.consultations import consultation_figures
from sheets_sync.figures.measures.reports import OF_WHAT
from sheets_sync.periods import Period, SchoolYear
from sheets_sync.reading.frames import each

NOT_HANDED_IN = "не сдан"


def expected_reports(tutors: pd.DataFrame, half: Period) -> list[str]:
    """The tutors who work on one day of a half at least."""
    since, until = tutors["since"], tutors["until"]
    here = since.le(pd.Timestamp(half.end)) & ~until.lt(pd.Timestamp(half.start))
    return list(tutors.loc[here & ~until.lt(since), "code"])


def report_rows(
    reports: pd.DataFrame, year: SchoolYear, half: str, expected: list[str]
) -> pd.DataFrame:
    """One row an expected tutor: tutor, the row's `key` (−1: no row) and what it says."""
    here = reports[reports["year"].eq(str(year)) & reports["half"].eq(half)]
    there = here.rename_axis("key").reset_index().drop(columns=["year", "half"])
    rows = pd.DataFrame({"tutor": expected}, dtype=object).merge(there, how="left", on="tutor")
    return rows.assign(
        year=str(year),
        half=half,
        key=rows["key"].fillna(-1).astype("int64"),
        status=rows["status"].fillna(NOT_HANDED_IN),
    )


def half_reports(
    rows: pd.DataFrame,
    period: Period,
    due: date,
    today: date,
    scheduled: pd.DataFrame,
    visited: pd.DataFrame,
) -> pd.DataFrame:
    """The reports of one half with `due`, `days_late`, declared_ and actual_ numbers.

    `scheduled` and `visited` are the events of schedule and journal; actual_consultations is held
    and unplanned ones of the half.
    """
    days = (pd.Timestamp(period.start), pd.Timestamp(period.end))
    held = scheduled[scheduled["date"].between(*days)]
    came = visited[visited["date"].between(*days)]
    actual = consultation_figures(held, came, ["tutor"]).set_index("tutor")
    actual = actual.assign(consultations=actual["held"] + actual["unplanned"])
    actual = actual.reindex(rows["tutor"]).fillna(0)
    late = [_days_late(row, due, today) for row in each(rows)]
    made = rows.assign(due=pd.Timestamp(due), days_late=pd.Series(late, dtype="int64"))
    for name in OF_WHAT:
        declared = [None if pd.isna(n) else int(n) for n in rows[name]]
        made[f"declared_{name}"] = pd.Series(declared, rows.index, dtype=object)
        made[f"actual_{name}"] = actual[name].astype("int64").to_numpy()
    return made


def _days_late(row: Any, due: date, today: date) -> int:
    """Days after the due date until it was handed in, or until today while it is not."""
    if not pd.isna(row.submitted):
        return max(0, int((row.submitted.date() - due).days))
    return max(0, (today - due).days) if row.status == NOT_HANDED_IN else 0


def difference(row: Any, name: str) -> int | None:
    """Declared less what schedule and journal say, of one of OF_WHAT; None if not declared."""
    declared = getattr(row, f"declared_{name}")
    return None if declared is None else int(declared - getattr(row, f"actual_{name}"))


def handed_in(reports: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each report is there: its status says so."""
    return reports["status"].ne(NOT_HANDED_IN)
