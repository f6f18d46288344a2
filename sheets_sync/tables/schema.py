"""The words a staff tab is declared with: Column, Table, Book."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sheets_sync.tables.kinds.base import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: everything the program knows about it stands here, once.

    `name` is the English name in frames; `hint` is a sentence for the header's note; `example`
    is a filled-in value for the note; `width` is in characters. Where a column `fills_down`, a
    section row's text stands in the empty cells below it. A required cell may be empty where the
    code in the column `given_by` gives it; an empty date takes the one told in the state of the
    column `told_by`, where that state means `told_with`.
    Merged down several lines, a column with `one_row` makes them one row.
    A required column may be missing where all of it can be `assumed`, or another stands `instead`;
    one that is `titled` may be said by the tab's title;
    a column of whole names has a head that is `whole`, and each column with a `part` takes its own
    of the cell it shares, or of the `rest` where the first of them has a column of its own;
    a term may be `ticked` in columns headed by terms, and changed in the column `moved_to`.
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
    told_with: str = "done"
    one_row: bool = False
    assumed: str = ""
    instead: str = ""
    ticked: bool = False
    moved_to: str = ""
    titled: bool = False
    whole: tuple[str, ...] = ()
    part: Kind | None = None
    rest: Kind | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Whatever may head the column."""
        return (self.header, *self.also_called, *self.whole)


@dataclass(frozen=True, slots=True)
class Table:
    """One staff tab. `key` columns together may not repeat; without them `known_by` say which
    record a row is, however it goes on; `owned_by_tutor` names who mends it.

    A `register` has, beside its columns, one column a meeting (tab Явка). Books from before an
    `optional` tab was invented lack nothing.
    """

    name: str
    title: str
    purpose: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    owned_by_tutor: bool = False
    register: bool = False
    optional: bool = False

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns a tab can't do without."""
        return tuple(column for column in self.columns if column.required)

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which a row is the same row wherever it stands."""
        return self.key or self.known_by or tuple(column.name for column in self.required)

    def whole_heads(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each head of whole names, with the columns that it stands for: its own and those behind
        it."""
        parts = [column.name for column in self.of_whole]
        for column in self.of_whole:
            yield from ((head, tuple(parts[parts.index(column.name) :])) for head in column.whole)

    @property
    def of_whole(self) -> tuple[Column, ...]:
        """The columns for which one of whole names may stand."""
        whole = any(column.whole for column in self.columns)
        return tuple(column for column in self.columns if whole and column.part)

    @property
    def has_sections(self) -> bool:
        """Whether a section row's text stands in a column of the rows below it."""
        return any(column.fills_down for column in self.columns)

    def lacking(self, there: Collection[str]) -> tuple[Column, ...]:
        """The required columns that are not there, and that nothing stands for."""
        gone = (column for column in self.required if column.name not in there)
        return tuple(c for c in gone if not c.assumed and c.instead not in there)

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
