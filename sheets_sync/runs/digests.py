"""Whether files changed: digests of their content; a large one is read again only when its stamp is
another."""

import json
import os
import time
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from sheets_sync.disk import put_quietly, read_regular

_HUGE = 1 << 28
"""Bytes: more than a book may have unless `[limits]` say so."""
_LARGE = 1 << 20
"""Bytes: to read less than this again costs no time worth saving."""
_SETTLED = 2_000_000_000
"""Nanoseconds: a file saved later than this before it was read may be saved again under the same
stamp, for the clocks of some disks are coarse."""


def file_digest(path: Path) -> str:
    """A regular file's content as a short digest, of a huge one when it was saved and how large;
    «-» for anything else."""
    try:
        found = path.stat()
        if found.st_size > _HUGE:
            return f"{found.st_size}, {found.st_mtime_ns}"
        return blake2b(read_regular(path), digest_size=16).hexdigest()
    except (OSError, ValueError):
        return "-"


@dataclass
class Digests:
    """Digests of large files, kept in a note between runs. The stamp is size, inode and the two
    times: whoever copies an old time onto a file can't do so with the second."""

    note: Path
    _known: dict[str, list[object]] = field(default_factory=dict)
    _seen: dict[str, list[object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            known = json.loads(read_regular(self.note))
        except (OSError, ValueError, RecursionError):
            return
        self._known = known if isinstance(known, dict) else {}

    def of(self, path: Path) -> str:
        """The file's digest, as `file_digest` says it."""
        stamp = _stamp(path)
        if not stamp:
            return file_digest(path)
        known = self._known.get(str(path))
        if isinstance(known, list) and known[:-1] == stamp:
            found = str(known[-1])
        else:
            found = file_digest(path)
        if stamp == _stamp(path):
            self._seen[str(path)] = [*stamp, found]
        return found

    def keep(self) -> None:
        """Keep what was found for the next run; files it did not ask for are forgotten."""
        if self._seen != self._known:
            put_quietly(self.note, json.dumps(self._seen))
            self._known = dict(self._seen)


def _stamp(path: Path) -> list[object] | None:
    """What changes when a file is saved; None for one that is small, or was saved just now, and on
    Windows, where the second time is that of its making: there an old stamp tells nothing."""
    if os.name == "nt":
        return None
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    times = found.st_mtime_ns, found.st_ctime_ns
    if found.st_size < _LARGE or max(times) > time.time_ns() - _SETTLED:
        return None
    return [found.st_size, found.st_ino, *times]
