"""What a foreign book must pass before anything parses it: an honest zip within limits."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import NoReturn

from sheets_sync.stores.limits import Limits

MIB = 1 << 20
CHUNK = 1 << 18  # larger pieces inflate at half the speed: every one is a fresh mmap
ENTRIES = 5000
RATIO = 1000

SAVE_AGAIN = "Откройте её в Excel и сохраните заново"
AS_XLSX = "Откройте её и сохраните как книгу Excel (.xlsx)"
RAISE = "Если книга и правда такая, поднимите {} в разделе [limits] файла workspace.toml"


class Refused(Exception):  # noqa: N818  an outcome, not a bug
    """A book that is not read: what is wrong, and what to do."""

    def __init__(self, what: str, way: str = SAVE_AGAIN) -> None:
        super().__init__(what, way)


DAMAGED = "файл повреждён"


def check_file(path: str, limits: Limits) -> "Archive":
    """A regular file of a legal size that is a zip → its parts, none inflated yet."""
    check_stat(path, limits)
    check_head(path)
    return Archive(path, limits)


def check_stat(path: str, limits: Limits) -> None:
    """The file exists, is a regular one and not too large; nothing is opened."""
    try:
        found = os.stat(path)
    except (OSError, ValueError) as fault:
        raise Refused("файла нет или он недоступен", "Проверьте имя, папку и права") from fault
    if stat.S_ISDIR(found.st_mode):
        raise Refused("это папка, а не файл", "Уберите её из books или дайте шаблон «папка/*.xlsx»")
    if not stat.S_ISREG(found.st_mode):
        raise Refused("это не обычный файл, а устройство или канал", "Уберите его из books")
    if not found.st_size:  # one under /proc may say so and never end
        raise Refused("файл пуст (0 байт)", "Верните её из копии или сохраните заново")
    if found.st_size > limits.file_mb * MIB:
        raise Refused(f"файл больше {limits.file_mb} МБ", RAISE.format("file_mb"))


def check_head(path: str) -> None:
    """The first bytes are those of a zip."""
    with open(path, "rb") as file:
        head = file.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        refuse_ole(path)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise Refused("это веб-страница или XML под именем книги", AS_XLSX)
    if not head.startswith(b"PK\x03\x04"):
        raise Refused(NOT_A_BOOK, AS_XLSX)


def refuse_ole(path: str) -> NoReturn:
    """Tell a password-protected book from an old .xls by the names of its streams."""
    with open(path, "rb") as file:
        protected = "EncryptedPackage".encode("utf-16-le") in file.read()
    if protected:
        raise Refused("она защищена паролем", "Снимите пароль и сохраните её")
    raise Refused("это старый формат .xls", AS_XLSX)


class Archive:
    """A zip whose parts are inflated once and counted, whatever its headers say."""

    def __init__(self, path: str, limits: Limits) -> None:
        self._limits = limits
        self._total = 0
        self._entries = directory(path)
        self._file = open(path, "rb")  # noqa: SIM115  the process ends with it, or `close`

    def close(self) -> None:
        """Let go of the file: an open one can't be replaced on Windows."""
        self._file.close()

    @property
    def names(self) -> list[str]:
        """Lower-case part names in the zip's order."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def read(self, name: str) -> bytes:
        """A whole part."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The part in pieces of at most CHUNK bytes, each counted before it is handed out."""
        if name not in self:
            raise Refused(f"в ней нет части {name}")
        entry, size = self._entries[name.lower()], 0
        for piece in self._pieces(entry):
            size += len(piece)
            self._total += len(piece)
            self._check(size, entry.compress_size)
            yield piece

    def _check(self, size: int, packed: int) -> None:
        """Part size, whole size and ratio so far."""
        if size > self._limits.part_mb * MIB:
            raise Refused(
                f"внутри неё часть больше {self._limits.part_mb} МБ", RAISE.format("part_mb")
            )
        if self._total > self._limits.total_mb * MIB:
            raise Refused(
                f"в развёрнутом виде она больше {self._limits.total_mb} МБ",
                RAISE.format("total_mb"),
            )
        if size > MIB and size > RATIO * max(packed, 1):
            raise Refused("файл сжат неправдоподобно сильно, так делают вредоносные файлы")

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Raw pieces of one entry by its method."""
        if entry.flag_bits & 1:
            raise Refused("архив внутри книги зашифрован", "Снимите с книги пароль")
        self._seek(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            return self._packed(entry.compress_size, CHUNK)
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            return inflate(self._packed(entry.compress_size, CHUNK // 4))
        raise Refused("файл сжат способом, которого Excel не применяет")

    def _seek(self, entry: zipfile.ZipInfo) -> None:
        """Stand at the entry's data; the local header says how long it is itself."""
        self._file.seek(entry.header_offset)
        head = self._file.read(30)
        if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
            raise Refused(DAMAGED)
        name, extra = head[26:28], head[28:30]
        self._file.seek(int.from_bytes(name, "little") + int.from_bytes(extra, "little"), 1)

    def _packed(self, left: int, step: int) -> Iterator[bytes]:
        """`left` bytes from where the file stands."""
        while left > 0:
            block = self._file.read(min(step, left))
            if not block:
                raise Refused(DAMAGED)
            left -= len(block)
            yield block


def inflate(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """A deflate stream in pieces of at most CHUNK bytes; one that stops early is damaged."""
    engine = zlib.decompressobj(-15)
    try:
        while not engine.eof:
            block = engine.unconsumed_tail or next(blocks, b"")
            piece = engine.decompress(block, CHUNK)
            if piece:
                yield piece
            elif not block:
                raise Refused(DAMAGED)
    except zlib.error as fault:
        raise Refused(DAMAGED) from fault


def directory(path: str) -> dict[str, zipfile.ZipInfo]:
    """The zip's entries by lower-case name: not too many, none twice."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except Exception as fault:
        raise Refused(f"{DAMAGED} (это не целый zip)") from fault
    if len(entries) > ENTRIES:
        raise Refused(f"внутри неё больше {ENTRIES} частей")
    named = {entry.filename.lower(): entry for entry in entries}
    if len(named) < len(entries):
        raise Refused("внутри неё две части с одним именем, так делают вредоносные файлы")
    return named


NOT_A_BOOK = "это не книга Excel (.xlsx) и не таблица .ods"
