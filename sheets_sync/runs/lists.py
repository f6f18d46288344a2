"""`sheets-sync lists`: fills the sheet «Списки» of the books made from our templates."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import PurePosixPath

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.errors import SheetsSyncError
from sheets_sync.letters import fold
from sheets_sync.reading.list_sheet import StandingLists, standing_lists
from sheets_sync.runs.list_words import list_words
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.open_google import api_of
from sheets_sync.runs.open_store import store_of
from sheets_sync.runs.sync import Options, clock, report_date
from sheets_sync.runs.sync_report import Json
from sheets_sync.sheet.cells import CellRef, Tab
from sheets_sync.stores.base import Sent, Snapshot
from sheets_sync.stores.files import BookFile, books_in_order, called, is_address
from sheets_sync.stores.google import lists as google
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.faults import GoogleDownError
from sheets_sync.stores.google.pace import one_budget
from sheets_sync.stores.word_columns import WordColumns
from sheets_sync.stores.xlsx import lists as xlsx
from sheets_sync.stores.xlsx.read import stamp
from sheets_sync.tables.kinds.text import quote
from sheets_sync.tables.menus import FIRST_ROW, TITLE, mark_text
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.tables.tutors import TUTORS
from sheets_sync.workspace import Workspace

_SHOWN = 3
_NO_SHEET = f"листа «{TITLE}» в ней нет"
_NO_DIRECTORY = (
    f"с codes_only = true вместо имён стоят коды с листа {TUTORS.sheet}, а его нет или он пуст: "
    "верните его и запустите ещё раз"
)
_NOT_OURS = f"лист «{TITLE}» сделан не по шаблону"


@dataclass(frozen=True, slots=True)
class BookLists:
    """What was done with a book: `outcome` is written, unchanged, failed (it should have been
    written) or left (it is not for us to write); the reason of the last two; words by list;
    `shown` is what people call it."""

    book: str
    outcome: str
    reason: str = ""
    lists: Mapping[str, int] = field(default_factory=dict)
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ListsReport:
    """What `lists` did. `unknown` are lists that the workspace knows nothing of: they stay."""

    today: date
    books: tuple[BookLists, ...]
    unknown: tuple[str, ...] = ()
    requests: Sent = field(default_factory=Sent)

    @property
    def failed(self) -> tuple[BookLists, ...]:
        """The books that should have been written and could not be."""
        return tuple(book for book in self.books if book.outcome == "failed")


def fill_lists(workspace: Workspace, options: Options) -> ListsReport:
    """Read all books as `sync` does, then write «Списки» where it is ours and not up to date."""
    now = clock(workspace, options)
    with (
        one_at_a_time(workspace.root, now),
        one_budget() if workspace.uses_google else nullcontext(),
    ):
        books = books_in_order(workspace.root, workspace.books, workspace.summary)
        stamps = {book.name: stamp(book.path) for book in books if isinstance(book, BookFile)}
        options.progress("Читаю книги")
        wanted = TabNames(workspace.tabs).wanted | {fold(TITLE)}
        snapshot = store_of(workspace, now).read(wanted).whole()
        options.progress("Заполняю списки")
        analysis = analyse(workspace, snapshot, report_date(workspace, options, now))
        filler = _Filler(workspace, analysis, snapshot, stamps)
        report = filler.report(books)
        options.progress("")
    return report


class _Filler:
    """One command's work, a book after another."""

    def __init__(
        self,
        workspace: Workspace,
        analysis: Analysis,
        snapshot: Snapshot,
        stamps: Mapping[str, xlsx.Stamp],
    ) -> None:
        self._workspace, self._analysis, self._snapshot = workspace, analysis, snapshot
        self._stamps = stamps
        self._words = cache(partial(list_words, analysis))
        self._tabs: dict[str, list[Tab]] = {}
        for tab in snapshot.tabs:
            if fold(tab.place.tab) == fold(TITLE):
                self._tabs.setdefault(tab.place.book, []).append(tab)
        self._api: GoogleApi | None = None
        self._unknown: dict[str, None] = {}

    def report(self, books: Sequence[BookFile | str]) -> ListsReport:
        """Fill all books."""
        done = tuple(map(self._named, map(self._book, books)))
        sent = (self._api.reads, self._api.writes) if self._api else (0, 0)
        requests = Sent(self._snapshot.requests + sent[0], sent[1])
        return ListsReport(self._analysis.today, done, tuple(self._unknown), requests)

    def _named(self, done: BookLists) -> BookLists:
        return replace(done, shown=called(done.book, self._snapshot.titles))

    def _book(self, book: BookFile | str) -> BookLists:
        name = book if isinstance(book, str) else book.name
        if isinstance(book, BookFile) and (kind := _other_kind(book)):
            return BookLists(name, "left", kind)
        tabs = self._tabs.get(name, [])
        found = next(filter(None, map(standing_lists, tabs)), None)
        if found is None:
            return BookLists(name, "left", _NOT_OURS if tabs else _NO_SHEET)
        return self._sheet(book, name, found)

    def _sheet(self, book: BookFile | str, name: str, found: StandingLists) -> BookLists:
        coded = self._workspace.codes_only and is_address(name)
        known = self._words(coded)
        if coded and not known:
            return BookLists(name, "failed", _NO_DIRECTORY)
        self._unknown |= dict.fromkeys(title for title in found.words if title not in known)
        words = found.filled_with(known)
        counts = {title: len(some) for title, some in words.items()}
        if typed := found.typed(words):
            return BookLists(name, "failed", _typed(found.tab, typed))
        if found.holds(words):
            return BookLists(name, "unchanged", "", counts)
        columns = {number: words[title] for title, number in found.columns.items()}
        sheet = WordColumns(found.tab.place.tab, mark_text(words), FIRST_ROW, columns)
        return self._tried(name, counts, lambda: self._write(book, sheet, found.tab))

    def _tried(self, name: str, counts: Mapping[str, int], work: Callable[[], None]) -> BookLists:
        """One book that can't be written keeps no other from it."""
        try:
            work()
        except GoogleDownError:
            raise
        except SheetsSyncError as error:
            return BookLists(name, "failed", str(error))
        return BookLists(name, "written", "", counts)

    def _write(self, book: BookFile | str, sheet: WordColumns, seen: Tab) -> None:
        if isinstance(book, BookFile):
            xlsx.write_words(book.path, sheet, self._workspace.limits, self._stamps[book.name])
            return
        self._api = self._api or api_of(self._workspace)
        google.write_words(self._api, book, sheet, seen)


def _other_kind(book: BookFile) -> str:
    """Why a file is of no kind that we write; "" for .xlsx."""
    suffix = PurePosixPath(book.name).suffix.lower()
    return (
        "" if suffix == ".xlsx" else f"это {suffix or 'не .xlsx'}, а списки пишутся только в .xlsx"
    )


def _typed(tab: Tab, cells: Sequence[CellRef]) -> str:
    said = ", ".join(f"{cell.a1} {quote(tab.at(cell.row, cell.column))}" for cell in cells[:_SHOWN])
    more = " и другое" if len(cells) > _SHOWN else ""
    return (
        f"на листе «{TITLE}» вписано не программой: {said}{more}. Перенесите это на свой лист "
        "(людей, школы и предметы — в справочники), здесь удалите и запустите ещё раз"
    )


def content_of(report: ListsReport) -> Json:
    """What `--json` prints."""
    return {
        "today": report.today.isoformat(),
        "books": [
            {
                "book": b.book,
                "outcome": b.outcome,
                "reason": b.reason or None,
                "lists": dict(b.lists),
            }
            for b in report.books
        ],
        "unknown": list(report.unknown),
        "requests": {"read": report.requests.read, "write": report.requests.write},
    }
