"""One broken book does not stop the house: what a run goes on without, and what it can't."""

from collections.abc import Iterator
from dataclasses import replace

from sheets_sync.errors import MissingBookError
from sheets_sync.runs.memory import RowsSeen
from sheets_sync.runs.renamed import renamed
from sheets_sync.stores.base import LostBook, Snapshot
from sheets_sync.stores.patterns import answers
from sheets_sync.tables.directories import MARKS, SCHOOLS, SUBJECTS
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.tables.tutors import SHNOR, TUTORS
from sheets_sync.workspace import Workspace

_DIRECTORIES = (SCHOOLS, SHNOR, TUTORS, SUBJECTS, MARKS)
_ALWAYS = (SCHOOLS, TUTORS)
"""Without these nothing can be computed, wherever they stood."""


def going_on(workspace: Workspace, snapshot: Snapshot, known: RowsSeen, accepted: bool) -> Snapshot:
    """The snapshot with what is known of the books that are lost; one that a pattern found before
    and finds no more is lost too, unless that is `accepted`.

    Raises the error of a book that held a directory, and of the first where nothing was read.
    """
    names_now = renamed(workspace, snapshot, known)
    known = known.under(names_now)
    gone = () if accepted else _gone(workspace, snapshot, known)
    tabs, names = known.tabs, TabNames(workspace.tabs)
    lost = tuple(replace(one, tabs=tabs.get(one.name, ())) for one in (*snapshot.lost, *gone))
    there = {table for tab in snapshot.tabs if (table := names.table(tab.place.tab))}
    for one in lost:
        held = [names.table(tab) for tab in one.tabs]
        if not there or _needed(held, there):
            raise one.error
    return replace(snapshot, lost=lost, before=known.days, renamed=names_now)


def _needed(held: list[Table | None], there: set[Table]) -> bool:
    """Whether a book held a directory; of one never read, whether it is where one must stand."""
    return any(t in _DIRECTORIES for t in held) if held else not there.issuperset(_ALWAYS)


def _gone(workspace: Workspace, snapshot: Snapshot, known: RowsSeen) -> Iterator[LostBook]:
    read = {tab.place.book for tab in (*snapshot.tabs, *snapshot.others)}
    read |= {place.book for place in snapshot.empty_books} | {one.name for one in snapshot.lost}
    for book in sorted(known.tabs.keys() - read):
        rows = sum(known.read[f"{book}\n{tab}"] for tab in known.tabs[book])
        if rows and any(answers(book, pattern) for pattern in workspace.books):
            what, way = "файла больше нет", _IF_SO
            yield LostBook(book, what, way, MissingBookError(f"Книги «{book}» больше нет. {way}"))


_IF_SO = "Верните файл; если так и надо, один раз запустите sheets-sync sync с --accept-shrink"
