"""From a snapshot to what is known: rows that count, problems, facts and figures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from sheets_sync.checks import find_errors, find_warnings
from sheets_sync.checks.accepted import sort_out
from sheets_sync.checks.base import Setting
from sheets_sync.checks.identity import numbers
from sheets_sync.checks.keepers import Keepers, keepers
from sheets_sync.checks.named import named_people
from sheets_sync.checks.owners import People, gone_by, owners
from sheets_sync.checks.repeats import said_twice
from sheets_sync.figures.catalogue import Figure, figures_of, plain
from sheets_sync.figures.events import Centre, Facts, facts_of
from sheets_sync.periods import SchoolYear
from sheets_sync.problems import Accepted, Problem, Severity
from sheets_sync.reading.attendees import fed_by
from sheets_sync.reading.directories import people_of
from sheets_sync.reading.frames import each
from sheets_sync.reading.head_lines import head_lines
from sheets_sync.reading.left_out import LeftOut, left_out
from sheets_sync.reading.of_books import of_books
from sheets_sync.reading.records import Records
from sheets_sync.reading.several_days import up_to
from sheets_sync.reading.shelf import Setup, Shelf, read_shelf
from sheets_sync.reading.tab_count import TabCount
from sheets_sync.reading.without import Without
from sheets_sync.sheet.cells import Tab
from sheets_sync.stores.base import Snapshot
from sheets_sync.stores.files import is_address
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.kinds.people import short_name
from sheets_sync.tables.kinds.sides import OURS
from sheets_sync.tables.own_defaults import by_table
from sheets_sync.tables.own_words import own_words
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.workspace import FILE, Workspace


@dataclass(frozen=True)
class Analysis:
    """Everything one look at the books brought. `every` are all records as read, by table."""

    workspace: Workspace
    shelf: Shelf
    counted: Mapping[str, Records]
    facts: Facts
    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]
    """Problems that people agreed to live with: they are not among `problems`."""
    tabs: tuple[TabCount, ...]
    tutor_names: Mapping[str, str]
    """Code → «Фамилия И.О.»; the code stands behind it where two tutors share the name."""
    keepers: Keepers
    titles: Mapping[str, str] = field(default_factory=dict)
    """Those of spreadsheets, by their address."""
    views: Mapping[str, str] = field(default_factory=dict)
    """Links to the rows of the summary's «Замечания» that are one person's, by the name there."""
    left_out: tuple[LeftOut, ...] = ()
    before: Mapping[str, date] = field(default_factory=dict)
    """When each tab («book⏎tab») was last read well."""

    @cached_property
    def figures(self) -> Mapping[str, pd.DataFrame]:
        """The figures by table; computed when first asked for, a document may need none."""
        return figures_of(self.facts)

    @cached_property
    def plain_figures(self) -> Mapping[str, Figure]:
        """The figures as JSON has them: plain values by table."""
        return plain(self.figures)

    @property
    def every_problem(self) -> tuple[Problem, ...]:
        """The accepted ones too: what they cost they cost all the same."""
        return (*self.problems, *(one.problem for one in self.accepted))

    @property
    def today(self) -> date:
        """The report date."""
        return self.facts.centre.today

    @property
    def year(self) -> SchoolYear:
        """The workspace's school year."""
        return self.facts.centre.year


def _of_our_name(workspace: Workspace) -> Mapping[str, Mapping[str, str]]:
    """The columns that our templates head with the name of a centre."""
    ours = SCHOOLS.column("curator").header
    return {SCHOOLS.name: {ours.replace(OURS, workspace.our_name): ours}}


def analyse(
    workspace: Workspace, snapshot: Snapshot, today: date, all_severities: bool = False
) -> Analysis:
    """Read, check and compute; nothing is written and nothing is raised for what staff typed."""
    names = TabNames(workspace.tabs)
    snapshot = replace(snapshot, tabs=_of_tables(snapshot.tabs, names))
    year = workspace.school_year or SchoolYear.of(today)
    words = own_words(workspace.words, workspace.headers.values(), workspace.our_name)
    given = by_table(workspace.defaults, names, workspace.headers)
    lost, ours = _without(snapshot, names), _of_our_name(workspace)
    setup = Setup(year, workspace.headers, names, words, given, all_severities, lost, ours)
    shelf, problems = _read(snapshot, setup, workspace.books, today)
    usable = frozenset(name for name, read in shelf.records.items() if read.usable)
    centre = _centre(shelf, today, setup, workspace)
    setting = Setting(centre, usable)
    counted, problems = find_errors(shelf.records, problems, setting)
    tutors = frozenset(shelf.records["tutors"].frame["code"].dropna())
    counted |= {"register": _attended(counted, tutors)}
    facts = facts_of(counted, centre)
    problems += find_warnings(counted, replace(setting, facts=facts))
    problems += said_twice(shelf.records, counted)
    problems += _named_in_google(snapshot, shelf) if workspace.codes_only else ()
    if not all_severities:
        problems = [p for p in problems if p.severity is not Severity.INFO]
    people = _people(workspace, shelf, counted, today)
    order = _Order(snapshot.tabs)
    found = sort_out(_known(order(problems), counted, names, people), counted["accepted"], today)
    idle = _known(found.idle, counted, names, people) if all_severities else []
    return Analysis(
        workspace,
        shelf,
        counted,
        facts,
        tuple(order((*found.told, *idle))),
        found.accepted,
        _tab_counts(snapshot, shelf.records, problems),
        people.names,
        people.schools,
        snapshot.titles,
        snapshot.views,
        left_out(snapshot, shelf.records, problems, names),
        snapshot.before or {},
    )


