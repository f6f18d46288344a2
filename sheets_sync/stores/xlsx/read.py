"""Reads local books side by side, each in a child process that a foreign file can't outlive."""

import marshal
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

import sheets_sync
from sheets_sync.errors import MissingBookError, SheetsSyncError, why
from sheets_sync.stores.base import LostBook
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.frames import BROKEN, BooksRead, Failed, assemble
from sheets_sync.stores.xlsx.kept_reading import Heard, KeptReadings

RETRY_AFTER = 0.3
BOOT = (
    "import sys,marshal;a=marshal.loads(bytes.fromhex(sys.argv[1]));sys.path[:]=a[0];"
    "from sheets_sync.stores.xlsx.child import main;main(*a[1])"
)
ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP", "TMP")
SAVE = "Откройте её в Excel и сохраните заново"
CHANGING = "книга меняется прямо сейчас (её сохраняют)"
SLOW = "чтение не уложилось в {} с"
SLOW_WAY = "Уменьшите её или поднимите seconds в разделе [limits] файла workspace.toml"
NO_RIGHT = Failed("нет права её читать", "Дайте этому пользователю право на чтение файла")
MISSING = "Проверьте имя, папку и права"


@dataclass(frozen=True)
class Order:
    """What is asked of every book."""

    tabs: frozenset[str]
    limits: Limits
    everything: bool = False

    @property
    def said(self) -> tuple[object, ...]:
        """The same in each process: a set has an order of its own in each."""
        return sorted(self.tabs), self.limits, self.everything


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
        self._results: list[BooksRead | BaseException | None] = [None] * len(books)
        self._queue: queue.SimpleQueue[tuple[int, BookFile]] = queue.SimpleQueue()
        self._children: set[subprocess.Popen[bytes]] = set()
        self._stopped = False
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
            result = self._known(book) if before else Failed("файла нет или он недоступен", MISSING)
            if before == stamp(book.path) and (before or last):
                break
            result = Failed(CHANGING, "Повторите через минуту")
            if not last:
                time.sleep(RETRY_AFTER)
        return result if isinstance(result, BooksRead) else BooksRead(lost=(_lost(book, result),))

    def _known(self, book: BookFile) -> BooksRead | Failed:
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
        result, said = self._attempt(book)
        if isinstance(result, BooksRead) and self._kept and key:
            self._kept.keep(book.name, key, said)
        return result

    def _attempt(self, book: BookFile) -> tuple[BooksRead | Failed, bytes]:
        """One child, and all it said; one that broke off is followed by a careful one, which can
        say why."""
        deadline = time.monotonic() + self._order.limits.seconds
        result, said = self._child(book, deadline, careful=False)
        if result == BROKEN and not self._stopped:
            result, said = self._child(book, deadline, careful=True)
        if result == BROKEN:
            result = Failed("чтение оборвалось: файл повреждён или слишком велик", SAVE)
        return result, said

    def _child(
        self, book: BookFile, deadline: float, careful: bool
    ) -> tuple[BooksRead | Failed, bytes]:
        """One child's work from start to end, killed when its time is over."""
        try:
            child = spawn(command(book.path, self._order, careful))
        except OSError as fault:
            said = f"не удалось запустить её чтение ({why(fault)})"
            return Failed(said, "Повторите позже"), b""
        assert child.stdout is not None
        heard = Heard(child.stdout)
        self._children.add(child)
        late = threading.Event()
        clock = threading.Timer(max(0, deadline - time.monotonic()), ring, (child, late))
        clock.daemon = True
        try:
            begin(clock)
            result = assemble(book.name, heard, self._order.limits)
        finally:
            clock.cancel()
            exit_code = reap(child)
            self._children.discard(child)
        if result == BROKEN and (late.is_set() or exit_code == -getattr(signal, "SIGXCPU", 0)):
            result = Failed(SLOW.format(f"{self._order.limits.seconds:g}"), SLOW_WAY)
        return result, heard.said


def _lost(book: BookFile, failed: Failed) -> LostBook:
    what, way = tidy(failed.what), tidy(failed.way)
    kind = SheetsSyncError if stamp(book.path) else MissingBookError
    error = kind(f"Книга «{book.name}» не прочитана: {what}. {way}.")
    return LostBook(book.name, what, way, error)


def begin(thread: threading.Thread) -> None:
    """Start a thread. Raises MemoryError where the system has no room for it."""
    try:
        thread.start()
    except RuntimeError as fault:
        raise MemoryError from fault


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
    task = (os.fsencode(path), order.tabs, order.everything, careful, asdict(order.limits))
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


def joined(books: Sequence[BooksRead]) -> BooksRead:
    """Several books' tabs one after another."""
    return BooksRead(
        tuple(tab for book in books for tab in book.tabs),
        tuple(other for book in books for other in book.others),
        tuple(empty for book in books for empty in book.empty),
        tuple(one for book in books for one in book.lost),
    )
