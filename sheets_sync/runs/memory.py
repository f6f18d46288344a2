"""What the last run left in `.sheets_sync/`: enough to see at once that nothing changed."""

import json
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

FOLDER = ".sheets_sync"
RENEW_AFTER = timedelta(hours=12)
"""A «проверено» older than this is renewed even when nothing changed (docs/contract.md)."""

_WRITING = 10.0
"""Seconds: nobody writes one small file for longer."""


def file_digest(path: Path) -> str:
    """A file's content as a short digest; «-» for a missing file."""
    try:
        with path.open("rb") as file:
            return blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return "-"


def program_digest() -> str:
    """The program's own files: another version must not believe what this one remembers."""
    package = Path(__file__).parent.parent
    stamps = sorted((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in package.rglob("*.py"))
    return blake2b(repr(stamps).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Memo:
    """The memory of one workspace. A memo that can't be read or written is no memo, no error."""

    root: Path

    @property
    def _file(self) -> Path:
        return self.root / FOLDER / "last.json"

    def recall(self) -> Mapping[str, Any]:
        """What the last run remembered; {} for nothing."""
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return known if _sound(known) else {}

    def remember(self, known: Mapping[str, Any]) -> None:
        """Keep this for the next run."""
        write_quietly(self._file, json.dumps(known, ensure_ascii=False))


def _sound(known: Any) -> bool:
    """Whether notes have the shape we write."""
    if not isinstance(known, dict) or not isinstance(known.get("report", {}), dict):
        return False
    rows = known.get("rows", {})
    return isinstance(rows, dict) and all(
        place.count("\n") == 1 and isinstance(count, int) for place, count in rows.items()
    )


def write_quietly(file: Path, content: str | bytes) -> bool:
    """Put a file in place whole, or leave it as it was; → whether it was put there."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    return _put(file, data) or _put(file, data)  # a disk that is busy for a moment loses nothing


def _put(file: Path, data: bytes) -> bool:
    temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        file.parent.mkdir(exist_ok=True)
        _forget_killed(file)
        temporary.write_bytes(data)
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        return False
    return True


def _forget_killed(file: Path) -> None:
    """Remove what a process that was killed while it wrote left beside the file."""
    for left in file.parent.glob(f"{file.name}.*.tmp"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _WRITING:
                left.unlink()


def input_key(files: Iterable[tuple[str, Path]], settings: object) -> str:
    """What a run depends on: the files by name and content, and its settings."""
    parts = [f"{name}={file_digest(path)}" for name, path in files]
    return blake2b(repr((parts, settings)).encode(), digest_size=16).hexdigest()


def fresh(known: Mapping[str, Any], now: datetime) -> bool:
    """Whether the last check is recent enough not to be renewed."""
    try:
        checked = datetime.fromisoformat(known["checked_at"])
    except (KeyError, TypeError, ValueError):
        return False
    return abs(now - checked) < RENEW_AFTER
