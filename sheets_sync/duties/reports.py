"""Half-year reports that are due and not handed in, or due soon."""

from collections.abc import Iterator
from datetime import timedelta

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.checks.reports import home, truly_absent
from sheets_sync.duties.deeds import SOON
from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.staff import Staff
from sheets_sync.figures.reports import handed_in
from sheets_sync.problems import Check
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Meaning
from sheets_sync.tables.reports import REPORTS


def reports(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """The reports nobody has handed in whose day has passed or comes within fourteen days."""
    expected = analysis.facts.reports
    if expected is None:
        return
    records, today = analysis.counted[REPORTS.name], pd.Timestamp(analysis.today)
    owed = expected[~handed_in(expected) & expected["submitted"].isna()]
    owed = owed[owed["due"].le(today + timedelta(days=SOON))]
    rows = list(each(owed))
    absent = {row.Index for row in truly_absent(records, rows)}
    silent = set(_silent(analysis))
    for row in rows:
        if (row.key < 0 and row.Index not in absent) or {row.key, (row.tutor, row.half)} & silent:
            continue
        cell = records.ref(row.key, "status") if row.key >= 0 else None
        place = cell.place if cell else home(records, row.tutor)
        yield Duty(
            Subject.REPORT,
            f"Отчёт за {row.half} полугодие{staff.if_gone(row.tutor)}",
            f"за {row.half} полугодие{staff.if_gone(row.tutor)}",
            staff.tutor(row.tutor, place),
            row.due.date(),
            int(row.days_late),
            (cell,) if cell else (),
            None if cell else place,
            f"{Subject.REPORT}:{row.tutor}:{row.year}:{row.half}",
            late_as=Meaning(
                "reports",
                "days_late",
                (("tutor", row.tutor), ("year", row.year), ("half", row.half)),
            ),
        )


def _silent(analysis: Analysis) -> Iterator[int | tuple[str | None, str | None]]:
    """The reports whose being late is accepted: by their row, by tutor and half where none is."""
    for one in analysis.accepted:
        problem = one.problem
        if problem.check is Check.REPORT_OVERDUE and problem.row:
            yield problem.row[1]
        if problem.check is Check.REPORT_MISSING:
            yield problem.whose, problem.about
