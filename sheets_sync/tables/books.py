"""All books and tabs of the staff, in their order."""

from sheets_sync.letters import fold
from sheets_sync.tables.attendance import ATTENDANCE
from sheets_sync.tables.attendees import ATTENDEES
from sheets_sync.tables.consultations import CONSULTATIONS
from sheets_sync.tables.directories import DIRECTORIES
from sheets_sync.tables.reports import TUTOR_REPORTS
from sheets_sync.tables.roadmap import ROADMAP_BOOK
from sheets_sync.tables.schema import Book, Table
from sheets_sync.tables.tasks import TASKS
from sheets_sync.tables.tutors import SHNOR, TUTORS

BOOKS: tuple[Book, ...] = (DIRECTORIES, ATTENDANCE, CONSULTATIONS, TUTOR_REPORTS, ROADMAP_BOOK)

UNBOUND: tuple[Table, ...] = (ATTENDEES,)
"""Tabs that no template has: some centres keep them in place of one of ours."""

HELPERS = ("Как заполнять", "Списки")
"""Tabs of the templates that hold no data."""

SPARE: tuple[Table, ...] = (
    SHNOR,
    TASKS,
    *TUTOR_REPORTS.tables,
    *ROADMAP_BOOK.tables,
)
"""Tabs that a centre may not keep: no other tab leans on them."""

_LATER = (SHNOR, TUTORS)
IN_ORDER: tuple[Table, ...] = (
    *(table for table in DIRECTORIES.tables if table not in _LATER),
    *_LATER,
    *(table for book in BOOKS[1:] for table in book.tables),
    *UNBOUND,
)
"""Every table after those its references point at."""


def book_of(table: Table) -> Book:
    """The book a table belongs in."""
    return next(book for book in BOOKS if table in book.tables)


def titles(table: Table) -> set[str]:
    """The folded titles a table's tab may bear."""
    return {fold(title) for title in (table.title, *table.also_called)}


def wanted_titles() -> frozenset[str]:
    """The folded titles of all staff tabs."""
    return frozenset().union(*(titles(table) for table in IN_ORDER))
