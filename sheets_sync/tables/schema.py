"""The words a staff tab is declared with: Column, Table, Book."""

from dataclasses import dataclass

from sheets_sync.tables.kinds.base import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: everything the program knows about it stands here, once.

    `name` is the English name in frames; `hint` is a sentence for the header's note; `example`
    is a filled-in value for the note; `width` is in characters. Where a column `fills_down`, a
    section row's text stands in the empty cells below it. A required cell may be empty where the
    code in the column `given_by` gives it; an empty date takes the one told in the state of the
    column `told_by`. Merged down several lines, a column with `one_row` makes them one row.
    """

    name: str
    header: str
    kind: Kind
    required: bool = False
    also_called: tuple[str, ...] = ()
    hint: str = ""
    example: str = ""
    width: int = 16
    fills_down: bool = False
    given_by: str = ""
    told_by: str = ""
    one_row: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One staff tab. `key` columns together may not repeat; `owned_by_tutor` names who mends it.

    A `register` has, beside its columns, one column a meeting (tab Явка). Books from before an
    `optional` tab was invented lack nothing.
    """

    name: str
    title: str
    purpose: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    owned_by_tutor: bool = False
    register: bool = False
    optional: bool = False

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns a tab can't do without."""
        return tuple(column for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """The column of that English name."""
        return next(column for column in self.columns if column.name == name)

    def head(self, name: str) -> str:
        """A column as a sentence names it: «Работает с»."""
        return f"«{self.column(name).header.strip('«»')}»"

    @property
    def sheet(self) -> str:
        """The tab as a sentence names it: «Тьюторы»."""
        return f"«{self.title}»"


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as staff know it: its title is the template's file name."""

    title: str
    tables: tuple[Table, ...]
