"""A sheet's cells as columns of codes and distinct values."""

import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from math import isfinite

from python_calamine import CalamineSheet

from sheets_sync.sheet.cells import CellError, Month, Raw

ROWS = 1024


EXACT = 2**53


class Columns:
    """The columns of a sheet from A and row 1 on, each distinct value once."""

    def __init__(self, sheet: CalamineSheet, booleans: bool, most: int | None = None) -> None:
        """All rows, or the first so many."""
        self._typed = booleans
        self._seen: list[dict[object, int]] = []
        self.codes: list[array[int]] = []
        self.height = 0
        ranges = sheet.merged_cell_ranges or ()
        self.merges = [
            (top + 1, left + 1, low + 1, right + 1) for (top, left), (low, right) in ranges
        ]
        if sheet.start is not None:
            self._fill(sheet, most)

    def _fill(self, sheet: CalamineSheet, most: int | None) -> None:
        """Rows in small chunks: a sheet is never wholly in Python objects."""
        top, left = sheet.start or (0, 0)
        rows = islice(sheet.iter_rows(), most)
        first = next(rows)
        self.extend(0, left if len(first) == sheet.width else 0)
        skip = len(self.codes)
        self.extend(0, skip + len(first))
        self._take([first], skip)
        while chunk := list(islice(rows, ROWS)):
            self._take(chunk, skip)
        if self.height == sheet.height < top + sheet.height:
            self._lower(top)

    def _take(self, rows: Sequence[Sequence[object]], skip: int) -> None:
        """Codes for some rows more; without booleans 1 and 1.0 are one value, and may be."""
        for codes, seen, cells in zip(
            self.codes[skip:], self._seen[skip:], zip(*rows, strict=True), strict=True
        ):
            keys = zip(map(type, cells), cells, strict=True) if self._typed else cells
            codes.extend(map(seen.__getitem__, keys))
        self.height += len(rows)

    def _lower(self, rows: int) -> None:
        """Put blank rows above (readers that begin at the first filled row)."""
        blank = array("i", bytes(4 * rows))
        self.codes = [blank + codes for codes in self.codes]
        self.height += rows

    def extend(self, height: int, width: int) -> None:
        """Blank columns to the right and blank rows below, up to this size."""
        self.height = max(self.height, height)
        while len(self.codes) < width:
            seen: dict[object, int] = defaultdict(count(1).__next__)
            seen[(str, "") if self._typed else ""] = 0
            self._seen.append(seen)
            self.codes.append(array("i"))
        for codes in self.codes:
            codes.frombytes(bytes(codes.itemsize * (self.height - len(codes))))

    def take(self, column: int, ods: bool) -> tuple["array[int]", list[Raw]]:
        """A column's codes and values; it is forgotten."""
        keys = iter(self._seen[column])
        next(keys)
        raw = (key[1] for key in keys) if self._typed else keys  # type: ignore[index]
        values: list[Raw] = [None, *map(plain_ods if ods else plain, raw)]
        codes = self.codes[column]
        self._seen[column], self.codes[column] = {}, array("i")
        return codes, values


def plain(value: object) -> Raw:
    """A reader's value → a raw cell: whole floats are int, a time of day is a time."""
    if type(value) is float:
        if not isfinite(value):
            return CellError("#NUM!")
        return int(value) if value.is_integer() and abs(value) < EXACT else value
    if isinstance(value, datetime):
        return plain_moment(value)
    if isinstance(value, str | int | bool | date | time | timedelta):
        return value
    return str(value)


def plain_moment(moment: datetime) -> Raw:
    """Midnight → date; a moment of the day that serial 0 or 1 stands for → time."""
    if moment.date() in (date(1899, 12, 30), date(1899, 12, 31)):
        return moment.time()
    return moment if moment.time() != time(0) else moment.date()


def plain_ods(value: object) -> Raw:
    """As `plain`; an .ods duration comes as its ISO text."""
    found = DURATION.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return plain(value)
    span = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=float(found[4]))
    return -span if found[1] else span


DURATION = re.compile(r"(-?)PT(\d{1,7})H(\d{1,2})M(\d{1,2}(?:[.,]\d{1,9})?)S")


def set_months(codes: "array[int]", values: list[Raw], rows: "array[int]") -> None:
    """Make months of the firsts of a month at the rows whose format shows no day."""
    numbers: dict[int, int] = {}
    for row in rows:
        number = codes[row - 1] if row <= len(codes) else 0
        value = values[number]
        if type(value) is not date or value.day != 1:
            continue
        if number not in numbers:
            numbers[number] = len(values)
            values.append(Month(value.year, value.month, 1))
        codes[row - 1] = numbers[number]


def patch(codes: "array[int]", values: list[Raw], lost: list[tuple[int, str]]) -> None:
    """Put the errors that readers show as blanks at their rows."""
    numbers: dict[str, int] = {}
    for row, code in lost:
        if code not in numbers:
            numbers[code] = len(values)
            values.append(CellError(code))
        codes[row - 1] = numbers[code]
