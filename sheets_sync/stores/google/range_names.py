"""Names by which formulas of people's own tabs find our tables: added, moved along, taken away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.google.read import NamedRange, SheetState, Spreadsheet
from sheets_sync.stores.google.values import range_of

Json = dict[str, Any]

OURS = "sheets_sync_"
"""How the ids of our names begin; Google's own are never like that."""

MOST_SPELLINGS = 3
"""A name that people gave, or that is left of a tab they deleted, is ours with a number behind."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Requests about what is bound to a range of a tab: those that go before the tab is cut to its
    new size, lest its old range be cut away, and those that wait till it is filled."""

    early: Sequence[Json] = ()
    late: Sequence[Json] = ()


class RangeNames:
    """The names of a summary's tables in a spreadsheet; the first `spelling` of each that may be
    tried is 0, and from `MOST_SPELLINGS` on nothing is done about names."""

    def __init__(self, book: Spreadsheet, spelling: int) -> None:
        self._ours = {one.id: one for one in book.names if one.id.startswith(OURS)}
        self._taken = {one.name.casefold() for one in book.names}
        self._spelling = spelling
        self._used: set[str] = set()
        self._renewed: set[int] = set()

    def of(self, grid: Grid, number: int, sheet: SheetState | None, painted: bool) -> Moves:
        """What makes the names of a tab right."""
        early: list[Json] = []
        late: list[Json] = []
        if self._spelling >= MOST_SPELLINGS:
            return Moves()
        self._renewed |= {number} if grid.named else set()
        for name, where in grid.named:
            old = self._standing(name)
            if old is None:
                late += self._added(name, where, number)
                continue
            self._used.add(old.id)
            if (old.sheet, old.where) != (number, where):
                (early if painted and sheet and has_room(sheet, where) else late).append(
                    _moved(old, where, number)
                )
        return Moves(early, late)

    def gone(self, tabs: Sequence[SheetState]) -> Iterator[Json]:
        """Those of tables that are no more; said when all tabs were asked for, `tabs` go."""
        left = self._renewed | {sheet.id for sheet in tabs}
        for one in self._ours.values():
            if one.sheet in left and one.id not in self._used:
                yield {"deleteNamedRange": {"namedRangeId": one.id}}

    def _standing(self, name: str) -> NamedRange | None:
        known = (self._ours.get(id_of(name, turn)) for turn in range(MOST_SPELLINGS))
        return next((one for one in known if one), None)

    def _added(self, name: str, where: Merge, number: int) -> Iterator[Json]:
        for turn in range(self._spelling, MOST_SPELLINGS):
            spelled = _spelled(name, turn)
            if spelled.casefold() not in self._taken:
                self._taken.add(spelled.casefold())
                added = {"namedRangeId": id_of(name, turn), "name": spelled}
                yield {"addNamedRange": {"namedRange": added | {"range": range_of(where, number)}}}
                return


def has_room(sheet: SheetState, where: Merge) -> bool:
    """Whether a tab is as large already as a range needs."""
    return where.last_row <= sheet.rows and where.last_column <= sheet.columns


def _moved(old: NamedRange, where: Merge, number: int) -> Json:
    """People may have given it another name: it keeps it."""
    named = {"namedRangeId": old.id, "range": range_of(where, number)}
    return {"updateNamedRange": {"namedRange": named, "fields": "range"}}


def _spelled(name: str, turn: int) -> str:
    return f"{name}_{turn + 1}" if turn else name


def id_of(name: str, turn: int = 0) -> str:
    """The id of a name in its so-manieth spelling, the same in every run."""
    return f"{OURS}{crc32(_spelled(name, turn).encode()):08x}"
