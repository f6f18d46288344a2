"""One run at a time in a workspace: a lock that dies with its process."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from sheets_sync.errors import LockedError
from sheets_sync.memo import FOLDER


@contextmanager
def one_at_a_time(root: Path, now: datetime) -> Iterator[None]:
    """Hold the workspace's lock. Raises LockedError that names who holds it and since when.

    Where no lock file can be made the run goes on: the write then says what is wrong.
    """
    try:
        (root / FOLDER).mkdir(exist_ok=True)
        file = (root / FOLDER / "lock").open("a+", encoding="utf-8")
    except OSError:
        yield
        return
    with file:
        _take(file)
        file.seek(1)
        file.truncate()
        file.write(f"процесс {os.getpid()}, с {now:%d.%m.%Y %H:%M}")
        file.flush()
        yield


def _take(file: IO[str]) -> None:
    """Lock the file's first byte; the rest tells others who holds it."""
    if not file.seek(0, os.SEEK_END):
        file.write(" ")
        file.flush()
    file.seek(0)
    try:
        _lock(file.fileno())
    except OSError as error:
        if error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
            return  # a file system without locks: better to run than never to run
        holder = ""
        with suppress(OSError):
            file.seek(1)
            holder = file.read()
        said = f" ({holder})" if holder else ""
        raise LockedError(
            f"Сводку сейчас обновляет другой запуск{said}. Подождите и повторите"
        ) from None


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
