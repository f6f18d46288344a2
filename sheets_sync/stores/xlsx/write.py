"""Writes the local summary: a new file beside the old one, read back, then put in its place."""

import errno
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sheets_sync.disk import forget_stale, put, read_regular
from sheets_sync.errors import SheetsSyncError, UsageError, why
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.xlsx.additions import additions_of
from sheets_sync.stores.xlsx.mark import read_mark
from sheets_sync.stores.xlsx.opened import is_open, opened_by
from sheets_sync.stores.xlsx.paint import workbook_of
from sheets_sync.stores.xlsx.parts import finished

_WAYS_OUT = {
    errno.ENOSPC: "на диске нет места. Освободите место и запустите ещё раз",
    errno.EDQUOT: "закончилась квота на диске. Освободите место и запустите ещё раз",
    errno.EROFS: "диск доступен только для чтения. Укажите в summary другую папку",
    errno.ENOENT: "папки нет. Создайте её или исправьте summary в workspace.toml",
    errno.ENOTDIR: "папки нет. Создайте её или исправьте summary в workspace.toml",
    errno.EISDIR: "это папка, а не файл. Исправьте summary в workspace.toml",
    errno.ENAMETOOLONG: "слишком длинное имя. Исправьте summary в workspace.toml",
    errno.ESPIPE: "это не обычный файл. Исправьте summary в workspace.toml",
}


def write_workbook(path: Path, grids: Sequence[Grid], made_at: datetime, organisation: str) -> None:
    """Make the summary these tabs, and what people added to it.

    Raises UsageError for a file without our mark, SheetsSyncError when the disk refuses; either
    way the file that stood there is untouched.
    """
    with _sentences(path):
        target = Path(os.path.realpath(path))
        standing = _ours(target, path)
        forget_stale(target)  # the lock keeps live runs out
        marks = {grid.title: digest(grid) for grid in grids}
        added = additions_of(target, standing) if standing else None
        made = finished(workbook_of(grids, marks, organisation), grids, made_at, added)
        put(target, made, lambda new: _check(new, made))


def _ours(target: Path, shown: Path) -> Collection[str]:
    """The titles of our tabs in the workbook that stands there; raises what forbids to write it."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if not target.exists():
        return ()
    titles = read_mark(target)
    if titles is None:
        raise UsageError(
            f"Файл «{shown.name}» создан не этой программой, поэтому он не тронут: "
            "переименуйте его или укажите другое имя в summary (workspace.toml)."
        )
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "")
    return titles


def _check(new: Path, made: bytes) -> None:
    """Success is claimed only after what was written is read back, byte for byte."""
    if read_regular(new) != made:
        raise SheetsSyncError(
            "Сводка записалась с ошибкой, прежняя осталась на месте. "
            "Запустите ещё раз; если повторится, проверьте диск."
        )


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """What the disk says, in one sentence with the way out."""
    try:
        yield
    except PermissionError as error:
        raise _no_permission(path) from error
    except OSError as error:
        way_out = _WAYS_OUT.get(error.errno or 0, f"{why(error)}. Проверьте диск")
        raise SheetsSyncError(f"Сводка «{path}» не записана: {way_out}.") from error


def _no_permission(path: Path) -> SheetsSyncError:
    user = opened_by(path)
    if user is not None:
        return is_open(path, user)
    return SheetsSyncError(
        f"Нет права записать «{path}»: закройте файл, если он открыт, и проверьте, что файл "
        "не «только для чтения» и в папку можно писать."
    )
