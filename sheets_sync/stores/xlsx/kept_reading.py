"""What a child said of a book, kept by its content: one that did not change is not read again."""

import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from sheets_sync.disk import make_folder, put_quietly, read_regular

MOST = 64 << 20
"""Bytes: what a larger book says would fill the disk sooner than it saves a minute."""

_DIGEST = 16


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """The folder, a file a book. `program` tells versions of the program apart, for another may say
    otherwise of the same book; without `writes` nothing is kept, for a look changes no file."""

    folder: Path
    program: str
    writes: bool

    def key(self, book: Path, asked: object) -> bytes:
        """What a reading depends on: the book's bytes, what is asked, the program, its reader."""
        order = repr((asked, self.program, _reader())).encode()
        return blake2b(read_regular(book) + order, digest_size=_DIGEST).digest()

    def recall(self, name: str, key: bytes) -> bytes | None:
        """What was said of a book's content; None where that is not known for sure."""
        with suppress(OSError):
            kept = read_regular(self.folder / _file(name))
            head = len(key) + 4
            if kept[: len(key)] == key and kept[len(key) : head] == _sum(kept[head:]):
                return kept[head:]
        return None

    def keep(self, name: str, key: bytes, said: bytes) -> None:
        """Keep this for the next run, in place of what was kept of the book before."""
        if self.writes and len(said) <= MOST:
            with suppress(OSError):
                make_folder(self.folder.parent)
            put_quietly(self.folder / _file(name), key + _sum(said) + said)

    def forget_others(self, names: Iterable[str]) -> None:
        """Of books that are no longer read nothing is kept."""
        known = set(map(_file, names))
        with suppress(OSError):
            for file in self.folder.iterdir() if self.writes else ():
                if file.name not in known:
                    file.unlink()


class Heard:
    """A stream that is remembered as it is read, up to a little more than what is kept."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._parts: list[bytes] = []
        self._size = 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        part = self._stream.read(size)
        if self._size <= MOST:
            self._parts.append(part)
            self._size += len(part)
        return part

    @property
    def said(self) -> bytes:
        """All that was read; more than MOST where that was too much."""
        return b"".join(self._parts)


def _file(name: str) -> str:
    return blake2b(name.encode("utf-8", "surrogateescape"), digest_size=_DIGEST).hexdigest()


def _sum(said: bytes) -> bytes:
    return zlib.crc32(said).to_bytes(4, "little")


def _reader() -> tuple[int, int] | None:
    """When the library that parses workbooks was installed, and how large it is."""
    found = find_spec("python_calamine")
    if not found or not found.origin:
        return None
    file = Path(found.origin).stat()
    return file.st_mtime_ns, file.st_size
