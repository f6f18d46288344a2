"""Times of day: a start, and an end where one is given."""

import math
import re
from datetime import date, datetime, time, timedelta

from sheets_sync.letters import fold
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.dates import date_of_serial
from sheets_sync.tables.kinds.text import quote, show

_EXAMPLE = "впишите время, например 13:00"
_DAY = 24 * 60 * 60
_EPOCHS = {date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1)}

_HOURS = r"(\d{1,2})\s*ч(?:ас(?:а|ов)?)?(?![а-я])\.?"
_HOURS_MINUTES = re.compile(_HOURS + r"\s*(\d{1,2})\s*м(?:ин(?:ут[аы]?)?)?(?![а-я])\.?")
_HOURS_ONLY = re.compile(_HOURS)
_NOISE = re.compile(r"\(?мск\)?|^(?:в|к|нач(?:ало)?\.?(?: в)?)\s+(?=\d)")
_POINT = re.compile(r"(?<=\d)\s*[.,:]\s*(?=\d)")
_CLOCK = r"(\d{1,2})(?::(\d{2})(?::\d{2})?)?"
_ONE = re.compile(rf"(?:с\s*)?{_CLOCK}")
_BLANK_OR_DASH = re.compile(r"(?:с\s*)?(\d{1,2})[ -](\d{2})")
_TWO = re.compile(rf"(?:с\s*)?{_CLOCK}\s*(?:-+|до|по)\s*{_CLOCK}")
_TWO_DASHED = re.compile(r"(?:с\s*)?(\d{1,2})-(\d{2})\s*(?:-|до|по)\s*(\d{1,2})-(\d{2})")
_LONG_DASH = re.compile(r"[–—―−]")


_LESSON = re.compile(
    r"(после )?(?:на )?(?:(\d{1,2})(?:-?[а-я]{1,2})?(?:\s*(?:-|,|и)\s*(\d{1,2})(?:-?[а-я]{1,2})?)?"
    r"\s*урок[а-я]*|урок[а-я]*\s*(?:№\s*)?(\d{1,2}))"
)
"""«7 урок», «6–7 уроки», «после 5 урока»."""


