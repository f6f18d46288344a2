"""The commands' way in: decides at once that nothing changed, or starts the whole run."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sheets_sync.errors import UsageError
from sheets_sync.runs.digests import Digests, file_digest
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.memory import FOLDER, Memo, input_key, program_digest
from sheets_sync.runs.sync_report import Json, SyncReport
from sheets_sync.stores.base import Store
from sheets_sync.stores.files import book_files
from sheets_sync.workspace import FILE, Workspace


@dataclass(frozen=True, slots=True)
class Options:
    """What a command was asked for. `progress` is told each step in a few words; `now` is the
    moment of the run where the clock is not to be asked."""

    today: date | None = None
    all_severities: bool = False
    accept_shrink: bool = False
    now: datetime | None = None
    progress: Callable[[str], None] = lambda step: None


def clock(workspace: Workspace, options: Options | None = None) -> datetime:
    """Now in the workspace's zone; SOURCE_DATE_EPOCH fixes it."""
    if options and options.now:
        return options.now.astimezone(workspace.timezone)
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(workspace.timezone)
    if not fixed.isdecimal():
        raise UsageError("SOURCE_DATE_EPOCH: нужно число секунд с 1970 года")
    try:
        return datetime.fromtimestamp(int(fixed), workspace.timezone)
    except (ValueError, OverflowError, OSError):
        raise UsageError("SOURCE_DATE_EPOCH: такого года нет") from None


def report_date(workspace: Workspace, options: Options, now: datetime) -> date:
    """The report date: `--today`, else workspace.toml's, else the clock's."""
    return options.today or workspace.today or now.date()


def check(workspace: Workspace, options: Options) -> SyncReport:
    """The problems and figures of a workspace; nothing is written."""
    now = clock(workspace, options)
    store = started(workspace, now, options)
    from sheets_sync.runs.full_run import look  # pandas takes 0.6 s: books are read meanwhile

    return look(workspace, options.all_severities, store, report_date(workspace, options, now), now)


def explain(workspace: Workspace, options: Options, address: str) -> Json:
    """What a cell of the summary is made of; nothing is written."""
    now = clock(workspace, options)
    store = started(workspace, now, options)
    from sheets_sync.runs.full_run import explained  # as above

    return explained(workspace, store, report_date(workspace, options, now), now, address)


def sync(workspace: Workspace, options: Options) -> SyncReport:
    """Check, compute, and write the summary if a cell of it changed."""
    now = clock(workspace, options)
    today = report_date(workspace, options, now)
    memo = Memo(workspace.root)
    known = memo.recall()
    digests = Digests(workspace.root / FOLDER / "digests.json")
    # before the books are read: they may change meanwhile
    key = input_digest(workspace, digests.of), str((today, options.all_severities))
    summary = workspace.root / workspace.summary
    local = not workspace.uses_google  # of a spreadsheet only a read tells whether it changed
    unchanged = local and known.key == (*key, digests.of(summary)) and known.fresh(now)
    digests.keep()
    if unchanged and known.report:
        return replace(known.report, made_at=now)
    with one_at_a_time(workspace.root, now):
        known = memo.recall()  # another run may have ended meanwhile
        store = started(workspace, now, options, writes=True)
        from sheets_sync.runs.full_run import (  # pandas takes 0.6 s: books are read so long
            Run,
            full_run,
        )
        from sheets_sync.runs.problem_memory import remember

        asked = (options.all_severities, options.accept_shrink)
        fixed = bool(options.today or workspace.today)
        same_books = local and known.key[:1] == key[:1]
        run = Run(workspace, store, memo, today, now, fixed, *asked, same_books)
        result = full_run(run, known, options.progress)
        if result.past:
            remember(workspace.root, result.past)
        if result.remembered:
            sure = not result.report.left_out  # what can't be read may be read the next time
            after = (*key, file_digest(summary)) if sure else key[:1]
            memo.remember(replace(result.remembered, key=after))
    return result.report


def started(workspace: Workspace, now: datetime, options: Options, writes: bool = False) -> Store:
    """The workspace's store, already reading; only a run that `writes` keeps what it reads."""
    from sheets_sync.runs.open_store import store_of
    from sheets_sync.tables.tab_titles import TabNames  # an unchanged workspace needs neither

    store = store_of(workspace, now, writes)
    store.start(TabNames(workspace.tabs).wanted)
    options.progress("Читаю книги")
    return store


def input_digest(workspace: Workspace, digest: Callable[[Path], str] = file_digest) -> str:
    """What a run depends on, whatever day it is: the program, the settings, the local books."""
    books = book_files(workspace.root, workspace.books, workspace.summary)
    files = [*((book.name, book.path) for book in books), (FILE, workspace.root / FILE)]
    return input_key(files, (program_digest(), repr(workspace)), digest)
