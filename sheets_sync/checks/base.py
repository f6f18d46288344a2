"""What a check is: a small function over tables, and the setting it looks from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from sheets_sync.figures.events import Centre, Facts
from sheets_sync.periods import SchoolYear, WorkCalendar
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.records import Records
from sheets_sync.tables.directories import CALENDAR, SCHOOLS
from sheets_sync.tables.kinds.states import no_such_day
from sheets_sync.tables.kinds.statuses import MeetingStatus
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tutors import TUTORS


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a check looks from: the centre, the names of the tabs that are there with all they
    need; `facts` for warnings."""

    centre: Centre
    usable: frozenset[str] = frozenset()
    facts: Facts | None = None

    def resolved(self, table: Table) -> bool:
        """Whether references to a tab could be resolved."""
        return table.name in self.usable

    @property
    def today(self) -> date:
        """The report date."""
        return self.centre.today

    @property
    def year(self) -> SchoolYear:
        """The workspace's school year."""
        return self.centre.year

    @property
    def now(self) -> pd.Timestamp:
        """The report date as frames compare it."""
        return pd.Timestamp(self.today)


Function = Callable[..., Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check and the tables it is given, in the order of its arguments; it says that something
    `absent` is in none of these tables, which of a part of one nobody knows."""

    tables: tuple[Table, ...]
    function: Function
    absent: tuple[Table, ...] = ()

    def run(self, records: Mapping[str, Records], setting: Setting) -> Iterator[Problem]:
        """Its problems; nothing when a table it needs is missing or unusable."""
        found = [records[table.name] for table in self.tables if table.name in records]
        whole = not any(records[table.name].partial for table in self.absent)
        if whole and len(found) == len(self.tables) and all(r.usable for r in found):
            yield from self.function(*found, setting)


def check(*tables: Table, absent: tuple[Table, ...] = ()) -> Callable[[Function], Rule]:
    """Names the tables a check is about, and those in which it finds something absent."""
    return lambda function: Rule(tables, function, absent)


def day_off(moment: pd.Timestamp, why: str) -> Fault:
    """The fault of a date that is a day off."""
    said = f"{day(moment)} — нерабочий день ({why})"
    fix = f"проверьте дату или добавьте день на лист {CALENDAR.sheet} как рабочий"
    return Fault.of(Check.DATE_DAY_OFF, said, fix)


def day(moment: pd.Timestamp) -> str:
    """A date as people here write it: 18.02.2021."""
    return f"{moment:%d.%m.%Y}"


def keys(frame: pd.DataFrame, mask: "pd.Series[bool]") -> list[int]:
    """The row keys a mask holds for."""
    return [int(key) for key in frame.index[mask.to_numpy(dtype=bool)]]


def not_of_this_year(setting: Setting, days: "pd.Series[pd.Timestamp]") -> "pd.Series[bool]":
    """Which dates lie outside the workspace's school year."""
    period = setting.year.period
    inside = days.between(pd.Timestamp(period.start), pd.Timestamp(period.end))
    return days.notna() & ~inside


def no_day(records: Records, key: int, column: str, fault: Fault, setting: Setting) -> Problem:
    """That nobody wrote a row's day, at the cell where it belongs: of a tab without that column at
    the state; a day told there that no calendar has is named."""
    day = records.table.column(column)
    told = records.value(key, day.told_by)
    if wrong := no_such_day(told, setting.year.start, day.told_with):
        fault = replace(fault, message=f"{fault.message}: {wrong}")
    if records.ref(key, column):
        return records.problem(key, column, fault)
    fix = f"{fault.fix}; столбца «{day.header}» нет, день можно вписать и сюда, после слова"
    return records.problem(key, day.told_by, replace(fault, fix=fix))


def minutes(start: object, end: object) -> tuple[int, int] | None:
    """The minutes of a day from the cells Начало and Окончание; without an end one minute."""
    if not isinstance(start, tuple):
        return None
    first = start[0].hour * 60 + start[0].minute
    last = start[1] or (end[0] if isinstance(end, tuple) else None)
    until = last.hour * 60 + last.minute if last else first + 1
    return first, max(until, first + 1)


def days_off(days: "pd.Series[pd.Timestamp]", calendar: WorkCalendar) -> dict[pd.Timestamp, str]:
    """The days off among some days, with why."""
    return {
        moment: why
        for moment in map(pd.Timestamp, pd.unique(days.dropna()))
        if (why := calendar.day_off(moment.date()))
    }


TO_BE_OR_HELD = (MeetingStatus.PLANNED, MeetingStatus.HELD)
"""Meetings that take up their time and place."""

WORKS = f"{TUTORS.head('since')} и {TUTORS.head('until')} на листе {TUTORS.sheet}"
"""Where it stands when a tutor works."""

OTHER_SUBJECT = Fault.of(
    Check.TUTOR_SUBJECT,
    "тьютор ведёт другой предмет",
    f"проверьте предмет или {TUTORS.head('subject')} на листе {TUTORS.sheet}",
)


CLOSED = Fault.of(
    Check.SCHOOL_CLOSED,
    f"на листе {SCHOOLS.sheet} эта школа отмечена как недействующая",
    f"проверьте школу или столбец {SCHOOLS.head('active')}",
)


def closed_schools(schools: Records) -> set[str]:
    """The codes of the schools that do not work any more."""
    frame = schools.frame
    return set(frame.loc[frame["active"].eq(False), "code"])
