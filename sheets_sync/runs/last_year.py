"""What last year had come to by the same day: `previous` of workspace.toml."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sheets_sync.analysis import analyse
from sheets_sync.disk import put_quietly, read_regular
from sheets_sync.errors import SheetsSyncError
from sheets_sync.figures.totals import LastYear, Numbers, totals
from sheets_sync.periods import Period, SchoolYear, same_day
from sheets_sync.runs.memory import FOLDER, input_key, program_digest
from sheets_sync.runs.open_store import store_of, taken
from sheets_sync.stores.files import book_files
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
    try:
        old = load(_settings(workspace))
        if (old.school_year or before) != before:
            why = f"не с чем: в папке «{workspace.previous}» учебный год {old.school_year}"
            return LastYear(days, why=why)
        return LastYear(days, _kept(workspace, replace(old, school_year=before), days, now))
    except SheetsSyncError as error:
        return LastYear(days, why=f"не с чем: {str(error).rstrip('.')}")


def _settings(workspace: Workspace) -> Path:
    """Last year's folder, or its workspace.toml; its summary stands for the folder it lies in."""
    named = workspace.root / workspace.previous
    return named.parent if named.is_file() and named.name != FILE else named


def _kept(workspace: Workspace, old: Workspace, days: Period, now: datetime) -> Numbers:
    """The numbers; those of one day are kept, for last year's books do not change any more."""
    files = [*((book.name, book.path) for book in _books(old)), (FILE, old.root / FILE)]
    key = input_key(files, (program_digest(), repr(old), str(days)))
    note = workspace.root / FOLDER / _FILE
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


def _counted(old: Workspace, days: Period, now: datetime) -> Numbers:
    """By the books as they were left, with the report date that they were left with."""
    today = old.today or SchoolYear.of(days.start).period.end
    analysis = analyse(old, taken(old, store_of(old, now), today), today)
    return totals(analysis.facts.within(days))
