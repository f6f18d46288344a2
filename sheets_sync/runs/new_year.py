"""`sheets-sync new-year`: the finished year into its folder, and the books begun anew."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.disk import put, read_regular
from sheets_sync.errors import SheetsSyncError, UsageError, why
from sheets_sync.periods import SchoolYear
from sheets_sync.runs.digests import file_digest
from sheets_sync.runs.lock import LOCKS, one_at_a_time
from sheets_sync.runs.memory import FOLDER, Memo
from sheets_sync.runs.open_store import store_of, taken
from sheets_sync.runs.sync import Options, clock, report_date
from sheets_sync.runs.toml_lines import with_books, with_lines
from sheets_sync.runs.year_folder import YearFolder, closed, folder_name, refuse_open, unfinished
from sheets_sync.sheet.cells import Tab
from sheets_sync.stores.base import Snapshot
from sheets_sync.stores.files import BookFile, book_files
from sheets_sync.stores.xlsx.mark import read_mark
from sheets_sync.tables.books import HELPERS
from sheets_sync.tables.directories import DIRECTORIES
from sheets_sync.tables.results import RESULTS
from sheets_sync.tables.tab_titles import TabNames, quoted
from sheets_sync.workspace import FILE, Workspace, load

CARRIED = (*DIRECTORIES.tables, RESULTS)
"""Tables that go on from year to year."""

_BY_HAND = (
    "В папке есть таблицы Google: копировать их программа не может. Сделайте так: "
    "1) переименуйте эту папку в «{folder}» и впишите в её workspace.toml "
    'school_year = "{year}" и today = {end}; '
    "2) sheets-sync init ПАПКА --google, перенесите туда свои настройки, кроме books и summary; "
    "3) на Диске оставьте справочники те же, у остальных книг — «Файл → Создать копию», сотрите в "
    "копиях строки, откройте их программе; для сводки создайте пустую таблицу; впишите адреса; "
    '4) впишите previous = "../{folder}". Подробно — docs/новый-год.md, «Таблицы Google»'
)

_STAYS = (*LOCKS, "runs.json", "weekly.json")
"""Of our notes what belongs to the workspace and not to a year; the log too."""


@dataclass(frozen=True, slots=True)
class NewYear:
    """A year begun: the finished one's folder, books that went on as they are, those begun anew,
    tabs of the staff's own that were left behind. `again`: it had been begun before."""

    finished: SchoolYear
    year: SchoolYear
    folder: str
    carried: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    again: bool = False


def new_year(workspace: Workspace, options: Options) -> NewYear:
    """Close the finished year and begin the next; what was cut short goes on where it ended.

    Raises UsageError, LockedError, SheetsSyncError.
    """
    now = clock(workspace, options)
    today = report_date(workspace, options, now)
    with one_at_a_time(workspace.root, now):
        done = unfinished(workspace)
        year = done.year if done else _finished(workspace, today)
        if done is None and today <= year.last_lesson:
            return _again(workspace, year, today)
        books = _own_books(workspace, year)
        if done is None:
            refuse_open(books, workspace.root / workspace.summary)
            options.progress("Читаю книги")
            plan = _planned(workspace, today, now)  # nothing is copied that could not begin anew
            _refuse_taken(workspace.root, plan)
            _settings(workspace, year, plan.renamed)
            options.progress("Копирую прошлый год")
            done = closed(workspace, year, today, now)
        options.progress("Готовлю книги нового года")
        result = _begin(workspace, done, now)
        options.progress("")
        return result


def _finished(workspace: Workspace, today: date) -> SchoolYear:
    """The year to close: that of the settings, of the last summary, or by the calendar."""
    known = Memo(workspace.root).recall().rows.year
    if workspace.school_year or known:
        return workspace.school_year or SchoolYear(known)
    year = SchoolYear.of(today)
    return year if today > year.last_lesson else SchoolYear(year.start - 1)


def _again(workspace: Workspace, year: SchoolYear, today: date) -> NewYear:
    """The year goes on: it was begun by this command, or there is nothing to begin yet."""
    last = SchoolYear(year.start - 1)
    if Path(workspace.previous).name == folder_name(last):
        return NewYear(last, year, workspace.previous, again=True)
    raise UsageError(
        f"Учебный год {year} ещё идёт (отчётная дата {today:%d.%m.%Y}): новый начинают с 1 июня; "
        "другую дату задаёт --today"
    )


def _own_books(workspace: Workspace, year: SchoolYear) -> list[BookFile]:
    """The books, if each is a file in the folder. Raises UsageError."""
    if workspace.uses_google:
        raise UsageError(_BY_HAND.format(folder=folder_name(year), year=year, end=year.period.end))
    books = book_files(workspace.root, workspace.books, workspace.summary)
    summary = BookFile(workspace.root / workspace.summary, workspace.summary)
    for book in (*books, summary):
        real = Path(book.path).resolve()
        if not real.is_relative_to(workspace.root) or real != workspace.root / book.name:
            raise UsageError(
                f"«{book.name}» лежит вне рабочей папки: положите файл в неё, исправьте "
                f"{FILE} и запустите ещё раз"
            )
    return books


