"""The truth the books are typed from: a municipality as plain data.

Rows are dicts keyed by the default column names; dates are `date`, times `time`, lists `list`;
people, schools, meetings and consultations stand by their code, a colleague (Педагог) as a tuple of
names, a free term as a `Term`, a class as (grade, letter).
A key that begins with `_` is the generator's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sizes:
    schools: int = 10
    tutors: int = 9
    meetings: int = 10
    consultations: int = 5  # by each tutor
    unplanned: int = 12
    plans: int = 5  # by each tutor
    roadmap: int = 7  # in each section
    reports: float = 0.85  # the share of those handed in or promised


@dataclass(frozen=True)
class Term:
    """A term in free words (§2): its form and what that form holds.

    by, date: the day in `last`; month, months: the first day of the first and the last day of the
    last; half, quarter: `number`; recurring, needed (по мере необходимости): `words`; unreadable.
    """

    form: str
    first: date | None = None
    last: date | None = None
    number: str = ""
    words: str = ""


@dataclass
class World:
    """`tabs[tab]` are its rows in the order of the sheet; `headings` the register's columns."""

    seed: int
    start: int
    today: date
    tabs: dict[str, list[Row]]
    headings: dict[str, str] = field(default_factory=dict)  # meeting → "date" or "code"
    low_rule: str = ""  # `low_results` of workspace.toml, empty = not written there

    @property
    def year(self) -> str:
        return f"{self.start}–{self.start + 1}"

    def counted(self, tab: str) -> list[Row]:
        """The rows of a tab that no planted fault has thrown out."""
        return [row for row in self.tabs[tab] if not row.get("_out")]

    def find(self, tab: str, code: str, column: str = "Код") -> Row:
        """The first row of that code, counted or not: a reference to it still resolves."""
        return next(row for row in self.tabs[tab] if row[column] == code)


def opening(world: World) -> date:
    return date(world.start, 9, 1)


def closing(world: World) -> date:
    """The end of the school year's lessons, and of everything that recurs."""
    return date(world.start + 1, 5, 31)


def effective(row: Row) -> date:
    """The date a consultation stands on: the new one if there is one."""
    return row["Новая дата"] or row["Дата"]


def is_working(day: date) -> bool:
    """Monday to Saturday, well away from the public holidays."""
    months = {1: range(1, 12), 2: range(20, 25), 3: range(6, 10), 5: range(1, 12), 6: range(10, 15)}
    months |= {11: range(1, 8), 12: (1, 30, 31)}
    return day.weekday() != 6 and day.day not in months.get(day.month, ())


def working_days(first: date, last: date) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1) if is_working(first + DAY * n)]


def bounds(world: World) -> tuple[date, date]:
    """The school year of lessons: 1 September to 31 May (later if today is later)."""
    return date(world.start, 9, 1), max(date(world.start + 1, 5, 31), world.today)


def works_on(tutor: Row, day: date) -> bool:
    """True from «Работает с» to «По», both days included."""
    return tutor["Работает с"] <= day and (tutor["По"] is None or day <= tutor["По"])


def invited(world: World, meeting: Row, rows: Iterable[Row]) -> list[Row]:
    """The tutors who work on that date and share a stream with «Приглашены» (empty = all)."""
    streams = set(meeting["Приглашены"])
    return [
        row
        for row in rows
        if works_on(row, meeting["Дата"]) and (not streams or streams & set(row["Направления"]))
    ]


def short_name(surname: str, name: str, patronymic: str) -> str:
    return f"{surname} {name[0]}.{patronymic[0]}."


def counts_for_attendance(meeting: Row, today: date) -> bool:
    """Held, or planned for a day that has come."""
    return meeting["Дата"] <= today and meeting["Статус"] in ("проведено", "запланировано")
