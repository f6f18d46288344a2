"""What was to be done by when: the road map, plans, assignments."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.staff import Staff, Who
from sheets_sync.letters import clean, fold
from sheets_sync.reading.frames import each
from sheets_sync.sheet.cells import CellRef
from sheets_sync.sheet.pieces import Meaning
from sheets_sync.tables.references import AT_LARGE

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
    """The items of the road map; where a school's side is to act, its curator answers too."""
    for row, cell in _owed(analysis, "roadmap"):
        ours = getattr(row, "executor", "") == "ОО"
        schools = [s for s in row.schools or () if ours and s not in AT_LARGE]
        who = staff.answering(row.responsible, cell.place, schools)
        number = clean(row.number)
        what = f"Карта {number}: {clean(row.activity)}"
        key = f"{fold(number)}:{fold(row.activity)}"
        yield _duty(Subject.ROADMAP, row, cell, who, (what, number, key))


def plans(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """The measures of the tutors' individual plans."""
    for row, cell in _owed(analysis, "plans"):
        activity, teacher = clean(row.activity), clean(row.teacher)
        school = staff.school(row.school)
        what = f"План: {activity} — {teacher}, {school}{staff.if_gone(row.tutor)}"
        key = ":".join((row.tutor, row.school, fold(teacher), row.subject, fold(activity)))
        who = staff.tutor(row.tutor, cell.place)
        yield _duty(Subject.PLAN, row, cell, who, (what, teacher, key))


def assignments(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """What meetings asked somebody to do."""
    for row, cell in _owed(analysis, "tasks"):
        task = clean(row.task)
        what = f"Поручение {row.meeting}: {task}"
        who = staff.answering(row.responsible, cell.place)
        key = f"{row.meeting}:{fold(task)}"
        yield _duty(Subject.ASSIGNMENT, row, cell, who, (what, f"{row.meeting} {task}", key))


def _owed(analysis: Analysis, table: str) -> Iterator[tuple[Any, CellRef]]:
    """The rows that are overdue or near, each with the cell where it is marked done; what has no
    day of its own («по мере необходимости») is owed on none."""
    if getattr(analysis.facts, table) is None:
        return
    records = analysis.counted[table]
    for rows in (late_rows(analysis, table), near_rows(analysis, table)):
        for row in each(rows):
            cell = records.ref(row.Index, "status") or records.ref(row.Index, "due")
            if cell and not row.due.overdue_never:
                yield row, cell


_TABLES = {Subject.ROADMAP: "roadmap", Subject.PLAN: "plans", Subject.ASSIGNMENT: "tasks"}


def _duty(subject: Subject, row: Any, cell: CellRef, who: Who, said: tuple[str, str, str]) -> Duty:
    """`said` is what, in short, and the key."""
    what, short, key = said
    return Duty(
        subject,
        what,
        f"{short} {row.date:%d.%m}",
        who,
        row.date.date(),
        int(row.days) if row.overdue else 0,
        (cell,),
        None,
        f"{subject}:{key}",
        late_as=Meaning(f"{_TABLES[subject]}.row", "days", (("row", int(row.Index)),)),
    )
