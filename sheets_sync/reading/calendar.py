"""The tab «Календарь» as working days, halves of the year and due dates."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta

import pandas as pd

from sheets_sync.letters import fold
from sheets_sync.periods import Period, SchoolYear, WorkCalendar
from sheets_sync.reading.directories import Row
from sheets_sync.reading.frames import each
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.lessons import lesson_of
from sheets_sync.tables.kinds.years import HALF, ordinal


def work_calendar(year: SchoolYear, calendar: pd.DataFrame) -> WorkCalendar:
    """The production calendar overridden by the counted rows of Календарь."""
    overrides: dict[date, bool] = {}
    names: dict[date, str] = {}
    for row in each(calendar):
        if row.kind not in ("нерабочий", "рабочий"):
            continue
        for day in _days(row):
            overrides[day] = row.kind == "рабочий"
            names[day] = row.name or row.kind
    return WorkCalendar(year, overrides, names)


def _days(row: Row) -> Iterator[date]:
    first = row.start.date()
    last = first if pd.isna(row.end) else max(row.end.date(), first)
    return (first + timedelta(days=n) for n in range(min((last - first).days, 400) + 1))


def periods(year: SchoolYear, calendar: pd.DataFrame) -> dict[str, tuple[date, date]]:
    """Halves and quarters by the keys of `Context.periods`, moved by Календарь."""
    found = year.halves() | year.quarters()
    for kind, prefix in (("полугодие", ""), ("четверть", "ч")):
        rows = calendar[calendar["kind"].eq(kind)].sort_values("start")
        for order, row in enumerate(each(rows), 1):
            start, end = row.start.date(), None if pd.isna(row.end) else row.end.date()
            if end is None or SchoolYear.of(start) != year:
                continue
            found[_period_key(str(row.name or ""), prefix, order)] = (start, end)
    return {key: span for key, span in found.items() if key in ("I", "II", "ч1", "ч2", "ч3", "ч4")}


def report_dues(
    year: SchoolYear, halves: Mapping[str, Period], calendar: pd.DataFrame
) -> dict[str, date]:
    """Half → the day its report is due: a row «срок отчёта» of Календарь, else 15 Jan, 10 June.

    A row belongs to the half its Название names; unnamed, to the half that ended before it. Of
    two rows the earlier counts.
    """
    found: dict[str, date] = {}
    for row in each(calendar[calendar["kind"].eq("срок отчёта")].sort_values("start")):
        day = row.start.date()
        ended = [half for half, period in halves.items() if period.end < day]
        half = _named_half(row.name or "") or (ended[-1] if ended else None)
        if half and SchoolYear.of(day) == year:
            found.setdefault(half, day)
    return {"I": date(year.start + 1, 1, 15), "II": date(year.start + 1, 6, 10)} | found


def lessons(calendar: pd.DataFrame) -> dict[int, tuple[time, time]]:
    """The bells: a lesson's number → its start and end; of two rows the first counts."""
    found: dict[int, tuple[time, time]] = {}
    for name in calendar["name"][calendar["kind"].eq("урок")]:
        if lesson := lesson_of(name or ""):
            found.setdefault(*lesson)
    return found


_HALF_IN_WORDS = re.compile(r"(\S+?)\s*(?:полугод|п/г|пол\.)")


_QUARTER = re.compile(r"четверт[ьи]\.?")


def _named_half(text: str) -> str | None:
    """The half a text names: «за I полугодие» → I."""
    inside = _HALF_IN_WORDS.search(fold(text))
    return {1: "I", 2: "II"}.get(ordinal(inside[1]) or 0) if inside else _whole_half(text)


def _whole_half(text: str) -> str | None:
    return HALF.read(text, Context(0)).value if text else None


def _period_key(name: str, prefix: str, order: int) -> str:
    """Which half or quarter a row names; unnamed rows go by their order in the year."""
    if not prefix:
        return _named_half(name) or ("I", "II", "")[min(order, 3) - 1]
    words = (word for word in fold(name).split() if not _QUARTER.fullmatch(word))
    number = next((n for word in words if (n := ordinal(word))), order)
    return f"{prefix}{number}"
