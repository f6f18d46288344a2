"""Which table of ours a tab of somebody's book looks like, and which column is which."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import islice

from sheets_sync.letters import clean
from sheets_sync.reading.head_names import header_key
from sheets_sync.reading.headers import SEARCHED_ROWS
from sheets_sync.reading.likely_marks import mark_columns
from sheets_sync.reading.likeness import SAME, SHAPES, how_many_read, likeness, says_title
from sheets_sync.reading.said_by_title import said_by_title
from sheets_sync.sheet.cells import Raw, Tab
from sheets_sync.tables.books import IN_ORDER, UNBOUND
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Column, Table
from sheets_sync.tables.tab_titles import table_titled

_ANY_YEAR = Context(2020)
_SAMPLE = 40
_ROWS_OF_SAMPLE = 1000
_ROWS_OF_HEADER = 12
_LONGEST_HEAD = 120
_SURE_LIKE, _LIKE, _HARDLY = 0.75, 0.5, 0.35
"""A head that is enough; one that its cells must confirm; one that is worth a question."""
_FITS, _MAY_FIT = 0.8, 0.5
"""Shares of a sample that a column's parser reads."""
_TELLING = 3
"""So many columns make a table."""
_SAID = 0.5
_CLOSE = 0.25


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column of a tab: its head as typed, the column of ours it looks like, whether surely, and
    whether the program knows that head. Of the `filled` values of a sample `read` can be read as
    that column's; None where any could."""

    number: int
    head: str
    sample: tuple[Raw, ...] = ()
    column: Column | None = None
    like: float = 0.0
    read: int | None = None

    @property
    def filled(self) -> int:
        """How many distinct values the sample holds."""
        return len(self.sample)

    @property
    def known(self) -> bool:
        """Whether the program reads the column without being told."""
        return self.column is not None and self.like == SAME

    @property
    def share(self) -> float | None:
        """The share of the sample that can be read; None where that tells nothing."""
        return self.read / self.filled if self.read is not None and self.filled else None

    @property
    def sure(self) -> bool:
        """Whether it may be written down without a question."""
        if self.column is None or self.known:
            return self.known
        if self.share is None:
            return self.like >= _SURE_LIKE
        return self.like >= _LIKE and self.share >= _FITS

    @property
    def weight(self) -> float:
        """How good a guess it is, to choose between two; 0 for one not worth a question."""
        if self.known:
            return 2.0 + (self.share or 0.0)
        share = self.share
        if share is not None and share < _MAY_FIT:
            return 0.0
        if self.like >= _HARDLY:
            return self.like + (_MAY_FIT if share is None else share) / 2
        needed = self.column is not None and self.column.required
        telling = needed and share is not None and share >= _FITS and self.filled > 1
        return share / 4 if telling and share else 0.0


