"""Reads the attendance register: one column a meeting, headed by its date or code."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from sheets_sync.letters import fold, fold_code
from sheets_sync.problems import Check, Fault, Problem, at_cell
from sheets_sync.reading.frames import each, looked_up
from sheets_sync.reading.headers import Header
from sheets_sync.reading.records import Origin, Records
from sheets_sync.sheet.cells import CellRef, Raw, Tab
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.kinds.base import Context, Lookup, Reading
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.refs import MARK
from sheets_sync.tables.kinds.text import show

_CODE = re.compile(r"[а-яa-z]{1,3}[-– ]?\d{1,4}\b")
_DATE_LIKE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\b\d{1,2}[./-]\d{1,2}([./-]\d{2,4})?\b|\b\d{1,2} [а-я]{3,}( \d{4})?"
)
LONGEST_HEAD = 40
"""A longer text is a remark that happens to hold a date, not a register's head."""
_SMALLEST_SERIAL = 30_000
_FIX = f"впишите дату или код с листа {MEETINGS.sheet}"


@dataclass(frozen=True, slots=True)
class Heads:
    """Tells a meeting by what heads its column. `code` resolves a code; None: tab is missing.
    `undated` says that some meeting's own date can't be read.
    """

    context: Context
    code: Lookup | None
    by_date: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    undated: bool = False

    def widened(self, tab: Tab, header: Header) -> Header:
        """The header with the line above or below it that heads the meetings' columns.

        Below counts only a line that is blank in all declared columns.
        """
        above, below = header.first - 1, header.last + 1
        if above >= 1 and self._heads(tab, header, above):
            return replace(header, first=above)
        blank = all(tab.at(below, column) is None for column in header.columns.values())
        if blank and self._heads(tab, header, below):
            return replace(header, last=below)
        return header

    def _heads(self, tab: Tab, header: Header, row: int) -> bool:
        """Whether a line heads meetings in columns of which the header itself says nothing."""
        taken = {*header.columns.values(), *self.columns(tab, header)}
        free = (c for c in range(1, len(tab.columns) + 1) if c not in taken)
        return any(self._like_a_meeting(tab.at(row, column)) for column in free)

    def columns(self, tab: Tab, header: Header) -> tuple[int, ...]:
        """The sheet columns that are headed like a meeting."""
        return tuple(column for column, _, _ in self.headed(tab, header))

    def headed(self, tab: Tab, header: Header) -> Iterator[tuple[int, int, Raw]]:
        """Sheet columns headed by a date or a code, the row and what heads them."""
        taken = set(header.columns.values())
        for column in range(1, len(tab.columns) + 1):
            rows = range(header.last, header.first - 1, -1)
            cells = [(row, tab.at(row, column)) for row in rows]
            heads = [(row, cell) for row, cell in cells if self._like_a_meeting(cell)]
            if column not in taken and heads:
                yield column, *heads[0]

    def _like_a_meeting(self, raw: Raw) -> bool:
        return _is_day(raw) or self._names_a_meeting(raw)

    def _names_a_meeting(self, raw: Raw) -> bool:
        text = fold(show(raw)) if isinstance(raw, str | int) else ""
        if not text or len(text) > LONGEST_HEAD:
            return False
        coded = self.code and text[-1].isdecimal() and self._coded(text)
        return bool(_CODE.match(text) or _DATE_LIKE.search(text) or coded)

    def _coded(self, text: str) -> Reading | None:
        """The meeting whose code the text is or holds."""
        assert self.code is not None
        parts = (text, *_parts(text))
        return next((r for part in parts if (r := self.code(part)).value is not None), None)

    def meeting(self, raw: Raw, date1904: bool) -> Reading:
        """What heads a column → the meeting's code; nothing without the tab Совещания."""
        if self.code is None:
            return Reading(None)
        text = show(raw) if isinstance(raw, str | int) else ""
        if coded := self._coded(text) if text else None:
            return coded
        reading, inside = self._dated(raw, text, date1904)
        if reading.value is not None:
            return self._on(reading)
        if inside or not _CODE.match(fold(text)):
            return reading
        return _no_meeting(f"совещания «{text.strip()}» нет на листе {MEETINGS.sheet}")

    def _dated(self, raw: Raw, text: str, date1904: bool) -> tuple[Reading, bool]:
        """The date that a head is or holds, and whether it holds one."""
        context = replace(self.context, date1904=date1904)
        reading = DATE.read(raw, context)
        inside = _DATE_LIKE.search(fold(text))
        if reading.value is None and inside:
            reading = DATE.read(inside.group(), context)
        return reading, bool(inside)

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


