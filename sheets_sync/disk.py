"""Files of ours: named so that any disk takes them, put in place whole or not at all, and read
only where they are regular ones."""

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_NEVER_WAITS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITING = 10.0
"""Seconds: nobody writes one small file for longer."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LONGEST = 100
"""Letters: 200 bytes of Cyrillic and a number still fit what file systems take."""


def safe_name(text: str) -> str:
    """A file's name that is legal everywhere and stays in its folder: no slashes, no «..»."""
    name = " ".join(_FORBIDDEN.sub(" ", text).split()).strip(". ")[:_LONGEST].rstrip(". ")
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name


def free_name(text: str, taken: set[str]) -> str:
    """A safe name that no other file of a folder has, whatever its case: «… (2)»; it is taken."""
    name = free = safe_name(text)
    number = 1
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free.casefold())
    return free


def open_regular(path: Path, flags: int = os.O_RDONLY) -> int:
    """The descriptor of a regular file (or of a new one, as `flags` say). Nothing waits for a pipe
    and no device is touched: that is an OSError, as everything else that the disk refuses."""
    try:
        with suppress(FileNotFoundError):
            _only_regular(os.stat(path))
        handle = os.open(path, flags | _NEVER_WAITS, 0o666)
    except ValueError:  # a name that no file can have
        raise OSError(errno.EINVAL, "", str(path)) from None
    try:
        _only_regular(os.fstat(handle))
    except OSError:
        os.close(handle)
        raise
    return handle


def _only_regular(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, "")
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.ESPIPE, "")


def read_regular(path: Path, most: int = 1 << 40) -> bytes:
    """A regular file's first bytes, no more than it says it has: some under /proc never end, or
    never begin. Raises OSError."""
    with os.fdopen(open_regular(path), "rb") as file:
        return file.read(min(most, os.fstat(file.fileno()).st_size))


def put(path: Path, content: bytes, check: Callable[[Path], None] = lambda new: None) -> None:
    """Write a new file, let `check` look at it, and put it in place of the old one.

    Raises OSError or what `check` raises; then the old file stands and nothing lies beside it.
    """
    new = beside(path)
    try:
        _write_through(new, content)
        own_as_folder(new)
        check(new)
        _keep_mode(path, new)
        os.replace(new, path)
    except BaseException:
        _remove(new)
        raise
    _sync_folder(path.parent)


def put_quietly(path: Path, content: str | bytes) -> bool:
    """Put a note of ours in place; → whether it is there. Its folder is made."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    return _tried(path, data) or _tried(path, data)  # a disk full for a moment loses no note


def _tried(path: Path, content: bytes) -> bool:
    with suppress(OSError):
        make_folder(path.parent)
        forget_stale(path, _WRITING)
        put(path, content)
        return True
    return False


def make_folder(path: Path) -> None:
    """A folder of ours, if it is not there; its parent is."""
    if not path.is_dir():
        path.mkdir(exist_ok=True)
        own_as_folder(path)


def own_as_folder(path: Path) -> None:
    """What root makes belongs to whom its folder belongs: one run by root must not lock out the
    user whose service runs every day."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    with suppress(OSError):
        folder, made = path.parent.stat(), path.stat()
        if (folder.st_uid, folder.st_gid) != (made.st_uid, made.st_gid):
            os.chown(path, folder.st_uid, folder.st_gid)


def put_new(files: Mapping[Path, bytes]) -> None:
    """Put files in place where none are, all or none; their folders are made.

    Raises OSError; then neither they nor new folders are left.
    """
    parents = {folder for path in files for folder in path.parents if not folder.exists()}
    made: list[Path] = []
    try:
        for path, content in files.items():
            for folder in sorted(parents & {*path.parents}, key=lambda one: len(one.parts)):
                make_folder(folder)
            made.append(beside(path))
            _write_through(made[-1], content)
            own_as_folder(made[-1])
        for path in files:
            os.rename(beside(path), path)
            made.append(path)
    except BaseException:
        _remove(*made)
        for folder in sorted(parents, key=lambda one: len(one.parts), reverse=True):
            with suppress(OSError):
                folder.rmdir()
        raise


def beside(path: Path, process: int | None = None) -> Path:
    """Where a process (this one) writes what is to stand at `path`.

    The name begins with a dot, ends in no book's suffix, and is short, whatever that of `path`.
    """
    return path.parent / f"{_prefix(path)}{process or os.getpid()}.tmp"


def _prefix(path: Path) -> str:
    return f".sheets-sync-{blake2b(path.name.encode(), digest_size=5).hexdigest()}-"


def forget_stale(path: Path, seconds: float = 0.0) -> None:
    """Remove what processes that were killed left beside a file, if it is older than that."""
    for left in path.parent.glob(f"{_prefix(path)}*.tmp"):
        with suppress(OSError):
            if not seconds or time.time() - left.stat().st_mtime > seconds:
                left.unlink()


def _write_through(path: Path, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep_mode(old: Path, new: Path) -> None:
    with suppress(OSError):
        os.chmod(new, old.stat().st_mode & 0o777)


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename itself lasting, where folders can be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
