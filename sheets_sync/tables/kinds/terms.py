"""Terms in plans: «до 20 февраля», «январь–май», «I полугодие», «ежемесячно»."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sheets_sync.letters import fold
from sheets_sync.periods import SchoolYear, of_year
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Month, Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.moments import MONTH, TAIL, YEARS, Moments, last_day, stripped
from sheets_sync.tables.kinds.text import in_either_layout, quote
from sheets_sync.tables.kinds.years import SCHOOL_YEAR, consecutive


@dataclass(frozen=True, slots=True)
class Span:
    """When something is due: `start` is None for «до …», `end` is the last day.

    A `summer` one has no year and lies in June to August: it may be the one before September.
    """

    start: date | None
    end: date | None
    recurring: bool = False
    overdue_never: bool = False
    summer: bool = False


_YEARLY = re.compile(
    r"(?:ежегодн|кажд(?:ый|ого) (?:уч(?:ебн\w*)?\.? ?|календарн\w+ )?год)\w*"
    r"|(?:не (?:реже|менее|более|чаще) )?(?:(?:(?<!\d)1|\bодин|\bодного) раза?|^раз) "
    r"в (?:(?:уч(?:ебн\w*)?\.? ?)?год(?!\w)|(?:\d|два|три|пять) (?:года|лет))"
)
_THIS_YEAR = re.compile(r"\bтекущего (?:уч\w*\.? |календарного )?года")
_WEEKDAYS = r"по (?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень|будн|выходн)[а-я]*м\b"
_RECURRING = re.compile(
    r"(?:еже(?:мес|нед|кварт|дневн|урочн)|постоянн|регулярн|систематич|периодич)\w*"
    r"|\bраз(?:а)? в\b|\bкажд(?:ый|ую|ое|ого|ой)\b|(?:^|\s)(?:весь|всего|всей) (?:уч|год|период)"
    rf"|{_WEEKDAYS}"
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
_LINES = re.compile(r"[\s,;]*[\n\r]+\s*")
_LIST = re.compile(r"\s*(?:,|;|/|\bи\b)\s*")
_TO_YEAR_END = re.compile(r"(?:до|к|по) конц[аеу] (?:уч(?:ебн\w*)?\.?\s*)?(?:г|год)[ау]?")
_LABEL = re.compile(r"^(?:в )?срок\w*[\s:-]+(?=до|с|не|\d)")
_DAY = re.compile(r"\d{1,2}")
_NO_SUMMER = re.compile(r"\d{4}|\d[./-]\d+[./-]\d{2}|кв(?:арт|\.|$)")
"""A year stands somewhere, or a quarter: there is nothing to ask."""
_SUMMER = (6, 7, 8)


class Term(Kind):
    """A term in free words; the value is a Span. One that can't be read, None, is a warning in
    required cells too: the row counts."""

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a Span."""
        if isinstance(raw, str):
            return _from_text(raw, context)
        if isinstance(raw, Month):
            return Reading(Span(raw, last_day(raw.year, raw.month)))
        day = DATE.read(raw, context).value
        return Reading(Span(day, day)) if day else _unreadable(raw, context)


def _unreadable(raw: Raw, context: Context) -> Reading:
    fix = "впишите срок, например «до 20.02.2021», «февраль 2021» или «в течение года»"
    message = f"срок {quote(raw)} не прочитан, в просроченное не попадёт"
    return Reading.remarked(None, Check.TERM_UNREADABLE, message, of_year(fix, context.school_year))


def _from_text(text: str, context: Context) -> Reading:
    def read(typed: str) -> Reading | None:
        folded = fold(typed)
        span = _Reader(context).read(folded)
        yearless = span is not None and not _NO_SUMMER.search(folded)
        return _of_summer(span, typed, context.school_year) if span and yearless else _is(span)

    lines = _LINES.sub("; ", text.strip())
    return in_either_layout(text, read) or read(lines) or _unreadable(text, context)


