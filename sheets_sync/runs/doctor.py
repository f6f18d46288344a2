"""`sheets-sync doctor`: whether everything a run needs is there, and how to mend what is not."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.problems import STRUCTURAL
from sheets_sync.runs.sync import Options, api_of, clock, report_date, store_of, summary_store
from sheets_sync.runs.sync_report import Json
from sheets_sync.stores.files import BookFile, books_in_order, is_address
from sheets_sync.stores.google.faults import GoogleDownError
from sheets_sync.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `message` says how it stands or how to mend it."""

    check: str
    what: str
    ok: bool
    message: str


def doctor(workspace: Workspace, options: Options) -> list[Finding]:
    """Look at the key, at every book, at the summary and at the headers, in this order."""
    with _one_budget(workspace):
        return _Checkup(workspace).run(options)


def _one_budget(workspace: Workspace) -> AbstractContextManager[None]:
    """What all looks at Google together may lose on faults is what one command may."""
    if not _uses_google(workspace):
        return nullcontext()
    from sheets_sync.stores.google.pace import one_budget

    return one_budget()


def content_of(findings: list[Finding]) -> Json:
    """What `--json` prints."""
    return {"ok": all(f.ok for f in findings), "checks": [asdict(f) for f in findings]}


def _uses_google(workspace: Workspace) -> bool:
    return any(map(is_address, (*workspace.books, workspace.summary)))


@dataclass
class _Checkup:
    """One look at a workspace. `down`: Google is out of reach, nothing more is asked of it."""

    workspace: Workspace
    api: Any = None
    down: bool = False

    def run(self, options: Options) -> list[Finding]:
        """All findings."""
        found = [*self._key()]
        if all(one.ok for one in found):
            found += self._books()
            found += self._summary()
        if all(one.ok for one in found):
            found += _structure(self.workspace, options)
        return found

    def _tried(self, check: str, what: str, good: str, work: Callable[[], object]) -> Finding:
        """What the work says when it fails, else that all is well."""
        try:
            work()
        except SheetsSyncError as error:
            self.down = self.down or isinstance(error, GoogleDownError)
            return Finding(check, what, False, str(error))
        return Finding(check, what, True, good)

    def _key(self) -> Iterator[Finding]:
        if _uses_google(self.workspace):
            yield self._tried("key", "ключ Google", "на месте, закрыт от других", self._take_key)

    def _take_key(self) -> None:
        self.api = api_of(self.workspace)

    def _books(self) -> Iterator[Finding]:
        workspace = self.workspace
        try:
            books = books_in_order(workspace.root, workspace.books, workspace.summary)
        except SheetsSyncError as error:
            yield Finding("books", "books", False, str(error))
            return
        for book in books:
            if isinstance(book, BookFile):
                yield self._tried("book", book.name, "читается", _local_reader(workspace, book))
            elif not self.down:
                look = _google_reader(self.api, book)
                yield self._tried("spreadsheet", book, "открыта для программы", look)

    def _summary(self) -> Iterator[Finding]:
        """A summary in Google must be editable, and its titles not taken."""
        address = self.workspace.summary
        if not is_address(address):
            store = summary_store(self.workspace, clock(self.workspace))
            look = partial(store.read, frozenset())
            yield self._tried("summary", address, "можно обновлять", look)
        elif not self.down:
            yield from self._google_summary(address)

    def _google_summary(self, address: str) -> Iterator[Finding]:
        look, probe = _google_reader(self.api, address), _prober(self.api, address)
        titles = _title_reader(self.api, address)
        for check, good, work in (
            ("summary", "открыта для программы", look),
            ("editor", "программа может её изменять", probe),
            ("titles", "названия листов сводки свободны", titles),
        ):
            finding = self._tried(check, address, good, work)
            yield finding
            if self.down or (check == "summary" and not finding.ok):
                return


def _local_reader(workspace: Workspace, book: BookFile) -> Callable[[], object]:
    from sheets_sync.stores.xlsx.read import read_books

    return lambda: read_books([book], frozenset(), workspace.limits)


def _google_reader(api: Any, address: str) -> Callable[[], Any]:
    from sheets_sync.stores.google.key import spreadsheet_id
    from sheets_sync.stores.google.read import STATE_ONLY

    return lambda: api.get(spreadsheet_id(address), address, STATE_ONLY)


def _prober(api: Any, address: str) -> Callable[[], object]:
    from sheets_sync.stores.google.key import spreadsheet_id

    return lambda: api.probe(spreadsheet_id(address), address)


def _title_reader(api: Any, address: str) -> Callable[[], object]:
    from sheets_sync.stores.google.titles import refuse_taken
    from sheets_sync.summary.tabs import TITLES

    look = _google_reader(api, address)
    return lambda: refuse_taken(TITLES, look(), address)


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
    bad = [p for p in analysis.problems if p.check in STRUCTURAL]
    for problem in bad:
        yield Finding("structure", problem.place.shown, False, problem.sentence())
    if not bad:
        yield Finding("structure", "листы и столбцы", True, "все нужные найдены")
