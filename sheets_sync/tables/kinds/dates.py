"""Dates, day first, as cells hold them and as people write them."""

import calendar
import re
from datetime import date, datetime, timedelta

from sheets_sync.letters import fold, one_letter_off, plural
from sheets_sync.periods import SchoolYear, of_year
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.text import in_other_layout, quote, show

MONTHS = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
"""The months' names; January is MONTHS[0]."""
MONTHS_GENITIVE = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_MONTHS_IN = (
    "январе",
    "феврале",
    "марте",
    "апреле",
    "мае",
    "июне",
    "июле",
    "августе",
    "сентябре",
    "октябре",
    "ноябре",
    "декабре",
)
_MONTHS_TO = (
    "январю",
    "февралю",
    "марту",
    "апрелю",
    "маю",
    "июню",
    "июлю",
    "августу",
    "сентябрю",
    "октябрю",
    "ноябрю",
    "декабрю",
)

_FIRST_YEAR, _FIRST_SERIAL_YEAR, _LAST_YEAR = 1940, 1990, 2100

_WEEKDAY = re.compile(
    r"\(?\b(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]"
    r"|воскресенье)\b\.?\)?,?"
)
_LETTER_O = re.compile(r"(?<=[\d.])о(?=[\d.])|(?<![^\s])о(?=\d)")
_TAIL = re.compile(r"(?<=[\d\s])\s*(?:г|год|года)?\s*[.,]*$")
_CLOCK = r"(?:[tт,\s]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})[-./](\d{{1,2}})[-./](\d{{1,2}}){_CLOCK}")
_NUMERIC = re.compile(rf"(\d{{1,2}})[\s./,-]+(\d{{1,2}})[\s./,-]+(\d{{4}}|\d{{2}}){_CLOCK}")
_YEARLESS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})")
_WORDED = re.compile(r"(\d{1,2})(?:-?(?:го|ого|е|ое))?[\s./-]*([а-я]{3,})[\s.,/-]*(\d{4}|\d{2})?")


def month_number(word: str) -> int | None:
    """The month a folded word or its abbreviation (≥ 3 letters) names, 1..12."""
    if len(word) < 3:
        return None
    for names in (MONTHS, MONTHS_GENITIVE, _MONTHS_IN, _MONTHS_TO):
        for number, name in enumerate(names, 1):
            if name.startswith(word):
                return number
    return None


def year_in_school(month: int, school_year: int) -> int:
    """The calendar year of a month in the school year that begins in `school_year`."""
    return school_year if month >= 9 else school_year + 1


