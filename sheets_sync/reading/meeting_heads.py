"""Which columns of the register are meetings': those headed by a code, a date, month over day."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from sheets_sync.letters import fold, fold_code, one_letter_off
from sheets_sync.problems import Check, Fault
from sheets_sync.reading.headers import Header, column_codes, header_texts
from sheets_sync.sheet.cells import Raw, Tab
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.kinds.base import Context, Lookup, Reading
from sheets_sync.tables.kinds.dates import (
    DATE,
    MONTHS,
    MONTHS_GENITIVE,
    full_year,
    month_number,
    year_in_school,
)
from sheets_sync.tables.kinds.text import show

_CODE = re.compile(r"([а-яa-z]{1,3})[-– ]?\d{1,4}\b")
_TOKEN = re.compile(r"[^\s(),:;·]+")
_DAY = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2} ?[./-] ?\d{1,2}(?: ?[./-] ?(?:\d{4}|\d{2}))?"
    r"|\d{1,2}[ .-]?([а-я]{3,})\.?(?:[ .-]?(?:\d{4}|\d{2}))?)"
)
_DATE = re.compile(_DAY)
_BESIDE = (
    r"[\s.,()]*(?:(?:г|год|года|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница"
    r"|суббота|воскресенье)(?![а-я])|\d{1,2}[:.]\d{2}(?!\d))?[\s.,()]*"
)
_DATE_ALONE = re.compile(rf"(?:{_BESIDE}){{0,2}}{_DAY}(?:{_BESIDE}){{0,3}}")
_DAY_NUMBER = re.compile(r"(\d{1,2})(?:-?[ео]е?|\.)?")
_MONTH = re.compile(r"([а-я]{3,})\.?(?: ?(\d{4}|\d{2})(?: ?г\.?(?:ода?)?)?)?")
LONGEST_HEAD = 40
"""A longer text is a remark that happens to hold a date, not a register's head."""
_SMALLEST_SERIAL = 30_000
_FIX = f"впишите дату или код с листа {MEETINGS.sheet}"


@dataclass(frozen=True, slots=True)
class Heads:
    """Tells a meeting by what heads its column. `code` resolves a code; None: tab is missing.
    `undated` says that some meeting's own date can't be read; `letters` begin the known codes;
    `running` are those that go on for several days: each may have a column.
    """

    context: Context
    code: Lookup | None
    by_date: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    undated: bool = False
    letters: AbstractSet[str] | None = None
    running: AbstractSet[str] = frozenset()

    def widened(self, tab: Tab, header: Header) -> Header:
        """The header with the lines above and below it that head the meetings' columns.

        Below counts only a line that is blank in all declared columns.
        """
        while header.first > 1:
            wider = replace(header, first=header.first - 1)
            if not any(_open(tab, header, column) for column in self._more(tab, wider, header)):
                break
            header = wider
        for lines in (1, 2):
            wider = replace(header, last=min(header.last + lines, tab.height))
            blank = all(_blank(tab, header, row) for row in range(header.last + 1, wider.last + 1))
            if blank and self._more(tab, wider, header):
                return wider
        return header

    def _more(self, tab: Tab, wider: Header, header: Header) -> list[int]:
        """Columns that hold something and are meetings' only with the further lines."""
        new = set(self.columns(tab, wider)) - set(self.columns(tab, header))
        return [c for c in new if column_codes(tab.columns[c - 1])[wider.last :].any()]

    def columns(self, tab: Tab, header: Header) -> tuple[int, ...]:
        """The sheet columns that are headed like a meeting."""
        return tuple(column for column, _, _ in self.headed(tab, header))

    def headed(self, tab: Tab, header: Header) -> Iterator[tuple[int, int, Raw]]:
        """Sheet columns headed by a code or a date, the row and what heads them."""
        taken = set(header.columns.values())
        for column in range(1, len(tab.columns) + 1):
            rows = [r for r in range(header.last, header.first - 1, -1) if _said(tab.at(r, column))]
            if column in taken or not rows:
                continue
            head = self._head(tab, rows, column) or self._day(tab, header, rows, column)
            if head:
                yield column, *head

    def _head(self, tab: Tab, rows: list[int], column: int) -> tuple[int, Raw] | None:
        """The lowest line if it is a date or code; another one only if it is a code."""
        lowest = tab.at(rows[0], column)
        if _is_day(lowest) or _is_date(lowest):
            return rows[0], lowest
        return next(((r, raw) for r in rows if self._is_code(raw := tab.at(r, column))), None)

    def _day(
        self, tab: Tab, header: Header, rows: list[int], column: int
    ) -> tuple[int, Raw] | None:
        """A number of a day under a month, which may stand over several columns."""
        number = _DAY_NUMBER.fullmatch(fold(show(tab.at(rows[0], column))))
        if number is None:
            return None
        for row in range(rows[0] - 1, header.first - 1, -1):
            over = (tab.at(row, left) for left in range(column, 0, -1))
            above = next(filter(_said, over), None)
            if month := _month_of(above, self.context.school_year):
                return rows[0], _day_in(*month, int(number[1]))
        return None

    def _is_code(self, raw: Raw) -> bool:
        """Whether a head is a code, or begins with one, or has but a date before it."""
        text = fold(show(raw)) if isinstance(raw, str | int) else ""
        if not text or len(text) > LONGEST_HEAD:
            return False
        if self._coded(text):
            return True
        match = _CODE.match(text)
        return match is not None and (self.letters is None or match[1] in self.letters)

    def _coded(self, text: str) -> Reading | None:
        """The meeting whose code the text is, or begins with, or holds beside its date."""
        if self.code is None or not any(map(str.isdecimal, text)):
            return None
        rest = _DATE.sub(" ", text, count=1) if _DATE.match(text) else ""
        first = (_TOKEN.search(part) for part in (text, rest))
        parts = (text, *(token[0] for token in first if token), *_begins(text))
        return next((r for part in parts if (r := self.code(part)).value is not None), None)

    def meeting(self, raw: Raw, date1904: bool) -> Reading:
        """What heads a column → the meeting's code; nothing without the tab Совещания."""
        if self.code is None:
            return Reading(None)
        text = show(raw) if isinstance(raw, str | int) else ""
        if coded := self._coded(fold(text)) if text else None:
            return coded
        if not _is_day(raw) and not _is_date(raw):
            return _no_meeting(f"совещания «{text.strip()}» нет на листе {MEETINGS.sheet}")
        reading = self._dated(raw, text, date1904)
        return self._on(reading) if reading.value is not None else reading

    def _dated(self, raw: Raw, text: str, date1904: bool) -> Reading:
        """The date that a head is, whatever weekday stands beside it."""
        context = replace(self.context, date1904=date1904)
        reading = DATE.read(raw, context)
        inside = _DATE.search(fold(text))
        if reading.value is None and inside:
            reading = DATE.read(inside.group(), context)
        return reading

    def _on(self, reading: Reading) -> Reading:
        """The meeting on a date."""
        codes = self.by_date.get(reading.value, ())
        if len(codes) == 1:
            return Reading(codes[0], reading.faults)
        shown = f"{reading.value:%d.%m.%Y}"
        if codes:
            said = f"на {shown} назначено больше одного совещания: {', '.join(codes)}"
            return Reading(
                None, (Fault.of(Check.REGISTER_TWO_MEETINGS, said, "впишите код совещания"),)
            )
        if self.undated:
            return Reading(None)  # it may be the meeting whose own date can't be read
        return _no_meeting(f"на {shown} нет совещания")


