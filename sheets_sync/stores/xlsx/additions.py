"""What people added to our workbook, sheets and notes on cells, on its way into the new one."""

import re
from collections.abc import Collection, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.comments.comment_sheet import CommentRecord

from sheets_sync.errors import SheetsSyncError
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.pieces import Grid, Value
from sheets_sync.stores.xlsx.sheet_copy import copy_sheet

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_NOTES = re.compile(r"xl/(?:threaded)?comments", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a cell of a tab of ours; `row` says what the row begins with, for rows move."""

    tab: str
    row: Value
    at: int
    column: int
    comment: Comment


@dataclass(frozen=True, slots=True)
class Additions:
    """Sheets of theirs and notes on ours."""

    sheets: Sequence[Any] = ()
    notes: Sequence[Note] = ()

    def into(self, book: Workbook) -> None:
        """Put the sheets behind ours; one that has a title of ours gets a number."""
        taken = {title.casefold() for title in book.sheetnames}
        for sheet in self.sheets:
            title, number = sheet.title, 1
            while title.casefold() in taken:
                number += 1
                title = f"{sheet.title[:27]} ({number})"
            taken.add(title.casefold())
            copy_sheet(sheet, book.create_sheet(title))

    def records(self, grid: Grid) -> list[CommentRecord]:
        """The notes of a tab at the cells where their rows stand now; of a row that is no more at
        the tab's first cell, with what it was about."""
        cells: dict[tuple[int, int], Comment] = {}
        for note in self.notes:
            if note.tab == grid.title:
                at, said = _moved(note, grid), note.comment
                if at is None:
                    said = _about(note)
                place = (at or 1, note.column if at else 1)
                cells[place] = _joined(cells.get(place), said)
        return [_record(place, cells[place]) for place in sorted(cells)]


def additions_of(path: Path, ours: Collection[str]) -> Additions:
    """What stands in our workbook besides these tabs; at once where that is nothing."""
    with ZipFile(path) as file:
        sheets = len(_SHEET.findall(file.read("xl/workbook.xml")))
        noted = any(map(_NOTES.match, file.namelist()))
    if sheets <= len(ours) and not noted:
        return Additions()
    book = _loaded(path)
    theirs = [sheet for sheet in book.worksheets if sheet.title not in ours]
    standing = [book[title] for title in ours if title in book.sheetnames]
    return Additions(theirs, [note for sheet in standing for note in _notes(sheet)])


def _loaded(path: Path) -> Workbook:
    """Raises SheetsSyncError for what can't be read again: written over it would be lost."""
    try:
        with catch_warnings():
            simplefilter("ignore")  # what openpyxl leaves out `not_carried` tells
            return load_workbook(path)
    except Exception as error:  # openpyxl raises whatever a part that it does not know leads to
        raise SheetsSyncError(
            f"В сводке «{path.name}» есть листы или заметки людей, которые программе не перенести: "
            "сохраните их в другую книгу, удалите из сводки и запустите ещё раз"
        ) from error


def _notes(sheet: Any) -> Iterator[Note]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment:
                first = next((one.value for one in row if one.value is not None), None)
                yield Note(sheet.title, first, cell.row, cell.column, copy(cell.comment))


def _moved(note: Note, grid: Grid) -> int | None:
    """The row that begins alike, the nearest of several; None for none."""
    alike = [at for at, row in enumerate(grid.rows, 1) if _begins(row) == note.row]
    return min(alike, key=lambda at: abs(at - note.at), default=None)


def _begins(row: Sequence[Any]) -> Value:
    return next((cell.value for cell in row if cell and cell.value is not None), None)


def _about(note: Note) -> Comment:
    said = copy(note.comment)
    said.content = f"К строке «{note.row}», которой больше нет: {said.content}"
    return said


def _joined(before: Comment | None, said: Comment) -> Comment:
    if before is None:
        return said
    both = copy(before)
    both.content = f"{before.content}\n{said.content}"
    both.height = before.height + said.height
    return both


def _record(place: tuple[int, int], said: Comment) -> CommentRecord:
    row, column = place
    record = CommentRecord(ref=f"{column_letters(column)}{row}", author=said.author)
    record.text.t = said.content
    record.height, record.width = said.height, said.width
    return record
