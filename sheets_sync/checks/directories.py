"""Checks of the directories: schools, tutors, the calendar."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.checks.base import Setting, check, keys
from sheets_sync.letters import fold
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.records import Records
from sheets_sync.reading.repeats import repeats, where
from sheets_sync.tables.directories import CALENDAR, SCHOOLS
from sheets_sync.tables.kinds.lessons import lesson_of
from sheets_sync.tables.tutors import SHNOR, TUTORS


@check(SCHOOLS)
def same_name(schools: Records, setting: Setting) -> Iterator[Problem]:
    """Two schools of one short name can't be told apart."""
    names = pd.Series([fold(name) for name in schools.frame["name"]], index=schools.frame.index)
    fault = Fault.of(
        Check.SCHOOL_SAME_NAME, "такое название уже есть у другой школы", "уточните название"
    )
    yield from schools.problems(keys(schools.frame, names.duplicated()), "name", fault)


@check(TUTORS)
def left_before_coming(tutors: Records, setting: Setting) -> Iterator[Problem]:
    """A tutor's last day comes before the first."""
    frame = tutors.frame
    said = f"{TUTORS.head('until')} раньше, чем {TUTORS.head('since')}"
    fault = Fault.of(Check.TUTOR_DATES, said, "проверьте обе даты")
    yield from tutors.problems(keys(frame, frame["until"].lt(frame["since"])), "until", fault)


@check(CALENDAR)
def ends_before_start(calendar: Records, setting: Setting) -> Iterator[Problem]:
    """A calendar row ends before it begins."""
    frame = calendar.frame
    fault = Fault.of(Check.CALENDAR_DATES, "окончание раньше начала", "проверьте обе даты")
    yield from calendar.problems(keys(frame, frame["end"].lt(frame["start"])), "end", fault)


@check(CALENDAR)
def lessons_without_time(calendar: Records, setting: Setting) -> Iterator[Problem]:
    """A row «урок» that does not say which and when, or says it a second time."""
    known: set[int] = set()
    rows = calendar.frame[calendar.frame["kind"].eq("урок")]
    for key, name in zip(rows.index, rows["name"], strict=True):
        lesson = lesson_of(name or "")
        if lesson and lesson[0] not in known:
            known.add(lesson[0])
            continue
        said = "время этого урока уже сказано выше" if lesson else "не сказано, какой урок и когда"
        fix = (
            f"впишите в {CALENDAR.head('name')} номер и время урока, например «7 урок 14:05–14:45»"
        )
        yield calendar.problem(int(key), "name", Fault.of(Check.CALENDAR_LESSON, said, fix))


@check(SHNOR)
def listed_twice(shnor: Records, setting: Setting) -> Iterator[Problem]:
    """A school stands twice in one year's list."""
    for repeat in repeats(shnor, ["school", "year"]):
        at = where(shnor, repeat.before, "school", repeat.key)
        said = f"школа уже есть в перечне этого года: {at}"
        yield shnor.problem(repeat.key, "school", Fault.of(Check.SHNOR_REPEATED, said, repeat.fix))


WARNINGS = (same_name, left_before_coming, ends_before_start, lessons_without_time, listed_twice)
