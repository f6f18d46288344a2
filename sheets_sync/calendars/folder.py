"""The folder of the calendars: what lies there is ours, or is left alone."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

from sheets_sync.calendars.ical import Old, is_ours, read_back
from sheets_sync.disk import put, read_regular
from sheets_sync.errors import SheetsSyncError, UsageError, why

SUFFIX = ".ics"


@dataclass(frozen=True, slots=True)
class Folder:
    """The .ics files of a folder by name, as bytes (nothing for what is no file); `olds` are those
    of ours that the memory does not know, with what they say."""

    path: Path
    files: Mapping[str, bytes]
    olds: Mapping[str, Old] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path, digests: Mapping[str, str], today: date) -> "Folder":
        """A folder, made where it is not there. Raises UsageError where a file bears its name."""
        try:
            path.mkdir(parents=True, exist_ok=True)
            files = {file.name: _bytes(file) for file in sorted(path.glob(f"*{SUFFIX}"))}
        except FileExistsError:
            raise UsageError(f"-o «{path}»: нужна папка для файлов") from None
        except OSError as error:
            raise SheetsSyncError(f"Папка «{path}»: {why(error)}") from None
        unknown = {name: f for name, f in files.items() if digests.get(name) != digest(f)}
        olds = {name: old for name, f in unknown.items() if (old := read_back(f, today))}
        return cls(path, files, olds)

    def refuse(self, names: Iterable[str], centre: str) -> None:
        """Raises UsageError for a file under one of our names that is somebody else's."""
        for name in names:
            file, old = self.files.get(name), self.olds.get(name)
            if file is not None and not is_ours(file):
                said = "уже есть, и сделала его не программа"
            elif old and old.mark.centre != centre:
                said = "— календарь другой рабочей папки"
            else:
                continue
            raise UsageError(f"«{self.path / name}» {said}; укажите другую папку: -o ПАПКА")

    def write(self, name: str, file: bytes) -> bool:
        """Put a file in place, if that changes anything; → whether it does."""
        if self.files.get(name) == file:
            return False
        try:
            put(self.path / name, file)
        except OSError as error:
            raise SheetsSyncError(f"«{self.path / name}» не записать: {why(error)}") from None
        return True

    def remove(self, names: Iterable[str], centre: str) -> Iterator[str]:
        """Remove files of ours; → their paths."""
        for name in names:
            file, old = self.files.get(name), self.olds.get(name)
            if file and is_ours(file) and not (old and old.mark.centre != centre):
                with suppress(OSError):
                    (self.path / name).unlink()
                    yield str(self.path / name)


def _bytes(file: Path) -> bytes:
    with suppress(OSError):
        return read_regular(file)
    return b""


def digest(file: bytes) -> str:
    """A file's bytes as a short text."""
    return blake2b(file, digest_size=16).hexdigest()
