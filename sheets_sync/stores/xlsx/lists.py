"""Writes words into one sheet of a staff book: that part of its zip alone, whole or not at all."""

import os
import stat
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from python_calamine import CalamineWorkbook

from sheets_sync.disk import forget_stale, put
from sheets_sync.errors import SheetsSyncError, why
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.word_columns import WordColumns
from sheets_sync.stores.xlsx.listing import Listing
from sheets_sync.stores.xlsx.opened import opened_by
from sheets_sync.stores.xlsx.preflight import Refused, check_file
from sheets_sync.stores.xlsx.read import stamp
from sheets_sync.stores.xlsx.sheet_rows import with_words

Stamp = tuple[int, int, int] | None
"""What tells whether a file was saved since it was looked at."""

_CHANGED = "её сохранили, пока шла работа: запустите ещё раз"


def write_words(path: Path, sheet: WordColumns, limits: Limits, seen: Stamp) -> None:
    """Make the sheet hold these words; `seen` is the stamp of the book that was read.

    Raises SheetsSyncError that says why not; then the book is as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        _refuse_open(path)
        _refuse_open(target)
        _refuse_locked(target)
        _refuse_changed(target, seen)  # what is read now passed the limits when it was read
        forget_stale(target)
        old = _parts(target)
        part, xml = _worksheet(target, sheet.title, limits)
        new = {**old, part: with_words(xml, sheet)}
        put(target, _zipped(target, new), _checked(target, sheet, new, seen))
    except Refused as refused:
        raise SheetsSyncError(_sentence(refused)) from None
    except BadZipFile:
        raise SheetsSyncError(_CHANGED) from None
    except OSError as error:
        raise SheetsSyncError(f"её не записать: {why(error)}") from None


def _sentence(refused: Refused) -> str:
    what, way = refused.args
    return f"{what}. {way} и запустите ещё раз" if way else what


def _refuse_open(book: Path) -> None:
    """Raises SheetsSyncError while a lock file lies beside the book, however old it is: nothing is
    written under anybody's hands."""
    user = opened_by(book)
    if user is None:
        return
    names = (f"~${book.name}", f".~lock.{book.name}#")
    lock = next((name for name in names if (book.parent / name).exists()), names[0])
    who = f" (открыл: {user})" if user else ""
    raise SheetsSyncError(
        f"она открыта{who}: закройте её и запустите ещё раз; если её никто не открывал, "
        f"удалите рядом файл «{lock}»"
    )


def _refuse_locked(target: Path) -> None:
    """Raises SheetsSyncError for a book that somebody keeps from being written."""
    mode = target.stat().st_mode
    writable = mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not writable or not os.access(target, os.W_OK):
        raise SheetsSyncError("она только для чтения: снимите этот запрет и запустите ещё раз")


def _parts(target: Path) -> dict[str, bytes]:
    with ZipFile(target) as book:
        if any(name.lower().startswith("_xmlsignatures/") for name in book.namelist()):
            raise SheetsSyncError("она подписана электронной подписью, запись её испортила бы")
        return {entry.filename: book.read(entry) for entry in book.infolist()}


def _worksheet(target: Path, title: str, limits: Limits) -> tuple[str, bytes]:
    """The name and the content of a sheet's part."""
    archive = check_file(str(target), limits)
    try:
        sheets = {one: part for one, part, kind in Listing(archive).sheets if kind == "worksheet"}
        if title not in sheets:
            raise SheetsSyncError(_CHANGED)
        xml = archive.read(sheets[title])
    finally:
        archive.close()
    with ZipFile(target) as book:
        return next(n for n in book.namelist() if n.lower() == sheets[title]), xml


def _zipped(target: Path, parts: dict[str, bytes]) -> bytes:
    """The archive as it is, order, dates and comments too, with this content of its parts."""
    packed = BytesIO()
    with ZipFile(target) as old, ZipFile(packed, "w") as new:
        new.comment = old.comment
        for entry in old.infolist():
            new.writestr(_same(entry), parts[entry.filename])
    return packed.getvalue()


def _same(entry: ZipInfo) -> ZipInfo:
    copy = ZipInfo(entry.filename, entry.date_time)
    for name in ("compress_type", "create_system", "external_attr", "comment"):
        setattr(copy, name, getattr(entry, name))
    return copy


def _checked(
    target: Path, sheet: WordColumns, parts: dict[str, bytes], seen: Stamp
) -> Callable[[Path], None]:
    """The last look before the new file takes the old one's place."""

    def check(new: Path) -> None:
        whole = _parts(new) == parts and _reads(new, sheet)
        if not whole:
            raise SheetsSyncError("она записалась бы с ошибкой, поэтому осталась как была")
        _keep_owner(target, new)
        _refuse_changed(target, seen)

    return check


def _refuse_changed(target: Path, seen: Stamp) -> None:
    if stamp(target) != seen:
        raise SheetsSyncError(_CHANGED)


def _reads(new: Path, sheet: WordColumns) -> bool:
    """Whether a reader finds just what was to be written."""
    with CalamineWorkbook.from_path(new) as book:
        rows = book.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
    words = [{n: said for n, said in enumerate(row, 1) if said != ""} for row in rows]
    wanted = [words for _, words in sheet.rows()]
    return rows[0][0] == sheet.line and words[sheet.first_row - 1 :] == wanted


def _keep_owner(old: Path, new: Path) -> None:
    """A book stays its owner's. Raises SheetsSyncError where we may not see to that."""
    if _owner(old) == _owner(new):
        return
    try:
        os.chown(new, *_owner(old))
    except OSError:
        said = "у неё другой владелец, и права на неё не сохранить: запустите команду от его имени"
        raise SheetsSyncError(said) from None


def _owner(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_uid, found.st_gid
