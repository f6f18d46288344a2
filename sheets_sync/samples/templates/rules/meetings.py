"""Rules of meetings and of the register."""

from collections.abc import Iterator

from sheets_sync.problems import Check, Severity
from sheets_sync.samples.templates.rules.by_reference import mark_unknown
from sheets_sync.samples.templates.rules.formulas import (
    TODAY,
    begins,
    blank,
    both,
    code_pattern,
    day,
    day_in,
    day_of_head,
    either,
    filled,
    like,
    safe,
)
from sheets_sync.samples.templates.rules.spot import SHEET_END, Rule, Spot
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.kinds.refs import MARK

_HELD = ("про", "сос", "да", "+", "✓")
_GONE = ("отм", "пер", "отл")
_HOLIDAYS = (
    *(f"{day}.1" for day in range(1, 9)),
    *("23.2", "8.3", "1.5", "9.5", "12.6", "4.11"),
)
"""What is a public holiday each year."""


def day_off(moment: str) -> str:
    """A Sunday or one of the holidays that never move."""
    named = f'"|"&DAY({moment})&"."&MONTH({moment})&"|"'
    fixed = f'ISNUMBER(FIND({named},"|{"|".join(_HOLIDAYS)}|"))'
    return either(f"WEEKDAY({moment})=1", fixed)


def ends_too_early(spot: Spot) -> Rule:
    """«Окончание» is not after «Начало»."""
    start, end = spot.cell("start"), spot.cell("end")
    times = both(f"ISNUMBER({start})", f"ISNUMBER({end})", f"{start}<1", f"{end}<1")
    wrong = both(times, filled(end), f"{end}<={start}")
    return Rule(Check.TIME_ORDER, spot.area("end"), wrong, Severity.WARNING)


def rules_of_meetings(spot: Spot) -> Iterator[Rule]:
    """A meeting held before its day, on a day off, ending before it begins."""
    status, moment = spot.cell("status"), day(spot.cell("date"))
    early = both(begins(status, _HELD), f"{moment}>{TODAY}")
    yield spot.rule(Check.MEETING_HELD_EARLY, "status", early)
    yield ends_too_early(spot)
    off = both(f"NOT({begins(status, _GONE)})", day_off(moment))
    yield spot.rule(Check.DATE_DAY_OFF, "date", off)


class _Column:
    """A column of a meeting: its head and the marks below, as the first of them has it."""

    def __init__(self, spot: Spot) -> None:
        self.first, self.last = spot.first_meeting, spot.last_meeting
        self.head, self.mark = f"{self.first}$1", f"{self.first}2"
        self.moment = day_of_head(self.head)
        self.codes, self.days, self.invited, self.status = (
            spot.other(MEETINGS, name) for name in ("code", "date", "invited", "status")
        )

    def area(self, first_row: int, last_row: int) -> str:
        """These rows of all columns of meetings."""
        return f"{self.first}{first_row}:{self.last}{last_row}"

    def meetings(self, also: str = "") -> str:
        """How many meetings the head names that fulfil the pairs of COUNTIFS."""
        coded = f"COUNTIFS({self.codes},{code_pattern(self.head)}{also})"
        return f"IF({self.moment}>0,{day_in(self.days, self.moment, also)},{coded})"


def rules_of_register(spot: Spot) -> Iterator[Rule]:
    """A head without a meeting; a mark too early, one that is no mark, one that is missing."""
    if MEETINGS not in spot.book.tables:
        return
    column = _Column(spot)
    severities = (Severity.ERROR, Severity.WARNING)
    below, heads = column.area(2, SHEET_END), column.area(1, 1)
    yield Rule(Check.REGISTER_NO_MEETING, heads, _no_meeting(column), severities[0])
    if known := spot.listed(MARK):
        yield Rule(Check.MARK_UNKNOWN, below, mark_unknown(column.mark, known), severities[0])
    yield Rule(Check.MARK_NO_MEETING, below, _too_early(column), severities[1])
    yield Rule(Check.MARK_MISSING, below, _missing(column, spot), severities[1])


def _no_meeting(column: _Column) -> str:
    named = either(f"{column.moment}>0", like(column.head, "?-*", "??-*"))
    there = f"COUNTA({column.codes})>0"
    none = f"{column.meetings()}=0"
    return both(filled(column.head), there, named, none)


def _too_early(column: _Column) -> str:
    later = f'COUNTIFS({column.codes},{code_pattern(column.head)},{column.days},">"&{TODAY})>0'
    states = (f',{column.status},"{stem}*"' for stem in ("отм", "перен"))
    gone = (f"{column.meetings(state)}>0" for state in states)
    why = either(f"{column.moment}>{TODAY}", safe(later), *map(safe, gone))
    return both(filled(column.mark), filled(column.head), why)


def _missing(column: _Column, spot: Spot) -> str:
    """A gap between marks: who came later or left is not asked for, for no tab here says it."""
    stream = spot.cell("stream")
    before = f"COUNTA(${column.first}2:{column.mark})>0"
    after = f"COUNTA({column.mark}:${column.last}2)>0"
    held = f',{column.status},"про*",{column.invited}'
    own = f'{held},"*"&TRIM({stream})&"*"'
    all_streams = f'{held},""'
    everybody = f"{column.meetings(all_streams)}>0"
    own_stream = both(filled(stream), f"{column.meetings(own)}>0")
    asked = either(safe(everybody), safe(own_stream))
    return both(blank(column.mark), filled(column.head), before, after, asked)
