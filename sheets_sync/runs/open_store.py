"""The store a workspace's books and summary are kept in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sheets_sync.periods import SchoolYear, look_up_holidays
from sheets_sync.runs.going_on import going_on
from sheets_sync.runs.memory import FOLDER, RowsSeen, program_digest
from sheets_sync.stores.base import Snapshot, Store
from sheets_sync.stores.files import BookFile, books_in_order, is_address, passed, unmatched
from sheets_sync.stores.xlsx.kept_reading import KeptReadings
from sheets_sync.stores.xlsx.store import Maker, XlsxStore
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.workspace import Workspace


def store_of(workspace: Workspace, now: datetime, writes: bool = False) -> Store:
    """The store of the books and the summary; a run that `writes` keeps what it reads of the books.
    Raises UsageError for books that are not there and for a key that is no good."""
    books = books_in_order(workspace.root, workspace.books, workspace.summary)
    kept = KeptReadings(workspace.root / FOLDER / "read", program_digest(), writes)
    files = [book for book in books if isinstance(book, BookFile)]
    local = _local_store(workspace, files, now, kept)
    if not workspace.uses_google:
        return local
    from sheets_sync.runs.open_google import mixed_store  # gspread takes 0.3 s

    return mixed_store(workspace, books, local)


def taken(
    workspace: Workspace,
    store: Store,
    today: date,
    known: RowsSeen | None = None,
    accepted: bool = False,
) -> Snapshot:
    """The wanted tabs of the books as they stand, the patterns that find no book yet, and the
    files that lie beside books and are none. With what is `known` of an earlier run a book that
    can't be read is left out (`going_on`); else its error is raised."""
    where = workspace.root, workspace.books, workspace.summary
    look_up_holidays(workspace.school_year or SchoolYear.of(today))
    read = store.read(TabNames(workspace.tabs).wanted)
    read = read.whole() if known is None else going_on(workspace, read, known, accepted)
    return replace(read, unmatched=unmatched(*where), passed_by=passed(*where))


def summary_store(workspace: Workspace, made_at: datetime) -> Store:
    """The store of the summary alone; the books may be missing."""
    if not is_address(workspace.summary):
        return _local_store(workspace, (), made_at)
    from sheets_sync.runs.open_google import google_store  # as above

    return google_store(workspace, ())


def _local_store(
    workspace: Workspace,
    books: Sequence[BookFile],
    made_at: datetime,
    kept: KeptReadings | None = None,
) -> XlsxStore:
    in_google = is_address(workspace.summary)
    summary = None if in_google else workspace.root / workspace.summary
    return XlsxStore(books, summary, workspace.limits, Maker(made_at, workspace.organisation), kept)
