"""`sheets-sync doctor`: whether everything a run needs is there, and how to mend what is not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sheets_sync.config import Workspace
from sheets_sync.errors import SheetsSyncError
from sheets_sync.stores.files import BookFile, books_in_order, is_address
from sheets_sync.sync import Options, api_of, clock, report_date, store_of

_STRUCTURE = ("tab.missing", "tab.no_header", "column.missing")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `message` says how it stands or how to mend it."""

    check: str
    what: str
    ok: bool
    message: str


def doctor(workspace: Workspace, options: Options) -> list[Finding]:
    """Look at the key, at every book, at the summary and at the headers, in this order."""
    found = [*_key(workspace)]
    if all(one.ok for one in found):
        found += _books(workspace)
        found += _summary(workspace)
    if all(one.ok for one in found):
        found += _structure(workspace, options)
    return found


def content_of(findings: list[Finding]) -> Mapping[str, Any]:
    """What `--json` prints."""
    return {"ok": all(f.ok for f in findings), "checks": [asdict(f) for f in findings]}


def _tried(check: str, what: str, good: str, work: Callable[[], object]) -> Finding:
    """What the work says when it fails, else that all is well."""
    try:
        work()
    except SheetsSyncError as error:
        return Finding(check, what, False, str(error))
    return Finding(check, what, True, good)


def _uses_google(workspace: Workspace) -> bool:
    return any(map(is_address, (*workspace.books, workspace.summary)))


def _key(workspace: Workspace) -> Iterator[Finding]:
    if _uses_google(workspace):
        yield _tried("key", "ключ Google", "на месте, закрыт от других", lambda: api_of(workspace))


def _books(workspace: Workspace) -> Iterator[Finding]:
    try:
        books = books_in_order(workspace.root, workspace.books, workspace.summary)
    except SheetsSyncError as error:
        yield Finding("books", "books", False, str(error))
        return
    api = api_of(workspace) if _uses_google(workspace) else None
    for book in books:
        if isinstance(book, BookFile):
            yield _tried("book", book.name, "читается", _local_reader(workspace, book))
        else:
            yield _tried("spreadsheet", book, "открыта для программы", _google_reader(api, book))


def _local_reader(workspace: Workspace, book: BookFile) -> Callable[[], object]:
    from sheets_sync.stores.xlsx_read import read_books

    return lambda: read_books([book], frozenset(), workspace.limits)


def _google_reader(api: Any, address: str) -> Callable[[], object]:
    from sheets_sync.stores.google_key import spreadsheet_id
    from sheets_sync.stores.google_read import STATE_ONLY

    return lambda: api.get(spreadsheet_id(address), address, STATE_ONLY)


def _summary(workspace: Workspace) -> Iterator[Finding]:
    """A summary in Google must be editable, and its titles not taken."""
    address = workspace.summary
    if not is_address(address):
        store = store_of(workspace, clock(workspace))
        yield _tried("summary", address, "можно обновлять", lambda: store.read(frozenset()))
        return
    api = api_of(workspace)
    seen = _tried("summary", address, "открыта для программы", _google_reader(api, address))
    if not seen.ok:
        yield seen
        return
    yield _tried("editor", address, "программа может её изменять", _prober(api, address))
    yield _titles(api, address)


def _prober(api: Any, address: str) -> Callable[[], object]:
    from sheets_sync.stores.google_key import spreadsheet_id

    return lambda: api.probe(spreadsheet_id(address), address)


def _titles(api: Any, address: str) -> Finding:
    from sheets_sync.stores.google_key import spreadsheet_id
    from sheets_sync.stores.google_read import STATE_ONLY, spreadsheet_of
    from sheets_sync.stores.google_requests import refuse_taken
    from sheets_sync.summaries import TITLES

    id_ = spreadsheet_id(address)

    def look() -> None:
        book = spreadsheet_of(api.get(id_, address, STATE_ONLY), id_, address)
        refuse_taken(TITLES, book, address)

    return _tried("titles", address, "названия листов сводки свободны", look)


def _structure(workspace: Workspace, options: Options) -> Iterator[Finding]:
    """Every tab and column that is missing, by the same reading that `check` does."""
    from sheets_sync.analysis import analyse
    from sheets_sync.tables import wanted_titles

    now = clock(workspace)
    try:
        snapshot = store_of(workspace, now).read(wanted_titles())
    except SheetsSyncError as error:
        yield Finding("structure", "книги", False, str(error))
        return
    analysis = analyse(workspace, snapshot, report_date(workspace, options, now))
    bad = [p for p in analysis.problems if p.check in _STRUCTURE]
    for problem in bad:
        yield Finding("structure", problem.place.shown, False, problem.sentence())
    if not bad:
        yield Finding("structure", "листы и столбцы", True, "все нужные найдены")
