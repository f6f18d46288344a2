"""One run at a time in a workspace: a lock that dies with its process."""

import errno
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from io import FileIO
from pathlib import Path

from sheets_sync.disk import make_folder, open_regular, own_as_folder
from sheets_sync.errors import LockedError, why
from sheets_sync.runs.memory import FOLDER

log = logging.getLogger(__name__)

_BUSY = {
    "lock": "Сводку сейчас обновляет другой запуск{}. Подождите и повторите",
    "remind": "Письма сейчас рассылает другой запуск{}. Подождите и повторите",
    "weekly": "Сводку недели сейчас отправляет другой запуск{}. Подождите и повторите",
    "job": "Задание для этой папки уже работает{}. Второе не нужно; остановите одно из них",
}
"""A lock file's name → what to say when somebody else holds it."""

LOCKS = tuple(_BUSY)
"""The lock files among our notes: they are of the folder, and of no year."""


@contextmanager
def one_at_a_time(root: Path, now: datetime, name: str = "lock") -> Iterator[None]:
    """Hold a lock of the workspace. Raises LockedError that names who holds it and since when.

    Where no lock file can be made the run goes on, and the log says that nothing holds a second
    one back: the write then says what is wrong.
    """
    try:
        make_folder(root / FOLDER)
        file = os.fdopen(open_regular(root / FOLDER / name, os.O_RDWR | os.O_CREAT), "r+b", 0)
    except OSError as error:
        log.warning("замок «%s» не поставить (%s): второй запуск не остановится", name, why(error))
        yield
        return
    own_as_folder(root / FOLDER / name)
    with file:
        if not _taken_soon(file):
            said = _holder(file)
            raise LockedError(_BUSY[name].format(f" ({said})" if said else ""))
        _sign(file, f"процесс {os.getpid()}, с {now:%d.%m.%Y %H:%M}")
        try:
            yield
        finally:
            _sign(file, "")


def holder(root: Path, name: str = "lock") -> tuple[str, bool]:
    """Who holds a lock («» for nobody or unknown), and whether it is held now."""
    try:
        file = os.fdopen(open_regular(root / FOLDER / name, os.O_RDWR), "r+b", 0)
    except OSError:
        return "", False
    with file:
        held = not _take(file)
        return _holder(file) if held else "", held


def _taken_soon(file: FileIO) -> bool:
    """Whether the lock is ours; `holder` has it for a moment when somebody asks for the status."""
    for _ in range(3):
        if _take(file):
            return True
        time.sleep(0.05)
    return False


def _sign(file: FileIO, text: str) -> None:
    """Who holds the lock, after the locked first byte; a full disk leaves it unsaid."""
    with suppress(OSError):
        file.seek(1)
        file.truncate()
        file.write(text.encode())


def _holder(file: FileIO) -> str:
    with suppress(OSError):
        file.seek(1)
        return file.read(200).decode("utf-8", "ignore")
    return ""


def _take(file: FileIO) -> bool:
    """Lock the file's first byte; the rest tells others who holds it."""
    file.seek(0)
    try:
        _lock(file.fileno())
    except OSError as error:
        # a file system without locks: better to run than never to run
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
    return True


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