def _is_day(raw: Raw) -> bool:
    """A date, or the serial number of one; smaller numbers are ordinals, or codes."""
    if isinstance(raw, bool):
        return False
    return isinstance(raw, date) or (isinstance(raw, int | float) and raw > _SMALLEST_SERIAL)


def _no_meeting(said: str) -> Reading:
    return Reading.refused(Check.REGISTER_NO_MEETING, said, _FIX)


def _parts(text: str) -> list[str]:
    """The codes inside a heading like «С-06 (18.02)»."""
    return [match.group() for match in re.finditer(r"[^\W\d_]{1,3}[-– ]?\d{1,4}\b", text)]


def read_marks(records: Records, heads: Heads) -> tuple[Records, list[Problem]]:
    """The register's cells → `marks` (key, column, meeting, meaning), and what is wrong there."""
    problems: list[Problem] = []
    at: dict[tuple[int, str], int] = {}
    parts = [part for o in records.origins for part in _marks_of(records, o, heads, at, problems)]
    empty = pd.DataFrame(columns=["key", "column", "meeting", "meaning"], dtype=object)
    marks = pd.concat(parts, ignore_index=True) if parts else empty
    problems += _marked_twice(records, marks)
    headed = sum(1 for o in records.origins for _ in heads.headed(o.tab, o.header))
    return replace(records, marks=marks, heads=at, lost_heads=headed - len(at)), problems


def _marks_of(
    records: Records,
    origin: Origin,
    heads: Heads,
    at: dict[tuple[int, str], int],
    problems: list[Problem],
) -> Iterator[pd.DataFrame]:
    for column, row, raw in heads.headed(origin.tab, origin.header):
        reading = heads.meeting(raw, origin.tab.date1904)
        if (origin.number, reading.value) in at:
            reading = Reading(None, (_twice(reading.value),))
        cell = CellRef(origin.place, row, column)
        problems += [at_cell(cell, fault, show(raw)) for fault in reading.faults]
        if reading.value is not None:
            at[origin.number, reading.value] = column
            yield _column_marks(records, origin, column, reading.value, heads, problems)


def _twice(meeting: str) -> Fault:
    said = f"столбец совещания {meeting} встречается второй раз; считается первый"
    return Fault.of(Check.COLUMN_TWICE, said, "решите, какой столбец верен, и переименуйте другой")


def _column_marks(
    records: Records,
    origin: Origin,
    column: int,
    meeting: str,
    heads: Heads,
    problems: list[Problem],
) -> pd.DataFrame:
    codes, values = origin.codes(column), origin.values(column)
    filled = np.flatnonzero(codes)
    meanings: list[str | None] = []
    for place in filled:
        reading = MARK.read(values[codes[place]], heads.context)
        meanings.append(reading.value)
        key = int(origin.keys[place])
        problems += [records.problem(key, column, fault) for fault in reading.faults]
    data = {"key": origin.keys[filled], "column": column, "meeting": meeting}
    return pd.DataFrame(data | {"meaning": pd.Series(meanings, dtype=object)})


def _marked_twice(records: Records, marks: pd.DataFrame) -> Iterator[Problem]:
    """The same tutor marked for the same meeting in a second book."""
    if len(records.origins) < 2:
        return
    tutor = looked_up(marks["key"], records.frame["tutor"])
    later = marks.assign(tutor=tutor).dropna(subset="tutor").duplicated(["tutor", "meeting"])
    fault = Fault.of(
        Check.REGISTER_MARKED_TWICE,
        "этому тьютору это совещание уже отмечено в другой книге",
        "решите, какая отметка верна, и ставьте её в одной книге",
    )
    for row in each(marks.loc[later[later].index]):
        yield records.problem(int(row.key), int(row.column), fault)


def codes_by_date(meetings: pd.DataFrame) -> dict[date, tuple[str, ...]]:
    """Meeting codes by their date."""
    known = meetings.dropna(subset=["code", "date"])
    found: dict[date, tuple[str, ...]] = {}
    for code, day in zip(known["code"], known["date"], strict=True):
        if fold_code(code) not in map(fold_code, found.get(day.date(), ())):
            found[day.date()] = (*found.get(day.date(), ()), code)
    return found
