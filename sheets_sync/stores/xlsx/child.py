"""The child process that reads foreign books within limits and hands back columns."""

import gc
import marshal
import os
import pickle
import re
import sys
import threading
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import astuple
from functools import partial
from typing import NamedTuple

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from sheets_sync.letters import is_named
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.child_limits import is_large, private_output, restrain
from sheets_sync.stores.xlsx.columns import Columns, patch, set_months
from sheets_sync.stores.xlsx.glance import briefly, glance
from sheets_sync.stores.xlsx.listing import ROOT, Listing, check_prolog
from sheets_sync.stores.xlsx.preflight import (
    AS_XLSX,
    NOT_A_BOOK,
    RAISE,
    Archive,
    Refused,
    check_file,
)
from sheets_sync.stores.xlsx.scan_ods import OdsScan
from sheets_sync.stores.xlsx.scan_xlsx import Sheet, SheetScan
from sheets_sync.stores.xlsx.styles import month_styles

STYLES = "styles.xml"
NO_ROWS = array("i")

Send = Callable[[tuple[object, ...]], None]


class Task(NamedTuple):
    """What the parent asks for."""

    file: bytes
    titles: frozenset[str]
    everything: bool
    careful: bool
    limits: Limits

    @property
    def path(self) -> str:
        """The book's path."""
        return os.fsdecode(self.file)

    @property
    def large(self) -> bool:
        """Its scan is worth a thread, and its memory a process of its own."""
        return is_large(self.path)

    def wants(self, title: str) -> bool:
        """The sheet is to be read."""
        return self.everything or is_named(title, self.titles)


def main() -> None:
    """Read the books that are asked for on standard input, write the frames of each to standard
    output; a fault is a frame too. One that was large or at fault is the last."""
    gc.disable()
    out = private_output()

    def send(frame: tuple[object, ...]) -> None:
        body = pickle.dumps(frame, 5)
        out.write(len(body).to_bytes(8, "little"))
        out.write(body)

    def leave() -> None:
        out.flush()
        os._exit(0)  # frees nothing piece by piece, waits for no thread

    for wanted in tasks():
        restrain(wanted.limits)
        if not guarded(partial(read, wanted, send, leave), send) or wanted.large:
            break
        out.flush()
    leave()


def tasks() -> Iterator[Task]:
    """What the parent asks for, until it closes the pipe."""
    while head := sys.stdin.buffer.read(8):
        *asked, limits = marshal.loads(sys.stdin.buffer.read(int.from_bytes(head, "little")))
        yield Task._make((*asked, Limits(**limits)))


def guarded(work: Callable[[], None], send: Send) -> bool:
    """Do the work; whatever goes wrong becomes a frame, and False."""
    try:
        work()
    except Refused as fault:
        send(("refused", *fault.args))
    except MemoryError:
        send(("refused", "на неё не хватило памяти", RAISE.format("memory_mb")))
    except BaseException as fault:  # calamine's panics are no Exceptions
        send(("refused", *reason(fault)))
    else:
        return True
    return False


def reason(fault: BaseException) -> tuple[str, str]:
    """What a reader's own words mean to the person at the book."""
    code = re.search(r"Unsupported cell error value '(#[^']{1,20})'", str(fault))
    if code:
        return f"стоит ошибка формулы {code[1]}", "Исправьте формулу и сохраните книгу"
    return "файл повреждён или записан с ошибками", AS_XLSX


def read(task: Task, send: Send, leave: Callable[[], None]) -> None:
    """Pre-flight and scan, then the wanted sheets, each sent as it is read."""
    archive = check_file(task.path, task.limits)
    ods = ROOT not in archive
    if ods and "content.xml" not in archive:
        raise Refused(NOT_A_BOOK, AS_XLSX)
    scan = Scan(archive, task, scan_ods if ods else scan_xlsx)
    ahead: dict[str, CalamineSheet] = {}
    if not task.careful and task.large:
        scan.beside(send, leave)
        try:
            book = open_book(task.path, ods)
            title = next(filter(task.wants, book.sheet_names), None)
            ahead = {title: sheet_of(book, title)} if title is not None else {}
        finally:
            scan.join()
    else:
        scan.run()
        book = open_book(task.path, ods)
    hand_over(book, scan, ahead, send)


def hand_over(
    book: CalamineWorkbook, scan: "Scan", ahead: dict[str, CalamineSheet], send: Send
) -> None:
    """Send every sheet of a scanned book: the wanted ones whole, of the rest the first rows."""
    check_titles(book, scan.titles)
    sizes = (scan.sheets[title].size for title in scan.titles if not scan.task.wants(title))
    brief = briefly(book, scan.task.path, max(sizes, default=0))
    for title in scan.titles:
        if scan.task.wants(title):
            sheet = ahead.pop(title, None) or sheet_of(book, title)
            send_sheet(title, Columns(sheet, scan.sheets[title].booleans), scan, send)
        else:
            for frame in glance(brief, title, scan.ods).frames(title, scan.date1904):
                send(frame)
    send(("end", None if any(one.filled for one in scan.sheets.values()) else scan.titles[0]))


