"""One workspace measured: a bare read, our runs and a user's script, in turns; and the peaks."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.generate import CHANGED, SUMMARY, books_of, changed_book, workspace
from bench.measure import Took, memory, seconds
from bench.sizes import Size

SCRIPT_UP_TO = 100_000
BARE = """\
import gc, sys
from python_calamine import CalamineWorkbook
kept = []
for path in sys.argv[2:]:
    book = CalamineWorkbook.from_path(path)
    rows = [book.get_sheet_by_name(title).to_python() for title in book.sheet_names]
    if sys.argv[1] == "keep":
        kept.append(rows)
    del rows, book
"""


@dataclass(frozen=True)
class Measured:
    """Times by what was run, taken in turns, and peaks in MiB of the whole process tree."""

    size: Size
    times: dict[str, list[Took]]
    peaks: dict[str, float]

    def wall(self, name: str) -> float:
        """The middle of its wall seconds."""
        return median(took.wall for took in self.times[name])

    def cpu(self, name: str) -> float:
        """The middle of its seconds of processor time."""
        return median(took.cpu for took in self.times[name])


def measured(size: Size, turns: int, peaks: bool = True) -> Measured:
    """All times and peaks of one workspace."""
    folder = workspace(size)
    books = books_of(folder)
    seconds(["-c", BARE, "drop", *books])  # the books are in the page cache from here on
    times: dict[str, list[Took]] = {}
    for _ in range(turns):
        for name, took in _turn(size, folder, books):
            times.setdefault(name, []).append(took)
    return Measured(size, times, _peaks(folder, books) if peaks else {})


def _turn(size: Size, folder: Path, books: list[str]) -> list[tuple[str, Took]]:
    _forget(folder)
    found = [
        ("bare", seconds(["-c", BARE, "drop", *books])),
        ("sync", _sync(folder)),
        ("unchanged", _sync(folder)),
        ("one book", _one_book(size, folder)),
    ]
    if size.rows <= SCRIPT_UP_TO:
        script = ["-W", "ignore", "-m", "bench.user_script", str(folder)]
        found.append(("script", seconds(script)))
    return found


def _sync(folder: Path) -> Took:
    return seconds(["-m", "sheets_sync", "sync", str(folder), "--quiet"])


def _one_book(size: Size, folder: Path) -> Took:
    """A run after one journal of several was changed; then it is as before."""
    book, before = folder / CHANGED, folder / "made before"
    book.replace(before)
    try:
        changed_book(size, folder)
        return _sync(folder)
    finally:
        before.replace(book)


def _forget(folder: Path) -> None:
    """No memory of an earlier run, no summary."""
    shutil.rmtree(folder / ".sheets_sync", ignore_errors=True)
    (folder / SUMMARY).unlink(missing_ok=True)


def _peaks(folder: Path, books: list[str]) -> dict[str, float]:
    _forget(folder)
    return {
        "sync": memory(["-m", "sheets_sync", "sync", str(folder), "--quiet"]).tree,
        "bare": memory(["-c", BARE, "keep", *books]).tree,
        "bare, one book at a time": memory(["-c", BARE, "drop", *books]).tree,
    }
