"""Which columns of somebody's tab hold the marks of a register."""

import re
from collections import Counter
from collections.abc import Mapping

from sheets_sync.letters import fold
from sheets_sync.reading.headers import Header
from sheets_sync.reading.meeting_heads import Heads
from sheets_sync.sheet.cells import Raw, Tab
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.dates import DATE

_MEETING = re.compile(r"[а-я]{1,2}-?\d{1,4}")
_ANY_YEAR = Context(2020)
_LONGEST = 16
_MOSTLY = 0.7
"""Below the last person totals may stand."""


def may_head_marks(head: str) -> bool:
    """Whether a head is a day or a meeting's code."""
    day = DATE.read(head, _ANY_YEAR).value
    return _MEETING.fullmatch(fold(head)) is not None or day is not None


def mark_columns(tab: Tab, row: int, there: Mapping[str, int], context: Context) -> tuple[int, ...]:
    """The sheet columns headed like a meeting, where marks and nothing else stand below; `there`
    are the columns of other things, whose heads stand in `row`."""
    heads = Heads(context, None)
    header = heads.widened(tab, Header(row, row, dict(there), tab.height))
    found = heads.columns(tab, header)
    typed = Counter[bool]()
    for number in found:
        for raw, times in _below(tab, header.last, number).items():
            typed[_may_be_mark(raw, context)] += times
    return found if typed[True] and typed[True] >= _MOSTLY * typed.total() else ()


def _below(tab: Tab, row: int, number: int) -> Mapping[Raw, int]:
    """The values below a header, and how often each stands there."""
    column = tab.columns[number - 1]
    codes = Counter(code for code in column.codes[row:].tolist() if code)
    return {column.values[code]: times for code, times in codes.items()}


def _may_be_mark(raw: Raw, context: Context) -> bool:
    """A short text that is no date and no number, or 0 and 1."""
    if isinstance(raw, str):
        text = fold(raw)
        short = len(text) <= _LONGEST and not any(map(str.isdecimal, text))
        return text in ("", "0", "1") or (short and DATE.read(raw, context).value is None)
    return isinstance(raw, int | float) and raw in (0, 1)
