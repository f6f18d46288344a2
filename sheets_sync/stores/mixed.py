"""A workspace whose books or summary are spreadsheets: local books and Google's as one store."""

from collections.abc import Mapping, Sequence

from sheets_sync.sheet.cells import Place
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.base import Sent, Snapshot
from sheets_sync.stores.google.store import GoogleStore
from sheets_sync.stores.xlsx.store import XlsxStore


class MixedStore:
    """Each book comes from where it is; the summary stands in the one store that was given it."""

    def __init__(
        self, order: Sequence[str], local: XlsxStore, google: GoogleStore, in_google: bool
    ) -> None:
        """`order` are the books' names as the workspace lists them."""
        self._order = {name: number for number, name in enumerate(order)}
        self._local = local
        self._google = google
        self._in_google = in_google

    def start(self, tabs: frozenset[str]) -> None:
        """Begin to read both; `read` with the same tabs then only waits."""
        self._local.start(tabs)
        self._google.start(tabs)

    def read(self, tabs: frozenset[str]) -> Snapshot:
        """Read every book, and our summary as it stands."""
        local, google = self._local.read(tabs), self._google.read(tabs)
        summary = google if self._in_google else local
        return Snapshot(
            tuple(sorted(local.tabs + google.tabs, key=lambda tab: self._where(tab.place))),
            tuple(sorted(local.others + google.others, key=lambda tab: self._where(tab.place))),
            summary.ours,
            tuple(sorted(local.empty_books + google.empty_books, key=self._where)),
            local.requests + google.requests,
            titles=google.titles,
            connected=google.connected,
            lost=tuple(sorted(local.lost + google.lost, key=lambda one: self._at(one.name))),
            views=summary.views,
        )

    def write(self, grids: Sequence[Grid]) -> Sent:
        """Write the summary where it belongs."""
        return (self._google if self._in_google else self._local).write(grids)

    def standing(self) -> Mapping[str, str]:
        """Our tabs as they stand where the summary belongs."""
        return (self._google if self._in_google else self._local).standing()

    def _where(self, place: Place) -> int:
        return self._at(place.book)

    def _at(self, book: str) -> int:
        return self._order.get(book, len(self._order))
