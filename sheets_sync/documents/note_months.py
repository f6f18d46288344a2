"""The analytic note: its charts by month."""

from collections.abc import Sequence
from datetime import timedelta

from sheets_sync.documents.charts import Bars, enough, months_chart
from sheets_sync.documents.note_basis import Note
from sheets_sync.documents.pictures import Picture
from sheets_sync.periods import month_of

UNDRAWN = "диаграмма не нарисована"
"""Stands for a chart where there is enough to draw and nothing to draw it with."""


def months_of(note: Note) -> list[str]:
    """The months of a note's days up to the report date: «2020-09»."""
    found = []
    day, last = note.days.period.start, min(note.days.period.end, note.analysis.today)
    while day <= last:
        found.append(f"{day:%Y-%m}")
        day = month_of(day).end + timedelta(days=1)
    return found


def chart(
    title: str, months: Sequence[str], bars: Sequence[Bars], top: float | None = None
) -> Picture | str:
    """A chart; "" where there is too little to draw, UNDRAWN without matplotlib."""
    if not all(map(enough, bars)):
        return ""
    return months_chart(title, months, bars, top) or UNDRAWN
