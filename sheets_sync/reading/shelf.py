"""Reads every staff tab in the order of its references: tabs of a store → records and problems."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

import pandas as pd

from sheets_sync.letters import few, fold
from sheets_sync.periods import Period, SchoolYear, WorkCalendar
from sheets_sync.problems import Check, Fault, Problem, without_cell
from sheets_sync.reading.attendees import with_meetings
from sheets_sync.reading.calendar import lessons, periods, report_dues, work_calendar
from sheets_sync.reading.directories import BUILDERS, lookup_of, plain_codes
from sheets_sync.reading.given import filled_in
from sheets_sync.reading.meeting_heads import Heads, code_letters, codes_by_date
from sheets_sync.reading.other_tabs import unknown, unread
from sheets_sync.reading.own_settings import bad_defaults, read_defaults, unknown_marks
from sheets_sync.reading.records import Records
from sheets_sync.reading.register import read_marks
from sheets_sync.reading.rows import Reader, read_records
from sheets_sync.reading.several_days import of_each_day, running, with_days
from sheets_sync.reading.without import Without, or_as_typed
from sheets_sync.sheet.cells import Place, Tab
from sheets_sync.tables.attendance import MEETINGS, REGISTER
from sheets_sync.tables.attendees import ATTENDEES
from sheets_sync.tables.books import BOOKS, IN_ORDER, book_of
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE
from sheets_sync.tables.directories import MARKS
from sheets_sync.tables.kinds.base import Context, Lookup, Reading
from sheets_sync.tables.own_defaults import Defaults
from sheets_sync.tables.own_words import OwnWords
from sheets_sync.tables.schema import Book, Table
from sheets_sync.tables.tab_titles import TabNames, tabs_line


@dataclass(frozen=True, slots=True)
class Setup:
    """What reading needs of a workspace: the year, header aliases by tab title, which tabs hold
    which table, words of the centre's own, values of columns that may not be there; `without` is
    there where what can't be read is left out; `ours` are heads with the centre's name by table,
    which nobody had to write."""

    year: SchoolYear
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: TabNames = field(default_factory=TabNames)
    words: OwnWords = field(default_factory=OwnWords)
    defaults: Defaults = field(default_factory=dict)
    all_severities: bool = False
    without: Without | None = None
    ours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def aliases(self) -> Mapping[str, Mapping[str, str]]:
        """The staff's own column heads by table name, whichever of its tabs they are given for."""
        found = {name: dict(heads) for name, heads in self.ours.items()}
        for title, heads in self.headers.items():
            if table := self.names.table(title):
                found.setdefault(table.name, {}).update(heads)
        return found

    def lost(self, table: Table) -> bool:
        """Whether a book that could not be read holds, or may hold, a table."""
        return bool(self.without and self.without.books(table))


@dataclass(frozen=True, slots=True)
class Shelf:
    """All staff tabs, read: records by table name, the calendar they stand in, the halves and
    the days their reports are due, who is a tutor, the words of the centre's own."""

    records: Mapping[str, Records]
    calendar: WorkCalendar
    halves: Mapping[str, Period]
    due: Mapping[str, date]
    tutor: Lookup
    words: OwnWords = field(default_factory=OwnWords)

    def usable(self, table: Table) -> bool:
        """Whether a tab is there with all it needs."""
        return table.name in self.records and self.records[table.name].usable


def read_shelf(
    tabs: Sequence[Tab], others: Sequence[Tab], setup: Setup
) -> tuple[Shelf, list[Problem]]:
    """All tabs → records by table, and everything that could not be read in them."""
    by_table = _by_table(tabs, setup.names)
    gone = (table for table in _missing_tables(by_table) if not setup.lost(table))
    problems = [_missing(table, by_table, others) for table in gone]
    problems += unread(others, tabs, setup.names, setup.aliases)
    if setup.all_severities:
        told = {problem.place for problem in problems}
        problems += unknown([tab for tab in others if tab.place not in told])
    context = Context(
        setup.year.start, lookups={}, periods=periods_of(setup.year), kinds=setup.words.kinds
    )
    records: dict[str, Records] = {}
    for table in IN_ORDER:
        heads = _heads(records, context) if table in (REGISTER, ATTENDEES) else None
        ours = by_table.get(table.name, ())
        reader = _reader(table, ours, setup, _with_heads(context, heads))
        given = read_defaults(table, setup.defaults.get(table.name, {}), reader.context)
        problems += bad_defaults(table, given, ours)
        reader = replace(reader, given={name: one.value for name, one in given.items() if one.sure})
        if heads and table.register:
            reader = replace(reader, heads=heads)
        found, faults = read_records(reader)
        if table is SCHEDULE:
            works = work_calendar(setup.year, _calendar_rows(records, problems))
            found, faults = of_each_day(found, faults, context, works)
        found, faults = _completed(found, faults, records, context, heads)
        problems += faults
        records[table.name] = found
        context = _context_with(context, found, problems, setup)
        if table is MARKS and (known := context.lookups.get("marks")):
            problems += unknown_marks(found, known, setup.words)
    days_off = _calendar_rows(records, problems)
    halves = {key: Period(*span) for key, span in context.periods.items() if key in ("I", "II")}
    calendar, due = work_calendar(setup.year, days_off), report_dues(setup.year, halves, days_off)
    tutor = context.lookups.get("tutors", lambda text: Reading())
    return Shelf(records, calendar, halves, due, tutor, setup.words), problems


