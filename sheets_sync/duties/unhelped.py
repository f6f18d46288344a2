"""Help that listed schools wait for in their risk subjects, with who could give it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.duties.coming import planned
from sheets_sync.duties.deeds import SOON
from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.staff import Staff
from sheets_sync.figures.coverage import LATE, NONE, asked_since, rated, unread
from sheets_sync.figures.work import meant_for
from sheets_sync.periods import SchoolYear, month_of
from sheets_sync.problems import Check
from sheets_sync.reading.frames import each
from sheets_sync.tables.consultations import JOURNAL
from sheets_sync.tables.tutors import SHNOR


def unhelped(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """A listed school's risk subject without a consultation this month, and none planned. Help is
    due every month: the first month without it ends the term."""
    today = analysis.today
    if analysis.facts.listed is None or asked_since(analysis.facts.centre) is None:
        return
    rows = rated(analysis.figures["coverage"], analysis.facts)
    ahead, silent = planned(analysis), set(_silent(analysis))
    unsure = unread(analysis.counted[JOURNAL.name])
    ahead = ahead[ahead["day"].ge(pd.Timestamp(today))]
    for row in each(rows[rows["listed"] & rows["risk"] & rows["need"].isin((NONE, LATE))]):
        until = _until(row.last_date, analysis.year)
        known = (row.school, row.subject) in silent or _helped(ahead, row)
        if until <= today + timedelta(days=SOON) and not known:
            yield _help(analysis, staff, row, until, unsure.get(row.school, 0))


def _helped(ahead: pd.DataFrame, row: Any) -> bool:
    """Whether a consultation to come is meant for a listed school in a subject."""
    schools = ahead.loc[ahead["subject"].eq(row.subject), "schools"]
    return any(invited and meant_for(invited, row.school, listed=True) for invited in schools)


def _silent(analysis: Analysis) -> Iterator[tuple[str, str | None]]:
    """The pairs of school and subject whose lack of help is accepted."""
    schools = analysis.counted[SHNOR.name].frame["school"]
    for one in analysis.accepted:
        problem = one.problem
        if problem.check is Check.SHNOR_NO_HELP and problem.row:
            yield schools[problem.row[1]], problem.about


def _until(last: pd.Timestamp, year: SchoolYear) -> date:
    """The end of the month after that of the last help, of September where there was none."""
    if pd.isna(last):
        return month_of(year.period.start).end
    return month_of(month_of(last.date()).end + timedelta(days=1)).end


def _help(analysis: Analysis, staff: Staff, row: Any, until: date, unsure: int) -> Duty:
    school, subject = staff.school(row.school), row.subject
    records = analysis.counted[SHNOR.name]
    listed = analysis.facts.listed
    assert listed is not None
    key = int(listed.index[listed["school"].eq(row.school)][0])
    cell = records.ref(key, "risk") or records.ref(key, "school")
    place = records.origin(key).place
    return Duty(
        Subject.HELP,
        f"ШНОР без помощи: {school}, {subject} — {_told(row.last_date, unsure)}",
        f"{school}, {subject}" + (f" (непрочитанных строк: {unsure})" if unsure else ""),
        staff.helpers(row.school, subject, place),
        until,
        max(0, (analysis.today - until).days),
        (cell,) if cell else (),
        None if cell else place,
        f"{Subject.HELP}:{row.school}:{subject}",
    )


def _told(last: pd.Timestamp, unsure: int) -> str:
    """When the last help was; the rows that could not be read first, for a line of «Сводка» is
    cut at its end, and what is left of it must accuse nobody."""
    day = None if pd.isna(last) else f"{last:%d.%m.%Y}"
    if not unsure:
        return f"последняя консультация была {day}" if day else "с начала года консультаций не было"
    read = f"последняя консультация — {day}" if day else "консультаций с начала года нет"
    return f"в журнале есть непрочитанные строки: {unsure}; в прочитанных {read}"
