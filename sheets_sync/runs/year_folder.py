"""The finished year in a folder of its own: copied, verified, closed, read-only."""

import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sheets_sync.disk import put_new, read_regular
from sheets_sync.errors import SheetsSyncError, UsageError, why
from sheets_sync.periods import SchoolYear
from sheets_sync.runs.digests import file_digest
from sheets_sync.runs.lock import LOCKS
from sheets_sync.runs.memory import FOLDER
from sheets_sync.runs.sync import Options, sync
from sheets_sync.runs.toml_lines import with_lines
from sheets_sync.stores.files import BookFile, book_files
from sheets_sync.stores.xlsx.opened import opened_by
from sheets_sync.workspace import FILE, Workspace, load

_NOTE = "new-year.json"


@dataclass(frozen=True, slots=True)
class YearFolder:
    """A finished year: its folder, the year, and what the books were when they were copied."""

    path: Path
    year: SchoolYear
    digests: Mapping[str, str]


def folder_name(year: SchoolYear) -> str:
    """«2020-2021»: any keyboard can type it."""
    return f"{year.start}-{year.start + 1}"


def unfinished(workspace: Workspace) -> YearFolder | None:
    """The folder of a year that was copied while the workspace has not gone on to the next."""
    paths = workspace.root.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]")
    known = [found for path in sorted(paths) if (found := _read(path))]
    last, now = known[-1] if known else None, workspace.school_year
    if last is None or last.path.name == Path(workspace.previous).name:
        return None
    return None if now and now.start > last.year.start else last


def _read(path: Path) -> YearFolder | None:
    try:
        note = json.loads(read_regular(path / FOLDER / _NOTE))
        return YearFolder(path, SchoolYear(int(note["year"])), dict(note["books"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def closed(workspace: Workspace, year: SchoolYear, today: date, now: datetime) -> YearFolder:
    """Copy the year into its folder, which is there whole or not at all.

    Raises UsageError, SheetsSyncError; then the workspace is as it was.
    """
    target = workspace.root / folder_name(year)
    if os.path.lexists(target):
        raise UsageError(
            f"Папка «{target.name}» уже есть, и в ней не этот учебный год: переименуйте её"
        )
    part = workspace.root / f".{target.name}.part"
    removed(part)
    books = book_files(workspace.root, workspace.books, workspace.summary)
    try:
        _copied(workspace, books, part, year, today)
        _finish(part, now)
        for path in (*_every(part), part):
            path.chmod(0o555 if path.is_dir() else 0o444)
        os.rename(part, target)
    except OSError as error:
        raise SheetsSyncError(
            f"Папка «{target.name}» не записана ({why(error)}): освободите место, проверьте права"
        ) from error
    found = _read(target)
    assert found is not None
    return found


def _copied(
    workspace: Workspace, books: list[BookFile], part: Path, year: SchoolYear, today: date
) -> None:
    """The books, the summary, the settings and our notes, byte for byte; the settings are fixed to
    the year and its last report date."""
    root = workspace.root
    named = {book.name: book.path for book in books}
    if (root / workspace.summary).is_file():
        named[workspace.summary] = root / workspace.summary
    named |= {path.relative_to(root).as_posix(): path for path in _notes(root)}
    content = {name: read_regular(path) for name, path in named.items()}
    digests = {book.name: file_digest(book.path) for book in books}
    settings = read_regular(root / FILE).decode("utf-8-sig")
    last = workspace.today or min(today, year.period.end)
    lines = {"school_year": f'"{year}"', "today": last.isoformat()}
    if workspace.earlier:  # the folder lies beside them
        beside = ", ".join(f'"../{named}"' for named in workspace.earlier)
        lines["previous"] = f"[{beside}]"
    content[FILE] = with_lines(settings, lines).encode()
    note = {"year": year.start, "books": digests}
    content[f"{FOLDER}/{_NOTE}"] = json.dumps(note, ensure_ascii=False).encode()
    put_new({part / name: data for name, data in content.items()})
    for name, path in named.items():
        if file_digest(part / name) != file_digest(path):
            removed(part)
            raise SheetsSyncError(
                f"«{name}» меняется прямо сейчас: закройте файл и запустите ещё раз"
            )


def _notes(root: Path) -> Iterator[Path]:
    for path in _every(root / FOLDER):
        mine = path.relative_to(root / FOLDER).parts
        if path.is_file() and mine[0] not in (*LOCKS, "read") and path.suffix != ".tmp":
            yield path


def _finish(part: Path, now: datetime) -> None:
    """The last summary of the year, of its last report date: it never turns «УСТАРЕЛО». Where it
    can't be written, the one that was copied stands."""
    with suppress(SheetsSyncError):
        sync(load(part), Options(now=now))


def refuse_open(books: list[BookFile], summary: Path) -> None:
    """Raises UsageError for what somebody has open: what they typed would be lost."""
    for path in (*(book.path for book in books), summary):
        user = opened_by(path)
        if user is not None:
            who = f" (открыл: {user})" if user else ""
            raise UsageError(f"Закройте файл «{path.name}»{who} и запустите ещё раз")


def removed(folder: Path) -> None:
    """Remove what a run that was killed left, though it may be read-only."""
    if not folder.is_dir():
        return
    for path in (folder, *_every(folder)):
        if path.is_dir():
            path.chmod(path.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(folder)


def _every(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))
