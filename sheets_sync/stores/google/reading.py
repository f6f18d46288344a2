"""Spreadsheets that are read, a few side by side; one that still computes is read again."""

import logging
import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from sheets_sync.errors import SheetsSyncError
from sheets_sync.letters import is_named
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.faults import GoogleDownError
from sheets_sync.stores.google.foreign import UnwantedError, Watch
from sheets_sync.stores.google.pace import Patience
from sheets_sync.stores.google.read import EVERYTHING, STATE_ONLY, SheetState, Spreadsheet

_SIDE_BY_SIDE = 4
RESTS = (5.0, 10.0, 15.0)
"""Seconds that IMPORTRANGE and the like get, each time, before a spreadsheet is read again."""

_FIRST_ROWS = 200

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """A spreadsheet: its id, and the address the workspace names it by."""

    id: str
    name: str


class Reading:
    """The reading of some spreadsheets, begun; `tabs` are the titles that matter."""

    def __init__(self, books: Sequence[Address], tabs: frozenset[str], api: GoogleApi) -> None:
        self._api, self._tabs = api, tabs
        self._before = api.reads
        self._books = books
        self._found: queue.SimpleQueue[tuple[Address, Spreadsheet | BaseException]]
        self._found = queue.SimpleQueue()
        self._queue: queue.SimpleQueue[Address] = queue.SimpleQueue()
        for book in books:
            self._queue.put(book)
        for _ in range(min(_SIDE_BY_SIDE, len(books))):
            threading.Thread(target=self._work, daemon=True).start()

    @property
    def requests(self) -> int:
        """Reads sent, repeats counted."""
        return self._api.reads - self._before

    def finish(self) -> tuple[dict[str, Spreadsheet], dict[str, SheetsSyncError]]:
        """Wait for all; → those read by id, and what is wrong with the others. Raises
        GoogleDownError at once."""
        read: dict[str, Spreadsheet] = {}
        lost: dict[str, SheetsSyncError] = {}
        for _ in self._books:
            book, found = self._found.get()
            if isinstance(found, Spreadsheet):
                read[book.id] = found
            elif _of_one(found):
                lost[book.id] = found
            else:
                raise found
        return read, lost

    def _work(self) -> None:
        """Read what is still to be read; nothing more after a fault that is not of one alone."""
        while (book := self._next()) is not None:
            try:
                self._found.put((book, self._computed(book)))
            except BaseException as fault:
                while not _of_one(fault) and self._next() is not None:
                    pass
                self._found.put((book, fault))

    def _next(self) -> Address | None:
        try:
            return self._queue.get_nowait()
        except queue.Empty:
            return None

    def _computed(self, book: Address) -> Spreadsheet:
        """The spreadsheet when its formulas have their values, or as it is when time is up."""
        patience = self._api.patience()
        found = whole(self._api, book, self._tabs, patience)
        for seconds in RESTS:
            late = next(self._loading(found), None)
            if late is None or not self._rested(patience, seconds, late):
                break
            found = whole(self._api, book, self._tabs, patience)
        return found

    def _loading(self, book: Spreadsheet) -> Iterator[str]:
        """The tabs that matter and still compute."""
        for sheet in book.sheets:
            if sheet.tab.loading and not sheet.mark and is_named(sheet.title, self._tabs):
                yield sheet.title

    def _rested(self, patience: Patience, seconds: float, tab: str) -> bool:
        log.info("Google: лист «%s» ещё считается, жду %d с", tab, seconds)
        return patience.rest(seconds)


def _of_one(fault: BaseException) -> TypeGuard[SheetsSyncError]:
    """Whether other spreadsheets may fare better."""
    return isinstance(fault, SheetsSyncError) and not isinstance(fault, GoogleDownError)


def whole(api: GoogleApi, book: Address, tabs: frozenset[str], patience: Patience) -> Spreadsheet:
    """The spreadsheet; of a huge tab that is neither ours nor named in `tabs` the first rows alone.

    Raises SheetsSyncError if it can't be had in time.
    """
    where = book.id, book.name
    try:
        return api.get(*where, EVERYTHING, patience, Watch(lambda title: is_named(title, tabs)))
    except UnwantedError:
        state = api.get(*where, STATE_ONLY, patience)
    areas = [area for sheet in state.sheets if (area := _area(sheet, tabs)) is not None]
    read = api.parts(*where, EVERYTHING, areas, patience)
    found = {sheet.id: sheet for sheet in read.sheets}
    return replace(state, sheets=tuple(found.get(s.id, s) for s in state.sheets))


def _area(sheet: SheetState, tabs: frozenset[str]) -> dict[str, int] | None:
    """What is read of a tab; a foreign one shows by its first rows whether it is one of ours under
    another title."""
    if not sheet.rows or sheet.connected:
        return None
    if sheet.mark or is_named(sheet.title, tabs):
        return {"sheetId": sheet.id}
    last = min(sheet.rows, _FIRST_ROWS)
    return {"sheetId": sheet.id, "startRowIndex": 0, "endRowIndex": last}
