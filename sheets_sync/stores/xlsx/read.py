"""Reads local books side by side, in child processes that a foreign file can't outlive."""

import os
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from pathlib import Path

from sheets_sync.errors import MissingBookError, SheetsSyncError
from sheets_sync.stores.base import LostBook
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.children import Children, Order, Reader, begin
from sheets_sync.stores.xlsx.frames import BROKEN, BooksRead, Failed, assemble
from sheets_sync.stores.xlsx.kept_reading import KeptReadings
from sheets_sync.stores.xlsx.nearest_file import nearest_file

RETRY_AFTER = 0.3
CHANGING = "книга меняется прямо сейчас (её сохраняют)"
NO_RIGHT = Failed("нет права её читать", "Дайте этому пользователю право на чтение файла")
NO_FILE = "файла нет или он недоступен"
MISSING = "Проверьте имя, папку и права"


def read_books(
    books: Sequence[BookFile], tabs: frozenset[str], limits: Limits, everything: bool = False
) -> BooksRead:
    """Read the tabs whose folded titles are in `tabs`, or all; SheetsSyncError for a bad book."""
    return start(books, tabs, limits, everything).finish().whole()


def start(
    books: Sequence[BookFile],
    tabs: frozenset[str],
    limits: Limits,
    everything: bool = False,
    kept: KeptReadings | None = None,
) -> "Pending":
    """Set the children to work and return at once; a book of which it is `kept` needs none."""
    return Pending(books, Order(tabs, limits, everything), kept)


_at_once: ContextVar[int] = ContextVar("at_once", default=0)


@contextmanager
def reading_at_once(books: int) -> Iterator[None]:
    """In here so many books are read side by side, whatever the machine has: where each core has
    a worker of its own, more would only be in one another's way."""
    token = _at_once.set(books)
    try:
        yield
    finally:
        _at_once.reset(token)


class Pending:
    """Books that are being read."""

    def __init__(
        self, books: Sequence[BookFile], order: Order, kept: KeptReadings | None = None
    ) -> None:
        self._order = order
        self._kept = kept
        self._names = [book.name for book in books]
        self._paths = {book.path for book in books}
        self._results: list[BooksRead | BaseException | None] = [None] * len(books)
        self._queue: queue.SimpleQueue[tuple[int, BookFile]] = queue.SimpleQueue()
        self._children = Children()
        for item in enumerate(books):
            self._queue.put(item)
        side_by_side = min(len(books), _at_once.get() or max(2, os.cpu_count() or 2))
        self._threads = [
            threading.Thread(target=self._work, daemon=True) for _ in range(side_by_side)
        ]
        for thread in self._threads:
            begin(thread)

    def finish(self) -> BooksRead:
        """Wait for all books; those that could not be read are among them as `lost`."""
        try:
            for thread in self._threads:
                thread.join()
        except BaseException:
            self.cancel()
            raise
        for result in self._results:
            if isinstance(result, BaseException):
                raise result
        if self._kept:
            self._kept.forget_others(self._names)
        return joined([result for result in self._results if isinstance(result, BooksRead)])

    def cancel(self) -> None:
        """End the children; what they read is lost."""
        self._children.cancel()

    def _work(self) -> None:
        """Take books off the queue until it is empty."""
        reader = Reader(self._order, self._children)
        try:
            while not self._children.stopped:
                number, book = self._queue.get_nowait()
                try:
                    self._results[number] = self._book(book, reader)
                except BaseException as fault:
                    self._results[number] = fault
        except queue.Empty:
            return
        finally:
            reader.end()

    def _book(self, book: BookFile, reader: Reader) -> BooksRead:
        """One book, tried again once when it was missing or changed meanwhile."""
        for last in (False, True):
            before = stamp(book.path)
            result = self._known(book, reader) if before else self._missing(book)
            if before == stamp(book.path) and (before or last):
                break
            result = Failed(CHANGING, "Повторите через минуту")
            if not last:
                time.sleep(RETRY_AFTER)
        return result if isinstance(result, BooksRead) else BooksRead(lost=(_lost(book, result),))

    def _missing(self, book: BookFile) -> Failed:
        near = nearest_file(book.path, self._paths)
        hint = f"; рядом есть «{near.name}»: если это она, впишите её имя в books" if near else ""
        return Failed(NO_FILE, f"{MISSING}{hint}")

    def _known(self, book: BookFile, reader: Reader) -> BooksRead | Failed:
        """What is kept of the book as it stands, or else what a child says; that is kept then."""
        if not os.access(book.path, os.R_OK):
            return NO_RIGHT
        try:
            key = self._kept.key(book.path, self._order.said) if self._kept else None
        except OSError:
            key = None  # the child can say why
        said = self._kept.recall(book.name, key) if self._kept and key else None
        result = assemble(book.name, BytesIO(said), self._order.limits) if said else BROKEN
        if isinstance(result, BooksRead):
            return result
        result, said = reader.read(book)
        if isinstance(result, BooksRead) and self._kept and key:
            self._kept.keep(book.name, key, said)
        return result


def _lost(book: BookFile, failed: Failed) -> LostBook:
    what, way = tidy(failed.what), tidy(failed.way)
    kind = SheetsSyncError if stamp(book.path) else MissingBookError
    error = kind(f"Книга «{book.name}» не прочитана: {what}. {way}.")
    return LostBook(book.name, what, way, error)


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is saved; None for no file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def tidy(text: str) -> str:
    """A part of a sentence that may quote a foreign file: one line, not long."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:300]


def joined(books: Sequence[BooksRead]) -> BooksRead:
    """Several books' tabs one after another."""
    return BooksRead(
        tuple(tab for book in books for tab in book.tabs),
        tuple(other for book in books for other in book.others),
        tuple(empty for book in books for empty in book.empty),
        tuple(one for book in books for one in book.lost),
    )
