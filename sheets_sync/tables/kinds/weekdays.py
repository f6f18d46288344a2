"""Several days in one cell: «по средам 15:00 с 10.02.2021 по 31.03.2021», «10.02, 17.02.2021»."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from sheets_sync.letters import fold
from sheets_sync.periods import SchoolYear, of_year
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Reading
from sheets_sync.tables.kinds.dates import DateInYear, parse_date
from sheets_sync.tables.kinds.terms import TERM, Span
from sheets_sync.tables.kinds.text import in_either_layout, quote

_STEMS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_DAY = rf"(?:(?:{'|'.join(_STEMS)})(?:ам|ям|ник|[а-я])?|(?:{'|'.join(_SHORT)})\b\.?)"
_EACH = r"(?:(?:еженедельно|кажд(?:ый|ую|ое)|по|во|в)\s+)*"
_DAYS = re.compile(rf"(?<![а-я]){_EACH}{_DAY}(?:\s*(?:,|;|и|/)\s*{_EACH}{_DAY})*(?![а-я])")
_ONE = re.compile(_DAY)
_POINT = r"\d{1,2}(?::\d{2}|(?<=в \d)\.\d{2}|(?<=в \d\d)\.\d{2}| ?ч(?:ас\w*)?\b)"
_CLOCK = re.compile(
    rf"(?:(?:начало|время)\s*)?(?<![\d.])(?:(?:в|с)\s+)?({_POINT})(?:\s*(?:-|до|по)\s*({_POINT}))?(?![\d.])"
)
_LIST = re.compile(r"\s*(?:[,;\n]|(?<!\w)и(?!\w))\s*")
_LEFT_OVER = " .,;:()-"
_FIX = "впишите дни и с какого по какое число: «по средам с 10.02.2021 по 31.03.2021»"


@dataclass(frozen=True, slots=True)
class Days:
    """The days such a cell stands for, in order, and the time beside them as typed, "" for none."""

    days: tuple[date, ...]
    clock: str = ""


class SeveralDays(DateInYear):
    """A day of the school year, or several; the value is the first. `runs` says that a span of days
    is one thing that goes on («18–19.02.2021»)."""

    def __init__(self, runs: bool = False) -> None:
        self._runs = runs

    def several(self, text: str, context: Context) -> Reading | None:
        """A text that names several days → Days, or a fault; None for any other text."""
        return several_days(text, context) or (_run(text, context) if self._runs else None)

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → the day, or the first of several."""
        reading = super().parse(raw, context)
        if reading.value is not None or not isinstance(raw, str):
            return reading
        several = self.several(raw, context)
        if several is None:
            return reading
        return Reading(several.value.days[0]) if several.value else several


SEVERAL_DAYS = SeveralDays()
RUN_OF_DAYS = SeveralDays(runs=True)
_LONGEST_RUN = 14


def _run(text: str, context: Context) -> Reading | None:
    """«18–19.02.2021», «с 18 по 20 февраля»; not a month, nor what begins nowhere."""
    span = TERM.read(text, context).value if any(map(str.isdecimal, text)) else None
    if not isinstance(span, Span) or span.start is None or span.end is None:
        return None
    days = _every(span.start, span.end)
    return _checked(text, Days(days), context) if 1 < len(days) <= _LONGEST_RUN else None


def several_days(text: str, context: Context) -> Reading | None:
    """A text that names weekdays or lists dates → Days, or a fault; None for any other text."""

    def read(typed: str) -> Reading | None:
        if DateInYear().read(typed, context).value:
            return None
        folded = fold(typed)
        named = _DAYS.search(folded)
        listed = _listed(folded, context)
        if named is None:
            return _checked(text, Days(listed), context) if listed else None
        return _weekly(text, named, folded, context)

    return in_either_layout(text, read)


def _listed(text: str, context: Context) -> tuple[date, ...]:
    """The dates of a list, «10 и 17 февраля»; () for anything else."""
    days: list[date] = []
    for part in reversed(_LIST.split(text.strip(_LEFT_OVER))):
        day = _beside(part, days) or parse_date(part, context.school_year).value
        if day is None:
            return ()
        days.append(day)
    return tuple(sorted(set(days))) if len(days) > 1 else ()


def _beside(part: str, later: list[date]) -> date | None:
    """A bare number of a day is of the month of the date behind it."""
    with suppress(ValueError):
        return later[-1].replace(day=int(part)) if later else None
    return None


def _weekly(text: str, named: re.Match[str], folded: str, context: Context) -> Reading:
    rest = f"{folded[: named.start()]} {folded[named.end() :]}"
    clock = _CLOCK.search(rest)
    if clock:
        rest = f"{rest[: clock.start()]} {rest[clock.end() :]}"
    rest = " ".join(rest.split()).strip(_LEFT_OVER)
    wanted = {_number(day) for day in _ONE.findall(named[0])}
    days = _listed(rest, context) or _within(rest, wanted, context)
    fix = of_year(_FIX, context.school_year)
    if days is None:
        said = "не сказано, с какого и по какое число" if not rest else "дни не прочитаны"
        return Reading.refused(Check.DATE_UNREADABLE, f"{quote(text)}: {said}", fix)
    if not days or any(day.weekday() not in wanted for day in days):
        said = "таких дней недели в этом промежутке нет" if not days else "день недели не тот"
        return Reading.refused(Check.DATE_UNREADABLE, f"{quote(text)}: {said}", fix)
    typed = "-".join(filter(None, clock.groups())) if clock else ""
    return _checked(text, Days(days, typed), context)


def _within(rest: str, wanted: set[int], context: Context) -> tuple[date, ...] | None:
    """The weekdays from one day to another; None where it is not said from when to when."""
    span = TERM.read(rest, context).value if rest else None
    if not isinstance(span, Span) or span.start is None or span.end is None or span.overdue_never:
        return None
    return tuple(day for day in _every(span.start, span.end) if day.weekday() in wanted)


def _checked(text: str, found: Days, context: Context) -> Reading:
    year = SchoolYear(context.school_year)
    if all(day in year.period for day in found.days):
        return Reading(found)
    said = f"{quote(text)} — вне учебного года {year}"
    return Reading.refused(Check.DATE_OUTSIDE_YEAR, said, "проверьте год")


def _every(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _number(day: str) -> int:
    """0 for Monday."""
    for names in (_STEMS, _SHORT):
        for number, name in enumerate(names):
            if day.startswith(name):
                return number
    raise ValueError(day)
