"""Google spreadsheets as a store: one read a spreadsheet, one atomic batch a summary."""

from collections.abc import Mapping, Sequence

from sheets_sync.errors import SheetsSyncError
from sheets_sync.letters import is_named
from sheets_sync.sheet.cells import Place, Tab
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.base import LostBook, OurTab, Sent, Snapshot
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.key import spreadsheet_id
from sheets_sync.stores.google.pace import Patience
from sheets_sync.stores.google.person_views import links_to_views
from sheets_sync.stores.google.read import Spreadsheet
from sheets_sync.stores.google.reading import Address, Reading, whole
from sheets_sync.stores.google.writing import Writing


class GoogleStore:
    """Books and the summary as spreadsheets; `read` may be started ahead, while others work."""

    def __init__(
        self,
        books: Sequence[str],
        summary: str | None,
        api: GoogleApi,
        workspace: Sequence[str] = (),
    ) -> None:
        """`books` and `summary` are addresses; `workspace` are names whose summary is ours, the
        first is written. Raises UsageError for what is no address."""
        found = [Address(spreadsheet_id(name), name) for name in books]
        self._books = list({book.id: book for book in reversed(found)}.values())[::-1]
        self._summary = Address(spreadsheet_id(summary), summary) if summary else None
        self._api, self._workspace = api, workspace
        self._known: Spreadsheet | None = None
        self._reading: Reading | None = None

    def start(self, tabs: frozenset[str]) -> None:
        """Begin to read; `read` then only waits."""
        wanted = {book.id: book for book in self._books}
        if self._summary:
            wanted.setdefault(self._summary.id, self._summary)
        self._reading = Reading(list(wanted.values()), tabs, self._api)

    def read(self, tabs: frozenset[str]) -> Snapshot:
        """Read every spreadsheet once, our summary as it stands too."""
        if self._reading is None:
            self.start(tabs)
        assert self._reading is not None
        reading, self._reading = self._reading, None
        (found, lost), requests = reading.finish(), reading.requests
        if self._summary and self._summary.id in lost:
            raise lost[self._summary.id]
        self._known = found[self._summary.id] if self._summary else None
        books = [found[book.id] for book in self._books if book.id in found]
        staff = [tab for book in books for tab in _staff_tabs(book)]
        return Snapshot(
            tuple(tab for tab in staff if is_named(tab.place.tab, tabs)),
            tuple(tab for tab in staff if not is_named(tab.place.tab, tabs)),
            _our_tabs(self._known) if self._known else {},
            tuple(place for book in books for place in _empty(book)),
            requests,
            titles=self._titles(found),
            connected=tuple(s.tab.place for book in books for s in book.sheets if s.connected),
            lost=tuple(_lost(b.name, lost[b.id]) for b in self._books if b.id in lost),
            views=links_to_views(self._known) if self._known else {},
        )

    def write(self, grids: Sequence[Grid]) -> Sent:
        """Make our tabs these grids; → requests sent, none where all stands."""
        assert self._summary is not None
        reads, writes = self._api.reads, self._api.writes
        patience = self._api.patience()
        before, self._known = self._known or self._look(patience), None
        Writing(self._api, self._summary.name, before, grids, patience, self._workspace).run()
        return Sent(self._api.reads - reads, self._api.writes - writes)

    def standing(self) -> dict[str, str]:
        """The digests of our tabs, in one read that a following `write` needs no more."""
        self._known = self._look(self._api.patience())
        return {title: tab.digest for title, tab in _our_tabs(self._known).items()}

    def _titles(self, found: Mapping[str, Spreadsheet]) -> dict[str, str]:
        """By the addresses that the workspace names them by."""
        named = [*self._books, *([self._summary] if self._summary else [])]
        return {book.name: found[book.id].title for book in named if book.id in found}

    def _look(self, patience: Patience) -> Spreadsheet:
        """The summary's spreadsheet as it stands now: its cells say what of it is still to do."""
        assert self._summary is not None
        return whole(self._api, self._summary, frozenset(), patience)


def _lost(name: str, error: SheetsSyncError) -> LostBook:
    """Its sentence says both what is wrong and what to do."""
    return LostBook(name, str(error).rstrip("."), "", error)


def _staff_tabs(book: Spreadsheet) -> list[Tab]:
    """The tabs with cells that no run of ours made."""
    plain = (s for s in book.sheets if s.rows and not (s.mark or s.connected))
    return [sheet.tab for sheet in plain]


def _our_tabs(book: Spreadsheet) -> dict[str, OurTab]:
    return {t: OurTab(s.tab, s.mark.digest if s.mark else "", False) for t, s in book.ours.items()}


def _empty(book: Spreadsheet) -> list[Place]:
    """The first tab of a spreadsheet without one filled cell."""
    tabs = _staff_tabs(book)
    return [] if any(tab.height for tab in tabs) else [tab.place for tab in tabs[:1]]
