"""What a child process sends back → tabs and their problems."""

import io
import pickle
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from sheets_sync.sheet.cells import Merge, Place, RawColumn, Tab
from sheets_sync.stores.base import LostBook
from sheets_sync.stores.limits import Limits

CLASSES = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("sheets_sync.sheet.cells", "CellError"),
    ("sheets_sync.sheet.cells", "Month"),
}


SAFE = "/!$&'()*+,;=@-._~"


@dataclass(frozen=True)
class BooksRead:
    """Wanted tabs in the books' order, the first rows of the others, books without one filled
    cell, and those that could not be read."""

    tabs: tuple[Tab, ...] = ()
    others: tuple[Tab, ...] = ()
    empty: tuple[Place, ...] = ()
    lost: tuple[LostBook, ...] = ()

    def whole(self) -> "BooksRead":
        """The same. Raises the error of the first book that could not be read."""
        for one in self.lost:
            raise one.error
        return self


@dataclass(frozen=True)
class Failed:
    """A book that was not read: what is wrong, and what to do."""

    what: str = ""
    way: str = ""


BROKEN = Failed()
"""A child that ended without a word."""


class Stream(Protocol):
    """Where frames come from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        ...


def assemble(name: str, said: Stream, limits: Limits) -> BooksRead | Failed:
    """A child's frames → its tabs, its own reason, or BROKEN for anything else."""
    book = Assembly(name)
    try:
        for frame in frames(said, limits.memory_mb << 20):
            book.take(Restricted(io.BytesIO(frame)).load())
            if book.result:  # the child may go on to another book
                break
    except Exception:  # a child that has parsed a hostile file may say anything
        return BROKEN
    return book.result or BROKEN


def frames(said: Stream, longest: int) -> Iterator[bytes]:
    """The frames a child wrote, undecoded; ValueError when one can't be."""
    while head := said.read(8):
        size = int.from_bytes(head, "little")
        if size > longest:
            raise ValueError(size)
        yield said.read(size)


class Restricted(pickle.Unpickler):
    """Loads values of cells and nothing else: the child has parsed a foreign file."""

    def find_class(self, module: str, name: str) -> Any:
        """One of the few classes a cell can have."""
        if (module, name) not in CLASSES:
            raise pickle.UnpicklingError(name)
        return super().find_class(module, name)


class Assembly:
    """One book's frames on their way to tabs; anything unexpected raises."""

    def __init__(self, name: str) -> None:
        self.result: BooksRead | Failed | None = None
        self._name = name
        self._tabs: list[Tab] = []
        self._columns: list[RawColumn] = []
        self._others: list[Tab] = []

    def take(self, frame: object) -> None:
        """The next frame."""
        match frame:
            case (
                "tab", str(title), int(height), int(width), list(merges), bool(old), bool(asked)
            ):  # fmt: skip
                self._close()
                self._columns = []
                self._open = (place(self._name, title), height, width, merges, old, asked)
            case ("column", bytes(codes), list(values)):
                self._columns.append(RawColumn(array("i", codes), values))
            case ("refused", str(what), str(way)):
                self.result = Failed(what, way)
            case ("end", str() | None as empty):
                self._end(empty)
            case _:
                raise ValueError(frame)

    def _end(self, empty: str | None) -> None:
        """The book is whole."""
        self._close()
        places = () if empty is None else (place(self._name, empty),)
        self.result = BooksRead(tuple(self._tabs), tuple(self._others), places)

    _open: tuple[Place, int, int, list[Any], bool, bool] | None = None

    def _close(self) -> None:
        """The tab at hand has all of its columns."""
        if self._open is None:
            return
        where, height, width, merges, date1904, asked = self._open
        if [len(column.codes) for column in self._columns] != [height] * width:
            raise ValueError(where)
        corners = tuple(Merge(*merge) for merge in merges)
        tabs = self._tabs if asked else self._others
        tabs.append(Tab(where, height, tuple(self._columns), corners, date1904))
        self._open = None


def place(book: str, title: str) -> Place:
    """A tab of a local book; its link is a relative URI that opens the book at the tab."""
    quoted = title.replace("'", "''")
    return Place(book, title, f"{quote(book, safe=SAFE)}#'{quoted}'!")
