"""School years, halves, months, weekdays and working days."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

WEEKDAYS = (
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
)  # fmt: skip
"""In the order of `date.weekday`."""
_DAYS = (
    r"пн|пнд|пон|понед\w*|mon(day)?s?",
    r"вт|втр|втор\w*|tue(sday)?s?",
    r"ср|срд|сред\w*|wed(nesday)?s?",
    r"чт|чтв|чет|четв\w*|thu(rsday)?s?",
    r"пт|птн|пят|пятн\w*|fri(day)?s?",
    r"сб|сбт|суб|субб\w*|sat(urday)?s?",
    r"вс|вск|вос|воск\w*|sun(day)?s?",
)
_MINUTES = r"\s?[:.-]\s?(\d{2})|\s?ч(?:ас\w*)?\.?(?:\s?(\d{2})\s?(?:м\w*\.?)?)?"
_CLOCK = rf"(?<!\d)(\d{{1,2}})(?:{_MINUTES})?(?![\d:])"
_AROUND = r"в|во|по|кажд\w+|еженедельно|раз|неделю|утра|at|on|every"
_AFTERNOON = ("дня", "вечера")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


_EXAMPLES = 2020
"""The year school begins in, in the examples of messages as the code has them."""


def of_year(example: str, year: int) -> str:
    """An example moved to the school year that begins in a year: «18.02.2021» → «18.02.2026»."""
    return re.sub(
        rf"\b(?:{_EXAMPLES}|{_EXAMPLES + 1})\b",
        lambda found: str(int(found[0]) - _EXAMPLES + year),
        example,
    )


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The school year that begins on 1 September of `start`."""

    start: int

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """The school year a day lies in."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    def __str__(self) -> str:
        return f"{self.start}–{self.start + 1}"

    @property
    def period(self) -> Period:
        """1 September to 31 August."""
        return Period(date(self.start, 9, 1), date(self.start + 1, 8, 31))

    @property
    def last_lesson(self) -> date:
        """31 May: what is due «в течение года» is due by then."""
        return date(self.start + 1, 5, 31)

    def quarters(self) -> dict[str, tuple[date, date]]:
        """The four quarters as they run without Календарь, by the keys of `Context.periods`."""
        year, after = self.start, self.start + 1
        return {
            "ч1": (date(year, 9, 1), date(year, 10, 31)),
            "ч2": (date(year, 11, 1), date(year, 12, 31)),
            "ч3": (date(after, 1, 1), date(after, 3, 23)),
            "ч4": (date(after, 3, 24), date(after, 5, 31)),
        }

    def halves(self) -> dict[str, tuple[date, date]]:
        """The two half-years as they run without Календарь."""
        return {
            "I": (date(self.start, 9, 1), date(self.start, 12, 31)),
            "II": (date(self.start + 1, 1, 1), date(self.start + 1, 5, 31)),
        }


def weekday_of(text: str) -> int | None:
    """«пн», «Понедельник», «по понедельникам» → 0, as `date.weekday` counts; None for no day."""
    words = [word for word in _words(text) if not re.fullmatch(_AROUND, word)]
    found = [n for n, day in enumerate(_DAYS) if len(words) == 1 and re.fullmatch(day, words[0])]
    return found[0] if found else None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\s,;.]+", text.casefold().replace("ё", "е"))


@dataclass(frozen=True, slots=True)
class Weekly:
    """A moment of every week."""

    weekday: int
    at: time

    def __str__(self) -> str:
        """«понедельник, 08:00»"""
        return f"{WEEKDAYS[self.weekday]}, {self.at:%H:%M}"

    def latest(self, now: datetime) -> datetime:
        """The last such moment that is not after `now`, by its clocks."""
        day = now.date() - timedelta(days=(now.weekday() - self.weekday) % 7)
        moment = datetime.combine(day, self.at, now.tzinfo)
        return (
            moment if moment <= now else datetime.combine(day - timedelta(7), self.at, now.tzinfo)
        )


_MORNING = time(8)


def weekly_of(text: str) -> Weekly | None:
    """«пн 8:00», «Понедельник, 08.00», «по средам в 9 ч», «пт» (at 8:00) → the moment; None for
    what is none."""
    clocks = list(re.finditer(_CLOCK, text.casefold()))
    words = _words(re.sub(_CLOCK, " ", text.casefold()))
    later = any(word in _AFTERNOON for word in words)
    day = weekday_of(" ".join(word for word in words if word not in _AFTERNOON))
    if day is None or len(clocks) > 1:
        return None
    if not clocks:
        return Weekly(day, _MORNING)
    hour, minute = int(clocks[0][1]), int(clocks[0][2] or clocks[0][3] or 0)
    hour += 12 if later and hour < 12 else 0
    return Weekly(day, time(hour, minute)) if hour < 24 and minute < 60 else None


def month_of(day: date) -> Period:
    """The calendar month of a day."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def month_before(day: date) -> Period:
    """The calendar month before that of a day."""
    return month_of(day.replace(day=1) - timedelta(days=1))


def same_day(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the last of the month."""
    later = day.replace(day=1, year=day.year + years)
    return later.replace(day=min(day.day, month_of(later).end.day))


def same_part(period: Period, day: date) -> Period:
    """The days of a period up to a day; empty (end before start) if it lies later."""
    return Period(period.start, min(period.end, day))


def look_up_holidays(year: SchoolYear) -> None:
    """Look the days off of a school year up while there is nothing else to do: it takes 0.1 s."""
    _holidays(year.start)


@cache
def _holidays(start: int) -> dict[date, str]:
    """Days off of the Russian production calendar in a school year (`holidays`)."""
    import holidays  # here, because it takes 0.1 s and small commands never need it

    days = holidays.country_holidays("RU", years=(start, start + 1), language="ru")
    return dict(days.items())


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are days off: Sunday and public holidays, overridden by the tab Календарь.

    `overrides` gives a day True (works) or False (is off); Saturday is a school day.
    """

    year: SchoolYear
    overrides: Mapping[date, bool] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)

    def day_off(self, day: date) -> str | None:
        """Why a day is off («воскресенье», the holiday's name), or None for a working day."""
        if day in self.overrides:
            return None if self.overrides[day] else self.names.get(day, "нерабочий день")
        public = _holidays(self.year.start)
        return public.get(day) or ("воскресенье" if day.weekday() == 6 else None)
