"""The child processes that read foreign books: begun, asked, timed, ended."""

import marshal
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import sheets_sync
from sheets_sync.errors import why
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.child_limits import is_large
from sheets_sync.stores.xlsx.frames import BROKEN, BooksRead, Failed, assemble
from sheets_sync.stores.xlsx.kept_reading import Heard

BOOT = (
    "import sys,marshal;sys.path[:]=marshal.loads(bytes.fromhex(sys.argv[1]));"
    "from sheets_sync.stores.xlsx.child import main;main()"
)
ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP", "TMP")
SAVE = "Откройте её в Excel и сохраните заново"
SLOW = "чтение не уложилось в {} с"
SLOW_WAY = "Уменьшите её или поднимите seconds в разделе [limits] файла workspace.toml"
DAMAGED = Failed("чтение оборвалось: файл повреждён или слишком велик", SAVE)

Child = subprocess.Popen[bytes]


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


@dataclass
class Children:
    """All children of one reading; none outlives it."""

    running: set[Child] = field(default_factory=set)
    stopped: bool = False

    def cancel(self) -> None:
        """End them; what they read is lost."""
        self.stopped = True
        for child in list(self.running):
            child.kill()


class Reader:
    """One thread's child: small books are read by the same one after another, for to begin one
    costs more than to read them."""

    def __init__(self, order: Order, children: Children) -> None:
        self._order = order
        self._children = children
        self._idle: Child | None = None

    def read(self, book: BookFile) -> tuple[BooksRead | Failed, bytes]:
        """A book, and all that was said of it. What a child says against one that has read others
        before is not believed, a new one is asked; one that broke off is followed by a careful one,
        which can say why."""
        deadline = time.monotonic() + self._order.limits.seconds
        if self._idle and not is_large(str(book.path)):
            result, said = self._asked(self._idle, book, deadline, careful=False)
            if isinstance(result, BooksRead) or result == self._slow:
                return result, said
        result, said = self._fresh(book, deadline, careful=False)
        if result == BROKEN:
            result, said = self._fresh(book, deadline, careful=True)
        return DAMAGED if result == BROKEN else result, said

    def _fresh(
        self, book: BookFile, deadline: float, careful: bool
    ) -> tuple[BooksRead | Failed, bytes]:
        """What a child says that has read nothing yet."""
        self.end()
        if self._children.stopped:
            return BROKEN, b""
        try:
            child = spawn(command())
        except OSError as fault:
            said = f"не удалось запустить её чтение ({why(fault)})"
            return Failed(said, "Повторите позже"), b""
        self._children.running.add(child)
        return self._asked(child, book, deadline, careful)

    def _asked(
        self, child: Child, book: BookFile, deadline: float, careful: bool
    ) -> tuple[BooksRead | Failed, bytes]:
        """What a child says of a book, killed when its time is over. It may be asked again where
        the book was small and sound."""
        assert child.stdout is not None
        self._idle = None
        heard = Heard(child.stdout)
        late = threading.Event()
        clock = threading.Timer(max(0, deadline - time.monotonic()), ring, (child, late))
        clock.daemon = True
        sound = False
        try:
            begin(clock)
            tell(child, book, self._order, careful)
            result = assemble(book.name, heard, self._order.limits)
            sound = isinstance(result, BooksRead) and not (careful or is_large(str(book.path)))
        finally:
            clock.cancel()
            if sound:
                self._idle = child
            else:
                exit_code = self._ended(child)
        if result == BROKEN and (late.is_set() or exit_code == -getattr(signal, "SIGXCPU", 0)):
            result = self._slow
        return result, heard.said

    @property
    def _slow(self) -> Failed:
        return Failed(SLOW.format(f"{self._order.limits.seconds:g}"), SLOW_WAY)

    def end(self) -> None:
        """The idle child is not asked again."""
        if self._idle:
            self._ended(self._idle)
            self._idle = None

    def _ended(self, child: Child) -> int:
        exit_code = reap(child)
        self._children.running.discard(child)
        return exit_code


def tell(child: Child, book: BookFile, order: Order, careful: bool) -> None:
    """Ask a child for a book; one that has ended says nothing."""
    assert child.stdin is not None
    limits = asdict(order.limits)
    task = marshal.dumps((os.fsencode(book.path), order.tabs, order.everything, careful, limits))
    with suppress(OSError):
        child.stdin.write(len(task).to_bytes(8, "little") + task)
        child.stdin.flush()


def begin(thread: threading.Thread) -> None:
    """Start a thread. Raises MemoryError where the system has no room for it."""
    try:
        thread.start()
    except RuntimeError as fault:
        raise MemoryError from fault


def ring(child: Child, late: threading.Event) -> None:
    """A child's time is over."""
    late.set()
    child.kill()


def reap(child: Child) -> int:
    """Close the pipes, end the child if it still runs, → how it ended."""
    for pipe in (child.stdin, child.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()
    try:
        return child.wait(0.2)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


def command() -> list[str]:
    """The child's command line; where modules are goes along as marshalled hex."""
    home = str(Path(sheets_sync.__file__).resolve().parent.parent)
    folders = [home, *(os.path.abspath(folder) for folder in sys.path)]
    return [sys.executable, "-I", "-c", BOOT, marshal.dumps(folders).hex()]


def spawn(arguments: list[str]) -> Child:
    """Start a child with an empty environment and two pipes."""
    return subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
