"""What last year had come to by the same day, and what every earlier one came to: `previous` of
workspace.toml."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any

from sheets_sync.analysis import analyse
from sheets_sync.disk import put_quietly, read_regular
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.figures.totals import EarlierYear, LastYear, Numbers, totals
from sheets_sync.periods import Period, SchoolYear, same_day
from sheets_sync.runs.memory import FOLDER, input_key, program_digest
from sheets_sync.runs.open_store import store_of, taken
from sheets_sync.stores.files import book_files
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.store import Maker, XlsxStore
from sheets_sync.summary.history import TITLE as HISTORY
from sheets_sync.summary.history import last_numbers
from sheets_sync.workspace import FILE, Workspace, load

_FILE = "last_year.json"


def last_year(
    workspace: Workspace, year: SchoolYear, today: date, now: datetime
) -> LastYear | None:
    """The numbers of last year from 1 September to the day that today was then; None where no last
    year is named. What is wrong with it is said, and nothing is raised."""
    if not workspace.previous:
        return None
    before = SchoolYear(year.start - 1)
    days = Period(before.period.start, same_day(min(today, year.period.end), -1))
    note = workspace.root / FOLDER / _FILE
    try:
        old = _of_year(workspace, before) or load(_settings(workspace, workspace.previous))
        if (old.school_year or before) != before:
            where = "" if workspace.codes_only else f" «{workspace.previous}»"
            why = f"не с чем: в папке{where} учебный год {old.school_year}"
            return LastYear(days, why=why)
        return LastYear(days, _kept(note, replace(old, school_year=before), days, now))
    except SheetsSyncError as error:
        return LastYear(days, why=f"не с чем: {_why(workspace, error)}")


def _why(workspace: Workspace, error: SheetsSyncError) -> str:
    """What stands in the way; with `codes_only` no name of a file, which may be somebody's."""
    return _UNTOLD if workspace.codes_only else str(error).rstrip(".")


_UNTOLD = "прошлый год не прочитан, почему — скажет sheets-sync check его папки"


def _of_year(workspace: Workspace, year: SchoolYear) -> Workspace | None:
    """The one of several folders that says that it is of this year."""
    for named in workspace.earlier if len(workspace.earlier) > 1 else ():
        with suppress(SheetsSyncError):
            old = load(_settings(workspace, named))
            if old.school_year == year:
                return old
    return None


def earlier_years(workspace: Workspace, year: SchoolYear, now: datetime) -> tuple[EarlierYear, ...]:
    """What every year that is named came to, the first one first; one that can't be read says why,
    and nothing is raised."""
    found = [
        _over(workspace, named, year, _whole_year(workspace, named, year.start - back, now))
        for back, named in enumerate(workspace.earlier, 1)
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def _over(workspace: Workspace, named: str, year: SchoolYear, found: EarlierYear) -> EarlierYear:
    """What was found, if its year is over."""
    if found.why or found.name < str(year):
        return found
    why = f"там учебный год {found.name}, а нужен прошлый"
    return EarlierYear(_shown(workspace, named, found.name), why=why)


def _whole_year(workspace: Workspace, named: str, likely: int, now: datetime) -> EarlierYear:
    """By the books of its folder; of a summary that lies alone, by its «История»."""
    try:
        old = load(_settings(workspace, named))
        year = old.school_year or SchoolYear(likely)
        note = workspace.root / FOLDER / f"year-{year.start}.json"
        return EarlierYear(str(year), _kept(note, replace(old, school_year=year), None, now))
    except SheetsSyncError as error:
        name = _shown(workspace, named, str(SchoolYear(likely)))
        alone = _of_summary(workspace.root / named, now)
        return alone or EarlierYear(name, why=_why(workspace, error))


def _shown(workspace: Workspace, named: str, year: str) -> str:
    """What a year that is not shown is called; with `codes_only` no file is named."""
    return year if workspace.codes_only else PurePath(named).name or named


def _of_summary(summary: Path, now: datetime) -> EarlierYear | None:
    """What a summary alone says of its year; None for what is none of ours."""
    if not summary.is_file():
        return None
    try:
        ours = XlsxStore([], summary, Limits(), Maker(now)).read(frozenset()).ours
    except SheetsSyncError:
        return None
    known = last_numbers(ours.get(HISTORY))
    return EarlierYear(str(SchoolYear.of(known[0])), known[1]) if known else None


def _settings(workspace: Workspace, named: str) -> Path:
    """A year's folder, or its workspace.toml; its summary stands for the folder it lies in.

    Raises UsageError for a file that lies alone, for ours and for what is no workspace.
    """
    place = workspace.root / named
    folder = place.parent if place.is_file() else place
    ours = folder.resolve() == workspace.root
    if not place.is_file() or place.name == FILE:
        if ours:
            raise UsageError("это рабочая папка этого года, а нужна папка прошлого")
        return place
    if ours or not (folder / FILE).is_file() or load(folder).summary != place.name:
        raise UsageError("в previous назван файл, рядом с которым нет книг того года")
    return folder


def _kept(note: Path, old: Workspace, days: Period | None, now: datetime) -> Numbers:
    """The numbers of some days (of all); they are kept, for the books of a year that is over do not
    change any more."""
    files = [*((book.name, book.path) for book in _books(old)), (FILE, old.root / FILE)]
    key = input_key(files, (program_digest(), repr(old), str(days)))
    numbers = _read(note, key)
    if numbers is None:
        numbers = _counted(old, days, now)
        put_quietly(note, json.dumps({"key": key, "numbers": numbers}, ensure_ascii=False))
    return numbers


def _books(old: Workspace) -> list[Any]:
    return [] if old.uses_google else book_files(old.root, old.books, old.summary)


def _read(note: Path, key: str) -> Numbers | None:
    try:
        known = json.loads(read_regular(note))
        numbers = known["numbers"] if known["key"] == key else None
        return None if numbers is None else {str(name): int(n) for name, n in numbers.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _counted(old: Workspace, days: Period | None, now: datetime) -> Numbers:
    """By the books as they were left, with the report date that they were left with."""
    assert old.school_year is not None
    today = old.today or old.school_year.period.end
    analysis = analyse(old, taken(old, store_of(old, now), today), today)
    return totals(analysis.facts.within(days) if days else analysis.facts)
