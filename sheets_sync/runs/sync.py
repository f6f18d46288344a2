"""The commands' way in: decides at once that nothing changed, or starts the whole run."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sheets_sync.errors import UsageError
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.memory import Memo, file_digest, input_key, program_digest
from sheets_sync.runs.sync_report import SyncReport
from sheets_sync.stores.files import book_files, books_in_order, is_address
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
    store = _started(workspace, now, options)
    from sheets_sync.runs.full_run import look  # pandas takes 0.6 s: books are read meanwhile

    return look(workspace, options.all_severities, store, report_date(workspace, options, now), now)


def explain(workspace: Workspace, options: Options, address: str) -> dict[str, Any]:
    """What a cell of the summary is made of; nothing is written."""
    now = clock(workspace, options)
    store = _started(workspace, now, options)
    from sheets_sync.runs.full_run import explained  # as above

    return explained(workspace, store, report_date(workspace, options, now), now, address)


def sync(workspace: Workspace, options: Options) -> SyncReport:
    """Check, compute, and write the summary if a cell of it changed."""
    now = clock(workspace, options)
    today = report_date(workspace, options, now)
    memo = Memo(workspace.root)
    known = memo.recall()
    key = _key(workspace, today, options)  # before the books are read: they may change meanwhile
    summary = workspace.root / workspace.summary
    local = not _uses_google(workspace)  # of a spreadsheet only a read tells whether it changed
    unchanged = local and known.key == (key, file_digest(summary)) and known.fresh(now)
    if unchanged and known.report:
        return replace(known.report, made_at=now)
    with one_at_a_time(workspace.root, now):
        known = memo.recall()  # another run may have ended meanwhile
        store = _started(workspace, now, options)
        from sheets_sync.runs.full_run import (  # pandas takes 0.6 s: books are read so long
            Run,
            full_run,
        )

        asked = (options.all_severities, options.accept_shrink)
        fixed = bool(options.today or workspace.today)
        run = Run(workspace, store, memo, today, now, fixed, *asked)
        result = full_run(run, known, options.progress)
        if result.remembered:
            memo.remember(replace(result.remembered, key=(key, file_digest(summary))))
    return result.report


def _started(workspace: Workspace, now: datetime, options: Options) -> Any:
    """The workspace's store, already reading."""
    from sheets_sync.tables import wanted_titles  # an unchanged workspace needs no tables

    store = store_of(workspace, now)
    store.start(wanted_titles())
    options.progress("Читаю книги")
    return store


def _key(workspace: Workspace, today: date, options: Options) -> str:
    files = [(book.name, book.path) for book in _files(workspace)]
    files.append((FILE, workspace.root / FILE))
    return input_key(files, (program_digest(), repr(workspace), today, options.all_severities))


def _files(workspace: Workspace) -> Any:
    return book_files(workspace.root, workspace.books, workspace.summary)


def store_of(workspace: Workspace, now: datetime) -> Any:
    """The store a workspace's books and summary are kept in."""
    if not _uses_google(workspace):
        return _local_store(workspace, _files(workspace), now)
    from sheets_sync.stores.google.store import GoogleStore  # gspread takes 0.3 s
    from sheets_sync.stores.mixed import MixedStore

    in_google = is_address(workspace.summary)
    books = books_in_order(workspace.root, workspace.books, workspace.summary)
    local = [book for book in books if not isinstance(book, str)]
    addresses = [book for book in books if isinstance(book, str)]
    google = GoogleStore(addresses, workspace.summary if in_google else None, api_of(workspace))
    order = [book if isinstance(book, str) else book.name for book in books]
    return MixedStore(order, _local_store(workspace, local, now), google, in_google)


def summary_store(workspace: Workspace, made_at: datetime) -> Any:
    """The store of the summary alone; the books may be missing."""
    if not is_address(workspace.summary):
        return _local_store(workspace, [], made_at)
    from sheets_sync.stores.google.store import GoogleStore

    return GoogleStore([], workspace.summary, api_of(workspace))


def _local_store(workspace: Workspace, books: Any, made_at: datetime) -> Any:
    from sheets_sync.stores.xlsx.store import XlsxStore

    in_google = is_address(workspace.summary)
    summary = None if in_google else workspace.root / workspace.summary
    return XlsxStore(books, summary, workspace.limits, made_at, workspace.organisation)


def api_of(workspace: Workspace) -> Any:
    """Google's API with the workspace's key. Raises UsageError for a key that is no good."""
    from sheets_sync.stores.google.api import GoogleApi
    from sheets_sync.stores.google.key import key_path, read_key

    return GoogleApi(read_key(key_path(workspace.root, workspace.credentials)))


def _uses_google(workspace: Workspace) -> bool:
    return any(map(is_address, (*workspace.books, workspace.summary)))
