"""The faults planted in the demo: each is typed into one known cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time

from sheets_sync.demo.hands import Typed
from sheets_sync.demo.sheets import DemoBook, Row, Sheet
from sheets_sync.demo.town import TODAY, TUTOR
from sheets_sync.demo.world import Consultation, Visit, World

ERROR, WARNING = "ошибка", "предупреждение"


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault at a cell: what `check` must find there, and what kind of fault it is."""

    book: str
    tab: str
    cell: str
    severity: str
    description: str


class Planter:
    """Types faults into the sheets of finished books and remembers where."""

    def __init__(self, books: list[DemoBook]):
        self._sheets = {(book.path, sheet.tab): sheet for book in books for sheet in book.sheets}
        self.planted: list[Planted] = []

    def sheet(self, book: str, tab: str) -> Sheet:
        """A tab by its book and title."""
        return self._sheets[book, tab]

    def note(self, at: "Spot", severity: str, what: str) -> None:
        """Remember what is wrong at a cell as it is."""
        cell = self.sheet(at.book, at.tab).cell(at.row, at.key)
        self.planted.append(Planted(at.book, at.tab, cell, severity, what))

    def plant(self, at: "Spot", typed: Typed, severity: str, what: str) -> None:
        """Type a fault into a cell and remember it."""
        if at.row is not None:
            at.row.cells[at.key] = typed
        self.note(at, severity, what)


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell: tab, row (None: the header) and column key."""

    book: str
    tab: str
    row: Row | None
    key: str
