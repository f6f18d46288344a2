"""A batch on its way: the new state, who writes, and what must not be touched."""

from collections.abc import Callable
from dataclasses import dataclass

from .a1 import Box
from .errors import Json, RefusalError
from .reading import may_edit
from .state import MAX_CELLS, Book, Sheet

Handler = Callable[["Change", Json], Json | None]
"""Applies one request to the new state; → its reply. Raises RefusalError."""

_PROTECTED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)


@dataclass(frozen=True, slots=True)
class Change:
    """The state a batch is making, and the account that makes it."""

    book: Book
    account: str

    def area(self, grid_range: Json) -> tuple[Sheet, Box]:
        """The cells a request may write. Raises RefusalError for no grid, past it, protected."""
        sheet = self.book.sheet(grid_range.get("sheetId", 0), "grid")
        box = sheet.box(grid_range)
        self.guard(sheet, box)
        return sheet, box

    def sheet(self, sheet_id: int) -> Sheet:
        """A tab that a request may change as a whole. Raises RefusalError."""
        sheet = self.book.sheet(sheet_id)
        self.guard(sheet, sheet.whole)
        return sheet

    def guard(self, sheet: Sheet, box: Box) -> None:
        """Refuse cells that somebody else protected."""
        for protected in sheet.protected_ranges:
            meets = sheet.box(protected["range"]).meets(box)
            if meets and not may_edit(protected, self.book, self.account):
                raise RefusalError(_PROTECTED)

    def check_size(self) -> None:
        """Refuse a workbook of more than ten million cells."""
        if self.book.cell_count() > MAX_CELLS:
            raise RefusalError(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {MAX_CELLS} cells."
            )