class Time(Kind):
    """A time of day; the value is (start, end or None), to the minute. Of a lesson it is that of
    the bells in Календарь: where something `closes`, the end of the lesson."""

    entry = "time"

    def __init__(self, closes: bool = False) -> None:
        self._closes = closes

    def holds_zero(self, context: Context) -> bool:
        """Nothing begins at midnight."""
        return False

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → (start, end)."""
        match raw:
            case str():
                lesson = _LESSON.fullmatch(fold(raw).strip(" .()"))
                return self._of_lesson(lesson, raw, context) if lesson else _from_text(raw)
            case time() | timedelta():
                return _from_seconds(_seconds(raw), raw)
            case date():
                return _from_day(raw, context.school_year)
            case int() | float() if not isinstance(raw, bool) and 0 <= raw < 100_000:
                return _from_number(raw, context)
        return _unreadable(raw)

    def _of_lesson(self, lesson: re.Match[str], raw: str, context: Context) -> Reading:
        numbers = [int(number) for number in lesson.groups()[1:] if number]
        bells = [context.lessons.get(number) for number in numbers]
        first, last = bells[0], bells[-1]
        if first is None or last is None:
            fix = f"{_EXAMPLE}, или добавьте в «Календарь» строку «урок»: «7 урок 14:05–14:45»"
            said = f"{quote(raw)}: в «Календаре» не сказано, когда этот урок"
            return Reading.refused(Check.TIME_UNREADABLE, said, fix)
        start, end = first[0], last[1]
        return Reading((end, None) if lesson[1] or self._closes else (start, end))


def _seconds(clock: time | timedelta) -> float:
    if isinstance(clock, timedelta):
        return clock.total_seconds()
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def _from_day(day: date, school_year: int) -> Reading:
    if isinstance(day, datetime):
        if day.date() in _EPOCHS or day.time() != time():
            return _from_moment(day)
        day = day.date()
    return _from_date(day, school_year)


def _unreadable(raw: Raw) -> Reading:
    return Reading.refused(Check.TIME_UNREADABLE, f"{quote(raw)} — не время", _EXAMPLE)


def _impossible(raw: Raw, hour: int, minute: int) -> Reading:
    wrong = "минуты бывают от 00 до 59" if 0 <= hour < 24 else "часы бывают от 0 до 23"
    return Reading.refused(Check.TIME_IMPOSSIBLE, f"{quote(raw)}: {wrong}", _EXAMPLE)


def _start(hour: int, minute: int, raw: Raw) -> Reading:
    if not (0 <= hour < 24 and 0 <= minute < 60):
        return _impossible(raw, hour, minute)
    return Reading((time(hour, minute), None))


def _from_seconds(seconds: float, raw: Raw) -> Reading:
    # A fraction of a day is never exact (0.5416667): the nearest minute is what was typed.
    minutes = round(seconds / 60)
    if 0 <= seconds < _DAY and minutes == _DAY // 60:
        minutes -= 1
    return _start(minutes // 60, minutes % 60, raw)


def _from_moment(moment: datetime) -> Reading:
    clock = moment.time()
    reading = _from_seconds(_seconds(clock), moment)
    if moment.date() in _EPOCHS:
        return reading
    message = f"{quote(moment)}: в ячейке ещё и дата, взято только время"
    return Reading.remarked(
        reading.value, Check.TIME_WITH_DATE, message, f"впишите только время: {show(clock)}"
    )


def _from_date(day: date, school_year: int) -> Reading:
    if day in _EPOCHS:
        return Reading((time(), None))
    hour, minute = day.day, day.month
    # A typed 9.30 is no day and month, so it became September of '30: 1 September 1930.
    if day.day == 1 and not school_year - 1 <= day.year <= school_year + 2:
        hour, minute = day.month, day.year % 100
    reading = _start(hour, minute, day)
    if reading.value is None:
        return reading
    message = f"время стало датой {quote(day)}, прочитано как {hour:02}:{minute:02}"
    fix = f"впишите время с двоеточием: {hour:02}:{minute:02}"
    return Reading.remarked(reading.value, Check.TIME_FROM_DATE, message, fix)


def _from_number(number: float, context: Context) -> Reading:
    if 0 < number < 1:
        return _from_seconds(number * _DAY, number)
    hour = math.floor(number)
    minutes = (number - hour) * 100
    if 0 <= hour < 100 and abs(minutes - round(minutes)) < 1e-6:
        return _start(hour, round(minutes), number)
    moment = date_of_serial(number, context.date1904)
    return _from_moment(moment) if moment and number != hour else _unreadable(number)


def _from_text(text: str) -> Reading:
    plain = _plain(text)
    if match := _BLANK_OR_DASH.fullmatch(plain):
        return _dashed(int(match[1]), int(match[2]), text)
    if match := _ONE.fullmatch(plain):
        return _start(int(match[1]), int(match[2] or 0), text)
    if match := _TWO_DASHED.fullmatch(plain) or _TWO.fullmatch(plain):
        return _range(match, text)
    return _unreadable(text)


def _plain(text: str) -> str:
    plain = _HOURS_MINUTES.sub(r"\1:\2", _NOISE.sub("", fold(text)))
    plain = _HOURS_ONLY.sub(r"\1:00", plain).strip(" .,")
    return _POINT.sub(":", plain).removesuffix(" г")


def _dashed(first: int, second: int, text: str) -> Reading:
    """«13-00» is a time, «15–16» two of them; «13-15» may be either."""
    hours = first < second < 24
    if hours and _LONG_DASH.search(text):
        return Reading((time(first), time(second)))
    reading = _start(first, second, text)
    if not (hours and "-" in text) or reading.value is None:
        return reading
    shown = f"{first:02}:{second:02}"
    message = f"{quote(text)} прочитано как {shown}, а могло значить «с {first} до {second}»"
    return Reading.remarked(
        reading.value, Check.TIME_AMBIGUOUS, message, f"впишите {shown} или {first}:00–{second}:00"
    )


def _range(match: re.Match[str], text: str) -> Reading:
    hour, minute, end_hour, end_minute = (int(group or 0) for group in match.groups())
    for reading in (_start(end_hour, end_minute, text), _start(hour, minute, text)):
        if reading.value is None:
            return reading
    start, end = time(hour, minute), time(end_hour, end_minute)
    if end < start:
        message = f"{quote(text)}: окончание раньше начала"
        return Reading.refused(Check.TIME_ORDER, message, "впишите сначала начало, потом окончание")
    return Reading((start, end))


_DAY_BEFORE = re.compile(
    r"^\s*(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s+[а-яё]+\.?\s+\d{4})"
    r"\s*(?:г(?:\.|ода)?)?[\s,;в]*(?=\d)",
    re.IGNORECASE,
)


class TimeBesideDay(Time):
    """A time in a cell that says the day too: «18.02.2021 13:00»."""

    def parse(self, raw: Raw, context: Context) -> Reading:
        """The time of the cell, as `Time` reads it."""
        return super().parse(_DAY_BEFORE.sub("", raw) if isinstance(raw, str) else raw, context)


TIME = Time()
TIME_OF_END = Time(closes=True)
TIME_BESIDE_DAY = TimeBesideDay()
