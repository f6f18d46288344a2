"""Reads every staff tab in the order of its references: tabs of a store → records and problems."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from sheets_sync.letters import fold, one_letter_off
from sheets_sync.periods import Period, SchoolYear, WorkCalendar
from sheets_sync.problems import Check, Fault, Problem, without_cell
from sheets_sync.reading.attendees import with_meetings
from sheets_sync.reading.calendar import lessons, periods, report_dues, work_calendar
from sheets_sync.reading.directories import BUILDERS
from sheets_sync.reading.given import filled_in
from sheets_sync.reading.meeting_heads import Heads, code_letters, codes_by_date
from sheets_sync.reading.records import Records
from sheets_sync.reading.register import read_marks
from sheets_sync.reading.rows import Reader, read_records
from sheets_sync.sheet.cells import Place, Tab
from sheets_sync.tables import BOOKS, HELPERS, IN_ORDER, book_of, titles
from sheets_sync.tables.attendance import REGISTER
from sheets_sync.tables.attendees import ATTENDEES
from sheets_sync.tables.consultations import JOURNAL
from sheets_sync.tables.kinds.base import Context, Lookup, Reading
from sheets_sync.tables.schema import Book, Table


@dataclass(frozen=True, slots=True)
class Setup:
    """What reading needs of a workspace: the year, header aliases by tab title."""

    year: SchoolYear
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    all_severities: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """All staff tabs, read: records by table name, the calendar they stand in, the halves and
    the days their reports are due, who is a tutor."""

    records: Mapping[str, Records]
    calendar: WorkCalendar
    halves: Mapping[str, Period]
    due: Mapping[str, date]
    tutor: Lookup

    def usable(self, table: Table) -> bool:
        """Whether a tab is there with all it needs."""
        return table.name in self.records and self.records[table.name].usable


def read_shelf(
    tabs: Sequence[Tab], others: Sequence[Place], setup: Setup
) -> tuple[Shelf, list[Problem]]:
    """All tabs → records by table, and everything that could not be read in them."""
    problems = [_missing(table, tabs, others) for table in _missing_tables(tabs)]
    problems += _unknown(others) if setup.all_severities else []
    context = Context(setup.year.start, lookups={}, periods=periods_of(setup.year))
    records: dict[str, Records] = {}
    for table in IN_ORDER:
        heads = _heads(records, context) if table in (REGISTER, ATTENDEES) else None
        reader = _reader(table, tabs, setup, _with_heads(context, heads))
        if heads and table.register:
            reader = replace(reader, heads=heads)
        found, faults = read_records(reader)
        if table is JOURNAL and records["schedule"].usable and found.usable:
            found, faults = filled_in(found, faults, records["schedule"])
        if heads and table is ATTENDEES:
            found, faults = with_meetings(found, faults, heads, records["tutors"])
        problems += faults
        if heads and table.register:
            found, faults = read_marks(found, heads)
            problems += faults
        records[table.name] = found
        context = _context_with(context, found, problems, setup.year)
    found = records["calendar"].counted(problems)
    days = found.frame if found.usable else found.frame.iloc[:0]
    halves = {key: Period(*span) for key, span in context.periods.items() if key in ("I", "II")}
    calendar, due = work_calendar(setup.year, days), report_dues(setup.year, halves, days)
    tutor = context.lookups.get("tutors", lambda text: Reading())
    return Shelf(records, calendar, halves, due, tutor), problems


def periods_of(year: SchoolYear) -> dict[str, tuple[date, date]]:
    """Halves and quarters before Календарь is read."""
    return year.halves() | year.quarters()


def _reader(table: Table, tabs: Sequence[Tab], setup: Setup, context: Context) -> Reader:
    ours = tuple(tab for tab in tabs if fold(tab.place.tab) in titles(table))
    aliases = {
        typed: header
        for title, names in setup.headers.items()
        if fold(title) in titles(table)
        for typed, header in names.items()
    }
    return Reader(table, ours, aliases, context, None, setup.all_severities)


def _with_heads(context: Context, heads: Heads | None) -> Context:
    """The context with a lookup of meetings by code or date, where it is to be had."""
    if heads is None or heads.code is None:
        return context
    known: Lookup = partial(heads.meeting, date1904=False)
    return replace(context, lookups={**context.lookups, "meeting_heads": known})


def _heads(records: Mapping[str, Records], context: Context) -> Heads:
    meetings = records["meetings"]
    code: Lookup | None = context.lookups.get("meetings")
    if not meetings.usable:
        return Heads(context, code)
    frame = meetings.frame
    undated = bool(frame["date"].isna().any())
    return Heads(context, code, codes_by_date(frame), undated, code_letters(frame["code"]))


def _context_with(
    context: Context, found: Records, problems: Sequence[Problem], year: SchoolYear
) -> Context:
    """The context after a table is read: it may feed a lookup, or move the halves."""
    name = found.table.name
    if name == "calendar" and found.usable:
        days = found.counted(problems).frame
        return replace(context, periods=periods(year, days), lessons=lessons(days))
    if name not in BUILDERS or not found.usable:
        return context
    feeds, build = BUILDERS[name]
    return replace(context, lookups={**context.lookups, feeds: build(found)})


def _missing_tables(tabs: Sequence[Tab]) -> Iterator[Table]:
    """Tables a book lacks that is in use: another of its tabs is there."""
    there = {fold(tab.place.tab) for tab in tabs}
    lists = titles(ATTENDEES) & there
    for book in BOOKS:
        if any(titles(table) & there for table in book.tables):
            needed = (t for t in book.tables if not (t.optional or (t is REGISTER and lists)))
            yield from (table for table in needed if not titles(table) & there)


def _missing(table: Table, tabs: Sequence[Tab], others: Sequence[Place]) -> Problem:
    place = Place(_home(book_of(table), tabs), table.title)
    like = [other.tab for other in others if fold(table.title) in fold(other.tab)]
    fix = f"добавьте лист «{table.title}» из шаблона или верните ему прежнее название"
    if like:
        fix = f"если лист «{like[0]}» и есть «{table.title}», переименуйте его"
    fault = Fault.of(Check.TAB_MISSING, "такого листа в книге нет", fix)
    return without_cell(place, fault)


def _home(book: Book, tabs: Sequence[Tab]) -> str:
    """The book a missing tab belongs in: where its sister tabs stand."""
    sisters = frozenset().union(*(titles(table) for table in book.tables))
    return next(tab.place.book for tab in tabs if fold(tab.place.tab) in sisters)


def _unknown(others: Sequence[Place]) -> Iterator[Problem]:
    for place in others:
        if place.tab in HELPERS:
            continue
        close = [t.title for t in IN_ORDER if one_letter_off(fold(t.title), fold(place.tab))]
        fix = f"если это лист «{close[0]}», переименуйте его" if close else ""
        said = "лист программе не знаком и не читается"
        yield without_cell(place, Fault.of(Check.TAB_UNKNOWN, said, fix))
