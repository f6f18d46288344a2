"""The values that `[defaults]` gives to columns which the books do not have."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sheets_sync.problems import Check, Fault, Problem, without_cell
from sheets_sync.sheet.cells import Tab
from sheets_sync.tables.kinds.base import Context, Reading
from sheets_sync.tables.own_defaults import read_default
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tab_titles import defaults_of


def read_defaults(table: Table, given: Mapping[str, Any], context: Context) -> dict[str, Reading]:
    """What each value given to a table's columns, by English name, is read as."""
    return {name: read_default(table.column(name), raw, context) for name, raw in given.items()}


def bad_defaults(
    table: Table, given: Mapping[str, Reading], tabs: Sequence[Tab]
) -> Iterator[Problem]:
    """A value that its column does not take, told once for all tabs of the table."""
    for name, reading in given.items() if tabs else ():
        if not reading.sure:
            why = reading.faults[0]
            said = f"{defaults_of(table.title)} {table.head(name)}: {why.message}"
            fix = f"исправьте строку в workspace.toml: {why.fix}"
            fault = Fault.of(Check.COLUMN_DEFAULT, said, fix)
            yield without_cell(tabs[0].place, fault, about=name)
