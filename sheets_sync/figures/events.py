"""The facts of a workspace: the rows that count, as events figures are summed from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import pandas as pd

from sheets_sync.figures.attendance import attendance_states, countable, guests_of
from sheets_sync.figures.consultations import journal_events, listed, schedule_events
from sheets_sync.figures.execution import deeds, executor, sections
from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.figures.reports import expected_reports, half_reports, report_rows
from sheets_sync.figures.results import result_events
from sheets_sync.periods import Period, SchoolYear, WorkCalendar
from sheets_sync.reading.records import Records
from sheets_sync.tables.attendance import MEETINGS, REGISTER
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE
from sheets_sync.tables.directories import MARKS, SCHOOLS, SUBJECTS
from sheets_sync.tables.kinds.base import Lookup
from sheets_sync.tables.kinds.sides import SIDES, Sides
from sheets_sync.tables.reports import PLANS, REPORTS
from sheets_sync.tables.results import RESULTS
from sheets_sync.tables.roadmap import ROADMAP
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tasks import TASKS
from sheets_sync.tables.tutors import SHNOR, TUTORS

ATTENDANCE_NEEDS = (MEETINGS, REGISTER, TUTORS, MARKS)
CONSULTATIONS_NEEDS = (SCHEDULE, JOURNAL, TUTORS, MARKS, SCHOOLS, SUBJECTS, SHNOR)
PLANS_NEEDS = (PLANS, TUTORS)
REPORTS_NEEDS = (REPORTS, *CONSULTATIONS_NEEDS)
ROADMAP_NEEDS = (ROADMAP, TUTORS)
RESULTS_NEEDS = (RESULTS, SCHOOLS, SUBJECTS)
LOW_NEEDS = (*RESULTS_NEEDS, SHNOR)
TASKS_NEEDS = (TASKS,)


@dataclass(frozen=True, slots=True)
class Centre:
    """What figures and checks depend on beside the rows: the report date, the year, its days off,
    its halves and the days their reports are due, the workspace's rules, who is a tutor, whose
    side is whose."""

    today: date
    year: SchoolYear
    calendar: WorkCalendar
    halves: Mapping[str, Period]
    due: Mapping[str, date]
    overdue_days: int
    low_rule: str
    tutor: Lookup
    sides: Sides = SIDES


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows that count, as events; a part is None when a tab it needs is not usable.

    `states` are invited tutors at meetings, `guests` those who came and are no tutors, `scheduled`
    and `visited` the events of schedule and journal, `listed` this year's list of schools with low
    results, `tasks`, `plans` and `roadmap` what was to be done, `reports` the half-year reports
    expected, `results` the rows of Результаты, `official` the ШНОР list as (school, year).
    """

    centre: Centre
    states: pd.DataFrame | None = None
    scheduled: pd.DataFrame | None = None
    visited: pd.DataFrame | None = None
    listed: pd.DataFrame | None = None
    tasks: pd.DataFrame | None = None
    plans: pd.DataFrame | None = None
    roadmap: pd.DataFrame | None = None
    reports: pd.DataFrame | None = None
    results: pd.DataFrame | None = None
    official: frozenset[tuple[str, str]] | None = None
    guests: pd.DataFrame | None = None

    def within(self, period: Period) -> "Facts":
        """The events of some days alone, by their `date`."""
        parts = {f.name: getattr(self, f.name) for f in fields(self)}
        return Facts(**{name: _cut(part, period) for name, part in parts.items()})


def _cut(events: Any, period: Period) -> Any:
    """Events that have a date by it; anything else whole."""
    if not (isinstance(events, pd.DataFrame) and "date" in events):
        return events
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    return events[events["date"].ge(first) & events["date"].le(last)]


def needed(events: pd.DataFrame | None) -> pd.DataFrame:
    """The events that a tab's needs promise; raises LookupError where they are missing."""
    if events is None:
        raise LookupError("a figure is made of events that its tab does not name in its needs")
    return events


