"""Meetings and consultations as events."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
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
from sheets_sync.calendars.people import People
from sheets_sync.figures.attendance import NOT_INVITED, invited
from sheets_sync.letters import clean, fold_code
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import Records
from sheets_sync.tables.kinds.statuses import ConsultationStatus, MeetingStatus

UNSAID = timedelta(minutes=60)
"""How long goes on what has no end in the tables."""
_LINK = re.compile(r"https?://[^\s,;<>«»\"]+[^\s,;<>«»\".)]")
_OWN_NAMES = ("открытый урок", "мастер-класс", "семинар", "взаимопосещение")
"""Kinds of consultation that are called by their own name."""

Span = tuple[date | datetime, date | datetime]


def meetings(analysis: Analysis, people: People, mark: Mark) -> Iterator[Event]:
    """The meetings, one event a day; of one moved nobody says to which day, so it is cancelled."""
    records = analysis.counted["meetings"]
    guests = _invited(analysis)
    agenda = _agenda(analysis)
    for row, uid in named_rows(records, meeting_uids(mark, records.every)):
        days = records.days.get(int(row.Index), (row.date.date(),))
        called = f"{(row.kind or 'совещание').capitalize()}: {clean(row.topic or '')}"
        off = row.status in (MeetingStatus.CANCELLED, MeetingStatus.MOVED)
        for count, day in enumerate(days, 1):
            start, end = hours(day, row.start, row.end)
            yield Event(
                _of_day(uid, count),
                Kind.MEETING,
                shown(called + (f" (день {count})" if len(days) > 1 else "")),
                start,
                end,
                clean(row.place or "") or (row.format or ""),
                _about_meeting(row, agenda.get(row.code, ())),
                _link(row.place),
                off,
                row.status == MeetingStatus.PLANNED,
                people.zone if isinstance(start, datetime) else "",
                frozenset({EVERYBODY, *guests.get(row.code, ())}),
            )


def meeting_uids(mark: Mark, frame: pd.DataFrame) -> Iterator[str]:
    """The uid of each meeting, by its code; that of its first day, where it has several."""
    return (mark.uid(Kind.MEETING, fold_code(code or "")) for code in frame["code"])


def _of_day(uid: str, count: int) -> str:
    return uid if count == 1 else f"{count}.{uid}"


def named_rows(records: Records, uids: Iterable[str]) -> Iterator[tuple[Any, str]]:
    """The rows that count with their uids; `uids` are of all rows read, these come first."""
    return zip(each(records.frame), uids, strict=False)


def _invited(analysis: Analysis) -> dict[str, list[str]]:
    """Meeting → the calendars of the tutors who are to come."""
    pairs = invited(analysis.counted["meetings"].frame, analysis.counted["tutors"].frame)
    states, out = analysis.facts.states, set()
    if states is not None:
        left_out = states[states["state"].eq(NOT_INVITED)]
        out = {(row.meeting, row.tutor) for row in each(left_out)}
    found: dict[str, list[str]] = {}
    for row in each(pairs):
        if (row.meeting, row.tutor) not in out:
            found.setdefault(row.meeting, []).append(of_tutor(row.tutor))
    return found


def _agenda(analysis: Analysis) -> dict[str, list[str]]:
    """Meeting → its questions, numbered, with who speaks."""
    found: dict[str, list[str]] = {}
    for row in each(analysis.counted["agenda"].frame):
        speaker = clean(row.speaker or "")
        who = f" ({speaker})" if speaker else ""
        found.setdefault(row.meeting, []).append(f"{row.number}. {clean(row.question)}{who}")
    return found


def _about_meeting(row: Any, questions: Sequence[str]) -> str:
    everybody = not row.invited or "все" in row.invited
    streams = "все тьюторы" if everybody else "тьюторы по " + ", ".join(row.invited)
    return described(
        [
            f"Тема: {row.topic or ''}",
            f"Приглашены: {streams}",
            f"Формат: {row.format or ''}",
            f"Ведёт: {row.chair or ''}",
            f"Состояние: {row.status}" if row.status != MeetingStatus.PLANNED else "",
            f"Код: {row.code}",
            *(["Программа", *questions] if questions else []),
        ]
    )


def consultations(analysis: Analysis, people: People, mark: Mark) -> Iterator[Event]:
    """The consultations on their new days; one moved to no day yet is cancelled until it has one,
    and so is one that nobody came to."""
    records = analysis.counted["schedule"]
    for row, uid in named_rows(records, consultation_uids(mark, records.every)):
        moved = not pd.isna(row.new_date)
        nowhere = row.status == ConsultationStatus.MOVED and not moved
        off = nowhere or row.status in (ConsultationStatus.CANCELLED, ConsultationStatus.FAILED)
        day = (row.new_date if moved else row.date).date()
        start, end = hours(day, row.start, row.end)
        tutors = [code for code in dict.fromkeys((row.tutor, row.second)) if code]
        names = ", ".join(map(people.tutor, tutors))
        yield Event(
            uid,
            Kind.CONSULTATION,
            shown(f"{_called(row.kind)}: {row.topic or row.subject or ''}", names),
            start,
            end,
            clean(row.place or "") or (row.format or ""),
            _about_consultation(row, people, names, nowhere),
            _link(row.place) or _link(row.note),
            off,
            not off and row.status != ConsultationStatus.HELD,
            people.zone if isinstance(start, datetime) else "",
            frozenset({EVERYBODY, *map(of_tutor, tutors), *people.of_schools(row.schools)}),
        )


def consultation_uids(mark: Mark, frame: pd.DataFrame) -> Iterator[str]:
    """The uid of each consultation, by its code."""
    return (mark.uid(Kind.CONSULTATION, fold_code(code or "")) for code in frame["code"])


def _called(kind: str | None) -> str:
    return kind.capitalize() if kind in _OWN_NAMES else "Консультация"


def _about_consultation(row: Any, people: People, tutors: str, nowhere: bool) -> str:
    moved = not pd.isna(row.new_date) and row.new_date != row.date
    classes = f", классы: {row.classes}" if row.classes else ""
    tense = row.status != ConsultationStatus.PLANNED and not (moved and not nowhere)
    return described(
        [
            f"Тема: {row.topic or ''}",
            f"Тьютор: {tutors}",
            f"Предмет: {row.subject or ''}{classes}",
            f"Направление: {row.stream or ''}",
            f"Вид: {row.kind or ''}",
            f"Формат: {row.format or ''}",
            f"Школы: {people.names(row.schools)}",
            f"Перенесена с {row.date:%d.%m.%Y}" if moved else "",
            "Новой даты пока нет" if nowhere else "",
            f"Состояние: {row.status}" if tense else "",
            f"Причина: {row.reason or ''}",
            f"Примечание: {row.note or ''}",
            f"Код: {row.code}",
        ]
    )


def hours(day: date, start: Any, end: Any) -> Span:
    """From the cells Начало and Окончание to moments; without a time the whole day."""
    if not isinstance(start, tuple):
        return day, day + timedelta(days=1)
    first = datetime.combine(day, start[0])
    until: time | None = start[1] or (end[0] if isinstance(end, tuple) else None)
    last = datetime.combine(day, until) if until else first
    return first, last if last > first else first + UNSAID


def _link(text: str | None) -> str:
    """The first address in a text."""
    found = _LINK.search(text or "")
    return found[0] if found else ""