@dataclass(frozen=True, slots=True)
class TabGuess:
    """A tab, the table it looks like, the row of its heads, what each column is, which columns
    hold a register's marks and what its title says."""

    tab: Tab
    table: Table | None = None
    row: int = 0
    columns: tuple[ColumnGuess, ...] = ()
    rival: Table | None = None
    marks: AbstractSet[int] = frozenset()
    titled_by: Mapping[str, str] = field(default_factory=dict)

    @property
    def found(self) -> Mapping[str, ColumnGuess]:
        """The guesses by the English name of our column."""
        return {one.column.name: one for one in self.columns if one.column}

    @property
    def whole(self) -> ColumnGuess | None:
        """The column of whole names, where their parts have no columns of their own."""
        parts = self.table.of_whole if self.table else ()
        first = self.found.get(parts[0].name) if parts else None
        alone = all(column.name not in self.found for column in parts[1:] if column.required)
        return first if first and alone and _holds_whole(first, parts) else None

    @property
    def told(self) -> AbstractSet[str]:
        """Columns of ours that others stand for: a title, whole names."""
        parts = self.table.of_whole if self.table and self.whole else ()
        code = ("code",) if self.named else ()
        return {*self.titled_by, *code, *(column.name for column in parts)}

    @property
    def named(self) -> ColumnGuess | None:
        """The column of schools' names, where they have no codes: the names serve for them."""
        ours = self.table is SCHOOLS and "code" not in self.found
        return self.found.get("name") if ours else None

    @property
    def lacking(self) -> tuple[Column, ...]:
        """The required columns that nothing looks like or stands for."""
        return self.table.lacking({*self.found, *self.told}) if self.table else ()

    @property
    def titled(self) -> bool:
        """Whether the title alone says which table it is, to the program too."""
        return table_titled(self.tab.place.tab) is not None

    @property
    def sure(self) -> bool:
        """Whether the tab may be taken in without a question."""
        if self.table is None:
            return False
        told = self.told if self.whole is None or self.whole.sure else set(self.titled_by)
        surely = {name for name, one in self.found.items() if one.sure}
        enough = not self.table.lacking(surely | told)
        mostly = bool(self.marks) or 2 * len(surely) >= len(self._heads)
        return self.titled or (enough and mostly and self.rival is None)

    @property
    def score(self) -> float:
        """How well the table fits: the needed columns found, the heads that found a column."""
        assert self.table is not None
        worth = {name: 1.0 if one.sure else _SAID for name, one in self.found.items()}
        there = {*self.found, *self.told}
        lacking = len(self.table.lacking(there)) / (len(self.table.lacking(())) or 1)
        said = says_title(self.tab.place.tab, self.table.title)
        return 2 * sum(worth.values()) / (len(self._heads) or 1) - lacking + _SAID * said

    @property
    def _heads(self) -> list[ColumnGuess]:
        """The columns that are no meeting's."""
        return [one for one in self.columns if one.number not in self.marks]


def _holds_whole(guess: ColumnGuess, parts: Sequence[Column]) -> bool:
    """Whether a head says so, or most of the cells have a first name too."""
    assert guess.column is not None
    if header_key(guess.head) in map(header_key, guess.column.whole):
        return True
    needed = [column.part for column in parts if column.part and column.required]
    read = [all(k.read(raw, _ANY_YEAR).sure for k in needed) for raw in guess.sample]
    return bool(read) and sum(read) >= _FITS * len(read)


def guess_tab(tab: Tab, context: Context) -> TabGuess:
    """The table a tab looks like most; none where none is like enough."""
    own = table_titled(tab.place.tab)
    rows = list(islice(_rows_of_heads(tab), _ROWS_OF_HEADER))
    tables = (own,) if own else IN_ORDER
    guesses = [
        _as_table(tab, table, row, context) for table in tables for row in _best(rows, table)
    ]
    likely = [one for one in guesses if own or _is_table(one)]
    if any(one.marks for one in likely):  # all who stand in a list came: marks say who did
        likely = [one for one in likely if one.table not in UNBOUND]
    likely.sort(key=lambda one: one.score, reverse=True)
    if not likely:
        return TabGuess(tab)
    first, *others = likely
    rival = next((o.table for o in others if o.score > first.score - _CLOSE), None)
    return replace(first, rival=rival)


def _is_table(guess: TabGuess) -> bool:
    """Whether heads name most of what a table needs, and more than chance gives."""
    assert guess.table is not None
    table, named = guess.table, {n for n, one in guess.found.items() if one.like >= _HARDLY}
    if table.register:
        return not guess.lacking and bool(guess.marks)
    lacking = len(table.lacking({*named, *guess.told}))
    if guess.named and _names_schools(guess.named):
        return len(named) > 1
    said = says_title(guess.tab.place.tab, table.title)
    enough = said or 2 * lacking <= len(table.lacking(()))
    return enough and len(named) >= min(_TELLING, len(table.columns))


def _names_schools(one: ColumnGuess) -> bool:
    """Whether each cell below a head names a school."""
    school = SHAPES["schools"]
    return one.filled > 1 and all(isinstance(r, str) and school(r).sure for r in one.sample)


Heads = Mapping[int, str]


