"""`[defaults]` for columns that are not there, and marks that `[words]` names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sheets_sync.problems import Check, Fault, Problem, without_cell
from sheets_sync.reading.records import Records
from sheets_sync.sheet.cells import Tab
from sheets_sync.tables.kinds.base import Context, Lookup, Reading
from sheets_sync.tables.kinds.text import quote
from sheets_sync.tables.kinds.words import MARK_MEANING
from sheets_sync.tables.own_defaults import read_default
from sheets_sync.tables.own_words import OwnWords
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tab_titles import defaults_of


def read_defaults(table: Table, given: Mapping[str, Any], context: Context) -> dict[str, Reading]:
    """What each value given to a table's columns, by English name, is read as."""
    return {name: read_default(table.column(name), raw, context) for name, raw in given.items()}


def unknown_marks(marks: Records, lookup: Lookup, words: OwnWords) -> Iterator[Problem]:
    """Marks that `[words]` calls like others which neither «Отметки» nor the program knows."""
    for like in words.entries.get("marks", {}) if marks.usable else ():
        if not (MARK_MEANING.word(like) or lookup(like).sure):
            said = f'[words."Отметка"]: отметки {quote(like)} нет на листе {marks.table.sheet}'
            known = ", ".join(MARK_MEANING.offers)
            fix = f"слева впишите отметку с этого листа или как считать: {known}"
            fault = Fault.of(Check.MARK_UNKNOWN, said, fix)
            yield without_cell(marks.origins[0].place, fault, about=like)


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
