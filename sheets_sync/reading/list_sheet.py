"""The sheet «Списки» of a book as it stands: whether it is ours, its lists, what is no list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.letters import clean
from sheets_sync.sheet.cells import CellRef, Tab
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.menus import FIRST_ROW, HEAD_ROW, MENUS, is_mark, mark_text

Lists = Mapping[str, Sequence[str]]
"""The words of lists by their titles."""


@dataclass(frozen=True, slots=True)
class StandingLists:
    """The sheet as read: the mark in A1, the column of each list, its words from the first on.

    `strange` are filled cells that are in no list.
    """

    tab: Tab
    mark: str
    columns: Mapping[str, int]
    words: Lists
    strange: tuple[CellRef, ...]

    def filled_with(self, words: Lists) -> Lists:
        """The lists with what the program knows; those it knows nothing of stay."""
        return {title: tuple(words.get(title, old)) for title, old in self.words.items()}

    def holds(self, words: Lists) -> bool:
        """Whether just these lists stand there, and the mark says so."""
        return dict(self.words) == dict(words) and self.mark == mark_text(words)

    def typed(self, words: Lists) -> tuple[CellRef, ...]:
        """What a person typed and would lose, were these lists written.

        Of a sheet that stands as it was left nothing: its old words are ours.
        """
        if self.strange or self.mark == mark_text(self.words):
            return self.strange
        cells = ((title, cell) for title in self.columns for cell in _below(self, title))
        return tuple(cell for title, cell in cells if _text(self.tab, cell) not in words[title])


def standing_lists(tab: Tab) -> StandingLists | None:
    """The lists of a sheet; None where it was not made by our templates."""
    mark = _said(tab, 1, 1)
    if not is_mark(mark):
        return None
    heads = {number: _said(tab, HEAD_ROW, number) for number in range(1, len(tab.columns) + 1)}
    columns: dict[str, int] = {}
    for number, title in heads.items():
        if title in MENUS:
            columns.setdefault(title, number)
    words = {title: tuple(_words(tab, number)) for title, number in columns.items()}
    return StandingLists(tab, mark, columns, words, tuple(_strange(tab, columns)))


def _said(tab: Tab, row: int, column: int) -> str:
    return clean(show(tab.at(row, column)))


def _text(tab: Tab, cell: CellRef) -> str:
    return _said(tab, cell.row, cell.column)


def _words(tab: Tab, column: int) -> Iterator[str]:
    """The words down a column, those before the last filled cell; "" for a gap."""
    every = [_said(tab, row, column) for row in range(FIRST_ROW, tab.height + 1)]
    last = max((number for number, word in enumerate(every, 1) if word), default=0)
    yield from every[:last]


def _below(sheet: StandingLists, title: str) -> Iterator[CellRef]:
    """The filled cells of a list."""
    for row, word in enumerate(sheet.words[title], FIRST_ROW):
        if word:
            yield CellRef(sheet.tab.place, row, sheet.columns[title])


def _strange(tab: Tab, columns: Mapping[str, int]) -> Iterator[CellRef]:
    """Filled cells beside the mark, in the head and in columns that are no list; merged words."""
    lists = set(columns.values())
    for column in range(1, len(tab.columns) + 1):
        for row in range(1, tab.height + 1):
            ours = (row, column) == (1, 1) or (row >= HEAD_ROW and column in lists)
            if not ours and _said(tab, row, column):
                yield CellRef(tab.place, row, column)
    for merge in tab.merges:
        if merge.last_row >= HEAD_ROW:
            yield CellRef(tab.place, max(merge.first_row, HEAD_ROW), merge.first_column)
