"""The store contract: one read and one write, whatever the books are kept in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from sheets_sync.errors import SheetsSyncError
from sheets_sync.sheet.cells import Place, Tab
from sheets_sync.sheet.pieces import Grid


@dataclass(frozen=True, slots=True)
class OurTab:
    """A summary tab as it stands now, and the digest it was written with; `exact` is whether its
    store gives texts back blank for blank."""

    tab: Tab
    digest: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class LostBook:
    """A book that could not be read: what is wrong with it, what to do, and the error for whom it
    can't be done without. `tabs` are the titles it had when it was last read."""

    name: str
    what: str
    way: str
    error: SheetsSyncError
    tabs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One read: the wanted tabs of all books in their order, the tabs nobody asked for (their first
    rows at least), and the summary tabs that an earlier run wrote, by title. `unmatched` are the
    patterns among the books that find none yet, `passed_by` the files beside books that a pattern
    misses by their ending, and the pattern; whoever knows the workspace fills both in. `titles` are
    those of spreadsheets by their address, `connected` tabs that show a database, `views` links to
    the summary's filter views by the text that each shows alone, `lost` the books that could not be
    read. `before` are the days on which each tab («book⏎tab») was last read well: it is there where
    what can't be read is left out. `renamed` are the names of books now by their old ones."""

    tabs: tuple[Tab, ...]
    others: tuple[Tab, ...] = ()
    ours: Mapping[str, OurTab] = field(default_factory=dict)
    empty_books: tuple[Place, ...] = ()
    requests: int = 0
    unmatched: tuple[str, ...] = ()
    passed_by: tuple[tuple[str, str], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    connected: tuple[Place, ...] = ()
    views: Mapping[str, str] = field(default_factory=dict)
    lost: tuple[LostBook, ...] = ()
    before: Mapping[str, date] | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)

    def whole(self) -> "Snapshot":
        """The same. Raises the error of the first book that could not be read."""
        for one in self.lost:
            raise one.error
        return self


class Sent(NamedTuple):
    """Requests that a write took: reads are those of a repeat, to look again."""

    read: int = 0
    write: int = 0


class Store(Protocol):
    """Where books are read from and the summary is written to."""

    def start(self, tabs: frozenset[str]) -> None:
        """Begin to read; `read` with the same tabs then only waits. Raises as `read` does."""
        ...

    def read(self, tabs: frozenset[str]) -> Snapshot:
        """Read every book at once: the tabs whose title `letters.is_named` in `tabs`.

        A book that can't be read is `lost`. Raises SheetsSyncError where the summary can't be read,
        or the store as a whole is out of reach.
        """
        ...

    def write(self, grids: Sequence[Grid]) -> Sent:
        """Make the summary these tabs and nothing else; → requests sent. Idempotent and atomic.

        Raises SheetsSyncError; then the previous summary stands untouched.
        """
        ...

    def standing(self) -> Mapping[str, str]:
        """The digests of our tabs as they stand, by title; {} where there is no summary.

        Raises SheetsSyncError as `write` does.
        """
        ...
