"""What a look at the books goes on without: books that can't be read, tabs whose header is bad."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sheets_sync.stores.base import LostBook
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.directories import CALENDAR, DIRECTORIES
from sheets_sync.tables.kinds.base import Lookup, Reading
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tab_titles import TabNames

REFERRED_TO = (*(table for table in DIRECTORIES.tables if table is not CALENDAR), MEETINGS)
"""Tables that are all there or can't be used: rows of others would be wrong by what they lack."""


@dataclass(frozen=True, slots=True)
class Without:
    """`tables`: by name, the lost books that held it; `unknown`: lost books that were never read,
    and may hold any."""

    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(cls, lost: Iterable[LostBook], names: TabNames) -> "Without":
        """What the books held when they were last read."""
        tables: dict[str, tuple[str, ...]] = {}
        unknown: list[str] = []
        for book in lost:
            held = {table.name for tab in book.tabs if (table := names.table(tab))}
            for name in held:
                tables[name] = (*tables.get(name, ()), book.name)
            if not held:
                unknown.append(book.name)
        return cls(tables, tuple(unknown))

    def books(self, table: Table) -> tuple[str, ...]:
        """The lost books that hold, or may hold, rows of a table."""
        return (*self.known(table), *self.unknown)

    def known(self, table: Table) -> tuple[str, ...]:
        """The lost books that held rows of a table."""
        return self.tables.get(table.name, ())


def or_as_typed(lookup: Lookup) -> Lookup:
    """A lookup in a table that is not whole: what it does not know may stand in what is left out,
    and is no fault."""

    def find(text: str) -> Reading:
        known = lookup(text)
        return known if known.value is not None else Reading(text)

    return find
