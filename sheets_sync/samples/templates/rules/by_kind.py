"""Rules that follow from the kind of a column: dates, times, numbers, states, terms, classes."""

from collections.abc import Callable, Iterator

from sheets_sync.problems import Check, Severity
from sheets_sync.samples.templates.rules.formulas import (
    another_year,
    begins,
    both,
    digits,
    either,
    filled,
    like,
    no_such_day,
    safe,
    unlike,
    yearless,
)
from sheets_sync.samples.templates.rules.spot import Rule, Spot
from sheets_sync.samples.templates.rules.stems import (
    FLAGS,
    NEEDS,
    ONE_TEACHER_MORE,
    RECURRING,
    STATES,
    TERMS,
    VAGUE,
)
from sheets_sync.tables.kinds.choice import Choice
from sheets_sync.tables.kinds.classes import LAST, SchoolClass
from sheets_sync.tables.kinds.dates import Date, DateInYear
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.number import Count, Measured
from sheets_sync.tables.kinds.refs import Teacher
from sheets_sync.tables.kinds.remark_numbers import LENGTH, RemarkNumbers
from sheets_sync.tables.kinds.states import State
from sheets_sync.tables.kinds.terms import Term
from sheets_sync.tables.kinds.text import Code, Label
from sheets_sync.tables.kinds.times import Time
from sheets_sync.tables.kinds.words import Deficit, Flag
from sheets_sync.tables.kinds.years import Half, YearInWords
from sheets_sync.tables.schema import Column

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_A_DAY = 1000
"""A number so large is a day that a spreadsheet made of something else (1000 is in 1902)."""


def recurring(cell: str) -> str:
    """A term that comes again and again until the year's end."""
    again = like(cell, *RECURRING, "*течен*год*")
    return both(again, unlike(cell, "*полугод*", "*ежегод*", "*раз в год*"))


def rules_of_kind(spot: Spot, column: Column) -> Iterator[Rule]:
    """The rules of a column's kind."""
    for kind, rules in _RULES:
        if isinstance(column.kind, kind):
            yield from rules(spot, column)


