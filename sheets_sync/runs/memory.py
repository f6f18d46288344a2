"""What the last run left in `.sheets_sync/`: enough to see at once that nothing changed."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from sheets_sync.disk import put_quietly, read_regular
from sheets_sync.runs.digests import file_digest
from sheets_sync.runs.sync_report import Json, Kind, SyncReport

FOLDER = ".sheets_sync"
RENEW_AFTER = timedelta(hours=12)
"""A «проверено» older than this is renewed even when nothing changed (docs/contract.md)."""


@cache
def program_digest() -> str:
    """The program's own files: another version must not believe what this one remembers."""
    package = Path(__file__).parent.parent
    stamps = sorted((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in package.rglob("*.py"))
    return blake2b(repr(stamps).encode(), digest_size=16).hexdigest()


_Seen = TypeVar("_Seen")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RowsSeen:
    """Data rows by «book⏎tab»: those `read`, those that entered the figures of the school year
    that begins in `year` (0: not known), the report date on which each tab was last read well;
    `marks` are digests of rows by book, which tell it under another name."""

    read: Mapping[str, int] = field(default_factory=dict)
    entered: Mapping[str, int] = field(default_factory=dict)
    year: int = 0
    days: Mapping[str, date] = field(default_factory=dict)
    marks: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, known: Json) -> "RowsSeen":
        """What was kept. Raises ValueError, TypeError or AttributeError for what we never write."""
        read, entered, year = known.get("rows", {}), known.get("entered", {}), known.get("year", 0)
        for rows in (read, entered):
            if not all(place.count("\n") == 1 and isinstance(rows[place], int) for place in rows):
                raise ValueError("rows")
        if not isinstance(year, int):
            raise ValueError("year")
        days = {place: date.fromisoformat(day) for place, day in known.get("days", {}).items()}
        marks = {book: tuple(map(str, some)) for book, some in known.get("marks", {}).items()}
        return cls(dict(read), dict(entered), year, days, marks)

    def under(self, names: Mapping[str, str]) -> "RowsSeen":
        """The same with books that have other names now (old → new)."""

        def moved(found: Mapping[str, _Seen]) -> dict[str, _Seen]:
            parts = ((place.partition("\n"), what) for place, what in found.items())
            return {f"{names.get(book, book)}{cut}{tab}": what for (book, cut, tab), what in parts}

        read, entered = moved(self.read), moved(self.entered)
        return RowsSeen(read, entered, self.year, moved(self.days), moved(self.marks))

    @property
    def tabs(self) -> Mapping[str, tuple[str, ...]]:
        """The titles of the tabs that were read, by book."""
        found: dict[str, tuple[str, ...]] = {}
        for place in self.read:
            book, tab = place.split("\n")
            found[book] = (*found.get(book, ()), tab)
        return found


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a run leaves for the next one.

    `key` are a digest of the books and settings, what else it depends on, and a digest of the
    summary it left (the first alone where the next run is to read again); `checked_at` is when
    that was checked, `rows` are those it read, `report` is what the next run says if nothing
    changes, `held` are the digests of the summary that `restore` undid.
    """

    key: tuple[str, ...] = ()
    checked_at: datetime = _NEVER
    rows: RowsSeen = RowsSeen()
    report: SyncReport | None = None
    held: Mapping[str, str] | None = None

    def fresh(self, now: datetime) -> bool:
        """Whether the check is recent enough not to be renewed; one in the future is not."""
        return abs(now - self.checked_at) < RENEW_AFTER

    def as_json(self) -> Json:
        """As it is kept."""
        return {
            "key": self.key,
            "checked_at": self.checked_at.isoformat(),
            "rows": self.rows.read,
            "entered": self.rows.entered,
            "year": self.rows.year,
            "days": {place: day.isoformat() for place, day in self.rows.days.items()},
            "marks": self.rows.marks,
            "report": self.report.as_json() if self.report else None,
            "held": self.held,
        }

    @classmethod
    def from_json(cls, known: Json) -> "Remembered":
        """What was kept. Raises ValueError, TypeError or AttributeError for what we never write."""
        rows, held = RowsSeen.from_json(known), known.get("held")
        checked_at = datetime.fromisoformat(known.get("checked_at", _NEVER.isoformat()))
        if checked_at.tzinfo is None:
            raise ValueError("checked_at")
        report = _report(known.get("report"), "held" if held else "unchanged")
        return cls(tuple(known.get("key", ())), checked_at, rows, report, held)


def _report(content: Any, kind: Kind) -> SyncReport | None:
    """The report; None for that of another version, whose row counts are still good."""
    try:
        return SyncReport.from_json(content, kind)
    except (KeyError, TypeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Memo:
    """The memory of one workspace. A memo that can't be read or written is no memo, no error."""

    root: Path

    @property
    def _file(self) -> Path:
        return self.root / FOLDER / "last.json"

    def recall(self) -> Remembered:
        """What the last run left; nothing where that can't be read."""
        try:
            return Remembered.from_json(json.loads(read_regular(self._file)))
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return Remembered()

    def remember(self, known: Remembered) -> None:
        """Keep this for the next run."""
        put_quietly(self._file, json.dumps(known.as_json(), ensure_ascii=False))


def input_key(
    files: Iterable[tuple[str, Path]],
    settings: object,
    digest: Callable[[Path], str] = file_digest,
) -> str:
    """What a run depends on: the files by name and content, and its settings."""
    parts = [f"{name}={digest(path)}" for name, path in files]
    return blake2b(repr((parts, settings)).encode(), digest_size=16).hexdigest()
