"""Cells as `spreadsheets.get` answers them → raw cells as every store gives them."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import Any, TypeVar

from sheets_sync.sheet.cells import CellError, Month, PersonChip, Raw, Tab
from sheets_sync.sheet.number_formats import SAID, shows_month_alone

MOST_CELLS = 10_000_000
"""Of a spreadsheet, by the size of its grids."""

_ERRORS = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading…",
}
STILL_LOADING = CellError(_ERRORS["LOADING"])
"""What IMPORTRANGE and the like show until they have their values."""
_MOMENTS = {"DATE", "TIME", "DATE_TIME"}
_DAY_ZERO = datetime(1899, 12, 30)
_LAST_SERIAL = 2_958_466
"""The first serial that no date has."""
_EXACT = 2**53
_HOURS_IN_ALL = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)

Json = Mapping[str, Any]
_Kind = TypeVar("_Kind")


def is_a(kind: type[_Kind], found: Any) -> _Kind:
    """What was found, if it is of that kind. Raises TypeError."""
    if not isinstance(found, kind):
        raise TypeError(f"no {kind.__name__}")
    return found


def rows_of(data: Sequence[Json]) -> list[list[Raw]]:
    """The cells from A1 on, blank rows and columns at the end cut off."""
    rows: list[list[Raw]] = []
    for part in data:
        left = part.get("startColumn", 0)
        if not 0 <= left < MOST_CELLS > part.get("startRow", 0) >= 0:
            raise ValueError("no such cell in any spreadsheet")
        for number, row in enumerate(part.get("rowData", ()), part.get("startRow", 0)):
            cells = [raw_of(cell) for cell in row.get("values", ())]
            while cells and cells[-1] is None:
                cells.pop()
            if cells:
                rows.extend([] for _ in range(number + 1 - len(rows)))
                rows[number] = [None] * left + cells
    return rows


def raw_of(cell: Json) -> Raw:
    """A `CellData` → a raw cell; the locale and time zone of the spreadsheet play no part."""
    value = cell.get("effectiveValue", {})
    if "stringValue" in value:
        return _text(is_a(str, value["stringValue"]), cell) or None
    if "boolValue" in value:
        return is_a(bool, value["boolValue"])
    if "errorValue" in value:
        return CellError(_ERRORS.get(value["errorValue"].get("type", ""), "#ERROR!"))
    if "numberValue" not in value:
        return None
    number = value["numberValue"]
    if not isinstance(number, int | float) or not isfinite(number):
        raise TypeError("no number")
    return _number(number, cell.get("effectiveFormat", {}).get("numberFormat", {}))


def _text(text: str, cell: Json) -> str:
    """A text; of one person's chip it knows the e-mail too."""
    if "chipRuns" not in cell:
        return text
    chips = (run.get("chip", {}).get("personProperties", {}) for run in cell["chipRuns"])
    emails = [is_a(str, chip["email"]) for chip in chips if "email" in chip]
    return PersonChip(text.strip("@ ") or emails[0], emails[0]) if len(emails) == 1 else text


@lru_cache
def _is_length(pattern: str) -> bool:
    """Whether a number format shows a length of time: [h]:mm."""
    return bool(_HOURS_IN_ALL.search(SAID.sub("", pattern)))


def _number(number: float, shown: Json) -> Raw:
    """A number by its format: a date, a time, a duration; just a number where it can't be one."""
    pattern = is_a(str, shown.get("pattern", ""))
    if shown.get("type") in _MOMENTS or _is_length(pattern):
        with suppress(OverflowError):
            return _moment(number, pattern)
    if isinstance(number, float) and number.is_integer() and abs(number) < _EXACT:
        return int(number)
    return number


def _moment(serial: float, pattern: str) -> Raw:
    """Days since 1899-12-30, to the millisecond: a time below one day, a date without hours.

    Raises OverflowError for a number that is no moment.
    """
    if _is_length(pattern):
        return timedelta(milliseconds=round(serial * 86_400_000))
    if not 0 <= serial < _LAST_SERIAL:
        raise OverflowError("no such date")
    moment = _DAY_ZERO + timedelta(milliseconds=round(serial * 86_400_000))
    if moment.date() <= date(1899, 12, 31):
        return moment.time()
    if moment.time() != time():
        return moment
    if moment.day == 1 and shows_month_alone(pattern):
        return Month(moment.year, moment.month, 1)
    return moment.date()


def loading_at(tab: Tab) -> tuple[int, int] | None:
    """Row and column (from 1) of the first cell that has no value yet; None where all have."""
    for number, column in enumerate(tab.columns, 1):
        for code, value in enumerate(column.values):
            if value == STILL_LOADING:
                return column.codes.index(code) + 1, number
    return None
