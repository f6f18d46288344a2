"""Raw cells as a store hands them over, and the address of a cell."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula without a result: `code` is «#REF!» and the like, empty when never calculated."""

    code: str = ""

    def __str__(self) -> str:
        return self.code


class Month(date):
    """The first of a month in a cell whose format shows no day: a month was typed, not a day."""


class PersonChip(str):
    """A person's chip in a cell: the name it shows, and the e-mail that says who it is."""

    email: str

    def __new__(cls, shown: str, email: str) -> "PersonChip":
        """The text as it is shown."""
        chip = super().__new__(cls, shown)
        chip.email = email
        return chip

    def __eq__(self, other: object) -> bool:
        """Two people may have one name."""
        same = not isinstance(other, PersonChip) or other.email == self.email
        return same and str.__eq__(self, other) is True

    __hash__ = str.__hash__


Raw = None | str | int | float | bool | date | datetime | time | timedelta | CellError
"""What stands in a cell: text is never "" (that is None), whole numbers are int, dates without a
time are `date`; a bare number may still be a date's serial number."""


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True, slots=True)
class Place:
    """A tab: the book's path from the workspace with «/» (or its address), and the tab's title.

    `link` is the part of a link that comes before A1; empty where cells can't be opened. `title`
    is what people call the book, where that is not its path.
    """

    book: str
    tab: str
    link: str = field(default="", compare=False)
    title: str = field(default="", compare=False)

    @property
    def shown(self) -> str:
        """The book as people know it."""
        return self.title or self.book


@dataclass(frozen=True, slots=True)
class CellRef:
    """A cell's physical address; rows and columns count from 1."""

    place: Place
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address as people write it: E14."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def link(self) -> str | None:
        """What opens the cell, or None."""
        return f"{self.place.link}{self.a1}" if self.place.link else None


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def meets(self, other: "Merge") -> bool:
        """Whether the two have a cell in common."""
        rows = self.first_row <= other.last_row and other.first_row <= self.last_row
        columns = self.first_column <= other.last_column and other.first_column <= self.last_column
        return rows and columns


@dataclass(frozen=True, slots=True)
class RawColumn:
    """A physical column, each distinct value once.

    `values[codes[row - 1]]` stands in sheet row `row`; `values[0]` is always None, the blank.
    `codes` has type code "i" and is as long as the tab is high.
    """

    codes: "array[int]"
    values: list[Raw]

    def at(self, row: int) -> Raw:
        """The raw cell in sheet row `row` (from 1)."""
        return self.values[self.codes[row - 1]]


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab as read. `columns[c - 1]` is sheet column c, wherever the content begins; `loading`
    is the row and column of a cell that is still being computed."""

    place: Place
    height: int
    columns: tuple[RawColumn, ...]
    merges: tuple[Merge, ...] = ()
    date1904: bool = False
    loading: tuple[int, int] | None = None

    def at(self, row: int, column: int) -> Raw:
        """The raw cell at sheet row and column (from 1); None outside the filled area."""
        if not (1 <= row <= self.height and 1 <= column <= len(self.columns)):
            return None
        return self.columns[column - 1].at(row)

    def row(self, row: int) -> Iterator[Raw]:
        """The raw cells of one sheet row from column A on."""
        return (column.at(row) for column in self.columns)


def raw_column(cells: list[Raw]) -> RawColumn:
    """Cells from row 1 down → a column, each distinct value once (1, 1.0 and True stay apart)."""
    values: list[Raw] = [None]
    seen: dict[tuple[type, Raw], int] = {(type(None), None): 0}
    codes = array("i")
    for cell in cells:
        key = (type(cell), cell)
        if key not in seen:
            seen[key] = len(values)
            values.append(cell)
        codes.append(seen[key])
    return RawColumn(codes, values)


def tab_of(place: Place, rows: list[list[Raw]], merges: tuple[Merge, ...] = ()) -> Tab:
    """Rows from row 1 on (they may be ragged) → a tab."""
    width = max(map(len, rows), default=0)
    columns = [[row[c] if c < len(row) else None for row in rows] for c in range(width)]
    return Tab(place, len(rows), tuple(raw_column(cells) for cells in columns), merges)