class Scan:
    """The scan of a book; a big one runs beside calamine, which lets other threads work."""

    def __init__(
        self, archive: Archive, task: Task, work: "Callable[[Archive, Task], Scanned]"
    ) -> None:
        self.task = task
        self.titles: list[str] = []
        self.sheets: dict[str, Sheet] = {}
        self.date1904 = False
        self.ods = work is scan_ods
        self._archive = archive
        self._work = work
        self._thread: threading.Thread | None = None

    def run(self) -> None:
        """Scan now."""
        self.titles, self.sheets, self.date1904 = self._work(self._archive, self.task)

    def beside(self, send: Send, leave: Callable[[], None]) -> None:
        """Scan in a thread; a refused book ends the process, whatever calamine is doing."""

        def work() -> None:
            if not guarded(self.run, send):
                leave()

        self._thread = threading.Thread(target=work)
        self._thread.start()

    def join(self) -> None:
        """Wait for the thread."""
        if self._thread:
            self._thread.join()


Scanned = tuple[list[str], dict[str, Sheet], bool]
"""Titles of the sheets in order, what the scan found in each, the 1904 date system."""


def scan_xlsx(archive: Archive, task: Task) -> Scanned:
    """Inflate every part once: sheets are scanned, the rest is counted."""
    listing = Listing(archive)
    parts = {part: title for title, part, kind in listing.sheets if kind == "worksheet"}
    months = month_styles(archive.read(listing.styles)) if listing.styles else frozenset()
    sheets: dict[str, Sheet] = {}
    for name in archive.names:
        if name in parts:
            title = parts[name]
            scan = SheetScan(task.limits.cells, title, task.wants(title), months)
            drain(archive, name, scan.feed)
            sheets[title] = scan.close()
        elif name not in listing.read:
            drain(archive, name)
    return list(parts.values()), sheets, listing.date1904


def scan_ods(archive: Archive, task: Task) -> Scanned:
    """Inflate every part once: content.xml is scanned, the rest is counted."""
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused("она защищена паролем", "Снимите пароль и сохраните её")
    styles = archive.read(STYLES) if STYLES in archive else b""
    check_prolog(styles, parsed=False)
    scan = OdsScan(task.limits.cells, styles)
    for name in archive.names:
        if name not in ("meta-inf/manifest.xml", STYLES):
            drain(archive, name, scan.feed if name == "content.xml" else None)
    scan.close()
    if not scan.found:
        raise Refused("в ней не нашлось ни одного листа", AS_XLSX)
    return list(scan.found), scan.found, scan.date1904


def drain(archive: Archive, name: str, feed: Callable[[bytes], None] | None = None) -> None:
    """Inflate a part to its end, look at its prolog if it is XML, feed it to a scan."""
    first = True
    for piece in archive.chunks(name):
        if first and (feed or name.endswith((".xml", ".rels"))):
            check_prolog(piece, parsed=feed is not None or name.startswith("xl/"))
        first = False
        if feed:
            feed(piece)


def open_book(path: str, ods: bool) -> CalamineWorkbook:
    """The workbook; a name that lies about the format is not trusted."""
    honest = path.lower().endswith(".ods") if ods else path.lower().endswith((".xlsx", ".xlsm"))
    try:
        if honest:
            return CalamineWorkbook.from_path(path)
        with open(path, "rb") as file:
            return CalamineWorkbook.from_filelike(file)
    except Exception as fault:
        raise Refused("её формат не поддерживается или файл повреждён", AS_XLSX) from fault


def sheet_of(book: CalamineWorkbook, title: str) -> CalamineSheet:
    """A sheet of the book; one that can't be read is named."""
    try:
        return book.get_sheet_by_name(title)
    except MemoryError:
        raise
    except BaseException as fault:  # calamine's panics are no Exceptions
        what, way = reason(fault)
        raise Refused(f"лист «{title}»: {what}", way) from fault


def check_titles(book: CalamineWorkbook, titles: list[str]) -> None:
    """The reader lists the very sheets that the book declares."""
    listed = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    missing = [title for title in titles if title not in listed]
    if missing or len(listed) != len(titles):
        raise Refused(f"лист «{(missing or listed)[0]}» не удалось прочитать", AS_XLSX)


def send_sheet(title: str, columns: "Columns", scan: Scan, send: Send) -> None:
    """One sheet → a frame for the tab and one for each of its columns."""
    found = scan.sheets[title]
    found.reach(columns.height, len(columns.codes))
    rows, wide = zip(*found.faults, strict=True) if found.faults else ((0,), (0,))
    columns.extend(max(columns.height, *rows), max(len(columns.codes), *wide))
    lost: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (row, column), code in found.faults.items():
        lost[column].append((row, code))
    merges = columns.merges or [astuple(merge) for merge in found.merges]
    send(("tab", title, columns.height, len(columns.codes), merges, scan.date1904, True))
    for column in range(len(columns.codes)):
        codes, values = columns.take(column, scan.ods)
        patch(codes, values, lost.get(column + 1, []))
        set_months(codes, values, found.months.get(column + 1, NO_ROWS))
        send(("column", codes.tobytes(), values))