def _begin(workspace: Workspace, done: YearFolder, now: datetime) -> NewYear:
    """The books of the new year in place of the old ones, the settings last: they say that it is
    done."""
    old = load(done.path)
    plan = _planned(old, old.today or done.year.period.end, now)
    settings = _settings(workspace, done.year, plan.renamed)
    _refuse_changed(workspace.root, done, plan)
    _put(workspace, plan, settings)
    year = SchoolYear(done.year.start + 1)
    return NewYear(done.year, year, done.path.name, plan.carried, tuple(plan.contents), plan.left)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Books that begin anew with their content, those that go on, own tabs that are in neither;
    books of another format begin anew as .xlsx: `renamed` says what each was called."""

    contents: Mapping[str, bytes]
    carried: tuple[str, ...]
    left: tuple[str, ...]
    renamed: Mapping[str, str]


def _planned(old: Workspace, today: date, now: datetime) -> _Plan:
    """The new year's books, from those of the old one. Raises UsageError, SheetsSyncError."""
    snapshot = taken(old, store_of(old, now), today)
    analysis = analyse(old, snapshot, today)
    books = book_files(old.root, old.books, old.summary)
    new = {book.name: _anew(book, snapshot.tabs, analysis) for book in books}
    begun = {name: content for name, content in new.items() if content is not None}
    carried = tuple(name for name in new if name not in begun)
    names = {name: str(PurePosixPath(name).with_suffix(".xlsx")) for name in begun}
    contents = {names[name]: content for name, content in begun.items()}
    renamed = {new: old for old, new in names.items() if new != old}
    return _Plan(contents, carried, tuple(_left(snapshot, begun)), renamed)


def _put(workspace: Workspace, plan: _Plan, settings: bytes) -> None:
    try:
        for name, content in plan.contents.items():
            put(workspace.root / name, content)
        for old in plan.renamed.values():  # it is copied, and its digest was compared
            (workspace.root / old).unlink(missing_ok=True)
        _forget(workspace)
        put(workspace.root / FILE, settings)
    except OSError as error:
        raise SheetsSyncError(
            f"Новый год начат не до конца ({why(error)}): исправьте это и запустите ещё раз"
        ) from error


def _left(snapshot: Snapshot, contents: Collection[str]) -> Iterator[str]:
    """Tabs of the staff's own in books that begin anew: none of ours, so not in the new ones."""
    for tab in snapshot.others:
        place = tab.place
        if place.book in contents and place.tab not in HELPERS and tab.height:
            yield f"«{place.tab}» ({place.book})"


def _anew(book: BookFile, tabs: Sequence[Tab], analysis: Analysis) -> bytes | None:
    """The book as it begins a year; None where it goes on as it is."""
    from sheets_sync.samples.templates.begun import begun  # openpyxl takes 0.25 s

    names = TabNames(analysis.workspace.tabs)
    mine = [tab.place.tab for tab in tabs if tab.place.book == book.name]
    tables = {title: table for title in mine if (table := names.table(title))}
    if all(table in CARRIED for table in tables.values()):
        return None
    if PurePosixPath(book.name).suffix.lower() not in (".xlsx", ".ods"):
        raise UsageError(
            f"«{book.name}»: начать заново можно только книгу .xlsx или .ods. Сохраните её так, "
            f"исправьте {FILE} и запустите ещё раз"
        )
    records = analysis.shelf.records.values()
    kept = [
        origin
        for read in records
        for origin in read.origins
        if read.table in CARRIED and origin.place.book == book.name
    ]
    return begun(PurePosixPath(book.name).stem, tables, kept)


def _settings(workspace: Workspace, finished: SchoolYear, renamed: Mapping[str, str]) -> bytes:
    text = read_regular(workspace.root / FILE).decode("utf-8-sig")
    text = with_books(text, workspace.books, renamed)
    year = SchoolYear(finished.start + 1)
    folder = quoted(folder_name(finished))
    earlier = ", ".join([folder, *map(quoted, workspace.earlier)])
    previous = f"[{earlier}]" if ", " in earlier else folder
    lines = {"school_year": quoted(str(year)), "previous": previous, "today": None}
    return with_lines(text, lines).encode()


def _refuse_taken(root: Path, plan: _Plan) -> None:
    """Raises UsageError where another file has the name that a book is to get."""
    for new, old in plan.renamed.items():
        if os.path.lexists(root / new):
            raise UsageError(
                f"«{old}» начнётся заново как «{new}», но такой файл уже есть: перенесите его в "
                "другую папку и запустите ещё раз"
            )


def _refuse_changed(root: Path, done: YearFolder, plan: _Plan) -> None:
    """Raises SheetsSyncError for a book that is neither the copied one nor the new one."""
    for new, content in plan.contents.items():
        name = plan.renamed.get(new, new)
        path = root / name
        begun = _bytes(root / new) == content and (new == name or not path.exists())
        if file_digest(path) != done.digests.get(name) and not begun:
            raise SheetsSyncError(
                f"Книга «{name}» изменилась после того, как год скопирован в «{done.path.name}», "
                "и не тронута. Сохраните её под другим именем, верните на её место копию из "
                f"«{done.path.name}» и запустите ещё раз"
            )


def _bytes(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError:
        return b""


def _forget(workspace: Workspace) -> None:
    """Last year's summary, if it is ours, and what runs remember of last year: both are copied."""
    summary = workspace.root / workspace.summary
    if summary.is_file() and read_mark(summary) is not None:
        summary.unlink()
    for path in sorted((workspace.root / FOLDER).rglob("*"), reverse=True):
        top = path.relative_to(workspace.root / FOLDER).parts[0]
        if top in _STAYS or top.startswith("log"):
            continue
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
