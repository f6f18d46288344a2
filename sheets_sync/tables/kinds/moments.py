"""A moment of a term: a day, a month or a part of it, a half or a quarter of the school year."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from sheets_sync.periods import SchoolYear
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.dates import full_year, month_number, parse_date, year_in_school
from sheets_sync.tables.kinds.years import SCHOOL_YEAR, consecutive, ordinal

MONTH = re.compile(r"([а-я]{3,})\.?(?:[\s,]*(\d{4}))?")
"""A month's name, and the year where there is one."""
_PART = re.compile(r"(начал[оеа]|середин[аеыу]|кон(?:ец|це|ца))\s+(.+)")
_BLOCK = re.compile(r"(\S+)\s+(недел[яиюе]|декад[аеыу])\s+(.+)")
_PERIOD = re.compile(
    r"(\S+?)\s*(?:(полугоди[еяи]|полуг\.|пол\.|п/г)|(четверт[ьи]|четв\.|ч\.)|(квартал[ае]?|кв\.))\s*(.*)"
)
YEARS = re.compile(rf"{SCHOOL_YEAR}|(\d{{4}})")
"""The years of a school year, or one year."""
TAIL = re.compile(r"(?<=[\d\s])\s*(?:уч(?:ебн\w*)?\.?\s*)?(?:г|год|года|гг)?[\s.,]*$")
"""«2021 уч. года»: what may stand behind a year."""
_PARTS = {"н": (1, 10), "с": (11, 20), "к": (21, 31)}

Edges = tuple[date, date]
"""The first and the last day."""


class Moments:
    """Reads folded moments against one school year."""

    def __init__(self, context: Context):
        self._school_year = context.school_year
        self._periods = context.periods

    def of(self, text: str) -> Edges | None:
        """The first and last day of a date, month, part of a month, half or quarter."""
        text = stripped(text)
        readers: tuple[Callable[[str], Edges | None], ...] = (
            self._month,
            self._part_of_month,
            self._block_of_month,
            self._period,
            self._day,
        )
        return next((edges for reader in readers if (edges := reader(text))), None)

    def _day(self, text: str) -> Edges | None:
        day = parse_date(text, self._school_year).value
        return (day, day) if day else None

    def _month(self, text: str) -> Edges | None:
        match = MONTH.fullmatch(text)
        month = month_number(match[1]) if match else None
        if match is None or month is None:
            return None
        year = full_year(match[2]) if match[2] else year_in_school(month, self._school_year)
        return date(year, month, 1), last_day(year, month)

    def _part_of_month(self, text: str) -> Edges | None:
        match = _PART.fullmatch(text)
        month = self._month(match[2]) if match else None
        if match is None or month is None:
            return None
        first, last = _PARTS[match[1][0]]
        return month[0].replace(day=first), _cut(month, last)

    def _block_of_month(self, text: str) -> Edges | None:
        """«вторая неделя марта», «первая декада марта»."""
        match = _BLOCK.fullmatch(text)
        month = self._month(match[3]) if match else None
        if match is None or month is None:
            return None
        length = 7 if match[2].startswith("недел") else 10
        if match[1].startswith("последн"):
            return month[1] - timedelta(days=length - 1), month[1]
        number = ordinal(match[1])
        if number is None or number * length > 30:
            return None
        last = 31 if (number, length) == (3, 10) else number * length
        return month[0].replace(day=(number - 1) * length + 1), _cut(month, last)

    def _period(self, text: str) -> Edges | None:
        match = _PERIOD.fullmatch(text)
        number = ordinal(match[1]) if match else None
        if match is None or number is None:
            return None
        half, quarter, _, years = match.groups()[1:]
        if half:
            edges = self._half(number, self._year_of(years, number == 1))
        elif quarter:
            edges = self._quarter(number, self._year_of(years, number <= 2))
        else:
            edges = self._calendar_quarter(number, years)
        return edges

    def _year_of(self, years: str, autumn: bool) -> int | None:
        """The school year that typed years name, None if they name another thing."""
        years = stripped(years)
        match = YEARS.fullmatch(years)
        if not years:
            return self._school_year
        if match is None:
            return None
        if match[1]:
            return consecutive(match[1], match[2])
        # «I полугодие 2021» in spring may mean January: only the year it begins in is clear.
        clear = int(match[3]) == self._school_year + (0 if autumn else 1)
        return self._school_year if clear else None

    def _half(self, number: int, year: int | None) -> Edges | None:
        if year is None or number > 2:
            return None
        half = "I" * number
        return self._moved(half, year) or SchoolYear(year).halves()[half]

    def _quarter(self, number: int, year: int | None) -> Edges | None:
        if year is None:
            return None
        quarter = f"ч{number}"
        return self._moved(quarter, year) or SchoolYear(year).quarters()[quarter]

    def _moved(self, key: str, year: int) -> Edges | None:
        return self._periods.get(key) if year == self._school_year else None

    def _calendar_quarter(self, number: int, years: str) -> Edges | None:
        month = 3 * number - 2
        match = re.fullmatch(r"(\d{4})?", stripped(years))
        if match is None:
            return None
        # The third quarter is July to September: only September is school time.
        in_school = self._school_year + (0 if number >= 3 else 1)
        year = int(match[1]) if match[1] else in_school
        return date(year, month, 1), last_day(year, month + 2)


def stripped(text: str) -> str:
    """A folded text without «г.», stops and blanks around it."""
    return TAIL.sub("", text.strip(" .,;")).strip(" .,;")


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _cut(month: Edges, last: int) -> date:
    return month[0].replace(day=min(last, month[1].day))
