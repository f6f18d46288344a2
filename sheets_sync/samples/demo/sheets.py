"""A staff sheet as lines of a page: it knows where each typed cell will stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from sheets_sync.samples.demo.hands import Typed
from sheets_sync.tables.schema import Table


@dataclass(slots=True, eq=False)
class Row:
    """A data row by column keys; rows of one `group` are merged down in the sheet's columns."""

    cells: dict[str, Typed]
    group: object = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A line above or below the table; a big one is its title."""

    text: str
    big: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A merged line that divides the table."""

    text: str


@dataclass(frozen=True, slots=True)
class Total:
    """An «Итого» row: values by column keys."""

    cells: Mapping[str, Typed]


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty row."""


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The place of the header."""


Line = Row | Title | Section | Total | Blank | HeaderLine


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet; a spacer has no header."""

    key: str
    header: Typed
    width: float


@dataclass(slots=True, eq=False)
class Sheet:
    """A tab of a book; `merged` are the columns whose groups are merged down."""

    tab: str
    columns: list[Column]
    lines: list[Line] = field(default_factory=list)
    merged: tuple[str, ...] = ()
    first_column: int = 1
    tidy: bool = True

    @property
    def rows(self) -> list[Row]:
        """The data rows."""
        return [line for line in self.lines if isinstance(line, Row)]

    def column(self, key: str) -> int:
        """The sheet's column of a key, from 1."""
        keys = [column.key for column in self.columns]
        return keys.index(key) + self.first_column

    def cell(self, row: Row | None, key: str) -> str:
        """The address of a row's cell; without a row the header's."""
        number = next(
            n
            for n, line in enumerate(self.lines, 1)
            if line is row or (row is None and isinstance(line, HeaderLine))
        )
        return f"{get_column_letter(self.column(key))}{number}"


@dataclass(slots=True, eq=False)
class DemoBook:
    """A staff workbook; `path` is from the workspace."""

    path: str
    sheets: list[Sheet]
    author: str = "МКУ ИМЦ"


def columns_of(
    table: Table,
    renamed: Mapping[str, str] | None = None,
    order: Sequence[str] = (),
    extra: Mapping[str, tuple[str, float]] | None = None,
) -> list[Column]:
    """A table's columns as its template has them, but for other headers, order and extra ones.

    `extra` gives, by the key it stands after, the header and width of a column of the staff's own.
    """
    found: list[Column] = []
    for key in order or [column.name for column in table.columns]:
        column = table.column(key)
        header = (renamed or {}).get(key, column.header)
        found.append(Column(key, header, column.width))
        if key in (extra or {}):
            title, width = (extra or {})[key]
            found.append(Column(f"{key}+", title, width))
    return found
