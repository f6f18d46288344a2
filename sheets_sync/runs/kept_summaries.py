"""The last summaries that were written, whole: `restore` brings one back, in any store."""

import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from sheets_sync.disk import make_folder, put_quietly, read_regular
from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.kept_notes import KeptNote, read_note, write_note
from sheets_sync.runs.memory import FOLDER
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.sheet.saved import packed, unpacked

MOST = 6
"""The one that stands and five before it."""

_NAME = "%Y%m%dT%H%M%S"
_EDITED = " с правками.xlsx"


@dataclass(frozen=True, slots=True)
class Kept:
    """A summary as it was written at a moment (UTC)."""

    made_at: datetime
    file: Path

    @property
    def note_file(self) -> Path:
        """Where its note stands."""
        return self.file.with_suffix("").with_suffix(".note")

    @property
    def note(self) -> KeptNote | None:
        """What it says of itself; None for one of an earlier version."""
        return read_note(self.note_file)

    def forget(self) -> None:
        """Remove it."""
        for file in (self.file, self.note_file):
            with suppress(OSError):
                file.unlink()

    def grids(self) -> dict[str, Grid]:
        """Its tabs by title, in their order. Raises SheetsSyncError for a damaged file."""
        try:
            found = unpacked(zlib.decompress(read_regular(self.file)).decode("utf-8"))
        except (OSError, ValueError, zlib.error):
            found = {}
        if not found:
            raise SheetsSyncError(
                f"Сохранённая сводка «{self.file.name}» повреждена: выберите другую "
                "(sheets-sync restore --list)"
            )
        return found


def kept(root: Path, summary: str) -> list[Kept]:
    """What is kept of the summary that stands at a place, the newest first. What stood in a file
    may name people that must not get into a spreadsheet: each place has its own."""
    found, suffix = [], _suffix(summary)
    with suppress(OSError):
        for file in (root / FOLDER / "earlier").iterdir():
            with suppress(ValueError):
                if file.name.endswith(suffix):
                    moment = datetime.strptime(file.name[: -len(suffix)], _NAME)
                    found.append(Kept(moment.replace(tzinfo=UTC), file))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def _suffix(summary: str) -> str:
    return f"-{crc32(summary.encode()):08x}.json.z"


def keep(
    root: Path, summary: str, grids: Mapping[str, Grid], made_at: datetime, note: KeptNote | None
) -> None:
    """Keep a summary that was just written with its note, and forget the oldest. Without a note it
    is the one that was kept last, but for the time of its check, and takes its place."""
    same = kept(root, summary)[:1] if note is None else []
    note = same[0].note if same else note
    name = f"{made_at.astimezone(UTC):{_NAME}}{_suffix(summary)}"
    with suppress(OSError):
        make_folder(root / FOLDER)
    content = zlib.compress(packed(grids).encode("utf-8", "replace"), 1)
    file = root / FOLDER / "earlier" / name
    if not put_quietly(file, content):
        return
    if note:
        write_note(Kept(made_at, file).note_file, note)
    for old in (*(one for one in same if one.file != file), *kept(root, summary)[MOST:]):
        old.forget()


def keep_edited(root: Path, summary: str, made_at: datetime) -> Path | None:
    """Keep a copy of a workbook that people typed in, and forget the oldest; → its path from the
    workspace, None where that could not be done."""
    name = f"{made_at.astimezone(UTC):{_NAME}}{_EDITED}"
    folder = root / FOLDER / "earlier"
    with suppress(OSError):
        content = read_regular(root / summary)
        if put_quietly(folder / name, content):
            for old in sorted(folder.glob(f"*{_EDITED}"))[:-MOST]:
                old.unlink()
            return Path(FOLDER) / "earlier" / name
    return None


def newest(root: Path, summary: str) -> dict[str, Grid]:
    """The tabs that were written last; {} for none."""
    for one in kept(root, summary):
        with suppress(SheetsSyncError):
            return one.grids()
    return {}


def digests(grids: Mapping[str, Grid], but: str) -> dict[str, str]:
    """What tells summaries apart; `but` is the tab that differs each day."""
    return {title: digest(grid) for title, grid in grids.items() if title != but}
