"""Terms in plans: «до 20 февраля», «январь–май», «I полугодие», «ежемесячно»."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sheets_sync.letters import fold
from sheets_sync.periods import SchoolYear
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.dates import DATE, full_year, month_number, parse_date, year_in_school
from sheets_sync.tables.kinds.text import in_either_layout, quote
from sheets_sync.tables.kinds.years import SCHOOL_YEAR, consecutive, ordinal


@dataclass(frozen=True, slots=True)
class Span:
    """When something is due: `start` is None for «до …», `end` is the last day."""

    start: date | None
    end: date | None
    recurring: bool = False
    overdue_never: bool = False


_RECURRING = re.compile(
    r"(?:еже(?:мес|нед|кварт|дневн|годн|урочн)|постоянн|регулярн|систематич|периодич)\w*"
    r"|\bраз(?:а)? в\b|\bкажд(?:ый|ую|ое|ого|ой)\b|(?:^|\s)(?:весь|всего|всей) (?:уч|год|период)"
    r"|(?:в теч(?:\.|ени[ие])|на протяжении) (?:всего )?(?:\d{4}\s*[-/]\s*\d{2,4} )?"
    r"(?:уч\w*\.?\s*)?(?:г(?:ода|\.)?$|период)"
)
_AS_NEEDED = re.compile(
    r"по (?:мере )?(?:необходимост|запрос|требовани|надобност)\w*|при необходимости"
)
_PREFIX = re.compile(r"(?:в течени[ие]|на протяжении|в|во|на|за|период)\s+")
_UNTIL = re.compile(r"(?:не позднее|не позже|до|к|по)\s+(конца\s+)?")
_FROM_TO = re.compile(r"(?:с|со|от)\s+(.+?)\s*(?:-|\bпо\b|\bдо\b)\s*(.+)")
_DASH = re.compile(r"(.+?)\s*-\s*(.+)")
_LIST = re.compile(r"\s*(?:,|;|/|\bи\b)\s*")
_MONTH = re.compile(r"([а-я]{3,})\.?(?:[\s,]*(\d{4}))?")
_PART = re.compile(r"(начал[оеа]|середин[аеыу]|кон(?:ец|це|ца))\s+(.+)")
_BLOCK = re.compile(r"(\S+)\s+(недел[яиюе]|декад[аеыу])\s+(.+)")
_PERIOD = re.compile(
    r"(\S+?)\s*(?:(полугоди[еяи]|полуг\.|пол\.|п/г)|(четверт[ьи]|четв\.|ч\.)|(квартал[ае]?|кв\.))\s*(.*)"
)
_YEARS = re.compile(rf"{SCHOOL_YEAR}|(\d{{4}})")
_TAIL = re.compile(r"(?<=[\d\s])\s*(?:уч(?:ебн\w*)?\.?\s*)?(?:г|год|года|гг)?[\s.,]*$")
_TO_YEAR_END = re.compile(r"(?:до|к|по) конц[аеу] (?:уч(?:ебн\w*)?\.?\s*)?(?:г|год)[ау]?")
_LABEL = re.compile(r"^(?:в )?срок\w*[\s:-]+(?=до|с|не|\d)")
_DAY = re.compile(r"\d{1,2}")

_PARTS = {"н": (1, 10), "с": (11, 20), "к": (21, 31)}

_Edges = tuple[date, date]


class Term(Kind):
    """A term in free words; the value is a Span. One that can't be read, None, is a warning in
    required cells too: the row counts."""

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a Span."""
        if isinstance(raw, str):
            return _from_text(raw, context)
        day = DATE.read(raw, context).value
        return Reading(Span(day, day)) if day else _unreadable(raw)


def _unreadable(raw: Raw) -> Reading:
    fix = "впишите срок, например «до 20.02.2021», «февраль 2021» или «в течение года»"
    message = f"срок {quote(raw)} не прочитан, в просроченное не попадёт"
    return Reading.remarked(None, Check.TERM_UNREADABLE, message, fix)


def _from_text(text: str, context: Context) -> Reading:
    def read(typed: str) -> Reading | None:
        span = _Reader(context).read(fold(typed))
        return Reading(span) if span else None

    return in_either_layout(text, read) or _unreadable(text)