def usable(records: Mapping[str, Records], needs: tuple[Table, ...]) -> bool:
    """Whether all tabs are there with all they need."""
    return all(table.name in records and records[table.name].usable for table in needs)


def facts_of(counted: Mapping[str, Records], centre: Centre) -> Facts:
    """The counted rows → events."""
    facts = _work(counted, centre)
    facts = replace(
        facts,
        tasks=_deeds(counted, centre, TASKS, TASKS_NEEDS, ["meeting"]),
        plans=_deeds(counted, centre, PLANS, PLANS_NEEDS, ["tutor", "school", "subject", "need"]),
        roadmap=_roadmap(counted, centre),
        results=_results(counted),
        official=_official(counted),
    )
    return replace(facts, reports=_reports(counted, facts))


def _work(counted: Mapping[str, Records], centre: Centre) -> Facts:
    """The part of meetings and consultations."""
    states = scheduled = visited = low = found = None
    if usable(counted, ATTENDANCE_NEEDS):
        register = counted["register"]
        assert register.marks is not None
        people = (counted["meetings"].frame, counted["tutors"].frame)
        states = attendance_states(*people, register.frame, register.marks, centre.today)
        held = countable(counted["meetings"].frame, centre.today)
        found = guests_of(counted["attendees"], set(counted["tutors"].every["code"]), held)
    if usable(counted, CONSULTATIONS_NEEDS):
        low = listed(counted["shnor"].frame, str(centre.year))
        scheduled = schedule_events(counted["schedule"].frame, centre.today, centre.overdue_days)
        every = (counted["schedule"].every, counted["tutors"].every)
        visited = journal_events(counted["journal"].frame, *every, list(low["school"]))
    return Facts(centre, states, scheduled, visited, low, guests=found)


def _deeds(
    counted: Mapping[str, Records],
    centre: Centre,
    table: Table,
    needs: tuple[Table, ...],
    keys: list[str],
) -> pd.DataFrame | None:
    """The deeds of a table with some of its columns beside them."""
    if not usable(counted, needs):
        return None
    frame = counted[table.name].frame
    year = None if table is TASKS else centre.year  # an assignment is of its meeting's year
    return deeds(frame, centre.today, year).join(frame[keys])


def _roadmap(counted: Mapping[str, Records], centre: Centre) -> pd.DataFrame | None:
    events = _deeds(counted, centre, ROADMAP, (ROADMAP,), ["responsible", "section"])
    if events is None:
        return None
    events = events.assign(section=sections(events))
    if not usable(counted, ROADMAP_NEEDS):
        return events
    known = centre.tutor, centre.sides
    sides = {text: executor(text, *known) for text in set(events["responsible"])}
    return events.assign(executor=events["responsible"].map(sides))


def _results(counted: Mapping[str, Records]) -> pd.DataFrame | None:
    if not usable(counted, RESULTS_NEEDS):
        return None
    return result_events(counted["results"].frame)


def _official(counted: Mapping[str, Records]) -> frozenset[tuple[str, str]] | None:
    if not usable(counted, (SHNOR, SCHOOLS)):
        return None
    rows = counted["shnor"].frame
    rows = rows[rows["listed"].eq(True)]
    return frozenset(zip(rows["school"], rows["year"], strict=True))


def _reports(counted: Mapping[str, Records], facts: Facts) -> pd.DataFrame | None:
    """Every report expected in the halves that have begun."""
    scheduled, visited, centre = facts.scheduled, facts.visited, facts.centre
    if scheduled is None or visited is None or not usable(counted, REPORTS_NEEDS):
        return None
    parts = []
    for half, period in centre.halves.items():
        if period.start <= centre.today:
            expected = expected_reports(counted["tutors"].frame, period)
            rows = report_rows(counted["reports"].frame, centre.year, half, expected)
            due = centre.due[half]
            parts.append(half_reports(rows, period, due, centre.today, scheduled, visited))
    return pd.concat(parts, ignore_index=True) if parts else _NO_REPORTS


_NO_REPORTS = pd.DataFrame(columns=FIGURES["reports"].columns)