def full_year(digits: str) -> int:
    """The year two or four digits mean: 21 → 2021, 98 → 1998."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 90 else 2000)


def parse_date(text: str, school_year: int) -> Reading:
    """A date as people write it; without a year it is of the school year, with a warning."""

    def read(typed: str) -> Reading:
        return _parse(_stripped(fold(typed)), typed, school_year)

    reading = read(text)
    return reading if reading.value else in_other_layout(text, read) or reading


def _stripped(folded: str) -> str:
    folded = _LETTER_O.sub("0", folded)
    return _TAIL.sub("", _WEEKDAY.sub(" ", folded).strip(" .,"))


def _parse(folded: str, text: str, school_year: int) -> Reading:
    if match := _ISO.fullmatch(folded):
        return _date(int(match[3]), int(match[2]), int(match[1]), text, school_year)
    if match := _NUMERIC.fullmatch(folded):
        return _date(int(match[1]), int(match[2]), full_year(match[3]), text, school_year)
    if match := _YEARLESS.fullmatch(folded):
        return _yearless(int(match[1]), int(match[2]), school_year, text)
    if match := _WORDED.fullmatch(folded):
        return _worded(match, school_year, text)
    fix = _example(school_year)
    return Reading.refused(Check.DATE_UNREADABLE, f"{quote(text)} — не дата", fix)


def _example(school_year: int) -> str:
    return of_year("впишите дату, например 18.02.2021", school_year)


def _worded(match: re.Match[str], school_year: int, text: str) -> Reading:
    day, word, year = match.groups()
    month = month_number(word)
    if month is None:
        return _unknown_month(word, text, school_year)
    if year is None:
        return _yearless(int(day), month, school_year, text)
    return _date(int(day), month, full_year(year), text, school_year)


def _unknown_month(word: str, text: str, school_year: int) -> Reading:
    close = [name for name in MONTHS + MONTHS_GENITIVE if one_letter_off(word, name)]
    fix = f"возможно, «{close[0]}»" if close else _example(school_year)
    return Reading.refused(Check.DATE_MONTH_UNKNOWN, f"{quote(text)}: месяца «{word}» нет", fix)


def _yearless(day: int, month: int, school_year: int, text: str) -> Reading:
    reading = _date(day, month, year_in_school(month, school_year), text, school_year)
    if reading.value is None:
        return reading
    message = f"{quote(text)}: год не указан, взят {reading.value.year} по учебному году"
    fix = f"впишите дату с годом: {show(reading.value)}"
    return Reading.remarked(reading.value, Check.DATE_YEAR_MISSING, message, fix)


def _date(day: int, month: int, year: int, text: str, school_year: int) -> Reading:
    if not 1 <= month <= 12:
        swap = 1 <= day <= 12 and 1 <= month <= 31
        fix = f"впишите сначала день: {month:02}.{day:02}.{year}" if swap else _example(school_year)
        return Reading.refused(
            Check.DATE_IMPOSSIBLE, f"{quote(text)}: {month}-го месяца не бывает", fix
        )
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        said = f"{quote(text)}: неправдоподобный год {year}"
        return Reading.refused(Check.DATE_IMPLAUSIBLE, said, _example(school_year))
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        return Reading.refused(
            Check.DATE_IMPOSSIBLE, _no_such_day(day, month, year, last), "исправьте день"
        )
    return Reading(date(year, month, day))


def _no_such_day(day: int, month: int, year: int, last: int) -> str:
    """«31 апреля не бывает: в апреле 30 дней»; of February the year is said, its days differ."""
    which = f" {year} года" if month == 2 else ""
    days = plural(last, "день", "дня", "дней")
    return f"{day} {MONTHS_GENITIVE[month - 1]} не бывает: в {_MONTHS_IN[month - 1]}{which} {days}"


def date_of_serial(serial: float, date1904: bool) -> datetime | None:
    """The moment a spreadsheet's serial number stands for, if it is plausible."""
    epoch = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
    if not 0 <= serial < 100_000:
        return None
    moment = epoch + timedelta(days=serial)
    return moment if _FIRST_SERIAL_YEAR <= moment.year <= _LAST_YEAR else None


class Date(Kind):
    """A calendar day."""

    entry = "date"

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a date."""
        match raw:
            case str():
                return parse_date(raw, context.school_year)
            case datetime():
                return _date(raw.day, raw.month, raw.year, show(raw), context.school_year)
            case date():
                return _date(raw.day, raw.month, raw.year, show(raw), context.school_year)
            case int() | float() if not isinstance(raw, bool):
                moment = date_of_serial(raw, context.date1904)
                if moment is not None:
                    return Reading(moment.date())
        fix = _example(context.school_year)
        return Reading.refused(Check.DATE_UNREADABLE, f"{quote(raw)} — не дата", fix)


DATE = Date()


class DateInYear(Date):
    """A day of the workspace's school year, 1 September to 31 August."""

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a date of the school year; another one is an error."""
        reading = super().parse(raw, context)
        year = SchoolYear(context.school_year)
        if reading.value is None or reading.value in year.period:
            return reading
        said = f"{quote(raw)} — вне учебного года {year}"
        return Reading.refused(Check.DATE_OUTSIDE_YEAR, said, "проверьте год")


DATE_IN_YEAR = DateInYear()
