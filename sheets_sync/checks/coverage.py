"""ШНОР schools without a consultation in their risk subjects."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from sheets_sync.checks.base import Setting, check
from sheets_sync.figures.attendance import PRESENT
from sheets_sync.figures.consultations import journal_events, listed
from sheets_sync.figures.coverage import asked_since
from sheets_sync.periods import Period, month_of
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.records import Records
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE, UNPLANNED
from sheets_sync.tables.tutors import SHNOR, TUTORS


@check(SHNOR, JOURNAL, SCHEDULE, TUTORS, absent=(JOURNAL, SCHEDULE))
def risk_without_help(
    shnor: Records, journal: Records, schedule: Records, tutors: Records, setting: Setting
) -> Iterator[Problem]:
    """A listed school got no consultation in a risk subject this month, a problem each subject,
    for another tutor can help in each; the holidays after the last lesson are nobody's fault."""
    month = month_of(setting.today)
    if month.end < setting.year.period.start or asked_since(setting.centre) is None:
        return
    this = journal.frame[journal.frame["date"].between(str(month.start), str(month.end))]
    here = listed(shnor.frame, str(setting.year))
    events = journal_events(this, schedule.every, tutors.every, ())
    pairs = _pairs(events.dropna(subset=["school", "subject"]))
    pairs |= _maybe_helped(journal, schedule, tutors, month)
    for key, school, risk in zip(here.index, here["school"], here["risk"], strict=True):
        for subject in risk or ():
            if not {(school, subject), (None, subject)} & pairs:
                said = f"в этом месяце не было консультаций: {subject}"
                fault = Fault.of(Check.SHNOR_NO_HELP, said, "запланируйте консультацию")
                yield replace(shnor.problem(int(key), "risk", fault), about=subject)


def _maybe_helped(
    journal: Records, schedule: Records, tutors: Records, month: Period
) -> set[tuple[str | None, str]]:
    """(school, subject) of this month's rejected rows, school None where it can't be read: such
    a row is listed itself, its consequence is not."""
    if journal.rejected is None or journal.rejected.empty:
        return set()
    rows = journal.rejected.assign(mark=PRESENT[0], consultation=_named(journal.rejected))
    events = journal_events(rows, schedule.every, tutors.every, ())
    near = events["date"].isna() | events["date"].between(str(month.start), str(month.end))
    return _pairs(events[near])


def _pairs(events: pd.DataFrame) -> set[tuple[str | None, str]]:
    """The different (school, subject) of events."""
    pairs = events[["school", "subject"]].astype(object)
    return {(None if pd.isna(s) else s, subject) for s, subject in pairs.to_numpy()}


def _named(rows: pd.DataFrame) -> "pd.Series[str]":
    """The consultation of each row, «вне графика» where it can't be read."""
    return rows["consultation"].fillna(UNPLANNED)
