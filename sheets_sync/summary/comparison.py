"""Which days are set against which: a part of a period against the same part of the one before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from sheets_sync.periods import Period, month_before, month_of, same_part
from sheets_sync.reading.frames import each
from sheets_sync.summary.view import View
from sheets_sync.tables.kinds.dates import MONTHS, MONTHS_GENITIVE

LEAST = 10
"""Of fewer cases a change says nothing."""

_SUMMER = (6, 7, 8)


@dataclass(frozen=True, slots=True)
class Span:
    """Days and what they are called."""

    name: str
    days: Period


@dataclass(frozen=True, slots=True)
class Pair:
    """Days now and the same part of the period before; None where there is none to compare.
    `partly`: the period goes on; `why` there is nothing to compare."""

    name: str
    now: Span
    before: Span | None
    partly: bool = False
    why: str = "пока не с чем"

    @property
    def spans(self) -> Iterator[Span]:
        """From the earlier to the later."""
        if self.before:
            yield self.before
        yield self.now


def month_pair(view: View) -> Pair:
    """This month as far as it has come, and the same days of the month before."""
    today = view.analysis.today
    whole, earlier = month_of(today), month_before(today)
    now = same_part(whole, today)
    before = _first_days(earlier, now, whole)
    return Pair("Месяц", _of_month(now), _comparable(view, _of_month(before)), now != whole)


def half_pair(view: View) -> Pair:
    """This half-year as far as it has come, and as many days of the half before."""
    today, halves = view.analysis.today, view.analysis.shelf.halves
    first, second = halves["I"], halves["II"]
    if view.half == "I":
        return Pair("Полугодие", _of_half("I", same_part(first, today), first), None)
    now = same_part(second, today)
    before = _of_half("I", _first_days(first, now, second), first)
    return Pair("Полугодие", _of_half("II", now, second), _comparable(view, before), now != second)


LAST_YEAR = "К прошлому году"


def year_pair(view: View) -> Pair | None:
    """This school year as far as it has come, and the same days of last year; None where no last
    year is named."""
    last = view.last_year
    if last is None:
        return None
    now = Period(view.analysis.year.period.start, view.analysis.today)
    before = None if last.why else _from_to(last.days)
    return Pair(LAST_YEAR, _from_to(now), before, why=last.why)


def _from_to(days: Period) -> Span:
    """«01.09–12.10.2021»"""
    first = "%d.%m" if days.start.year == days.end.year else "%d.%m.%Y"
    return Span(f"{days.start:{first}}–{days.end:%d.%m.%Y}", days)


def _first_days(earlier: Period, now: Period, whole: Period) -> Period:
    """So many days of an earlier period as have come of this one; all of them when it is over."""
    if now.end == whole.end:
        return earlier
    return same_part(earlier, earlier.start + (now.end - now.start))


def _comparable(view: View, span: Span) -> Span | None:
    """Nothing is compared with another school year or with holidays."""
    inside = span.days.start in view.analysis.year.period
    return span if inside and not _all_holidays(view, span.days) else None


def _all_holidays(view: View, days: Period) -> bool:
    free = {day for row in _holidays(view) for day in row}
    length = (days.end - days.start).days + 1
    every = (days.start + timedelta(days=n) for n in range(length))
    return all(day.month in _SUMMER or day in free for day in every)


def _holidays(view: View) -> Iterator[list[date]]:
    rows = view.rows("calendar")
    for row in each(rows[rows["kind"].eq("каникулы")]):
        last = row.start if pd.isna(row.end) else row.end
        yield [day.date() for day in pd.date_range(row.start, last)]


def _of_month(days: Period) -> Span:
    """«февраль 2021», «1–18 февраля»"""
    month = days.start.month
    if days == month_of(days.start):
        return Span(f"{MONTHS[month - 1]} {days.start.year}", days)
    first = "" if days.start == days.end else f"{days.start.day}–"
    return Span(f"{first}{days.end.day} {MONTHS_GENITIVE[month - 1]}", days)


def _of_half(half: str, days: Period, whole: Period) -> Span:
    """«I полугодие», «II полугодие, 11.01–18.02»"""
    named = f"{half} полугодие"
    if days.end == whole.end:
        return Span(named, days)
    return Span(f"{named}, {days.start:%d.%m}–{days.end:%d.%m}", days)
