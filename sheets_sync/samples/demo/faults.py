"""How faults are planted in the demo: each is typed into one known cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from sheets_sync.samples.demo.hands import Typed
from sheets_sync.samples.demo.sheets import DemoBook, Row, Sheet
from sheets_sync.tables.schema import Table

ERROR, WARNING = "ошибка", "предупреждение"


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault at a cell (None: what is wrong is missing): what `check` must find there, and what
    kind of fault it is."""

    book: str
    tab: str
    cell: str | None
    severity: str
    description: str


@dataclass
class Tab:
    """A sheet that faults are typed into; `faults` are row (None: header), key, severity, what."""

    book: str
    sheet: Sheet
    random: Random
    faults: list[tuple[Row | None, str, str, str]] = field(default_factory=list)
    _used: list[Row] = field(default_factory=list)

    def error(self, row: Row | None, key: str, what: str, **typed: Typed) -> None:
        """Type into a row what makes an error at a cell."""
        self._plant(row, key, ERROR, what, typed)

    def warning(self, row: Row | None, key: str, what: str, **typed: Typed) -> None:
        """Type into a row what makes a warning at a cell."""
        self._plant(row, key, WARNING, what, typed)

    def missing(self, what: str) -> None:
        """Nothing stands where something should: a warning without a cell."""
        self.faults.append((None, "", WARNING, what))

    def _plant(
        self, row: Row | None, key: str, severity: str, what: str, typed: dict[str, Typed]
    ) -> None:
        if row is not None:
            row.cells.update(typed)
            self._used.append(row)
        self.faults.append((row, key, severity, what))

    def row(self, **cells: Typed) -> Row:
        """The first row with these cells."""
        rows = self.sheet.rows
        return next(r for r in rows if all(r.cells.get(k) == v for k, v in cells.items()))

    def any_row(self, wanted: Callable[[Row], bool]) -> Row:
        """Some row without a fault that is as wanted; it will not be given again."""
        free = [row for row in self.sheet.rows if row not in self._used and wanted(row)]
        chosen = self.random.choice(free)
        self._used.append(chosen)
        return chosen

    def lost(self, table: Table) -> list[Row]:
        """The rows that an error in a required column takes out."""
        needed = {column.name for column in table.required}
        return [
            row
            for row, key, severity, _ in self.faults
            if row is not None and severity == ERROR and key in needed
        ]

    def planted(self) -> Iterator[Planted]:
        """The faults with the addresses their cells have in the end."""
        for row, key, severity, what in self.faults:
            cell = self.sheet.cell(row, key) if key else None
            yield Planted(self.book, self.sheet.tab, cell, severity, what)


class Planter:
    """The tabs of finished books, ready for faults."""

    def __init__(self, books: list[DemoBook], random: Random):
        self._tabs = {
            (book.path, sheet.tab): Tab(book.path, sheet, random)
            for book in books
            for sheet in book.sheets
        }

    def tab(self, book: str, title: str) -> Tab:
        """A tab by its book and title."""
        return self._tabs[book, title]

    def planted(self) -> list[Planted]:
        """All faults."""
        return [fault for tab in self._tabs.values() for fault in tab.planted()]
