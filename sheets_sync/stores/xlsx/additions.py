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
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.xlsx.away_notes import parted, told_of
from sheets_sync.stores.xlsx.inside import names_in, sheets_in
from sheets_sync.stores.xlsx.note_places import Place, page_of_grid, page_of_sheet
from sheets_sync.stores.xlsx.sheet_copy import copy_sheet

_NOTES = re.compile(r"xl/(?:threaded)?comments", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a cell of a tab of ours, and what that cell was about, for cells move."""

    tab: str
    place: Place
    comment: Comment


@dataclass(frozen=True, slots=True)
class Additions:
    """Sheets of theirs, notes on ours, names of cells, and links to other workbooks, which
    formulas know by their number."""

    sheets: Sequence[Any] = ()
    notes: Sequence[Note] = ()
    names: Sequence[Any] = ()
    links: Sequence[Any] = ()

    def into(self, book: Any) -> None:
        """Put the sheets behind our workbook's; one that has a title of ours gets a number."""
        taken = {title.casefold() for title in book.sheetnames}
        for sheet in self.sheets:
            title, number = sheet.title, 1
            while title.casefold() in taken:
                number += 1
                title = f"{sheet.title[:27]} ({number})"
            taken.add(title.casefold())
            copy_sheet(sheet, book.create_sheet(title))
        for name in self.names:
            book.defined_names.add(name)
        book._external_links.extend(self.links)

    def records(self, grid: Grid) -> list[CommentRecord]:
        """The notes of a tab where what they are about stands now; of what is away at the tab's
        first cell, with what it was: from there they come back with it."""
        notes = [note for note in self.notes if note.tab == grid.title]
        if not notes:
            return []
        page = page_of_grid(grid)
        cells: dict[tuple[int, int], Comment] = {}
        for note in notes:
            found = page.find(note.place)
            said = note.comment if found else told_of(note.place, note.comment)
            at = _shown(found or (1, 1), grid)
            cells[at] = _joined(cells.get(at), said)
        return [_record(place, cells[place]) for place in sorted(cells)]


def additions_of(path: Path, ours: Collection[str]) -> Additions:
    """What stands in our workbook besides these tabs; at once where that is nothing."""
    with ZipFile(path) as file:
        foreign = {sheet.title for sheet in sheets_in(file)} - {*ours}
        named = any(name.sheet is None for name in names_in(file))
        noted = any(map(_NOTES.match, file.namelist()))
    if not (foreign or named or noted):
        return Additions()
    book: Any = _loaded(path)
    theirs = [sheet for sheet in book.worksheets if sheet.title not in ours]
    standing = [book[title] for title in ours if title in book.sheetnames]
    notes = [note for sheet in standing for note in _notes(sheet)]
    names = [name for name in book.defined_names.values() if not name.is_reserved]
    return Additions(theirs, notes, names, book._external_links)


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
    noted = [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    if not noted:
        return
    page = page_of_sheet(sheet)
    for cell in noted:
        for away, said in parted(cell.comment):
            yield Note(sheet.title, away or page.place(cell.row, cell.column), said)


def _shown(at: tuple[int, int], grid: Grid) -> tuple[int, int]:
    """The first of cells that are merged: a note on another of them is lost when it is saved."""
    for one in grid.merges:
        rows = one.first_row <= at[0] <= one.last_row
        if rows and one.first_column <= at[1] <= one.last_column:
            return one.first_row, one.first_column
    return at


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