def _date(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    wordy = both(f"ISTEXT({cell})", filled(cell), unlike(cell, *digits()))
    yield spot.rule(Check.DATE_IMPOSSIBLE, column.name, no_such_day(cell))
    yield spot.rule(Check.DATE_UNREADABLE, column.name, wordy)
    if isinstance(column.kind, DateInYear):
        strange = another_year(cell, spot.whole(column.name))
        yield spot.rule(Check.DATE_OUTSIDE_YEAR, column.name, strange)
    yield spot.rule(Check.DATE_YEAR_MISSING, column.name, yearless(cell))


def _time(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    text = f'IF(ISNUMBER(MID(TRIM({cell}),2,1)+0),"","0")&TRIM({cell})'
    typed = safe(either(f"LEFT({text},2)+0>23", f"MID({text},4,2)+0>59"))
    hours = both(f"{cell}>=1", f"{cell}<100", f"OR({cell}>=24,ROUND(100*MOD({cell},1),0)>59)")
    day_as_time = both(f"{cell}>={_A_DAY}", f"MOD({cell},1)=0")
    number = both(f"ISNUMBER({cell})", either(hours, both(day_as_time, f"DAY({cell})>23")))
    wordy = both(f"ISTEXT({cell})", filled(cell), unlike(cell, *digits()))
    yield spot.rule(
        Check.TIME_IMPOSSIBLE, column.name, either(both(f"ISTEXT({cell})", typed), safe(number))
    )
    yield spot.rule(Check.TIME_UNREADABLE, column.name, wordy)
    turned = both(f"ISNUMBER({cell})", day_as_time)
    yield spot.rule(Check.TIME_FROM_DATE, column.name, turned)


def _count(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    vague = Check.NUMBER_VAGUE
    severity = Severity.ERROR if column.required else Severity.WARNING
    yield Rule(vague, spot.area(column.name), _vague(cell), severity)
    if isinstance(column.kind, Measured):
        return
    wordy = both(f"ISTEXT({cell})", filled(cell), unlike(cell, *digits()))
    yield spot.rule(Check.NUMBER_UNREADABLE, column.name, wordy)
    number = f"ISNUMBER({cell})"
    yield spot.rule(Check.NUMBER_NEGATIVE, column.name, both(number, f"{cell}<0"))
    yield spot.rule(Check.NUMBER_FRACTION, column.name, both(number, f"{cell}<>INT({cell})"))


def _vague(cell: str) -> str:
    spans = both(f"ISNUMBER(LEFT(TRIM({cell}),1)+0)", like(cell, "*–*", "*-*", "*…*", "*+*"))
    sign = f'ISNUMBER(FIND(LEFT(TRIM({cell}),1),"~≈><≥≤±"))'
    said = both(either(like(cell, *VAGUE), sign), like(cell, *digits()))
    return both(f"ISTEXT({cell})", either(said, safe(spans)))


def _state(spot: Spot, column: Column) -> Iterator[Rule]:
    yield from _words(spot, column, (*STATES, *_spelled(column)))


def _choice(spot: Spot, column: Column) -> Iterator[Rule]:
    if not isinstance(column.kind, State):
        yield from _words(spot, column, _spelled(column))


def _spelled(column: Column) -> tuple[str, ...]:
    return column.kind.spellings if isinstance(column.kind, Choice) else ()


def _flag(spot: Spot, column: Column) -> Iterator[Rule]:
    yield from _words(spot, column, FLAGS, Check.FLAG_UNREADABLE)


def _words(
    spot: Spot, column: Column, stems: tuple[str, ...], check: Check = Check.CHOICE_UNKNOWN
) -> Iterator[Rule]:
    """A word that begins like none the column knows: in the Latin layout, or another one."""
    cell = spot.cell(column.name)
    strange = both(filled(cell), f"NOT({begins(cell, stems)})", *_not_listed(spot, column, cell))
    latin = f'ISNUMBER(FIND(LEFT(LOWER(TRIM({cell})),1),"{_LATIN}"))'
    yield spot.rule(check, column.name, both(strange, f"NOT({latin})"))
    yield spot.rule(Check.LAYOUT_SLIP, column.name, both(strange, latin))


def _not_listed(spot: Spot, column: Column, text: str) -> tuple[str, ...]:
    """What is no word of the centre's own either: the column's list in «Списки» holds those."""
    known = spot.listed(column.kind) if column.kind.listed else ""
    return (f"COUNTIF({known},{text})=0",) if known else ()


def _several(spot: Spot, column: Column) -> Iterator[Rule]:
    """A list of the words of a choice: what is left without them is none of them."""
    if not isinstance(column.kind, ListOf) or not isinstance(column.kind.item, Choice):
        return
    left = f'UPPER(" "&{spot.cell(column.name)}&" ")'
    each = (word.strip("()") for text in column.kind.spellings for word in text.split())
    words = dict.fromkeys((*column.kind.item.spellings, *each))
    known = sorted(words, key=len, reverse=True)
    for word in (*(word.upper() for word in known), ";", ",", "/", "+", " И ", "."):
        left = f'SUBSTITUTE({left},"{word}"," ")'
    strange = (filled(left), *_not_listed(spot, column, spot.cell(column.name)))
    yield spot.rule(Check.CHOICE_UNKNOWN, column.name, both(*strange))


def _term(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    known = (*digits(), *TERMS, *RECURRING)
    yield spot.rule(
        Check.TERM_UNREADABLE,
        column.name,
        both(f"ISTEXT({cell})", filled(cell), unlike(cell, *known)),
    )


def _school_class(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    text = f"TRIM({cell})"
    two = both(f"LEN({text})>2", f"ISNUMBER(RIGHT({text},1)+0)")
    wordy = f"ISERROR(LEFT({text},1)+0)"
    typed = both(f"ISTEXT({cell})", filled(cell), either(two, wordy))
    number = both(f"ISNUMBER({cell})", f"OR({cell}<1,{cell}>{LAST})")
    yield spot.rule(Check.CLASS_UNREADABLE, column.name, either(typed, number))


def _label(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    turned = both(f"ISNUMBER({cell})", f"{cell}>={_A_DAY}")
    yield spot.rule(Check.LABEL_FROM_DATE, column.name, turned)


def _code(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    turned = both(f"ISNUMBER({cell})", f"{cell}<>INT({cell})")
    yield spot.rule(Check.CODE_UNREADABLE, column.name, turned)


def _deficit(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    word = f'TRIM(LEFT({cell},FIND(":",{cell}&":")-1))'
    unsaid = both(filled(cell), unlike(cell, *NEEDS), *_not_listed(spot, column, word))
    yield spot.rule(Check.DEFICIT_UNKNOWN, column.name, unsaid)


def _teacher(spot: Spot, column: Column) -> Iterator[Rule]:
    more = like(spot.cell(column.name), *ONE_TEACHER_MORE)
    yield spot.rule(Check.TEACHER_SEVERAL, column.name, more)


def _year(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    bad = both(filled(cell), unlike(cell, "*2?*2?*"))
    yield spot.rule(Check.YEAR_UNREADABLE, column.name, bad)


def _remark_numbers(spot: Spot, column: Column) -> Iterator[Rule]:
    """Too short for a number of a problem, or without a digit."""
    cell = spot.cell(column.name)
    bad = either(f"LEN(TRIM({cell}))<{LENGTH}", unlike(cell, *digits()))
    yield spot.rule(Check.ACCEPTED_NUMBER, column.name, both(filled(cell), bad))


def _half(spot: Spot, column: Column) -> Iterator[Rule]:
    cell = spot.cell(column.name)
    first = f'FIND(LEFT(LOWER(TRIM({cell})),1),"iіl|12пв")'
    yield spot.rule(Check.HALF_UNREADABLE, column.name, both(filled(cell), f"ISERROR({first})"))


_RULES: tuple[tuple[type | tuple[type, ...], Callable[[Spot, Column], Iterator[Rule]]], ...] = (
    (Date, _date),
    (Time, _time),
    ((Count, Measured), _count),
    (State, _state),
    (Choice, _choice),
    (Flag, _flag),
    (ListOf, _several),
    (Term, _term),
    (SchoolClass, _school_class),
    (Label, _label),
    (Code, _code),
    (Deficit, _deficit),
    (Teacher, _teacher),
    (YearInWords, _year),
    (Half, _half),
    (RemarkNumbers, _remark_numbers),
)
