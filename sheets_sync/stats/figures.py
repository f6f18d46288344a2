"""All figures of a workspace by the names of DOMAIN.md §4, and the facts they are made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

import pandas as pd

from sheets_sync.periods import Period, SchoolYear
from sheets_sync.records import Records
from sheets_sync.schema import Table
from sheets_sync.stats.attendance import attendance_states, by_stream, tally
from sheets_sync.stats.consultations import (
    consultation_figures,
    coverage,
    journal_events,
    listed,
    schedule_events,
)
from sheets_sync.stats.execution import deeds, execution
from sheets_sync.tables.attendance import MEETINGS, REGISTER, TASKS
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE
from sheets_sync.tables.directories import MARKS, SCHOOLS, SHNOR, SUBJECTS, TUTORS

ATTENDANCE_NEEDS = (MEETINGS, REGISTER, TUTORS, MARKS)
CONSULTATIONS_NEEDS = (SCHEDULE, JOURNAL, TUTORS, MARKS, SCHOOLS, SUBJECTS, SHNOR)

Figure = list[dict[str, Any]] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows that count, as events; a part is None when a tab it needs is not usable.

    `states` are invited tutors at meetings, `scheduled` and `visited` the events of schedule and
    journal, `listed` this year's list of schools with low results, `tasks` the assignments.
    """

    today: date
    year: SchoolYear
    states: pd.DataFrame | None
    scheduled: pd.DataFrame | None
    visited: pd.DataFrame | None
    listed: pd.DataFrame | None
    tasks: pd.DataFrame | None = None

    def within(self, period: Period) -> "Facts":
        """The events of some days alone."""
        return Facts(
            self.today,
            self.year,
            _cut(self.states, period),
            _cut(self.scheduled, period),
            _cut(self.visited, period),
            self.listed,
            self.tasks,
        )


def _cut(events: pd.DataFrame | None, period: Period) -> pd.DataFrame | None:
    if events is None:
        return None
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    return events[events["date"].ge(first) & events["date"].le(last)]


def usable(records: Mapping[str, Records], needs: tuple[Table, ...]) -> bool:
    """Whether all tabs are there with all they need."""
    return all(table.name in records and records[table.name].usable for table in needs)


def facts_of(
    counted: Mapping[str, Records], today: date, year: SchoolYear, overdue_days: int
) -> Facts:
    """The counted rows → events."""
    states = scheduled = visited = low = None
    if usable(counted, ATTENDANCE_NEEDS):
        register = counted["register"]
        assert register.marks is not None
        states = attendance_states(
            counted["meetings"].frame,
            counted["tutors"].frame,
            register.frame,
            register.marks,
            today,
        )
    if usable(counted, CONSULTATIONS_NEEDS):
        low = listed(counted["shnor"].frame, str(year))
        scheduled = schedule_events(counted["schedule"].frame, today, overdue_days)
        visited = journal_events(
            counted["journal"].frame,
            counted["schedule"].every,
            counted["tutors"].every,
            list(low["school"]),
        )
    tasks = deeds(counted["tasks"].frame, today) if usable(counted, (TASKS,)) else None
    return Facts(today, year, states, scheduled, visited, low, tasks)


def attendance_figures(facts: Facts) -> dict[str, pd.DataFrame]:
    """attendance and its cuts by tutor, meeting and stream; nothing without the tabs."""
    states = facts.states
    if states is None:
        return {}
    return {
        "attendance": tally(states, []),
        "attendance_by_tutor": tally(states, ["tutor"]),
        "attendance_by_meeting": tally(states, ["meeting"]),
        "attendance_by_stream": tally(by_stream(states), ["stream"]),
    }


def consultations_figures(facts: Facts) -> dict[str, pd.DataFrame]:
    """consultations and its cuts by tutor, subject and month, and coverage."""
    scheduled, visited, low = facts.scheduled, facts.visited, facts.listed
    if scheduled is None or visited is None or low is None:
        return {}
    return {
        "consultations": consultation_figures(scheduled, visited, []),
        "consultations_by_tutor": consultation_figures(scheduled, visited, ["tutor"]),
        "consultations_by_subject": consultation_figures(scheduled, visited, ["subject"]),
        "consultations_by_month": consultation_figures(scheduled, visited, ["month"]),
        "coverage": coverage(visited, low),
    }


def assignment_figures(facts: Facts) -> dict[str, pd.DataFrame]:
    """assignments."""
    return {} if facts.tasks is None else {"assignments": execution(facts.tasks, [])}


MAKERS: tuple[Callable[[Facts], dict[str, pd.DataFrame]], ...] = (
    attendance_figures,
    consultations_figures,
    assignment_figures,
)
TOTALS = ("attendance", "consultations", "assignments")
"""Figures without a key: one object in JSON."""


def figures_of(facts: Facts) -> dict[str, pd.DataFrame]:
    """Every figure table the workspace allows."""
    return {name: frame for maker in MAKERS for name, frame in maker(facts).items()}


def plain(figures: Mapping[str, pd.DataFrame]) -> dict[str, Figure]:
    """Figure tables as JSON has them: rows as objects, n/0 as null, dates ISO."""
    return {
        name: _objects(frame)[0] if name in TOTALS else _objects(frame)
        for name, frame in figures.items()
    }


def _objects(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [[_plain(value) for value in frame[name].tolist()] for name in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and isnan(value)):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value
