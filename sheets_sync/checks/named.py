"""People named in a cloud book that should hold codes only."""

from collections.abc import Iterable, Iterator, Mapping

from sheets_sync.problems import Check, Fault, Problem, at_cell
from sheets_sync.sheet.cells import CellRef, Tab
from sheets_sync.tables.kinds.people_in_text import People


def named_people(tabs: Iterable[Tab], people: People) -> Iterator[Problem]:
    """A warning at each cell of these tabs that names a person."""
    for tab in tabs:
        for number, column in enumerate(tab.columns, 1):
            texts = enumerate(column.values)
            named = {n: v for n, v in texts if isinstance(v, str) and people.found(v)}
            if named:
                yield from _at_cells(tab, number, named)


def _at_cells(tab: Tab, number: int, named: Mapping[int, str]) -> Iterator[Problem]:
    for row, code in enumerate(tab.columns[number - 1].codes, 1):
        if code in named:
            fault = Fault.of(
                Check.PERSON_NAMED,
                f"«{named[code][:80]}» — похоже на имя человека, а в таблице Google место только "
                "кодам",
                "замените имя кодом, например Т-07",
            )
            yield at_cell(CellRef(tab.place, row, number), fault, named[code])