def _said(raw: Raw) -> bool:
    return raw is not None and bool(fold(show(raw)))


def _blank(tab: Tab, header: Header, row: int) -> bool:
    return all(tab.at(row, column) is None for column in header.columns.values())


def _open(tab: Tab, header: Header, column: int) -> bool:
    """Whether what stands over a column leaves room for a line above: nothing, or a day."""
    said = header_texts(tab, column, header.first, header.last)
    return not said or bool(_DAY_NUMBER.fullmatch(said[0]))


def _is_day(raw: Raw) -> bool:
    """A date, or the serial number of one; smaller numbers are ordinals, or codes."""
    if isinstance(raw, bool):
        return False
    return isinstance(raw, date) or (isinstance(raw, int | float) and raw > _SMALLEST_SERIAL)


def _is_date(raw: Raw) -> bool:
    """Whether a text is a date and nothing else, real or not."""
    text = fold(raw) if isinstance(raw, str) else ""
    match = _DATE_ALONE.fullmatch(text) if len(text) <= LONGEST_HEAD else None
    return match is not None and (match[1] is None or _is_month(match[1]))


def _is_month(word: str) -> bool:
    """Whether a word is a month, or one with a slip in it."""
    near = any(one_letter_off(word, name) for name in MONTHS + MONTHS_GENITIVE)
    return near or month_number(word) is not None


def _month_of(raw: Raw, school_year: int) -> tuple[int, int] | None:
    """The year and month that a head says, or that Excel made of it."""
    if isinstance(raw, date):
        return (raw.year, raw.month) if raw.day == 1 else None
    match = _MONTH.fullmatch(fold(raw)) if isinstance(raw, str) else None
    month = month_number(match[1]) if match else None
    if match is None or month is None:
        return None
    return (full_year(match[2]) if match[2] else year_in_school(month, school_year)), month


def _day_in(year: int, month: int, day: int) -> Raw:
    """The day, or its text where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return f"{day:02}.{month:02}.{year}"


def _begins(text: str) -> list[str]:
    """The code a heading like «С 06 – планы» begins with."""
    match = _CODE.match(text)
    return [match[0]] if match else []


def _no_meeting(said: str) -> Reading:
    return Reading.refused(Check.REGISTER_NO_MEETING, said, _FIX)


def codes_by_date(
    meetings: pd.DataFrame, several: Mapping[int, tuple[date, ...]]
) -> dict[date, tuple[str, ...]]:
    """Meeting codes by their date, or by each of their `several` dates (by row key)."""
    known = meetings.dropna(subset=["code", "date"])
    found: dict[date, tuple[str, ...]] = {}
    for key, code, first in zip(known.index, known["code"], known["date"], strict=True):
        for day in several.get(int(key), (first.date(),)):
            if fold_code(code) not in map(fold_code, found.get(day, ())):
                found[day] = (*found.get(day, ()), code)
    return found


def code_letters(codes: "pd.Series[str]") -> frozenset[str]:
    """What the codes begin with, folded: «С» of «С-06»."""
    return frozenset(match[1] for code in codes.dropna() if (match := _CODE.match(fold(code))))