def _of_tables(tabs: Sequence[Tab], names: TabNames) -> tuple[Tab, ...]:
    return tuple(tab for tab in tabs if names.table(tab.place.tab))


def _without(snapshot: Snapshot, names: TabNames) -> Without | None:
    return None if snapshot.before is None else Without.of(snapshot.lost, names)


def _read(
    snapshot: Snapshot, setup: Setup, books: Sequence[str], today: date
) -> tuple[Shelf, list[Problem]]:
    """The records as of today, and what is wrong with books, tabs and cells."""
    others = _foreign(snapshot)
    shelf, problems = read_shelf(snapshot.tabs, others, setup)
    problems += of_books(snapshot, others, setup, books, FILE)
    problems += head_lines(setup, shelf.records, problems, FILE)
    return _as_of(shelf, today), problems


def _as_of(shelf: Shelf, today: date) -> Shelf:
    """What is said once of several consultations, said of those that have come."""
    schedule = up_to(shelf.records["schedule"], today)
    return replace(shelf, records={**shelf.records, "schedule": schedule})


def _named_in_google(snapshot: Snapshot, shelf: Shelf) -> Iterable[Problem]:
    in_google = [tab for tab in snapshot.tabs if is_address(tab.place.book)]
    return named_people(in_google, people_of(shelf.records["tutors"].every))


def _people(
    workspace: Workspace, shelf: Shelf, counted: Mapping[str, Records], today: date
) -> People:
    tutors = shelf.records["tutors"].frame
    names = tutor_names(tutors)
    schools = keepers(counted["schools"].every, counted["tutors"].frame, names, today)
    return People(names, gone_by(tutors, today), schools, workspace.owners)


def _known(
    problems: Sequence[Problem], counted: Mapping[str, Records], names: TabNames, people: People
) -> list[Problem]:
    """The problems with their numbers and owners."""
    ids, whose = numbers(problems, counted, names), owners(problems, counted, people)
    return [
        replace(problem, id=number, owner=owner, whose=code)
        for problem, number, (owner, code) in zip(problems, ids, whose, strict=True)
    ]


def _attended(counted: Mapping[str, Records], tutors: frozenset[str]) -> Records:
    """The register with what lists of those present add to it."""
    return fed_by(counted["register"], counted["attendees"], counted["meetings"], tutors)


def _centre(shelf: Shelf, today: date, setup: Setup, workspace: Workspace) -> Centre:
    days, rules = (shelf.halves, shelf.due), (workspace.overdue_days, workspace.low_results)
    known = shelf.tutor, setup.words.sides
    return Centre(today, setup.year, shelf.calendar, *days, *rules, *known)


def _foreign(snapshot: Snapshot) -> list[Tab]:
    """The tabs nobody asked for, but copies of our own summary's."""
    heads = {our.tab.at(1, 1) for our in snapshot.ours.values()} - {None}
    return [tab for tab in snapshot.others if tab.at(1, 1) not in heads]


class _Order:
    """The order of the books, their tabs and cells."""

    def __init__(self, tabs: Sequence[Tab]) -> None:
        self._places = {tab.place: number for number, tab in enumerate(tabs)}

    def __call__(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems in that order."""
        return sorted(problems, key=self._where)

    def _where(self, problem: Problem) -> tuple[int, str, str, int, int, str]:
        place, cell = problem.place, problem.cell
        at = (cell.row, cell.column) if cell else (0, 0)
        number = self._places.get(place, len(self._places))
        return number, place.book, place.tab, *at, problem.check


def tutor_names(tutors: pd.DataFrame) -> dict[str, str]:
    """Code → «Фамилия И.О.», with the code where two share the name; the first row names it."""
    names: dict[str, str] = {}
    for row in each(tutors):
        if row.code and row.surname:
            name = short_name(row.surname, row.first_name or "", row.patronymic or "")
            names.setdefault(row.code, name)
    often = Counter(names.values())
    return {c: f"{name} ({c})" if often[name] > 1 else name for c, name in names.items()}


def _tab_counts(
    snapshot: Snapshot, records: Mapping[str, Records], problems: Iterable[Problem]
) -> tuple[TabCount, ...]:
    out: dict[str, set[int]] = {}
    for problem in problems:
        if problem.rejects and problem.row:
            out.setdefault(problem.row[0], set()).add(problem.row[1])
    counts = {tab.place: TabCount(tab.place.book, tab.place.tab, 0, 0, 0) for tab in snapshot.tabs}
    for name, read in records.items():
        for origin in read.origins:
            total = len(origin.keys)
            lost = int(np.isin(origin.keys, list(out.get(name, ()))).sum())
            if read.table.lacking(origin.header.says):
                lost = total
            place = origin.place
            counts[place] += TabCount(place.book, place.tab, total, total - lost, lost)
        for place, total in read.left:
            counts[place] += TabCount(place.book, place.tab, total, 0, total)
    return tuple(counts.values())