class _Reader:
    """Reads folded terms against one school year."""

    def __init__(self, context: Context):
        self._school_year = context.school_year
        self._periods = context.periods

    def read(self, folded: str) -> Span | None:
        """A folded text → the span, or None."""
        text = folded.strip(" .,;:()")
        if _AS_NEEDED.search(text):
            return self._all_year(overdue_never=True)
        if _TO_YEAR_END.fullmatch(text):
            return Span(None, self._year_end())
        if _RECURRING.search(text) or self._is_whole_year(text):
            return self._all_year()
        text = _LABEL.sub("", text)
        try:
            return self._dated(_TAIL.sub("", text))
        except ValueError:
            return None

    def _all_year(self, overdue_never: bool = False) -> Span:
        start, end = SchoolYear(self._school_year).period.start, self._year_end()
        return Span(start, end, recurring=True, overdue_never=overdue_never)

    def _year_end(self) -> date:
        return SchoolYear(self._school_year).last_lesson

    def _is_whole_year(self, text: str) -> bool:
        years = re.fullmatch(rf"(?:{SCHOOL_YEAR}\s*)?уч\w*\.?\s*г(?:од\w*)?", text)
        first = re.fullmatch(SCHOOL_YEAR, text)
        match = years or first
        if match is None:
            return False
        return match[1] is None or consecutive(match[1], match[2]) == self._school_year

    def _dated(self, text: str) -> Span | None:
        if match := _UNTIL.match(text):
            return self._until(text[match.end() :], bool(match[1]))
        if match := _FROM_TO.fullmatch(text):
            return self._between(match[1], match[2])
        if edges := self._moment(_PREFIX.sub("", text, count=1)):
            return Span(*edges)
        if match := _DASH.fullmatch(text):
            return self._between(match[1], match[2])
        return self._listed(_LIST.split(text))

    def _until(self, text: str, the_end: bool) -> Span | None:
        edges = self._moment(text)
        if edges is None:
            return None
        start, end = edges
        # «до февраля» is over when February begins; «до конца февраля» is not.
        whole_month = start != end and bool(_MONTH.fullmatch(text)) and not the_end
        return Span(None, start - timedelta(days=1) if whole_month else end)

    def _between(self, first: str, last: str) -> Span | None:
        end = self._moment(_stripped(last))
        if end is None:
            return None
        start = self._start_before(_stripped(first), last, end[0])
        return Span(start, end[1]) if start and start <= end[1] else None

    def _start_before(self, first: str, last: str, end: date) -> date | None:
        """The first day of a range; what it leaves out (month, year) is that of its end."""
        if _DAY.fullmatch(first):
            return date(end.year, end.month, int(first))
        edges = self._moment(first)
        if edges is None or re.search(r"\d{4}|\d\.\d+\.\d", first):
            return edges and edges[0]
        if not re.search(r"\d{4}|\d\.\d+\.\d{2}", last):
            return edges[0]
        start = _in_year(edges[0], end.year)
        return start if start <= end else _in_year(start, end.year - 1)

    def _listed(self, parts: list[str]) -> Span | None:
        """«февраль, март»: from the first to the last."""
        year = _YEARS.search(parts[-1])
        edges = [self._moment(self._with_year(part, year)) for part in map(_stripped, parts)]
        known = [edge for edge in edges if edge]
        if len(parts) < 2 or len(known) < len(parts):
            return None
        return Span(min(start for start, _ in known), max(end for _, end in known))

    def _with_year(self, part: str, year: re.Match[str] | None) -> str:
        return f"{part} {year[0]}" if year and not _YEARS.search(part) and part.isalpha() else part

    def _moment(self, text: str) -> _Edges | None:
        """The first and last day of a date, month, part of a month, half or quarter."""
        text = _stripped(text)
        readers: tuple[Callable[[str], _Edges | None], ...] = (
            self._month,
            self._part_of_month,
            self._block_of_month,
            self._period,
            self._day,
        )
        return next((edges for reader in readers if (edges := reader(text))), None)

    def _day(self, text: str) -> _Edges | None:
        day = parse_date(text, self._school_year).value
        return (day, day) if day else None

    def _month(self, text: str) -> _Edges | None:
        match = _MONTH.fullmatch(text)
        month = month_number(match[1]) if match else None
        if match is None or month is None:
            return None
        year = full_year(match[2]) if match[2] else year_in_school(month, self._school_year)
        return date(year, month, 1), _last_day(year, month)

    def _part_of_month(self, text: str) -> _Edges | None:
        match = _PART.fullmatch(text)
        month = self._month(match[2]) if match else None
        if match is None or month is None:
            return None
        first, last = _PARTS[match[1][0]]
        return month[0].replace(day=first), _cut(month, last)

    def _block_of_month(self, text: str) -> _Edges | None:
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

    def _period(self, text: str) -> _Edges | None:
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
        years = _stripped(years)
        match = _YEARS.fullmatch(years)
        if not years:
            return self._school_year
        if match is None:
            return None
        if match[1]:
            return consecutive(match[1], match[2])
        # «I полугодие 2021» in spring may mean January: only the year it begins in is clear.
        clear = int(match[3]) == self._school_year + (0 if autumn else 1)
        return self._school_year if clear else None

    def _half(self, number: int, year: int | None) -> _Edges | None:
        if year is None or number > 2:
            return None
        half = "I" * number
        return self._moved(half, year) or SchoolYear(year).halves()[half]

    def _quarter(self, number: int, year: int | None) -> _Edges | None:
        if year is None:
            return None
        quarter = f"ч{number}"
        return self._moved(quarter, year) or SchoolYear(year).quarters()[quarter]

    def _moved(self, key: str, year: int) -> _Edges | None:
        return self._periods.get(key) if year == self._school_year else None

    def _calendar_quarter(self, number: int, years: str) -> _Edges | None:
        month = 3 * number - 2
        match = re.fullmatch(r"(\d{4})?", _stripped(years))
        if match is None:
            return None
        # The third quarter is July to September: only September is school time.
        in_school = self._school_year + (0 if number >= 3 else 1)
        year = int(match[1]) if match[1] else in_school
        return date(year, month, 1), _last_day(year, month + 2)


def _stripped(text: str) -> str:
    return _TAIL.sub("", text.strip(" .,;")).strip(" .,;")


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _cut(month: _Edges, last: int) -> date:
    return month[0].replace(day=min(last, month[1].day))


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, _last_day(year, day.month).day))


TERM = Term()