def _is(span: Span | None) -> Reading | None:
    return Reading(span) if span else None


def _of_summer(span: Span, text: str, school_year: int) -> Reading:
    """A term without a year that begins in summer says which summer was taken."""
    first = span.start or span.end
    if span.recurring or first is None or first.month not in _SUMMER or span.end is None:
        return Reading(span)
    whole = span.end.year == first.year and span.end.month in _SUMMER
    taken = replace(span, summer=whole)
    return Reading.remarked(taken, *summer_remark(text, taken))


def summer_remark(text: str, span: Span) -> tuple[Check, str, str]:
    """What to say of a term of summer without a year: check, message, fix."""
    first = span.start or span.end
    year = first.year if first else ""
    said = f"срок {quote(text)} без года: лето взято {year} года"
    return Check.DATE_YEAR_MISSING, said, f"впишите год, например «август {year}»"


class _Reader:
    """Reads folded terms against one school year."""

    def __init__(self, context: Context):
        self._school_year = context.school_year
        self._moment = Moments(context).of

    def read(self, folded: str) -> Span | None:
        """A folded text → the span, or None."""
        text = _THIS_YEAR.sub("", folded).strip(" .,;:()")
        if _YEARLY.search(text):
            return self._yearly(_YEARLY.sub(" ", text).strip(" .,;:()-"))
        if _AS_NEEDED.search(text):
            return self._all_year(overdue_never=True)
        if _TO_YEAR_END.fullmatch(text):
            return Span(None, self._year_end())
        if _RECURRING.search(text) or self._is_whole_year(text):
            return self._all_year()
        text = _LABEL.sub("", text)
        try:
            return self._dated(TAIL.sub("", text))
        except ValueError:
            return None

    def _yearly(self, rest: str) -> Span | None:
        """Once a year: on the day that is said beside it, else by the end of the year."""
        return self.read(rest) if rest else replace(self._all_year(), recurring=False)

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
        whole_month = start != end and bool(MONTH.fullmatch(text)) and not the_end
        return Span(None, start - timedelta(days=1) if whole_month else end)

    def _between(self, first: str, last: str) -> Span | None:
        end = self._moment(stripped(last))
        if end is None:
            return None
        start = self._start_before(stripped(first), last, end[0])
        return Span(start, end[1]) if start and start <= end[1] else None

    def _start_before(self, first: str, last: str, end: date) -> date | None:
        """The first day of a range; what it leaves out (month, year) is that of its end."""
        if _DAY.fullmatch(first):
            return date(end.year, end.month, int(first))
        edges = self._moment(first)
        if edges is None or re.search(r"\d{4}|\d\.\d+\.\d", first):
            return edges and edges[0]
        if not re.search(r"\d{4}|\d\.\d+\.\d{2}", last):
            return _before(edges[0], end)
        start = _in_year(edges[0], end.year)
        return start if start <= end else _in_year(start, end.year - 1)

    def _listed(self, parts: list[str]) -> Span | None:
        """«февраль, март»: from the first to the last."""
        year = YEARS.search(parts[-1])
        edges = [self._moment(self._with_year(part, year)) for part in map(stripped, parts)]
        known = [edge for edge in edges if edge]
        if len(parts) < 2 or len(known) < len(parts):
            return None
        end = known[-1][0]
        starts = [_before(start, end) for start, _ in known]
        ends = [last for (start, last), taken in zip(known, starts, strict=True) if start == taken]
        return Span(min(starts), max(ends))

    def _with_year(self, part: str, year: re.Match[str] | None) -> str:
        return f"{part} {year[0]}" if year and not YEARS.search(part) and part.isalpha() else part


def _before(start: date, end: date) -> date:
    """A summer without a year that comes before the end without one: before the school year."""
    late = start > end and start.month in _SUMMER
    return date(start.year - 1, start.month, start.day) if late else start


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, last_day(year, day.month).day))


TERM = Term()
