"""Reads local books side by side, each in a child process that a foreign file can't outlive."""

import io
import marshal
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sheets_sync
from sheets_sync.cells import Merge, Place, RawColumn, Tab
from sheets_sync.errors import MissingBookError, SheetsSyncError, why
from sheets_sync.limits import Limits
from sheets_sync.stores.files import BookFile

RETRY_AFTER = 0.3
BOOT = (
    "import sys,marshal;a=marshal.loads(bytes.fromhex(sys.argv[1]));sys.path[:]=a[0];"
    "from sheets_sync.stores.child import main;main(a[1])"
)
ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP", "TMP")
CLASSES = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("sheets_sync.cells", "CellError"),
}
SAFE = "/!$&'()*+,;=@-._~"
SAVE = "Откройте её в Excel и сохраните заново"
CHANGING = "книга меняется прямо сейчас (её сохраняют)"
SLOW = "чтение не уложилось в {} с"
SLOW_WAY = "Уменьшите её или поднимите seconds в разделе [limits] файла workspace.toml"
MISSING = "Проверьте имя, папку и права"


@dataclass(frozen=True)
class BooksRead:
    """Wanted tabs in the books' order, tabs nobody asked for, books without one filled cell."""

    tabs: tuple[Tab, ...] = ()
    others: tuple[Place, ...] = ()
    empty: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Order:
    """What is asked of every book."""

    tabs: frozenset[str]
    limits: Limits
    everything: bool = False


@dataclass(frozen=True)
class Failed:
    """A book that was not read: what is wrong, and what to do."""

    what: str = ""
    way: str = ""


BROKEN = Failed()
"""A child that ended without a word."""


def read_books(
    books: Sequence[BookFile], tabs: frozenset[str], limits: Limits, everything: bool = False
) -> BooksRead:
    """Read the tabs whose folded titles are in `tabs`, or all; SheetsSyncError for a bad book."""
    return start(books, tabs, limits, everything).finish()


def start(
    books: Sequence[BookFile], tabs: frozenset[str], limits: Limits, everything: bool = False
) -> "Pending":
    """Set the children to work and return at once."""
    return Pending(books, Order(tabs, limits, everything))


class Pending:
    """Books that are being read."""

    def __init__(self, books: Sequence[BookFile], order: Order) -> None:
        self._order = order
        self._results: list[BooksRead | BaseException | None] = [None] * len(books)
        self._queue: queue.SimpleQueue[tuple[int, BookFile]] = queue.SimpleQueue()
        self._children: set[subprocess.Popen[bytes]] = set()
        self._stopped = False
        for item in enumerate(books):
            self._queue.put(item)
        side_by_side = min(len(books), max(2, os.cpu_count() or 2))
        self._threads = [
            threading.Thread(target=self._work, daemon=True) for _ in range(side_by_side)
        ]
        for thread in self._threads:
            thread.start()

    def finish(self) -> BooksRead:
        """Wait for all books; SheetsSyncError names the first that could not be read."""
        try:
            for thread in self._threads:
                thread.join()
        except BaseException:
            self.cancel()
            raise
        for result in self._results:
            if isinstance(result, BaseException):
                raise result
        return joined([result for result in self._results if isinstance(result, BooksRead)])

    def cancel(self) -> None:
        """End the children; what they read is lost."""
        self._stopped = True
        for child in list(self._children):
            child.kill()

    def _work(self) -> None:
        """Take books off the queue until it is empty or a book fails."""
        while not self._stopped:
            try:
                number, book = self._queue.get_nowait()
            except queue.Empty:
                return
            try:
                self._results[number] = self._book(book)
            except BaseException as fault:
                self._results[number] = fault

    def _book(self, book: BookFile) -> BooksRead:
        """One book, tried again once when it was missing or changed meanwhile."""
        for last in (False, True):
            before = stamp(book.path)
            result = (
                self._attempt(book) if before else Failed("файла нет или он недоступен", MISSING)
            )
            if before == stamp(book.path) and (before or last):
                break
            result = Failed(CHANGING, "Повторите через минуту")
            if not last:
                time.sleep(RETRY_AFTER)
        if isinstance(result, BooksRead):
            return result
        what, way = tidy(result.what), tidy(result.way)
        missing = stamp(book.path) is None
        kind = MissingBookError if missing else SheetsSyncError
        raise kind(f"Книга «{book.name}» не прочитана: {what}. {way}.")

    def _attempt(self, book: BookFile) -> BooksRead | Failed:
        """One child; one that broke off is followed by a careful one, which can say why."""
        deadline = time.monotonic() + self._order.limits.seconds
        result = self._child(book, deadline, careful=False)
        if result == BROKEN and not self._stopped:
            result = self._child(book, deadline, careful=True)
        if result == BROKEN:
            return Failed("чтение оборвалось: файл повреждён или слишком велик", SAVE)
        return result

    def _child(self, book: BookFile, deadline: float, careful: bool) -> "BooksRead | Failed":
        """One child's work from start to end, killed when its time is over."""
        try:
            child = spawn(command(book.path, self._order, careful))
        except OSError as fault:
            return Failed(f"не удалось запустить её чтение ({why(fault)})", "Повторите позже")
        self._children.add(child)
        late = threading.Event()
        clock = threading.Timer(max(0, deadline - time.monotonic()), ring, (child, late))
        clock.daemon = True
        clock.start()
        try:
            result = assemble(book.name, child, self._order.limits)
        finally:
            clock.cancel()
            exit_code = reap(child)
            self._children.discard(child)
        if result == BROKEN and (late.is_set() or exit_code == -getattr(signal, "SIGXCPU", 0)):
            return Failed(SLOW.format(f"{self._order.limits.seconds:g}"), SLOW_WAY)
        return result


