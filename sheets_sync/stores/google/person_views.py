"""Filter views of ours: one for each text that may be looked at alone, with an id that stays."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from sheets_sync.sheet.pieces import Grid
from sheets_sync.sheet.text_size import painted_text
from sheets_sync.stores.google.range_names import Moves, has_room
from sheets_sync.stores.google.read import SheetState, Spreadsheet, link_through
from sheets_sync.stores.google.values import range_of

Json = dict[str, Any]

MOST_VIEWS = 1000
"""Views of a tab: its mark names them all, and Google keeps 30,000 characters of it."""


@dataclass(frozen=True, slots=True)
class PersonViews:
    """The views that a tab shall have: ids by their texts; `there` are those of ours that stand."""

    grid: Grid
    ids: Mapping[str, int]
    there: frozenset[int] = frozenset()

    def moves(self, number: int, sheet: SheetState | None, painted: bool) -> Moves:
        """What makes the tab's views these."""
        where = self.grid.filtered
        wanted = {*self.ids.values()}
        early: list[Json] = [
            {"deleteFilterView": {"filterId": one}} for one in sorted(self.there - wanted)
        ]
        if where is None or not wanted:
            return Moves(early)
        late = [*self._added(number)]
        moved = [*self._moved(number, sheet)]
        if painted and sheet and has_room(sheet, where):
            return Moves(early + moved, late)
        return Moves(early, moved + late)

    def _added(self, number: int) -> Iterator[Json]:
        assert self.grid.filtered is not None
        where = range_of(self.grid.filtered, number)
        for text, one in self.ids.items():
            if one not in self.there:
                view = {
                    "filterViewId": one,
                    "title": title_of(self.grid.title, text),
                    "range": where,
                    "filterSpecs": [_only(text, self.grid.filtered.first_column - 1)],
                }
                yield {"addFilterView": {"filter": view}}

    def _moved(self, number: int, sheet: SheetState | None) -> Iterator[Json]:
        """What people set in a view of ours stays: how it is sorted, what else it hides."""
        assert self.grid.filtered is not None
        standing = {view.id: view for view in sheet.views} if sheet else {}
        for text, one in self.ids.items():
            title = title_of(self.grid.title, text)
            if one in self.there and standing[one][1:] != (self.grid.filtered, title):
                where = range_of(self.grid.filtered, number)
                view = {"filterViewId": one, "title": title, "range": where}
                yield {"updateFilterView": {"filter": view, "fields": "title,range"}}


def views_of(grid: Grid, sheet: SheetState | None, used: Collection[int]) -> PersonViews:
    """The views of a grid; `used` are the ids of all views in the spreadsheet."""
    there = own_views(sheet)
    taken = {*used} - there
    ids: dict[str, int] = {}
    for text in grid.views[:MOST_VIEWS] if grid.filtered else ():
        ids[text] = _free_id(title_of(grid.title, text), taken)
        taken.add(ids[text])
    return PersonViews(grid, ids, there)


def own_views(sheet: SheetState | None) -> frozenset[int]:
    """The views on a tab that we made."""
    if sheet is None or sheet.mark is None:
        return frozenset()
    return frozenset(view.id for view in sheet.views if view.id in sheet.mark.views)


def links_to_views(book: Spreadsheet) -> dict[str, str]:
    """A link to each view of ours that stands, by its text."""
    return {
        view.title.removeprefix(title_of(title, "")): link_through(book.id, sheet.id, view.id)
        for title, sheet in book.ours.items()
        for view in sheet.views
        if view.id in own_views(sheet)
    }


def title_of(tab: str, text: str) -> str:
    """What people see in the list of views."""
    return f"{tab}: {text}"


def _free_id(title: str, taken: Collection[int]) -> int:
    """From the title alone, so that a link stays good; one among two thousand million, for there
    are hundreds of people."""
    number = crc32(title.encode("utf-8", "replace")) & 0x7FFFFFFF
    while number in taken or number == 0:
        number = (number + 1) & 0x7FFFFFFF
    return number


def _only(text: str, column: int) -> Json:
    """The rows with that text. A value is read as if it was typed: what begins with no letter may
    be a number, a date or a formula then, and is said to be a text."""
    plain = painted_text(text)
    typed = plain if plain[:1].isalpha() else f"'{plain}"
    condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": typed}]}
    return {"columnIndex": column, "filterCriteria": {"condition": condition}}
