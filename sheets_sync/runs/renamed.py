"""A book that is gone, and one that came with its rows: it was renamed, and nothing is lost."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

from sheets_sync.runs.memory import RowsSeen
from sheets_sync.sheet.cells import Tab
from sheets_sync.stores.base import Snapshot
from sheets_sync.workspace import Workspace

_LOOKED_AT = 500
"""Rows of a tab: its first ones say which it is."""
_KEPT = 64
"""Rows of a book that are remembered."""


def marks_seen(snapshot: Snapshot, before: RowsSeen) -> dict[str, Sequence[str]]:
    """What each book is known by next time, though it has another name then; of one that can't be
    read today, what it was known by."""
    lost = {one.name for one in snapshot.lost}
    kept = {book: marks for book, marks in before.marks.items() if book in lost}
    found = _marks(snapshot.tabs, lambda book: True)
    return kept | {book: tuple(sorted(marks)[:_KEPT]) for book, marks in found.items()}


def renamed(workspace: Workspace, snapshot: Snapshot, known: RowsSeen) -> dict[str, str]:
    """The new names of books by their old ones, a pattern's or the settings': a book came that has
    at least half of the rows which only the one that is gone had. One that the settings name still
    is missed under its name."""
    here = {tab.place.book for tab in snapshot.tabs} | {one.name for one in snapshot.lost}
    away = [book for book in known.tabs if book not in here and book not in workspace.books]
    if not away:
        return {}
    came = _marks(snapshot.tabs, lambda book: book not in known.tabs)
    owners = Counter(mark for marks in known.marks.values() for mark in marks)
    found: dict[str, str] = {}
    for book in away:
        own = {mark for mark in known.marks.get(book, ()) if owners[mark] == 1}
        same = {name: len(own & marks) for name, marks in came.items()}
        best = max(same, key=same.__getitem__, default="")
        if own and best and same[best] * 2 >= len(own):
            found[book] = best
            del came[best]
    return found


def _marks(tabs: Iterable[Tab], wanted: Callable[[str], bool]) -> dict[str, set[str]]:
    """Digests of the rows of books."""
    found: dict[str, set[str]] = {}
    for tab in tabs:
        if wanted(tab.place.book):
            found.setdefault(tab.place.book, set()).update(_digests(tab))
    return found


def _digests(tab: Tab) -> Iterator[str]:
    for row in range(1, min(tab.height, _LOOKED_AT) + 1):
        said = [(at, value) for at, value in enumerate(tab.row(row)) if value is not None]
        if len(said) > 1:  # a lone text is a heading, and alike in many books
            yield blake2b(repr((tab.place.tab, said)).encode(), digest_size=5).hexdigest()