def ring(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    """A child's time is over."""
    late.set()
    child.kill()


def reap(child: subprocess.Popen[bytes]) -> int:
    """Close the pipe, end the child if it still runs, → how it ended."""
    if child.stdout:
        child.stdout.close()
    try:
        return child.wait(0.2)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


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


def command(path: Path, order: Order, careful: bool) -> list[str]:
    """The child's command line; its task goes along as marshalled hex."""
    limits = astuple(order.limits)
    task = (os.fsencode(path), order.tabs, order.everything, careful, *limits)
    home = str(Path(sheets_sync.__file__).resolve().parent.parent)
    folders = [home, *(os.path.abspath(folder) for folder in sys.path)]
    return [sys.executable, "-I", "-c", BOOT, marshal.dumps((folders, task)).hex()]


def spawn(arguments: list[str]) -> subprocess.Popen[bytes]:
    """Start a child with an empty environment, no input and one pipe."""
    return subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def assemble(name: str, child: subprocess.Popen[bytes], limits: Limits) -> BooksRead | Failed:
    """The child's frames → its tabs, its own reason, or BROKEN for anything else."""
    book = Assembly(name)
    try:
        for frame in frames(child, limits.memory_mb << 20):
            book.take(Restricted(io.BytesIO(frame)).load())
    except Exception:  # a child that has parsed a hostile file may say anything
        return BROKEN
    return book.result or BROKEN


def frames(child: subprocess.Popen[bytes], longest: int) -> Iterator[bytes]:
    """The frames a child wrote, undecoded; ValueError when one can't be."""
    assert child.stdout is not None
    while head := child.stdout.read(8):
        size = int.from_bytes(head, "little")
        if size > longest:
            raise ValueError(size)
        yield child.stdout.read(size)


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
        self._others: list[Place] = []

    def take(self, frame: object) -> None:
        """The next frame."""
        match frame:
            case ("tab", str(title), int(height), int(width), list(merges), bool(date1904)):
                self._close()
                self._columns = []
                self._open = (place(self._name, title), height, width, merges, date1904)
            case ("column", bytes(codes), list(values)):
                self._columns.append(RawColumn(array("i", codes), values))
            case ("other", str(title)):
                self._others.append(place(self._name, title))
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

    _open: tuple[Place, int, int, list[Any], bool] | None = None

    def _close(self) -> None:
        """The tab at hand has all of its columns."""
        if self._open is None:
            return
        where, height, width, merges, date1904 = self._open
        if [len(column.codes) for column in self._columns] != [height] * width:
            raise ValueError(where)
        corners = tuple(Merge(*merge) for merge in merges)
        self._tabs.append(Tab(where, height, tuple(self._columns), corners, date1904))
        self._open = None


def place(book: str, title: str) -> Place:
    """A tab of a local book; its link is a relative URI that opens the book at the tab."""
    quoted = title.replace("'", "''")
    return Place(book, title, f"{quote(book, safe=SAFE)}#'{quoted}'!")


def joined(books: Sequence[BooksRead]) -> BooksRead:
    """Several books' tabs one after another."""
    return BooksRead(
        tuple(tab for book in books for tab in book.tabs),
        tuple(other for book in books for other in book.others),
        tuple(empty for book in books for empty in book.empty),
    )