def _rows_of_heads(tab: Tab) -> Iterator[tuple[int, Heads]]:
    """The first rows that may head a table: two texts at least, and something below."""
    over = {
        (row, merge.first_column): merge.first_row
        for merge in tab.merges
        for row in range(merge.first_row + 1, min(merge.last_row, SEARCHED_ROWS) + 1)
    }
    for row in range(1, min(tab.height, SEARCHED_ROWS + 1)):
        numbers = range(1, len(tab.columns) + 1)
        said = ((number, tab.at(over.get((row, number), row), number)) for number in numbers)
        texts = ((number, clean(show(raw))) for number, raw in said)
        heads = {number: text for number, text in texts if 0 < len(text) <= _LONGEST_HEAD}
        if len(heads) > 1:
            yield row, heads


def _best(rows: Sequence[tuple[int, Heads]], table: Table) -> Iterator[tuple[int, Heads]]:
    """The row whose heads are most like a table's, the first of equal ones."""
    likes = {
        row: sum(max(likeness(head, c) for head in heads.values()) ** 2 for c in table.columns)
        for row, heads in rows
    }
    best = max(likes, key=lambda row: likes[row], default=0)
    yield from ((row, heads) for row, heads in rows if row == best and likes[row])


def _as_table(tab: Tab, table: Table, at: tuple[int, Heads], context: Context) -> TabGuess:
    """What each column would be if the tab were that table."""
    row, heads = at
    guesses = guess_columns(tab, row, heads, table.columns, context)
    chosen = {one.number: one for one in guesses.values()}
    titled_by = said_by_title(tab.place.tab, table, context, dict.fromkeys(guesses))
    bare = (ColumnGuess(n, head, _sample(tab, row, n)) for n, head in heads.items())
    columns = tuple(chosen.get(one.number, one) for one in bare)
    there = {name: one.number for name, one in guesses.items()}
    marks = mark_columns(tab, row, there, context) if table.register else ()
    return TabGuess(tab, table, row, columns, marks=frozenset(marks), titled_by=titled_by)


def guess_columns(
    tab: Tab, row: int, heads: Heads, columns: Sequence[Column], context: Context
) -> Mapping[str, ColumnGuess]:
    """Which of some columns of ours each head of a row may be, by our names: the best pairs
    first."""
    bare = [ColumnGuess(n, head, _sample(tab, row, n)) for n, head in heads.items()]
    pairs = [_pair(one, column, context) for one in bare for column in columns]
    chosen: dict[str, ColumnGuess] = {}
    for pair in sorted(pairs, key=lambda one: -one.weight):
        assert pair.column is not None
        taken = any(pair.number == one.number for one in chosen.values())
        if pair.weight and not taken and pair.column.name not in chosen:
            chosen[pair.column.name] = pair
    return chosen


def last_guess(
    tab: Tab, row: int, heads: Heads, column: Column, context: Context
) -> ColumnGuess | None:
    """The column where one head alone is left for it, and nothing below that is something else."""
    if len(heads) != 1:
        return None
    ((number, head),) = heads.items()
    pair = _pair(ColumnGuess(number, head, _sample(tab, row, number)), column, context)
    return pair if pair.filled and pair.share in (None, 1.0) else None


def row_of_heads(tab: Tab) -> tuple[int, Heads]:
    """The first row that is nearly as wide as any, and its texts; none where no row has two."""
    rows = list(islice(_rows_of_heads(tab), _ROWS_OF_HEADER))
    most = max((len(heads) for _, heads in rows), default=0)
    return next(((row, heads) for row, heads in rows if 2 * len(heads) > most), (0, {}))


def _pair(one: ColumnGuess, column: Column, context: Context) -> ColumnGuess:
    read = how_many_read(one.sample, column, context)
    return ColumnGuess(one.number, one.head, one.sample, column, likeness(one.head, column), read)


def _sample(tab: Tab, row: int, number: int) -> tuple[Raw, ...]:
    """The first distinct values below a head."""
    column = tab.columns[number - 1]
    codes = dict.fromkeys(column.codes[row : row + _ROWS_OF_SAMPLE])
    return tuple(islice((column.values[code] for code in codes if code), _SAMPLE))
