"""Consultation figures from the schedule and the journal (docs/contract.md «Figures»)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from sheets_sync.figures.attendance import PRESENT
from sheets_sync.figures.measures.consultations import CONSULTATIONS, COVERAGE
from sheets_sync.figures.measures.declared import Basis, Count, Measure, over
from sheets_sync.figures.shares import with_shares
from sheets_sync.reading.frames import said_of
from sheets_sync.tables.consultations import UNPLANNED

_Frame = TypeVar("_Frame", pd.DataFrame, "pd.Series[Any]")
SCHEDULED = [one.name for one in over(CONSULTATIONS.values(), Basis.SCHEDULE)]
VISITED = over(CONSULTATIONS.values(), Basis.JOURNAL)
WAITING = ("запланирована", "перенесена")
"""Consultations of which nobody said yet what came of them."""


def schedule_events(schedule: pd.DataFrame, today: date, overdue_days: int) -> pd.DataFrame:
    """One row a scheduled consultation: code, tutor, subject, date (effective), month, and a
    0/1 column for each of SCHEDULED."""
    now = pd.Timestamp(today)
    status, moved = schedule["status"], schedule["new_date"].notna()
    day = effective(schedule)
    come, late = day.le(now), unmarked(schedule, today, overdue_days)
    return pd.DataFrame(
        {
            "code": schedule["code"],
            "tutor": schedule["tutor"],
            "subject": schedule["subject"],
            "date": day,
            "month": months(day),
            "planned": (come & status.ne("отменена")).astype("int64"),
            "held": (come & status.eq("проведена")).astype("int64"),
            "failed": (come & status.eq("не состоялась")).astype("int64"),
            "moved": moved.astype("int64"),
            "cancelled": status.eq("отменена").astype("int64"),
            "overdue": late.astype("int64"),
            "waiting": (come & status.isin(WAITING) & ~late).astype("int64"),
        },
        index=schedule.index,
    )


def effective(schedule: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The day a consultation counts for: Новая дата, else Дата."""
    return schedule["new_date"].fillna(schedule["date"])


def unmarked(schedule: pd.DataFrame, today: date, overdue_days: int) -> "pd.Series[bool]":
    """Which consultations are more than so many days past, and nobody said what came of them."""
    waiting = schedule["status"].isin(WAITING)
    return waiting & effective(schedule).lt(pd.Timestamp(today) - pd.Timedelta(days=overdue_days))


