"""Tabs that are not read: some hold a table of ours under a title of their own."""

from collections.abc import Iterator, Mapping, Sequence

from sheets_sync.letters import fold, one_letter_off
from sheets_sync.problems import Check, Fault, Problem, at_cell, without_cell
from sheets_sync.reading.headers import Header, find_headers
from sheets_sync.reading.likely_marks import may_head_marks
from sheets_sync.sheet.cells import CellRef, Tab
from sheets_sync.tables.books import HELPERS, IN_ORDER
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tab_titles import PASS_BY, TabNames, tabs_line

_LEAST = 3
"""So many columns of ours make a header that is no chance."""

Aliases = Mapping[str, Mapping[str, str]]
"""The staff's own column heads by table name."""


def unread(
    others: Sequence[Tab], read: Sequence[Tab], names: TabNames, aliases: Aliases
) -> list[Problem]:
    """A warning for each tab with the header of a table of ours and something below it."""
    there = {(tab.place.book, names.table(tab.place.tab)) for tab in read}
    found = []
    for tab in others:
        if tab.place.tab in HELPERS or names.line(tab.place.tab):
            continue
        if best := best_table(tab, aliases):
            table, header = best
            found.append(_unread(tab, table, header, (tab.place.book, table) in there))
    return found


def best_table(tab: Tab, aliases: Aliases) -> tuple[Table, Header] | None:
    """The table whose header a tab has, with all or nearly all required columns and a filled cell
    below."""
    best: tuple[tuple[bool, float], Table, Header] | None = None
    for table in IN_ORDER:
        for header in find_headers(tab, table, aliases.get(table.name, {}))[:1]:
            if _is_ours(tab, table, header):
                said = fold(table.title) in fold(tab.place.tab)
                rank = (said, len(header.columns) / len(table.columns))
                if best is None or rank > best[0]:
                    best = (rank, table, header)
    return best[1:] if best else None


def _is_ours(tab: Tab, table: Table, header: Header) -> bool:
    named = header.columns.keys()
    lacking = sum(column.name not in named for column in table.required)
    if len(named) < min(_LEAST, len(table.columns)) or lacking * 4 > len(table.required):
        return False
    heads = sum(raw is not None for raw in tab.row(header.last))
    if len(named) * 2 < heads:  # most of it is of their own
        return False
    marks = (may_head_marks(show(raw)) for raw in tab.row(header.last) if raw is not None)
    if table.register and not any(marks):
        return False
    columns = [tab.columns[number - 1] for number in header.columns.values()]
    return any(any(column.codes[header.last :]) for column in columns)


def _unread(tab: Tab, table: Table, header: Header, taken: bool) -> Problem:
    """`taken` says that the book has a tab of that table already: no other may bear its title."""
    said = f"лист не читается, хотя столбцы у него как у листа {table.sheet}"
    or_rename = "" if taken else f" или переименуйте лист в {table.sheet}"
    title = tab.place.tab
    fix = (
        f"чтобы строки считались, впишите в workspace.toml под [tabs]: "
        f"{tabs_line(title, table.title)}{or_rename}. "
        f"Если лист не нужен: {tabs_line(title, PASS_BY)}"
    )
    column = min(header.columns.values())
    cell = CellRef(tab.place, header.last, column)
    return at_cell(cell, Fault.of(Check.TAB_UNREAD, said, fix), show(tab.at(header.last, column)))


def unknown(others: Sequence[Tab]) -> Iterator[Problem]:
    """Information on each tab that is none of ours."""
    for tab in others:
        place = tab.place
        if place.tab in HELPERS:
            continue
        close = [t.title for t in IN_ORDER if one_letter_off(fold(t.title), fold(place.tab))]
        fix = f"если это лист «{close[0]}», переименуйте его" if close else ""
        said = "лист программе не знаком и не читается"
        yield without_cell(place, Fault.of(Check.TAB_UNKNOWN, said, fix))