def _completed(
    found: Records,
    faults: list[Problem],
    before: Mapping[str, Records],
    context: Context,
    heads: Heads | None,
) -> tuple[Records, list[Problem]]:
    """A table's records with what it takes from those read before it."""
    table = found.table
    if table is MEETINGS:
        return with_days(found, context), faults
    if table is JOURNAL and before["schedule"].usable and found.usable:
        return filled_in(found, faults, before["schedule"])
    if heads and table is ATTENDEES:
        return with_meetings(found, faults, heads, before["tutors"])
    if heads and table.register:
        found, more = read_marks(found, heads)
        return found, [*faults, *more]
    return found, faults


def _calendar_rows(records: Mapping[str, Records], problems: Sequence[Problem]) -> pd.DataFrame:
    found = records["calendar"].counted(problems)
    return found.frame if found.usable else found.frame.iloc[:0]


def periods_of(year: SchoolYear) -> dict[str, tuple[date, date]]:
    """Halves and quarters before Календарь is read."""
    return year.halves() | year.quarters()


def _by_table(tabs: Sequence[Tab], names: TabNames) -> dict[str, list[Tab]]:
    """The tabs of each table, by its name, in the books' order."""
    found: dict[str, list[Tab]] = {}
    for tab in tabs:
        if table := names.table(tab.place.tab):
            found.setdefault(table.name, []).append(tab)
    return found


def _reader(table: Table, tabs: Sequence[Tab], setup: Setup, context: Context) -> Reader:
    aliases = setup.aliases.get(table.name, {})
    return Reader(table, tuple(tabs), aliases, context, None, setup.all_severities, setup.without)


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
    days, letters = codes_by_date(frame, meetings.days), code_letters(frame["code"])
    return Heads(context, code, days, undated, letters, running(meetings))


def _context_with(
    context: Context, found: Records, problems: Sequence[Problem], setup: Setup
) -> Context:
    """The context after a table is read: it may feed a lookup, or move the halves."""
    name = found.table.name
    if name == "calendar" and found.usable:
        days = found.counted(problems).frame
        return replace(context, periods=periods(setup.year, days), lessons=lessons(days))
    if name not in BUILDERS or not found.usable:
        return context
    feeds = BUILDERS[name][0]
    keys = {feeds: plain_codes(found)} if found.table is SCHEDULE else {}
    built = lookup_of(found, setup.words)
    lookup = or_as_typed(built) if found.partial else built
    lookups = {**context.lookups, feeds: lookup}
    return replace(context, lookups=lookups, keys={**context.keys, **keys})


def _missing_tables(there: Mapping[str, Sequence[Tab]]) -> Iterator[Table]:
    """Tables a book lacks that is in use: another of its tabs is there."""
    lists = ATTENDEES.name in there
    for book in BOOKS:
        if any(table.name in there for table in book.tables):
            needed = (t for t in book.tables if not (t.optional or (t is REGISTER and lists)))
            yield from (table for table in needed if table.name not in there)


def _missing(table: Table, there: Mapping[str, Sequence[Tab]], others: Sequence[Tab]) -> Problem:
    home, sisters = _home(book_of(table), there)
    beside = few(sisters, "лист", "листа", "листов")
    word = "лист" if len(sisters) == 1 else "листы"
    said = f"такого листа нет; {word} {beside} — в книге «{home.shown}»"
    like = [tab.place for tab in others if fold(table.title) in fold(tab.place.tab)]
    fix = f"добавьте в неё лист {table.sheet} из шаблона или верните ему прежнее название"
    if like:
        title = like[0].tab
        where = "" if like[0].book == home.book else f" книги «{like[0].shown}»"
        fix = (
            f"если лист «{title}»{where} и есть {table.sheet}, переименуйте его или впишите в "
            f"workspace.toml под [tabs]: {tabs_line(title, table.title)}"
        )
    fault = Fault.of(Check.TAB_MISSING, said, fix)
    return without_cell(replace(home, tab=table.title, link=""), fault)


def _home(book: Book, there: Mapping[str, Sequence[Tab]]) -> tuple[Place, Sequence[str]]:
    """The book a missing tab belongs in, where most of its sister tabs stand, and those."""
    held: dict[Place, list[str]] = {}
    for table in book.tables:
        for tab in there.get(table.name, ()):
            held.setdefault(replace(tab.place, tab=""), []).append(f"«{tab.place.tab}»")
    home = max(held, key=lambda place: len(held[place]))
    return home, held[home]