def months(day: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    """Each day's month as «2021-02»."""
    codes, distinct = pd.factorize(day)
    names = np.array([f"{moment:%Y-%m}" for moment in distinct] + [None], dtype=object)
    return pd.Series(names[codes], index=day.index)


def journal_events(
    journal: pd.DataFrame, schedule: pd.DataFrame, tutors: pd.DataFrame, low: Sequence[str]
) -> pd.DataFrame:
    """The journal's rows of those who came: event, unplanned, tutor, subject, date, month,
    school, low (the school, if it is in this year's list), person, and what VISITED read.

    `event` is the consultation's code, or tutor and date of an unplanned one; `person` is school
    and teacher, None where nobody is named. `subject` is the consultation's, the tutor's for an
    unplanned one. `schedule` and `tutors` are all rows read: a rejected row still tells.
    """
    came = journal[journal["mark"].isin(PRESENT)]
    code, tutor, school = came["consultation"], came["tutor"], came["school"]
    unplanned = code.eq(UNPLANNED)
    own = said_of(tutor, tutors, "subject")
    subject = said_of(code, schedule, "subject").where(~unplanned, own)
    events = pd.DataFrame(
        {
            "event": _events(code, tutor, came["date"], unplanned),
            "unplanned": unplanned,
            "tutor": tutor,
            "subject": subject,
            "date": came["date"],
            "month": months(came["date"]),
            "school": school,
            "low": school.where(school.isin(low), None),
            "person": _people(school, came["teacher"]),
            **{m.of: came[m.typed].fillna(m.empty).astype("int64") for m in VISITED if m.typed},
        },
        index=came.index,
    )
    return events.astype(dict.fromkeys(_KEYS, "category"))  # each is grouped by many times


_KEYS = ("event", "tutor", "subject", "month", "school", "low", "person")


def _events(
    code: "pd.Series[str]",
    tutor: "pd.Series[str]",
    day: "pd.Series[pd.Timestamp]",
    unplanned: "pd.Series[bool]",
) -> "pd.Series[str]":
    pairs = tutor[unplanned] + " " + day[unplanned].dt.strftime("%Y-%m-%d")
    return code.mask(unplanned, pairs) if len(pairs) else code


def _people(school: "pd.Series[str]", teacher: "pd.Series[str]") -> "pd.Series[str]":
    """One value a distinct (school, teacher); None where no teacher is named."""
    named = teacher.notna()
    people = pd.Series(np.full(len(school), None, dtype=object), index=school.index)
    people[named] = school[named] + "\n" + teacher[named]
    return people


def consultation_figures(
    schedule: pd.DataFrame, journal: pd.DataFrame, by: list[str]
) -> pd.DataFrame:
    """All consultation counts from both kinds of events, one row a group of `by` ([] = one).

    Columns: `by` and the measures CONSULTATIONS.
    """
    planned = _sums(schedule, by, SCHEDULED)
    done = pd.DataFrame(_counted(journal, by, VISITED))
    both = planned.join(done, how="outer").fillna(0).astype("int64").sort_index()
    if by:
        both = both[both.any(axis=1)]
    both = with_shares(both, CONSULTATIONS.values())
    return both.reset_index() if by else both.reset_index(drop=True)


def _sums(events: pd.DataFrame, by: list[str], columns: list[str]) -> pd.DataFrame:
    if by:
        return _plain_index(events.groupby(by, observed=True)[columns].sum())
    return events[columns].sum().to_frame().T


def _plain_index(grouped: _Frame) -> _Frame:
    """The same with an index of plain objects: categories of two tables do not join."""
    index = grouped.index
    if isinstance(index, pd.MultiIndex):
        plain = index.to_frame(index=False).astype(object)
        return grouped.set_axis(pd.MultiIndex.from_frame(plain))
    return grouped.set_axis(index.astype(object))


def _counted(
    events: pd.DataFrame, by: list[str], measures: Iterable[Measure]
) -> dict[str, "pd.Series[Any]"]:
    """Each measure over the journal's events, one value a group."""
    rows = {"": events} | {m.part: events[events[m.part]] for m in measures if m.part}
    return {m.name: _COUNTS[m.count](rows[m.part], by, m.of) for m in measures}


def _distinct(events: pd.DataFrame, by: list[str], column: str) -> "pd.Series[int]":
    """How many distinct values (None apart) each group has."""
    if by:
        return _plain_index(events.groupby(by, observed=True)[column].nunique())
    return pd.Series([events[column].nunique()])


def _summed(events: pd.DataFrame, by: list[str], column: str) -> "pd.Series[int]":
    return _sums(events, by, [column])[column]


def _longest(events: pd.DataFrame, by: list[str], column: str) -> "pd.Series[int]":
    """The largest number of each consultation, summed."""
    each = events.sort_values(column, ascending=False)
    return _summed(each.drop_duplicates([*by, "event"]), by, column)


def _last(events: pd.DataFrame, by: list[str], column: str) -> "pd.Series[Any]":
    return _plain_index(events.groupby(by, observed=True)[column].max())


_COUNTS: Mapping[Count, Callable[[pd.DataFrame, list[str], str], "pd.Series[Any]"]] = {
    Count.DISTINCT: _distinct,
    Count.SUM: _summed,
    Count.LONGEST: _longest,
    Count.LAST: _last,
}


def coverage(journal: pd.DataFrame, shnor: pd.DataFrame) -> pd.DataFrame:
    """School × subject: the measures COVERAGE.

    Every listed school with each of its risk subjects, and every pair met in the journal's
    events; `shnor` are the listed rows of the workspace's year.
    """
    met = journal[journal["subject"].notna()]
    by = ["school", "subject"]
    found = pd.DataFrame(_counted(met, by, COVERAGE.values()))
    risks = shnor[["school", "risk"]].explode("risk").dropna()
    wanted = pd.MultiIndex.from_frame(risks.set_axis(by, axis=1).drop_duplicates())
    every = found.reindex(found.index.union(wanted)).rename_axis(by).sort_index().reset_index()
    counts = [m.name for m in COVERAGE.values() if m.count is not Count.LAST]
    every[counts] = every[counts].fillna(0).astype("int64")
    return every


def listed(shnor: pd.DataFrame, year: str) -> pd.DataFrame:
    """The rows of a school year that say «да»."""
    return shnor[shnor["year"].eq(year) & shnor["listed"].eq(True)]
