"""What is due on a day as events of that day: road map, assignments, plans, reports."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.calendars.calendar_event import (
    EVERYBODY,
    Event,
    Kind,
    Mark,
    described,
    of_tutor,
    shown,
)
from sheets_sync.calendars.gatherings import named_rows
from sheets_sync.calendars.people import People
from sheets_sync.figures.execution import CANCELLED, DONE, in_another_year
from sheets_sync.figures.reports import expected_reports
from sheets_sync.letters import clean, fold, fold_code
from sheets_sync.reading.frames import each


def roadmap(analysis: Analysis, people: People, mark: Mark) -> Iterator[Event]:
    """The items of the road map on the last day of their terms."""
    records = analysis.counted["roadmap"]
    for row, uid in named_rows(records, roadmap_uids(mark, records.every)):
        item = f", п. {row.number}" if row.number else ""
        title = f"Дорожная карта{item}: {row.activity or ''}"
        lines = [
            f"Мероприятие: {row.activity or ''}",
            f"Раздел: {row.section or ''}",
            f"Школы: {people.names(row.schools)}",
            f"Ответственный: {row.responsible or ''}",
            f"Соисполнители: {row.partners or ''}",
            f"Показатель: {row.indicator or ''}",
        ]
        named = people.named(row.responsible or "")
        if not in_another_year(row.due, analysis.year):
            whose = {EVERYBODY, *people.of_schools(row.schools), *named}
            yield from _due(row, uid, Kind.ROADMAP, title, lines, whose)


def roadmap_uids(mark: Mark, frame: pd.DataFrame) -> Iterator[str]:
    """The uid of each item: by its number, and by its words where several have that number."""
    often = Counter(fold_code(row.number or "") for row in each(frame))
    keys = (
        (code, fold(row.activity or "") if often[code] > 1 else "")
        for row in each(frame)
        for code in [fold_code(row.number or "")]
    )
    return _different(mark, Kind.ROADMAP, keys)


def tasks(analysis: Analysis, people: People, mark: Mark) -> Iterator[Event]:
    """The assignments of meetings: those of whom they name, or of the tutors they mean together."""
    records = analysis.counted["tasks"]
    for row, uid in named_rows(records, task_uids(mark, records.every)):
        who, day = row.responsible or "", _day(row.due)
        lines = [
            f"Поручение: {row.task or ''}",
            f"Ответственный: {who}",
            f"Совещание: {row.meeting or ''}",
            f"Пункт протокола: {row.item or ''}",
        ]
        if day:
            named = [*people.named(who)] or people.in_group(who, day)
            title = f"Поручение: {row.task or ''}"
            yield from _due(row, uid, Kind.TASK, title, lines, {EVERYBODY, *named})


def task_uids(mark: Mark, frame: pd.DataFrame) -> Iterator[str]:
    """The uid of each assignment: by what it says."""
    keys = ((r.meeting, r.item, r.task, r.responsible) for r in each(frame))
    return _different(mark, Kind.TASK, keys)


def plans(analysis: Analysis, people: People, mark: Mark) -> Iterator[Event]:
    """The plans with teachers: the tutor's alone, for they tell what a teacher finds hard."""
    records = analysis.counted["plans"]
    for row, uid in named_rows(records, plan_uids(mark, records.every)):
        title = shown(f"План: {row.activity or ''}", row.teacher or "")
        lines = [
            f"Мероприятие: {row.activity or ''}",
            f"Педагог: {row.teacher or ''}, {people.names([row.school])}",
            f"Предмет: {row.subject or ''}",
            f"Форма: {row.form or ''}",
        ]
        if not in_another_year(row.due, analysis.year):
            yield from _due(row, uid, Kind.PLAN, title, lines, {of_tutor(row.tutor)})


def plan_uids(mark: Mark, frame: pd.DataFrame) -> Iterator[str]:
    """The uid of each plan: by what it says."""
    keys = ((r.tutor, r.teacher, r.school, r.subject, r.activity, r.form) for r in each(frame))
    return _different(mark, Kind.PLAN, keys)


def reports(analysis: Analysis, people: People, mark: Mark) -> Iterator[Event]:
    """The days the half-year reports are due: one event for all who are to hand one in."""
    for half, period in analysis.shelf.halves.items():
        expected = expected_reports(analysis.counted["tutors"].frame, period)
        day = analysis.shelf.due[half]
        if expected:
            yield Event(
                mark.uid(Kind.REPORT, half),
                Kind.REPORT,
                f"Сдать отчёт тьютора за {half} полугодие",
                day,
                day + timedelta(days=1),
                text=f"Отчёт за {half} полугодие {analysis.year} учебного года",
                whose=frozenset({EVERYBODY, *map(of_tutor, expected)}),
            )


def _day(span: Any) -> date | None:
    """The day a term is over; None for one of no day."""
    ends: date | None = span.end if span is not None and not span.overdue_never else None
    return ends


def _due(
    row: Any, uid: str, kind: Kind, title: str, lines: Iterable[str], whose: Iterable[str]
) -> Iterator[Event]:
    """A row with a term as an event of its last day; nothing for a term of no day."""
    if day := _day(row.due):
        said = [*lines, "" if row.status in _OPEN else f"Статус: {row.status}"]
        off, until = row.status == CANCELLED, day + timedelta(days=1)
        remind = not off and row.status not in DONE
        text, mine = described(said), frozenset(whose)
        yield Event(uid, kind, shown(title), day, until, "", text, "", off, remind, "", mine)


_OPEN = (None, "не начато", "в работе", "не выполнено", "не исполнено")
"""Words of a state that change nothing for who is to be in time."""


def _different(mark: Mark, kind: Kind, keys: Iterable[tuple[str | None, ...]]) -> Iterator[str]:
    """A uid for each key; of equal ones each has its own, in their order."""
    seen: Counter[tuple[str, ...]] = Counter()
    for key in keys:
        said = tuple(fold(clean(part or "")) for part in key)
        seen[said] += 1
        yield mark.uid(kind, *said, *([str(seen[said])] if seen[said] > 1 else []))
